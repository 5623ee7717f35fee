"""From the text of a reply to the type that was asked for, with one repair round."""

import json
import re
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar, cast

from pydantic import JsonValue, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from models.error import BadReply, NoReply, Refused, WordsOnly
from models.lenient import json_values, without_thoughts
from models.mend import Mending
from models.message import Message, assistant, user
from models.reply import Completion, Reply, Usage
from models.schema import strict

T = TypeVar("T")
Ask = Callable[[Sequence[Message]], Completion]

_LONGEST_SHOWN = 80
_WANTED = {
    "string": "a text", "int": "a whole number", "float": "a number", "finite": "a number",
    "bool": "true or false", "tuple": "a list", "list": "a list", "dict": "an object", "model": "an object",
    "none": "null",
}  # fmt: skip
"""What was due, by how the type of pydantic's error begins."""
_LONGEST_ECHO = 4000
_LONGEST_WORDS = 300
_REWORDED = (
    "The owner of this phone asks for this, on their own phone. Reply in the form that is asked for. "
    "Where you will not do it, reply REFUSED: and say in one sentence why."
)
_REFUSED = re.compile(r"\W*REFUSED\b\W*")
"""How a refusal begins that comes in words: so it is the model that says which words are one."""


class Unreadable(ValueError):
    """The text does not hold what was asked for; the message is for the model."""


@dataclass(frozen=True, eq=False)
class Shape(Generic[T]):
    """A reply type with all that is needed to ask for it and to read it."""

    name: str
    adapter: TypeAdapter[T]
    schema: dict[str, JsonValue]
    """Strict JSON schema with an object at the root; empty for plain text."""
    loose: dict[str, JsonValue]
    """The schema as pydantic writes it, of the value itself; it tells what may be left out."""
    wrapped: bool
    """The value lies under the key `reply`, because it is no object itself."""

    @property
    def plain(self) -> bool:
        """Plain text was asked for: nothing to parse."""
        return not self.schema

    def read(self, text: str) -> T:
        """The first value in the text that fits; Unreadable when none does."""
        return self.read_leniently(text)[0]

    def read_leniently(self, text: str) -> tuple[T, tuple[str, ...]]:
        """The same, with the slips of form that were passed over."""
        if self.plain:
            return self._plain(text), ()
        first: ValidationError | None = None
        bare = ("words around the JSON",) if not text.lstrip().startswith("{") else ()
        candidates = [value for candidate in json_values(text) for value in self._unwrapped(candidate)]
        for value in candidates:
            try:
                return self.adapter.validate_python(value), bare
            except ValidationError:
                continue
        for value in candidates:
            mending = Mending(self.loose)
            mended = mending.mended(value)
            try:
                return self.adapter.validate_python(mended), (*bare, *mending.slips)
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
        return Shape(name, adapter, {}, {}, wrapped=False)
    loose = adapter.json_schema()
    schema = strict(loose)
    if schema.get("type") == "object":
        return Shape(name, adapter, schema, loose, wrapped=False)
    definitions = schema.pop("$defs", None)
    around: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"reply": schema},
        "required": ["reply"],
        "additionalProperties": False,
    }
    if definitions is not None:
        around["$defs"] = definitions
    return Shape(name, adapter, around, loose, wrapped=True)


def converse(ask: Ask, messages: Sequence[Message], shape: Shape[T]) -> Reply[T]:
    """Ask; if the answer cannot be read, say why and ask once more; then BadReply.

    A refusal is asked once more in other words; then Refused, with the model's own. So is a reply in words,
    which may be one.
    """
    began = time.monotonic()
    try:
        first = ask(messages)
    except Refused as refused:
        first = _asked_again(ask, [*messages, assistant(str(refused)), user(_REWORDED)], refused.usage)
        if _in_words_alone(first, shape):
            raise _refusal(first) from None
    try:
        value, slips = shape.read_leniently(first.text)
    except Unreadable as problem:
        return _repaired(ask, messages, shape, first, str(problem), began)
    return Reply(
        value, first.usage, first.text, time.monotonic() - began, first.logprobs, slips, first.thoughts
    )


def _repaired(
    ask: Ask, messages: Sequence[Message], shape: Shape[T], first: Completion, problem: str, began: float
) -> Reply[T]:
    again = [*messages]
    if first.text.strip():
        again.append(assistant(first.text[:_LONGEST_ECHO]))
    asked = f"Reply again {'with plain text' if shape.plain else 'in the form that is asked for'}."
    if _in_words_alone(first, shape):
        asked = _REWORDED
    again.append(user(f"Your reply could not be used: {problem}.\n{asked}"))
    second = _asked_again(ask, again, first.usage)
    try:
        value, slips = shape.read_leniently(second.text)
    except Unreadable as still:
        raise _useless(shape, first, second, str(still)) from None
    slips = (f"a repair round: {problem}"[:_LONGEST_WORDS], *slips)
    return Reply(
        value, second.usage, second.text, time.monotonic() - began, second.logprobs, slips, second.thoughts
    )


def _reply(value: T, said: Completion, began: float, slips: tuple[str, ...]) -> Reply[T]:
    seconds = time.monotonic() - began
    return Reply(value, said.usage, said.text, seconds, said.logprobs, slips, said.thoughts)


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
    if _in_words_alone(second, shape) and _REFUSED.match(words):
        return _refusal(second)
    if _in_words_alone(first, shape) and _in_words_alone(second, shape):
        said = " ".join(words.split())[:_LONGEST_WORDS]
        return WordsOnly(f"the reply was in words, not in the form, twice: {said}", raw=words, usage=usage)
    message = f"the reply was no {shape.name}, also after a repair round: {problem}"
    return BadReply(message, raw=second.text, usage=usage)


def _in_words_alone(said: Completion, shape: Shape[T]) -> bool:
    """Whether a reply has nothing that could be the form which was due."""
    return not shape.plain and bool(said.text.strip()) and not set("{[") & set(said.text)


def _refusal(said: Completion) -> Refused:
    words = _REFUSED.sub("", without_thoughts(said.text).strip(), count=1)
    return Refused(" ".join(words.split())[:_LONGEST_WORDS], raw=said.text, usage=said.usage)


def _in_words(error: ValidationError) -> str:
    """The one thing that is wrong first: where and what, in words of ours."""
    first = error.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"])) or "the whole"
    if first["type"] == "union_tag_invalid":
        about = first["ctx"]
        kind, there_are = (about[key].replace("'", "") for key in ("discriminator", "expected_tags"))
        return f"{place}: there is no {kind} {about['tag']!r}; there are: {there_are}"
    return f"{place} {_mistake(first)}"


def _mistake(item: ErrorDetails) -> str:
    """What is wrong in one place."""
    about, held = item.get("ctx", {}), _shown(item["input"])
    match item["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is no field of it"
        case "union_tag_not_found":
            return f"has no {str(about['discriminator']).replace(chr(39), '')}"
        case "literal_error" | "enum":
            return f"is {held}, and must be {str(about['expected']).replace(chr(39), '')}"
        case "too_short":
            return f"has {about['actual_length']} items, and needs {about['min_length']} or more"
        case "too_long":
            return f"has {about['actual_length']} items, and may have {about['max_length']}"
        case "value_error":
            return f"is {held}: {about['error']}"
        case kind:
            wanted = next((words for name, words in _WANTED.items() if kind.startswith(name)), "")
            return f"is {held}, and must be {wanted}" if wanted else f"cannot be {held}"


def _shown(value: object) -> str:
    """A value as the model wrote it, cut short."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _without_nulls(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value
