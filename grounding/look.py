"""One look of a model at a picture, before it becomes a Grounding.

A `Looker` sees pictures and words only: the whole screen, a crop of it, several at once. That is what
`MultiView` and zooming in are built on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from PIL import Image

from device.screen import Bounds, Observation, Point
from grounding.heatmap import Region, decode_patches
from grounding.parse import Pair
from grounding.target import Alternative, Grounding, Target, TargetNotFound, ViewAnswer

Floats = npt.NDArray[np.float64]
Size = tuple[int, int]
_MOST_ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a picture gave."""

    point: Pair | None
    """(x, y), each 0-1 of the picture; None where the answer holds none."""
    scores: Floats | None = None
    """How much each patch was attended to, flat and row-major; None where the model does not tell."""
    grid: Size = (0, 0)
    """(width, height) in patches."""
    resized: Size = (0, 0)
    """(width, height) in pixels of the picture as the model saw it."""
    regions: tuple[Region, ...] = ()
    """Places that stand out, best first, where they are read from the scores."""
    text: str = ""
    """The answer in words, where there was one."""
    probability: float | None = None
    """That `point` is right, 0-1, as the grounder itself has it; None where it has none of its own."""


@runtime_checkable
class Looker(Protocol):
    """Looks at pictures."""

    @property
    def name(self) -> str:
        """For the `method` of a Grounding."""
        ...

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """Where `words` are on each of the pictures, in their order; those of one size may go together."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A place found on a picture, in its pixels."""

    point: Pair
    confidence: float
    others: tuple[tuple[Pair, float], ...] = ()
    """Other places with their scores, best first; scores only compare with each other."""
    views: tuple[tuple[int, int, int, int], ...] = ()
    answers: tuple[ViewAnswer, ...] = ()
    """What each look gave; none stands for the one at the whole picture."""
    look: Look | None = None
    """The one at the whole picture, whose scores are the heatmap."""


def look_at_map(
    scores: npt.ArrayLike, grid: Size, resized: Size, rank: Literal["max", "mean"] = "max"
) -> Look:
    """The look whose answer is a map: its best region's point, none where no score is positive and finite."""
    flat = np.asarray(scores, dtype=np.float64).ravel()
    finite = np.where(np.isfinite(flat), flat, 0.0)
    if not flat.size or finite.max() <= 0:
        return Look(None, None, grid, resized)
    regions = decode_patches(finite, grid, rank=rank)
    return Look(regions[0].point, finite, grid, resized, tuple(regions))


def picture_of(observation: Observation) -> Image.Image:
    """The screen's picture. Raises TargetNotFound where there is none, it is hidden, or it cannot be read."""
    if observation.secure:
        raise TargetNotFound("the system hides this screen from pictures")
    if observation.screenshot is None:
        raise TargetNotFound("there is no picture of this screen to look at")
    try:
        picture = observation.screenshot.image
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:  # all Pillow's
        raise TargetNotFound(f"the picture of this screen cannot be read: {broken}") from broken
    if min(picture.size) < 1:
        raise TargetNotFound("the picture of this screen has no pixels")
    return picture.convert("RGB")


def to_area(picture: Image.Image, area: int) -> Image.Image:
    """The picture at about so many pixels, its shape kept, larger or smaller; 0 leaves it as it is."""
    if not area or picture.width * picture.height == area:
        return picture
    ratio = (area / (picture.width * picture.height)) ** 0.5
    return picture.resize((max(1, int(picture.width * ratio)), max(1, int(picture.height * ratio))))


def words_of(target: Target) -> str:
    """What to look for. Raises TargetNotFound for a target without words."""
    words = target.description.strip()
    if not words:
        raise TargetNotFound("this way of looking needs the target in words")
    return words


def in_pixels(point: Pair, size: Size) -> Pair:
    """From 0-1 to pixels of a picture of that size."""
    return point[0] * size[0], point[1] * size[1]


def to_grounding(seen: Seen, picture: Size, observation: Observation, method: str) -> Grounding:
    """From pixels of the picture to pixels of the device, which may differ."""
    return Grounding(
        point=_device_point(seen.point, picture, observation.size),
        confidence=seen.confidence,
        method=method,
        alternatives=_alternatives(seen, picture, observation.size),
        views=tuple(_bounds(view, picture, observation.size) for view in seen.views),
        answers=_answers(seen, picture, observation.size),
        heatmap=heatmap_of(seen.look) if seen.look else None,
    )


def answer_of(
    region: tuple[int, int, int, int], look: Look | None, point: Pair | None, coverage: float
) -> ViewAnswer:
    """What a look at a part of a picture gave, in the picture's pixels."""
    peak = None if look is None or look.scores is None else float(np.nan_to_num(look.scores).max())
    return ViewAnswer(region, point, coverage, look.text if look else "", peak)


def _answers(seen: Seen, picture: Size, screen: Size) -> tuple[ViewAnswer, ...]:
    across, down = screen[0] / picture[0], screen[1] / picture[1]
    own = seen.answers or (answer_of((0, 0, *picture), seen.look, seen.point, 0),)
    return tuple(
        replace(
            each,
            region=(
                each.region[0] * across, each.region[1] * down, each.region[2] * across, each.region[3] * down
            ),
            point=None if each.point is None else (each.point[0] * across, each.point[1] * down),
        )
        for each in own
    )  # fmt: skip


def heatmap_of(look: Look) -> npt.NDArray[np.float32] | None:
    """The scores as (rows, columns)."""
    if look.scores is None:
        return None
    return look.scores.reshape(look.grid[1], look.grid[0]).astype(np.float32)


def _alternatives(seen: Seen, picture: Size, screen: Size) -> tuple[Alternative, ...]:
    """What the first leaves of certainty, shared out by score, but never more than the first has.

    A method that is unsure of its best place is no surer of the next: the rest is that it is none of them.
    """
    total = sum(score for _, score in seen.others)
    if total <= 0:
        return ()
    left = 1 - seen.confidence
    return tuple(
        Alternative(_device_point(point, picture, screen), min(seen.confidence, left * score / total))
        for point, score in seen.others[:_MOST_ALTERNATIVES]
    )


def _device_point(point: Pair, picture: Size, screen: Size) -> Point:
    x, y = point[0] * screen[0] / picture[0], point[1] * screen[1] / picture[1]
    return Point(min(max(0, int(x)), screen[0] - 1), min(max(0, int(y)), screen[1] - 1))


def _bounds(box: tuple[int, int, int, int], picture: Size, screen: Size) -> Bounds:
    across, down = screen[0] / picture[0], screen[1] / picture[1]
    whole = Bounds(0, 0, *screen)
    return Bounds(
        round(box[0] * across), round(box[1] * down), round(box[2] * across), round(box[3] * down)
    ).intersection(whole)
