"""Several ways of finding a place, the cheapest first, until one is sure enough."""

from collections.abc import Sequence
from dataclasses import replace

from device.screen import Observation, Point
from grounding.direct import directly
from grounding.grounder import Grounder, found_by
from grounding.target import Alternative, Grounding, Target, TargetNotFound, TargetUnlisted, TargetUnusable

ENOUGH = 0.5
"""From this probability on nobody else is asked."""
_MOST_ALTERNATIVES = 6


class FirstOf:
    """Asks one grounder after the other and stops at the first that is sure enough.

    Where none is, the surest answer is given, with the others' as alternatives. A screen without a tree, or
    without what was meant in it, falls through to the next by itself. `TargetUnusable` ends the search: a
    disabled button is found by its picture too, and takes no touch either way.
    """

    def __init__(
        self, grounders: Sequence[Grounder], enough: float = ENOUGH, names: Sequence[str] = ()
    ) -> None:
        """`names` are what the grounders are called where nobody finds it, in their order; "" for none."""
        if not grounders:
            raise ValueError("there has to be one way of looking at least")
        if not 0 <= enough <= 1:
            raise ValueError(f"enough is a probability, not {enough}")
        self.grounders = tuple(grounders)
        self._enough = enough
        self._names = tuple(names) or ("",) * len(self.grounders)

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """See Grounder; when nobody finds it, the message says what each of them said."""
        found = directly(observation, target)
        if found is not None:
            return found
        doubtful: list[Grounding] = []
        reasons: dict[str, list[str]] = {}
        is_unlisted = False
        for name, grounder in zip(self._names, self.grounders, strict=True):
            try:
                found = found_by(grounder, observation, target)
            except TargetUnusable:
                raise
            except TargetNotFound as nowhere:
                is_told = isinstance(nowhere, TargetUnlisted) and is_unlisted
                is_unlisted = is_unlisted or isinstance(nowhere, TargetUnlisted)
                if not is_told:
                    reasons.setdefault(str(nowhere), []).append(name)
                continue
            if found.confidence >= self._enough:
                return _with_others(found, doubtful)
            doubtful.append(found)
        if not doubtful:
            raise TargetNotFound(_told(reasons))
        surest = max(doubtful, key=lambda each: each.confidence)
        return _with_others(surest, [each for each in doubtful if each is not surest])


def _told(reasons: dict[str, list[str]]) -> str:
    """All reasons, each with who gave it where there are several."""
    called = [(", ".join(filter(None, names)), reason) for reason, names in reasons.items()]
    if len(called) == 1:
        return called[0][1]
    return "; ".join(f"{names}: {reason}" if names else reason for names, reason in called)


def _with_others(found: Grounding, others: Sequence[Grounding]) -> Grounding:
    """The places that others took it for join the alternatives, none twice."""
    if not others:
        return found
    known: dict[Point, Alternative] = {other.point: other for other in found.alternatives}
    most = min(found.confidence, 1 - found.confidence)
    for other in others:
        first = Alternative(other.point, other.confidence, other.bounds)
        for alternative in (first, *other.alternatives):
            if not _same(found, alternative.point):
                capped = replace(alternative, confidence=min(alternative.confidence, most))
                known.setdefault(alternative.point, capped)
    ranked = sorted(known.values(), key=lambda each: -each.confidence)
    return replace(found, alternatives=tuple(ranked[:_MOST_ALTERNATIVES]))


def _same(found: Grounding, point: Point) -> bool:
    return found.bounds.contains(point) if found.bounds is not None else found.point == point
