"""What goes wrong in the deciding role, by seed: the same for every preset at the same point of a task."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from agent.action.action import Action, Click, DoubleTap, InputText, LongPress, NavigateBack, Status
from device.screen import Observation
from grounding.target import Target

Kind = Literal["wrong element", "wrong page", "premature finish", "repeated typing"]
KINDS: tuple[Kind, ...] = ("wrong element", "wrong page", "premature finish", "repeated typing")
"""The fifth, a lost note, lies in wait where something is to be typed or told that no longer shows."""
_FEWEST = 2
"""A claim is made at the earliest after so many actions."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How often who errs."""

    fault: float
    """Share of decisions that go wrong, the kinds that fit taken with equal odds."""
    role: float
    """Share of the replies of each other role that are wrong."""


@dataclass(frozen=True, slots=True)
class Dice:
    """Odds that depend on what is drawn for and on nothing drawn before."""

    seed: int
    task: str

    def at(self, *place: object) -> Random:
        """A generator of its own for this place of the run."""
        return Random(f"{self.seed} {self.task} {place}")

    def falls(self, rate: float, *place: object) -> bool:
        """Whether what happens at this rate happens here."""
        return self.at(*place).random() < rate


def strays(rates: Rates, dice: Dice, action: Action, done: int, attempt: int) -> Kind | None:
    """The kind of error made in the place of an action; None where it is done right."""
    draw = dice.at("fault", done, attempt)
    if draw.random() >= rates.fault:
        return None
    fits: Mapping[Kind, bool] = {
        "wrong element": isinstance(action, Click | DoubleTap | LongPress),
        "wrong page": True,
        "premature finish": done >= _FEWEST,
        "repeated typing": isinstance(action, InputText) and bool(action.text),
    }
    return draw.choice([kind for kind in KINDS if fits[kind]])


def strayed(kind: Kind, action: Action, screen: Observation, draw: Random) -> Action:
    """What is done instead."""
    match kind:
        case "wrong element" if isinstance(action, Click | DoubleTap | LongPress):
            others = [
                one
                for one in screen.elements
                if one.is_clickable and one.bounds.area and one.index != action.target.element
            ]
            if not others:
                return NavigateBack()
            other = draw.choice(others)
            return action.model_copy(update={"target": Target(element=other.index, description=other.label)})
        case "repeated typing" if isinstance(action, InputText):
            return action.model_copy(update={"text": action.text * 2})
        case "premature finish":
            return Status(goal_status="complete", reason="that should be it")
        case _:
            return NavigateBack()
