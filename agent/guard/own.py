"""The owner's own guard: code of theirs that is asked about each action before it is carried out."""

from dataclasses import dataclass
from typing import Literal, Protocol

from agent.action.action import Action
from agent.guard.deed import GuardedDeed
from device.screen import Observation


@dataclass(frozen=True, slots=True)
class Intended:
    """An action that is about to be carried out, and what the built-in guard makes of it."""

    action: Action
    observation: Observation
    """The screen that it is meant for."""
    label: str
    """What the control says that would be touched; "" where none is known."""
    deed: GuardedDeed
    """What it comes to: app, texts of the page, what is written, sums of money."""
    classes: tuple[str, ...]
    """Why the built-in guard would hold it: send, delete, payment, …; `outside` for what the goal does not
    ask for, `screen` for what it leaves to the screen. None where it would pass."""
    to: tuple[str, ...]
    """Whom it reaches, as far as the screen tells."""
    why: str
    """How it differs from what the goal asks for; "" where it does not."""
    goal: str
    """The owner's words: the goal, and what they added since, a line each."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What an own guard says of an action."""

    take: Literal["allow", "ask", "refuse"]
    """`allow` stands for the owner's yes to this one; `ask` puts it to them, also where it would pass."""
    why: str = ""
    """For `ask` and `refuse`: the reason, which the person and the deciding brain are told."""


class Guard(Protocol):
    """Has a say in every action beside the built-in guard.

    It is not asked about what is never done: another recipient, object or amount than the goal names, apps
    out of bounds, passwords and proofs of being human.
    """

    def judge(self, intended: Intended) -> Stance | None:
        """What is to become of it; None leaves it to the built-in guard. Asked once for each action."""
        ...
