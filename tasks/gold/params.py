"""A task's sheet: its goal in words and its parameters, read by type."""

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import TypeVar, get_type_hints

from device.error import TapwrightError

Row = TypeVar("Row")
Value = object
"""What JSON can hold; its readers check."""
_KINDS: Mapping[type, str] = {
    int: "a whole number",
    float: "a number",
    str: "a text",
    bool: "true or false",
}
"""As whoever wrote the sheet calls them."""


class BadParams(TapwrightError):
    """The sheet lacks what the task needs, or has it in another form; says which."""


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of one task."""

    values: Mapping[str, Value]
    goal: str = ""
    """The task in words; some of them say more than the parameters do."""

    def text(self, name: str) -> str:
        """A text. Raises BadParams, as all of these do, when there is none of that name and kind."""
        return _checked(name, self._value(name), str)

    def number(self, name: str) -> int:
        """A whole number."""
        return _checked(name, self._value(name), int)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(_checked(name, one, str) for one in self._list(name))

    def rows(self, name: str, kind: type[Row]) -> tuple[Row, ...]:
        """A list of records, each read into the dataclass `kind`: its fields by name, others passed over.

        A record is an object, or the text Python prints of one ("Expense(name='Rent', amount=5)"), as
        which records arrive from programs that do not turn them into objects.
        """
        return tuple(_row(name, one, kind) for one in self._list(name))

    def _list(self, name: str) -> Sequence[Value]:
        value = self._value(name)
        if not isinstance(value, list | tuple):
            raise BadParams(f"{name} is {_as_json(value)}, not a list")
        return value

    def _value(self, name: str) -> Value:
        if name not in self.values:
            raise BadParams(f"there is no parameter {name}; there are: {', '.join(self.values) or 'none'}")
        return self.values[name]


def _row(name: str, value: Value, kind: type[Row]) -> Row:
    if not is_dataclass(kind):
        raise TypeError(f"{kind} is no dataclass")
    read = _printed(name, value) if isinstance(value, str) else value
    if not isinstance(read, Mapping):
        raise BadParams(f"{name} holds {_as_json(value)}, which is no record")
    hints = get_type_hints(kind)
    wanted = [field.name for field in fields(kind)]
    lacking = [one for one in wanted if one not in read]
    if lacking:
        raise BadParams(f"{name} holds a record without {', '.join(lacking)}: {_as_json(value)}")
    return kind(**{one: _checked(f"{name}.{one}", read[one], hints[one]) for one in wanted})


def _printed(name: str, text: str) -> Mapping[str, Value]:
    """The fields of a record from what Python prints of it; nothing is evaluated but literals."""
    try:
        call = ast.parse(text, mode="eval").body
        if isinstance(call, ast.Call) and not call.args:
            return {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}
    except (SyntaxError, ValueError) as error:
        raise BadParams(f"{name} holds {_as_json(text)}, which cannot be read") from error
    raise BadParams(f"{name} holds {_as_json(text)}, which is no record")


def _checked(name: str, value: Value, kind: type[Row]) -> Row:
    if kind is float and type(value) is int:
        return kind(value)  # type: ignore[call-arg]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise BadParams(f"{name} is {_as_json(value)}, not {_KINDS.get(kind, kind.__name__)}")
    return value


def _as_json(value: Value) -> str:
    """As it stands in the sheet."""
    return json.dumps(value, ensure_ascii=False, default=str)
