"""Any visual grounder, step by step: it points, then looks at the part round its own point, enlarged.

Half of each side and 768 pixels at least, as in ZoomClick's code (arXiv 2512.05941, 2025-12).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from device.screen import Observation
from grounding.adaptive import enough
from grounding.aslooker import as_looker
from grounding.confidence import Kind, Weights, confidence
from grounding.grounder import Grounder
from grounding.look import Look, Seen, Size, answer_of, in_pixels, picture_of, to_grounding, words_of
from grounding.multiview import Box
from grounding.parse import Pair
from grounding.proposal import View
from grounding.target import Grounding, Target, TargetNotFound


@dataclass(frozen=True, slots=True)
class ZoomIn:
    """Looks at ever smaller parts, each round the point before; the last answer counts.

    A part has `share` of the sides of the one before, `least` pixels at least, lies inside the picture and is
    enlarged as far as fits the picture's size. At most `steps` looks are made, fewer where two in a row lie
    within `near` pixels of each other (None: however near), a part shows nothing, or none can be smaller.
    Unlike `MultiView` it needs no attention, and nothing is voted on.

    The confidence is a probability of the model's own in the answer that counts, where it has one, else read
    from how far that lies from the one before (`fits` stands in for the fit that ships).
    """

    grounder: Grounder
    steps: int = 4
    near: float | None = 14
    share: float = 0.5
    least: int = 768
    fits: Mapping[Kind, Weights] | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a share that is none, and for less than two steps."""
        if not 0 < self.share < 1:
            raise ValueError(f"a part is more than nothing and less than the whole, not {self.share:g} of it")
        if self.steps < 2:
            raise ValueError(f"zooming in takes two looks or more, not {self.steps}")

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """The place, with the answer before it as its alternative.

        Raises TargetNotFound where there is no picture or no words, or the first look has no point.
        """
        words, picture = words_of(target), picture_of(observation)
        looker = as_looker(self.grounder, observation)
        (whole,) = looker.look([picture], words)
        if whole.point is None:
            raise TargetNotFound(f'this screen shows no "{words}": {whole.text[:80]!r}')
        size = picture.size
        steps = [_Step(View((0, 0, *size), 0), whole, in_pixels(whole.point, size))]
        for _ in range(1, self.steps):
            view = self._part(steps[-1], size)
            if view is None:
                break
            (look,) = looker.look([view.cut(picture)], words)
            steps.append(_Step(view, look, view.in_picture(look.point, size)))
            if steps[-1].point is None or self._settled(steps):
                break
        return to_grounding(self._seen(steps, size), size, observation, f"zoom:{looker.name}")

    def _part(self, step: "_Step", size: Size) -> View | None:
        assert step.point is not None  # the way down ends at one that has none
        left, top, right, bottom = step.view.region
        now = (right - left, bottom - top)
        wide, high = (min(side, max(self.least, round(side * self.share))) for side in now)
        if (wide, high) == now:
            return None
        x = min(max(0, round(step.point[0] - wide / 2)), size[0] - wide)
        y = min(max(0, round(step.point[1] - high / 2)), size[1] - high)
        return View((x, y, x + wide, y + high), 1, max(1.0, min(size[0] / wide, size[1] / high)))

    def _settled(self, steps: "list[_Step]") -> bool:
        return self.near is not None and enough([step.point for step in steps[-2:]], self.near)

    def _seen(self, steps: "list[_Step]", size: Size) -> Seen:
        answered = [(step, step.point) for step in steps if step.point is not None]
        (last, point), before = answered[-1], answered[-2:-1]
        points = [*(other for _, other in before), point]
        sure = last.look.probability
        if sure is None:
            sure = confidence(points, [0, 1][: len(points)], size, self.fits)
        regions: tuple[Box, ...] = tuple(step.view.region for step in steps[1:])
        answers = tuple(answer_of(s.view.region, s.look, s.point, s.view.coverage) for s in steps)
        return Seen(point, sure, tuple((other, 1.0) for _, other in before), regions, answers, steps[0].look)


@dataclass(frozen=True, slots=True)
class _Step:
    view: View
    look: Look
    point: Pair | None
    """In pixels of the whole picture."""
