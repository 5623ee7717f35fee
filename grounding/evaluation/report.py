"""What an evaluation comes to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from grounding.evaluation.answer import Answer
from grounding.evaluation.item import Item
from grounding.evaluation.read import GROUPS
from grounding.score.calibration import Calibration, calibrate
from grounding.score.statistic import Interval, Paired, paired, wilson

_FEWEST = 20
"""Answers below this say nothing of a confidence."""


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
class Acting:
    """What the agent would make of the same answers: it taps no point below its bound."""

    bound: float
    """0-1; a point of less confidence is taken for "not found"."""
    all: Share
    refusals: Share | None

    def to_json(self) -> dict[str, JsonValue]:
        """For programs."""
        told = None if self.refusals is None else self.refusals.to_json()
        return {"from": self.bound, **self.all.to_json(), "refusals": told}


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
    """Items whose picture could not be read; they count as wrong too, and are asked again by the next run."""
    seconds: float
    """An item, the median."""
    calibration: Calibration | None
    refusals: Share | None = None
    """Items on which nothing is meant: right is to find nothing. None without any."""
    acting: Acting | None = None
    against: Paired | None = None
    compared: int = 0
    """Items that both answered."""
    unread_first: str = ""
    """What is wrong with the first picture that could not be read, with its path."""

    def to_json(self) -> dict[str, JsonValue]:
        """For programs."""
        worth = self.calibration
        return {
            "grounder": self.grounder,
            **self.all.to_json(),
            "unanswered": self.unanswered,
            "unread": self.unread,
            "unread_first": self.unread_first or None,
            "seconds": self.seconds,
            "refusals": None if self.refusals is None else self.refusals.to_json(),
            "acting": None if self.acting is None else self.acting.to_json(),
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
    bound: float | None = None,
) -> Report:
    """Of the items that have an answer; against another grounder's on the same ones. There has to be one.

    `bound` is the confidence (0-1) from which the agent taps, to tell what it would make of the answers.
    """
    done = [(item, answers[item.key]) for item in items if item.key in answers]
    sure = [(a.confidence, a.right) for _, a in done if a.confidence is not None]
    others = {item.key: other for item, other in common(items, against or {})}
    both = [(answer.right, others[item.key].right) for item, answer in done if item.key in others]
    return Report(
        grounder=grounder,
        all=_share(answer.right for _, answer in done),
        by=_groups(done),
        unanswered=sum(a.point is None and not i.place.nowhere and not a.unread for i, a in done),
        unread=sum(a.unread for _, a in done),
        seconds=sorted(answer.seconds for _, answer in done)[len(done) // 2],
        calibration=calibrate(*zip(*sure, strict=True)) if len(sure) >= _FEWEST else None,
        refusals=_refusals(done, 0),
        acting=None
        if bound is None
        else Acting(bound, _share(_acts(*each, bound) for each in done), _refusals(done, bound)),
        against=paired(*zip(*both, strict=True)) if both else None,
        compared=len(both),
        unread_first=next((answer.told for _, answer in done if answer.unread), ""),
    )


def common(items: Sequence[Item], against: dict[str, Answer]) -> list[tuple[Item, Answer]]:
    """The items that another evaluation answered too."""
    return [
        (item, against[item.key]) for item in items if item.key in against and against[item.key].is_of(item)
    ]


def _share(rights: Iterable[bool]) -> Share:
    counted = list(rights)
    return Share(sum(counted), len(counted))


def _acts(item: Item, answer: Answer, bound: float) -> bool:
    """Whether it is right where a point below the bound is none."""
    if answer.point is None or answer.confidence is None or answer.confidence >= bound:
        return answer.right
    return item.place.nowhere


def _refusals(done: Sequence[tuple[Item, Answer]], bound: float) -> Share | None:
    rights = [_acts(item, answer, bound) for item, answer in done if item.place.nowhere]
    return _share(rights) if rights else None


def _groups(done: Sequence[tuple[Item, Answer]]) -> dict[str, dict[str, Share]]:
    found: dict[str, dict[str, list[bool]]] = {}
    for item, answer in done:
        for by, which in (*item.groups, *_crossed(item)):
            found.setdefault(by, {}).setdefault(which, []).append(answer.right)
    order = (*GROUPS, "platform and ui_type", "group and ui_type", "platform and grounding_type",
             "file and ui_type")  # fmt: skip
    several = {by for by in found if len(found[by]) > 1}
    return {
        by: {which: Share(sum(rights), len(rights)) for which, rights in sorted(found[by].items())}
        for by in sorted(several, key=order.index)
        if by in GROUPS or several.issuperset(by.split(" and "))  # else a crossing repeats one of its parts
    }


def _crossed(item: Item) -> Iterator[tuple[str, str]]:
    """The columns that ScreenSpot, -Pro, MMBench-GUI and UI-Vision are reported in: mobile text, ..."""
    said = dict(item.groups)
    if "platform" in said and "ui_type" in said:
        yield "platform and ui_type", f"{said['platform']} {said['ui_type']}"
    if "group" in said and "ui_type" in said:
        yield "group and ui_type", f"{said['group']} {said['ui_type']}"
    if "category" in said and "file" in said and "ui_type" in said:
        yield "file and ui_type", f"{said['file']} {said['ui_type']}"
    if "platform" in said and "grounding_type" in said:
        yield "platform and grounding_type", f"{said['platform']} {said['grounding_type']}"
