"""What one server turned out to take: every OpenAI-compatible server takes a different part of the API.

Everything is tried the best way first. A request that is rejected teaches one thing, which is kept for the
rest of the run.
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import JsonValue

from models.lenient import without_thoughts
from models.retry import Failure
from models.schema import is_strict
from models.structured import Shape, T

_REJECTED = {400, 404, 405, 415, 422, 500, 501}
_FORMAT_WORDS = ("response_format", "json_schema", "json_object", "json mode", "schema", "grammar", "guided",
                 "structured output")  # fmt: skip
_CONTEXT_WORDS = ("context length", "context_length", "context size", "context window", "context_size",
                  "prompt is too long", "input token count", "too many tokens")  # fmt: skip
"""OpenAI's, vLLM's, llama.cpp's, Anthropic's and Gemini's words, and their codes."""


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
    """The parameters still sent, and the way in which a shape is asked for."""

    def __init__(
        self, parameters: Mapping[str, JsonValue], *, schema: Literal["server", "prompt"] = "server"
    ) -> None:
        self._parameters = dict(parameters)
        self._format: Literal["schema", "object", "none"] = "schema" if schema == "server" else "none"
        self._ignores_format = False
        self.pictures = True
        """Whether pictures are still sent."""

    def says_schema(self, shape: Shape[T]) -> bool:
        """Whether the schema must stand in the prompt, because the server does not enforce it."""
        return not shape.plain and (self._format != "schema" or self._ignores_format)

    def heard(self, text: str, shape: Shape[T]) -> None:
        """Learn from a reply: a server that enforces the schema answers with a bare object."""
        if not shape.plain and not without_thoughts(text).strip().startswith("{"):
            self._ignores_format = True

    def parameters(self, shape: Shape[T]) -> dict[str, Any]:
        """All of the request but model and messages."""
        sent: dict[str, Any] = dict(self._parameters)
        if shape.plain:
            return sent
        if self._format == "object":
            sent["response_format"] = {"type": "json_object"}
        elif self._format == "schema":
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
        if not shape.plain and self._format != "none" and names_format(words):
            self._format = "object" if self._format == "schema" else "none"
            return True
        return False

    def _give_up(self, name: str, words: str) -> None:
        value = self._parameters.pop(name)
        if name == "max_tokens" and "max_completion_tokens" in words:
            self._parameters["max_completion_tokens"] = value
