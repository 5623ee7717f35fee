"""The patient way: take out of a damaged document every tag that is whole.

One pass from front to back; every pattern is anchored and bounded, so that time grows with the length
of the document only. Knows what phones and the tools between really do: `&`, `<` and control
characters left as they are, character references XML forbids (emoji as two halves), a closing quote
swallowed by a wrong code page, documents cut anywhere, glued together, or without a root.
"""

import re
from collections import Counter
from dataclasses import dataclass

from device.budget import TREE_MARKUP
from device.error import TreeTooLarge
from device.look.hierarchy.node import WRAPPERS, TreeBuilder
from device.text import well_formed

_NAME = re.compile(r"[A-Za-z_][\w.$:-]{0,200}", re.ASCII)
_BLANK = re.compile(r"\s*")
_EQUALS = re.compile(r"\s{0,8}=\s{0,8}")
_AFTER_VALUE = re.compile(r"\s{0,64}(?:[/?]?>|[A-Za-z_][\w.:-]{0,40}\s{0,8}=|<|\Z)", re.ASCII)
_NEXT_ATTRIBUTE = re.compile(
    r"\s(?:index|text|resource-id|class|package|content-desc|checkable|checked|clickable|enabled|focusable"
    r"|focused|scrollable|long-clickable|password|selected|visible-to-user|bounds|drawing-order|hint"
    r"|display-id|displayed|NAF|rotation|a11y-[a-z]{1,20})\s{0,8}=\s{0,8}\Z"
)
_TAG_END = re.compile(r"\s{0,8}/?>\s{0,80}<[A-Za-z/]")
_UNQUOTED = re.compile(r"[^\s<>\"']{0,2000}")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BREAK = re.compile(r"[\t\r\n]")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_QUOTES_IN_VALUE = 40
"""Stray quotes looked past in one value before the first is taken for its end."""


@dataclass(slots=True)
class _Tag:
    name: str
    attributes: dict[str, str]
    closed: bool
    end: int
    whole: bool = True


def read_tolerant(text: str) -> TreeBuilder:
    """Read all whole tags; anything else is passed over. Raises TreeTooLarge."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = TreeBuilder()
        self._stack: list[str] = []
        self._nodes: list[bool] = []
        self._names: Counter[str] = Counter()
        self._last_comment_end = text.rfind("-->")

    def read(self) -> TreeBuilder:
        position, looked = self._text.find("<"), 0
        while position >= 0:
            looked += 1
            if looked > TREE_MARKUP:
                raise TreeTooLarge("the list of elements is damaged, and too long to be mended")
            position = self._text.find("<", self._markup(position))
        return self._builder

    def _markup(self, position: int) -> int:
        """Deal with the markup that starts here; where to go on."""
        text = self._text
        if text.startswith("<!--", position):
            if self._last_comment_end < position + 4:
                return position + 4
            return text.find("-->", position + 4) + 3
        if text.startswith("</", position):
            name = _NAME.match(text, position + 2)
            if name is None:
                return position + 2
            self._close(name[0])
            return name.end()
        name = _NAME.match(text, position + 1)
        if name is None:
            return position + 1
        tag = _scan_tag(text, name[0], name.end())
        if tag.whole:
            self._open(tag)
        return tag.end

    def _open(self, tag: _Tag) -> None:
        if tag.name == "hierarchy":
            while self._stack and self._names["hierarchy"]:
                self._pop()
        node = self._builder.start(tag.name, tag.attributes)
        if not node and tag.name not in WRAPPERS:
            return
        self._stack.append(tag.name)
        self._nodes.append(node)
        self._names[tag.name] += 1
        if tag.closed:
            self._pop()

    def _close(self, name: str) -> None:
        """Close the innermost tag of that name and what was left open inside; a stray one is ignored."""
        if not self._names[name]:
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        if self._nodes.pop():
            self._builder.end()
        name = self._stack.pop()
        self._names[name] -= 1
        return name


def _scan_tag(text: str, name: str, position: int) -> _Tag:
    """The tag whose name ends at `position`; not whole when the document ends inside it."""
    tag = _Tag(name, {}, False, position)
    while True:
        position = _blank_end(text, position)
        if position >= len(text):
            tag.end, tag.whole = position, False
            return tag
        if text[position] in "<>":
            tag.end = position + (text[position] == ">")
            tag.closed = text[position] == ">" and text[position - 1] == "/"
            tag.whole = text[position] == ">" or "bounds" in tag.attributes
            return tag
        attribute = _NAME.match(text, position)
        equals = _EQUALS.match(text, attribute.end()) if attribute else None
        if attribute is None or equals is None:
            position = attribute.end() if attribute else position + 1
            continue
        found = _scan_value(text, equals.end())
        if found is None:
            tag.end, tag.whole = len(text), False
            return tag
        value, position = found
        tag.attributes.setdefault(attribute[0], _clean(value))


def _blank_end(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _scan_value(text: str, position: int) -> tuple[str, int] | None:
    """The value that starts here and where it ends; None when the document ends before it does."""
    mark = text[position : position + 1]
    if mark not in {'"', "'"}:
        plain = _UNQUOTED.match(text, position)
        return (plain[0].rstrip("/"), position + len(plain[0].rstrip("/"))) if plain else None
    start = position + 1
    first = end = text.find(mark, start)
    for _ in range(_QUOTES_IN_VALUE):
        if end < 0:
            break
        swallowed = _swallowed(text, start, end)
        if swallowed is not None:
            return text[start:swallowed], swallowed
        if _AFTER_VALUE.match(text, end + 1):
            return text[start:end], end + 1
        end = text.find(mark, end + 1)
    return (text[start:first], first + 1) if first >= 0 else None


def _swallowed(text: str, start: int, end: int) -> int | None:
    """Where a value really ended when the quote at `end` opens the next value, its own having been lost."""
    opening = _NEXT_ATTRIBUTE.search(text, max(start, end - 60), end)
    if opening is None:
        return None
    tag_end = _TAG_END.search(text, start, end)
    return tag_end.start() if tag_end else opening.start()


def _clean(value: str) -> str:
    """A value as it was meant: references resolved, breaks as blanks, no control characters."""
    value = _CONTROL.sub("", _BREAK.sub(" ", value))
    if "&" not in value:
        return value
    return well_formed(_REFERENCE.sub(_resolved, value))


def _resolved(found: re.Match[str]) -> str:
    decimal, hexadecimal, entity = found.groups()
    if entity:
        return _ENTITIES[entity]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if number > 0x10FFFF or (number < 0x20 and number not in {9, 10, 13}):
        return "\ufffd"
    return chr(number)
