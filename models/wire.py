"""The chat/completions wire format: messages out, replies in, as far as servers agree on it."""

import base64
import json
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, JsonValue

from device.text import well_formed
from models.channel import ToolCall
from models.message import Image, Message, media_type, system
from models.reply import TokenLogprob, Usage


class NotACompletion(ValueError):
    """The body is no chat completion: not JSON, or JSON of another kind."""


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Cached(_Wire):
    cached_tokens: int | None = None


class _Usage(_Wire):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: _Cached | None = None
    prompt_cache_hit_tokens: int | None = None
    """DeepSeek's name for cached tokens."""
    cost: float | None = None
    """OpenRouter's bill, in US dollars."""


class _Token(_Wire):
    token: str
    logprob: float


class _Logprobs(_Wire):
    content: list[_Token] | None = None


class _Text(_Wire):
    text: str = ""


class _Function(_Wire):
    name: str
    arguments: str | dict[str, JsonValue] = ""


class _ToolCall(_Wire):
    function: _Function


class _Message(_Wire):
    content: str | list[_Text] | None = None
    refusal: str | None = None
    tool_calls: list[_ToolCall] | None = None
    reasoning_content: str | None = None
    """The name that vLLM, llama.cpp and DeepSeek give to thoughts."""
    reasoning: str | None = None
    """The name that Ollama and OpenRouter give to them."""


class _Choice(_Wire):
    message: _Message
    finish_reason: str | None = None
    logprobs: _Logprobs | None = None


class WireReply(_Wire):
    """A chat completion as received."""

    choices: list[_Choice]
    usage: _Usage | None = None

    @property
    def text(self) -> str:
        """What was said; some servers send it in parts."""
        content = self.choices[0].message.content
        if isinstance(content, list):
            content = "".join(part.text for part in content)
        return well_formed(content or "")

    @property
    def calls(self) -> tuple[ToolCall, ...]:
        """The tools that were called, offered or not."""
        called = [one.function for one in self.choices[0].message.tool_calls or ()]
        return tuple(
            ToolCall(one.name, one.arguments if isinstance(one.arguments, str) else json.dumps(one.arguments))
            for one in called
        )

    @property
    def refusal(self) -> str:
        """The words with which the model refused; "" when it did not."""
        return well_formed(self.choices[0].message.refusal or "")

    @property
    def thoughts(self) -> str:
        """What it thought, where the server tells that apart; "" where it does not."""
        message = self.choices[0].message
        return well_formed(message.reasoning_content or message.reasoning or "")

    @property
    def ended_by(self) -> str:
        """Why the text ended: `stop`, `length`, `content_filter`, ..."""
        return self.choices[0].finish_reason or ""

    @property
    def logprobs(self) -> tuple[TokenLogprob, ...] | None:
        """Token by token, where the server sent them."""
        found = self.choices[0].logprobs
        if found is None or found.content is None:
            return None
        return tuple(TokenLogprob(well_formed(item.token), item.logprob) for item in found.content)

    def counted(self) -> Usage:
        """One call with its tokens; the cost is the server's own figure, else None."""
        usage = self.usage or _Usage()
        details = usage.prompt_tokens_details or _Cached()
        return Usage(
            prompt_tokens=usage.prompt_tokens or 0,
            completion_tokens=usage.completion_tokens or 0,
            cached_tokens=details.cached_tokens or usage.prompt_cache_hit_tokens or 0,
            calls=1,
            cost=usage.cost,
        )


def parse_reply(body: bytes) -> WireReply:
    """The completion in a response body; NotACompletion when there is none."""
    try:
        reply = WireReply.model_validate(json.loads(body))
    except (ValueError, RecursionError):
        raise NotACompletion(body[:200].decode("utf-8", "replace")) from None
    if not reply.choices:
        raise NotACompletion("no choices in it")
    return reply


def wire_messages(messages: Sequence[Message], orders: str, *, pictures: bool = True) -> list[JsonValue]:
    """Messages as the API takes them, with or without pictures.

    `orders` stand at the end of the standing orders, where they are the same in every request.
    """
    sent: list[JsonValue] = []
    if orders and (not messages or messages[0].role != "system"):
        messages = (system(), *messages)
    for number, message in enumerate(messages):
        parts = [part for part in message.parts if pictures or not isinstance(part, Image)]
        if orders and number == 0:
            parts.append(orders)
        sent.append({"role": message.role, "content": _content(parts)})
    return sent


def _content(parts: Sequence[str | Image]) -> JsonValue:
    """Plain text where there are no pictures: not every server takes parts."""
    if not any(isinstance(part, Image) for part in parts):
        return "\n\n".join(str(part) for part in parts)
    return [_part(part) for part in parts]


def _part(part: str | Image) -> JsonValue:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    data = part.read()
    encoded = base64.b64encode(data).decode("ascii")
    return {"type": "image_url", "image_url": {"url": f"data:{media_type(data)};base64,{encoded}"}}
