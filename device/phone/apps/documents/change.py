"""What is done with files and folders: copied, moved, renamed, deleted, packed and unpacked."""

import errno
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from device.phone.apps.documents.archive import member_at, members, packed, read_member, split
from device.phone.file.entry import FileFault
from device.phone.file.freepath import free_path
from device.phone.system.timetext import local_now

if TYPE_CHECKING:
    from device.phone.phone import Phone

Change = Callable[["Phone", str, str], None]
"""Brings the file or folder at a path into a folder. Raises FileFault."""


def each(phone: "Phone", paths: Iterable[str], folder: str, change: Change) -> int:
    """Do it with every path; with how many it went well."""
    done = 0
    for path in paths:
        try:
            change(phone, path, folder)
        except FileFault:
            continue
        done += 1
    return done


def copy_into(phone: "Phone", path: str, folder: str) -> None:
    """A copy in a folder; out of an archive, what lies there unpacked."""
    target = free_path(phone.files, f"{folder}/{path.rpartition('/')[2]}")
    if f"{folder}/".startswith(f"{path}/"):
        raise FileFault(errno.EINVAL, folder)  # a folder does not go into itself
    parts = list(_parts(phone, path) if phone.files.exists(path) else _unpacked(phone, path))
    for where, data in parts:
        at = target + where.removeprefix(path)
        if data is None:
            phone.files.make_directory(at)
        else:
            phone.files.write(at, data)


def move_into(phone: "Phone", path: str, folder: str) -> None:
    """To a folder; where it is already it stays."""
    if path.rpartition("/")[0] != folder:
        phone.files.rename(path, free_path(phone.files, f"{folder}/{path.rpartition('/')[2]}"))


def delete(phone: "Phone", path: str, _folder: str = "") -> None:
    """Gone for good, a folder with all that is in it."""
    phone.files.remove_tree(path)


def compress(phone: "Phone", paths: tuple[str, ...], folder: str) -> str:
    """An archive of files and folders in a folder; its path. Raises FileFault."""
    first = paths[0].rpartition("/")[2]
    stem = (first.rpartition(".")[0] or first) if len(paths) == 1 else "archive"
    entries = [
        (where.removeprefix(path.rpartition("/")[0] + "/"), data)
        for path in paths
        for where, data in _parts(phone, path)
    ]
    target = free_path(phone.files, f"{folder}/{stem}.zip")
    phone.files.write(target, packed(entries, local_now(phone)))
    return target


def in_archive(phone: "Phone", path: str) -> bool:
    """Whether a place lies within an archive, or is one."""
    return bool(path) and split(phone.files, path) is not None


def _parts(phone: "Phone", path: str) -> Iterator[tuple[str, bytes | None]]:
    """A path and all below it with what is in it, None for a folder. Links are left out."""
    for where, folder in phone.files.walk(path):
        if not phone.files.is_link(where):
            yield where, None if folder else phone.files.read(where)


def _unpacked(phone: "Phone", path: str) -> Iterator[tuple[str, bytes | None]]:
    """As `_parts`, of what lies in an archive; raises FileFault when it is not there."""
    held = member_at(phone.files, path)
    if held is None or not held.folder:
        yield path, read_member(phone.files, path)
        return
    yield path, None
    for held in members(phone.files, path):
        yield from _unpacked(phone, f"{path}/{held.name}")
