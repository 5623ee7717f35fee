"""What a touch did to what it landed on, and right beside it."""

import re

from agent.action.cursor import field_at, same_field
from agent.action.touched import is_keypad, within
from agent.perception.compare import told
from agent.reflection.expectation import Match, match, misses_number, unexpected, weighed
from agent.reflection.finding import LISTS, Finding, Performed, done, short, shows
from agent.run.reason import ReasonCode
from agent.run.step import Outcome
from device.screen import Bounds, Observation, Point, UIElement
from grounding.wording import plain

_EXCLUSIVE = re.compile(r"(?:RadioButton|CheckedTextView)$")
"""Classes of what one of several is chosen by: a touch on the chosen one leaves it so."""
_NEAR = 60
"""Device pixels around a touch within which a change is its own."""


def switched(performed: Performed) -> Finding | None:
    """A tap turned over the switch it landed on, or the one in the row it landed on."""
    point, pair = performed.point, performed.pair
    if point is None or pair.before.activity != pair.after.activity:
        return None
    old, new = _switch_at(pair.before, point), _switch_at(pair.after, point)
    if old is None or new is None or old.is_checked == new.is_checked:
        return None
    name = short(new.label or _label_beside(new, pair.after))
    if new.is_checked:
        return done(ReasonCode.SWITCHED_ON, f"{name} is now on")
    return done(ReasonCode.SWITCHED_OFF, f"{name} is now off")


def selected(performed: Performed) -> Finding | None:
    """What was touched is selected now, or no more."""
    old, new = performed.touched, performed.remains
    if old is None or new is None or old.is_selected == new.is_selected:
        return None
    told_so = "now selected" if new.is_selected else "no longer selected"
    return done(ReasonCode.SELECTED, f"{_name(performed)} is {told_so}")


def entered(performed: Performed) -> Finding | None:
    """The cursor is in the field that was touched, wherever a keyboard moved it to."""
    point, pair = performed.point, performed.pair
    old = field_at(pair.before, point) if point is not None else None
    field = same_field(old, pair.before, pair.after) if old is not None else None
    if old is None or field is None or not field.is_focused:
        return None
    reason = ReasonCode.ALREADY_SO if old.is_focused and pair.same_tree else ReasonCode.FOCUSED
    name = field.label or field.resource_id.rpartition("/")[2]
    return done(reason, f"the cursor is in {short(name)}")


def relabelled(performed: Performed) -> Finding | None:
    """What was touched says something else now; where that is a number, it must be the one expected."""
    old, new = performed.touched, performed.remains
    if old is None or new is None:
        return None
    if old.is_enabled != new.is_enabled:
        told_so = "can be used now" if new.is_enabled else "can no longer be used"
        news = f"; now shows {shows(performed.pair.appeared)}" if performed.pair.appeared else ""
        return done(ReasonCode.RELABELLED, f"{_name(performed)} {told_so}{news}")
    inside = [e for e in performed.change.now if within(e.bounds, new.bounds)]
    if not inside and not any(within(e.bounds, old.bounds) for e in performed.change.vanished):
        return None
    reads = shows(tuple(e.label for e in inside if e.label))
    told_so = f"{_name(performed)} now reads {reads}" if reads else f"{_name(performed)} reads otherwise now"
    found = done(ReasonCode.RELABELLED, told_so)
    is_value = any(letter.isdigit() for element in inside for letter in element.label)
    return unexpected(found, performed) if is_value and misses_number(performed) else found


def gone(performed: Performed) -> Finding | None:
    """What was touched is no longer there."""
    if performed.touched is None or performed.remains is not None or not performed.change.vanished:
        return None
    appeared = shows(tuple(e.label for e in performed.change.now if e.label))
    told_so = f"{_name(performed)} is gone"
    return done(ReasonCode.GONE, f"{told_so}; now shows {appeared}" if appeared else told_so)


def beside(performed: Performed) -> Finding | None:
    """Something changed right beside what was touched, says what was touched, or is written by keys."""
    if performed.touched is None:
        return None
    changed = performed.change
    own = {plain(name) for name in performed.names}
    echoes = [e for e in changed.now if any(f" {name} " in f" {plain(e.label)} " for name in own)]
    keyed = [new for _, new in changed.altered] if is_keypad(performed.pair.before) else []
    around = _around(performed.touched, performed.pair.before)
    near = [e for e in (*changed.now, *changed.vanished) if e.bounds.intersection(around).area]
    because = echoes or keyed or near
    if not because:
        return None
    gone = tuple(e.label for e in because if e.label and e in changed.vanished)
    labels = tuple(e.label for e in because if e.label and e not in changed.vanished)
    if gone and not labels:
        return done(ReasonCode.BESIDE, f"beside it, {shows(gone)} is gone")
    return done(ReasonCode.BESIDE, f"beside it, the screen now shows {shows(labels)}")


def rows(performed: Performed) -> Finding | None:
    """Rows came or went in a list."""
    pair, changed = performed.pair, performed.change
    both = (*pair.before.elements, *pair.after.elements)
    lists = [e.bounds for e in both if e.is_scrollable or LISTS.search(e.class_name)]
    moved = [e for e in (*changed.appeared, *changed.vanished) if any(within(e.bounds, b) for b in lists)]
    if not moved:
        return None
    new = tuple(e.label for e in changed.appeared if e in moved and e.label)
    old = tuple(e.label for e in changed.vanished if e.label)
    told_so = f"now shows {shows(new)}" if new else f"{shows(old) or 'a row'} is gone"
    return weighed(done(ReasonCode.ROWS, told_so), performed)


def expected(performed: Performed) -> Finding | None:
    """What changed elsewhere is what was expected."""
    if not performed.change or match(performed) is not Match.MET:
        return None
    labels = tuple(e.label for e in performed.change.now if e.label)
    return done(ReasonCode.EXPECTED, f"now shows {shows(labels)}")


def shifted(performed: Performed) -> Finding | None:
    """Things lie elsewhere now, and say what they said."""
    if performed.change or not performed.change.moved:
        return None
    return weighed(done(ReasonCode.MOVED, "things on the screen moved"), performed)


def already(performed: Performed) -> Finding | None:
    """What was touched is one of several, and was the chosen one before."""
    for element in (performed.touched, performed.remains):
        if element is None or not _is_chosen(element):
            return None
    return done(ReasonCode.ALREADY_SO, f"{_name(performed)} was already selected")


def elsewhere(performed: Performed) -> Finding | None:
    """Something changed that has nothing to do with the action."""
    if not performed.pair.scrolled:
        return None
    labels = tuple(e.label for e in performed.change.now if e.label)
    where = f"now shows {shows(labels)}" if labels else "the screen changed"
    besides = f"but {_name(performed)} is as it was" if performed.touched else "away from the touch"
    return Finding(Outcome.CHANGED, ReasonCode.ELSEWHERE, f"{where}, {besides}")


def _is_chosen(element: UIElement) -> bool:
    return element.is_selected or (element.is_checked and bool(_EXCLUSIVE.search(element.class_name)))


def _name(performed: Performed) -> str:
    touched = performed.touched
    assert touched is not None
    return short(next(iter(performed.names), "")) if performed.names else "what was touched"


def _around(element: UIElement, observation: Observation) -> Bounds:
    """The place of a control with what stands on its line; of one as wide as a row only its own."""
    box = element.bounds
    if box.width > observation.size[0] / 2:
        return box
    reach = max(_NEAR, box.height)
    return Bounds(box.left - 2 * box.width, box.top - reach, box.right + 2 * box.width, box.bottom + reach)


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
    level = [e for e in told(observation) if e.label and e.bounds.top <= middle.y < e.bounds.bottom]
    nearest = min(level, key=lambda e: abs(e.bounds.center.x - middle.x), default=None)
    return nearest.label if nearest else "the switch"
