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
from device.phone.system import trouble
from device.phone.system.shade import SYSTEM_UI, Shade

if TYPE_CHECKING:
    from device.phone.system.system import System

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


def guarded(system: "System", package: str, act: Callable[[], T], default: T) -> T:
    """What an app does that somebody sees; where it stumbles it stops, and `default` comes instead."""
    try:
        return act()
    except FAULTS as error:
        if system.strict:
            raise
        stop(system, package, error)
        return default


def guarded_aside(system: "System", package: str, act: Callable[[], T], default: T) -> T:
    """The same of what an app does when it is called in the background: nobody is asked about that."""
    try:
        return act()
    except FAULTS as error:
        if system.strict:
            raise
        stop_aside(system, package, error)
        return default


def stop_aside(system: "System", package: str, error: Exception) -> None:
    """An app stumbled in the background: only where it is in front somebody is asked about that."""
    if system.front.package == package:
        stop(system, package, error)
    else:
        trouble.note_crash(system, package, told(error))


def stop(system: "System", package: str, error: Exception) -> None:
    """An app stumbled. Home and the system's own windows begin anew, as they can't be away."""
    why = told(error)
    if package == system.home_package:
        trouble.crash_home(system, why)
    elif package in system.apps:
        trouble.crash(system, package, why)
    else:
        trouble.note_crash(system, package, why)
        system.stack.remove(package)
        if package == SYSTEM_UI and system.window.shade.focused:
            system.window = replace(system.window, shade=Shade())


def told(error: Exception) -> str:
    """An error as the log has it: kind and message, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
