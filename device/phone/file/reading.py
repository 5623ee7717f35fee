"""The phone's files as they are looked at: reading and listing change nothing."""

import errno
from collections.abc import Callable, Iterator

from device.phone.file.database import Database
from device.phone.file.entry import Directory, File, FileFault, FileStat, Link, Node, content_size, type_bits
from device.phone.file.mount import Mounts
from device.phone.file.procfs import PROC
from device.phone.file.sysfs import SYS
from device.phone.file.tree import Tree
from device.phone.system.clock import PhoneClock
from device.phone.system.event import Note
from device.phone.system.hardware import Hardware

Names = list[str]


class FileView:
    """One tree. Paths are absolute; `.`, `..`, doubled slashes and links are resolved."""

    def __init__(self, clock: PhoneClock, cap_bytes: int) -> None:
        self.cap_bytes = cap_bytes
        self._clock = clock
        self._tree = Tree(clock)
        self._mounts = Mounts()
        self.hardware: Callable[[], Hardware] = Hardware
        """What the files of /sys are told from."""

    def listen(self, note: Note) -> None:
        """Have every change noted."""
        self._tree.note = note

    @property
    def revision(self) -> int:
        """Moves with every change."""
        return self._tree.revision

    @property
    def used(self) -> int:
        """Bytes that files and databases take."""
        return self._tree.used + self._mounts.used

    @property
    def free(self) -> int:
        """Bytes that may still come."""
        return max(0, self.cap_bytes - self.used)

    def taken(self, real: str, node: Node | None) -> int:
        """Bytes that what stands at a real path takes."""
        plain = content_size(node) if node is not None else 0
        return plain + self._mounts.size(real)

    def resolve(self, path: str) -> str:
        """The real path; the last part need not exist."""
        return "/" + "/".join(self._tree.walk_to(path)[0])

    def exists(self, path: str) -> bool:
        """Whether something is there (at the end of a link)."""
        return self._tree.found(path) is not None

    def is_dir(self, path: str) -> bool:
        """Whether it is a directory."""
        return isinstance(self._tree.found(path), Directory)

    def is_file(self, path: str) -> bool:
        """Whether it is a regular file."""
        return isinstance(self._tree.found(path), File)

    def is_link(self, path: str) -> bool:
        """Whether the path itself is a link."""
        return isinstance(self._tree.found(path, follow=False), Link)

    def read(self, path: str) -> bytes:
        """All bytes of a file."""
        real, node = self._tree.node(path)
        if not isinstance(node, File):
            raise FileFault(errno.EISDIR, path)
        if real in PROC:
            return PROC[real](self._clock.uptime_ms).encode()
        if real in SYS:
            return SYS[real](self.hardware()).encode()
        return self._mounts.content(real) if node.mounted else node.data

    def list(self, path: str) -> Names:
        """The names in a directory, sorted."""
        node = self._tree.node(path)[1]
        if not isinstance(node, Directory):
            raise FileFault(errno.ENOTDIR, path)
        return sorted(node.entries)

    def stat(self, path: str, *, follow: bool = True) -> FileStat:
        """What is known of a node without reading it."""
        real, node = self._tree.node(path, follow=follow)
        meta = node.meta
        size, links, target = 4096, 1, ""
        if isinstance(node, File):
            size = self._mounts.size(real) if node.mounted else len(node.data)
        elif isinstance(node, Link):
            size, target = len(node.target), node.target
        else:
            links = 2 + sum(isinstance(child, Directory) for child in node.entries.values())
        return FileStat(
            meta.mode | type_bits(node), size, meta.mtime_ns, meta.atime_ns, meta.owner, meta.group,
            isinstance(node, Directory), meta.inode, links, target,
        )  # fmt: skip

    def walk(self, path: str) -> Iterator[tuple[str, bool]]:
        """Every path at and below `path`, that one first; whether it is a directory. Links stay closed."""
        yield from _walk(path, self._tree.node(path)[1])

    def database_at(self, path: str) -> Database | None:
        """The live database whose file this is; None for any other path."""
        try:
            real, node = self._tree.node(path)
        except FileFault:
            return None
        return self._mounts.database(real) if isinstance(node, File) and node.mounted else None


def _walk(path: str, node: Node) -> Iterator[tuple[str, bool]]:
    yield path, isinstance(node, Directory)
    if isinstance(node, Directory):
        for name in sorted(node.entries):
            yield from _walk(f"{path.rstrip('/')}/{name}", node.entries[name])
