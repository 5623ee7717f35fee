"""What is turned down of what was proposed, and why; the count of each reason is part of a round."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from agent.memory.words import words
from agent.proposal.proposal import Proposal, Surroundings

Reason = Literal["malformed", "already true", "unknown entity", "duplicate", "unreachable", "held out"]
"""Why a proposal is turned down."""
_ALIKE = 0.85
"""Goals that share this much of their words are the same goal."""
_TRIES = 40
"""Candidates for each proposal wanted."""


@dataclass(frozen=True)
class HeldOut:
    """What nobody may practise, since it is to be measured."""

    goals: Sequence[str] = ()
    shapes: frozenset[frozenset[tuple[str, str, tuple[str, ...]]]] = frozenset()
    """Of each template's wishes, what they are about."""

    def covers(self, proposal: Proposal) -> bool:
        """Whether a proposal wants the like of what is held out, or says it in nearly the same words."""
        shape = frozenset(wish.shape for wish in proposal.wishes)
        return shape in self.shapes or any(_alike(proposal.goal, goal) for goal in self.goals)


@dataclass
class Round:
    """What a round of proposing came to."""

    accepted: list[Proposal] = field(default_factory=list)
    rejected: Counter[Reason] = field(default_factory=Counter)

    @property
    def predicates(self) -> int:
        """How many different things are wanted."""
        return len({proposal.predicate for proposal in self.accepted})

    def shares(self) -> Mapping[Reason, float]:
        """Of all candidates, how many were turned down for each reason."""
        whole = len(self.accepted) + self.rejected.total()
        return {reason: count / whole for reason, count in self.rejected.most_common()}


def sift(
    candidates: Iterable[Proposal],
    around: Surroundings,
    count: int,
    held_out: HeldOut | None = None,
    known: Iterable[Proposal] = (),
) -> Round:
    """Take candidates until so many are good, or too many were not.

    `known` are the proposals of earlier rounds: what is wanted again is a duplicate.
    """
    made = Round()
    held = held_out or HeldOut()
    wanted = {proposal.predicate for proposal in known}
    said = {_folded(proposal.goal) for proposal in known}
    for number, proposal in enumerate(candidates):
        if len(made.accepted) >= count or number >= count * _TRIES:
            break
        reason = _fault(proposal, around, held, wanted, said)
        if reason is not None:
            made.rejected[reason] += 1
            continue
        wanted.add(proposal.predicate)
        said.add(_folded(proposal.goal))
        made.accepted.append(proposal)
    return made


def _fault(
    proposal: Proposal, around: Surroundings, held: HeldOut, wanted: set[str], said: set[str]
) -> Reason | None:
    """Why it is turned down; None for a good one."""
    if not proposal.goal.strip() or (proposal.feasible and not proposal.wishes):
        return "malformed"
    if any(app not in around.census.apps for app in proposal.apps):
        return "unknown entity"
    if around.reached is not None and any(app not in around.reached for app in proposal.apps):
        return "unreachable"
    if proposal.predicate in wanted or _folded(proposal.goal) in said:
        return "duplicate"
    if held.covers(proposal):
        return "held out"
    started = {f"setting {step[1]}/{step[2]}" for step in proposal.start if step[0] == "setting"}
    standings = [wish.standing(around.census) for wish in proposal.wishes if wish.place not in started]
    if "unknown" in standings:
        return "unknown entity"
    return "already true" if "true" in standings else None


def _folded(goal: str) -> str:
    return " ".join(words(goal))


def _alike(first: str, second: str) -> bool:
    one, other = set(words(first)), set(words(second))
    return bool(one and other) and len(one & other) / len(one | other) >= _ALIKE
