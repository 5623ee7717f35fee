"""The learning curve: a point for each round, as lines of JSON and as a picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from agent.run.step import Record
from device.atomicfile import write_whole
from tasks.practice.exam import PRACTISED
from tasks.statistics.interval import Share

LINES, PICTURE = "curve.jsonl", "curve.svg"
_WIDE, _HIGH, _LEFT, _BELOW, _ABOVE = 760, 400, 64, 48, 48
_COLOURS = ("#1a56a0", "#b0481e", "#3d7a2a", "#7a3d8c", "#555")
_DASHES = ("", "6 4", "2 3", "8 3 2 3", "1 5")


class Rate(Record):
    """A share with its interval, as it is written down."""

    value: float
    low: float
    high: float
    count: int

    @staticmethod
    def of(share: Share) -> "Rate":
        """The same share."""
        return Rate(value=share.value, low=share.low, high=share.high, count=share.count)

    def __str__(self) -> str:
        """In per cent."""
        return f"{self.value:.0%} ({self.low:.0%} to {self.high:.0%}, n={self.count})"


class Opinion(Record):
    """An exam by the evaluator's word, beside what the phone's state says."""

    by: str
    """Who judged."""
    done: Rate
    """The share that it calls done; what it is not sure of is not."""
    agrees: Rate
    """How often that is what the state says."""
    praised: int
    """Called done, and is not."""
    missed: int
    """Called failed, and is done."""
    unsure: int

    def __str__(self) -> str:
        """In a line."""
        return (
            f"{self.done} by the evaluator {self.by}; it agrees with the phone's state in {self.agrees}: "
            f"{self.praised} praised wrongly, {self.missed} blamed wrongly, {self.unsure} unsure"
        )


class Point(Record):
    """One round; round 0 is before any practice."""

    round: int
    held_out: Rate
    """Success on all held-out tasks with what is kept after the round."""
    rows: Mapping[str, Rate]
    """The same for each row of the exam."""
    attempts: Rate | None = None
    """Success in the round's own tasks."""
    predicates: int | None = None
    """How many different things the round's own tasks want."""
    rejected: Mapping[str, int] = {}
    """Proposals that were turned down, by reason."""
    apps: Mapping[str, int] = {}
    """How many tasks were set so far in each app of the phone, by package."""
    judged: Opinion | None = None
    """The same exam by the evaluator's word, which decides nothing."""
    judged_change: str = ""
    """By that word, the agent now against the one before practice, paired."""
    kept: bool | None = None
    """Whether what the round taught was kept; None where it taught nothing."""
    round_change: str = ""
    """What the round's lesson changed on the held-out tasks, paired."""
    change: str = ""
    """The agent now against the one before practice, paired."""
    told: tuple[str, ...] = ()
    """What was learned and what thrown out."""


def write_curve(folder: Path, points: Sequence[Point]) -> None:
    """Lines and picture of all points so far."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / LINES, "".join(f"{point.model_dump_json()}\n" for point in points).encode())
    write_whole(folder / PICTURE, drawn(points).encode())


_LETTER = 7.4
"""How wide a letter of a label is, roughly."""


def drawn(points: Sequence[Point]) -> str:
    """The curve as SVG: held-out success by round with its interval, and each row of the exam beside it."""
    last = max(1, points[-1].round)

    def x(number: float) -> float:
        return _LEFT + (_WIDE - _LEFT - 24) * number / last

    def y(share: float) -> float:
        return _HIGH - _BELOW - (_HIGH - _BELOW - _ABOVE) * share

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" '
        f'font-family="sans-serif" font-size="13" fill="#222">',
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15">Success on held-out tasks, after each round</text>',
    ]
    for tenth in range(0, 11, 2):
        at = y(tenth / 10)
        parts.append(f'<path d="M{_LEFT} {at:.1f}H{_WIDE - 24}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{tenth * 10}%</text>')
    below = _HIGH - _BELOW + 18
    parts.append(f'<text x="{_LEFT - 8}" y="{below}" text-anchor="end">round</text>')
    for point in points:
        parts.append(f'<text x="{x(point.round):.1f}" y="{below}" text-anchor="middle">{point.round}</text>')
    upper = " ".join(f"{x(p.round):.1f},{y(p.held_out.high):.1f}" for p in points)
    lower = " ".join(f"{x(p.round):.1f},{y(p.held_out.low):.1f}" for p in reversed(points))
    parts.append(f'<polygon points="{upper} {lower}" fill="{_COLOURS[0]}" opacity="0.15"/>')
    lines = {"all": [p.held_out for p in points]}
    lines |= {row: [p.rows[row] for p in points] for row in points[0].rows}
    at = float(_LEFT)
    for place, (name, rates) in enumerate(lines.items()):
        colour, dash = _COLOURS[place % len(_COLOURS)], _DASHES[place % len(_DASHES)]
        spots = [(x(p.round), y(rate.value)) for p, rate in zip(points, rates, strict=True)]
        told = " ".join(f"{left:.1f},{top:.1f}" for left, top in spots)
        stroke = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
        parts.append(f'<polyline points="{told}" fill="none" {stroke}/>')
        parts += [f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="{colour}"/>' for left, top in spots]
        if name == PRACTISED:  # the row that practice is for has its interval as well
            parts += [
                f'<path d="M{at:.1f} {y(rate.low):.1f}V{y(rate.high):.1f}" stroke="{colour}" opacity="0.5"/>'
                for (at, _), rate in zip(spots, rates, strict=True)
            ]
        label = f"{name}, n={rates[-1].count}"
        parts.append(
            f'<path d="M{at:.0f} {_HIGH - 12}h24" {stroke}/>'
            f'<text x="{at + 28:.0f}" y="{_HIGH - 8}">{label}</text>'
        )
        at += 36 + _LETTER * len(label)
    return "\n".join([*parts, "</svg>", ""])
