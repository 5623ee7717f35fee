"""cmd app_function and cmd shortcut, which Android 16 answers: what apps offer beside their screens.

Functions are listed as AppSearch keeps them, every value in an array, and so is what they return.
"""

import json
from collections.abc import Iterator

from device.phone.shell.call import Call, UsageFault
from device.phone.shell.command.intent import short_component
from device.phone.system.appfunction import AppFunction, FunctionFault, Parameter, Shortcut, Value
from device.phone.system.fault import guarded_aside
from device.phone.system.intent import Activity

_VALUE = "androidAppfunctionsReturnValue"
_TYPES = {"double": 4, "int": 7, "string": 8, "strings": 10}
_STRING = 8
_MANIFEST = 1 << 5
_OPTIONS = {
    "user": "u", "package": "p", "function": "f", "parameters": "a", "timeout-duration": "t",
    "brief-yaml": "y", "state": "s", "flags": "g",
}  # fmt: skip


def app_function(call: Call) -> int:
    """`cmd app_function VERB ...`"""
    verb = call.args[0] if call.args else "help"
    call.args = call.args[1:]
    try:
        given = call.options("u:p:f:a:t:ys:", _OPTIONS)
    except UsageFault as fault:
        call.line(f"Error: {fault}")
        return 255
    if verb == "list-app-functions":
        call.line(json.dumps(_listed(call, given.value("p")), indent=2, ensure_ascii=False))
        return 0
    if verb == "execute-app-function":
        return _execute(call, given.value("p"), given.value("f"), given.value("a", "{}"))
    if verb == "help":
        call.line("AppFunction Manager commands:\n  list-app-functions\n  execute-app-function")
        return 0
    return call.unknown(verb)


def _listed(call: Call, package: str) -> dict[str, list[object]]:
    return {
        name: [_document(name, one) for one in app.manifest.functions]
        for name, app in sorted(call.phone.apps.items())
        if app.manifest.functions and package in ("", name) and call.phone.packages.get(name)
    }


def _document(package: str, function: AppFunction) -> dict[str, object]:
    names = {"functionId": [function.identifier(package)], "packageName": [package]}
    static = {
        **names,
        "description": [function.about],
        "enabledByDefault": [True],
        "parameters": [_parameter(one) for one in function.parameters],
    }
    runtime = {**names, "enabled": [0]}
    return {
        "AppFunctionStaticMetadata": static,
        "AppFunctionRuntimeMetadata": {"AppFunctionRuntimeMetadata": runtime},
    }


def _parameter(one: Parameter) -> dict[str, object]:
    kind: dict[str, object] = {"type": [_TYPES[one.kind]]}
    if one.kind == "strings":
        kind["itemType"] = [{"type": [_STRING]}]
    return {
        "name": [one.name],
        "isRequired": [one.required],
        "description": [one.about],
        "dataTypeMetadata": [kind],
    }


def _execute(call: Call, package: str, identifier: str, parameters: str) -> int:
    app = call.phone.apps.get(package)
    functions = app.manifest.functions if app and call.phone.packages.get(package) else ()
    found = next((one for one in functions if one.identifier(package) == identifier), None)
    if found is None:
        return _failed(call, f"Cannot find function {identifier} in {package}")
    try:
        given = dict(_arguments(found, json.loads(parameters)))
    except ValueError as fault:
        return _failed(call, str(fault))
    context = call.phone.context(Activity(0, package, ""))
    told: list[str] = []

    def run() -> object:
        try:
            value = found.run(context, given)
        except (FunctionFault, ValueError) as fault:
            told.append(str(fault))
            return None
        return {} if value is None else {_VALUE: value if isinstance(value, list) else [value]}

    result = guarded_aside(call.phone, package, run, None)
    if result is None:
        return _failed(call, *(told or ["The app stopped"]))
    call.line(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


def _arguments(function: AppFunction, read: object) -> Iterator[tuple[str, Value]]:
    """The arguments by name, of their kinds; a lone value may stand in an array. Raises ValueError."""
    if not isinstance(read, dict):
        raise ValueError("the parameters are no JSON object")
    for one in function.parameters:
        value = read.get(one.name)
        if isinstance(value, list) and one.kind != "strings":
            value = value[0] if value else None
        if value is None:
            if one.required:
                raise ValueError(f"the parameter {one.name} is missing")
            continue
        yield one.name, _as(one, value)


def _as(one: Parameter, value: object) -> Value:
    if one.kind == "strings" and isinstance(value, list | str):
        return [str(item) for item in value] if isinstance(value, list) else [value]
    if one.kind == "string" and isinstance(value, str):
        return value
    if one.kind == "int" and type(value) is int:
        return value
    if one.kind == "double" and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ValueError(f"the parameter {one.name} is of another type")


def _failed(call: Call, why: str) -> int:
    call.line(f"Error executing app function: {why}")
    return 255


def shortcut(call: Call) -> int:
    """`cmd shortcut get-shortcuts [--flags N] PACKAGE`"""
    verb = call.args[0] if call.args else ""
    call.args = call.args[1:]
    try:
        given = call.options("u:g:", _OPTIONS)
    except UsageFault as fault:
        call.line(f"Error: {fault}")
        return 255
    if verb != "get-shortcuts" or not given.rest:
        return call.unknown(verb)
    app = call.phone.apps.get(given.rest[0])
    for one in app.manifest.shortcuts if app else ():
        call.line(_dumped(given.rest[0], one, call.phone.translate(one.label, given.rest[0])))
    call.line("Success")
    return 0


def _dumped(package: str, one: Shortcut, label: str) -> str:
    component = short_component(one.intent.component)
    extras = ", ".join(f"{key}={value}" for key, value in one.intent.extras.items())
    bundle = f"PersistableBundle[{{{extras}}}]" if extras else "null"
    return (
        f"ShortcutInfo {{id={one.id}, flags=0x{_MANIFEST:x} [Man]\n  packageName={package}\n"
        f"  shortLabel={label}, resId=0[null]\n"
        f"  intents=[Intent {{ act={one.intent.action} cmp={component} }}/{bundle}]}}"
    )
