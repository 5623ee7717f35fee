"""Compiled XML, as AndroidManifest.xml lies in an APK (ResXMLTree of the Android platform)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from device.phone.system.apk.pool import STRING_POOL, Broken, chunk, strings, unpack

XML = 0x0003
_RESOURCE_MAP, _START, _END = 0x0180, 0x0102, 0x0103
_REFERENCE, _STRING, _DECIMAL, _HEXADECIMAL, _BOOLEAN = 0x01, 0x03, 0x10, 0x11, 0x12
_NONE = 0xFFFFFFFF
_DEEPEST = 200
_ATTRIBUTE = 20
"""Bytes of one."""
_NAMES: Mapping[int, str] = {
    0x01010001: "label", 0x01010003: "name", 0x0101000E: "enabled", 0x0101001C: "priority",
    0x01010026: "mimeType", 0x01010027: "scheme", 0x01010028: "host", 0x01010202: "targetActivity",
    0x0101020C: "minSdkVersion", 0x0101021B: "versionCode", 0x0101021C: "versionName",
    0x01010270: "targetSdkVersion", 0x01010272: "testOnly",
}  # fmt: skip
"""Attributes by their resource ids: shrinking tools take the names away, the ids stay."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that stands in the table of resources."""

    id: int


Attribute = str | int | bool | Reference


@dataclass(slots=True)
class Element:
    """One element with what is in it."""

    name: str
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    """By name, without the namespace."""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Element"]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def text(self, name: str) -> str:
        """An attribute that is text; "" when there is none."""
        value = self.attributes.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str, default: int = 0) -> int:
        """An attribute that is a number, or says one as text does."""
        value = self.attributes.get(name)
        if isinstance(value, str):
            return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default
        return value if isinstance(value, int) else default

    def on(self, name: str, default: bool) -> bool:
        """An attribute that is true or false."""
        value = self.attributes.get(name)
        return value if isinstance(value, bool) else default


def read_xml(data: bytes) -> Element:
    """The root element of a compiled XML file. Raises Broken."""
    kind, place, size = chunk(data, 0)
    if kind != XML:
        raise Broken("not compiled XML")
    texts: list[str] = []
    ids: tuple[int, ...] = ()
    top = Element("")
    path = [top]
    while place < size:
        kind, head, length = chunk(data, place)
        if kind == STRING_POOL:
            texts = strings(data, place)
        elif kind == _RESOURCE_MAP:
            ids = unpack(f"{(length - head) // 4}I", data, place + head)
        elif kind == _START:
            made = _element(data, place + head, place + length, texts, ids)
            path[-1].children.append(made)
            path.append(made)
            if len(path) > _DEEPEST:
                raise Broken("too many elements in each other")
        elif kind == _END and len(path) > 1:
            path.pop()
        place += length
    if not top.children:
        raise Broken("no element")
    return top.children[0]


def _element(data: bytes, place: int, end: int, texts: list[str], ids: tuple[int, ...]) -> Element:
    _, name, start, step, count = unpack("IIHHH", data, place)
    if count and (step < _ATTRIBUTE or place + start + count * step > end):
        raise Broken(f"{count} attributes beyond their element")
    attributes: dict[str, Attribute] = {}
    for number in range(count):
        _, key, raw, _, kind, value = unpack("3IHxBI", data, place + start + number * step)
        named = _NAMES.get(ids[key], "") if key < len(ids) else ""
        attributes[named or _at(texts, key)] = _value(kind, value, raw, texts)
    return Element(_at(texts, name), attributes)


def _value(kind: int, value: int, raw: int, texts: list[str]) -> Attribute:
    if kind == _STRING:
        return _at(texts, value)
    if kind == _REFERENCE:
        return Reference(value)
    if kind == _BOOLEAN:
        return bool(value)
    if kind in (_DECIMAL, _HEXADECIMAL):
        return value if value < 1 << 31 else value - (1 << 32)
    return "" if raw == _NONE else _at(texts, raw)


def _at(texts: list[str], place: int) -> str:
    if place >= len(texts):
        raise Broken(f"string {place} of {len(texts)}")
    return texts[place]
