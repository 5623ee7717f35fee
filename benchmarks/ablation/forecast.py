"""What the deciding role expects of an action: what it really leads to on a fork of the phone."""

import re
from dataclasses import dataclass

from agent.action.action import Action, NavigateHome, OpenApp
from benchmarks.ablation.reference import content, look, touch
from device.client import Device
from device.error import TapwrightError
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.screen import Observation

_RUNNING = re.compile(r"[0-9:.]+")
"""A clock that runs shows something else a moment later."""
_TOLD = 3
"""Labels of the screen that an action should lead to, named in its expectation."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes of an action."""

    words: str
    """As a reflecting role is told."""
    package: str
    idle: bool
    """Whether nothing changes."""


def foreseen(phone: Phone, action: Action) -> Forecast | None:
    """Do the action on a fork and look; None where it can't be done there."""
    with Device(InProcessTransport(phone.fork())) as device:
        before = look(device)
        try:
            touch(device, action, before)
        except (TapwrightError, StopIteration):
            return None
        after = look(device)
    shown = {one.label for one in before.elements}
    new = [one.label for one in after.elements if one.label and one.label not in shown]
    new = [label for label in dict.fromkeys(new) if not _RUNNING.fullmatch(label)]
    words = f"{after.activity} in front, showing: {' | '.join(new[:_TOLD])}"
    return Forecast(words, after.package, content(before) == content(after))


def refitted(action: Action, page: Observation, screen: Observation) -> Action | None:
    """An action that was wanted on one screen, for another one; None where it does not belong there."""
    target = getattr(action, "target", None)
    if isinstance(action, OpenApp | NavigateHome):
        return action
    if target is None or target.element is None:
        return action if page.activity == screen.activity else None
    old = next(one for one in page.elements if one.index == target.element)
    same = [
        one
        for one in screen.elements
        if (one.resource_id, one.class_name, one.label) == (old.resource_id, old.class_name, old.label)
    ]
    if page.activity != screen.activity or not same:
        return None
    here = min(
        same, key=lambda one: abs(one.bounds.top - old.bounds.top) + abs(one.bounds.left - old.bounds.left)
    )
    return action.model_copy(update={"target": target.model_copy(update={"element": here.index})})
