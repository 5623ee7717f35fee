"""A question to a role as it is kept in a run's folder, and read back.

`asked.jsonl` has a row for each question, with all that the role got to know, and what was replied. Pictures
are those of the run's `shots/`, by the hash of their content. Secrets are struck out, and a screen on which
there was one is kept without its picture.
"""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from PIL import Image as Pillow
from pydantic import JsonValue, TypeAdapter, ValidationError

from agent.brain.brain import Ask, Look, View
from agent.memory.secret import struck
from agent.role.confirm import Confirming
from agent.role.decide import Deciding
from agent.role.execute import Executing
from agent.role.operate import Operating
from agent.role.recheck import Rechecking
from agent.role.reflect import Reflecting
from agent.run.step import Record
from device.error import ConfigError
from device.screen import Observation, Screenshot
from models.message import Message, Part
from models.reply import Usage

T = TypeVar("T")
FILE_NAME = "asked.jsonl"
_SHOTS = "shots"
_NAMES = frozenset({"path", "shot", "fingerprint"})
"""Fields that hold hashes, which look like keys and are none."""
_KINDS: tuple[type[Ask[Any]], ...] = (Deciding, Executing, Operating, Reflecting, Confirming, Rechecking)
KINDS = {kind.__name__: kind for kind in _KINDS}
"""The questions whose answers can be compared: actions and judgements."""


class SaidMessage(Record):
    """A message of a prompt, in words; pictures are told by their size."""

    role: str
    text: str


class AskedQuestion(Record):
    """One row."""

    number: int
    """From 1, in the order of the run."""
    kind: str
    """Name of the question's class."""
    role: str
    model: str
    """Who answered."""
    question: dict[str, JsonValue]
    """All that the role got to know."""
    is_struck: bool = False
    """Whether a secret was struck out of it."""
    reply: JsonValue = None
    """The value of the reply, places in device pixels; None where it could not be used."""
    raw: str = ""
    """The reply in the model's own words."""
    prompt: tuple[SaidMessage, ...] = ()
    """What the model was told; the schema of the reply goes beside it. Empty for what is no model."""
    thoughts: str = ""
    """What it thought, where its server tells that apart."""
    error: str = ""
    """Why it could not be used."""
    usage: Usage = Usage()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Struck:
    """A value without its secrets."""

    value: JsonValue
    hit: bool
    """Whether there was one."""


def kept_question(ask: Ask[T], keys: tuple[str, ...]) -> Struck:
    """All that a role gets to know, as JSON; `keys` are struck out wherever they stand.

    Pictures are told by their path within the run's folder, where `agent.run.shots` writes them.
    """
    referred = cast(Ask[T], _by_reference(ask))
    plain = _adapter(type(ask)).dump_python(referred, mode="json")
    return _struck(plain, keys)


def _by_reference(value: object) -> object:
    if isinstance(value, Observation):
        return replace(value, screenshot=_shot(value.screenshot))
    if type(value) is tuple:
        return tuple(_by_reference(each) for each in value)
    if isinstance(value, Ask | View | Look):
        inner: dict[str, Any] = {
            field.name: _by_reference(getattr(value, field.name)) for field in fields(value)
        }
        return replace(value, **inner)
    return value


def _shot(picture: Screenshot | None) -> Screenshot | None:
    if picture is None:
        return None
    name = picture.path.name if picture.path is not None else f"{picture.digest}.png"
    return Screenshot(size=picture.size, path=Path(_SHOTS) / name)


def kept_reply(value: object, kind: type[object], keys: tuple[str, ...]) -> JsonValue:
    """A reply's value as JSON without its secrets."""
    return _struck(TypeAdapter(kind).dump_python(value, mode="json"), keys).value


def kept_prompt(messages: Sequence[Message], keys: tuple[str, ...]) -> tuple[SaidMessage, ...]:
    """What a model was told, without its secrets."""
    return tuple(
        SaidMessage(role=each.role, text=str(_struck("\n".join(map(_in_words, each.parts)), keys).value))
        for each in messages
    )


def _in_words(part: Part) -> str:
    if isinstance(part, str):
        return part
    with Pillow.open(io.BytesIO(part.read())) as picture:
        return f"[picture {picture.width}x{picture.height}]"


def asked_questions(folder: Path) -> tuple[AskedQuestion, ...]:
    """The rows of a run. Raises ConfigError where it kept none, or they can't be read."""
    path = folder / FILE_NAME
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise ConfigError(
            f"the run {folder.name} did not keep what it asked",
            'Make one that does: agent run --record "GOAL"',
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} can't be read: {error}") from error
    return tuple(_rows(path, lines))


def _rows(path: Path, lines: list[str]) -> Iterator[AskedQuestion]:
    for number, line in enumerate(lines, 1):
        try:
            yield AskedQuestion.model_validate_json(line)
        except ValidationError as error:
            if number == len(lines):
                return  # a kill cut it short
            raise ConfigError(f"{path} line {number} is no question: {error.errors()[0]['msg']}") from error


def question_again(row: AskedQuestion, folder: Path) -> Ask[Any]:
    """The question as it was put. Raises ConfigError for one that another version kept otherwise."""
    try:
        return _adapter(KINDS[row.kind]).validate_python(_with_pictures(row.question, folder))
    except ValidationError as error:
        where = f"question {row.number} of {folder.name}"
        raise ConfigError(f"{where} was kept by another version: {error.errors()[0]['msg']}") from error


@cache
def _adapter(kind: type[Ask[T]]) -> TypeAdapter[Ask[T]]:
    return TypeAdapter(kind)


def _with_pictures(value: JsonValue, folder: Path) -> JsonValue:
    """With the paths of pictures from here, and none where the file is gone."""
    if isinstance(value, list):
        return [_with_pictures(each, folder) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _with_pictures(each, folder) for key, each in value.items()}
    shot = found.get("screenshot")
    if isinstance(shot, dict):
        path = folder / _SHOTS / Path(str(shot.get("path", ""))).name
        found["screenshot"] = {**shot, "path": str(path)} if path.is_file() else None
    return found


def _struck(value: JsonValue, keys: tuple[str, ...]) -> Struck:
    match value:
        case str():
            plain = value
            for key in keys:
                plain = plain.replace(key, "***")
            plain = struck(plain)
            return Struck(plain, plain != value)
        case list():
            parts = [_struck(each, keys) for each in value]
            return Struck([part.value for part in parts], any(part.hit for part in parts))
        case dict():
            whole = {
                name: Struck(each, hit=False) if name in _NAMES else _struck(each, keys)
                for name, each in value.items()
            }
            hit = any(part.hit for part in whole.values())
            left = {name: part.value for name, part in whole.items()}
            if "screenshot" in left and whole.get("elements", Struck(None, hit=False)).hit:
                left["screenshot"] = None
            return Struck(left, hit)
        case _:
            return Struck(value, hit=False)


def line_of(row: AskedQuestion) -> bytes:
    """The row as it stands in the file."""
    return json.dumps(row.model_dump(mode="json"), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
