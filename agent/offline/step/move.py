"""What a skill says about its sub-goal on one screen: act, done, or no way on."""

from dataclasses import dataclass

from agent.action.action import Action, Click
from agent.run.status import Cause
from device.screen import UIElement
from grounding.target import Target


@dataclass(frozen=True, slots=True)
class Act:
    """Not there yet: do this."""

    action: Action
    thought: str
    expectation: str = ""
    doubtful: bool = False
    """Whether it says what was not seen, or that there is no more: looked at twice before it is done."""
    nothing: bool = False
    """Whether what is answered is that nothing is there, which a guess may be wrong about."""


@dataclass(frozen=True, slots=True)
class Done:
    """The screen confirms the sub-goal."""

    evidence: str
    doubtful: bool = False
    """Whether it rests on what was not seen: looked at twice before it is believed."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """It cannot be done; the reason is for the person."""

    reason: str
    sure: bool = False
    """Whether it rests on what was seen, so that no second look is due."""
    balked: bool = False
    """Whether the phone or an app did not go along, which says nothing of whether it can be done."""
    cause: Cause = Cause.IMPOSSIBLE
    """Why it cannot be done, for a program."""
    which: bool = False
    """Whether the person can tell which of several is meant, so that they are asked first."""


Move = Act | Done | Stuck


def click(element: UIElement, name: str, thought: str, expectation: str = "") -> Act:
    """Tap an element; `name` is how the history will call it."""
    return Act(Click(target=Target(description=name, element=element.index)), thought, expectation)
