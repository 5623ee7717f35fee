"""Where the screens of Audio Recorder are, and what they all need."""

from dataclasses import dataclass
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.recorder.sound import BITRATES, FORMATS, RATES, THREE_GP, Format, Quality
from device.phone.apps.recorder.store import PACKAGE

_APP = f"{PACKAGE}.app"
WELCOME = f"{_APP}.welcome.WelcomeActivity"
MAIN = f"{_APP}.main.MainActivity"
RECORDS = f"{_APP}.records.RecordsActivity"
SETTINGS = f"{_APP}.settings.SettingsActivity"
TRASH = f"{_APP}.trash.TrashActivity"
NAME = "input_name"
"""Key of the field that a record is named in."""
NAMINGS = ("record", "date", "timestamp")
"""How records are called until somebody gives them a name."""


@dataclass(frozen=True, slots=True)
class RecorderWelcomeState:
    """The pages of the first start; the last one asks how to record."""

    page: int = 0
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class Playing:
    """A record that plays, or stands still somewhere."""

    path: str
    from_ms: int = 0
    """Where in the record it stood when it began to play, or stands."""
    since_ms: int = 0
    """Uptime at which it began to play; 0 = it stands."""
    hushed: bool = False
    """It stands because something else is heard for a while."""

    def at(self, uptime_ms: int, length_ms: int) -> int:
        """Where it is now; at its end it goes back to the beginning and stands."""
        place = self.from_ms + (uptime_ms - self.since_ms if self.since_ms else 0)
        return place if place < length_ms else 0

    def runs(self, uptime_ms: int, length_ms: int) -> bool:
        """Whether it is heard now."""
        return bool(self.since_ms) and self.from_ms + uptime_ms - self.since_ms < length_ms


@dataclass(frozen=True, slots=True)
class Taking:
    """A recording under way, or one that pauses."""

    since_ms: int
    """Uptime at which it began, or went on; 0 = it pauses."""
    before_ms: int = 0
    """What was recorded before that."""

    def length_ms(self, uptime_ms: int) -> int:
        """How long it is by now."""
        return self.before_ms + (uptime_ms - self.since_ms if self.since_ms else 0)


@dataclass(frozen=True, slots=True)
class RecorderMainState:
    """The page that records."""

    taking: Taking | None = None
    playing: Playing | None = None
    """The record that shows."""
    dialog: str = ""
    """"" | "name" | "discard" | "menu" | "info" | "rename" | "delete"."""


@dataclass(frozen=True, slots=True)
class RecordsState:
    """The list of records."""

    playing: Playing | None = None
    dialog: str = ""
    """"" | "sort" | "menu" | "info" | "rename" | "delete"."""
    chosen: str = ""
    """Path of the record that the dialog is about; "" = those that are selected."""
    selected: tuple[str, ...] = ()
    marked: bool = False
    """Only those with a bookmark are listed."""


@dataclass(frozen=True, slots=True)
class RecorderSettingsState:
    """The settings; also the page of the first start that asks for some of them."""

    dialog: str = ""


@dataclass(frozen=True, slots=True)
class TrashState:
    """What was deleted."""

    dialog: str = ""
    """"" | "restore" | "delete" | "empty"."""
    chosen: str = ""
    """Path."""


S = TypeVar(
    "S", bound=RecorderWelcomeState | RecorderMainState | RecordsState | RecorderSettingsState | TrashState
)


class RecorderActivity(AppActivity[S]):
    """An activity of Audio Recorder, with its state at hand."""

    __slots__ = ()

    @property
    def quality(self) -> Quality:
        """How recordings are written now."""
        form: Format = next((one for one in FORMATS if one == self.kept("format")), "m4a")
        if form == "3gp":
            return Quality(form, *THREE_GP)
        rate = _among(self.kept("rate"), RATES, 44100)
        bitrate = _among(self.kept("bitrate"), BITRATES, 128_000)
        return Quality(form, rate, bitrate, _among(self.kept("channels"), (1, 2), 2))


def _among(text: str, allowed: tuple[int, ...], default: int) -> int:
    """A number that was kept; the default for one that is not allowed."""
    number = int(text) if text.isdecimal() else default
    return number if number in allowed else default
