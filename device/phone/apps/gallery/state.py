"""Where somebody is in the gallery, and what all its screens hold while they are built."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.gallery.medium import KINDS, ORDERS, GalleryFolder, Medium, folders, ordered
from device.phone.apps.gallery.store import BIN, PACKAGE, binned, favourites
from device.phone.apps.preference import is_on, preference, set_preference
from device.phone.apps.provider.collation import sort_key
from device.phone.apps.provider.finding import found_once

_ACTIVITY = f"{PACKAGE}.activities."
MAIN, MEDIA, PAGER = f"{_ACTIVITY}MainActivity", f"{_ACTIVITY}MediaActivity", f"{_ACTIVITY}ViewPagerActivity"
VIEW, EDIT = f"{_ACTIVITY}PhotoVideoActivity", f"{_ACTIVITY}EditActivity"
SETTINGS = f"{_ACTIVITY}SettingsActivity"
SEARCH, NAME = "search", "name"
"""Keys of text fields."""
FAVOURITES, ALL = "favorites", "show_all"
"""Folders that hold what is elsewhere; BIN is the third of these."""


@dataclass(frozen=True, slots=True)
class GalleryTransfer:
    """Files on their way to another folder, while it is chosen."""

    paths: tuple[str, ...] = ()
    keep: bool = True
    """Copied, not moved."""
    folder: str = ""
    """The one that the browser of folders shows, and at last the chosen one."""


@dataclass(frozen=True, slots=True)
class GridState:
    """A grid of which some are selected."""

    dialog: str = ""
    searching: bool = False
    selected: tuple[str, ...] = ()
    """Paths."""
    picking: str = ""
    """Media types that another app waits for, as "image/*"; "" = none does."""
    several: bool = False
    """It takes more than one."""
    transfer: GalleryTransfer = GalleryTransfer()


@dataclass(frozen=True, slots=True)
class FoldersState(GridState):
    """The grid of folders."""


@dataclass(frozen=True, slots=True)
class MediaState(GridState):
    """What is in a folder."""

    folder: str = ""


@dataclass(frozen=True, slots=True)
class GalleryPageState:
    """One picture or video on the whole screen."""

    path: str
    folder: str = ""
    """Its neighbours are those of this folder; "" = it has none."""
    place: int = 0
    """Where it stands among them, for the time when it is gone."""
    bars: bool = True
    """The bars lie over the picture."""
    zoom: float = 1.0
    at: tuple[float, float] = (0.5, 0.5)
    """What is in the middle, as fractions of the picture."""
    turned: int = 0
    """Quarters to the right, not saved."""
    slides_ms: int = 0
    """Uptime at which the slideshow turned the page; 0 = there is none."""
    dialog: str = ""
    transfer: GalleryTransfer = GalleryTransfer()


@dataclass(frozen=True, slots=True)
class GalleryEditState:
    """A picture being edited."""

    path: str
    tool: str = "crop"
    """crop, filter, draw"""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Left, top, right, bottom as fractions of the picture as it is turned."""
    ratio: str = "free"
    turned: int = 0
    """Quarters to the right."""
    mirrored: bool = False
    upturned: bool = False
    filter: str = "none"
    lines: tuple[tuple[float, float, float, float, str], ...] = ()
    """Drawn strokes: from and to as fractions of the picture as it is turned, and the colour."""
    colour: str = "#E53935"
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class GallerySettingsState:
    """The settings."""

    dialog: str = ""


S = TypeVar("S", FoldersState, MediaState, GalleryPageState, GalleryEditState, GallerySettingsState)


class GalleryActivity(AppActivity[S]):
    """An activity of the gallery, with its state at hand."""

    __slots__ = ()

    @property
    def wide(self) -> bool:
        """Whether the phone lies on its side."""
        return self.context.size[0] > self.context.size[1]

    def choice(self, key: str, default: str = "") -> str:
        """A setting; see preference.py."""
        return preference(self.context, PACKAGE, key, default)

    def is_on(self, key: str) -> bool:
        """A setting that is on or off."""
        return is_on(self.context, PACKAGE, key)

    def choose(self, key: str, value: str | bool) -> None:
        """Change a setting."""
        text = value if isinstance(value, str) else "1" if value else ""
        set_preference(self.context, PACKAGE, key, text)

    def listed(self, key: str) -> tuple[str, ...]:
        """A setting that is a list of paths."""
        return tuple(line for line in self.choice(key).split("\n") if line)

    def turn_listed(self, key: str, paths: Sequence[str], *, on: bool) -> None:
        """Put paths on such a list, or take them off."""
        rest: list[str] = [line for line in self.listed(key) if line not in paths]
        self.choose(key, "\n".join([*rest, *paths] if on else rest))

    def search(self, listed: str, *, on: bool = True) -> None:
        """Begin or end a search in a list, by its key."""
        if on:
            self.begin_search(SEARCH)
        else:
            self.leave_search()
            self.context.set_text(SEARCH, "")
        self.context.scroll_to(listed)

    # -- what there is -----------------------------------------------------------------------------------
    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of files that are shown."""
        hidden = self.listed("filtered")
        return tuple(kind for kind in KINDS if kind not in hidden)

    def order(self, folder: str = "") -> tuple[str, bool]:
        """How files are sorted: by what, and whether downwards."""
        held_order = self.choice(f"order {folder}") or self.choice("order", "modified down")
        by, _, way = held_order.partition(" ")
        return (by if by in ORDERS else "modified"), way == "down"

    def folders(self) -> list[GalleryFolder]:
        """Those that are shown: pinned ones first, then by the order of folders."""
        hidden, kinds = self.is_on("show_hidden"), self.kinds
        excluded, pinned = self.listed("excluded"), self.listed("pinned")
        order = self.choice("folder_order", "modified down")

        def make() -> list[GalleryFolder]:
            found = []
            for folder in folders(self.context, hidden=hidden).values():
                media = tuple(one for one in folder.media if one.kind in kinds)
                if media and not any(f"{folder.path}/".startswith(f"{path}/") for path in excluded):
                    found.append(GalleryFolder(folder.path, media))
            return sorted(in_order(found, order), key=lambda one: one.path not in pinned)

        return found_once(
            self.context.files, ("gallery folders", hidden, kinds, excluded, pinned, order), make
        )

    def media(self, folder: str) -> list[Medium]:
        """What a folder shows, in order."""
        kinds, (by, down) = self.kinds, self.order(folder)
        liked = favourites(self.context) if folder == FAVOURITES else frozenset()
        shown = tuple(self.folders()) if folder in (FAVOURITES, ALL) else ()

        def make() -> list[Medium]:
            found: Sequence[Medium]
            if folder == BIN:
                found = binned(self.context)
            elif folder in (FAVOURITES, ALL):
                whole = [one for each in shown for one in each.media]
                found = whole if folder == ALL else [one for one in whole if one.path in liked]
            else:
                held_folder = folders(self.context, hidden=True).get(folder)
                found = held_folder.media if held_folder is not None else ()
            return ordered((one for one in found if one.kind in kinds), by, down=down)

        key = ("gallery media", folder, kinds, by, down, liked, tuple(each.path for each in shown))
        return found_once(self.context.files, key, make)


def in_order(found: list[GalleryFolder], order: str) -> list[GalleryFolder]:
    """Folders as "name", "path down", ... says."""
    by, _, way = order.partition(" ")
    down = way == "down"
    if by == "name":
        return sorted(found, key=lambda one: sort_key(one.name), reverse=down)
    if by == "path":
        return sorted(found, key=lambda one: sort_key(one.path), reverse=down)
    if by == "size":
        return sorted(found, key=lambda one: sum(each.size for each in one.media), reverse=down)
    return sorted(found, key=lambda one: max(each.mtime_ns for each in one.media), reverse=down)


Desk = GalleryActivity[FoldersState] | GalleryActivity[MediaState] | GalleryActivity[GalleryPageState]
"""A screen on which files can be worked with."""
