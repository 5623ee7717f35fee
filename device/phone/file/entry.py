"""What lies in the phone's file system: immutable files, directories and links, and how things go wrong.

A change never touches a node: it makes new ones up to the root, so that a snapshot is one reference.
"""

import errno
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field

from device.phone.system.identity import user_of

MAX_NAME = 255
MAX_PATH = 4096
MAX_DEPTH = 100
"""Names in a path: fewer than on a phone, so that walking a tree stays within Python's stack."""
MAX_LINKS = 12
SHARED = "/storage/emulated/0"
"""Where /sdcard leads."""

_TEXT = {
    errno.ENOENT: "No such file or directory",
    errno.EACCES: "Permission denied",
    errno.EEXIST: "File exists",
    errno.ENOTDIR: "Not a directory",
    errno.EISDIR: "Is a directory",
    errno.EINVAL: "Invalid argument",
    errno.ENOSPC: "No space left on device",
    errno.EROFS: "Read-only file system",
    errno.EBUSY: "Device or resource busy",
    errno.ENAMETOOLONG: "File name too long",
    errno.ENOTEMPTY: "Directory not empty",
    errno.ELOOP: "Too many symbolic links encountered",
    errno.EPERM: "Operation not permitted",
}
"""As bionic words them."""


class FileFault(Exception):
    """An operation the file system refuses, as an app on the phone would see it."""

    def __init__(self, code: int, path: str) -> None:
        super().__init__(f"{path}: {_TEXT[code]}")
        self.code = code
        """errno"""
        self.path = path
        self.text = _TEXT[code]
        """What strerror says."""


class Missing(FileFault):
    """There is nothing of that name."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ENOENT, path)


class NoSpace(FileFault):
    """The storage is full."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ENOSPC, path)


@dataclass(frozen=True, slots=True)
class Meta:
    """What every node carries besides its content."""

    mode: int
    """Permission bits only."""
    owner: str
    group: str
    mtime_ns: int
    atime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class File:
    """A regular file. A mounted one has its bytes in a database (see FileSystem.mount)."""

    meta: Meta
    data: bytes = b""
    mounted: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link."""

    meta: Meta
    target: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Names and what they stand for."""

    meta: Meta
    entries: Mapping[str, "Node"] = field(default_factory=dict)
    """Never changed in place."""


Node = File | Link | Directory


@dataclass(frozen=True, slots=True)
class FileStat:
    """What stat tells."""

    mode: int
    """Type and permission bits, as in st_mode."""
    size: int
    mtime_ns: int
    atime_ns: int
    owner: str
    group: str
    is_dir: bool
    inode: int
    links: int = 1
    target: str = ""
    """Where a link leads; "" for everything else."""


def type_bits(node: Node) -> int:
    """The S_IFMT part of a node's mode."""
    if isinstance(node, Directory):
        return stat.S_IFDIR
    return stat.S_IFREG if isinstance(node, File) else stat.S_IFLNK


def content_size(node: Node) -> int:
    """Bytes that a node and all below it take of the storage."""
    if isinstance(node, File):
        return len(node.data)
    if isinstance(node, Link):
        return 0
    return sum(map(content_size, node.entries.values()))


def height(node: Node) -> int:
    """How many levels are below a node."""
    if not isinstance(node, Directory) or not node.entries:
        return 0
    return 1 + max(map(height, node.entries.values()))


def owner_of(path: str) -> tuple[str, str]:
    """Owner and group of what is created at a path."""
    if path.startswith("/storage/"):
        return "u0_a1", "media_rw"
    if path.startswith("/data/data/"):
        user = user_of(path.split("/")[3])
        return user, user
    if path.startswith("/data/local/tmp"):
        return "shell", "shell"
    return "root", "root"


def default_mode(path: str, *, directory: bool) -> int:
    """Permissions of what is created at a path."""
    if path.startswith("/storage/"):
        return 0o2770 if directory else 0o660
    if path.startswith("/data/data/"):
        return 0o771 if directory else 0o660
    return 0o755 if directory or path.startswith("/system/bin/") else 0o644
