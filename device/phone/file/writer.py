"""A file of the phone that is written in pieces."""

import errno
from mmap import mmap
from typing import TYPE_CHECKING

from device.phone.file.entry import Directory, FileFault, NoSpace
from device.phone.file.skeleton import writable

if TYPE_CHECKING:
    from device.phone.file.filesystem import FileSystem

SINKS = frozenset({"/dev/null", "/dev/zero", "/dev/tty", "/dev/urandom", "/dev/random"})
"""What takes everything that is written and keeps nothing."""
_BLOCK = 4 << 20


class _Pieces:
    """Bytes that arrive in pieces. They lie outside the heap, which keeps its size after they are gone."""

    def __init__(self) -> None:
        self._blocks: list[mmap] = []
        self._room = 0
        """Bytes that still go into the last block."""

    def add(self, piece: bytes) -> None:
        """One more."""
        left = memoryview(piece)
        while left:
            if not self._room:
                self._blocks.append(mmap(-1, _BLOCK))
                self._room = _BLOCK
            fits = left[: self._room]
            self._blocks[-1].write(fits)
            self._room -= len(fits)
            left = left[len(fits) :]

    def joined(self) -> bytes:
        """All of them."""
        if not self._blocks:
            return b""
        with memoryview(self._blocks[-1]) as last, last[: _BLOCK - self._room] as filled:
            return b"".join((*self._blocks[:-1], filled))

    def clear(self) -> None:
        """Forget them; their memory goes back to the system."""
        for block in self._blocks:
            block.close()
        self._blocks.clear()
        self._room = 0


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
        self._pieces = _Pieces()

    def write(self, chunk: bytes) -> None:
        """The next piece."""
        files = self._files
        if files.used + files.arriving + len(chunk) > files.cap_bytes + self._replaced:
            self.abort()
            raise NoSpace(self._path)
        self._pieces.add(chunk)
        self._size += len(chunk)
        files.arriving += len(chunk)

    def close(self, mtime_ns: int | None = None) -> None:
        """Put the file in place."""
        data = self._pieces.joined()
        self.abort()
        self._files.write(self._path, data, mode=self._mode, mtime_ns=mtime_ns)

    def abort(self) -> None:
        """Forget it; whatever was at the path stays."""
        self._files.arriving -= self._size
        self._size = 0
        self._pieces.clear()
