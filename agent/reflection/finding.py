"""What the cheap check looks at, and what it finds."""

import re
from dataclasses import dataclass
from functools import cached_property

from agent.action.action import Action, quoted
from agent.action.touched import control_at, plain, said_by
from agent.perception.change import Change, change
from agent.perception.compare import Pair
from agent.run.reason import ReasonCode
from agent.run.step import Outcome, Step
from device.screen import Observation, Point, UIElement

LISTS = re.compile(r"(?:RecyclerView|ListView|GridView)$")
"""Classes of lists, which scroll only once they are full."""
_BACKGROUND = 0.5
"""Part of the screen from which on something that can't be pressed is the page itself."""


@dataclass(frozen=True)
class Finding:
    """What can be said of an action from two screens."""

    outcome: Outcome
    reason: ReasonCode
    evidence: str
    is_expected: bool = False
    """Whether some of what the decision expected is new on the screen."""


@dataclass(frozen=True)
class Performed:
    """An action that was carried out, between two looks at the screen."""

    step: Step
    action: Action
    pair: Pair

    @cached_property
    def point(self) -> Point | None:
        """Where the finger went down; None where it did not."""
        return self.step.grounding[0].point if self.step.grounding else None

    @cached_property
    def touched(self) -> UIElement | None:
        """What the finger went down on; None for the bare page, or where no element list tells."""
        before = self.pair.before
        control = control_at(before, self.point) if self.point is not None else None
        if control is None or control.is_clickable or control.is_long_clickable:
            return control
        return None if is_background(control, before) and not control.label else control

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What stands on it, in the screen's words."""
        return said_by(self.touched, self.pair.before) if self.touched is not None else ()

    @cached_property
    def remains(self) -> UIElement | None:
        """What was touched, on the screen after; None where it is gone."""
        old, after = self.touched, self.pair.after
        if old is None:
            return None
        like = [e for e in after.elements if _kind(e) == _kind(old)]
        called = [e for e in like if said_by(e, after) == self.names]
        here = [e for e in like if e.bounds == old.bounds]
        known = {plain(e.label) for e in self.pair.before.elements if e.label}
        renamed = [
            e for e in here if not known.intersection(said_by(e, after))
        ]  # others moved up into its place
        return next(iter([e for e in called if e in here] or called or renamed), None)

    @cached_property
    def change(self) -> Change:
        """What differs between the looks."""
        return change(self.pair)


def done(reason: ReasonCode, evidence: str) -> Finding:
    """It did what it was meant to."""
    return Finding(Outcome.SUCCESS, reason, evidence)


def is_background(element: UIElement, observation: Observation) -> bool:
    """Whether an element covers so much of the screen that it is the page."""
    return element.bounds.area > _BACKGROUND * observation.size[0] * observation.size[1]


def breaks_down(observation: Observation) -> bool:
    """Whether the system says that an app crashed or hangs."""
    return any(e.resource_id.startswith("android:id/aerr") for e in observation.elements)


def short(text: str, longest: int = 40) -> str:
    """A label in quotes, on one line."""
    return quoted(text, longest)


def shows(labels: tuple[str, ...]) -> str:
    """The first of the labels, in quotes."""
    return ", ".join(short(label) for label in labels[:3])


def _kind(element: UIElement) -> tuple[str, str, str]:
    return element.package_name, element.class_name, element.resource_id
