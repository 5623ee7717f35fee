"""Functions of the phone's apps as tools, where the phone has such: Android 16 and later.

What an app says of its function is not to be trusted: the owner's settings tell what a function does, else
its name does, and where neither does the person is asked.
"""

import json
import re
from collections.abc import Mapping

from agent.guard.named import Does, told_by_name
from agent.settings import Deed
from agent.tool.tool import FUNCTION, Arguments, CallBroken, Tool, said_to_do
from device.client import Device
from device.error import ActionRejected
from device.state.appfunction import DeclaredFunction
from device.state.appname import InstalledApp

_LONGEST_NAME = 60
_LONGEST_LINE = 200
"""Characters of what an app says of a function."""


def function_tools(device: Device, declared: Mapping[str, Deed]) -> tuple[Tool, ...]:
    """The functions of all apps, as `app_method`; `declared` is what the owner says of some names."""
    functions = device.functions()
    if not functions:
        return ()
    apps = {app.package: app for app in device.apps()}
    tools = [_tool(device, one, apps.get(one.package), declared) for one in functions]
    return tuple({tool.name: tool for tool in tools}.values())


def _tool(
    device: Device, function: DeclaredFunction, app: InstalledApp | None, declared: Mapping[str, Deed]
) -> Tool:
    called = app.names[0] if app else ""
    name = f"{_slug(called) or _slug(function.package)}_{_slug(function.method)}"[:_LONGEST_NAME]
    does = (
        Does(*said_to_do(declared[name]), known=True) if name in declared else told_by_name(function.method)
    )
    about = " ".join(function.about.split())[:_LONGEST_LINE]

    def call(arguments: Arguments, key: str) -> str:
        del key
        try:
            value = device.call_function(function, dict(arguments))
        except ActionRejected as error:  # the app had it by then
            raise CallBroken(str(error)) from error
        return "done" if value is None else _text(value)

    return Tool(
        name, f"{called or function.package}: {about}", function.parameters, call,
        changes=does.changes, commits=does.commits, is_known=does.known, app=function.package,
        source=FUNCTION,
    )  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value) or "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _slug(text: str) -> str:
    parts = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", text) if text.isascii() else []
    return "_".join(part.casefold() for part in parts)
