"""What of an apprentice's attempts the network learns from: successes, chosen in one of three ways.

`plain` is PAE's filtered cloning: every success counts as often as it has steps. `balanced` gives each kind
its share, leaves out what is done nearly always and what was done just so before. `negatives` is
that, and a claim which the phone's state denied counts against itself. A kind that is seldom done is no less
worth learning: the proposer sees to it that it is not set too often.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Literal

from agent.evaluation.evaluator import RecordJudge
from agent.offline.training.dataset import Example, examples
from agent.offline.training.loop import Pick
from agent.offline.training.sample import Demonstration
from agent.proposal.kind import Kind
from agent.proposal.proposer import SOLVED
from agent.run.trajectory import read_trajectory
from tasks.practice.apprentice import Kept, read_kept, told_of
from tasks.practice.course import in_numbers, picker
from tasks.practice.insight import pattern_of
from tasks.practice.runner import SheetResult, is_done

Method = Literal["plain", "balanced", "negatives"]
Word = Literal["state", "judge", "claim"]
"""Who is believed that an attempt came out right: the phone's state (exact), the judge that goes by the
record alone, or the agent itself."""
PER_KIND = 16
"""Successes of a kind that `balanced` takes."""
_OFTEN = 6
"""Attempts at a kind after which it may be called too hard."""
_VARIANTS = 4
_BATCH, _OWN = 64, 40
_AGAINST = -0.2
"""Weight of a claim that was wrong."""


@dataclass(frozen=True)
class Harvest:
    """What came of the attempts, as far as the network has moves for it."""

    right: tuple[Demonstration, ...]
    wrong: tuple[Demonstration, ...]
    """Claimed, and not so by the phone's state."""
    tries: Mapping[str, int]
    """Attempts by kind, those alone that ask for one kind."""
    goals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was asked for, in all wordings, by kind."""

    def share(self, kind: str) -> float:
        """Of the attempts at a kind, those that are held to have come out right."""
        return sum(demo.template == kind for demo in self.right) / max(1, self.tries.get(kind, 0))

    @property
    def beyond(self) -> tuple[str, ...]:
        """Goals of the kinds that were tried often and never done: for now, they are too hard."""
        done = {demo.template for demo in self.right}
        hard = [kind for kind, tries in self.tries.items() if tries >= _OFTEN and kind not in done]
        return tuple(goal for kind in hard for goal in self.goals[kind])


def harvest_of(attempts: Sequence[SheetResult], kinds: Mapping[str, Kind], word: Word = "state") -> Harvest:
    """All attempts that did what they were to do, by somebody's word."""
    right: list[Demonstration] = []
    wrong: list[Demonstration] = []
    tries: Counter[str] = Counter()
    asked: dict[str, dict[str, None]] = defaultdict(dict)
    for tried in attempts:
        for place, proposal in enumerate(tried.proposals):
            if not pattern_of(proposal, kinds):
                continue
            (name,) = proposal.kinds
            tries[name] += 1
            folder = tried.folder / tried.outcomes[place].folder
            kept = read_kept(folder) if tried.outcomes[place].folder else Kept((), ())
            is_believed = bool(kept.whole) and word != "state" and _is_believed(word, folder)
            deals = kept.reached if word == "state" else kept.whole if is_believed else ()
            told = told_of(kinds[name], proposal.goal)
            asked[name] |= dict.fromkeys(told.wordings)
            demo = Demonstration(name, proposal.seed, "", proposal.goal, told.values, told.wordings, deals)
            if deals:
                right.append(demo)
            elif kept.whole and not is_done(tried.outcomes[place]):
                wrong.append(replace(demo, deals=kept.whole))
    return Harvest(tuple(right), tuple(wrong), tries, {name: tuple(own) for name, own in asked.items()})


def _is_believed(word: Word, folder: Path) -> bool:
    return word == "claim" or RecordJudge().judge(read_trajectory(folder)).verdict == "SUCCESS"


def chosen(found: Harvest, method: Method) -> tuple[Demonstration, ...]:
    """The successes that are learned from."""
    if method == "plain":
        return found.right
    piles: dict[str, list[Demonstration]] = defaultdict(list)
    for demo in sorted(found.right, key=lambda one: (len(one.deals), one.seed)):
        pile = piles[demo.template]
        if len(pile) < PER_KIND and all(_way(demo) != _way(other) for other in pile):
            pile.append(demo)
    return tuple(
        demo for name, pile in sorted(piles.items()) for demo in pile if found.share(name) <= SOLVED[1]
    )


def pick_of(shown: Sequence[Example], found: Harvest, method: Method, apps: Sequence[str], seed: int) -> Pick:
    """Batches of what was demonstrated and what was found."""
    right = in_numbers(chosen(found, method), apps, seed, _VARIANTS)
    if right and method == "plain":
        return _unbalanced(shown, right)
    if not right or method == "balanced":
        return picker(shown, right)
    return picker(shown, [*right, *_against(found.wrong, apps, seed)])


def _unbalanced(shown: Sequence[Example], right: Sequence[Example]) -> Pick:
    def pick(random: Random) -> Sequence[Example]:
        return [*random.choices(shown, k=_BATCH - _OWN), *random.choices(right, k=_OWN)]

    return pick


def _against(wrong: Sequence[Demonstration], apps: Sequence[str], seed: int) -> list[Example]:
    """The claims alone: what went before may have been right."""
    found: list[Example] = []
    for demo in wrong:
        random = Random(f"{seed} against {demo.seed}")
        steps = list(examples(demo, demo.goal, apps, random, weight=_AGAINST))
        if steps and demo.deals[-1].kind == "complete":
            found.append(steps[-1])
    return found


def _way(demo: Demonstration) -> str:
    """Equal for two that did the same to the same."""
    return "\n".join(f"{deal.kind} {deal.deed.rid} {deal.deed.label} {deal.deed.text}" for deal in demo.deals)
