"""The `sync:` service: files to and from the phone, stat and listings, versions 1 and 2."""

import errno
import re
import stat as modes

from device.link.wire import sync
from device.link.wire.sync import CHUNK, SyncEntry, SyncStat
from device.phone.file.filesystem import FileFault, FileSystem, Writer
from device.phone.server.daemon.stream import Service, Stream

_GROUP = 15 * CHUNK
"""File bytes in one message: as many whole DATA as fit the largest payload."""
_DRY_RUN = 0x8000_0000
_FILE_MODE = 0o777
_MODE = re.compile(r"[0-9]{1,9}")


class _Refusal(Exception):
    """A request cannot be met; the message goes to the client."""


class _Garbled(_Refusal):
    """What the client sends makes no sense, so nothing after it can be understood."""


def transfers(files: FileSystem) -> Service:
    """The service over one phone's files."""

    async def serve(stream: Stream) -> None:
        await _Transfer(stream, files).serve()

    return serve


class _Transfer:
    """One client's session."""

    def __init__(self, stream: Stream, files: FileSystem) -> None:
        self._stream = stream
        self._files = files
        self._answers = {
            b"STAT": self._stat_v1, b"STA2": self._stat_v2, b"LST2": self._lstat_v2,
            b"LIST": self._list_v1, b"LIS2": self._list_v2, b"SEND": self._send_v1,
            b"SND2": self._send_v2, b"RECV": self._receive_v1, b"RCV2": self._receive_v2,
        }  # fmt: skip

    async def serve(self) -> None:
        """One request after the other until QUIT, or until a request that nobody understands."""
        while True:
            word, length = sync.REQUEST.unpack(await self._stream.read_exactly(sync.REQUEST.size))
            if word == b"QUIT":
                return
            answer = self._answers.get(word)
            if answer is None:
                await self._stream.write(sync.fail(f"unknown command {int.from_bytes(word, 'little'):08x}"))
                return
            if length > sync.MAX_PATH:
                await self._stream.write(sync.fail("path too long"))
                return
            path = sync.path_text(await self._stream.read_exactly(length))
            try:
                await answer(path)
            except _Refusal as refusal:
                await self._stream.write(sync.fail(str(refusal)))
                if isinstance(refusal, _Garbled):
                    return

    # -- looking -------------------------------------------------------------------------------------
    def _look(self, path: str, *, follow: bool) -> SyncStat:
        try:
            found = self._files.stat(path, follow=follow or path.endswith("/"))
        except FileFault as fault:
            return SyncStat(0, error=fault.code)
        return SyncStat(found.mode, found.size, found.mtime_ns // 1_000_000_000, 0, found.inode, found.links)

    async def _stat_v1(self, path: str) -> None:
        await self._stream.write(sync.pack_stat_v1(self._look(path, follow=False)))

    async def _stat_v2(self, path: str) -> None:
        await self._stream.write(sync.pack_stat_v2(self._look(path, follow=True), b"STA2"))

    async def _lstat_v2(self, path: str) -> None:
        await self._stream.write(sync.pack_stat_v2(self._look(path, follow=False), b"LST2"))

    async def _list_v1(self, path: str) -> None:
        await self._list(path, version=1)

    async def _list_v2(self, path: str) -> None:
        await self._list(path, version=2)

    async def _list(self, path: str, *, version: int) -> None:
        """All in one piece: there are clients that cannot read an answer cut in two."""
        try:
            names = [".", "..", *self._files.list(path)]
        except FileFault:
            names = []  # as adbd answers for what it cannot open
        folder = path.rstrip("/")
        entries = (SyncEntry(name, self._look(f"{folder}/{name}", follow=False)) for name in names)
        await self._stream.write(
            b"".join(sync.pack_entry(entry, version=version) for entry in entries)
            + sync.end_of_list(version=version)
        )

    # -- to the client -------------------------------------------------------------------------------
    async def _receive_v1(self, path: str) -> None:
        try:
            data = memoryview(self._files.read(path))
        except FileFault as fault:
            raise _Refusal(f"open failed: {fault.text}") from fault
        for start in range(0, len(data), _GROUP):
            await self._stream.room()
            group = data[start : start + _GROUP]
            parts: list[bytes | memoryview] = []
            for offset in range(0, len(group), CHUNK):
                piece = group[offset : offset + CHUNK]
                parts += (sync.REQUEST.pack(b"DATA", len(piece)), piece)
            await self._stream.write(b"".join(parts))
        await self._stream.write(sync.REQUEST.pack(b"DONE", 0))

    async def _receive_v2(self, path: str) -> None:
        _, flags = sync.RECV_V2.unpack(await self._stream.read_exactly(sync.RECV_V2.size))
        if flags:
            raise _Refusal(f"unsupported flags {flags:#x}")
        await self._receive_v1(path)

    # -- from the client -----------------------------------------------------------------------------
    async def _send_v1(self, path: str) -> None:
        name, comma, mode = path.rpartition(",")
        if not comma or not _MODE.fullmatch(mode):
            raise _Refusal("missing , in ID_SEND")
        await self._accept(name, int(mode), dry=False)

    async def _send_v2(self, path: str) -> None:
        _, mode, flags = sync.SEND_V2.unpack(await self._stream.read_exactly(sync.SEND_V2.size))
        if flags & ~_DRY_RUN:
            raise _Refusal(f"unsupported flags {flags:#x}")
        await self._accept(path, mode, dry=bool(flags & _DRY_RUN))

    async def _accept(self, path: str, mode: int, *, dry: bool) -> None:
        """Take a file in. A refusal is sent as soon as it is known; what still comes is read and dropped."""
        problem = ""
        writer: Writer | None = None
        try:
            if not dry and not modes.S_ISLNK(mode):
                writer = self._create(path, mode)
        except _Refusal as refusal:
            problem = str(refusal)
            await self._stream.write(sync.fail(problem))
        try:
            await self._fill(path, writer, problem, link=modes.S_ISLNK(mode) and not dry)
        finally:
            if writer is not None:
                writer.abort()

    async def _fill(self, path: str, writer: Writer | None, problem: str, *, link: bool) -> None:
        """Take the pieces of a file, or of a link's target, and put it in place."""
        target = bytearray()
        while True:
            word, length = sync.REQUEST.unpack(await self._stream.read_exactly(sync.REQUEST.size))
            if word == b"DONE":
                break
            if word != b"DATA" or length > CHUNK:
                raise _Garbled("invalid data message")
            piece = await self._stream.read_exactly(length)
            if problem:
                continue
            try:
                if writer is not None:
                    writer.write(piece)
                elif len(target) <= sync.MAX_PATH:
                    target += piece
            except FileFault as fault:
                problem = f"write failed: {fault.text}"
                await self._stream.write(sync.fail(problem))
        if problem:
            return
        self._finish(path, writer, bytes(target) if link else None, length)
        await self._stream.write(sync.REQUEST.pack(b"OKAY", 0))

    def _create(self, path: str, mode: int) -> Writer:
        """A writer for the file, its folders made."""
        try:
            self._make_folder(path)
            return self._files.open_write(path, mode & _FILE_MODE)
        except FileFault as fault:
            kind = "secure_mkdirs failed" if fault.code == errno.EROFS else "couldn't create file"
            raise _Refusal(f"{kind}: {fault.text}") from fault

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder and not self._files.is_dir(folder):
            self._files.make_directories(folder)

    def _finish(self, path: str, writer: Writer | None, link: bytes | None, mtime: int) -> None:
        try:
            if writer is not None:
                writer.close(mtime * 1_000_000_000)
            elif link is not None:
                self._make_folder(path)
                if self._files.is_link(path) or self._files.is_file(path):
                    self._files.remove(path)
                self._files.link(sync.path_text(link.rstrip(b"\0")), path)
        except FileFault as fault:
            raise _Refusal(f"write failed: {fault.text}") from fault
