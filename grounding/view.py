"""Any visual grounder, asked again about the parts of the screen that matter: MVP (arXiv 2512.08529)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from device.screen import Observation
from grounding.adaptive import enough
from grounding.aslooker import as_looker
from grounding.confidence import Kind, Weights, alone, confidence
from grounding.grounder import Grounder
from grounding.look import Look, Seen, answer_of, picture_of, to_grounding, words_of
from grounding.multiview import Choice, Linkage, choose
from grounding.parse import Pair
from grounding.proposal import Cutting, Source, View, propose
from grounding.target import Grounding, Target, TargetNotFound

Passes = int | Literal["adaptive"]

METHODS: dict[Source, str] = {"attention": "mvp", "answer": "crop", "border": "border"}
"""What a Grounding's method begins with, by how the views were chosen."""


class MultiView:
    """Looks at the whole screen, then at parts of it enlarged, and takes the answer that holds.

    Passes: 2 (the whole and the first crop, nearly all of MVP's gain), any other number (MVP's published runs
    make 3 or 5), or "adaptive": 2, and one more at a time, up to `crops` crops, only while no two answers
    agree, or, with `sure`, only while the confidence is below that. Crops are chosen by the attention of the
    pass over the whole, which is not run again; a grounder
    that tells no attention is asked round its own first answer, and one without an answer with borders. The
    method of the Grounding says which: `mvp:`, `crop:` or `border:`, with the number of passes where that is
    a fixed one: `mvp5:`.

    All crops of a fixed number of passes go to the grounder in one call, as a batch.

    The confidence is the grounder's own in the view that was chosen, where it has one, lowered by how sure it
    is elsewhere in views that disagree. For a model that gives none it is read from how the views agree: see
    grounding/confidence.py.
    """

    def __init__(
        self,
        grounder: Grounder,
        passes: Passes = 2,
        *,
        crops: int = 2,
        cutting: Cutting | None = None,
        threshold: float = 14,
        linkage: Linkage = "complete",
        select: Literal["max_coverage", "centroid"] = "max_coverage",
        fits: Mapping[Kind, Weights] | None = None,
        unread: Literal["dropped", "corner"] = "dropped",
        sure: float | None = None,
    ) -> None:
        """Set how to look, choose and tell how sure it is.

        `fits` stands in for the shipped fit of the confidence, where that comes from agreement. `unread` says
        what an answer without a point counts as: nothing, or the upper left corner of its view, as MVP's
        published code has it for GTA1 and UI-TARS.

        Raises ValueError for passes or crops that are no such number, and for a way to choose that there is
        none of.
        """
        if passes != "adaptive" and (not isinstance(passes, int) or passes < 1):
            raise ValueError(f'a screen is looked at once or more, or "adaptive", not {passes!r}')
        if crops < 1:
            raise ValueError(f"a screen is looked at once or more, not with {crops} crops")
        choose([(0, 0)], [0], threshold, linkage, select)  # before any look is paid for
        self._grounder, self._passes = grounder, passes
        self._crops = crops if passes == "adaptive" else passes - 1
        self._cutting = cutting or Cutting()
        self._threshold = threshold
        self._linkage: Linkage = linkage
        self._select: Literal["max_coverage", "centroid"] = select
        self._fits = fits
        self._unread = unread
        self._sure = sure

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """What the views agree on, with the probability that it is right.

        Raises TargetNotFound where there is no picture or no words, or no view has an answer.
        """
        words, picture = words_of(target), picture_of(observation)
        looker = as_looker(self._grounder, observation)
        (whole,) = looker.look([picture], words)
        source, views = propose(whole, picture.size, self._crops, self._cutting)
        screen = View((0, 0, *picture.size), 0)
        seen = [_Answer(screen, self._point(screen, whole, picture), whole)]
        for batch in self._batches(views):
            if self._passes == "adaptive" and len(seen) > 1 and self._enough(seen, whole, picture.size):
                break
            looks = looker.look([view.cut(picture) for view in batch], words)
            seen += [
                _Answer(view, self._point(view, look, picture), look)
                for view, look in zip(batch, looks, strict=True)
            ]
        found = self._choose(seen, whole, picture.size, words)
        often = "" if self._passes == "adaptive" else str(self._passes)
        method = f"{METHODS[source]}{often}:{looker.name}" if len(seen) > 1 else looker.name
        return to_grounding(found, picture.size, observation, method)

    def _point(self, view: View, look: Look, picture: Image.Image) -> Pair | None:
        """Of an answer, in pixels of the picture."""
        corner = (0.0, 0.0) if self._unread == "corner" else None
        return view.in_picture(look.point or corner, picture.size)

    def _batches(self, views: list[View]) -> Iterable[list[View]]:
        if self._passes == "adaptive":
            return ([view] for view in views)
        return [views] if views else []

    def _enough(self, seen: "Sequence[_Answer]", whole: Look, size: tuple[int, int]) -> bool:
        points = [answer.point for answer in seen]
        if self._sure is None:
            return enough(points, self._threshold)
        return any(points) and self._choose(seen, whole, size, "").confidence >= self._sure

    def _choose(self, seen: "Sequence[_Answer]", whole: Look, size: tuple[int, int], words: str) -> Seen:
        answers = [
            (answer.view, answer.point, answer.look.probability)
            for answer in seen
            if answer.point is not None
        ]
        if not answers:
            raise TargetNotFound(f'none of {len(seen)} looks at this screen shows "{words}"')
        points = [point for _, point, _ in answers]
        coverage = [view.coverage for view, _, _ in answers]
        own = [probability for _, _, probability in answers if probability is not None]
        choice = choose(points, coverage, self._threshold, self._linkage, self._select)
        return Seen(
            point=choice.point,
            confidence=_by_itself(choice, coverage, own)
            if len(own) == len(points)
            else confidence(points, coverage, size, self._fits),
            others=_others(choice, points),
            views=tuple(answer.view.region for answer in seen) if len(seen) > 1 else (),
            answers=tuple(answer_of(a.view.region, a.look, a.point, a.view.coverage) for a in seen),
            look=whole,
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    view: View
    point: Pair | None
    """In pixels of the whole picture."""
    look: Look


def _by_itself(choice: Choice, coverage: Sequence[float], own: Sequence[float]) -> float:
    """The probability of the view that was chosen, of a centroid that of its group's first by coverage.

    Each other group is a rival as sure as its surest view.
    """
    mine, *rest = choice.groups
    chosen = choice.index if choice.index >= 0 else max(mine, key=lambda i: coverage[i])
    return alone(own[chosen], [max(own[i] for i in group) for group in rest])


def _others(choice: Choice, points: Sequence[Pair]) -> tuple[tuple[Pair, float], ...]:
    """One place for each group that was not chosen, by how many views it has."""
    return tuple((points[group[0]], float(len(group))) for group in choice.groups[1:])
