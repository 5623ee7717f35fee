"""What comes up in the lower left corner when something was copied: the text, and what to do with it."""

from typing import TYPE_CHECKING

from device.phone.screen.window import FrameWindow
from device.phone.system.shade import SYSTEM_UI
from device.phone.system.trouble import SYSTEM
from device.phone.system.window import put_clip_away
from device.phone.toolkit.layout import Metrics, Node, measure, place
from device.phone.toolkit.view import LayoutState, View
from device.phone.toolkit.viewpart import Box, Flow, Icon, Surface, Text
from device.phone.widget.button import icon_button

if TYPE_CHECKING:
    from device.phone.system.system import System

_MARGIN = 12.0
_WIDTH = 200.0
"""dp of the text at most."""


def clip_windows(system: "System", floor: int) -> list[FrameWindow]:
    """The window over `floor`, the pixel where bar or keyboard begin. The dump does not tell of it."""
    until = system.window.clip_until_ms
    if not until or system.clock.uptime_ms >= until:
        return []

    def build() -> Node:
        metrics = Metrics(system.density, system.font_scale)
        margin = metrics.px(_MARGIN)
        node = measure(_view(system), system.size[0] - 2 * margin, floor, metrics, LayoutState(), wrap="both")
        place(node, margin, floor - margin - node.height, (0, 0, *system.size))
        return node

    return [FrameWindow("clip", SYSTEM_UI, build)]


def _view(system: "System") -> View:
    text = system.window.clipboard

    def share() -> None:
        put_clip_away(system)
        system.context().share(text)

    words = View("TextView", "text_preview", Text(text, style="body_medium", max_lines=3))
    room = min(_WIDTH, max(80.0, len(text) * 9.0 + 32.0))
    preview = View(
        "FrameLayout",
        "clipboard_preview",
        box=Box(width=room, min_height=56.0, padding=(16.0, 10.0, 16.0, 10.0)),
        flow=Flow(justify="center"),
        surface=Surface("surface_container_highest", radius=16.0),
        children=(words,),
    )
    return View(
        "FrameLayout",
        "clipboard_ui",
        box=Box(padding=(6.0, 6.0, 6.0, 6.0)),
        flow=Flow("row", gap=2.0, align="center"),
        surface=Surface("surface_container_low", radius=20.0, elevation=4.0),
        children=(
            preview,
            icon_button(
                Icon("share", "on_surface_variant", size=20.0),
                system.translate("Share", SYSTEM),
                share,
                resource_id="share_chip",
            ),
            icon_button(
                Icon("close", "on_surface_variant", size=20.0),
                system.translate("Dismiss copied text", SYSTEM),
                lambda: put_clip_away(system),
                resource_id="dismiss_button",
            ),
        ),
    )
