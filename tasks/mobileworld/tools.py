"""MobileWorld's MCP tools as ours. What each does its name tells, as that of an app's function does."""

import json
from collections.abc import Callable, Iterable, Mapping

from pydantic import JsonValue

from agent.guard.named import told_by_name
from agent.tool.tool import Arguments, Tool, ToolFailed

_FAILED = "Failed to call tool"
_LONGEST_LINE = 200
"""Characters of what a server says of a tool."""
Caller = Callable[[str, Mapping[str, JsonValue]], object]
"""Calls a tool of its by name; what it returned."""


def tools_of(listed: Iterable[Mapping[str, object]], call: Caller) -> tuple[Tool, ...]:
    """The tools of its list, called through `call`."""
    return tuple(_tool(one, call) for one in listed)


def _tool(told: Mapping[str, object], call: Caller) -> Tool:
    name = str(told["name"])
    does = told_by_name(name.partition("_")[2] or name)  # its client puts the server first
    schema = told.get("inputSchema") or told.get("input_schema")
    about = " ".join(str(told.get("description") or name).split())[:_LONGEST_LINE]

    def called(arguments: Arguments, key: str) -> str:
        del key
        return text_of(name, call(name, dict(arguments)))

    return Tool(
        name, about, schema if isinstance(schema, dict) else {"type": "object"}, called,
        changes=does.changes, commits=does.commits, is_known=does.known, source="mcp:mobileworld",
    )  # fmt: skip


def text_of(name: str, returned: object) -> str:
    """What a tool returned, as text. Raises ToolFailed where its client says that the call failed."""
    if isinstance(returned, Mapping) and str(returned.get("result", "")).startswith(_FAILED):
        raise ToolFailed(f"{name} failed: {returned['result']}")
    parts = returned if isinstance(returned, list) else [returned]
    return "\n".join(_told(part) for part in parts)


def _told(part: object) -> str:
    if isinstance(part, Mapping) and isinstance(part.get("text"), str):
        return str(part["text"])
    return part if isinstance(part, str) else json.dumps(part, ensure_ascii=False, default=str)
