"""The upper part of the shade: time and state, tiles, brightness; and the buttons at its foot."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.screen.shade.colour import ON_TILE_OFF, ON_TILE_ON, TILE_OFF, TILE_ON
from device.phone.screen.shade.tile import TILES, Tile
from device.phone.system.intent import Intent
from device.phone.system.shade import change, leave_for, open_panel
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_WIDTH,
    GROWING,
    STACKED,
    Box,
    Flow,
    Gestures,
    Handler,
    Icon,
    Pager,
    Surface,
    Text,
)

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.system import System

ROWS = 4
"""Of tiles on a page."""
_TILE_HEIGHT = 68.0
_GAP = 8.0
_SIDE = 16.0
_THICK = 44.0
"""Of the brightness."""
_BRIGHTEST = 255


def columns_of(system: "System") -> int:
    """Two, and four where the screen is wide."""
    return 2 if system.size[0] < system.size[1] else 4


def pages_of(system: "System") -> int:
    """How many pages of tiles there are."""
    return -(-len(TILES) // (_rows(system) * columns_of(system)))


def _rows(system: "System") -> int:
    return ROWS if system.size[0] < system.size[1] else 2


def first_tiles(phone: "Handset") -> View:
    """The tiles over the notifications: as many as two rows hold, or one on a wide screen."""
    columns = columns_of(phone)
    rows = 2 if columns == 2 else 1
    return View(
        "android.view.ViewGroup",
        "quick_qs_panel",
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 16.0)),
        children=(_grid(phone, TILES[: columns * rows]),),
    )


def all_tiles(phone: "Handset") -> View:
    """A page of all tiles below the brightness, with the dots that count the pages."""
    each = _rows(phone) * columns_of(phone)
    pages = pages_of(phone)
    page = min(phone.window.shade.page, pages - 1)

    def turn(step: int) -> None:
        change(phone, page=min(pages - 1, max(0, page + step)))

    tiles = View(
        "androidx.viewpager.widget.ViewPager",
        "qs_pager",
        box=FULL_WIDTH,
        pager=Pager("qs_pager", turn),
        children=(_grid(phone, TILES[page * each : (page + 1) * each]),),
    )
    dots = View(
        "android.view.View",
        "footer_page_indicator",
        content_description=phone.translate("Page {} of {}").format(page + 1, pages),
        flow=Flow("row", gap=6.0, align="center"),
        children=[
            View(
                box=Box(width=6.0, height=6.0),
                surface=Surface("on_surface" if place == page else "outline_variant", radius=3.0),
                important=False,
            )
            for place in range(pages)
        ],
    )
    foot = View(
        box=Box(width=FILL, padding=(0.0, 12.0, 0.0, 0.0)),
        flow=Flow(align="center"),
        children=(dots,),
        important=False,
    )
    return View(
        "LinearLayout",
        "quick_settings_panel",
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 0.0)),
        flow=Flow(gap=16.0),
        children=(_brightness(phone), tiles, foot),
    )


# -- tiles -------------------------------------------------------------------------------------------------
def _grid(phone: "Handset", tiles: Sequence[Tile]) -> View:
    columns = columns_of(phone)
    lines = []
    for start in range(0, len(tiles), columns):
        row: list[View] = [_tile_view(phone, tile) for tile in tiles[start : start + columns]]
        row += [View(box=GROWING, important=False) for _ in range(columns - len(row))]
        lines.append(View(box=FULL_WIDTH, flow=Flow("row", gap=_GAP), children=row, important=False))
    return View("android.view.ViewGroup", "tile_page", box=FULL_WIDTH, flow=Flow(gap=_GAP), children=lines)


def _tile_view(phone: "Handset", tile: Tile) -> View:
    face = tile.face(phone)
    colour = ON_TILE_ON if face.on else ON_TILE_OFF if face.enabled else "outline"
    name = phone.translate(tile.name)
    parts = [
        fixed(icon=Icon(face.icon, colour, filled=True), important=False),
        fixed(
            "LinearLayout",
            "label_group",
            box=GROWING,
            important=False,
            children=(
                fixed("TextView", "tile_label", Text(name, style="label_large", colour=colour, max_lines=1)),
                fixed(
                    "TextView", "app_label", Text(face.state, style="body_small", colour=colour, max_lines=1)
                ),
            ),
        ),
    ]
    if not tile.toggles:
        parts.append(fixed(icon=Icon("chevron_right", colour, size=20.0), important=False))
    return View(
        "Switch" if tile.toggles else "Button",
        content_description=name if tile.toggles else f"{name},{face.state}",
        box=Box(height=_TILE_HEIGHT, weight=1.0, padding=(16.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface(TILE_ON if face.on else TILE_OFF, radius=_TILE_HEIGHT / 2),
        checked=face.on if tile.toggles else None,
        enabled=face.enabled,
        on_tap=lambda: tile.tap(phone),
        on_long_press=lambda: leave_for(phone, tile.page),
        children=parts,
    )


def _brightness(system: "System") -> View:
    """A thick slider, the sun in its filled part."""
    value = min(_BRIGHTEST, max(1, system.settings.number("system", "screen_brightness", 102)))
    fraction = (value - 1) / (_BRIGHTEST - 1)

    def slide(at: float) -> None:
        system.settings.put("system", "screen_brightness", round(1 + at * (_BRIGHTEST - 1)))

    left, _, right, _ = system.display.room
    length = (right - left) / system.density - 2 * _SIDE
    filled = fixed(
        icon=Icon(
            "brightness_high" if fraction > 0.5 else "brightness_low", "on_primary", size=20.0, filled=True
        ),
        box=Box(width=_THICK + fraction * (length - _THICK), height=_THICK, padding=(12.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", align="center", justify="end"),
        surface=Surface("primary", radius=_THICK / 2),
        important=False,
    )
    return View(
        "SeekBar",
        "slider",
        Text(f"{float(value)}", colour="transparent"),
        content_description=system.translate("Display brightness"),
        box=Box(width=FILL, height=_THICK),
        flow=STACKED,
        surface=Surface(TILE_OFF, radius=_THICK / 2),
        gestures=Gestures(on_slide=slide),
        children=(filled,),
    )


# -- the foot ----------------------------------------------------------------------------------------------
def foot_buttons(system: "System") -> View:
    """User, settings, power."""
    tr = system.translate
    settings = Intent("android.settings.SETTINGS")
    users = Intent("android.settings.USER_SETTINGS")
    power = _round("pm_lite", "power_settings_new", tr("Power menu"), lambda: open_panel(system, "power"))
    power.surface = replace(power.surface, background=TILE_ON)
    power.icon = replace(power.icon, colour=ON_TILE_ON)
    buttons = [
        _round("settings_button_container", "settings", tr("Settings"), lambda: leave_for(system, settings)),
        power,
    ]
    if system.packages.resolve(users):
        owner = _round("multi_user_switch", "person", tr("Owner"), lambda: leave_for(system, users))
        buttons.insert(0, owner)
    return View(
        "LinearLayout",
        "qs_footer_actions",
        box=Box(width=FILL, padding=(_SIDE, 12.0, _SIDE, 16.0)),
        flow=Flow("row", gap=8.0, justify="end"),
        children=buttons,
    )


def _round(name: str, icon: str, label: str, on_tap: Handler) -> View:
    return View(
        "FrameLayout",
        name,
        content_description=label,
        icon=Icon(icon, ON_TILE_OFF, size=20.0, filled=True),
        box=Box(width=44.0, height=44.0),
        flow=CENTRED,
        surface=Surface(TILE_OFF, radius=22.0),
        on_tap=on_tap,
    )
