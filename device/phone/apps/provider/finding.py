"""What was made of a phone's files, kept while no file changes."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from device.phone.phone import Phone

T = TypeVar("T")

_kept: "WeakKeyDictionary[Phone, tuple[int, dict[Hashable, object]]]" = WeakKeyDictionary()
"""By phone: the revision of its files, and what was found then by key."""


def found_once(phone: "Phone", key: Hashable, find: Callable[[], T]) -> T:
    """What `find` makes of the files; it is asked again only after one of them changed.

    A screen is built anew for every frame, files rarely change. `find` must depend on nothing but the files
    and the key, which tells it from everything else that is kept so.
    """
    kept = _kept.get(phone)
    if kept is None or kept[0] != phone.files.revision:
        _kept[phone] = kept = (phone.files.revision, {})
    if key not in kept[1]:
        kept[1][key] = find()
    return cast(T, kept[1][key])
