"""The public services of a phone, as far as apps use them."""

from random import Random
from typing import TYPE_CHECKING

from device.phone.system.audiofocus import Sound, Usage, interrupt, is_open, release, take
from device.phone.system.intent import Activity

if TYPE_CHECKING:
    from device.phone.file.filesystem import FileSystem
    from device.phone.system.clock import PhoneClock
    from device.phone.system.display import Display
    from device.phone.system.hardware import Hardware
    from device.phone.system.log import Log
    from device.phone.system.notification import Notification, NotificationStore
    from device.phone.system.package import PackageTable
    from device.phone.system.setting import SettingStore
    from device.phone.system.system import System


class Services:
    """What the phone does for every app.

    The launcher, Settings and the other apps that are part of the system reach the rest of it by `system`.
    """

    __slots__ = ("system",)

    def __init__(self, system: "System") -> None:
        self.system = system

    @property
    def files(self) -> "FileSystem":
        """The phone's files."""
        return self.system.files

    @property
    def clock(self) -> "PhoneClock":
        """Date, time zone and uptime."""
        return self.system.clock

    @property
    def settings(self) -> "SettingStore":
        """The phone's settings."""
        return self.system.settings

    @property
    def packages(self) -> "PackageTable":
        """What is installed, and what it may do."""
        return self.system.packages

    @property
    def notifications(self) -> "NotificationStore":
        """What is posted."""
        return self.system.notifications

    @property
    def hardware(self) -> "Hardware":
        """Battery, place, network."""
        return self.system.hardware

    @property
    def seed(self) -> int:
        """Of all chance on this phone."""
        return self.system.seed

    @property
    def log(self) -> "Log":
        """What logcat shows."""
        return self.system.log

    @property
    def sound(self) -> Sound:
        """Who has the audio focus."""
        return self.system.sound

    @property
    def clipboard(self) -> str:
        """What was copied."""
        return self.system.window.clipboard

    @property
    def rng(self) -> Random:
        """Chance, the same for a phone of the same seed."""
        return self.system.rng

    # -- how the phone shows things ------------------------------------------------------------------------
    @property
    def display(self) -> "Display":
        """How large and dense the screen is, which way up, and where its bars are."""
        return self.system.display

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the screen in pixels, as it is turned."""
        return self.system.display.size

    @property
    def density(self) -> float:
        """Pixels per dp."""
        return self.system.display.density

    @property
    def font_scale(self) -> float:
        """How much larger than normal text is."""
        return self.system.font_scale

    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.system.dark

    @property
    def language(self) -> str:
        """What the interface is written in, as "en" or "zh"."""
        return self.system.language

    @property
    def locale(self) -> str:
        """The first of the languages that are set, as "en-US" or "zh-Hans-CN"."""
        return self.system.locale

    @property
    def keyboard_shown(self) -> bool:
        """Whether the soft keyboard is up."""
        return self.system.window.keyboard_shown

    @property
    def front(self) -> Activity:
        """The activity on the screen, of whatever app."""
        return self.system.front

    def translate(self, text: str, package: str = "") -> str:
        """An English interface text in the phone's language, as the app `package` words it."""
        return self.system.translate(text, package)

    # -- what others see -------------------------------------------------------------------------------------
    def toast(self, text: str) -> None:
        """A short message over everything."""
        self.system.toast(text)

    def notify(self, notification: "Notification", *, quiet: bool = False) -> bool:
        """Post a notification, or update one; False when its app may not. `quiet`: without an alert."""
        return self.system.notify(notification, quiet=quiet)

    def is_open(self, package: str) -> bool:
        """Whether an app lives: it has a screen somewhere, or a notification."""
        return is_open(self.system, package)

    def cancel(self, package: str, number: int = 0, tag: str = "") -> bool:
        """Take a notification back, by the id and tag it was posted with; whether it was there."""
        return self.system.cancel(package, number, tag)

    def set_clipboard(self, text: str) -> None:
        """Copy, and show that it was."""
        self.system.set_clipboard(text)

    def show_keyboard(self, shown: bool) -> None:
        """Show or hide the soft keyboard."""
        self.system.show_keyboard(shown)

    # -- sound, see audiofocus.py ----------------------------------------------------------------------------
    def take_sound(self, package: str) -> bool:
        """A player begins; False while a call keeps the focus from it."""
        return take(self.system, package)

    def interrupt_sound(self, package: str, usage: Usage) -> None:
        """Something begins that is heard for a while; nothing where that is known already."""
        interrupt(self.system, package, usage)

    def release_sound(self, package: str) -> None:
        """It is over: who had the focus before has it again, and goes on where it did."""
        release(self.system, package)
