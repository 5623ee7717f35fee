"""What is done with files and folders: copied, moved, renamed, deleted, packed and unpacked."""

import errno
from collections.abc import Callable, Iterable, Iterator

from device.phone.apps.documents.archive import member_at, members, packed, read_member, split
from device.phone.file.entry import FileFault
from device.phone.file.freepath import free_path
from device.phone.system.context import Context
from device.phone.system.timetext import local_now

Change = Callable[[Context, str, str], None]
"""Brings the file or folder at a path into a folder. Raises FileFault."""


def each(context: Context, paths: Iterable[str], folder: str, change: Change) -> int:
    """Do it with every path; with how many it went well."""
    done = 0
    for path in paths:
        try:
            change(context, path, folder)
        except FileFault:
            continue
        done += 1
    return done


def copy_into(context: Context, path: str, folder: str) -> None:
    """A copy in a folder; out of an archive, what lies there unpacked."""
    target = free_path(context.files, f"{folder}/{path.rpartition('/')[2]}")
    if f"{folder}/".startswith(f"{path}/"):
        raise FileFault(errno.EINVAL, folder)  # a folder does not go into itself
    parts = list(_parts(context, path) if context.files.exists(path) else _unpacked(context, path))
    for where, data in parts:
        at = target + where.removeprefix(path)
        if data is None:
            context.files.make_directory(at)
        else:
            context.files.write(at, data)


def move_into(context: Context, path: str, folder: str) -> None:
    """To a folder; where it is already it stays."""
    if path.rpartition("/")[0] != folder:
        context.files.rename(path, free_path(context.files, f"{folder}/{path.rpartition('/')[2]}"))


def delete(context: Context, path: str, _folder: str = "") -> None:
    """Gone for good, a folder with all that is in it."""
    context.files.remove_tree(path)


def compress(context: Context, paths: tuple[str, ...], folder: str) -> str:
    """An archive of files and folders in a folder; its path. Raises FileFault."""
    first = paths[0].rpartition("/")[2]
    stem = (first.rpartition(".")[0] or first) if len(paths) == 1 else "archive"
    entries = [
        (where.removeprefix(path.rpartition("/")[0] + "/"), data)
        for path in paths
        for where, data in _parts(context, path)
    ]
    target = free_path(context.files, f"{folder}/{stem}.zip")
    context.files.write(target, packed(entries, local_now(context)))
    return target


def in_archive(context: Context, path: str) -> bool:
    """Whether a place lies within an archive, or is one."""
    return bool(path) and split(context.files, path) is not None


def _parts(context: Context, path: str) -> Iterator[tuple[str, bytes | None]]:
    """A path and all below it with what is in it, None for a folder. Links are left out."""
    for where, folder in context.files.walk(path):
        if not context.files.is_link(where):
            yield where, None if folder else context.files.read(where)


def _unpacked(context: Context, path: str) -> Iterator[tuple[str, bytes | None]]:
    """As `_parts`, of what lies in an archive; raises FileFault when it is not there."""
    held = member_at(context.files, path)
    if held is None or not held.folder:
        yield path, read_member(context.files, path)
        return
    yield path, None
    for held in members(context.files, path):
        yield from _unpacked(context, f"{path}/{held.name}")
