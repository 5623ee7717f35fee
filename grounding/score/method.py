"""Ways to answer from the views of an item, each told whether it was right and what it took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from grounding.adaptive import FIRST_LOOK, SURE, choose_adaptively
from grounding.confidence import confidence
from grounding.multiview import choose
from grounding.parse import Pair
from grounding.score.loggedrow import LoggedItem, LoggedView, ResultRow

Name = Literal["full_image", "first_crop", "mvp", "adaptive", "sure", "any_view"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One method on one item."""

    right: bool
    passes: int
    """Passes of the model, those without a readable answer included."""


def mvp_pick(item: ResultRow) -> Pair | None:
    """The point that MVP's rule takes from the item's views, None without any."""
    if not item.views:
        return None
    return choose([view.point for view in item.views], [view.coverage for view in item.views]).point


def _full_image(item: LoggedItem, crops: int) -> Outcome:
    del crops
    view = item.view(0)
    return Outcome(view is not None and item.hit(view.point), 1)


def _first_crop(item: LoggedItem, crops: int) -> Outcome:
    view = item.view(1)
    return Outcome(view is not None and item.hit(view.point), min(FIRST_LOOK, 1 + crops))


def _mvp(item: LoggedItem, crops: int) -> Outcome:
    return Outcome(item.hit(mvp_pick(item)), 1 + crops)


def _adaptive(item: LoggedItem, crops: int) -> Outcome:
    views = [item.view(place) for place in range(1 + crops)]
    made = choose_adaptively(
        [None if view is None else view.point for view in views],
        [0.0 if view is None else view.coverage for view in views],
    )
    return Outcome(item.hit(None if made.choice is None else made.choice.point), made.passes)


def _until_sure(item: LoggedItem, crops: int) -> Outcome:
    """By the confidence that ships, after two views and each further one."""
    passes = min(FIRST_LOOK, 1 + crops)
    seen = [view for view in item.views if view.place < passes]
    while passes < 1 + crops and _sure(item, seen) < SURE:
        passes += 1
        seen = [view for view in item.views if view.place < passes]
    point = choose([v.point for v in seen], [v.coverage for v in seen]).point if seen else None
    return Outcome(item.hit(point), passes)


def _sure(item: LoggedItem, seen: Sequence[LoggedView]) -> float:
    return confidence([v.point for v in seen], [v.coverage for v in seen], item.image_size)


def _any_view(item: LoggedItem, crops: int) -> Outcome:
    return Outcome(any(item.hit(view.point) for view in item.views), 1 + crops)


@dataclass(frozen=True, slots=True)
class Method:
    """A way to answer."""

    name: Name
    title: str
    run: Callable[[LoggedItem, int], Outcome]
    """Given an item and how many crops of each image the log looked at."""


METHODS: tuple[Method, ...] = (
    Method("full_image", "full image", _full_image),
    Method("first_crop", "first crop", _first_crop),
    Method("mvp", "MVP's rule", _mvp),
    Method("adaptive", "adaptive", _adaptive),
    Method("sure", f"until {SURE:.0%} sure", _until_sure),
    Method("any_view", "any view (ceiling)", _any_view),
)
