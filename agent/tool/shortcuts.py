"""Shortcuts of the phone's apps as a tool: what a long press on an app's icon shows."""

from collections.abc import Mapping

from pydantic import JsonValue

from agent.tool.tool import Arguments, Tool, ToolFailed
from device.client import Device
from device.state.appfunction import DeclaredShortcut


def shortcut_tools(device: Device) -> tuple[Tool, ...]:
    """One tool that opens any of them; none where the phone tells of no shortcuts. Asks the phone once."""
    names = {app.package: app.names[0] for app in device.apps()}
    known = {f"{names[one.package]}: {one.label}": one for one in device.shortcuts(tuple(names))}
    if not known:
        return ()
    choice: dict[str, JsonValue] = {"enum": list(known)}
    schema: dict[str, JsonValue] = {
        "type": "object", "properties": {"shortcut": choice}, "required": ["shortcut"],
    }  # fmt: skip

    def call(arguments: Arguments, key: str) -> str:
        del key
        device.send_intent("-W", *_sent(_named(str(arguments["shortcut"]), known)))
        return "opened; look at the screen"

    about = "Open a page of an app at once; it changes nothing."
    return (Tool("open_shortcut", about, schema, call, changes=False, source="shortcut"),)


def _named(name: str, known: Mapping[str, DeclaredShortcut]) -> DeclaredShortcut:
    if name not in known:
        raise ToolFailed(f"there is no shortcut {name!r}; there are: {', '.join(known)}")
    return known[name]


def _sent(shortcut: DeclaredShortcut) -> tuple[str, ...]:
    extras = tuple(word for name, value in shortcut.extras for word in ("--es", name, value))
    return ("-a", shortcut.action, "-n", shortcut.component, *extras)
