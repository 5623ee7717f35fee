"""Where things lie to one another: beside, below, in the corner, the second of them."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from device.screen import Bounds
from grounding.control import Control
from grounding.name import holds

_STRAY = 3.0
"""How much further off something not on the same line counts."""


def nearest(relation: str, anchor: Control, candidates: Sequence[Control]) -> list[Control]:
    """The candidates that lie so to the anchor, nearest first."""
    costs = [(_COST[relation](anchor, candidate), candidate) for candidate in candidates]
    fitting = [(cost, at) for at, (cost, _) in enumerate(costs) if cost is not None]
    return [costs[at][1] for _, at in sorted(fitting)]


def between(one: Control, other: Control, candidates: Sequence[Control]) -> list[Control]:
    """The candidates that lie between the two, along the axis they lie apart on, nearest the middle first."""
    a, b = one.bounds.center, other.bounds.center
    upright = abs(a.y - b.y) >= abs(a.x - b.x)
    low, high = sorted((a.y, b.y) if upright else (a.x, b.x))

    def along(control: Control) -> int:
        return control.bounds.center.y if upright else control.bounds.center.x

    def in_line(control: Control) -> bool:
        mine, theirs = control.bounds, one.bounds
        if upright:
            return min(mine.right, theirs.right) > max(mine.left, theirs.left)
        return min(mine.bottom, theirs.bottom) > max(mine.top, theirs.top)

    inside = [
        c
        for c in candidates
        if low < along(c) < high and in_line(c) and not _same(one, c) and not _same(other, c)
    ]
    return sorted(inside, key=lambda c: abs(2 * along(c) - low - high))


def at_place(place: tuple[int, int], candidates: Sequence[Control], size: tuple[int, int]) -> list[Control]:
    """The candidates by how far they lie out to that side or corner of the screen."""
    return sorted(candidates, key=lambda c: _out(c.bounds, place, size), reverse=True)


def _out(bounds: Bounds, place: tuple[int, int], size: tuple[int, int]) -> float:
    return place[0] * bounds.center.x / size[0] + place[1] * bounds.center.y / size[1]


def pick(candidates: Sequence[Control], order: int) -> Control | None:
    """The one of that order as people read: by lines, and along them the way the language runs."""
    lines = in_reading_order(candidates)
    if order == 0:
        return lines[len(lines) // 2] if len(lines) % 2 else None
    at = order - 1 if order > 0 else len(lines) + order
    return lines[at] if 0 <= at < len(lines) else None


def in_reading_order(candidates: Sequence[Control]) -> list[Control]:
    """Line by line from the top; along a line from the right where the tree runs that way."""
    from_right = _from_right(candidates)
    lines: list[list[Control]] = []
    for control in sorted(candidates, key=lambda c: (c.bounds.center.y, c.bounds.left)):
        if lines and control.bounds.center.y < _middle_of_foot(lines[-1][0].bounds):
            lines[-1].append(control)
        else:
            lines.append([control])
    return [
        control
        for line in lines
        for control in sorted(line, key=lambda c: -c.bounds.right if from_right else c.bounds.left)
    ]


def _middle_of_foot(bounds: Bounds) -> float:
    """Three quarters down: what has its middle above this stands on the same line."""
    return bounds.top + 0.75 * bounds.height


def _from_right(candidates: Sequence[Control]) -> bool:
    pairs = [(a.bounds, b.bounds) for a, b in pairwise(candidates)]
    level = [(a, b) for a, b in pairs if a.top <= b.center.y < a.bottom]
    return sum(b.right <= a.left for a, b in level) > sum(b.left >= a.right for a, b in level)


def _right(anchor: Control, other: Control) -> float | None:
    return _sideways(anchor, other, other.bounds.center.x - anchor.label.center.x)


def _left(anchor: Control, other: Control) -> float | None:
    return _sideways(anchor, other, anchor.label.center.x - other.bounds.center.x)


def _sideways(anchor: Control, other: Control, ahead: int) -> float | None:
    if ahead <= 0 or _same(anchor, other) or not _level(anchor, other):
        return None
    return _gap_x(anchor.label, other.bounds) + abs(anchor.label.center.y - other.bounds.center.y)


def _below(anchor: Control, other: Control) -> float | None:
    return _upright(
        anchor, other, other.bounds.top - anchor.bounds.bottom, other.bounds.center.y - anchor.bounds.center.y
    )


def _above(anchor: Control, other: Control) -> float | None:
    return _upright(
        anchor, other, anchor.bounds.top - other.bounds.bottom, anchor.bounds.center.y - other.bounds.center.y
    )


def _upright(anchor: Control, other: Control, gap: int, ahead: int) -> float | None:
    a, b = anchor.bounds, other.bounds
    if ahead <= 0 or _same(anchor, other) or gap < -0.3 * min(a.height, b.height):
        return None
    overlap = min(a.right, b.right) - max(a.left, b.left)
    sideways = 0.0 if overlap > 0 else _STRAY * -overlap + 0.5 * max(a.width, b.width)
    return max(0, gap) + sideways + 0.3 * abs(a.center.x - b.center.x)


def _beside(anchor: Control, other: Control) -> float | None:
    if _same(anchor, other):
        return None
    gap = _gap_x(anchor.label, other.bounds)
    if _level(anchor, other):
        return gap + 0.5 * abs(anchor.label.center.y - other.bounds.center.y)
    return _STRAY * (gap + _gap_y(anchor.label, other.bounds) + 20)


def _of(anchor: Control, other: Control) -> float | None:
    """Nearer in the tree, then on the screen."""
    if _same(anchor, other) and not holds(anchor.bounds, other.bounds):
        return None
    mine, others = {*anchor.path, anchor.element.index}, (*other.path, other.element.index)
    shared = sum(index in mine for index in others)
    away = _beside(anchor, other)
    return -1000.0 * shared + (away if away is not None else 0.0)


def _same(anchor: Control, other: Control) -> bool:
    """Whether the other is the anchor, or holds its text."""
    return other.element.index == anchor.element.index or holds(other.bounds, anchor.label)


def _level(anchor: Control, other: Control) -> bool:
    """Whether they share a line: half the lower one's height at least."""
    a, b = anchor.label, other.bounds
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    if shared >= 0.5 * min(a.height, b.height):
        return True
    row = anchor.bounds
    return other.element.is_checkable and row.top <= b.center.y < row.bottom


def _gap_x(a: Bounds, b: Bounds) -> int:
    return max(0, b.left - a.right, a.left - b.right)


def _gap_y(a: Bounds, b: Bounds) -> int:
    return max(0, b.top - a.bottom, a.top - b.bottom)


_COST: dict[str, Callable[[Control, Control], float | None]] = {
    "right": _right,
    "left": _left,
    "below": _below,
    "above": _above,
    "beside": _beside,
    "of": _of,
}
