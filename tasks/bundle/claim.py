"""Whether a trace is what was asked of the phone: each touch is a step's, each step has its touch."""

import base64
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from agent.action.action import (
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scroll,
    Swipe,
)
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from tasks.door.call import Call, way_by
from tasks.door.rules import Way

_SEEN = frozenset({Way.TOUCH, Way.LAUNCH, Way.INTENT, Way.PASTE, Way.WRITE, Way.HAND})


_KEYS = {KeyboardEnter: ("ENTER", "66"), NavigateBack: ("BACK", "4"), NavigateHome: ("HOME", "3")}
_TYPED = re.compile(r"input text ('(?:[^']|'\"'\"'|'\\'')*'|\S+)")
_BROADCAST = re.compile(r"-(?:-es|e) (?:msg|text) ('(?:[^']|'\"'\"')*'|\S+)")


def misfit(trajectory: Trajectory, calls: Sequence[Call]) -> Iterator[str]:
    """A line for each step that is none of what was asked of the phone, and for what is of no step."""
    passed = [call for call in calls if not call.refused and way_by(call.kind, call.what) in _SEEN]
    by_step = {step: list(some) for step, some in groupby(passed, key=lambda call: call.step)}
    for step in trajectory.steps:
        told = " && ".join(call.what for call in by_step.pop(step.index, ()))
        if told and not step.action and not _is_hand(told) and step.thought != told:
            yield f"step {step.index} decided on nothing, and touched the phone: {told[:120]}"
        elif "clipper.set" in told and not isinstance(step.action, InputText):
            yield f"step {step.index} put a text on the clipboard, and typed none"
        elif step.performed and not step.error and not _fits(step, told):
            kind = step.action.action_type if step.action else "nothing"
            yield f"step {step.index} says {kind}, and of the phone was asked: {told[:120] or 'nothing'}"
    for number, some in by_step.items():
        if all(_is_hand(call.what) for call in some):
            continue
        yield f"the phone was touched at step {number}, which the trace does not have: {some[0].what[:120]}"


def _fits(step: Step, told: str) -> bool:
    """Whether a step's action is among what was asked."""
    match step.action:
        case Click() | DoubleTap() | LongPress():
            return any(_is_at(spot.point.x, spot.point.y, told) for spot in step.grounding[:1])
        case Drag() | Scroll() | Swipe():
            return re.search(r"\binput (?:\w+ )?(?:swipe|draganddrop|motionevent)\b", told) is not None
        case InputText(text=text):
            return "{{secret:" in text or _letters(text) in _letters(_typed(told)) or not told
        case KeyboardEnter() | NavigateBack() | NavigateHome():
            names = _KEYS[type(step.action)]
            return any(re.search(rf"\bkeyevent\b.*\b(?:KEYCODE_)?{name}\b", told) for name in names)
        case OpenApp():
            return "am start" in told or "monkey" in told or not told
        case _:
            return True


def _is_hand(told: str) -> bool:
    """Whether nothing but the keyboard, the clipboard and the animations was seen to."""
    return way_by("shell", told) in (Way.HAND, Way.PASTE)


def _is_at(x: int, y: int, told: str) -> bool:
    return re.search(rf"\binput\b[^&;]*\b{x} {y}\b", told) is not None


def _typed(told: str) -> str:
    """All text that was typed: by `input text`, key by key, or handed to a keyboard."""
    pieces = [_bare(found[1]).replace("%s", " ") for found in _TYPED.finditer(told)]
    for found in _BROADCAST.finditer(told):
        try:
            pieces.append(base64.b64decode(_bare(found[1]), validate=True).decode())
        except ValueError:
            pieces.append(_bare(found[1]))
    return "".join(pieces)


def _bare(quoted: str) -> str:
    """A word of the shell without its quotes."""
    return quoted.replace("'\"'\"'", "\0").strip("'").replace("\0", "'")


def _letters(text: str) -> str:
    """What is left of a text where blanks, breaks and quotes are no matter."""
    return re.sub(r"\W", "", text)
