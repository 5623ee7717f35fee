"""What unpacks archives shares: how much may come out of them, and where it may go."""

import posixpath
import zlib

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call

MOST_BYTES = 256 * 1024 * 1024
"""That may come out of one archive."""
MOST_MEMBERS = 20_000
_GZIP = 31
"""zlib's word for gzip with its head and sum."""


class ArchiveFault(Exception):
    """The archive is broken, or unpacks to more than a phone takes."""


def gunzipped(data: bytes, most: int = MOST_BYTES) -> bytes:
    """The content of a gzip file, all its members. Raises ArchiveFault."""
    if not data.startswith(b"\x1f\x8b"):
        raise ArchiveFault("not gzip")
    parts: list[bytes] = []
    left = most
    while data:
        stream = zlib.decompressobj(_GZIP)
        try:
            part = stream.decompress(data, left + 1)
        except zlib.error as error:
            raise ArchiveFault("crc error") from error
        left -= len(part)
        if left < 0:
            raise ArchiveFault("too large")
        if not stream.eof:
            raise ArchiveFault("unexpected end of file")
        parts.append(part)
        data = stream.unused_data
        if not data.startswith(b"\x1f\x8b"):
            break
    return b"".join(parts)


def target(call: Call, folder: str, name: str) -> str:
    """Where a member of an archive goes: below the folder, whatever it is called and wherever links lead.

    Makes the folders on the way. Raises ArchiveFault for one that would leave, FileFault.
    """
    inner = posixpath.normpath("/" + name).lstrip("/")
    if ".." in name.split("/"):
        raise ArchiveFault(f"'{name}' leaves the folder")
    path = posixpath.join(folder, inner) if inner else folder
    root = call.files.resolve(folder)
    above = posixpath.dirname(path) if inner else path
    step = folder
    for part in posixpath.relpath(above, folder).split("/"):
        step = posixpath.normpath(posixpath.join(step, part))
        real = call.files.resolve(step)
        if real != root and not real.startswith(root.rstrip("/") + "/"):
            raise ArchiveFault(f"'{name}' leaves the folder")
        if not call.files.exists(step):
            call.files.make_directory(step)
    if inner and call.files.is_link(path):
        call.files.remove(path)
    return path


def text_of(error: ArchiveFault | FileFault) -> str:
    """What to say of it."""
    return error.text if isinstance(error, FileFault) else str(error)
