"""What comes up in the lower left corner when something was copied: the text, and what to do with it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.screen.window import FrameWindow
from device.phone.system.trouble import SYSTEM
from device.phone.toolkit.layout import Metrics, Node, measure, place
from device.phone.toolkit.view import LayoutState, View
from device.phone.toolkit.widget.button import icon_button

if TYPE_CHECKING:
    from device.phone.phone import Phone

SHOWN_MS, BRIEF_MS = 6_000, 1_000
"""Of uptime, after which it goes by itself; a touch anywhere else takes it away at once.

Where time does not pass by itself an event is worth far less than the seconds that somebody takes for it, so
there it goes sooner, and when an app is opened.
"""
SYSTEM_UI = "com.android.systemui"
_MARGIN = 12.0
_WIDTH = 200.0
"""dp of the text at most."""


def copied(phone: "Phone", text: str) -> None:
    """See Phone.set_clipboard."""
    shown = SHOWN_MS if phone.clock.live else BRIEF_MS
    until = phone.clock.uptime_ms + shown if text else 0
    phone.window = replace(phone.window, clipboard=text, clip_until_ms=until)


def put_away(phone: "Phone") -> None:
    """Take it off the screen; the text stays copied."""
    if phone.window.clip_until_ms:
        phone.window = replace(phone.window, clip_until_ms=0)


def clip_windows(phone: "Phone", floor: int) -> list[FrameWindow]:
    """The window over `floor`, the pixel where bar or keyboard begin. The dump does not tell of it."""
    until = phone.window.clip_until_ms
    if not until or phone.clock.uptime_ms >= until:
        return []

    def build() -> Node:
        metrics = Metrics(phone.density, phone.font_scale)
        margin = metrics.px(_MARGIN)
        node = measure(_view(phone), phone.size[0] - 2 * margin, floor, metrics, LayoutState(), wrap="both")
        place(node, margin, floor - margin - node.height, (0, 0, *phone.size))
        return node

    return [FrameWindow("clip", SYSTEM_UI, build)]


def _view(phone: "Phone") -> View:
    text = phone.window.clipboard

    def share() -> None:
        put_away(phone)
        phone.context().share(text)

    words = View("TextView", "text_preview", text, style="body_medium", max_lines=3)
    room = min(_WIDTH, max(80.0, len(text) * 9.0 + 32.0))
    preview = View(
        "FrameLayout",
        "clipboard_preview",
        width=room,
        min_height=56.0,
        justify="center",
        radius=16.0,
        padding=(16.0, 10.0, 16.0, 10.0),
        background="surface_container_highest",
        children=(words,),
    )
    return View(
        "FrameLayout",
        "clipboard_ui",
        axis="row",
        align="center",
        gap=2.0,
        radius=20.0,
        elevation=4.0,
        padding=(6.0, 6.0, 6.0, 6.0),
        background="surface_container_low",
        children=(
            preview,
            icon_button(
                "share", phone.translate("Share", SYSTEM), share, resource_id="share_chip", icon_size=20.0
            ),
            icon_button(
                "close",
                phone.translate("Dismiss copied text", SYSTEM),
                lambda: put_away(phone),
                resource_id="dismiss_button",
                icon_size=20.0,
            ),
        ),
    )
