"""What of an apprentice's attempts the network learns from: successes, chosen in one of three ways.

`plain` is PAE's filtered cloning: every success counts as often as it has steps. `balanced` gives each kind
its share, leaves out what is done nearly always or never and what was done just so before. `negatives` is
that, and a claim which the phone's state denied counts against itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from agent.memory.pattern import matched
from agent.policy.training.dataset import Example, examples
from agent.policy.training.loop import Pick
from agent.policy.training.sample import Episode
from agent.proposal.kind import Kind
from agent.proposer import SOLVED, Rates
from tasks.practice.apprentice import read_deals, wordings_of
from tasks.practice.course import in_numbers, picker
from tasks.practice.desk import Tried, is_done
from tasks.practice.insight import pattern_of

Method = Literal["plain", "balanced", "negatives"]
PER_KIND = 8
"""Successes of a kind that `balanced` takes."""
_VARIANTS = 2
_BATCH, _OWN = 64, 40
_AGAINST = -0.2
"""Weight of a claim that was wrong."""


@dataclass(frozen=True)
class Harvest:
    """What came of the attempts, as far as the network has moves for it."""

    right: tuple[Episode, ...]
    wrong: tuple[Episode, ...]
    """Claimed, and not so."""


def harvest_of(attempts: Sequence[Tried], kinds: Mapping[str, Kind]) -> Harvest:
    """All attempts that said they were done."""
    right: list[Episode] = []
    wrong: list[Episode] = []
    for tried in attempts:
        for place, proposal in enumerate(tried.proposals):
            outcome = tried.outcomes[place]
            deals = read_deals(tried.folder / outcome.folder) if outcome.folder else ()
            pattern = pattern_of(proposal, kinds)
            if not deals or not pattern:
                continue
            (name,) = proposal.kinds
            values = tuple((matched(pattern, proposal.goal) or {}).values())
            goals = wordings_of(kinds[name], proposal.goal)
            episode = Episode(name, proposal.seed, "", proposal.goal, values, goals, deals)
            (right if is_done(outcome) else wrong).append(episode)
    return Harvest(tuple(right), tuple(wrong))


def chosen(found: Harvest, method: Method, rates: Rates) -> tuple[Episode, ...]:
    """The successes that are learned from."""
    if method == "plain":
        return found.right
    piles: dict[str, list[Episode]] = defaultdict(list)
    for episode in sorted(found.right, key=lambda one: (len(one.deals), one.seed)):
        pile = piles[episode.template]
        if len(pile) < PER_KIND and all(_way(episode) != _way(other) for other in pile):
            pile.append(episode)
    low, high = SOLVED
    return tuple(
        episode
        for name, pile in sorted(piles.items())
        for episode in pile
        if low <= rates.solved.get(name, 0) / max(1, rates.tries.get(name, 0)) <= high
    )


def pick_of(
    shown: Sequence[Example], found: Harvest, method: Method, rates: Rates, apps: Sequence[str], seed: int
) -> Pick | None:
    """Batches of what was demonstrated and what was found; None where nothing was found."""
    right = in_numbers(chosen(found, method, rates), apps, seed, _VARIANTS)
    if not right:
        return None
    if method == "plain":
        return _unbalanced(shown, right)
    if method == "balanced":
        return picker(shown, right)
    return picker(shown, [*right, *_against(found.wrong, apps, seed)])


def _unbalanced(shown: Sequence[Example], right: Sequence[Example]) -> Pick:
    def pick(random: Random) -> Sequence[Example]:
        return [*random.choices(shown, k=_BATCH - _OWN), *random.choices(right, k=_OWN)]

    return pick


def _against(wrong: Sequence[Episode], apps: Sequence[str], seed: int) -> list[Example]:
    """The claims alone: what went before may have been right."""
    found: list[Example] = []
    for episode in wrong:
        random = Random(f"{seed} against {episode.seed}")
        steps = list(examples(episode, episode.goal, apps, random, weight=_AGAINST))
        if steps and episode.deals[-1].kind == "complete":
            found.append(steps[-1])
    return found


def _way(episode: Episode) -> str:
    """Equal for two that did the same to the same."""
    return "\n".join(
        f"{deal.kind} {deal.deed.rid} {deal.deed.label} {deal.deed.text}" for deal in episode.deals
    )
