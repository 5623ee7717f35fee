"""Where the screens of VLC are, and what they all need."""

from dataclasses import dataclass
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.preference import preference, set_preference
from device.phone.apps.vlc.store import PACKAGE

MAIN = "org.videolan.vlc.gui.MainActivity"
LIST = "org.videolan.vlc.gui.HeaderMediaListActivity"
PLAYER = "org.videolan.vlc.gui.video.VideoPlayerActivity"
SETTINGS = "org.videolan.vlc.gui.preferences.PreferencesActivity"
ABOUT = "org.videolan.vlc.gui.AboutActivity"
NEEDED = ("READ_MEDIA_VIDEO", "READ_MEDIA_AUDIO")
"""Permissions without which there is nothing to show."""
TABS = ("video", "audio", "directories", "playlists", "more")
QUERY, NAME, JUMP = "search_src_text", "dialog_playlist_name", "jump_sec"
"""Keys of text fields."""


@dataclass(frozen=True, slots=True)
class VlcMainState:
    """The five tabs."""

    first: str = ""
    """Page of the first start: "welcome", "permission", "scan"; "" = it is over."""
    tab: str = "video"
    folder: str = ""
    """Open in Browse; "" = its first page."""
    selected: tuple[str, ...] = ()
    """Paths (of playlists: their ids) in the order in which they were touched."""
    dialog: str = ""
    chosen: tuple[str, ...] = ()
    """What the dialog is about."""
    searching: bool = False


@dataclass(frozen=True, slots=True)
class VlcListState:
    """One playlist."""

    id: int
    dialog: str = ""
    chosen: tuple[str, ...] = ()
    """Places in the list."""
    selected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayState:
    """The player."""

    queue: tuple[str, ...]
    """Paths."""
    at: int = 0
    base_ms: int = 0
    """Where it was in the file at `since_ms`."""
    since_ms: int = 0
    """Uptime since which it plays; 0 = it is paused."""
    rate: float = 1.0
    aspect: str = "Best fit"
    hidden_ms: int = 0
    """Uptime at which the controls go; 0 = they stay."""
    locked: bool = False
    repeat: str = ""
    """"one", "all" or ""."""
    shuffle: bool = False
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class VlcSettingsState:
    """Settings."""

    dialog: str = ""


@dataclass(frozen=True, slots=True)
class AboutState:
    """What this is."""


S = TypeVar("S", bound=VlcMainState | VlcListState | PlayState | VlcSettingsState | AboutState)
Shown = TypeVar("Shown", bound=VlcMainState | VlcListState)


class VlcActivity(AppActivity[S]):
    """An activity of VLC, with its state at hand."""

    __slots__ = ()

    def setting(self, key: str) -> str:
        """A setting, with what it is when nobody chose."""
        return preference(self.context, PACKAGE, key, DEFAULTS[key])

    def leave_field(self) -> None:
        """Give up a dialog that has a field: the keyboard goes with it."""
        self.context.focus("")
        self.close()

    def on(self, key: str) -> bool:
        """Whether a setting that is a switch is on."""
        return self.setting(key) == "1"

    def choose(self, key: str, value: str | bool) -> None:
        """Change a setting."""
        text = value if isinstance(value, str) else "1" if value else "0"
        set_preference(self.context, PACKAGE, key, text)


DEFAULTS = {
    "set_up": "0",
    "sort": "Name",
    "backwards": "0",
    "everything": "0",
    "resume": "1",
    "play_all_video": "0",
    "play_all_audio": "0",
    "jump": "10",
    "history": "1",
}
"""Of every setting; switches are "1" or "0"."""
