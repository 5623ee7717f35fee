"""Pools of strings, as compiled XML and resource tables hold them (ResStringPool of the Android platform)."""

import struct

STRING_POOL = 0x0001
"""Type of the chunk."""
_UTF8 = 1 << 8
_MOST = 1 << 20
"""Strings in one pool; a count beyond it is a broken file."""


class Broken(Exception):
    """Bytes that are no such file, or one cut short."""


def unpack(form: str, data: bytes, place: int) -> tuple[int, ...]:
    """Numbers at a place, little-endian. Raises Broken where the data ends before."""
    if place < 0:
        raise Broken("a place before the beginning")
    try:
        return struct.unpack_from("<" + form, data, place)
    except struct.error as error:
        raise Broken(str(error)) from error


def chunk(data: bytes, place: int) -> tuple[int, int, int]:
    """Type, size of the head and whole size of the chunk at a place. Raises Broken."""
    kind, head, size = unpack("HHI", data, place)
    if size < 8 or head < 8 or head > size or place + size > len(data):
        raise Broken(f"a chunk of {size} bytes at {place}")
    return kind, head, size


def strings(data: bytes, place: int) -> list[str]:
    """All strings of the pool that begins at a place. Raises Broken."""
    kind, head, size = chunk(data, place)
    if kind != STRING_POOL:
        raise Broken("no string pool")
    count, _, flags, start, _ = unpack("5I", data, place + 8)
    if count > _MOST or 4 * count > size:
        raise Broken(f"{count} strings")
    read = _eight if flags & _UTF8 else _sixteen
    offsets = unpack(f"{count}I", data, place + head)
    found: list[str] = []
    left = size
    for offset in offsets:
        found.append(read(data, place + start + offset))
        left -= len(found[-1])
        if left < 0:  # strings that lie in each other would make much of little
            raise Broken("more text than there are bytes")
    return found


def _sixteen(data: bytes, place: int) -> str:
    (length,) = unpack("H", data, place)
    place += 2
    if length & 0x8000:
        (low,) = unpack("H", data, place)
        length, place = (length & 0x7FFF) << 16 | low, place + 2
    return data[place : place + 2 * length].decode("utf-16-le", "replace")


def _eight(data: bytes, place: int) -> str:
    """Both its lengths, in characters and in bytes, take one byte or two."""
    length = 0
    for _ in range(2):
        (length,) = unpack("B", data, place)
        place += 1
        if length & 0x80:
            (low,) = unpack("B", data, place)
            length, place = (length & 0x7F) << 8 | low, place + 1
    return data[place : place + length].decode("utf-8", "replace")
