"""A model that replays replies from a file: an ordinary provider, for demos, tests and replaying runs.

The file is a JSON list, or JSON lines (blank lines and lines that begin with # are passed over). Each item is

    {"thought": ..., "action": ...}            the next reply's value, whoever asks
    {"role": "decide", "reply": {...}}         the same, kept for one role (or one reply type, by its name)
    "Sure! ```json {...} ```"                  a reply's raw text, read as a real model's would be
    {"error": "bad reply"}                     the model answers with nothing useful (BadReply)
    {"error": "unavailable: no quota"}         the model cannot be asked (ModelUnavailable)

`role` may stand in any item that has `reply` or `error`. When no item is left, the model is unavailable. The
roles `effects`, `recheck` and `touch`, which a run can do without, have only items of their own; without any
they are not asked.
"""

import difflib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import JsonValue

from device.error import ConfigError
from models.error import BadReply, ModelUnavailable
from models.message import Message
from models.reply import Completion, Reply, Usage
from models.structured import Shape, Unreadable, converse, shape_of

T = TypeVar("T")

_ERRORS = ("bad reply", "unavailable")
_OPTIONAL = frozenset({"effects", "recheck", "touch"})
"""The roles that no item without a role is for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One reply of the script."""

    text: str
    """The reply's raw text, or what the error says."""
    role: str = ""
    """Who may have it; "" = anyone."""
    error: str = ""
    """One of `_ERRORS`, or "" for a reply."""


class ScriptedModel:
    """Gives the script's replies in turn; asking never costs anything."""

    def __init__(self, items: Sequence[Item], name: str = "scripted") -> None:
        self._name = name
        self._left = list(items)
        self._given = 0
        self._wrong = ""
        self._lock = threading.Lock()

    @classmethod
    def from_file(cls, path: Path) -> "ScriptedModel":
        """Read a script; ConfigError, with the line, when it is missing or malformed."""
        if path == Path():
            raise ConfigError("no file is named after scripted:", "Write --model scripted:FILE")
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise ConfigError(f"cannot read the script {path}: {error.strerror or error}") from None
        except UnicodeDecodeError as error:
            raise ConfigError(f"the script {path} is not UTF-8 text: {error}") from None
        return cls(_items(text, path), f"scripted:{path}")

    @property
    def name(self) -> str:
        """`scripted:` and the file."""
        return self._name

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        """The next reply meant for `role` or for the type asked for; read and repaired like any other."""
        shape = shape_of(reply)

        def ask(_: Sequence[Message]) -> Completion:
            said = self._next(role, shape.name)
            self._wrong = _wrong(said.text, shape)
            return said

        return converse(ask, messages, shape)

    def _next(self, role: str, kind: str) -> Completion:
        with self._lock:
            asker = {_bare(role), _bare(kind)}
            for_anyone = role not in _OPTIONAL
            place = next(
                (
                    n
                    for n, item in enumerate(self._left)
                    if (_bare(item.role) in asker if item.role else for_anyone)
                ),
                -1,
            )
            if place < 0 and not for_anyone:
                raise BadReply(f"{self._name} has no reply for {role}", usage=Usage())
            if place < 0:
                raise self._exhausted(role or kind)
            item = self._left.pop(place)
            self._given += 1
        if item.error == "unavailable":
            raise ModelUnavailable(item.text or f"{self._name} says that the model is unavailable")
        if item.error:
            raise BadReply(item.text or "the script has a bad reply here", usage=Usage(calls=1))
        return Completion(item.text, Usage(calls=1))

    def _exhausted(self, asker: str) -> ModelUnavailable:
        replies = "1 reply" if self._given == 1 else f"{self._given} replies"
        message = f"{self._name} has no reply left for {asker} after {replies}"
        hint = "Add replies to the script, or use a model"
        if self._wrong:
            which = "which" if self._given == 1 else "the last of which"
            message += f", {which} could not be read: {self._wrong}"
            hint = "Correct it, or add replies to the script"
        if self._left:
            others = list(dict.fromkeys(item.role for item in self._left))
            are, roles = ("is", "another role") if len(self._left) == 1 else ("are", "other roles")
            message += f"; {len(self._left)} {are} left for {roles}: {', '.join(others)}"
            if near := difflib.get_close_matches(asker, others, 1, cutoff=0.75):
                hint = f"Is {near[0]} meant to be {asker}?"
        return ModelUnavailable(message, hint)


def _wrong(text: str, shape: Shape[T]) -> str:
    """Why a reply can't be read, for the person who wrote the script; "" where it can."""
    try:
        shape.read(text)
    except Unreadable as problem:
        return str(problem)
    return ""


def _bare(role: str) -> str:
    """Decide, decide and DecideReply are one."""
    return role.casefold().removesuffix("reply")


def _items(text: str, path: Path) -> list[Item]:
    if text.lstrip().startswith("["):
        return _from_list(text, path)
    items = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"{path}, line {number}: no JSON ({error})") from None
        items.append(_item(value, f"{path}, line {number}"))
    return items


def _from_list(text: str, path: Path) -> list[Item]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path}, line {error.lineno}: no JSON ({error.msg})") from None
    except RecursionError:
        raise ConfigError(f"{path}: nested too deeply") from None
    return [_item(value, f"{path}, item {number}") for number, value in enumerate(values, 1)]


def _item(value: JsonValue, where: str) -> Item:
    if isinstance(value, str):
        return Item(value)
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: an item is an object or a text, not {json.dumps(value)[:40]}")
    keys = set(value)
    if keys not in ({"role", "reply"}, {"role", "error"}, {"error"}, {"reply"}):
        return Item(json.dumps(value, ensure_ascii=False))
    role = value.get("role", "")
    if not isinstance(role, str):
        raise ConfigError(f"{where}: role must be a text")
    if "reply" in keys:
        reply = value["reply"]
        return Item(reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False), role)
    kind, _, words = str(value["error"]).partition(":")
    kind = kind.strip().replace("_", " ").lower()
    if kind not in _ERRORS:
        raise ConfigError(f"{where}: error must begin with one of: {', '.join(_ERRORS)}")
    return Item(words.strip(), role, kind)
