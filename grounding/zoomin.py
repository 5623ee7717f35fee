"""Any visual grounder in two steps: it points, then looks at the part round its own point, enlarged."""

from collections.abc import Mapping
from dataclasses import dataclass

from device.screen import Observation
from grounding.aslooker import as_looker
from grounding.confidence import Kind, Weights, confidence
from grounding.grounder import Grounder
from grounding.look import Seen, answer_of, in_pixels, picture_of, to_grounding, words_of
from grounding.proposal import View
from grounding.target import Grounding, Target, TargetNotFound

HALF = 0.5


@dataclass(frozen=True, slots=True)
class ZoomIn:
    """Asks twice, and the second answer counts; where that has no point, the first.

    The part is `share` of the picture's width and height with the first point in its middle, moved so that it
    lies inside, and enlarged to the picture's own size. Unlike `MultiView` it needs no attention and weighs
    nothing: one pass more, whatever the model, as the zoom-in pipelines on top of ScreenSpot-Pro have it.

    The confidence is a probability of the model's own in the answer that counts, where it has one, else read
    from how far the two lie apart (`fits` stands in for the fit that ships).
    """

    grounder: Grounder
    share: float = HALF
    fits: Mapping[Kind, Weights] | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a share that is none."""
        if not 0 < self.share < 1:
            raise ValueError(f"a part is more than nothing and less than the whole, not {self.share:g} of it")

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """The place, with the first answer as its alternative.

        Raises TargetNotFound where there is no picture or no words, or the first look has no point.
        """
        words, picture = words_of(target), picture_of(observation)
        looker = as_looker(self.grounder, observation)
        (whole,) = looker.look([picture], words)
        if whole.point is None:
            raise TargetNotFound(f'this screen shows no "{words}": {whole.text[:80]!r}')
        first = in_pixels(whole.point, picture.size)
        view = self._part(first, picture.size)
        (closer,) = looker.look([view.cut(picture).resize(picture.size)], words)
        second = view.in_picture(closer.point, picture.size)
        counts, own = (first, whole.probability) if second is None else (second, closer.probability)
        both = [first] if second is None else [first, second]
        sure = confidence(both, [0, 1][: len(both)], picture.size, self.fits) if own is None else own
        answers = (
            answer_of((0, 0, *picture.size), whole, first, 0),
            answer_of(view.region, closer, second, 1),
        )
        others = () if second is None else ((first, 1.0),)
        seen = Seen(counts, sure, others, (view.region,), answers, whole)
        return to_grounding(seen, picture.size, observation, f"zoom:{looker.name}")

    def _part(self, point: tuple[float, float], size: tuple[int, int]) -> View:
        wide, high = (max(1, round(side * self.share)) for side in size)
        left = min(max(0, round(point[0] - wide / 2)), size[0] - wide)
        top = min(max(0, round(point[1] - high / 2)), size[1] - high)
        return View((left, top, left + wide, top + high), 1)
