"""Reads JSON as models really write it: fenced, in prose, after thoughts, with small mistakes.

Strict JSON is always tried first; the lenient reader forgives trailing commas, single quotes, bare keys,
Python's and JavaScript's constants, comments, raw line breaks in strings, and missing closing brackets.
"""

import json
import re
from collections.abc import Iterator

from pydantic import JsonValue

from device.budget import REPLY_LENGTH
from device.text import well_formed

_MOST_STARTS = 64
_DEEPEST = 60

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)
_THOUGHT_START = re.compile(r"<(?:think|thinking|reasoning)>", re.IGNORECASE)
_FENCE = re.compile(r"```[\w-]*[ \t]*\r?\n(.*?)(?:```|\Z)", re.DOTALL)
_BRACKET = re.compile(r"[{\[]")
_BARE = re.compile(r"[^\s,:{}\[\]\"'/]+")
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_CONSTANTS: dict[str, JsonValue] = {
    "true": True, "false": False, "null": None, "none": None, "undefined": None, "nil": None,
}  # fmt: skip
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\n": ""}
_strict = json.JSONDecoder(strict=False)


def json_values(text: str) -> Iterator[JsonValue]:
    """The JSON objects and arrays in a reply, likeliest first; nothing where there is none.

    Their texts are well-formed: a model that was cut in the middle of a character leaves half of it.
    """
    yield from map(_well_formed, _values(text))


def _well_formed(value: JsonValue) -> JsonValue:
    match value:
        case str():
            return well_formed(value)
        case list():
            return [_well_formed(one) for one in value]
        case dict():
            return {well_formed(name): _well_formed(one) for name, one in value.items()}
        case _:
            return value


def _values(text: str) -> Iterator[JsonValue]:
    text = without_thoughts(text[:REPLY_LENGTH]).strip()
    if not text:
        return
    try:
        value: JsonValue = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    else:
        yield value
        if isinstance(value, str):  # encoded twice
            yield from _embedded(value)
        elif isinstance(value, list):
            yield from _objects_in(value)
        return
    for fenced in _FENCE.findall(text):
        yield from _embedded(fenced)
    yield from _embedded(text)


def without_thoughts(text: str) -> str:
    """The reply without the part in which a reasoning model thinks aloud."""
    kept = _THOUGHT.sub("", text)
    # Some chat templates put the opening tag into the prompt, so only the closing one is in the reply.
    ends = list(_THOUGHT_END.finditer(kept))
    return kept[ends[-1].end() :] if ends else kept


def thoughts_in(text: str) -> str:
    """What a reasoning model thinks aloud in its reply; "" where it does not."""
    *before, _ = _THOUGHT_END.split(text)
    return _THOUGHT_START.sub("", "\n".join(before)).strip()


def _embedded(text: str) -> Iterator[JsonValue]:
    """Values that start at a bracket, outermost only, in the order they stand."""
    at = 0
    for _ in range(_MOST_STARTS):
        found = _BRACKET.search(text, at)
        if found is None:
            return
        value, at = _value_at(text, found.start())
        if isinstance(value, dict | list) and value:
            yield value
        if isinstance(value, list):
            yield from _objects_in(value)


def _objects_in(values: list[JsonValue]) -> Iterator[JsonValue]:
    """A model that was asked for one object may send a list of one, or bracket its prose."""
    return (value for value in values if isinstance(value, dict))


def _value_at(text: str, start: int) -> tuple[JsonValue, int]:
    """The value at a bracket and where it ends; (None, start + 1) where there is none."""
    try:
        value, end = _strict.raw_decode(text, start)
    except (ValueError, RecursionError):
        pass
    else:
        return value, end
    reader = _Reader(text, start)
    try:
        return reader.value(0), reader.at
    except ValueError:
        return None, start + 1


class _Reader:
    """A recursive descent over one value; ValueError where even leniency ends."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    def value(self, depth: int) -> JsonValue:
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        self._space()
        match self._peek():
            case "{":
                return self._object(depth)
            case "[":
                return self._array(depth)
            case '"' | "'" as quote:
                return self._string(quote)
            case _:
                return self._bare()

    def _object(self, depth: int) -> JsonValue:
        self.at += 1
        found: dict[str, JsonValue] = {}
        while not self._closed("}"):
            quote = self._peek()
            key = self._string(quote) if quote in ("'", '"') else self._word()
            self._space()
            if self._peek() != ":":
                raise ValueError("a key without a value")
            self.at += 1
            found[key] = self.value(depth + 1)
        return found

    def _array(self, depth: int) -> JsonValue:
        self.at += 1
        found: list[JsonValue] = []
        while not self._closed("]"):
            found.append(self.value(depth + 1))
        return found

    def _closed(self, bracket: str) -> bool:
        """Past the closing bracket, or at the end of the text; skips commas on the way."""
        self._space()
        while self._peek() == ",":
            self.at += 1
            self._space()
        if self._peek() == bracket:
            self.at += 1
            return True
        return self.at >= len(self.text)

    def _string(self, quote: str) -> str:
        self.at += 1
        out: list[str] = []
        while True:
            letter = self._peek()
            self.at += 1
            if letter == "":
                raise ValueError("a string without an end")
            if letter == quote:
                joined = "".join(out)
                # \u escapes come in halves beyond U+FFFF.
                return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            out.append(self._escape() if letter == "\\" else letter)

    def _escape(self) -> str:
        letter = self._peek()
        self.at += 1
        if letter == "u":
            digits = self.text[self.at : self.at + 4]
            if re.fullmatch(r"[0-9a-fA-F]{4}", digits):
                self.at += 4
                return chr(int(digits, 16))
        return _ESCAPES.get(letter, letter)

    def _bare(self) -> JsonValue:
        word = self._word()
        if word.lower() in _CONSTANTS:
            return _CONSTANTS[word.lower()]
        if re.fullmatch(r"[+-]?[0-9]{1,18}", word):
            return int(word)
        if re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?", word):
            return float(word)
        return word

    def _word(self) -> str:
        found = _BARE.match(self.text, self.at)
        if found is None:
            raise ValueError("neither a value nor a key")
        self.at = found.end()
        return found.group()

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        if found is not None:
            self.at = found.end()

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]
