"""Reads the texts of an app, by language and resource name, out of its published package; runs nothing."""

import io
import json
import re
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

Texts = dict[str, str]
"""From resource name to text."""

_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?\*/"
    r"|(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?P<word>[\w$]+)|(?P<sign>.)",
    re.S,
)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_TABLE = re.compile(r"= \{\n((?:  \w+: [\w$]+,?\n){9,})\}")
"""In a bundle: from language to the object that has its texts."""
_OBJECT = re.compile(r"(?:const |, )([\w$]+) = (\{\n  \".*?\n\})", re.S)

_PACKAGE_NAME = 256
"""Bytes that a package's name takes in a resource table."""
_TYPE_CHUNK = 0x0201
_SPARSE = 0x01
_COMPLEX = 0x0001
_STRING = 0x03
_UTF8 = 0x0100
_NO_ENTRY = 0xFFFFFFFF


class TextFormat(StrEnum):
    """How a package holds its texts."""

    ARSC = "arsc"
    """A compiled Android resource table, of all languages, in an APK."""
    JSON = "json"
    """One JSON file a language."""
    SCRIPT = "script"
    """One JavaScript file a language, with an object literal in it."""
    BUNDLE = "bundle"
    """One JavaScript file with an object literal a language, and a table from language to object."""


def texts_of(archive: Path, files: str, form: TextFormat) -> dict[str, Texts]:
    """The texts by language, as the package calls it.

    `files` is a pattern of the files that hold them; where each language has its own, the group `language`
    names it.
    """
    found: dict[str, Texts] = {}
    pattern = re.compile(files)
    for name, data in members(archive, pattern):
        if form is TextFormat.ARSC:
            return resource_table(zipfile.ZipFile(io.BytesIO(data)).read("resources.arsc"))
        text = data.decode()
        if form is TextFormat.BUNDLE:
            return bundle(text)
        match = pattern.fullmatch(name)
        assert match is not None
        read = flat(json.loads(text)) if form is TextFormat.JSON else literals(text)
        found.setdefault(match["language"], {}).update(read)
    return found


def members(archive: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    """The files of a .whl, .tgz or .deb whose whole name matches."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as packed:
            yield from ((name, packed.read(name)) for name in packed.namelist() if pattern.fullmatch(name))
        return
    raw = _debian_data(archive.read_bytes()) if archive.suffix == ".deb" else archive.read_bytes()
    with tarfile.open(fileobj=io.BytesIO(raw)) as packed_tar:
        for member in packed_tar:
            held = packed_tar.extractfile(member) if pattern.fullmatch(member.name) else None
            if held is not None:
                yield member.name, held.read()


def _debian_data(raw: bytes) -> bytes:
    """The archive of files in a Debian package, which is an `ar` archive."""
    at = 8
    while at < len(raw):
        name, size = raw[at : at + 16].strip(), int(raw[at + 48 : at + 58])
        if name.startswith(b"data.tar"):
            return raw[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise ValueError("no data.tar in this Debian package")


def flat(told: dict[str, Any], before: str = "") -> Texts:
    """Nested texts with the names of what they lie in before theirs, joined by dots."""
    found: Texts = {}
    for name, value in told.items():
        if isinstance(value, dict):
            found |= flat(value, f"{before}{name}.")
        elif isinstance(value, str):
            found[before + name] = value
    return found


def literals(script: str) -> Texts:
    """Every text that is a value in an object literal of a script, by its path of names."""
    found: Texts = {}
    path: list[str] = []
    name, is_value = "", False
    for token in _TOKEN.finditer(script):
        kind, said = token.lastgroup, token.group()
        if kind == "sign":
            if said == "{":
                path.append(name if is_value else "")
            elif said == "}" and path:
                path.pop()
        elif kind == "text" and is_value:
            found.setdefault(".".join(filter(None, (*path, name))), _unquoted(said))
        elif kind is not None and not is_value:
            name = _unquoted(said) if kind == "text" else said
        if kind is not None:
            is_value = said == ":" and kind == "sign"
    return found


def _unquoted(literal: str) -> str:
    def meant(escape: re.Match[str]) -> str:
        code = escape[1]
        if len(code) > 1:
            return chr(int(code[1:].strip("{}"), 16))
        return {"n": "\n", "t": "\t", "\n": ""}.get(code, code)

    return _ESCAPE.sub(meant, literal[1:-1])


def bundle(script: str) -> dict[str, Texts]:
    """The texts by language of a script that has them all."""
    objects = dict(_OBJECT.findall(script))
    for table in _TABLE.findall(script):
        named = re.findall(r"(\w+): ([\w$]+)", table)
        if all(name in objects for _, name in named):
            return {language: literals(objects[name]) for language, name in named}
    raise ValueError("no table of languages in this script")


def resource_table(table: bytes) -> dict[str, Texts]:
    """The strings of a compiled Android resource table by language; "" is the default one, English."""
    (header,) = struct.unpack_from("<H", table, 2)
    values = _StringPool(table, header)
    package = header + values.size
    package_header, package_size = struct.unpack_from("<HI", table, package + 2)
    type_strings, _, key_strings = struct.unpack_from("<III", table, package + 12 + _PACKAGE_NAME)
    types, keys = _StringPool(table, package + type_strings), _StringPool(table, package + key_strings)
    found: dict[str, Texts] = {}
    at = package + package_header
    while at < package + package_size:
        chunk, chunk_header, size = struct.unpack_from("<HHI", table, at)
        if chunk == _TYPE_CHUNK and types[table[at + 8] - 1] == "string":
            here = found.setdefault(_locale(table, at + 20), {})
            for entry in _entries(table, at, chunk_header):
                entry_size, flags, key = struct.unpack_from("<HHI", table, entry)
                kind, value = struct.unpack_from("<BI", table, entry + entry_size + 3)
                if not flags & _COMPLEX and kind == _STRING:
                    here.setdefault(keys[key], values[value])
        at += size
    return found


def _entries(table: bytes, chunk: int, header: int) -> Iterator[int]:
    """Where the entries of a type stand."""
    flags, count, start = struct.unpack_from("<BxxII", table, chunk + 9)
    if flags & _SPARSE:
        pairs = struct.iter_unpack("<HH", table[chunk + header : chunk + header + 4 * count])
        yield from (chunk + start + 4 * words for _, words in pairs)
        return
    for offset in struct.unpack_from(f"<{count}I", table, chunk + header):
        if offset != _NO_ENTRY:
            yield chunk + start + offset


def _locale(table: bytes, config: int) -> str:
    """The language of a configuration and, behind a hyphen, its script or else its region."""
    (size,) = struct.unpack_from("<I", table, config)
    language, region = table[config + 8 : config + 10], table[config + 10 : config + 12]
    if language[0] & 0x80:
        return "x"  # three letters, packed: none of the languages that are kept
    script = table[config + 36 : config + 40] if size >= 48 else b""
    parts = (language, script.rstrip(b"\0") or (region if region[0] < 0x80 else b""))
    return "-".join(part.rstrip(b"\0").decode() for part in parts if part.rstrip(b"\0"))


class _StringPool:
    """Strings of a resource table, by number."""

    def __init__(self, table: bytes, at: int) -> None:
        header, self.size, count, _, flags, start = struct.unpack_from("<HIIIII", table, at + 2)
        self._table, self._start, self._is_utf8 = table, at + start, bool(flags & _UTF8)
        self._offsets = struct.unpack_from(f"<{count}I", table, at + header)

    def __getitem__(self, number: int) -> str:
        at = self._start + self._offsets[number]
        if self._is_utf8:
            _, at = self._length(at, "B")
            length, at = self._length(at, "B")
            return self._table[at : at + length].decode("utf-8", "replace")
        length, at = self._length(at, "H")
        return self._table[at : at + 2 * length].decode("utf-16-le", "replace")

    def _length(self, at: int, unit: str) -> tuple[int, int]:
        """A length of one or two units, and where what it counts begins."""
        width = struct.calcsize(unit)
        high = 1 << (8 * width - 1)
        (first,) = struct.unpack_from("<" + unit, self._table, at)
        if not first & high:
            return first, at + width
        (second,) = struct.unpack_from("<" + unit, self._table, at + width)
        return (first ^ high) << (8 * width) | second, at + 2 * width
