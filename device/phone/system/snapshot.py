"""What a snapshot of the phone holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from device.phone.file.filesystem import FileTree
from device.phone.system.audiofocus import SILENCE, Sound
from device.phone.system.clock import ClockState
from device.phone.system.hardware import Hardware
from device.phone.system.intent import Task
from device.phone.system.notification import Notification
from device.phone.system.package import Installed
from device.phone.system.sky import CLEAR, Sky
from device.phone.system.window import Window


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
