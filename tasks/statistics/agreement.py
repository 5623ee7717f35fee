"""Whether two runs of the same tries came to the same verdicts: by another way, on another phone."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent.evaluation.verdict import Verdict
from tasks.ledger.record import Outcome, Plan
from tasks.statistics.interval import Share, by_task, clustered, pooled


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One try that came out otherwise."""

    task: str
    seed: int
    first: str
    """What came of it in the first run, in a word."""
    second: str
    clauses: tuple[str, ...]
    """What the two say differently, a line each."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two runs, try by try."""

    count: int
    same: Share
    """Of the tries that both made: those with the same success."""
    kappa: float | None
    """Cohen's: 1 for always, 0 for no more than by chance; None where all came out one way in both."""
    only_first: int
    only_second: int
    differing: tuple[Disagreement, ...]
    """Where a success or a clause is not the same."""
    left_out: tuple[int, int]
    """Tries that only one of them made, or with other parameters."""


def agreement(
    one: tuple[Plan, Mapping[int, Outcome]], other: tuple[Plan, Mapping[int, Outcome]]
) -> Agreement:
    """Compare what was judged of the same tasks with the same parameters. Raises ValueError for none."""
    first, second = _judged(*one), _judged(*other)
    keys = [key for key in first if key in second and first[key][0] == second[key][0]]
    if not keys:
        raise ValueError("they have no try in common")
    pairs = [(key, first[key][1], second[key][1]) for key in keys]
    same = by_task((key[0], a.success == b.success) for key, a, b in pairs)
    count = len(pairs)
    rates = [
        sum(each.success for each in side) / count
        for side in ([a for _, a, _ in pairs], [b for *_, b in pairs])
    ]
    chance = rates[0] * rates[1] + (1 - rates[0]) * (1 - rates[1])
    share = (pooled if len(same) == 1 else clustered)(same)
    return Agreement(
        count=count,
        same=share,
        kappa=None if chance == 1 else (share.value - chance) / (1 - chance),
        only_first=sum(a.success and not b.success for _, a, b in pairs),
        only_second=sum(b.success and not a.success for _, a, b in pairs),
        differing=tuple(found for key, a, b in pairs if (found := _differing(*key, a, b)) is not None),
        left_out=(len(first) - count, len(second) - count),
    )


def _judged(plan: Plan, outcomes: Mapping[int, Outcome]) -> dict[tuple[str, int], tuple[str, Outcome]]:
    return {
        (each.task, each.seed): (str(sorted(each.params.items())), outcomes[each.number])
        for each in plan.episodes
        if each.number in outcomes
    }


def _differing(task: str, seed: int, first: Outcome, second: Outcome) -> Disagreement | None:
    lines = tuple(_clauses(first.verdict, second.verdict))
    if first.success == second.success and not lines:
        return None
    return Disagreement(task, seed, _word(first), _word(second), lines)


def _word(outcome: Outcome) -> str:
    return "done" if outcome.success else f"not done ({outcome.failure})"


def _clauses(first: Verdict | None, second: Verdict | None) -> list[str]:
    if first is None or second is None:
        return ["one of them was never judged"] if first is not second else []
    theirs = {clause.demand: clause for clause in second.clauses}
    return [
        f"{clause.demand}: {clause.evidence} / {theirs[clause.demand].evidence}"
        for clause in first.clauses
        if clause.demand in theirs and theirs[clause.demand].ok != clause.ok
    ]
