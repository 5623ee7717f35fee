"""Look again only when the answers so far disagree.

On the published views of Qwen3-VL-8B this gives MVP's accuracy (arXiv 2512.08529) at about 2.5 passes an
image, where its code makes 4: with one full view and two crops the third can change nothing once the first
two agree, since a pair outvotes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from grounding.multiview import Choice, Linkage, choose
from grounding.parse import Pair

SURE = 0.7
"""As sure as this by how its views agree, another look changed nothing in the published logs."""
FIRST_LOOK = 2
"""The full image, whose pass also says where to look closer, and the first crop."""


@dataclass(frozen=True, slots=True)
class AdaptiveChoice:
    """What was chosen and what it took."""

    choice: Choice | None
    """Indices are those of the views as given; None where no view had an answer."""
    passes: int
    """How many views were looked at."""


def enough(points: Sequence[Pair | None], threshold: float = 14) -> bool:
    """Whether two of the answers so far lie within `threshold` image pixels of each other on both axes.

    `points` are (x, y) in image pixels, None for a view whose answer held no point.
    """
    answers = [point for point in points if point is not None]
    return any(
        abs(one[0] - other[0]) <= threshold and abs(one[1] - other[1]) <= threshold
        for one, other in combinations(answers, 2)
    )


def choose_adaptively(
    points: Sequence[Pair | None],
    coverage: Sequence[float],
    threshold: float = 14,
    linkage: Linkage = "complete",
) -> AdaptiveChoice:
    """Walk through the views in order, stop as soon as two agree, and choose among those seen.

    `points` are the answers of the views in the order in which they would be looked at (full image, crops),
    in image pixels, None where there was none; `coverage` as for `choose`. At least the first two are seen.

    Raises ValueError when points and coverage differ in number.
    """
    if len(points) != len(coverage):
        raise ValueError(f"{len(points)} points and {len(coverage)} coverages to choose from")
    passes = min(FIRST_LOOK, len(points))
    while passes < len(points) and not enough(points[:passes], threshold):
        passes += 1
    seen = [(index, point) for index, point in enumerate(points[:passes]) if point is not None]
    if not seen:
        return AdaptiveChoice(None, passes)
    indices = [index for index, _ in seen]
    made = choose([point for _, point in seen], [coverage[i] for i in indices], threshold, linkage)
    groups = tuple(tuple(indices[member] for member in group) for group in made.groups)
    return AdaptiveChoice(Choice(made.point, indices[made.index], groups), passes)
