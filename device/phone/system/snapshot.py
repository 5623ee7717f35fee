"""What a snapshot of the phone holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from device.phone.file.filesystem import FileTree
from device.phone.screen.keyfocus import KeyFocus
from device.phone.screen.shade.state import Shade
from device.phone.system.audiofocus import SILENCE, Sound
from device.phone.system.clock import ClockState
from device.phone.system.hardware import Hardware
from device.phone.system.intent import Task
from device.phone.system.notification import Notification
from device.phone.system.package import Installed
from device.phone.system.trouble import NONE as NO_TROUBLES
from device.phone.system.trouble import Troubles
from device.phone.weather.spell import CLEAR, Sky


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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole phone at one moment. Holds references to immutable parts and copies of small dicts."""

    clock: ClockState
    settings: Mapping[str, Mapping[str, str]]
    properties: Mapping[str, str]
    files: FileTree
    databases: Mapping[tuple[str, str], bytes]
    stack: tuple[tuple[Task, ...], int]
    packages: Mapping[str, Installed]
    window: Window
    rng: object
    notifications: tuple[Notification, ...] = ()
    hardware: Hardware = field(default_factory=Hardware)
    sky: Sky = CLEAR
    sound: Sound = SILENCE
    authors: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Who put which setting, see SettingStore."""
