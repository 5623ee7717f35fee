"""The rows of a ledger."""

import hashlib
import json
from pathlib import PurePosixPath
from typing import Literal

from pydantic import Field, JsonValue

from agent.evaluation.verdict import Verdict
from agent.run.step import Record, Seconds
from models.reply import Usage

Failure = Literal["", "agent", "budget", "model", "device", "verifier", "harness"]
"""Whose fault it is that a task is not done: the agent's (it says otherwise than it should, or the phone is
not as it should be), a limit's, the model endpoint's, the phone's, the task's own check's, the runner's."""

CRASHES: frozenset[Failure] = frozenset({"model", "device", "verifier", "harness"})
"""Failures that say nothing of the agent; still no success."""

_PARTS, _LETTERS = 6, 40
"""So many entries that two plans differ in are told, and so much of each."""


class Episode(Record):
    """One task of a run, with the seed and the parameters it is tried with."""

    number: int
    """From 0, in the order of the plan."""
    task: str
    repetition: int
    seed: int
    params: dict[str, JsonValue]
    goal: str

    def folder(self, attempt: int) -> PurePosixPath:
        """Where the trajectory of an attempt lies, in a run's folder as in a bundle."""
        return PurePosixPath("episode") / f"{self.number:04d}-{self.task}" / f"{attempt}"


class Plan(Record):
    """A run before it begins: everything that makes its numbers comparable to another's, or not."""

    suite: str
    entrant: dict[str, str]
    """The agent that tries the tasks: kind, model, preset, prompts."""
    phone: dict[str, str]
    """What on: embedded with its seed, language and weather; or whichever serials."""
    limits: dict[str, str]
    code: str
    """Hash of our own packages."""
    versions: dict[str, str]
    episodes: tuple[Episode, ...]

    @property
    def digest(self) -> str:
        """Equal for two plans whose results may be put together."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def differs(self, other: "Plan") -> tuple[str, ...]:
        """The names of what is not the same in another plan."""
        mine, theirs = self.model_dump(mode="json"), other.model_dump(mode="json")
        return tuple(name for name in mine if mine[name] != theirs[name])

    def told_apart(self, other: "Plan") -> tuple[str, ...]:
        """The same, and of what has parts, which, with what stands here and there."""
        mine, theirs = self.model_dump(mode="json"), other.model_dump(mode="json")
        return tuple(f"{name}{_parts(mine[name], theirs[name])}" for name in self.differs(other))


def _parts(mine: JsonValue, theirs: JsonValue) -> str:
    """The entries that are not the same in both; "" where there are none, or too many to tell."""
    if not isinstance(mine, dict) or not isinstance(theirs, dict):
        return ""
    parted = [key for key in {**mine, **theirs} if mine.get(key) != theirs.get(key)]
    both = [key for key in parted if key in mine and key in theirs]
    # What only an agent has tells nothing of one that is plain code.
    named = (both if "entrant" in both else parted)[:_PARTS]
    told = [f"{key} {_short(mine.get(key))} and {_short(theirs.get(key))}" for key in named]
    more = f"; {len(parted) - len(named)} more" if len(parted) > len(named) else ""
    return f" ({'; '.join(told)}{more})"


def _short(value: JsonValue) -> str:
    text = "not told" if value is None else str(value) or "none"
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS]}…"


class StepRow(Record):
    """One step, as soon as it is done."""

    step: int
    action: str
    """Its `action_type`."""
    error: str = ""
    seconds: Seconds = Seconds()
    usage: Usage = Usage()


class Outcome(Record):
    """What came of one attempt at an episode."""

    episode: int
    attempt: int
    """Its number, from 1; more where an earlier one broke down."""
    success: bool = False
    failure: Failure = ""
    status: str = ""
    """How the run said it ended."""
    reason: str = ""
    verdict: Verdict | None = None
    """None where it never came to be judged."""
    answer: str = ""
    steps: int = 0
    seconds: Seconds = Seconds()
    usage: Usage = Usage()
    late_cost: float = 0.0
    """US dollars of `usage` that no step tells."""
    reasonable: float | None = None
    """Which share of the steps changed the screen; None where nobody asked, or nothing tells."""
    refused: tuple[str, ...] = ()
    """What it asked of the phone that the rules of the run do not allow, and that was not done."""
    device: str = ""
    worker: str = ""
    reset: str = ""
    """Why the phone was not as it should be before this attempt; "" = it was proven to be."""
    folder: str = ""
    """Of its trajectory, within the run's; "" where there is none."""
    began_at: float = Field(ge=0)
    """Seconds since the epoch."""
    ended_at: float = Field(ge=0)

    @property
    def partial(self) -> float:
        """Partial credit, from 0 to 1."""
        return self.verdict.partial if self.verdict else 0.0

    @property
    def is_crash(self) -> bool:
        """Whether it says nothing of the agent."""
        return self.failure in CRASHES
