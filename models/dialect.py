"""What one server turned out to take: every OpenAI-compatible server takes a different part of the API.

Everything is tried the best way first. A request that is rejected teaches one thing, which is kept for the
rest of the run; the channel for typed answers is kept for later runs too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import JsonValue

from models.channel import Channel, told_form, tool_parameters
from models.lenient import without_thoughts
from models.retry import Failure
from models.schema import is_strict
from models.structured import Shape, T

_REJECTED = {400, 404, 405, 415, 422, 500, 501}
_FORMAT_WORDS = ("response_format", "json_schema", "json_object", "json mode", "schema", "grammar", "guided",
                 "structured output")  # fmt: skip
_TOOL_WORDS = ("tool", "function")
_STRAYS = 3
"""Replies in a row by which a server shows that it does not enforce the schema."""
_CONTEXT_WORDS = ("context length", "context_length", "context size", "context window", "context_size",
                  "prompt is too long", "input token count", "too many tokens",
                  "image(s) may be provided", "image items in the same prompt")  # fmt: skip
"""OpenAI's, vLLM's, llama.cpp's, Anthropic's and Gemini's words, and their codes; last vLLM's for more
pictures than it takes at once.
"""


def names_format(words: str) -> bool:
    """Whether a server's error is about the form of the reply that was asked for."""
    return any(word in words.lower() for word in _FORMAT_WORDS)


def names_pictures(words: str) -> bool:
    """Whether a server's error says that its model sees no pictures."""
    words = words.lower()
    about = any(word in words for word in ("image", "picture", "multimodal", "vision"))
    return about and any(
        word in words for word in ("not support", "unsupported", "mmproj", "does not", "text")
    )


def names_context(words: str) -> bool:
    """Whether a server's error is about a request that is longer than the model's context."""
    words = words.lower()
    return any(each in words for each in _CONTEXT_WORDS)


class Dialect:
    """The parameters still sent, and the channel by which a shape is asked for."""

    def __init__(
        self,
        parameters: Mapping[str, JsonValue],
        *,
        channel: Channel = "schema",
        learned: Callable[[Channel], None] = lambda _: None,
    ) -> None:
        """`learned` is told of a channel that turned out to be the one to take."""
        self._parameters = dict(parameters)
        self._channel = channel
        self._learned = learned
        self._strays = 0
        """Replies in a row that were no bare object."""
        self.pictures = True
        """Whether pictures are still sent."""

    def orders(self, shape: Shape[T]) -> str:
        """The form of the reply in words, where the server does not see to it; "" where it does."""
        told = self._channel not in ("schema", "tools") or (self._channel == "tools" and self._strays > 0)
        return told_form(shape) if told and not shape.plain else ""

    def heard(self, text: str, shape: Shape[T], *, called: bool = False) -> None:
        """Learn from a reply, a call where `called`: one that strays is no proof, several in a row are.

        A server that enforces the schema answers with a bare object, one that was given tools with calls.
        """
        said = without_thoughts(text).strip()
        if shape.plain or not said or self._channel not in ("schema", "tools"):
            return
        is_kept = called if self._channel == "tools" else said.startswith("{")
        self._strays = 0 if is_kept else self._strays + 1
        if self._strays == _STRAYS:
            self._take("schema" if self._channel == "tools" else "told_schema")

    def parameters(self, shape: Shape[T]) -> dict[str, Any]:
        """All of the request but model and messages."""
        sent: dict[str, Any] = dict(self._parameters)
        if shape.plain:
            return sent
        match self._channel:
            case "tools":
                sent |= tool_parameters(shape)
            case "object":
                sent["response_format"] = {"type": "json_object"}
            case "schema" | "told_schema":
                wanted = {"name": shape.name[:64], "schema": shape.schema, "strict": is_strict(shape.schema)}
                sent["response_format"] = {"type": "json_schema", "json_schema": wanted}
        return sent

    def learn(self, failure: Failure, shape: Shape[T]) -> bool:
        """Give up what the server rejected; False when it rejected nothing that can be given up."""
        if failure.status not in _REJECTED:
            return False
        words = failure.words.lower()
        if self.pictures and names_pictures(words):
            self.pictures = False
            return True
        for name in sorted(self._parameters, key=len, reverse=True):
            if name in words:
                self._give_up(name, words)
                return True
        if shape.plain:
            return False
        if self._channel == "tools" and any(word in words for word in _TOOL_WORDS):
            self._take("schema")
            return True
        if names_format(words) and self._channel in ("schema", "told_schema", "object"):
            self._take("text" if self._channel == "object" else "object")
            return True
        return False

    def _take(self, channel: Channel) -> None:
        self._channel, self._strays = channel, 0
        self._learned(channel)

    def _give_up(self, name: str, words: str) -> None:
        value = self._parameters.pop(name)
        if name == "max_tokens" and "max_completion_tokens" in words:
            self._parameters["max_completion_tokens"] = value
