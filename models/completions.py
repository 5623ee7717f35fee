"""Chat Completions: what every OpenAI-compatible server speaks, as far as servers agree on it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import openai
from pydantic import JsonValue

from device.text import well_formed
from models.channel import ApiName, Tool, ToolCall, tools_of
from models.message import Part
from models.reply import Usage
from models.schema import is_strict
from models.structured import Shape
from models.wire import (
    Cached,
    Ending,
    NotAReply,
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
_ENDINGS = {"length": Ending.CUT, "content_filter": Ending.WITHHELD}
_BROKEN = ("abort", "error")
"""How a reply ends that a failure of the server cut off: vLLM's words, `error` is OpenRouter's too."""
_MUST = "required"
"""Understood by every server, where the name of the one tool is not by llama.cpp's."""


class _Usage(Wire):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: Cached | None = None
    prompt_cache_hit_tokens: int | None = None
    """DeepSeek's name for cached tokens."""
    cost: float | None = None
    """OpenRouter's bill, in US dollars."""


class _Logprobs(Wire):
    content: list[Token] | None = None


class _Text(Wire):
    text: str = ""


class _Function(Wire):
    name: str
    arguments: str | dict[str, JsonValue] | None = None


class _ToolCall(Wire):
    function: _Function


class _Message(Wire):
    content: str | list[_Text] | None = None
    refusal: str | None = None
    tool_calls: list[_ToolCall] | None = None
    reasoning_content: str | None = None
    """The name that llama.cpp, DeepSeek and older vLLM give to thoughts."""
    reasoning: str | None = None
    """The name that vLLM, Ollama and OpenRouter give to them."""


class _Choice(Wire):
    message: _Message
    finish_reason: str | None = None
    logprobs: _Logprobs | None = None


class _Completion(Wire):
    choices: list[_Choice]
    usage: _Usage | None = None


class ChatCompletions:
    """`POST /chat/completions`."""

    name: ApiName = "completions"
    names: Mapping[str, str] = {}

    def sender(self, client: openai.OpenAI) -> Any:
        """See Api."""
        return client.chat.completions.with_streaming_response.create

    def written(self, request: Request[T]) -> dict[str, Any]:
        """See Api."""
        messages = [{"role": role, "content": _content(parts)} for role, parts in request.said()]
        asked = {} if request.shape.plain else _asked(request)
        return {"model": request.model, "messages": messages, **(request.parameters or {}), **asked}

    def read(self, body: bytes) -> WireReply:
        """See Api."""
        completion: _Completion = parse(body, _Completion)
        if not completion.choices:
            raise NotAReply("no choices in it")
        choice = completion.choices[0]
        if choice.finish_reason in _BROKEN:
            raise failed("the server broke its reply off", "server_error")
        message = choice.message
        content = message.content
        tokens = choice.logprobs.content if choice.logprobs else None
        text = "".join(part.text for part in content) if isinstance(content, list) else content
        return WireReply(
            well_formed(text or ""),
            _counted(completion.usage or _Usage()),
            tuple(_call(one.function) for one in message.tool_calls or ()),
            well_formed(message.refusal or ""),
            well_formed(message.reasoning_content or message.reasoning or ""),
            _ENDINGS.get(choice.finish_reason or "", Ending.WHOLE),
            logprobs_of(tokens) if tokens is not None else None,
        )


def _asked(request: Request[T]) -> dict[str, JsonValue]:
    """The part of a request that asks for a typed answer."""
    match request.channel:
        case "tools" | "computer":
            return {"tools": [_tool(tool) for tool in tools_of(request.shape)], "tool_choice": _MUST}
        case "object":
            return {"response_format": {"type": "json_object"}}
        case "schema" | "told_schema":
            return {"response_format": {"type": "json_schema", "json_schema": wanted(request.shape)}}
        case "text":
            return {}


def wanted(shape: Shape[T]) -> dict[str, JsonValue]:
    """A schema to be enforced, with its name."""
    return {"name": shape.name[:64], "schema": shape.schema, "strict": is_strict(shape.schema)}


def _tool(tool: Tool) -> JsonValue:
    described = {"description": tool.description} if tool.description else {}
    return {"type": "function", "function": {"name": tool.name, **described, "parameters": tool.parameters}}


def _content(parts: Sequence[Part]) -> JsonValue:
    text = as_text(parts)
    return [_part(part) for part in parts] if text is None else text


def _part(part: Part) -> JsonValue:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    return {"type": "image_url", "image_url": {"url": as_data_url(part)}}


def _call(function: _Function) -> ToolCall:
    given = function.arguments or ""
    return ToolCall(function.name, given if isinstance(given, str) else json.dumps(given))


def _counted(usage: _Usage) -> Usage:
    details = usage.prompt_tokens_details or Cached()
    return Usage(
        prompt_tokens=usage.prompt_tokens or 0,
        completion_tokens=usage.completion_tokens or 0,
        cached_tokens=details.cached_tokens or usage.prompt_cache_hit_tokens or 0,
        calls=1,
        cost=usage.cost,
    )
