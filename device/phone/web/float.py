"""Boxes at the sides (float: left and right), and the room that they leave (CSS 2.2, section 9.5)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from device.phone.web.box import PageBox
from device.phone.web.extent import ENDLESS
from device.phone.web.style import Style

if TYPE_CHECKING:
    from device.phone.web.flow import PageFlow

_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class _Side:
    """One box with its margins."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(slots=True)
class Floats:
    """Those of one formatting context; places are from the corner of its box."""

    _left: list[_Side] = field(default_factory=list)
    _right: list[_Side] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._left or self._right)

    @property
    def bottom(self) -> float:
        """How far down they go."""
        return max((one.bottom for one in (*self._left, *self._right)), default=0.0)

    def span(self, y: float, height: float, left: float, right: float) -> tuple[float, float]:
        """What is left of a room between two edges, in a strip that begins at y."""
        low, high = y + _SLACK, y + max(height, 1.0)
        for one in self._left:
            if one.top < high and one.bottom > low:
                left = max(left, one.right)
        for one in self._right:
            if one.top < high and one.bottom > low:
                right = min(right, one.left)
        return left, right

    def below(self, y: float) -> float | None:
        """The next place further down where there is more room; None where there is none."""
        ends = [one.bottom for one in (*self._left, *self._right) if one.bottom > y + _SLACK]
        return min(ends, default=None)

    def cleared(self, y: float, sides: str) -> float:
        """How far down what clears "left", "right" or "both" begins that would begin at y."""
        some = [*(self._left if sides != "right" else ()), *(self._right if sides != "left" else ())]
        return max(y, max((one.bottom for one in some), default=y))

    def put(
        self, side: str, size: tuple[float, float], left: float, right: float, y: float
    ) -> tuple[float, float]:
        """Place another one no higher than y nor than those before it; its corner."""
        wide, high = size
        y = max(y, max((one.top for one in (*self._left, *self._right)), default=y))
        while True:
            start, end = self.span(y, high, left, right)
            further = self.below(y)
            if end - start + _SLACK >= wide or further is None:
                break
            y = further
        at_left = side == "left" or right >= ENDLESS / 2
        x = start if at_left else max(start, end - wide)
        (self._left if at_left else self._right).append(_Side(x, x + wide, y, y + high))
        return x, y


def place_float(flow: "PageFlow", made: PageBox, room: float, corner: tuple[float, float]) -> None:
    """Give a floating box its place, in the box that is being laid out."""
    left, top = flow.origin
    y = top + corner[1]
    if made.style.clear:
        y = flow.floats.cleared(y, made.style.clear)
    size = (made.width + made.margin[1] + made.margin[3], made.height + made.margin[0] + made.margin[2])
    start = left + corner[0]
    x, y = flow.floats.put(made.style.floating, size, start, start + room, y)
    made.x, made.y = x - left + made.margin[3], y - top + made.margin[0]


def shift(style: Style, near: int, far: int) -> float:
    """How far position: relative moves a box along one axis."""
    if style.position != "relative":
        return 0.0
    one, other = style.inset[near], style.inset[far]
    return one[0] if one is not None else -other[0] if other is not None else 0.0
