"""What was made of a phone's files, kept while no file changes."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from device.phone.file.filesystem import FileSystem

T = TypeVar("T")

_kept: "WeakKeyDictionary[FileSystem, tuple[int, dict[Hashable, object]]]" = WeakKeyDictionary()
"""By file system: its revision, and what was found then by key."""


def found_once(files: FileSystem, key: Hashable, find: Callable[[], T]) -> T:
    """What `find` makes of the files; it is asked again only after one of them changed.

    A screen is built anew for every frame, files rarely change. `find` must depend on nothing but the files
    and the key, which tells it from everything else that is kept so.
    """
    kept = _kept.get(files)
    if kept is None or kept[0] != files.revision:
        _kept[files] = kept = (files.revision, {})
    if key not in kept[1]:
        kept[1][key] = find()
    return cast(T, kept[1][key])
