"""A task that the agent sets itself, and what a proposer is told of the phone."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import Field

from agent.proposal.kind import Kind
from agent.proposal.wish import Granted, Wish
from agent.run.step import Record
from device.state.census import Census

_UNFIT = re.compile(r"[^\w.+-]+")
_LONGEST = 60


class Proposal(Record):
    """A task that the agent sets itself."""

    goal: str
    language: str = "en"
    kinds: tuple[str, ...]
    """What it is put together from."""
    apps: tuple[str, ...]
    """Packages."""
    wishes: tuple[Wish, ...] = ()
    """What must have changed; none for a task that cannot be done."""
    start: tuple[tuple[str, ...], ...] = ()
    seed: int
    min_steps: int = Field(ge=1)
    feasible: bool = True
    """Whether saying that it cannot be done is the wrong end."""
    proposer: str
    """"composed", "explored", or the name of a model."""
    parent: str = ""
    """The proposal that it is a harder or an easier one of."""

    @property
    def predicate(self) -> str:
        """Equal for two proposals that want the same of the phone."""
        told = sorted(wish.model_dump_json() for wish in self.wishes) or [*self.kinds, self.goal]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        """Short, its own, and fit for a folder: a kind that exploring found may be called anything."""
        text = json.dumps([self.goal, self.predicate, self.seed], ensure_ascii=False)
        kinds = _UNFIT.sub("-", "+".join(self.kinds))[:_LONGEST]
        return f"{kinds}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"

    def again(self, number: int) -> "Proposal":
        """The same task, to be tried another time."""
        return self.model_copy(update={"seed": self.seed + number})

    def granted(self, before: Census) -> Granted:
        """Its predicate, on a phone that was so before."""
        return Granted(before, self.wishes)


@dataclass(frozen=True)
class Surroundings:
    """What a proposer is told of a phone."""

    census: Census
    languages: tuple[str, ...] = ("en",)
    reached: frozenset[str] | None = None
    """Packages that exploring got into; None where nobody explored."""
    explored: Mapping[str, Kind] = field(default_factory=dict)
    """Kinds that exploring found."""
    pages: frozenset[str] = frozenset()
    """Short names of the pages that it saw."""
