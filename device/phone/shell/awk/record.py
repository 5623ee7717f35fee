"""Records and their fields."""

import re

from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.pattern import compiled
from device.phone.shell.awk.value import UNSET, Outside, Value
from device.phone.shell.stream import Input, decode

MAX_FIELDS = 100_000
_BLANKS = re.compile(r"[ \t\n]+")


def _out_of_range(index: int) -> AwkFault:
    return AwkFault(f"trying to access out of range field {index}")


class Source:
    """Where records come from, one after the other."""

    def __init__(self, source: Input) -> None:
        self._source = source
        self._text: str | None = None
        """All that is left, once something else than lines was asked for."""

    def next(self, separator: str) -> str | None:
        """The next record; None at the end."""
        if separator == "\n" and self._text is None:
            line = self._source.line()
            return decode(line).removesuffix("\n") if line else None
        if self._text is None:
            self._text = decode(self._source.rest())
        if separator == "":
            return self._paragraph()
        if not self._text:
            return None
        found = compiled(separator).search(self._text) if len(separator) > 1 else None
        if len(separator) > 1:
            start, end = found.span() if found is not None and found.end() else (len(self._text),) * 2
            record, self._text = self._text[:start], self._text[end:]
            return record.removesuffix("\n") if not self._text else record
        record, cut, self._text = self._text.partition(separator)
        return record if cut else record.removesuffix("\n")

    def _paragraph(self) -> str | None:
        """Records that empty lines part."""
        left = (self._text or "").lstrip("\n")
        record, _, self._text = left.partition("\n\n")
        return record.removesuffix("\n") if left else None


def split(text: str, separator: str) -> list[str]:
    """The fields of a text."""
    if separator == " ":
        return text.split() if text.isascii() else [field for field in _BLANKS.split(text) if field]
    if not text:
        return []
    if len(separator) == 1:
        return text.split(separator)
    if not separator:
        return list(text)
    found: list[str] = []
    at = 0
    for match in compiled(separator).finditer(text):
        if match.end() > match.start():
            found.append(text[at : match.start()])
            at = match.end()
    return [*found, text[at:]]


class Record:
    """$0, and the fields it is split into when one is asked for."""

    def __init__(self) -> None:
        self._text: Outside | None = UNSET
        """None while the fields have to be put together again."""
        self._fields: list[str] | None = []
        """None while the text has not been split."""
        self._separator = " "
        self.joint = " "
        """OFS"""

    def set(self, text: str, separator: str) -> None:
        """A new record; `separator` (FS) is what it will be split by."""
        self._text, self._fields, self._separator = Outside(text), None, separator

    @property
    def text(self) -> Outside:
        """$0"""
        if self._text is None:
            self._text = Outside(self.joint.join(self._split()))
        return self._text

    @property
    def count(self) -> int:
        """NF"""
        return len(self._split())

    def resize(self, count: int) -> None:
        """Set NF: fields are added, or those behind forgotten. Raises AwkFault when they are too many."""
        if count > MAX_FIELDS:
            raise _out_of_range(count)
        fields = self._split()
        del fields[max(0, count) :]
        fields += [""] * (count - len(fields))
        self._text = None

    def field(self, index: int) -> Value:
        """$index. Raises AwkFault below 0."""
        if index == 0:
            return self.text
        if index < 0:
            raise _out_of_range(index)
        fields = self._split()
        return fields[index - 1] if index <= len(fields) else UNSET

    def put(self, index: int, value: str) -> None:
        """Set a field; those before it become empty where there are none. Raises AwkFault below 1."""
        if index < 1:
            raise _out_of_range(index)
        if index > self.count:
            self.resize(index)
        self._split()[index - 1] = Outside(value)
        self._text = None

    def _split(self) -> list[str]:
        if self._fields is None:
            self._fields = [Outside(field) for field in split(self._text or "", self._separator)]
        return self._fields
