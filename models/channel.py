"""The ways in which a typed answer is asked for, and how it comes back by native tool calls."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import JsonValue

from models.form import form_of
from models.lenient import json_values
from models.structured import Shape, T

Channel = Literal["schema", "computer", "tools", "told_schema", "object", "text"]
"""`schema`: a JSON schema that the server enforces. `tools`: native tool calls. `computer`: these, with the
server's own tool for a screen in place of those of ours that it stands for. `told_schema`: a schema that may
not be enforced, so that the form is told in words as well. `object`: any JSON object, the form in words.
`text`: the form in words alone."""
ApiName = Literal["completions", "responses"]
"""The API of an endpoint that carries it: Chat Completions, or OpenAI's Responses."""
CALLED: tuple[Channel, ...] = ("computer", "tools")
"""The channels by which an answer comes as calls."""
BUILT_IN = "built_in"
"""In the schema of an action: the name of a server's own tool that has it too."""
OFFERED = "offered"
"""In the schema of a reply: tools by name, with their parameters, and the `kind` of action that calls one.

One whose parameters are None is no function of its own."""
CHECKS = "pending_safety_checks"
"""The name under which a server's doubts about a call stand in the reply, beside its actions."""
FUNCTION_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a function may be called."""
_MOST_FUNCTIONS = 100
"""Servers take 128 functions, those of the actions among them."""
_OF_THE_LIST = 'What it does stands under "Tools", in the line that begins with its name.'
"""A tool's own words stay in the list, which is fenced: they may be an app's, or a server's."""
_ASIDE = "remark"
"""The tool for what a reply says beside its calls."""
_TOLD = frozenset({"type", "properties", "required", "items", "enum", "const", "anyOf", "oneOf"})
"""Of a schema, what a tool's parameters tell."""
_Object = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One call as a server sends it."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that a model is offered."""

    name: str
    parameters: dict[str, JsonValue]
    """Their schema."""
    description: str = ""
    built_in: str = ""
    """The server's own tool that does the same; "" where there is none."""


@dataclass(frozen=True, slots=True)
class _Calls:
    """How a reply type that holds a list of tagged objects, as a decision does, is a batch of calls."""

    field: str
    """The field of the list."""
    tag: str
    """The field that names the kind of one of its objects."""
    kinds: dict[str, _Object]
    """The schema of each kind by its name, the tag left out."""
    thought: str
    """The field that the text beside the calls is; "" for none."""
    aside: _Object
    """Schema of the other fields; empty where there are none."""
    calling: str
    """The kind that calls a tool by its name, with its arguments; "" for none."""
    offered: Mapping[str, _Object]
    """Parameters of those tools that are functions of their own."""


def told_form(shape: Shape[T]) -> str:
    """The form of a reply in words."""
    form = form_of({"properties": {"reply": shape.loose}, "required": ["reply"], "type": "object"}
                   if shape.wrapped else shape.loose)  # fmt: skip
    return f"Reply with one JSON object and nothing else, in this form (`?`: optional):\n{form}"


def tools_of(shape: Shape[T]) -> list[Tool]:
    """The tools for an answer: one for each kind of action, or one that takes the reply."""
    calls = _calls_of(shape)
    if calls is None:
        return [_tool(shape.name, _object(_plain(shape.schema, shape.schema)))]
    tools = [_tool(name, schema) for name, schema in calls.kinds.items()]
    tools += [Tool(name, parameters, _OF_THE_LIST) for name, parameters in calls.offered.items()]
    if calls.aside:
        tools.append(_tool(_ASIDE, {**calls.aside, "description": "What goes with the other calls."}))
    return tools


def text_of(shape: Shape[T], said: str, calls: Sequence[ToolCall]) -> str:
    """Calls as the text that the same answer would be, whether tools were offered or not."""
    if shape.plain:  # a server may have taken the call out of the text that an action model wrote
        told = "".join(f"<tool_call>{_call_text(call)}</tool_call>" for call in calls)
        return f"{said}\n{told}".strip()
    known = _calls_of(shape)
    if known is None:
        return calls[0].arguments
    whole: _Object = {known.thought: said} if known.thought else {}
    batch: list[JsonValue] = []
    for call in calls:
        arguments = next((value for value in json_values(call.arguments) if isinstance(value, dict)), {})
        if call.name in known.offered:
            batch.append({known.tag: known.calling, "name": call.name, "arguments": arguments})
        elif call.name in (_ASIDE, CHECKS) or known.field in arguments:
            inner = arguments.get(known.field)
            batch += inner if isinstance(inner, list) else []
            whole |= {key: value for key, value in arguments.items() if key != known.field}
        else:
            batch.append({known.tag: call.name, **arguments})
    return json.dumps({**whole, known.field: batch}, ensure_ascii=False)


def _call_text(call: ToolCall) -> str:
    arguments = next(json_values(call.arguments), {})
    return json.dumps({"name": call.name, "arguments": arguments}, ensure_ascii=False)


def _tool(name: str, schema: _Object) -> Tool:
    parameters = {key: value for key, value in schema.items() if key not in ("description", BUILT_IN)}
    return Tool(name, parameters, str(schema.get("description", "")), str(schema.get(BUILT_IN, "")))


def _calls_of(shape: Shape[T]) -> _Calls | None:
    properties = _object(shape.loose.get("properties"))
    for field, node in properties.items():
        branches = _object(_object(node).get("items")).get("oneOf")
        if not isinstance(branches, list) or shape.wrapped:
            continue
        whole = [_resolved(branch, shape.loose) for branch in branches]
        tags = [_tag(branch) for branch in whole]
        if len({name for name, _ in tags}) != 1 or not tags[0][0]:
            continue
        kinds = {
            word: _untagged(branch, tag, shape.loose) for branch, (tag, word) in zip(whole, tags, strict=True)
        }
        others = {key: inner for key, inner in properties.items() if key != field}
        first = next((key for key, inner in others.items() if _object(inner).get("type") == "string"), "")
        rest = {key: _plain(inner, shape.loose) for key, inner in others.items() if key != first}
        aside: _Object = {"type": "object", "properties": dict(rest)} if rest else {}
        return _with_offered(_Calls(field, tags[0][0], kinds, first, aside, "", {}), shape.loose)
    return None


def _with_offered(calls: _Calls, schema: _Object) -> _Calls:
    """Each tool that a reply may call as a function of its own, as far as it can be one."""
    offered = _object(schema.get(OFFERED))
    kind, tools = str(offered.get("kind", "")), _object(offered.get("tools"))
    functions = {
        name: _object(_plain(parameters, {}))
        for name, parameters in list(tools.items())[:_MOST_FUNCTIONS]
        if FUNCTION_NAME.fullmatch(name)
        and name not in (*calls.kinds, _ASIDE, CHECKS)
        and parameters is not None
    }
    others = len(tools) > len(functions) or not functions
    kinds = {name: told for name, told in calls.kinds.items() if name != kind or others}
    return replace(calls, kinds=kinds, calling=kind, offered=functions)


def _plain(node: JsonValue, schema: _Object) -> JsonValue:
    """A part of a schema in short: what it refers to in its place, nothing that only pydantic checks."""
    if isinstance(node, list):
        return [_plain(each, schema) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(reference := node.get("$ref"), str):
        return _plain(_object(schema["$defs"])[reference.rpartition("/")[2]], schema)
    if isinstance(branches := node.get("anyOf"), list):
        given = [branch for branch in branches if _object(branch).get("type") != "null"]
        if len(given) == 1:  # what is not given is left out
            return _plain(given[0], schema)
    if isinstance(prefix := node.get("prefixItems"), list):
        return {"type": "array", "items": _plain(prefix[0], schema), "minItems": len(prefix)}
    return {
        key: {name: _plain(inner, schema) for name, inner in _object(value).items()}
        if key == "properties"
        else _plain(value, schema)
        for key, value in node.items()
        if key in _TOLD
    }


def _tag(branch: _Object) -> tuple[str, str]:
    """The field whose only value names the kind, and that value; two blanks for none."""
    for key, inner in _object(branch.get("properties")).items():
        if "const" in _object(inner):
            return key, str(_object(inner)["const"])
    return "", ""


def _untagged(branch: _Object, tag: str, schema: _Object) -> _Object:
    """The parameters of one kind, with what it does."""
    plain = _object(_plain(branch, schema))
    properties = {key: inner for key, inner in _object(plain.get("properties")).items() if key != tag}
    told = {key: branch[key] for key in ("description", BUILT_IN) if key in branch}
    return {**plain, **told, "properties": properties}


def _resolved(node: JsonValue, schema: _Object) -> _Object:
    reference = _object(node).get("$ref")
    return _object(
        _object(schema["$defs"])[reference.rpartition("/")[2]] if isinstance(reference, str) else node
    )


def _object(value: JsonValue) -> _Object:
    return value if isinstance(value, dict) else {}
