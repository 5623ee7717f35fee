"""One instruction on one picture, with the place it means."""

from dataclasses import dataclass
from pathlib import Path

Pair = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the right points lie; all in pixels of the picture as annotated."""

    box: Box | None = None
    """xyxy, edges included, as the official code of ScreenSpot-Pro has it."""
    polygon: tuple[Pair, ...] = ()

    @property
    def nowhere(self) -> bool:
        """Whether nothing on the picture is meant: right is to find nothing."""
        return self.box is None and not self.polygon

    def holds(self, point: Pair) -> bool:
        """Whether a point is right; a polygon's inside is told by the even-odd rule, as for OSWorld-G."""
        if self.box is not None:
            left, top, right, bottom = self.box
            return left <= point[0] <= right and top <= point[1] <= bottom
        return _odd(self.polygon, point)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a benchmark."""

    key: str
    """Tells it from all others of the benchmark."""
    image: Path
    picture: str
    """What the data call it, below the folder of the pictures: two of one name in two folders stay apart."""
    instruction: str
    place: Place
    image_size: tuple[int, int] | None
    """(width, height) as annotated; None where the picture's own counts."""
    groups: tuple[tuple[str, str], ...]
    """(by what, which), e.g. ("ui_type", "icon"); one kind may come twice."""
    id: str = ""
    """What its row calls it; empty where the row has no id."""

    def box_on(self, size: tuple[int, int]) -> Box | None:
        """The true box in pixels of the picture of (width, height); None where it is no box."""
        if self.place.box is None:
            return None
        wide, high = self.image_size or size
        left, top, right, bottom = self.place.box
        across, down = size[0] / wide, size[1] / high
        return left * across, top * down, right * across, bottom * down

    def is_right(self, point: tuple[float, float] | None, size: tuple[int, int]) -> bool:
        """Whether a point in pixels of the picture of (width, height) is right; None is no answer."""
        if point is None or self.place.nowhere:
            return point is None and self.place.nowhere
        wide, high = self.image_size or size
        return self.place.holds((point[0] * wide / size[0], point[1] * high / size[1]))


def _odd(polygon: tuple[Pair, ...], point: Pair) -> bool:
    inside = False
    x, y = point
    for (x1, y1), (x2, y2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
