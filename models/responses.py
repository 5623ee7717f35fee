"""OpenAI's Responses API, asked without any state on the server: each request holds all it needs.

Nothing is stored, and nothing streamed, as with Chat Completions; both is told, since servers differ.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import openai
from pydantic import JsonValue

from device.text import well_formed
from models.channel import CHECKS, ApiName, Tool, ToolCall, tools_of
from models.completions import wanted
from models.message import Part
from models.reply import Usage
from models.wire import (
    Cached,
    Ending,
    Request,
    Token,
    Wire,
    WireReply,
    as_data_url,
    as_text,
    failed,
    logprobs_of,
    parse,
)

T = TypeVar("T")
_LOGPROBS = "message.output_text.logprobs"
_ENDINGS = {"max_output_tokens": Ending.CUT, "content_filter": Ending.WITHHELD}


class _ResponseUsage(Wire):
    input_tokens: int | None = None
    output_tokens: int | None = None
    input_tokens_details: Cached | None = None
    cost: float | None = None
    """OpenRouter's bill, in US dollars."""


class _Content(Wire):
    text: str = ""
    refusal: str = ""
    logprobs: list[Token] | None = None


class _Item(Wire):
    """One item of the output; which fields it has depends on its type."""

    type: str
    content: list[_Content] | None = None
    """Of a `message` what is said, of `reasoning` the thoughts."""
    summary: list[_Content] | None = None
    """Of `reasoning`, where the thoughts themselves are kept back."""
    name: str = ""
    arguments: str = ""
    action: dict[str, JsonValue] | None = None
    """Of a `computer_call`, as older models make it."""
    actions: list[dict[str, JsonValue]] | None = None
    """Of a `computer_call`, in their order."""
    pending_safety_checks: list[JsonValue] | None = None


class _Reason(Wire):
    reason: str | None = None


class _Response(Wire):
    status: str | None = None
    output: list[_Item]
    incomplete_details: _Reason | None = None
    usage: _ResponseUsage | None = None


class Responses:
    """`POST /responses`."""

    name: ApiName = "responses"
    names: Mapping[str, str] = {"max_tokens": "max_output_tokens"}

    def sender(self, client: openai.OpenAI) -> Any:
        """See Api."""
        return client.responses.with_streaming_response.create

    def written(self, request: Request[T]) -> dict[str, Any]:
        """See Api."""
        said = [{"role": role, "content": _content(parts)} for role, parts in request.said()]
        parameters = dict(request.parameters or {})
        if parameters.pop("logprobs", None):
            parameters["include"] = [_LOGPROBS]
        asked = {} if request.shape.plain else _asked(request)
        fixed = {"store": False, "stream": False}
        return {"model": request.model, "input": said, **fixed, **parameters, **asked}

    def read(self, body: bytes) -> WireReply:
        """See Api."""
        response: _Response = parse(body, _Response)
        why = response.incomplete_details
        reason = (why.reason if why else "") or ""
        if response.status not in (None, "completed") and reason not in _ENDINGS:
            raise failed(f"the server left its reply {reason or response.status}", "server_error")
        spoken = [part for item in response.output if item.type == "message" for part in item.content or ()]
        return WireReply(
            well_formed("".join(part.text for part in spoken)),
            _counted(response.usage or _ResponseUsage()),
            tuple(call for item in response.output for call in _calls(item)),
            well_formed(" ".join(part.refusal for part in spoken if part.refusal)),
            well_formed("\n".join(_thought(item) for item in response.output if item.type == "reasoning")),
            _ENDINGS.get(reason, Ending.WHOLE),
            logprobs_of(token for part in spoken for token in part.logprobs or ()) or None,
        )


def _asked(request: Request[T]) -> dict[str, JsonValue]:
    """The part of a request that asks for a typed answer."""
    match request.channel:
        case "tools" | "computer" as channel:
            tools = tools_of(request.shape)
            named = dict.fromkeys(tool.built_in for tool in tools if tool.built_in and channel == "computer")
            ours = [tool for tool in tools if tool.built_in not in named]
            sent: list[JsonValue] = [{"type": name} for name in named]
            return {"tools": sent + [_tool(tool) for tool in ours], "tool_choice": "required"}
        case "object":
            return {"text": {"format": {"type": "json_object"}}}
        case "schema" | "told_schema":
            return {"text": {"format": {"type": "json_schema", **wanted(request.shape)}}}
        case "text":
            return {}


def _tool(tool: Tool) -> JsonValue:
    """A tool as a function. Unless it is told otherwise, this API has every parameter required."""
    described = {"description": tool.description} if tool.description else {}
    return {
        "type": "function",
        "name": tool.name,
        **described,
        "parameters": tool.parameters,
        "strict": False,
    }


def _content(parts: Sequence[Part]) -> JsonValue:
    text = as_text(parts)
    return [_part(part) for part in parts] if text is None else text


def _part(part: Part) -> JsonValue:
    if isinstance(part, str):
        return {"type": "input_text", "text": part}
    return {"type": "input_image", "image_url": as_data_url(part), "detail": "auto"}


def _calls(item: _Item) -> list[ToolCall]:
    """What an item calls: a function, or actions of the `computer` tool, as `computer_click` and so on."""
    if item.type == "function_call":
        return [ToolCall(item.name, item.arguments)]
    if item.type != "computer_call":
        return []
    actions = item.actions or ([item.action] if item.action else [])
    calls = [ToolCall(f"computer_{one.pop('type', '')}", json.dumps(one)) for one in map(dict, actions)]
    if item.pending_safety_checks:
        calls.append(ToolCall(CHECKS, json.dumps({CHECKS: item.pending_safety_checks})))
    return calls


def _thought(item: _Item) -> str:
    return "\n".join(part.text for part in item.content or item.summary or ())


def _counted(usage: _ResponseUsage) -> Usage:
    details = usage.input_tokens_details or Cached()
    return Usage(
        prompt_tokens=usage.input_tokens or 0,
        completion_tokens=usage.output_tokens or 0,
        cached_tokens=details.cached_tokens or 0,
        calls=1,
        cost=usage.cost,
    )
