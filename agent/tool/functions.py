"""Python functions as tools."""

import inspect
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast, overload

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ArgsKwargs, to_jsonable_python

from agent.action.commitment import Commitment
from agent.tool.tool import Arguments, Tool, ToolFailed
from device.error import ConfigError

Function = Callable[..., Any]
"""A function with types on its arguments; its docstring's first line says what it does."""
KEY = "key"
"""The argument, keyword-only, by which a function takes the call's key; a model is not told of it."""


@overload
def as_tool(function: Tool | Function) -> Tool: ...
@overload
def as_tool(
    *, changes: bool = True, commits: Commitment | str | None = None
) -> Callable[[Function], Tool]: ...
def as_tool(
    function: Tool | Function | None = None,
    *,
    changes: bool = True,
    commits: Commitment | str | None = None,
) -> Tool | Callable[[Function], Tool]:
    """Make a tool of a function; also as a decorator, with what the function does.

    `changes=False` says that it only reads. `commits` says what it does that can't be taken back, as "send":
    the person is asked before each call. A function that changes something and has a keyword-only argument
    `key` gets the call's key there: it is to do the thing once for two calls with one key. A tool is returned
    as it is. Raises ConfigError for a function whose arguments have no types, or that has no docstring.
    """
    if isinstance(function, Tool):
        return function
    if function is not None:
        return _made(function)
    kind = Commitment(commits) if commits is not None else None
    return lambda made: replace(_made(made), changes=changes, commits=kind)


def _made(function: Function) -> Tool:
    name = getattr(function, "__name__", "")
    about = (inspect.getdoc(function) or "").partition("\n")[0]
    if not name.isidentifier() or not about:
        raise ConfigError(
            f"{function!r} can't be a tool", "Give it a name, and a docstring that says what it does"
        )
    taken = inspect.signature(function).parameters
    untyped = [one.name for one in taken.values() if one.annotation is one.empty and one.name != KEY]
    if untyped:
        raise ConfigError(
            f"the tool {name} has no type for {', '.join(untyped)}", "Give each argument a type"
        )
    adapter: TypeAdapter[Any] = TypeAdapter(cast(Any, function))
    takes_key = KEY in taken and taken[KEY].kind is inspect.Parameter.KEYWORD_ONLY
    schema = adapter.json_schema()
    if takes_key:
        schema["properties"].pop(KEY)
        schema["required"] = [one for one in schema.get("required", []) if one != KEY]

    def call(arguments: Arguments, key: str) -> str:
        given: dict[str, object] = {**arguments, KEY: key} if takes_key else {**arguments}
        return _result_of(name, adapter, given)

    return Tool(name, about, schema, call, takes_key=takes_key)


def _result_of(name: str, adapter: TypeAdapter[Any], given: dict[str, object]) -> str:
    """Return as text what a function returns. Raises ToolFailed for wrong arguments and its own errors."""
    try:
        value = adapter.validate_python(ArgsKwargs((), given))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ToolFailed(f"wrong arguments for {name}: {place}: {first['msg']}") from None
    except Exception as error:
        raise ToolFailed(f"{name} failed: {error}") from error
    return value if isinstance(value, str) else json.dumps(to_jsonable_python(value), ensure_ascii=False)
