"""The cheap check: what an action did, read from the screens before and after it without asking a model.

First what belongs to the action's kind (the text stands in the field, the switch flipped, the app is in
front), then whether anything changed at all, by the element list, and where there is none by the picture.
"""

from agent.action.action import Action, ClearText, InputText, NavigateHome, OpenApp, Scope, Scroll, Swipe
from agent.perception.compare import SYSTEM_UI, Pair
from agent.reflection.expectation import Check, breaks_down, expected, is_home, short
from agent.run.step import Outcome, Seen, Step
from device.screen import Bounds, Point, Screenshot

_NEW_PAGE = 0.05
"""Part of the picture that differs where another page came up, where there is no element list to tell."""
_NEAR = 60
"""Device pixels around a touch within which a change is its own."""

Pictures = tuple[Screenshot | None, Screenshot | None]


def check(step: Step, before: Seen, after: Seen, pictures: Pictures) -> Check:
    """What a performed step did, with what it was read from; `uncertain` where the screens do not tell.

    What does not touch the phone (a note, an answer, a question, waiting) succeeds, and needs no evidence.
    `pictures` are those of the two looks, None where one could not be had.
    """
    action = step.action
    if action is None or action.scope is Scope.NOTHING:
        return Check(Outcome.SUCCESS, "")
    pair = Pair.of(before, after, pictures)
    return _trouble(action, pair) or expected(action, step, pair) or _general(action, step, pair)


def check_interrupted(step: Step, before: Seen, after: Seen) -> Check:
    """What became of the last step before the run was cut short: nobody looked at the screen after it.

    It may be unknown whether it was carried out at all. Of the screen before, only its name and its picture
    are left.
    """
    sensitive = bool(step.permit and step.permit.classes)
    if step.action is not None and step.action.scope is Scope.NOTHING and step.performed:
        return Check(Outcome.SUCCESS, "")
    if before.fingerprint != after.fingerprint:
        app = after.observation.package
        if app != before.observation.package:
            meant = isinstance(step.action, OpenApp | NavigateHome)
            told = f"interrupted; since then {app} came to the front"
            return Check(Outcome.SUCCESS if meant else Outcome.UNCERTAIN, told)
        if isinstance(step.action, InputText | ClearText):
            return _half_typed(step.action, step, Pair.of(before, after, (None, None)))
        return Check(Outcome.SUCCESS, "interrupted; since then the screen has changed")
    if sensitive:
        return Check(
            Outcome.UNCERTAIN, "interrupted; the screen is as it was, which proves nothing for such an action"
        )
    return Check(Outcome.NO_CHANGE, "interrupted, and the screen is as it was: nothing came of it")


def _half_typed(action: Action, step: Step, pair: Pair) -> Check:
    """Typing that was cut short is done only when the whole text stands there."""
    found = expected(action, step, pair)
    if found is not None and found.outcome == Outcome.SUCCESS:
        return Check(Outcome.SUCCESS, f"interrupted; {found.evidence}")
    return Check(Outcome.UNCERTAIN, "interrupted; the text is not there as it should be")


def _trouble(action: Action, pair: Pair) -> Check | None:
    """What is wrong whatever was meant: the app broke down, or it closed and the home screen is in front."""
    if breaks_down(pair.after) and not breaks_down(pair.before):
        said = ", ".join(short(label) for label in pair.appeared[:3])
        return Check(Outcome.WRONG_PAGE, f"the app broke down: {said}")
    if is_home(pair.after) and not is_home(pair.before) and action.scope is not Scope.SYSTEM:
        return Check(Outcome.WRONG_PAGE, f"{pair.before.package} is gone, and the home screen is in front")
    return None


def _general(action: Action, step: Step, pair: Pair) -> Check:
    """Whether anything changed, where the action's kind says no more."""
    if pair.before.package != pair.after.package:
        return _another_app(action, pair)
    if not all(pair.trees):
        return _by_picture(action, step, pair)
    if not pair.same_tree:
        moves = not isinstance(action, Scroll | Swipe) or pair.scrolled
        return _changed(action, pair) if moves else _nothing(action, step, pair)
    if pair.differs and not isinstance(action, Scroll | Swipe):
        return Check(
            Outcome.UNCERTAIN, f"the elements are the same, but {pair.changed:.1%} of the picture changed"
        )
    return _nothing(action, step, pair)


def _another_app(action: Action, pair: Pair) -> Check:
    front, left = pair.after.package, pair.before.package
    if action.scope is Scope.SYSTEM or is_home(pair.before):
        return Check(Outcome.SUCCESS, f"{front} is in front")
    if isinstance(action, Swipe) and SYSTEM_UI in (front, left):
        return Check(
            Outcome.SUCCESS, "the shade was pulled down" if front == SYSTEM_UI else "the shade is closed"
        )
    return Check(Outcome.UNCERTAIN, f"{front} is in front instead of {left}")


def _changed(action: Action, pair: Pair) -> Check:
    shows = ", ".join(short(label) for label in pair.appeared[:3])
    if isinstance(action, Scroll | Swipe):
        return Check(Outcome.SUCCESS, f"moved; now shows {shows}" if shows else "moved")
    return Check(Outcome.SUCCESS, f"now shows {shows}" if shows else "the screen changed")


def _by_picture(action: Action, step: Step, pair: Pair) -> Check:
    """The verdict where a screen has no element list."""
    if pair.trees[0] != pair.trees[1] and not pair.pictured:
        return Check(Outcome.SUCCESS, "the screen changed")
    if not pair.pictured:
        return Check(Outcome.UNCERTAIN, "there is neither an element list nor a picture to go by")
    part = pair.changed
    if not pair.differs:
        return _nothing(action, step, pair)
    if isinstance(action, Scroll | Swipe):
        return Check(Outcome.SUCCESS, f"moved: {part:.1%} of the picture changed")
    if part >= _NEW_PAGE or any(pair.changed_at(_around(spot.point)) for spot in step.grounding):
        return Check(Outcome.SUCCESS, f"{part:.1%} of the picture changed")
    return Check(Outcome.UNCERTAIN, f"{part:.1%} of the picture changed, away from the touch")


def _nothing(action: Action, step: Step, pair: Pair) -> Check:
    if any(pair.moves_at(spot.point) for spot in step.grounding):
        return Check(Outcome.UNCERTAIN, "nothing changed but what moves there by itself")
    if isinstance(action, Scroll | Swipe):
        return Check(Outcome.NO_CHANGE, "nothing moved: there is no more that way")
    return Check(Outcome.NO_CHANGE, "the screen is the same as before")


def _around(point: Point) -> Bounds:
    return Bounds(point.x - _NEAR, point.y - _NEAR, point.x + _NEAR, point.y + _NEAR)
