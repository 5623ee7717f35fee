"""The one thing asked of every chat model, wherever it runs."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from models.message import Message
from models.reply import Reply

T = TypeVar("T")


class ChatModel(Protocol):
    """Anything that answers messages in a given type: an endpoint, a script, local weights."""

    @property
    def name(self) -> str:
        """How the person named it; goes into manifests and reports."""
        ...

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        """Ask, and have the answer in the type `reply` (a pydantic model, or `str` for plain text).

        `role` says who in the agent asks (decide, reflect, ...); only a script heeds it.
        Raises BadReply when no such answer comes, ModelUnavailable when none comes at all.
        """
        ...
