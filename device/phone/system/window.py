"""State of the screen that belongs to no app, and what was copied."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from device.phone.system.shade import Shade
from device.phone.system.trouble import NONE as NO_TROUBLES
from device.phone.system.trouble import Troubles
from device.phone.toolkit.paint import Rect

if TYPE_CHECKING:
    from device.phone.system.system import System

COPIED_MS, COPIED_BRIEF_MS = 6_000, 1_000
"""Uptime for which the phone shows what was copied; a touch anywhere else takes it away at once.

Where time does not pass by itself an event is worth far less than the seconds that somebody takes for it, so
there it goes sooner, and when an app is opened.
"""


@dataclass(frozen=True, slots=True)
class KeyFocus:
    """Where the focus of the arrow keys is."""

    surface: int
    """Id of the activity that has the window."""
    window: str
    """Its kind."""
    box: Rect


@dataclass(frozen=True, slots=True)
class Window:
    """State of the screen that belongs to no app."""

    keyboard_shown: bool = False
    keyboard_page: str = "letters"
    """letters, shift, symbols, more."""
    toast: str = ""
    toast_until_ms: int = 0
    clipboard: str = ""
    clip_until_ms: int = 0
    """Uptime until which the phone shows what was copied."""
    troubles: Troubles = NO_TROUBLES
    """Apps that hang or crashed."""
    shade: Shade = field(default_factory=Shade)
    key_focus: KeyFocus | None = None
    """What arrow keys went to; None while nothing but fingers is used."""


def copied(system: "System", text: str) -> None:
    """See System.set_clipboard."""
    shown = COPIED_MS if system.clock.live else COPIED_BRIEF_MS
    until = system.clock.uptime_ms + shown if text else 0
    system.window = replace(system.window, clipboard=text, clip_until_ms=until)


def put_clip_away(system: "System") -> None:
    """Take what was copied off the screen; the text stays copied."""
    if system.window.clip_until_ms:
        system.window = replace(system.window, clip_until_ms=0)
