"""What comes back from a model, and what it cost."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, calls and money; the sum of two is a Usage again."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    """The part of `prompt_tokens` that the server had cached."""
    calls: int = 0
    """Replies received; calls that failed on the way are not counted."""
    cost: float | None = 0.0
    """US dollars; None once any part of it has no known price."""

    @property
    def tokens(self) -> int:
        """Prompt and completion together."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cached_tokens + other.cached_tokens,
            self.calls + other.calls,
            None if self.cost is None or other.cost is None else self.cost + other.cost,
        )


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """One token of the reply with the logarithm of its probability."""

    token: str
    logprob: float


@dataclass(frozen=True, slots=True)
class Turn:
    """What a model was told on one screen and what it replied, where it has its own language for actions."""

    language: str
    """Name of the profile whose language, and whose way to count places, the reply is in."""
    heard: tuple[str, ...]
    """What it was told beside the screenshot, a line each."""
    reply: str
    """The reply as the model wrote it, with the thoughts that stood in it."""


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """A model's answer, already in the type that was asked for."""

    value: T
    usage: Usage
    """Of all rounds, the repair round included."""
    raw: str
    """The text that `value` was read from."""
    seconds: float
    """From asking to having it, waiting and retries included."""
    logprobs: tuple[TokenLogprob, ...] | None = None
    """Of the tokens of `raw`; None where they were not asked for or the server has none."""
    slips: tuple[str, ...] = ()
    """Slips of form that were passed over."""
    thoughts: str = ""
    """What the model thought, where its server tells that apart from the text."""
    turn: Turn | None = None
    """Of a model that is asked in its own language; None for JSON."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One round's text, before it is read."""

    text: str
    usage: Usage
    logprobs: tuple[TokenLogprob, ...] | None = None
    thoughts: str = ""
    """What the model thought, cut short, where the server tells that apart from the text."""
