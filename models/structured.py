"""From the text of a reply to the type that was asked for, with one repair round."""

import json
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar, cast

from pydantic import JsonValue, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from models.error import BadReply, NoReply, Refused, WordsOnly
from models.lenient import json_values, without_thoughts
from models.message import Message, assistant, user
from models.reply import Completion, Reply, Usage
from models.schema import strict

T = TypeVar("T")
Ask = Callable[[Sequence[Message]], Completion]

_MOST_ERRORS = 6
_LONGEST_ECHO = 4000
_LONGEST_WORDS = 300
_REWORDED = (
    "The owner of this phone asks for this, on their own phone. Reply in the form that is asked for. "
    "Where you will not do it, say in one sentence why."
)


class Unreadable(ValueError):
    """The text does not hold what was asked for; the message is for the model."""


@dataclass(frozen=True, eq=False)
class Shape(Generic[T]):
    """A reply type with all that is needed to ask for it and to read it."""

    name: str
    adapter: TypeAdapter[T]
    schema: dict[str, JsonValue]
    """Strict JSON schema with an object at the root; empty for plain text."""
    wrapped: bool
    """The value lies under the key `reply`, because it is no object itself."""

    @property
    def plain(self) -> bool:
        """Plain text was asked for: nothing to parse."""
        return not self.schema

    def read(self, text: str) -> T:
        """The first value in the text that fits; Unreadable when none does."""
        if self.plain:
            return self._plain(text)
        first: ValidationError | None = None
        for candidate in json_values(text):
            for value in self._unwrapped(candidate):
                try:
                    return self.adapter.validate_python(value)
                except ValidationError as error:
                    first = first or error
        if first is None:
            raise Unreadable("there is no JSON object in it" if text.strip() else "it is empty")
        raise Unreadable(_in_words(first))

    def _plain(self, text: str) -> T:
        said = without_thoughts(text).strip()
        if not said:
            raise Unreadable("it is empty")
        return self.adapter.validate_python(said)

    def _unwrapped(self, value: JsonValue) -> list[JsonValue]:
        """The ways to take a value: as it is, or without the nulls some models write for `not given`."""
        if self.wrapped and isinstance(value, dict) and "reply" in value:
            value = value["reply"]
        lean = _without_nulls(value)
        return [value] if lean == value else [value, lean]


def shape_of(reply: type[T]) -> Shape[T]:
    """The shape of a reply type: a pydantic model, a union of them, or `str` for plain text."""
    return cast("Shape[T]", _shape_of(cast(Hashable, reply)))


@cache
def _shape_of(reply: Hashable) -> Shape[object]:
    adapter: TypeAdapter[object] = TypeAdapter(cast("type[object]", reply))
    name = getattr(reply, "__name__", "Reply")
    if reply is str:
        return Shape(name, adapter, {}, wrapped=False)
    schema = strict(adapter.json_schema())
    if schema.get("type") == "object":
        return Shape(name, adapter, schema, wrapped=False)
    definitions = schema.pop("$defs", None)
    around: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"reply": schema},
        "required": ["reply"],
        "additionalProperties": False,
    }
    if definitions is not None:
        around["$defs"] = definitions
    return Shape(name, adapter, around, wrapped=True)


def converse(ask: Ask, messages: Sequence[Message], shape: Shape[T]) -> Reply[T]:
    """Ask; if the answer cannot be read, say why and ask once more; then BadReply.

    A refusal is asked once more in other words; then Refused, with the model's own.
    """
    began = time.monotonic()
    try:
        first = ask(messages)
    except Refused as refused:
        first = _asked_again(ask, [*messages, assistant(str(refused)), user(_REWORDED)], refused.usage)
    try:
        value = shape.read(first.text)
    except Unreadable as problem:
        return _repaired(ask, messages, shape, first, str(problem), began)
    return Reply(value, first.usage, first.text, time.monotonic() - began, first.logprobs)


def _repaired(
    ask: Ask, messages: Sequence[Message], shape: Shape[T], first: Completion, problem: str, began: float
) -> Reply[T]:
    again = [*messages]
    if first.text.strip():
        again.append(assistant(first.text[:_LONGEST_ECHO]))
    again.append(user(f"Your reply could not be used: {problem}.\n{orders(shape)}"))
    second = _asked_again(ask, again, first.usage)
    try:
        value = shape.read(second.text)
    except Unreadable as still:
        raise _useless(shape, first, second, str(still)) from None
    return Reply(value, second.usage, second.text, time.monotonic() - began, second.logprobs)


def _asked_again(ask: Ask, messages: Sequence[Message], spent: Usage) -> Completion:
    """The completion, or the error, with what was spent before."""
    try:
        second = ask(messages)
    except BadReply as error:
        error.usage = spent + error.usage
        raise
    return replace(second, usage=spent + second.usage)


def _useless(shape: Shape[T], first: Completion, second: Completion, problem: str) -> BadReply:
    """Why two replies are of no use; what the model said instead is told in its own words."""
    usage, words = second.usage, without_thoughts(second.text).strip()
    if not words and not without_thoughts(first.text).strip():
        thought = (second.thoughts or first.thoughts or second.text.strip())[:_LONGEST_WORDS]
        told = f"; it thought: {thought}" if thought else ""
        return NoReply(f"the model gave an empty reply, twice{told}", raw=second.text, usage=usage)
    message = f"the reply was no {shape.name}, also after a repair round: {problem}"
    if shape.plain or any(True for said in (first, second) for _ in json_values(said.text)):
        return BadReply(message, raw=second.text, usage=usage)
    said = " ".join(words.split())[:_LONGEST_WORDS]
    return WordsOnly(f"{message}; it said: {said}", raw=second.text, usage=usage)


def orders(shape: Shape[T]) -> str:
    """The words that ask for this shape where the server cannot enforce it."""
    if shape.plain:
        return "Reply with plain text."
    schema = json.dumps(shape.schema, ensure_ascii=False, separators=(",", ":"))
    return f"Reply with one JSON object and nothing else. It must match this JSON schema:\n{schema}"


def _in_words(error: ValidationError) -> str:
    """The model's own mistakes, short: where and what, never how pydantic names it."""
    found = error.errors(include_url=False, include_input=False)
    lines = [f"{'.'.join(map(str, item['loc'])) or 'the whole'}: {_mistake(item)}" for item in found]
    more = len(lines) - _MOST_ERRORS
    return "; ".join(lines[:_MOST_ERRORS]) + (f"; and {more} more" if more > 0 else "")


def _mistake(item: ErrorDetails) -> str:
    """What is wrong in one place; of a kind that there is not, shorter than pydantic says it."""
    about = item.get("ctx", {})
    if item["type"] != "union_tag_invalid":
        return item["msg"]
    kind, there_are = (about[key].replace("'", "") for key in ("discriminator", "expected_tags"))
    return f"there is no {kind} {about['tag']!r}; there are: {there_are}"


def _without_nulls(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value
