"""Where somebody is in Retro Music, and what all its screens hold while they are built."""

from collections.abc import Sequence
from dataclasses import dataclass

from device.phone.apps.activity import AppActivity
from device.phone.apps.music.notice import show
from device.phone.apps.music.song import UNKNOWN, MusicLibrary, Song, library
from device.phone.apps.music.store import FAVORITES, PACKAGE, playlists, queue
from device.phone.apps.preference import preference, set_preference
from device.phone.system.context import Context

MAIN = f"{PACKAGE}.activities.MainActivity"
SEARCH, NAME = "search", "playlist_name"
"""Keys of text fields."""
TABS = ("home", "songs", "albums", "artists", "playlists")


@dataclass(frozen=True, slots=True)
class MusicPage:
    """A page that lies over the tabs."""

    kind: str
    """album, artist, playlist, smart, search, player, queue, settings"""
    key: str = ""
    """Which one: its number, or its name."""

    @property
    def scroll(self) -> str:
        """Key of its list."""
        return f"{self.kind} {self.key}"


@dataclass(frozen=True, slots=True)
class MusicMainState:
    """The one activity."""

    tab: str = "home"
    pages: tuple[MusicPage, ...] = ()
    """The last one shows."""
    dialog: str = ""
    about: tuple[str, ...] = ()
    """Paths of the songs that a menu or dialog is about."""
    place: int = -1
    """Place in the queue or the playlist of the song a menu is about."""
    playlist: int = 0
    """Of a menu or dialog."""
    selected: tuple[str, ...] = ()
    """Paths, in the order in which they were selected."""


class MusicActivity(AppActivity[MusicMainState]):
    """The activity, with its state at hand."""

    __slots__ = ()

    def __init__(self, context: Context) -> None:
        super().__init__(context, MusicMainState)

    @property
    def library(self) -> MusicLibrary:
        """All songs there are."""
        return library(self.context)

    def choice(self, key: str, default: str = "") -> str:
        """A setting; see preference.py."""
        return preference(self.context, PACKAGE, key, default)

    def choose(self, key: str, value: str) -> None:
        """Change one."""
        set_preference(self.context, PACKAGE, key, value)

    @property
    def page(self) -> MusicPage | None:
        """The page that shows; None on a tab."""
        return self.state.pages[-1] if self.state.pages else None

    def go(self, kind: str, key: str | int = "") -> None:
        """Open a page on top."""
        page = MusicPage(kind, str(key))
        rest = tuple(one for one in self.state.pages if one != page)
        self.context.focus("")
        self.context.scroll_to(page.scroll, 0)
        self.set(pages=(*rest, page), dialog="", selected=())

    def leave(self) -> None:
        """Close the page that shows."""
        self.context.focus("")
        self.set(pages=self.state.pages[:-1], selected=(), dialog="")

    def ask(self, dialog: str, songs: Sequence[Song] = (), *, place: int = -1, playlist: int = 0) -> None:
        """Open a menu or dialog about songs, or a playlist."""
        about = tuple(song.path for song in songs)
        self.set(dialog=dialog, about=about, place=place, playlist=playlist)

    @property
    def songs(self) -> list[Song]:
        """What the menu or dialog is about; a file that is gone is known by the queue or a playlist."""
        known = self.library.by_path
        lost = {song.path: song for each in playlists(self.context) for song in each.songs}
        lost |= {song.path: song for song in queue(self.context)}
        return [known.get(path) or lost[path] for path in self.state.about if path in known or path in lost]

    def artist(self, song: Song) -> str:
        """Of a song, as it is shown."""
        return self.named(song.artist)

    def named(self, artist: str) -> str:
        """An artist as it is shown."""
        if artist == UNKNOWN:
            return self.tr("Unknown artist")
        return artist or self.tr("Various artists")

    def playlist_name(self, name: str) -> str:
        """A playlist as it is shown: the one that hearts fill has a name in every language."""
        return self.tr(name) if name == FAVORITES else name

    def tell(self) -> None:
        """The card in the shade follows."""
        show(self.context)
