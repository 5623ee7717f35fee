"""What apps offer beside their screens: functions that are called by name, and shortcuts to a page.

Functions exist on Android 16 and later; `cmd app_function` lists and calls them, see
shell/command/appfunction.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from device.phone.system.intent import Intent

if TYPE_CHECKING:
    from device.phone.system.context import Context

FIRST = 16
"""The first Android that has functions of apps."""
Kind = Literal["string", "int", "double", "strings"]
Value = str | int | float | list[str]
Given = Mapping[str, Value]
"""Arguments by name; those that were left out are missing."""
Returned = str | int | list[str] | None


class FunctionFault(Exception):
    """A function can't be done with what it was given; the message is for the caller."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a function."""

    name: str
    kind: Kind
    about: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class AppFunction:
    """Something that an app does when another program asks for it."""

    name: str
    """Of the method, as `createNote`."""
    about: str
    parameters: tuple[Parameter, ...]
    run: Callable[["Context", Given], Returned]
    """Does it in the app's name. Raises FunctionFault."""

    def identifier(self, package: str) -> str:
        """The name by which it is called."""
        return f"{package}.AppFunctions#{self.name}"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A page of an app that opens from its icon."""

    id: str
    label: str
    """In English."""
    intent: Intent


def string(given: Given, name: str) -> str:
    """A text argument; "" where it was left out."""
    return str(given.get(name, ""))
