"""What is sent to a model and what comes back, whichever API of an endpoint carries it.

An `Api` writes a request and reads its reply. There are two: Chat Completions, which every OpenAI-compatible
server has, and OpenAI's Responses.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

import openai
from pydantic import BaseModel, ConfigDict, JsonValue

from device.text import well_formed
from models.channel import ApiName, Channel, ToolCall
from models.message import Image, Message, Part, media_type, system
from models.reply import TokenLogprob, Usage
from models.structured import Shape

T = TypeVar("T")


class NotAReply(ValueError):
    """The body is no reply of this API: not JSON, or JSON of another kind."""


class Failed(Exception):
    """The body says that the model failed, though its HTTP status does not."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status
        """The HTTP status that such a failure has elsewhere."""


class Ending(Enum):
    """Why the text of a reply ends where it does."""

    WHOLE = "whole"
    CUT = "cut"
    """At the longest length."""
    WITHHELD = "withheld"
    """By the server's content filter."""


_NO_PICTURE = "There is no picture of this screen."


@dataclass(frozen=True, eq=False)
class Request(Generic[T]):
    """One question as an `Api` writes it."""

    model: str
    messages: Sequence[Message]
    shape: Shape[T]
    channel: Channel
    orders: str = ""
    """What stands at the end of the standing orders, where it is the same in every request."""
    pictures: bool = True
    """Whether the messages' pictures are sent."""
    parameters: Mapping[str, JsonValue] | None = None
    """`temperature`, `max_tokens` and `logprobs`, as far as they are sent, by the names that the API has."""

    def said(self) -> list[tuple[str, list[Part]]]:
        """The role and the parts of each message, with the orders, without pictures where none are sent."""
        messages = self.messages
        if self.orders and (not messages or messages[0].role != "system"):
            messages = (system(), *messages)
        said: list[tuple[str, list[Part]]] = [(each.role, self._sent(each.parts)) for each in messages]
        if self.orders:
            said[0][1].append(self.orders)
        return said

    def _sent(self, parts: Sequence[Part]) -> list[Part]:
        """What is sent of a message; one that was a picture alone says that there is none."""
        sent = [part for part in parts if self.pictures or isinstance(part, str)]
        return sent if sent or not parts else [_NO_PICTURE]


@dataclass(frozen=True, slots=True)
class WireReply:
    """A reply as received."""

    text: str
    usage: Usage
    """Of one call; its cost is the server's own figure, else None."""
    calls: tuple[ToolCall, ...] = ()
    """The tools that were called, offered or not."""
    refusal: str = ""
    """The words with which the model refused; "" when it did not."""
    thoughts: str = ""
    """What it thought, where the server tells that apart."""
    ending: Ending = Ending.WHOLE
    logprobs: tuple[TokenLogprob, ...] | None = None
    """Token by token, where the server sent them."""


class Api(Protocol):
    """One way to send a request and to read its reply."""

    @property
    def name(self) -> ApiName:
        """Which one it is."""
        ...

    @property
    def names(self) -> Mapping[str, str]:
        """What it calls a parameter of ours, where it does so otherwise."""
        ...

    def sender(self, client: openai.OpenAI) -> Any:
        """The function of the client library that sends, and hands out the body as it comes in."""
        ...

    def written(self, request: Request[T]) -> dict[str, Any]:
        """The request as the sender's arguments."""
        ...

    def read(self, body: bytes) -> WireReply:
        """The reply in a body. Raises NotAReply where there is none, Failed where it tells of a failure."""
        ...


class Wire(BaseModel):
    """An object as a server sends it; what is not needed is let go."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Cached(Wire):
    """The part of a prompt that the server had cached."""

    cached_tokens: int | None = None


class Token(Wire):
    """One token of the text with the logarithm of its probability."""

    token: str
    logprob: float


def logprobs_of(tokens: Iterable[Token]) -> tuple[TokenLogprob, ...]:
    """Tokens as a reply has them."""
    return tuple(TokenLogprob(well_formed(one.token), one.logprob) for one in tokens)


class _Error(Wire):
    message: str = ""
    code: str | int | None = None


class _ErrorBody(Wire):
    error: _Error | str


_CODES = {"rate_limit_exceeded": 429, "server_error": 500}
_REJECTED = 400
_STATUSES = range(400, 600)


def parse(body: bytes, kind: type[BaseModel]) -> Any:
    """The body as an object of a kind. Raises NotAReply and Failed as `Api.read` does."""
    try:
        value = json.loads(body)
        if isinstance(value, dict) and value.get("error"):
            error = _ErrorBody.model_validate(value).error
            raise failed(error, None) if isinstance(error, str) else failed(error.message, error.code)
        return kind.model_validate(value)
    except (ValueError, RecursionError):
        raise NotAReply(body[:200].decode("utf-8", "replace")) from None


def failed(message: str, code: str | int | None) -> Failed:
    """The failure behind an error that came with HTTP 200, by the code that it came with."""
    if isinstance(code, int) and code in _STATUSES:
        return Failed(message, code)
    return Failed(f"{message} {code or ''}".strip(), _CODES.get(str(code), _REJECTED))


def as_data_url(picture: Image) -> str:
    """A picture as both APIs take it."""
    data = picture.read()
    return f"data:{media_type(data)};base64,{base64.b64encode(data).decode('ascii')}"


def as_text(parts: Sequence[Part]) -> str | None:
    """Plain text where there are no pictures, since not every server takes parts; None where there are."""
    texts = [part for part in parts if isinstance(part, str)]
    return "\n\n".join(texts) if len(texts) == len(parts) else None
