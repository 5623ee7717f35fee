"""How two states of the phone's files differ. Databases of apps are not among them: see rowchange.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from device.phone.file.entry import Directory, File, Link, Node

Kind = Literal["added", "removed", "changed", "mode"]
FileType = Literal["file", "folder", "link", "database"]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file, folder or link. What is below a folder that came or went is told as well."""

    path: str
    kind: Kind
    """mode: the content is the same, permissions or owner are not."""
    type: FileType
    size_before: int = 0
    """Bytes; 0 for what is no file."""
    size_after: int = 0


def file_changes(before: Directory, after: Directory) -> Iterator[FileChange]:
    """What differs between two trees, by path. Times alone are no difference."""
    yield from _within("", before, after)


def _within(path: str, before: Directory, after: Directory) -> Iterator[FileChange]:
    if before is after or before.entries is after.entries:
        return
    for name in sorted({*before.entries, *after.entries}):
        old, new = before.entries.get(name), after.entries.get(name)
        if old is not new:
            yield from _between(f"{path}/{name}", old, new)


def _between(path: str, old: Node | None, new: Node | None) -> Iterator[FileChange]:
    if old is not None and new is not None and type(old) is not type(new):
        yield from _between(path, old, None)
        yield from _between(path, None, new)
        return
    change = _change(path, old, new)
    if change is not None:
        yield change
    if isinstance(old, Directory) or isinstance(new, Directory):
        empty = Directory((new or old).meta)  # type: ignore[union-attr]
        yield from _within(
            path,
            old if isinstance(old, Directory) else empty,
            new if isinstance(new, Directory) else empty,
        )


def _change(path: str, old: Node | None, new: Node | None) -> FileChange | None:
    """What happened to the node itself."""
    node = new if new is not None else old
    assert node is not None
    sizes = (_size(old), _size(new))
    if old is None or new is None:
        return FileChange(path, "added" if old is None else "removed", _type(node), *sizes)
    if _content(old) != _content(new):
        return FileChange(path, "changed", _type(node), *sizes)
    one, other = old.meta, new.meta
    if (one.mode, one.owner, one.group) != (other.mode, other.owner, other.group):
        return FileChange(path, "mode", _type(node), *sizes)
    return None


def _content(node: Node) -> tuple[bytes, bool] | str:
    if isinstance(node, File):
        return node.data, node.mounted
    return node.target if isinstance(node, Link) else ""


def _type(node: Node) -> FileType:
    if isinstance(node, File):
        return "database" if node.mounted else "file"
    return "link" if isinstance(node, Link) else "folder"


def _size(node: Node | None) -> int:
    return len(node.data) if isinstance(node, File) else 0
