"""The films and sounds on the shared storage, and the folders they lie in."""

from dataclasses import dataclass

from device.phone.apps.provider.film import length_ms
from device.phone.apps.provider.finding import found_once
from device.phone.apps.provider.media import content, scanned
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context

SORTS = ("Name", "Length", "Date added", "File size")


@dataclass(frozen=True, slots=True)
class VlcItem:
    """A film or a sound."""

    path: str
    is_film: bool
    size: int
    modified_ms: int

    @property
    def name(self) -> str:
        """Without its folder."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class VlcFolder:
    """A folder with how much of interest lies directly in it."""

    path: str
    folders: int
    items: int

    @property
    def name(self) -> str:
        """Without what it lies in."""
        return self.path.rpartition("/")[2]


_Listing = tuple[tuple[VlcFolder, ...], tuple[VlcItem, ...]]


def library(context: Context) -> tuple[VlcItem, ...]:
    """All media, but for hidden ones and what apps keep for themselves, by name."""

    def find() -> tuple[VlcItem, ...]:
        found = [_item(context, path) for path, _ in scanned(context) if _plays(path)]
        return tuple(sorted(found, key=lambda item: (item.name.casefold(), item.path)))

    return found_once(context.files, "vlc library", find)


def item_at(context: Context, path: str) -> VlcItem | None:
    """A film or sound by its path; None when it is gone."""
    return _item(context, path) if context.files.is_file(path) else None


def listing(context: Context, path: str, *, everything: bool) -> _Listing:
    """What lies in a folder; other files than media only with `everything`."""
    return found_once(
        context.files, ("vlc folder", path, everything), lambda: _listed(context, path, everything)
    )


def _listed(context: Context, path: str, everything: bool) -> _Listing:
    files = context.files
    if not files.is_dir(path):
        return (), ()
    paths = sorted((f"{path}/{name}" for name in files.list(path) if name[0] != "."), key=str.casefold)
    folders = tuple(_folder(context, one) for one in paths if files.is_dir(one))
    items = tuple(_item(context, one) for one in paths if files.is_file(one) and (everything or _plays(one)))
    return folders, items


def length_of(context: Context, item: VlcItem) -> int:
    """How long it plays in milliseconds; 0 = unknown."""
    return length_ms(content(context, item.path), item.path)


def lengths(context: Context, paths: tuple[str, ...]) -> int:
    """How long some files play together, in milliseconds; those that are gone or do not say count nothing."""

    def find() -> int:
        items = (item_at(context, path) for path in paths if path)
        return sum(length_of(context, item) for item in items if item is not None)

    return found_once(context.files, ("vlc lengths", paths), find)


def media(context: Context, word: str, sort: str, *, films: bool, backwards: bool) -> tuple[VlcItem, ...]:
    """All films or all sounds with a word in their names, in the order that is asked for."""

    def find() -> tuple[VlcItem, ...]:
        items = [item for item in library(context) if item.is_film == films and word in item.name.casefold()]
        if sort == "Length":
            items.sort(key=lambda item: length_of(context, item))
        elif sort == "Date added":
            items.sort(key=lambda item: item.modified_ms)
        elif sort == "File size":
            items.sort(key=lambda item: item.size)
        return tuple(items[::-1] if backwards else items)

    return found_once(context.files, ("vlc media", word, sort, films, backwards), find)


def _plays(path: str) -> bool:
    kind = media_type(path)
    return kind.startswith(("video/", "audio/")) and kind != "audio/x-mpegurl"


def _item(context: Context, path: str) -> VlcItem:
    stat = context.files.stat(path)
    return VlcItem(path, media_type(path).startswith("video/"), stat.size, stat.mtime_ns // 1_000_000)


def _folder(context: Context, path: str) -> VlcFolder:
    names = [f"{path}/{name}" for name in context.files.list(path) if name[0] != "."]
    folders = sum(context.files.is_dir(one) for one in names)
    return VlcFolder(path, folders, sum(_plays(one) for one in names))
