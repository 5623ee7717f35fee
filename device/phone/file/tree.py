"""The tree behind the phone's file system: paths resolved, nodes replaced, times given.

Directories are immutable, so a change makes new ones from its place up to the root.
"""

import errno
from dataclasses import dataclass, replace

from device.phone.file.entry import (
    MAX_DEPTH,
    MAX_LINKS,
    MAX_NAME,
    MAX_PATH,
    Directory,
    File,
    FileFault,
    Link,
    Meta,
    Missing,
    Node,
    default_mode,
    owner_of,
)
from device.phone.file.skeleton import FIXED, first_tree, writable
from device.phone.system.clock import PhoneClock
from device.phone.system.event import Note, unheard

_STEP_NS = 1_000


@dataclass(frozen=True, slots=True)
class FileTree:
    """All files at one moment, by reference."""

    root: Directory
    used: int
    last_ns: int
    last_date_ms: int
    next_inode: int


class Tree:
    """Nodes by path."""

    def __init__(self, clock: PhoneClock) -> None:
        self.revision = 0
        self.note: Note = unheard
        """Hears of every change."""
        self.used = 0
        """Bytes that plain files take."""
        self._clock = clock
        self._last_ns = self._last_date_ms = 0
        self._next_inode = 1
        self._root = first_tree(self.meta)

    def save(self) -> FileTree:
        """For a snapshot: a reference."""
        return FileTree(self._root, self.used, self._last_ns, self._last_date_ms, self._next_inode)

    def load(self, tree: FileTree) -> None:
        """Back to a snapshot."""
        self._root, self.used = tree.root, tree.used
        self._last_ns, self._last_date_ms, self._next_inode = tree.last_ns, tree.last_date_ms, tree.next_inode
        self.revision += 1

    def parts(self, path: str) -> list[str]:
        """The names along a path, without resolving any."""
        if len(path) > MAX_PATH:
            raise FileFault(errno.ENAMETOOLONG, path)
        if not path.startswith("/"):
            raise Missing(path)
        parts = [part for part in path.split("/") if part and part != "."]
        if len(parts) > MAX_DEPTH:
            raise FileFault(errno.ENAMETOOLONG, path)
        if "\0" in path:
            raise FileFault(errno.EINVAL, path)
        if len(path) > MAX_NAME // 4:
            for part in parts:
                if len(part.encode("utf-8", "surrogatepass")) > MAX_NAME:
                    raise FileFault(errno.ENAMETOOLONG, path)
        return parts

    def walk_to(self, path: str, *, follow: bool = True) -> tuple[list[str], Node | None]:
        """Real components and node of a path; None for its last part when only that is missing."""
        todo = self.parts(path)[::-1]
        follow = follow or path.endswith(("/", "/."))
        done: list[str] = []
        nodes: list[Node] = [self._root]
        links = 0
        while todo:
            part = todo.pop()
            here = nodes[-1]
            if not isinstance(here, Directory):
                raise FileFault(errno.ENOTDIR, path)
            if part == "..":
                if done:
                    done.pop()
                    nodes.pop()
                continue
            node = here.entries.get(part)
            if isinstance(node, Link) and (follow or todo):
                links += 1
                if links > MAX_LINKS:
                    raise FileFault(errno.ELOOP, path)
                if node.target.startswith("/"):
                    done, nodes = [], [self._root]
                todo += [name for name in node.target.split("/") if name and name != "."][::-1]
            elif node is not None:
                done.append(part)
                nodes.append(node)
            elif todo:
                raise Missing(path)
            else:
                return [*done, part], None
        return done, nodes[-1]

    def node(self, path: str, *, follow: bool = True) -> tuple[str, Node]:
        """Real path and node. Raises Missing."""
        parts, node = self.walk_to(path, follow=follow)
        if node is None:
            raise Missing(path)
        if path.endswith("/") and isinstance(node, File):
            raise FileFault(errno.ENOTDIR, path)
        return "/" + "/".join(parts), node

    def found(self, path: str, *, follow: bool = True) -> Node | None:
        """The node, or None when the path leads nowhere."""
        try:
            return self.node(path, follow=follow)[1]
        except FileFault:
            return None

    def meta(self, path: str, *, directory: bool = False, mode: int | None = None) -> Meta:
        """A new node's; its times are the moment of this write."""
        now = self.now_ns()
        inode = self._next_inode
        self._next_inode += 1
        bits = default_mode(path, directory=directory) if mode is None else mode & 0o7777
        return Meta(bits, *owner_of(path), now, now, inode)

    def now_ns(self) -> int:
        """The phone's date, later than any time given before unless the date was put back."""
        date_ms = self._clock.date_ms
        now = date_ms * 1_000_000
        if date_ms >= self._last_date_ms:
            now = max(now, self._last_ns + _STEP_NS)
        self._last_ns, self._last_date_ms = now, date_ms
        return now

    def put(self, parts: list[str], node: Node | None, path: str) -> None:
        """Put a node (or with None nothing) at a real place: the one way in which anything changes."""
        real = "/" + "/".join(parts)
        if not writable(real):
            raise FileFault(errno.EROFS, path)
        if node is None and real in FIXED:
            raise FileFault(errno.EBUSY, path)
        now = self.now_ns() if node is None else self._last_ns  # a new node has its own time
        chain: list[Directory] = [self._root]
        for part in parts[:-1]:
            below = chain[-1].entries[part]
            if not isinstance(below, Directory):
                raise FileFault(errno.ENOTDIR, path)
            chain.append(below)
        parent = chain[-1]
        entries = dict(parent.entries)
        if node is None:
            del entries[parts[-1]]
        else:
            entries[parts[-1]] = node
        changed = parts[-1] in parent.entries and node is not None
        meta = parent.meta if changed else replace(parent.meta, mtime_ns=now)
        made = Directory(meta, entries)
        for above, name in zip(chain[-2::-1], parts[len(parts) - 2 :: -1], strict=True):
            made = Directory(above.meta, {**above.entries, name: made})
        self._root = made
        self.revision += 1
        self.note("file", "remove" if node is None else "change" if changed else "create", real)
