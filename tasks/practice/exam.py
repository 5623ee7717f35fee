"""What is held out: tasks that practice never sets, by which it is measured before and after.

Four rows. `practised`: kinds that are practised, with other values. `never`: kinds drawn by lot before the
first round, whose like the sieve turns down. `demonstrated`: kinds whose like the bundled policy was shown by
gold solvers; they tell what practice makes it forget. `missing`: what is asked for is not there; the right
end is to say so. Each is measured so that nobody takes one for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from agent.memory.pattern import slots
from agent.proposal.kind import Kind, kinds
from agent.proposal.proposal import Proposal, Surroundings
from agent.proposal.proposer import Composer, Rates
from agent.proposal.sieve import HeldOut, sift
from tasks.practice.split import the_split

PRACTISED, NEVER, DEMONSTRATED, MISSING = "practised", "never", "demonstrated", "missing"
_NEVER_SHARE = 0.2
"""Of the kinds of the sheet."""
_TRIES = 8
"""Draws after which the phone is taken to hold nothing of a kind."""
_ROW_SHARE, _MISSING_SHARE = 0.2, 0.1
"""Of the held-out tasks, those of kinds that are never practised, and as many of demonstrated ones; and those
that ask for what is not there."""


@dataclass(frozen=True)
class Exam:
    """The held-out tasks, and what practice may set beside them."""

    proposals: tuple[Proposal, ...]
    allowed: Mapping[str, Kind]
    """Kinds of the sheet that may be practised."""
    held_out: HeldOut

    def row(self, proposal: Proposal) -> str:
        """The row of a held-out task."""
        if not proposal.feasible:
            return MISSING
        if not set(proposal.kinds) <= self.allowed.keys():
            return NEVER
        return DEMONSTRATED if set(proposal.kinds) & _demonstrated() else PRACTISED


def exam_of(around: Surroundings, count: int, seed: int, kept: Sequence[Proposal] = ()) -> Exam:
    """The exam of a seed: so many tasks, or fewer where the phone holds no more.

    `kept` are those that were drawn before: the same exam again, whatever the phone holds now.
    """
    known = kinds()
    never = _never(known, seed)
    allowed = {name: kind for name, kind in known.items() if name not in never}
    if kept:
        drawn = tuple(kept)
    else:
        beyond = round(count * _ROW_SHARE)
        few = round(count * _MISSING_SHARE)
        missing = {name: kind for name, kind in allowed.items() if not kind.feasible}
        shown = {name: kind for name, kind in allowed.items() if name in _demonstrated()}
        own = {name: kind for name, kind in allowed.items() if name not in {*shown, *missing}}
        drawn = (
            *_drawn(_valued(own), around, count - 2 * beyond - few, f"{seed} practised"),
            *_drawn(_valued(shown), around, beyond, f"{seed} demonstrated"),
            *_drawn(missing, around, few, f"{seed} missing"),
            *_drawn({name: known[name] for name in never}, around, beyond, f"{seed} never"),
        )
    unseen = [each for each in drawn if not set(each.kinds) <= allowed.keys()]
    shapes = frozenset(frozenset(wish.shape for wish in each.wishes) for each in unseen if each.wishes)
    return Exam(drawn, allowed, HeldOut(tuple(each.goal for each in unseen), shapes))


def _never(known: Mapping[str, Kind], seed: int) -> frozenset[str]:
    """Whole groups of kinds that want the same of the phone, by lot, until they are enough."""
    groups: dict[frozenset[object], list[str]] = {}
    strange = {n: kind for n, kind in known.items() if kind.feasible and n not in _demonstrated()}
    for name, kind in sorted(strange.items()):
        groups.setdefault(frozenset(wish.shape for wish in kind.wishes or kind.absent), []).append(name)
    shuffled = Random(f"{seed} held out").sample(list(groups.values()), len(groups))
    never: list[str] = []
    for group in shuffled:
        if len(never) + len(group) <= _NEVER_SHARE * len(known):
            never += group
    return frozenset(never)


@cache
def _demonstrated() -> frozenset[str]:
    """The kinds whose like is demonstrated: sheet and split call what is alike by one name."""
    return frozenset(kind for kind, part in the_split().parts.items() if part == "demonstrated")


def _valued(some: Mapping[str, Kind]) -> Mapping[str, Kind]:
    """Those that ask for something with a value; of the others there is but one task, left to practice."""
    return {name: kind for name, kind in some.items() if slots(kind.en[0])}


def _drawn(some: Mapping[str, Kind], around: Surroundings, count: int, seed: str) -> tuple[Proposal, ...]:
    """Of each kind about the same number: in turn one of each, as long as the phone holds any."""
    found: list[Proposal] = []
    streams = {name: Composer({name: kind}) for name, kind in sorted(some.items())}
    empty: set[str] = set()
    turn = 0
    bare = Surroundings(around.census, around.languages)
    while len(found) < count and len(empty) < len(streams):
        turn += 1
        for name, composer in streams.items():
            if name in empty or len(found) >= count:
                continue
            candidates = composer.candidates(bare, Random(f"{seed} {name} {turn}"), Rates())
            made = sift(candidates, bare, 1, known=found).accepted if _fills(some[name], around) else []
            found += made
            if not made:
                empty.add(name)
    return tuple(found)


def _fills(kind: Kind, around: Surroundings) -> bool:
    """Whether the phone holds what a kind takes; else its composer would look for it without end."""
    return any(kind.fillings(around.census, Random(number)) is not None for number in range(_TRIES))
