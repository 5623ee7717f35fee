"""The volume beside the screen's edge, which shows for a while after its keys were pressed."""

from typing import TYPE_CHECKING

from device.phone.screen.window import FrameWindow
from device.phone.system.intent import Intent
from device.phone.system.shade import SYSTEM_UI, change, leave_for
from device.phone.toolkit.layout import Metrics, Node, measure, place
from device.phone.toolkit.view import LayoutState, View
from device.phone.toolkit.viewpart import CENTRED, Box, Flow, Gestures, Icon, Surface
from device.phone.widget import icon_button

if TYPE_CHECKING:
    from device.phone.system.system import System

TOP = 25
_SHOWN_MS = 3_000
_LONG, _WIDE = 168.0, 44.0
"""dp of the slider."""
_ALL = Intent("android.settings.panel.action.VOLUME")


def media_volume(system: "System") -> int:
    """The volume of music and films, 0 to TOP."""
    return system.settings.number("system", "volume_music", 5)


def set_volume(system: "System", level: int) -> None:
    """Change it, no further than it goes, and show it."""
    system.settings.put("system", "volume_music", min(TOP, max(0, level)))
    change(system, volume_until_ms=system.clock.uptime_ms + _SHOWN_MS)


def volume_windows(system: "System") -> list[FrameWindow]:
    """The volume while it shows. The app keeps the focus, so the dump does not tell of it."""
    until = system.window.shade.volume_until_ms
    if not until or system.clock.uptime_ms >= until:
        return []

    def build() -> Node:
        metrics = Metrics(system.density, system.font_scale)
        wide, high = system.size
        node = measure(_view(system), wide, high, metrics, LayoutState(), wrap="both")
        right = system.display.room[2] - metrics.px(12.0)
        place(node, right - node.width, (high - node.height) // 3, (0, 0, wide, high))
        return node

    return [FrameWindow("heads_up", SYSTEM_UI, build)]


def _view(system: "System") -> View:
    level = media_volume(system)
    sign = View(
        icon=Icon("music_note" if level else "volume_off", "on_primary", size=20.0),
        box=Box(width=_WIDE, height=_WIDE),
        flow=CENTRED,
        important=False,
    )
    filled = View(
        box=Box(width=_WIDE, height=_WIDE + (_LONG - _WIDE) * min(TOP, level) / TOP),
        flow=Flow(justify="end"),
        surface=Surface("primary", radius=_WIDE / 2),
        important=False,
        children=(sign,),
    )

    def slide(_: float, down: float) -> None:
        set_volume(system, round((1 - down) * TOP))

    slider = View(
        "android.widget.SeekBar",
        "volume_row_slider",
        content_description=system.translate("Media volume"),
        box=Box(width=_WIDE, height=_LONG),
        flow=Flow(justify="end"),
        surface=Surface("secondary_container", radius=_WIDE / 2),
        gestures=Gestures(
            on_tap_at=slide, on_drag=lambda _x, _y, across, down: slide(across, min(1.0, max(0.0, down)))
        ),
        children=(filled,),
    )
    return View(
        "FrameLayout",
        "volume_dialog",
        box=Box(padding=(6.0, 6.0, 6.0, 2.0)),
        flow=Flow(gap=2.0, align="center"),
        surface=Surface("surface_container_high", radius=28.0, elevation=6.0),
        children=(
            slider,
            icon_button(
                Icon("tune", "on_surface_variant", size=20.0),
                system.translate("Sound settings"),
                lambda: leave_for(system, _ALL),
                resource_id="settings",
            ),
        ),
    )
