"""What one server turned out to take: every OpenAI-compatible server takes a different part of the API.

Everything is tried the best way first. A request that is rejected teaches one thing, which is kept for the
rest of the run; the API and the channel for typed answers are kept for later runs too.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from pydantic import JsonValue

from models.channel import CALLED, ApiName, Channel, told_form
from models.lenient import without_thoughts
from models.message import Message
from models.retry import Failure
from models.structured import Shape, T
from models.wire import Api, Request

_REJECTED = {400, 404, 405, 415, 422, 500, 501}
_ABSENT = {404, 405, 501}
"""How a server answers at an address that it does not have."""
_FORMAT_WORDS = ("response_format", "json_schema", "json_object", "json mode", "schema", "grammar", "guided",
                 "structured output")  # fmt: skip
_NO_ITEMS = "at most 0"
"""vLLM's for a model that takes no pictures, which it tells as a limit of theirs."""
_BLIND_WORDS = ("not support", "unsupported", "mmproj", "does not", "text", "not a multimodal", _NO_ITEMS)
_TOOL_WORDS = ("tool", "function", "computer")
_STRAYS = 3
"""Replies in a row by which a server shows that it does not enforce the schema."""
_CONTEXT_WORDS = ("context length", "context_length", "context size", "context window", "context_size",
                  "prompt is too long", "input token count", "too many tokens", "maximum model length",
                  "image(s) may be provided", "image items in the same prompt")  # fmt: skip
"""OpenAI's, vLLM's, llama.cpp's, Anthropic's and Gemini's words, and their codes; last vLLM's for more
pictures than it takes at once.
"""

_STATED = re.compile(
    r"(?i)context (?:length|size|window)[^.\d]{0,20}(\d[\d,]*)"
    r"|> (\d[\d,]*) maximum|tokens allowed \((\d[\d,]*)"
)
"""A context's size in such an error: OpenAI's, vLLM's and llama.cpp's, Anthropic's, Gemini's."""


def names_format(words: str) -> bool:
    """Whether a server's error is about the form of the reply that was asked for."""
    return any(word in words.lower() for word in _FORMAT_WORDS)


def names_pictures(words: str) -> bool:
    """Whether a server's error says that its model sees no pictures."""
    words = words.lower()
    about = any(word in words for word in ("image", "picture", "multimodal", "vision"))
    return about and any(word in words for word in _BLIND_WORDS)


def names_context(words: str) -> bool:
    """Whether a server's error is about a request that is longer than the model's context."""
    words = words.lower()
    return _NO_ITEMS not in words and any(each in words for each in _CONTEXT_WORDS)


def stated_context(words: str) -> int | None:
    """The tokens of the model's context, where a server's error about it states them."""
    found = _STATED.search(words)
    return int(next(filter(None, found.groups())).replace(",", "")) if found else None


class Dialect:
    """The API, the parameters still sent, and the channel by which a shape is asked for."""

    def __init__(
        self,
        apis: Sequence[Api],
        parameters: Mapping[str, JsonValue],
        *,
        channel: Channel = "schema",
        learned: Callable[[Channel], None] = lambda _: None,
        learned_api: Callable[[ApiName], None] = lambda _: None,
    ) -> None:
        """`apis` are tried in this order.

        `learned` is told of a channel that turned out to be the one to take, `learned_api` of such an API.
        """
        self._apis = list(apis)
        self._parameters = dict(parameters)
        self._channel = channel
        self._learned = learned
        self._learned_api = learned_api
        self._is_api_new = False
        """Whether this API took over from one that the server lacks, and has not answered yet."""
        self._strays = 0
        """Replies in a row that were no bare object."""
        self._has_pictures = True
        """Whether pictures are still sent."""

    @property
    def api(self) -> Api:
        """The API that is spoken."""
        return self._apis[0]

    @property
    def is_certain(self) -> bool:
        """Whether there is no other API to try."""
        return len(self._apis) == 1

    @property
    def other_channel(self) -> Channel:
        """The channel to try for a model that does not keep to this one."""
        return "schema" if self._channel in CALLED else "tools"

    def request(self, model: str, messages: Sequence[Message], shape: Shape[T]) -> Request[T]:
        """The request for an answer of this shape."""
        named = {self.api.names.get(name, name): value for name, value in self._parameters.items()}
        return Request(
            model, messages, shape, self._channel, self._orders(shape), self._has_pictures, parameters=named
        )

    def _orders(self, shape: Shape[T]) -> str:
        """The form of the reply in words, where the server does not see to it; "" where it does."""
        called = self._channel in CALLED
        told = (self._channel != "schema" and not called) or (called and self._strays > 0)
        return told_form(shape) if told and not shape.plain else ""

    def heard(self, text: str, shape: Shape[T], *, called: bool = False) -> None:
        """Learn from a reply, a call where `called`: one that strays is no proof, several in a row are.

        A server that enforces the schema answers with a bare object, one that was given tools with calls.
        """
        said = without_thoughts(text).strip()
        if shape.plain or not said or self._channel not in ("schema", *CALLED):
            return
        is_kept = called if self._channel in CALLED else said.startswith("{")
        self._strays = 0 if is_kept else self._strays + 1
        if self._strays == _STRAYS:
            self._take("schema" if self._channel in CALLED else "told_schema")

    def answered(self) -> None:
        """Keep the API, by which a reply has come."""
        del self._apis[1:]
        if self._is_api_new:
            self._learned_api(self.api.name)
            self._is_api_new = False

    def learn(self, failure: Failure, shape: Shape[T]) -> bool:
        """Give up what the server rejected; False when it rejected nothing that can be given up."""
        if failure.status not in _REJECTED:
            return False
        words = failure.words.lower()
        if failure.status in _ABSENT and self._next_api():
            return True
        if self._has_pictures and names_pictures(words):
            self._has_pictures = False
            return True
        for name in sorted(self._parameters, key=len, reverse=True):
            if self.api.names.get(name, name) in words:
                self._give_up(name, words)
                return True
        return (not shape.plain and self._learn_channel(words)) or self._next_api()

    def _next_api(self) -> bool:
        """Go on to another API; False where there is none left."""
        if self.is_certain:
            return False
        del self._apis[0]
        self._is_api_new = True
        return True

    def _learn_channel(self, words: str) -> bool:
        is_about_tools = any(word in words for word in _TOOL_WORDS)
        if self._channel == "computer" and is_about_tools:
            self._channel = "tools"  # says nothing of what is best where nobody asks for that tool
        elif self._channel == "tools" and is_about_tools:
            self._take("schema")
        elif names_format(words) and self._channel in ("schema", "told_schema", "object"):
            self._take("text" if self._channel == "object" else "object")
        else:
            return False
        return True

    def _take(self, channel: Channel) -> None:
        self._channel, self._strays = channel, 0
        self._learned(channel)

    def _give_up(self, name: str, words: str) -> None:
        value = self._parameters.pop(name)
        if name == "max_tokens" and "max_completion_tokens" in words:
            self._parameters["max_completion_tokens"] = value
