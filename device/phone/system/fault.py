"""What the code of an app raises ends that app, as on Android, and never the phone.

Data comes from outside: by `adb push`, `content insert`, `sqlite3`. An app that stumbles over it stops, the
phone says so, and everything else goes on. So that mistakes of our own are not taken for it, a phone that is
`strict` (all those of the tests and benchmarks) lets such errors out.
"""

import sqlite3
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from device.phone.file.database import DatabaseBroken
from device.phone.file.entry import FileFault
from device.phone.screen.shade.state import SYSTEM_UI, Shade
from device.phone.system import trouble

if TYPE_CHECKING:
    from device.phone.phone import Phone

T = TypeVar("T")

FAULTS: tuple[type[Exception], ...] = (
    sqlite3.Error,
    DatabaseBroken,
    FileFault,
    struct.error,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    OSError,
    RuntimeError,
    StopIteration,
    SyntaxError,
    TypeError,
    ValueError,
)
"""All that an app may stumble with."""
_LONGEST = 300
"""Characters of an error that are told."""


def guarded(phone: "Phone", package: str, act: Callable[[], T], default: T) -> T:
    """What an app does that somebody sees; where it stumbles it stops, and `default` comes instead."""
    try:
        return act()
    except FAULTS as error:
        if phone.strict:
            raise
        stop(phone, package, error)
        return default


def guarded_aside(phone: "Phone", package: str, act: Callable[[], T], default: T) -> T:
    """The same of what an app does when it is called in the background: nobody is asked about that."""
    try:
        return act()
    except FAULTS as error:
        if phone.strict:
            raise
        stop_aside(phone, package, error)
        return default


def stop_aside(phone: "Phone", package: str, error: Exception) -> None:
    """An app stumbled in the background: only where it is in front somebody is asked about that."""
    if phone.front.package == package:
        stop(phone, package, error)
    else:
        trouble.note_crash(phone, package, told(error))


def stop(phone: "Phone", package: str, error: Exception) -> None:
    """An app stumbled. Home and the system's own windows begin anew, as they can't be away."""
    why = told(error)
    if package == phone.home_package:
        trouble.crash_home(phone, why)
    elif package in phone.apps:
        trouble.crash(phone, package, why)
    else:
        trouble.note_crash(phone, package, why)
        phone.stack.remove(package)
        if package == SYSTEM_UI and phone.window.shade.focused:
            phone.window = replace(phone.window, shade=Shade())


def told(error: Exception) -> str:
    """An error as the log has it: kind and message, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
