"""What an evaluation comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from grounding.evaluation.item import Item
from grounding.evaluation.read import GROUPS
from grounding.evaluation.run import Answer
from grounding.score.calibration import Calibration, calibrate
from grounding.score.statistic import Interval, Paired, paired, wilson

_FEWEST = 20
"""Answers below this say nothing of a confidence."""
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some items are right."""

    right: int
    items: int

    @property
    def accuracy(self) -> float:
        """0-1."""
        return self.right / self.items

    @property
    def interval(self) -> Interval:
        """Wilson's, 95 %."""
        return wilson(self.right, self.items)

    def to_json(self) -> dict[str, JsonValue]:
        """For programs."""
        return {
            "accuracy": self.accuracy,
            "right": self.right,
            "items": self.items,
            "interval": list(self.interval),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All of it; the accuracy is the share of all items (micro average), as the official scripts count."""

    grounder: str
    all: Share
    by: dict[str, dict[str, Share]]
    """By ui_type, platform and so on, and "platform and ui_type" where both are told."""
    unanswered: int
    """Items on which something is meant and nothing was found; they count as wrong."""
    unread: int
    """Items whose picture could not be read; they count as wrong too."""
    seconds: float
    """An item, the median."""
    calibration: Calibration | None
    against: Paired | None = None
    compared: int = 0
    """Items that both answered."""

    def to_json(self) -> dict[str, JsonValue]:
        """For programs."""
        worth = self.calibration
        return {
            "grounder": self.grounder,
            **self.all.to_json(),
            "unanswered": self.unanswered,
            "unread": self.unread,
            "seconds": self.seconds,
            "by": {
                by: {name: part.to_json() for name, part in parts.items()} for by, parts in self.by.items()
            },
            "confidence": None
            if worth is None
            else {
                "auroc": worth.auroc,
                "calibration_error": worth.error,
                "accuracy_at_50": worth.accuracy_at_50,
            },
            "against": None
            if self.against is None
            else {
                "items": self.compared,
                "better": self.against.better,
                "worse": self.against.worse,
                "difference": self.against.difference,
                "interval": list(self.against.interval),
                "p_value": self.against.p_value,
            },
        }


def report(
    grounder: str,
    items: Sequence[Item],
    answers: dict[str, Answer],
    against: dict[str, Answer] | None = None,
) -> Report:
    """Of the items that have an answer; against another grounder's on the same ones. There has to be one."""
    done = [(item, answers[item.key]) for item in items if item.key in answers]
    sure = [(a.confidence, a.right) for _, a in done if a.confidence is not None]
    others = {item.key: other for item, other in common(items, against or {})}
    both = [(answer.right, others[item.key].right) for item, answer in done if item.key in others]
    return Report(
        grounder=grounder,
        all=_share(answer for _, answer in done),
        by=_groups(done),
        unanswered=sum(a.point is None and not i.place.nowhere and not a.unread for i, a in done),
        unread=sum(a.unread for _, a in done),
        seconds=sorted(answer.seconds for _, answer in done)[len(done) // 2],
        calibration=calibrate(*zip(*sure, strict=True)) if len(sure) >= _FEWEST else None,
        against=paired(*zip(*both, strict=True)) if both else None,
        compared=len(both),
    )


def common(items: Sequence[Item], against: dict[str, Answer]) -> list[tuple[Item, Answer]]:
    """The items that another evaluation answered too."""
    return [
        (item, against[item.key]) for item in items if item.key in against and against[item.key].is_of(item)
    ]


def render(made: Report) -> str:
    """For a person, several lines."""
    lines = [f"{made.grounder}: {made.all.right:,} of {made.all.items:,} right"]
    if made.unanswered:
        lines.append(f"{made.unanswered:,} not found, which counts as wrong")
    if made.unread:
        lines.append(f"{made.unread:,} whose picture could not be read, which counts as wrong")
    lines += ["", f"{'':34}{'right':>7}{'95 %':>16}{'items':>8}", _line("all", made.all)]
    for by, parts in made.by.items():
        lines += [f"by {by}"] + [_line(f"  {name}", part) for name, part in list(parts.items())[:_MOST_ROWS]]
    worth = made.calibration
    if worth is not None:
        auroc = "-" if worth.auroc is None else f"{worth.auroc:.3f}"
        lines += [
            "",
            f"confidence: AUROC {auroc}, calibration error {worth.error:.3f} ({worth.error_by_chance:.3f} by "
            f"chance), right of the surest half {100 * worth.accuracy_at_50:.1f}",
        ]
    if made.against is not None:
        low, high = made.against.interval
        lines.append(
            f"against the other on {made.compared:,} item{'' if made.compared == 1 else 's'}: "
            f"{100 * made.against.difference:+.2f} ({100 * low:+.2f}, {100 * high:+.2f}), "
            f"{made.against.better} better, {made.against.worse} worse, p = {made.against.p_value:.4f}"
        )
    return "\n".join([*lines, f"{made.seconds:.2f} s an item (median)"])


def _line(name: str, part: Share) -> str:
    low, high = part.interval
    return (
        f"{name[:33]:34}{100 * part.accuracy:7.2f}{f'{100 * low:.2f} - {100 * high:.2f}':>16}{part.items:8,}"
    )


def _share(answers: "Iterator[Answer]") -> Share:
    rights = [answer.right for answer in answers]
    return Share(sum(rights), len(rights))


def _groups(done: Sequence[tuple[Item, Answer]]) -> dict[str, dict[str, Share]]:
    found: dict[str, dict[str, list[bool]]] = {}
    for item, answer in done:
        for by, which in (*item.groups, *_crossed(item)):
            found.setdefault(by, {}).setdefault(which, []).append(answer.right)
    order = (*GROUPS, "platform and ui_type", "group and ui_type", "platform and grounding_type")
    return {
        by: {which: Share(sum(rights), len(rights)) for which, rights in sorted(found[by].items())}
        for by in sorted(found, key=order.index)
        if len(found[by]) > 1
    }


def _crossed(item: Item) -> Iterator[tuple[str, str]]:
    """The columns that ScreenSpot, -Pro and MMBench-GUI are reported in: mobile text, ..., Dev text, ..."""
    said = dict(item.groups)
    if "platform" in said and "ui_type" in said:
        yield "platform and ui_type", f"{said['platform']} {said['ui_type']}"
    if "group" in said and "ui_type" in said:
        yield "group and ui_type", f"{said['group']} {said['ui_type']}"
    if "platform" in said and "grounding_type" in said:
        yield "platform and grounding_type", f"{said['platform']} {said['grounding_type']}"
