"""The cheap check: what an action did, read from the screens before and after it without asking a model.

`RULES` are asked in order, each about the actions it stands beside; the first that has something to say
decides. What belongs to the action comes first, then what else changed, then that nothing did.
"""

from collections.abc import Callable
from dataclasses import replace

from agent.action.action import (
    Action,
    CallTool,
    ClearText,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scope,
    Scroll,
    Swipe,
    quoted,
)
from agent.perception.compare import Pair
from agent.reflection import page, picture, touch, written
from agent.reflection.expectation import Match, match
from agent.reflection.finding import Finding, Performed, done, shows
from agent.run.reason import ReasonCode
from agent.run.step import Outcome, Seen, Step
from device.screen import Screenshot

Pictures = tuple[Screenshot | None, Screenshot | None]
Rule = Callable[[Performed], Finding | None]
Kinds = tuple[type[Action], ...]

_TAPS: Kinds = (Click, LongPress, DoubleTap)
_STROKES: Kinds = (Scroll, Swipe, Drag)
_KEYS: Kinds = (NavigateBack, NavigateHome, OpenApp, KeyboardEnter)
_TEXT: Kinds = (InputText, ClearText)
_ALL: Kinds = (*_TAPS, *_STROKES, *_KEYS, *_TEXT)


def moved(performed: Performed) -> Finding | None:
    """What the finger moved has another place, or other things on it."""
    labels = performed.pair.appeared
    told = f"moved; now shows {shows(labels)}" if labels else "moved"
    return done(ReasonCode.MOVED, told) if _has_changed(performed) else None


def entered(performed: Performed) -> Finding | None:
    """Whatever took Enter did something."""
    labels = performed.pair.appeared
    told = f"now shows {shows(labels)}" if labels else "the screen changed"
    return done(ReasonCode.ENTERED, told) if _has_changed(performed) else None


def returned(performed: Performed) -> Finding:
    """A tool returned; the step has the whole of it."""
    return _returned(performed.step.result)


def _returned(result: str) -> Finding:
    return done(ReasonCode.RETURNED, f"it returned {quoted(result)}" if result else "it returned nothing")


def _has_changed(performed: Performed) -> bool:
    """Whether the element lists tell of a change, and of more than one element that may change by itself."""
    return performed.pair.scrolled and all(performed.pair.trees) and not performed.change.is_lone


def nothing(performed: Performed) -> Finding:
    """The screen is as it was."""
    if any(performed.pair.moves_at(spot.point) for spot in performed.step.grounding):
        told = "nothing changed but what moves there by itself"
        return Finding(Outcome.UNCERTAIN, ReasonCode.UNSEEN, told)
    is_stroke = isinstance(performed.action, Scroll | Swipe)
    told = "nothing moved: there is no more that way" if is_stroke else "the screen is the same as before"
    return Finding(Outcome.NO_CHANGE, ReasonCode.NOTHING, told)


RULES: tuple[tuple[Rule, Kinds], ...] = (
    (returned, (CallTool,)),
    (page.broke_down, _ALL),
    (page.closed, _ALL),
    (page.opened, (OpenApp,)),
    (page.at_home, (NavigateHome,)),
    (written.typed, (InputText,)),
    (written.cleared, (ClearText,)),
    (touch.switched, (Click,)),
    (touch.selected, _TAPS),
    (touch.entered, (Click,)),
    (page.shade, (Swipe,)),
    (page.another_app, _ALL),
    (picture.by_picture, _ALL),
    (moved, _STROKES),
    (page.left, (NavigateBack, NavigateHome)),
    (page.dismissed, (*_TAPS, KeyboardEnter)),
    (page.dialog, (*_TAPS, KeyboardEnter)),
    (page.new_page, (*_TAPS, KeyboardEnter)),
    (entered, (KeyboardEnter,)),
    (touch.relabelled, _TAPS),
    (touch.gone, _TAPS),
    (touch.beside, _TAPS),
    (touch.rows, _TAPS),
    (touch.expected, _ALL),
    (touch.shifted, _ALL),
    (touch.already, _TAPS),
    (touch.elsewhere, _ALL),
    (picture.painted, _ALL),
    (nothing, _ALL),
)
"""What is looked for, in order, and after which actions."""


def check(step: Step, before: Seen, after: Seen, pictures: Pictures) -> Finding:
    """What a performed step did, with what it was read from; `uncertain` where the screens do not tell.

    What does not touch the phone (a note, an answer, a question, waiting) succeeds, and needs no evidence.
    `pictures` are those of the two looks, None where one could not be had.
    """
    action = step.action
    if action is None or action.scope is Scope.NOTHING:
        return done(ReasonCode.ASIDE, "")
    performed = Performed(step, action, Pair.of(before, after, pictures))
    found = (rule(performed) for rule, kinds in RULES if isinstance(action, kinds))
    finding = next(finding for finding in found if finding is not None)
    return replace(finding, is_expected=match(performed) is Match.MET)


def check_interrupted(step: Step, before: Seen, after: Seen) -> Finding:
    """What became of the last step before the run was cut short: nobody looked at the screen after it.

    It may be unknown whether it was carried out at all. Of the screen before, only its name and its picture
    are left.
    """
    action = step.action
    if action is not None and action.scope is Scope.NOTHING and step.performed:
        return done(ReasonCode.ASIDE, "")
    if isinstance(action, CallTool):  # no screen tells
        if step.performed:
            return _returned(step.result)
        return _interrupted(Outcome.UNCERTAIN, "interrupted; the call may have been made")
    if before.fingerprint == after.fingerprint:
        return _as_it_was(step)
    app = after.observation.package
    if app != before.observation.package:
        meant = isinstance(action, OpenApp | NavigateHome)
        outcome = Outcome.SUCCESS if meant else Outcome.UNCERTAIN
        return _interrupted(outcome, f"interrupted; since then {app} came to the front")
    if isinstance(action, InputText | ClearText):
        return _half_typed(Performed(step, action, Pair.of(before, after, (None, None))))
    return _interrupted(Outcome.SUCCESS, "interrupted; since then the screen has changed")


def _as_it_was(step: Step) -> Finding:
    if step.permit and step.permit.classes:
        why = "interrupted; the screen is as it was, which proves nothing for such an action"
        return _interrupted(Outcome.UNCERTAIN, why)
    return _interrupted(Outcome.NO_CHANGE, "interrupted; the screen is as it was: nothing came of it")


def _half_typed(performed: Performed) -> Finding:
    """Typing that was cut short is done only when the whole text stands there."""
    rule = written.typed if isinstance(performed.action, InputText) else written.cleared
    found = rule(performed)
    if found is not None and found.outcome == Outcome.SUCCESS:
        return _interrupted(Outcome.SUCCESS, f"interrupted; {found.evidence}")
    return _interrupted(Outcome.UNCERTAIN, "interrupted; the text is not there as it should be")


def _interrupted(outcome: Outcome, evidence: str) -> Finding:
    return Finding(outcome, ReasonCode.INTERRUPTED, evidence)
