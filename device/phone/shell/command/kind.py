"""file: what a file is, told from its first bytes."""

import struct

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault

_STARTS = (
    (b"SQLite format 3\0", "SQLite database"), (b"PK\x03\x04", "Zip archive data"),
    (b"\x1f\x8b", "gzip compressed data"), (b"%PDF", "PDF document"), (b"\x7fELF", "ELF executable"),
    (b"GIF8", "GIF image data"), (b"RIFF", "RIFF (little-endian) data"), (b"OggS", "Ogg data"),
    (b"ID3", "Audio file with ID3"), (b"BZh", "bzip2 compressed data"), (b"dex\n", "Android dex file"),
    (b"\x03\0\x08\0", "Android binary XML"), (b"<?xml", "XML document"),
)  # fmt: skip


def file(call: Call) -> int:
    """A line for each."""
    options = call.options("bhLs")
    if not options.rest:
        raise UsageFault("Needs 1 argument")
    width = max(map(len, options.rest)) + 2
    for shown in options.rest:
        said = _described(call, shown)
        call.line(said if "b" in options else f"{shown + ': ':<{width}}{said}")
    return 0


def _described(call: Call, shown: str) -> str:
    path = call.path(shown)
    try:
        found = call.files.stat(path, follow=False)
        if found.is_dir:
            return "directory"
        if found.target:
            return f"symbolic link to {found.target}"
        return _of(call.files.read(path))
    except FileFault as fault:
        return f"cannot open: {fault.text}"


def _of(data: bytes) -> str:
    if not data:
        return "empty"
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 26:
        width, height, depth, kind = struct.unpack_from(">IIBB", data, 16)
        colour = {0: "grayscale", 2: "color RGB", 3: "color index", 4: "grayscale with alpha"}
        shade = f"{depth}-bit/{colour.get(kind, 'color RGBA')}"
        return f"PNG image data, {width} x {height}, {shade}, non-interlaced"
    if data.startswith(b"\xff\xd8"):
        return "JPEG image data"
    if data[4:8] == b"ftyp":
        return f"ISO media, {data[8:12].decode('ascii', 'replace').strip()}"
    if data[257:262] == b"ustar":
        return "POSIX tar archive"
    if data.startswith(b"#!"):
        return data[2:80].partition(b"\n")[0].decode("utf-8", "replace").strip() + " script"
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    return _text(data[:65_536])


def _text(data: bytes) -> str:
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data):
        return "data"
    if data.isascii():
        return "ASCII text" + ", with CRLF line terminators" * (b"\r\n" in data)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return "UTF-8 text" if error.start > len(data) - 4 else "data"
    return "UTF-8 text"


COMMANDS: dict[str, Command] = {"file": file}
