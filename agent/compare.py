"""The cheap check: what an action did, read from the screens before and after it without asking a model.

The status bar, the clock in it and a blinking cursor do not count as change. Where the UI tree says
nothing (none could be read, or it did not change), the pictures are compared.
"""

import hashlib
import re
from dataclasses import dataclass

import numpy as np

from agent.action import (
    Action,
    Answer,
    AskUser,
    ClearText,
    Click,
    InputText,
    NavigateHome,
    Note,
    OpenApp,
    Scroll,
    Status,
    Swipe,
    TakeOver,
    Wait,
)
from agent.step import Outcome, Seen, Step
from device.screen import Observation, Point, Screenshot, UIElement

SYSTEM_UI = "com.android.systemui"
_STATUS_BAR = 0.04
"""Part of the picture's height that shows the clock and icons that change by themselves."""
_CHANGED_PIXELS = 0.001
"""Part of the picture that must differ to count as change: less is a cursor or a spinner."""
_TELLING = 4
"""Characters that typed text must have to be believed in wherever it stands, not just in a field."""
_SECRET = re.compile(r"\{\{secret:[^}]*\}\}")


@dataclass(frozen=True)
class Check:
    """What can be said of an action from two screens."""

    outcome: Outcome
    evidence: str


def fingerprint(observation: Observation) -> str:
    """A name for the screen, equal for two looks that differ only in what changes by itself."""
    seen = [
        (e.text, e.content_description, e.class_name, e.bounds, e.is_checked, e.is_selected, e.is_enabled)
        for e in observation.elements
        if e.package_name != SYSTEM_UI
    ]
    if not seen and observation.screenshot is not None and not observation.secure:
        return hashlib.sha256(_pixels(observation.screenshot)[::8, ::8].tobytes()).hexdigest()[:16]
    key = (observation.package, observation.activity, observation.keyboard_shown, seen)
    return hashlib.sha256(repr(key).encode()).hexdigest()[:16]


def compare(
    step: Step, before: Seen, after: Seen, pictures: tuple[Screenshot | None, Screenshot | None]
) -> Check:
    """What a performed step did; `uncertain` where the screens alone do not tell."""
    action = step.action
    if action is None or isinstance(action, Answer | AskUser | Note | Status | TakeOver | Wait):
        return Check("success", "")
    expected = _expectation(action, step, before.observation, after.observation)
    if expected is not None:
        return expected
    if before.fingerprint != after.fingerprint:
        return _changed(action, before.observation, after.observation)
    part = changed_part(*pictures)
    if part > _CHANGED_PIXELS and not isinstance(action, Scroll):
        return Check("uncertain", f"the tree is the same, but {part:.1%} of the picture changed")
    return Check("no_change", "the screen is the same as before")


def compare_interrupted(step: Step, before: Seen, after: Seen) -> Check:
    """What became of a step that was begun before the run was cut short: nobody saw it being carried out."""
    if before.fingerprint != after.fingerprint:
        check = compare(step, before, after, (None, None))
        return Check(check.outcome, f"interrupted; since then: {check.evidence}")
    if step.permit is not None and step.permit.classes:
        return Check(
            "uncertain", "interrupted; the screen is as it was, which proves nothing for such an action"
        )
    return Check("no_change", "interrupted, and the screen is as it was: it did not happen")


def changed_part(before: Screenshot | None, after: Screenshot | None) -> float:
    """Which part of the picture differs, 0 to 1; 0 where there are not two pictures of one size."""
    if before is None or after is None or before.size != after.size or before.digest == after.digest:
        return 0.0
    difference = np.abs(_pixels(before).astype(np.int16) - _pixels(after).astype(np.int16))
    return float((difference.max(axis=2) > 12).mean())


def _pixels(picture: Screenshot) -> "np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]":
    array = np.asarray(picture.image)
    return array[int(array.shape[0] * _STATUS_BAR) :]


def _expectation(action: Action, step: Step, before: Observation, after: Observation) -> Check | None:
    """The check that belongs to the action's kind; None where it has none or it says nothing."""
    match action:
        case OpenApp():
            return Check("success", f"{after.package} is in front")
        case NavigateHome() if before.package == after.package and before.activity == after.activity:
            return Check("success", "already on the home screen")
        case InputText(text=text) if not _SECRET.search(text):
            return _typed(text, after)
        case ClearText():
            field = _focused(after)
            return Check("success", "the field is empty") if field and not field.text else None
        case Click() if step.grounding:
            return _switched(step.grounding[0].point, before, after)
        case _:
            return None


def _typed(text: str, after: Observation) -> Check | None:
    wanted = "".join(text.split())
    if not wanted:
        return None
    for element in sorted(after.elements, key=lambda element: not element.is_editable):
        surely = element.is_editable or len(wanted) >= _TELLING
        if surely and wanted in "".join(element.text.split()):
            return Check("success", f"the screen now reads {_short(element.text)}")
    return None


def _switched(point: Point, before: Observation, after: Observation) -> Check | None:
    """Whether a tap turned over the switch it landed on, or the one in the row it landed on."""
    if before.activity != after.activity:
        return None
    old, new = _switch_at(before, point), _switch_at(after, point)
    if old is None or new is None or old.is_checked == new.is_checked:
        return None
    name = new.label or _label_beside(new, after)
    return Check("success", f"{_short(name)} is now {'on' if new.is_checked else 'off'}")


def _switch_at(observation: Observation, point: Point) -> UIElement | None:
    here = [e for e in observation.elements if e.bounds.contains(point)]
    direct = [e for e in here if e.is_checkable]
    if direct:
        return min(direct, key=lambda e: e.bounds.area)
    row = min((e for e in here if e.is_clickable), key=lambda e: e.bounds.area, default=None)
    if row is None:
        return None
    return next(
        (e for e in observation.elements if e.is_checkable and row.bounds.contains(e.bounds.center)), None
    )


def _label_beside(switch: UIElement, observation: Observation) -> str:
    """What stands on the switch's line, nearest to it."""
    middle = switch.bounds.center
    level = [e for e in observation.elements if e.label and e.bounds.top <= middle.y < e.bounds.bottom]
    nearest = min(level, key=lambda e: abs(e.bounds.center.x - middle.x), default=None)
    return nearest.label if nearest else "the switch"


def _changed(action: Action, before: Observation, after: Observation) -> Check:
    appeared = _appeared(before, after)
    left = before.package != after.package and "launcher" not in before.package
    if left and not isinstance(action, NavigateHome):
        return Check("uncertain", f"{after.package} is in front instead of {before.package}")
    if isinstance(action, Scroll | Swipe):
        return Check("success", f"moved; now shows {appeared}" if appeared else "moved")
    return Check("success", f"now shows {appeared}" if appeared else "the screen changed")


def _appeared(before: Observation, after: Observation) -> str:
    """Up to three labels that were not there before."""
    old = {e.label for e in before.elements}
    new = dict.fromkeys(
        e.label for e in after.elements if e.label and e.label not in old and e.package_name != SYSTEM_UI
    )
    return ", ".join(_short(label) for label in list(new)[:3])


def _focused(observation: Observation) -> UIElement | None:
    return next((e for e in observation.elements if e.is_focused and e.is_editable), None)


def _short(text: str, longest: int = 40) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= longest else line[: longest - 1] + "…"}"'
