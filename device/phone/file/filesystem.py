"""The phone's files, in memory: no path of the host is ever touched.

Every write gets a time of its own (the phone's clock, and a microsecond more for each write while the clock
stands still), so an order by time is an order of events. Reading and listing change nothing.

A database of an app is mounted: its file's bytes are the live database, writing the file replaces it, and
removing the file leaves the app with what it holds in memory until `remount_missing` (force-stop) finds it
gone and starts a fresh one. Bytes that are no database are kept as a plain file, as a phone would: the app
goes on with what it has, and at the next force-stop starts afresh, which is what Android's handler of
corrupt databases does.
"""

import errno
from collections.abc import Callable
from dataclasses import replace

from device.phone.file.database import Database
from device.phone.file.entry import (
    MAX_DEPTH,
    Directory,
    File,
    FileFault,
    FileStat,
    Link,
    Meta,
    Missing,
    Node,
    NoSpace,
    content_size,
    height,
)
from device.phone.file.reading import FileView
from device.phone.file.skeleton import FIXED, writable
from device.phone.file.tree import FileTree
from device.phone.file.writer import SINKS, Writer

__all__ = ["FileFault", "FileStat", "FileSystem", "FileTree", "Missing", "NoSpace", "Writer"]


class FileSystem(FileView):
    """One tree that can be changed."""

    arriving = 0
    """Bytes of files that still come in: they take room already."""

    def save(self) -> FileTree:
        """For a snapshot: a reference."""
        return self._tree.save()

    def load(self, tree: FileTree) -> None:
        """Back to a snapshot. What mounted databases hold is saved and loaded by their owner."""
        self._tree.load(tree)

    # -- changing ------------------------------------------------------------------------------------
    def write(self, path: str, data: bytes, *, mode: int | None = None, mtime_ns: int | None = None) -> None:
        """Make a file or replace its content. Its directory must exist."""
        parts, old = self._tree.walk_to(path)
        if isinstance(old, Directory) or path.endswith("/"):
            raise FileFault(errno.EISDIR, path)
        real = "/" + "/".join(parts)
        if real in SINKS:
            return
        if not writable(real):
            raise FileFault(errno.EROFS, path)
        more = len(data) - self.taken(real, old)
        if more > 0 and self.used + more > self.cap_bytes:
            raise NoSpace(path)
        mounted = self._mounts.write(real, data)
        kept = b"" if mounted else data
        meta = self._tree.meta(real, mode=mode)
        if old is not None:
            bits = old.meta.mode if mode is None else mode & 0o7777
            meta = replace(old.meta, mtime_ns=meta.mtime_ns, mode=bits)
        if mtime_ns is not None:
            meta = replace(meta, mtime_ns=mtime_ns)
        self._tree.put(parts, File(meta, kept, mounted), path)
        self._tree.used += len(kept) - (content_size(old) if old is not None else 0)

    def room(self, path: str) -> int:
        """How many bytes the file at `path` may have, all that fits counted."""
        parts, node = self._tree.walk_to(path)
        return max(0, self.cap_bytes - self.used - self.arriving + self.taken("/" + "/".join(parts), node))

    def write_fitting(self, path: str, data: bytes) -> None:
        """Write what fits, as a program does that writes piece by piece; raises NoSpace when not all did."""
        fits = data[: self.room(path)]
        self.write(path, fits)
        if len(fits) < len(data):
            raise NoSpace(path)

    def append(self, path: str, data: bytes) -> None:
        """Add to a file, making it if need be."""
        self.write(path, (self.read(path) if self.exists(path) else b"") + data)

    def open_write(self, path: str, mode: int | None = None) -> Writer:
        """A file written in pieces; it changes when the writer is closed."""
        return Writer(self, path, mode)

    def make_directory(self, path: str, mode: int | None = None) -> None:
        """One directory, in one that exists."""
        parts, old = self._tree.walk_to(path)
        if old is not None:
            raise FileFault(errno.EEXIST, path)
        self._tree.put(
            parts, Directory(self._tree.meta("/" + "/".join(parts), directory=True, mode=mode)), path
        )

    def make_directories(self, path: str, mode: int | None = None) -> None:
        """A directory and all above it that are missing."""
        parts = self._tree.parts(path)
        for depth in range(1, len(parts) + 1):
            step = "/" + "/".join(parts[:depth])
            node = self._tree.walk_to(step)[1]
            if node is None:
                self.make_directory(step, mode)
            elif not isinstance(node, Directory):
                raise FileFault(errno.EEXIST if depth == len(parts) else errno.ENOTDIR, path)

    def link(self, target: str, path: str) -> None:
        """A symbolic link at `path`."""
        parts, old = self._tree.walk_to(path, follow=False)
        if old is not None:
            raise FileFault(errno.EEXIST, path)
        self._tree.put(parts, Link(replace(self._tree.meta("/" + "/".join(parts)), mode=0o777), target), path)

    def remove(self, path: str) -> None:
        """One file or link, or an empty directory."""
        parts, node = self._tree.walk_to(path, follow=False)
        if node is None:
            raise Missing(path)
        if isinstance(node, Directory) and node.entries:
            raise FileFault(errno.ENOTEMPTY, path)
        if not parts:
            raise FileFault(errno.EBUSY, path)
        self._tree.put(parts, None, path)
        self._tree.used -= content_size(node)

    def remove_tree(self, path: str) -> None:
        """A node and all below it; what must not go stays, and says so after the rest went."""
        parts, node = self._tree.walk_to(path, follow=False)
        if node is None:
            raise Missing(path)
        real = "/" + "/".join(parts)
        if any(fixed == real or fixed.startswith(real + "/") for fixed in FIXED):
            if isinstance(node, Directory):
                self._empty(real)
            raise FileFault(errno.EBUSY, path)
        self._tree.put(parts, None, path)
        self._tree.used -= content_size(node)

    def _empty(self, real: str) -> None:
        for name in self.list(real):
            try:
                self.remove_tree(f"{real}/{name}")
            except FileFault:
                continue

    def rename(self, source: str, target: str) -> None:
        """Move a node; a file or empty directory at the target is replaced."""
        parts, node = self._tree.walk_to(source, follow=False)
        if node is None:
            raise Missing(source)
        aim, old = self._tree.walk_to(target, follow=False)
        real, goal = "/" + "/".join(parts), "/" + "/".join(aim)
        if goal == real:
            return
        if not parts or real in FIXED or goal in FIXED:
            raise FileFault(errno.EBUSY, source)
        if isinstance(node, Directory) and goal.startswith(real + "/"):
            raise FileFault(errno.EINVAL, target)
        if not writable(real):
            raise FileFault(errno.EROFS, source)
        self._check_replaceable(node, old, target)
        if len(aim) + height(node) > MAX_DEPTH:
            raise FileFault(errno.ENAMETOOLONG, target)
        moved = self._mounted(self._unmounted(node, real), goal)
        more = content_size(moved) - content_size(node) - (content_size(old) if old is not None else 0)
        if more > 0 and self.used + more > self.cap_bytes:
            raise NoSpace(target)
        self._tree.now_ns()
        self._tree.put(aim, moved, target)
        self._tree.put(parts, None, source)
        self._tree.used += more

    def _check_replaceable(self, node: Node, old: Node | None, target: str) -> None:
        if old is None:
            return
        if isinstance(node, Directory) != isinstance(old, Directory):
            raise FileFault(errno.EISDIR if isinstance(old, Directory) else errno.ENOTDIR, target)
        if isinstance(old, Directory) and old.entries:
            raise FileFault(errno.ENOTEMPTY, target)

    def _unmounted(self, node: Node, real: str) -> Node:
        """The node with every mounted file below it as plain bytes, to live elsewhere."""
        if isinstance(node, File):
            return File(node.meta, self._mounts.content(real)) if node.mounted else node
        if isinstance(node, Link):
            return node
        entries = {name: self._unmounted(child, f"{real}/{name}") for name, child in node.entries.items()}
        return Directory(node.meta, entries)

    def _mounted(self, node: Node, real: str) -> Node:
        """The node as it is at a new place: files that are where a database belongs become it."""
        if isinstance(node, File):
            return File(node.meta, mounted=True) if self._mounts.write(real, node.data) else node
        if isinstance(node, Link):
            return node
        entries = {name: self._mounted(child, f"{real}/{name}") for name, child in node.entries.items()}
        return Directory(node.meta, entries)

    def copy(self, source: str, target: str, *, keep: bool = False) -> None:
        """One file's content to another place; `keep` takes mode and times along."""
        stat = self.stat(source)
        self.write(target, self.read(source), mode=stat.mode if keep else None)
        if keep:
            self.touch(target, mtime_ns=stat.mtime_ns, atime_ns=stat.atime_ns)

    def _change_meta(self, path: str, change: Callable[[Meta], Meta]) -> None:
        parts, node = self._tree.walk_to(path)
        if node is None:
            raise Missing(path)
        if parts:
            self._tree.put(parts, replace(node, meta=change(node.meta)), path)

    def chmod(self, path: str, mode: int) -> None:
        """Set the permission bits."""
        self._change_meta(path, lambda meta: replace(meta, mode=mode & 0o7777))

    def touch(self, path: str, *, mtime_ns: int | None = None, atime_ns: int | None = None) -> None:
        """Set the times (default: now), making an empty file if there is none."""
        if not self.exists(path):
            self.write(path, b"")
        now = self._tree.now_ns() if mtime_ns is None or atime_ns is None else 0
        both = mtime_ns is None and atime_ns is None

        def change(meta: Meta) -> Meta:
            return replace(
                meta,
                mtime_ns=now if both else meta.mtime_ns if mtime_ns is None else mtime_ns,
                atime_ns=now if both else meta.atime_ns if atime_ns is None else atime_ns,
            )

        self._change_meta(path, change)

    def erase_app(self, package: str) -> None:
        """Remove all files that an app keeps for itself; an empty folder for its databases is left."""
        own = f"/data/data/{package}"
        for folder in (own, f"/storage/emulated/0/Android/data/{package}"):
            if self.exists(folder):
                self.remove_tree(folder)
        self.make_directories(f"{own}/databases")

    # -- databases -----------------------------------------------------------------------------------
    def mount(self, path: str, database: Database, schema: str | None = None) -> None:
        """Show a live database as the file at `path`; `schema` makes a fresh one (default: its own)."""
        parts = self._tree.walk_to(path)[0]
        real = "/" + "/".join(parts)
        self.attach(real, database, schema)
        self._tree.put(parts, File(self._tree.meta(real), mounted=True), path)

    def attach(self, real: str, database: Database, schema: str | None = None) -> None:
        """The same where the tree, as it was saved, has the file already; `real` has no links in it."""
        self._mounts.add(real, database, schema)

    def remount_missing(self, folder: str) -> list[str]:
        """Start databases below `folder` afresh whose file is gone, broken or empty. For force-stop.

        Their paths.
        """
        fresh = []
        for real in self._mounts.below(self.resolve(folder)):
            held = self.database_at(real)
            if held is None or held.value("SELECT 1 FROM sqlite_master") is None:
                self._mounts.start_afresh(real)
                if self.exists(real):
                    self.remove_tree(real)
                self.make_directories(real.rpartition("/")[0])
                self._tree.put(self._tree.parts(real), File(self._tree.meta(real), mounted=True), real)
                fresh.append(real)
        return fresh
