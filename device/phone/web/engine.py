"""The JavaScript engine of one page: QuickJS, cut off from the host, with limits on time, memory and depth.

Nothing of Python is handed in: the page's whole world is the script in `script/`, which gives out one
function. What goes in and comes out is JSON, and what comes out is as little trusted as the page.
"""

import json
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

if sys.platform != "win32":
    import resource

SECONDS = 2.0
"""Processor time a script may take at a time."""
MEGABYTES = 48
MOST_STACK = 4 << 20
"""Bytes of stack a script may use, if the host's threads have twice as much."""
_LEAST_STACK = 1 << 20
MOST_JOBS = 40_000
"""Promise reactions run after one another before a page counts as hanging."""
MISSING = "JavaScript needs the Python package quickjs-ng"
_PARTS = (
    *(
        "event",
        "blob",
        "node",
        "attribute",
        "named",
        "element",
        "writing",
        "query",
        "fragment",
        "control",
        "field",
        "choice",
        "widget",
        "table",
        "form",
    ),
    *(
        "raster",
        "colour",
        "png",
        "canvas",
        "path",
        "context",
        "window",
        "promise",
        "zone",
        "time",
        "collate",
        "number",
        "intl",
        "address",
        "store",
    ),
    *("document", "touch", "drawn", "module", "command", "navigator", "computed", "global", "door"),
)
"""In this order: a class follows the one it extends."""
_FOLDER = Path(__file__).parent / "script"


class PageHung(Exception):
    """A script did not come to an end."""


class PageCrashed(Exception):
    """A page broke what it runs in: no memory left, or its world no longer answers in its own words."""


class ScriptFailed(Exception):
    """A script of the page ended with an error; says which."""


def available() -> bool:
    """Whether scripts can be run."""
    return _quickjs() is not None


@cache
def _quickjs() -> ModuleType | None:
    """The engine; None in an installation without it: pages are shown then, their scripts are not run."""
    try:
        return import_module("quickjs")
    except ImportError:
        return None


@cache
def world() -> str:
    """The script that makes a page's world; it evaluates to the function that is its only door."""
    body = "\n".join((_FOLDER / f"{name}.js").read_text("utf-8") for name in _PARTS).rstrip()
    last = body.rindex("\n") + 1
    return f"(() => {{ 'use strict';\n{body[:last]}return {body[last:]}\n}})()"


@cache
def _stack_bytes() -> int:
    """Bytes of stack that are safe in any thread: more would end the whole process, not the script."""
    if sys.platform == "win32":  # the main thread has 2 MB
        return _LEAST_STACK
    soft, _ = resource.getrlimit(resource.RLIMIT_STACK)
    if soft == resource.RLIM_INFINITY:  # threads have 2 MB then
        return _LEAST_STACK
    return max(_LEAST_STACK, min(MOST_STACK, soft // 2))


class Engine:
    """One page's engine. Not to be used by two threads at a time."""

    def __init__(self) -> None:
        quickjs = _quickjs()
        if quickjs is None:
            raise PageCrashed(MISSING)
        self._failures = quickjs.JSException, quickjs.StackOverflow
        self._object = quickjs.Object
        self._context = quickjs.Context()
        self._context.set_memory_limit(MEGABYTES << 20)
        self._context.set_max_stack_size(_stack_bytes())
        self._context.set_time_limit(SECONDS)
        self._door = self._context.eval(world())

    def call(self, kind: str, given: object = None) -> object:
        """Ask the page's world something. Raises PageHung and PageCrashed."""
        try:
            return json.loads(self._door(kind, json.dumps(given)))
        except self._failures as error:
            raise _fatal(error) or PageCrashed(str(error)) from error
        except (TypeError, ValueError, RecursionError) as error:
            raise PageCrashed(str(error)) from error

    def run(self, code: str) -> None:
        """Run a script of the page. Raises ScriptFailed, PageHung and PageCrashed."""
        try:
            made = self._context.eval(code)
            if isinstance(made, self._object):  # maybe a promise that nobody minds
                self._door("ended", "null", made)
        except self._failures as error:
            raise _fatal(error) or ScriptFailed(_first_line(error)) from error
        except (ValueError, UnicodeError) as error:
            raise ScriptFailed(str(error)) from error

    def settle(self) -> None:
        """Run what promises have ready. Raises PageHung and PageCrashed."""
        for _ in range(MOST_JOBS):
            try:
                if not self._context.execute_pending_job():
                    return
            except self._failures as error:
                fatal = _fatal(error)
                if fatal is not None:
                    raise fatal from error
        raise PageHung("promises without end")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else "Error"


def _fatal(error: Exception) -> Exception | None:
    text = _first_line(error)
    if text == "InternalError: interrupted":
        return PageHung(text)
    if "out of memory" in text or text in ("null", "Error"):
        return PageCrashed(text)
    return None
