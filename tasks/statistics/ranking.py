"""Several agents on the same tasks: in which order they stand, and which of them can be told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_lowercase

from tasks.statistics.interval import Share, by_task, clustered, pooled
from tasks.statistics.level import LEVEL
from tasks.statistics.paired import Comparison, Key, compare

Tries = Mapping[Key, bool]
"""Whether each try succeeded, by its task and seed."""


@dataclass(frozen=True, slots=True)
class Duel:
    """Two of them: the better one (by its rate) against the other."""

    better: str
    other: str
    found: Comparison
    """Of the better one less the other."""
    adjusted: float
    """Its p, made larger for how many pairs were looked at (Holm 1979)."""

    @property
    def is_clear(self) -> bool:
        """Whether the two are told apart, all pairs considered."""
        return self.adjusted < 1 - LEVEL


@dataclass(frozen=True, slots=True)
class Standing:
    """One of them in the table."""

    name: str
    success: Share
    """Of the tries that all of them made."""
    cluster: str
    """Letters: two that share one are not told apart."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The table."""

    standings: tuple[Standing, ...]
    """The best first."""
    duels: tuple[Duel, ...]
    """Every pair, the clearest first."""
    count: int
    """Tries that all of them made."""
    left_out: Mapping[str, int]
    """Tries that not all of them made, by who made them."""


def rank(entries: Mapping[str, Tries]) -> Ranking:
    """Rank two and more on the tries that all of them made; raises ValueError where there is none."""
    if len(entries) < 2:
        raise ValueError("it takes two to rank")
    shared = set.intersection(*(set(tries) for tries in entries.values()))
    if not shared:
        raise ValueError("they have no task with the same seed in common")
    told = {name: {key: tries[key] for key in sorted(shared)} for name, tries in entries.items()}
    shares = {name: _share(tries) for name, tries in told.items()}
    order = sorted(told, key=lambda name: (-shares[name].value, name))
    pairs = list(combinations(order, 2))
    found = [compare(told[other], told[better]) for better, other in pairs]
    adjusted = holm([each.p for each in found])
    duels = [Duel(*pair, each, p) for pair, each, p in zip(pairs, found, adjusted, strict=True)]
    alike = {frozenset((duel.better, duel.other)) for duel in duels if not duel.is_clear}
    letters = _letters(order, alike)
    return Ranking(
        standings=tuple(Standing(name, shares[name], letters[name]) for name in order),
        duels=tuple(sorted(duels, key=lambda duel: duel.found.p)),
        count=len(shared),
        left_out={name: len(tries) - len(shared) for name, tries in entries.items()},
    )


def _share(tries: Tries) -> Share:
    grouped = by_task((task, done) for (task, _seed), done in tries.items())
    return pooled(grouped) if len(grouped) == 1 else clustered(grouped)


def holm(chances: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values (1979, Scandinavian Journal of Statistics 6), in the order given.

    With them the chance to tell any two apart that are alike is at most the level, however many are looked
    at, and whatever they have to do with each other.
    """
    found = [0.0] * len(chances)
    highest = 0.0
    for place, index in enumerate(sorted(range(len(chances)), key=lambda each: chances[each])):
        highest = max(highest, min(1.0, (len(chances) - place) * chances[index]))
        found[index] = highest
    return found


def _letters(order: Sequence[str], alike: set[frozenset[str]]) -> dict[str, str]:
    """A letter for each largest group of which no two are told apart, the best group's first."""
    groups = sorted(
        (sorted(group, key=order.index) for group in _largest(frozenset(order), alike)),
        key=lambda group: [order.index(name) for name in group],
    )
    marks = [ascii_lowercase[number % 26] * (number // 26 + 1) for number in range(len(groups))]
    return {
        name: "".join(mark for mark, group in zip(marks, groups, strict=True) if name in group)
        for name in order
    }


def _largest(names: frozenset[str], alike: set[frozenset[str]]) -> list[frozenset[str]]:
    """The groups that are all alike and to which nobody can be added (Bron and Kerbosch 1973)."""
    near = {
        name: frozenset(n for n in names if frozenset((name, n)) in alike and n != name) for name in names
    }
    found: list[frozenset[str]] = []

    def grow(group: frozenset[str], more: frozenset[str], seen: frozenset[str]) -> None:
        if not more and not seen:
            found.append(group)
        for name in sorted(more):
            grow(group | {name}, more & near[name], seen & near[name])
            more -= {name}
            seen |= {name}

    grow(frozenset(), names, frozenset())
    return found
