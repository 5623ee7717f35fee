"""Python functions as tools."""

import inspect
import json
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, cast, overload

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ArgsKwargs, to_jsonable_python

from agent.action.commitment import Commitment
from agent.tool.tool import Arguments, CallBroken, Tool, ToolFailed
from device.error import ConfigError, nearest

Function = Callable[..., Any]
"""A function with types on its arguments; its docstring's first line says what it does."""
KEY = "key"
"""The argument, keyword-only, by which a function takes the call's key; a model is not told of it."""
TIMEOUT = 30.0
"""Seconds that a call may take where nobody says otherwise."""


@overload
def as_tool(function: Tool | Function) -> Tool: ...
@overload
def as_tool(
    *, changes: bool = True, commits: Commitment | str | None = None, timeout: float = TIMEOUT
) -> Callable[[Function], Tool]: ...
def as_tool(
    function: Tool | Function | None = None,
    *,
    changes: bool = True,
    commits: Commitment | str | None = None,
    timeout: float = TIMEOUT,
) -> Tool | Callable[[Function], Tool]:
    """Make a tool of a function; also as a decorator, with what the function does.

    `changes=False` says that it only reads. `commits` says what it does that can't be taken back, as "send":
    the person is asked before each call. A function that changes something and has a keyword-only argument
    `key` gets the call's key there: it is to do the thing once for two calls with one key. It is
    called in a thread of its own, and no longer waited for after `timeout` seconds. A tool is returned as it
    is. Raises ConfigError for a function that is async, whose arguments have no types, or that has no
    docstring, for a name that no tool may have, and for a class that is none.
    """
    if isinstance(function, Tool):
        return function
    if function is not None:
        return _made(function)
    if timeout <= 0:
        raise ConfigError(f"a tool can't have a timeout of {timeout:g} seconds")
    kind = _commitment(commits) if commits is not None else None
    if kind and not changes:
        raise ConfigError(f"a tool that changes nothing can't commit to {kind}", "Leave one of the two out")
    return lambda made: replace(_made(made), changes=changes, commits=kind, timeout=timeout)


def _commitment(name: str) -> Commitment:
    if name not in set(Commitment):
        raise ConfigError(f"no class is called {name}", nearest(name, map(str, Commitment)))
    return Commitment(name)


def _made(function: Function) -> Tool:
    name = getattr(function, "__name__", "")
    about = (inspect.getdoc(function) or "").partition("\n")[0]
    if not name.isidentifier() or not about:
        raise ConfigError(
            f"{function!r} can't be a tool", "Give it a name, and a docstring that says what it does"
        )
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        raise ConfigError(
            f"the tool {name} is async",
            "Make it a plain function; it is called in a thread, and may use asyncio.run",
        )
    taken = inspect.signature(function).parameters
    untyped = [one.name for one in taken.values() if one.annotation is one.empty and one.name != KEY]
    if untyped:
        raise ConfigError(
            f"the tool {name} has no type for {', '.join(untyped)}", "Give each argument a type"
        )
    adapter: TypeAdapter[Any] = TypeAdapter(cast(Any, _telling(name, function)))
    takes_key = KEY in taken and taken[KEY].kind is inspect.Parameter.KEYWORD_ONLY
    schema = adapter.json_schema()
    if takes_key:
        schema["properties"].pop(KEY)
        schema["required"] = [one for one in schema.get("required", []) if one != KEY]

    def call(arguments: Arguments, key: str) -> str:
        given: dict[str, object] = {**arguments, KEY: key} if takes_key else {**arguments}
        return _result_of(name, adapter, given)

    return Tool(name, about, schema, call, takes_key=takes_key, timeout=TIMEOUT)


def _telling(name: str, function: Function) -> Function:
    """The function, with its own errors told from those of its arguments."""

    @wraps(function)
    def called(*args: object, **kwargs: object) -> object:
        try:
            return function(*args, **kwargs)
        except (Exception, SystemExit) as error:
            raise CallBroken(f"{name} failed: {_in_a_line(error, function)}") from error

    return called


def _in_a_line(error: BaseException, function: Function) -> str:
    """The type and message of an error, and the line of the function's own file that it came by."""
    text = " ".join(str(error).split())
    told = f"{type(error).__name__}: {text}" if text else type(error).__name__
    code = getattr(inspect.unwrap(function), "__code__", None)
    own = [at for at in traceback.extract_tb(error.__traceback__) if code and at.filename == code.co_filename]
    return f"{told} ({Path(own[-1].filename).name}, line {own[-1].lineno})" if own else told


def _result_of(name: str, adapter: TypeAdapter[Any], given: dict[str, object]) -> str:
    """Return as text what a function returns.

    Raises ToolFailed for wrong arguments, and CallBroken for its own errors and a result that is no JSON.
    """
    try:
        value = adapter.validate_python(ArgsKwargs((), given))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ToolFailed(f"wrong arguments for {name}: {place}: {first['msg']}") from None
    try:
        return value if isinstance(value, str) else json.dumps(to_jsonable_python(value), ensure_ascii=False)
    except (ValueError, TypeError, RecursionError) as error:
        raise CallBroken(f"it returned, but what {name} returned is no JSON: {error}") from error
