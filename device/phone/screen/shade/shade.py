"""The shade's window, and what comes up over the screen without it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from device.phone.screen.shade.colour import GROUND
from device.phone.screen.shade.quick import all_tiles, first_tiles, foot_buttons
from device.phone.screen.shade.row import is_open, notification_card, turn
from device.phone.screen.shade.stack import notification_stack
from device.phone.screen.shade.tile import ALARMS
from device.phone.screen.shade.volume import volume_windows
from device.phone.screen.systembars import state_icons, time_text
from device.phone.screen.window import FrameWindow
from device.phone.system.posting import heads_up, put_away
from device.phone.system.radio import CARRIER
from device.phone.system.shade import SYSTEM_UI, collapse, expand, leave_for, pull, step_back
from device.phone.system.timetext import day_text, local_now
from device.phone.toolkit.layout import Metrics, Node, measure, place
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import LayoutState, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, FULL_WIDTH, Box, Flow, Gestures, Surface, Text

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.system import System

_NOTHING = LayoutState()
_HEADS_UP_WIDTH = 400.0
"""dp at most."""


def shade_windows(phone: "Handset", room: Rect) -> list[FrameWindow]:
    """The open shade in its room; nothing while it is closed."""
    shade = phone.window.shade
    if shade.level == "closed":
        return []

    def build() -> Node:
        view = _compact(phone) if shade.level == "compact" else _full(phone)
        left, top, right, bottom = room
        metrics = Metrics(phone.density, phone.font_scale)
        typing = phone.window.keyboard_shown
        node = measure(view, right - left, bottom - top, metrics, shade.surface.layout, reveal=typing)
        place(node, left, top, room)
        return node

    return [FrameWindow("shade", SYSTEM_UI, build, lambda: step_back(phone))]


def _fling(system: "System", way: Literal["up", "down"]) -> None:
    if way == "up":
        step_back(system)
    else:
        pull(system)


def _whole(system: "System", name: str, parts: list[View]) -> View:
    return View(
        "FrameLayout",
        "notification_panel",
        box=FULL_SIZE,
        surface=Surface(GROUND),
        gestures=Gestures(on_fling=lambda way: _fling(system, way)),
        children=(View("FrameLayout", name, box=Box(width=FILL, weight=1.0), children=parts),),
    )


def _compact(phone: "Handset") -> View:
    """The first tiles, then the notifications; below them a touch closes it."""
    quick = View("FrameLayout", "qs_frame", box=FULL_WIDTH, children=(_header(phone), first_tiles(phone)))
    rest = View(box=Box(width=FILL, weight=1.0), on_tap=lambda: collapse(phone), important=False)
    return _whole(phone, "notification_container_parent", [quick, notification_stack(phone), rest])


def _full(phone: "Handset") -> View:
    """All tiles, the buttons at the foot."""
    quick = View(
        "ScrollView",
        "expanded_qs_scroll_view",
        box=Box(width=FILL, weight=1.0),
        scroll="expanded_qs_scroll_view",
        children=(_header(phone, whole=True), all_tiles(phone)),
    )
    return _whole(phone, "qs_frame", [quick, foot_buttons(phone)])


def _header(system: "System", *, whole: bool = False) -> View:
    """Time and state; in full also date and carrier."""
    time = View(
        "TextView",
        "clock",
        Text(time_text(system), style="title_small"),
        on_tap=lambda: leave_for(system, ALARMS),
    )
    date = fixed(
        "TextView", "date", Text(day_text(system.translate, local_now(system).date()), style="title_small")
    )
    icons = View(
        "LinearLayout",
        "statusIcons",
        flow=Flow("row", gap=4.0, align="center"),
        children=state_icons(system, "on_surface"),
    )
    first = View(
        "android.view.ViewGroup",
        "quick_qs_status_icons",
        box=FULL_WIDTH,
        flow=Flow("row", align="center", justify="between"),
    )
    if not whole:
        left = View(flow=Flow("row", gap=8.0, align="center"), children=(time, date), important=False)
        first.children = (left, icons)
        return _head_box([first])
    time.text = replace(time.text, style="headline_medium")
    first.children = (time, _carrier(system))
    second = View(
        box=FULL_WIDTH,
        flow=Flow("row", align="center", justify="between"),
        important=False,
        children=(date, icons),
    )
    return _head_box([first, second])


def _head_box(lines: list[View]) -> View:
    return View(
        "RelativeLayout",
        "header",
        box=Box(width=FILL, padding=(24.0, 18.0, 24.0, 4.0)),
        flow=Flow(gap=6.0),
        children=lines,
    )


def _carrier(system: "System") -> View:
    flight = system.settings.on("global", "airplane_mode_on")
    text = system.translate("Airplane mode") if flight else CARRIER
    return View("TextView", "carrier_text", Text(text, style="body_small", colour="on_surface_variant"))


# -- over the screen ---------------------------------------------------------------------------------------
def heads_up_windows(system: "System") -> list[FrameWindow]:
    """What came up over the screen. The app keeps the focus, so the dump does not tell of it."""
    volume = volume_windows(system)
    entry = heads_up(system)
    if entry is None:
        return volume

    def build() -> Node:
        opened = is_open(system, entry.key, at_first=entry.insistent or bool(entry.actions))
        card = notification_card(system, entry, opened, lambda: turn(system, entry.key))
        card.surface = replace(card.surface, elevation=6.0)
        card.pager = replace(card.pager, on_page=lambda step: put_away(system))
        card.gestures = replace(
            card.gestures, on_fling=lambda way: put_away(system) if way == "up" else expand(system, "compact")
        )
        metrics = Metrics(system.density, system.font_scale)
        wide = min(system.size[0] - 2 * metrics.px(12.0), metrics.px(_HEADS_UP_WIDTH))
        left, top = (system.size[0] - wide) // 2, metrics.px(12.0)
        node = measure(card, wide, system.size[1] // 2, metrics, _NOTHING, wrap="height")
        place(node, left, top, (0, 0, *system.size))
        return node

    return [FrameWindow("heads_up", SYSTEM_UI, build), *volume]
