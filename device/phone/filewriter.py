"""A file of the phone that is written in pieces."""

import errno
from typing import TYPE_CHECKING

from device.phone.filelayout import writable
from device.phone.filenode import Directory, FileFault, NoSpace

if TYPE_CHECKING:
    from device.phone.filesystem import FileSystem

SINKS = frozenset({"/dev/null", "/dev/zero", "/dev/tty", "/dev/urandom", "/dev/random"})
"""What takes everything that is written and keeps nothing."""


class Writer:
    """A file that arrives in pieces. It raises NoSpace as soon as the storage would overflow."""

    def __init__(self, files: "FileSystem", path: str, mode: int | None) -> None:
        parts, old = files._tree.walk_to(path)
        if isinstance(old, Directory) or path.endswith("/"):
            raise FileFault(errno.EISDIR, path)
        real = "/" + "/".join(parts)
        if not writable(real) and real not in SINKS:
            raise FileFault(errno.EROFS, path)
        self._files, self._path, self._mode = files, path, mode
        self._replaced = files.taken(real, old)
        self._size = 0
        self._chunks: list[bytes] = []

    def write(self, chunk: bytes) -> None:
        """The next piece."""
        files = self._files
        if files.used + files.arriving + len(chunk) > files.cap_bytes + self._replaced:
            self.abort()
            raise NoSpace(self._path)
        self._chunks.append(chunk)
        self._size += len(chunk)
        files.arriving += len(chunk)

    def close(self, mtime_ns: int | None = None) -> None:
        """Put the file in place."""
        data = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self.abort()
        self._files.write(self._path, data, mode=self._mode, mtime_ns=mtime_ns)

    def abort(self) -> None:
        """Forget it; whatever was at the path stays."""
        self._files.arriving -= self._size
        self._size = 0
        self._chunks.clear()
