"""Ways to answer from the views of an item, each told whether it was right and what it took."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from grounding.adaptive import FIRST_LOOK, choose_adaptively
from grounding.multiview import choose
from grounding.parse import Pair
from grounding.score.viewlog import LoggedItem

Name = Literal["full_image", "first_crop", "mvp", "adaptive", "any_view"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One method on one item."""

    right: bool
    passes: int
    """Passes of the model, those without a readable answer included."""


def mvp_pick(item: LoggedItem) -> Pair | None:
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
    Method("any_view", "any view (ceiling)", _any_view),
)
