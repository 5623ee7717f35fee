"""Texts of the resource table, resources.arsc (ResTable of the Android platform), in the default language."""

from device.phone.system.apk.pool import Broken, chunk, strings, unpack

_TABLE, _PACKAGE, _TYPE = 0x0002, 0x0200, 0x0201
_SPARSE, _OFFSETS_16 = 1, 2
_COMPLEX, _COMPACT = 1, 8
_STRING, _REFERENCE = 3, 1
_HOPS = 8
"""A text may stand behind a chain of references."""


def text_of(data: bytes, number: int) -> str:
    """The text with a resource id; "" when the table has none that is plain text. Raises Broken."""
    kind, place, size = chunk(data, 0)
    if kind != _TABLE:
        raise Broken("no table of resources")
    texts = strings(data, place)
    place += chunk(data, place)[2]
    packages: dict[int, tuple[int, int]] = {}
    while place < size:
        kind, _, length = chunk(data, place)
        if kind == _PACKAGE:
            packages[unpack("I", data, place + 8)[0]] = (place, length)
        place += length
    for _ in range(_HOPS):
        held = packages.get(number >> 24)
        value = _value(data, *held, number) if held else None
        if value is None:
            return ""
        kind, number = value
        if kind == _STRING:
            return texts[number] if number < len(texts) else ""
        if kind != _REFERENCE:
            return ""
    return ""


def _value(data: bytes, package: int, size: int, number: int) -> tuple[int, int] | None:
    """Kind and value of an entry; of several configurations the plainest comes first."""
    wanted, entry = number >> 16 & 0xFF, number & 0xFFFF
    found: tuple[int, int] | None = None
    place, end = package + chunk(data, package)[1], package + size
    while place < end:
        kind, head, length = chunk(data, place)
        if kind == _TYPE and unpack("B", data, place + 8)[0] == wanted:
            plain = not any(data[place + 24 : place + head])  # behind the size of the configuration
            value = _entry(data, place, head, entry) if plain or found is None else None
            if value is not None:
                found = value
                if plain:
                    return found
        place += length
    return found


def _entry(data: bytes, place: int, head: int, number: int) -> tuple[int, int] | None:
    flags, count, start = unpack("xBxxII", data, place + 8)
    offset: int | None = None
    if 2 * count > len(data) - place:
        raise Broken(f"{count} entries")
    if flags & _SPARSE:
        for index in range(count):
            key, quarter = unpack("HH", data, place + head + 4 * index)
            if key == number:
                offset = 4 * quarter
    elif number < count and flags & _OFFSETS_16:
        (quarter,) = unpack("H", data, place + head + 2 * number)
        offset = None if quarter == 0xFFFF else 4 * quarter
    elif number < count:
        (offset,) = unpack("I", data, place + head + 4 * number)
    if offset is None or offset == 0xFFFFFFFF:
        return None
    size, kind = unpack("HH", data, place + start + offset)
    if kind & _COMPACT:
        return kind >> 8, unpack("I", data, place + start + offset + 4)[0]
    if kind & _COMPLEX:
        return None
    kind, value = unpack("3xBI", data, place + start + offset + size)
    return kind, value
