"""Archives (ZIP) as folders: what lies in them, reading from them, making one."""

import errno
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from device.phone.file.entry import FileFault, Missing, NoSpace
from device.phone.file.reading import FileView

_END = ".zip"
_EARLIEST = 1980
"""The year that dates in archives count from."""
BROKEN = (BadZipFile, zlib.error, EOFError, RuntimeError, UnicodeDecodeError)
"""How an archive says that it cannot be read (RuntimeError: it is encrypted, or packed in an unknown way)."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file or folder of an archive."""

    name: str
    """Without its folder."""
    folder: bool
    size: int
    """Bytes when unpacked."""
    mtime_ns: int


def is_archive(name: str) -> bool:
    """Whether a file can be looked into, by its name."""
    return name.lower().endswith(_END)


def split(files: FileView, path: str) -> tuple[str, str] | None:
    """An archive and what is meant within it ("" = all of it); None for a path that leads into none."""
    at = path.lower().find(_END)
    while at >= 0:
        head, rest = path[: at + len(_END)], path[at + len(_END) :]
        if rest[:1] in ("", "/") and files.is_file(head):
            return head, rest.strip("/")
        at = path.lower().find(_END, at + 1)
    return None


def members(files: FileView, path: str) -> list[Member]:
    """What is directly in an archive, or in a folder of it; nothing when it cannot be read."""
    found = split(files, path)
    if found is None:
        return []
    head, inner = found
    prefix = f"{inner}/" if inner else ""
    held: dict[str, Member] = {}
    for name, info in _names(files, head):
        if not name.startswith(prefix) or name == prefix:
            continue
        first, slash, _ = name[len(prefix) :].partition("/")
        if slash:
            held.setdefault(first, Member(first, True, 0, _moment(info)))
        else:
            held[first] = Member(first, False, info.file_size, _moment(info))
    return [held[name] for name in sorted(held)]


def member_at(files: FileView, path: str) -> Member | None:
    """One file or folder of an archive by its path; None when it is not there."""
    above, _, name = path.rpartition("/")
    return next((held for held in members(files, above) if held.name == name), None)


def read_member(files: FileView, path: str) -> bytes:
    """A file of an archive, unpacked. Raises FileFault when it is not there, broken, or too large."""
    found = split(files, path)
    info = dict(_names(files, found[0])).get(found[1]) if found is not None else None
    if found is None or info is None:
        raise Missing(path)
    if info.file_size > files.cap_bytes - files.used:
        raise NoSpace(path)
    try:
        with ZipFile(io.BytesIO(files.read(found[0]))) as archive:
            return archive.read(info)
    except BROKEN as error:
        raise FileFault(errno.EINVAL, path) from error


def packed(entries: Iterable[tuple[str, bytes | None]], now: datetime) -> bytes:
    """An archive of files by their names in it; None in the place of bytes makes a folder."""
    out = io.BytesIO()
    date = (max(_EARLIEST, now.year), now.month, now.day, now.hour, now.minute, now.second)
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in entries:
            info = ZipInfo(f"{name}/" if data is None else name, date)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data or b"")
    return out.getvalue()


def _names(files: FileView, path: str) -> list[tuple[str, ZipInfo]]:
    """All names of an archive, but for those that lead out of it."""
    try:
        with ZipFile(io.BytesIO(files.read(path))) as archive:
            found = archive.infolist()
    except (FileFault, *BROKEN):
        return []
    inner = ((info.filename, info) for info in found)
    return [
        (name, info)
        for name, info in inner
        if not name.startswith("/") and not {"", "..", "."} & set(name.rstrip("/").split("/"))
    ]


def _moment(info: ZipInfo) -> int:
    try:
        return int(datetime(*info.date_time, tzinfo=UTC).timestamp()) * 10**9
    except ValueError:
        return 0
