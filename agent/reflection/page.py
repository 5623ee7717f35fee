"""What came to the front: another app, another page, a dialog, or one less."""

from agent.action.action import Scope, Swipe
from agent.action.touched import is_dialog, window_of
from agent.perception.compare import SYSTEM_UI
from agent.perception.page import title
from agent.reflection.expectation import (
    Match,
    is_titled_by_touched,
    match,
    names_what_was_touched,
    weighed,
)
from agent.reflection.finding import Finding, Performed, breaks_down, done, short, shows
from agent.run.reason import ReasonCode
from agent.run.step import Outcome
from device.screen import Observation
from device.state.appname import is_home


def broke_down(performed: Performed) -> Finding | None:
    """The system says that an app crashed or hangs."""
    pair = performed.pair
    if not breaks_down(pair.after) or breaks_down(pair.before):
        return None
    return Finding(Outcome.WRONG_PAGE, ReasonCode.BROKE_DOWN, f"the app broke down: {shows(pair.appeared)}")


def closed(performed: Performed) -> Finding | None:
    """The app closed under an action that acts within it."""
    pair = performed.pair
    if (
        not is_home(pair.after.package)
        or is_home(pair.before.package)
        or performed.action.scope is Scope.SYSTEM
    ):
        return None
    told = f"{pair.before.package} is gone, and the home screen is in front"
    return Finding(Outcome.WRONG_PAGE, ReasonCode.CLOSED, told)


def opened(performed: Performed) -> Finding | None:
    """Opening an app leaves the home screen, or the app was in front already."""
    pair = performed.pair
    if is_home(pair.after.package):
        return Finding(Outcome.NO_CHANGE, ReasonCode.NOTHING, "the home screen is still in front")
    was_there = pair.before.package == pair.after.package
    return done(
        ReasonCode.ALREADY_SO if was_there else ReasonCode.OPENED_APP, f"{pair.after.package} is in front"
    )


def at_home(performed: Performed) -> Finding | None:
    """The home screen is in front, as it may have been before."""
    if not is_home(performed.pair.after.package):
        return None
    was_there = is_home(performed.pair.before.package)
    told = f"the home screen is {'already' if was_there else 'now'} in front"
    return done(ReasonCode.ALREADY_SO if was_there else ReasonCode.HOME, told)


def shade(performed: Performed) -> Finding | None:
    """A swipe pulled down the system's shade, or put it away."""
    front, left = performed.pair.after.package, performed.pair.before.package
    if front == left or SYSTEM_UI not in (front, left) or not isinstance(performed.action, Swipe):
        return None
    return done(
        ReasonCode.MOVED, "the shade was pulled down" if front == SYSTEM_UI else "the shade is closed"
    )


def another_app(performed: Performed) -> Finding | None:
    """Another app is in front: by an icon of the home screen, as was expected, or nobody knows why."""
    pair = performed.pair
    front, left = pair.after.package, pair.before.package
    if front == left:
        return None
    if performed.action.scope is Scope.SYSTEM:
        return done(ReasonCode.LEFT, f"{front} is in front")
    if is_home(pair.before.package):
        return weighed(done(ReasonCode.OPENED_APP, f"{front} is in front"), performed)
    if match(performed) is Match.MET or names_what_was_touched(title(pair.after), performed):
        return done(ReasonCode.EXPECTED, f"{front} is in front: {shows(pair.appeared)}")
    return Finding(Outcome.UNCERTAIN, ReasonCode.OTHER_APP, f"{front} is in front instead of {left}")


def dismissed(performed: Performed) -> Finding | None:
    """A dialog or a menu closed: that is what its buttons do, and a touch beside it."""
    pair = performed.pair
    if not _is_covered(pair.before) or _is_covered(pair.after) or not performed.change:
        return None
    if pair.before.activity != pair.after.activity:
        return None
    return done(ReasonCode.DISMISSED, f"{_which(pair.before)} closed; {_now(performed)}")


def dialog(performed: Performed) -> Finding | None:
    """A dialog or a menu came up, of what was touched or as was expected."""
    pair = performed.pair
    if not _is_covered(pair.after) or _is_covered(pair.before) or not performed.change.appeared:
        return None
    found = done(ReasonCode.DIALOG, _now(performed))
    told = match(performed)
    if told is Match.VAGUE or (_tells_of_touched(performed) and told is not Match.DENIED):
        return found
    return weighed(found, performed)


def new_page(performed: Performed) -> Finding | None:
    """Another page came up: that of what was touched, or as was expected."""
    pair = performed.pair
    if pair.before.activity == pair.after.activity and not performed.change.is_other_page:
        return None
    if not all(pair.trees):
        return None
    found = done(ReasonCode.NEW_PAGE, _now(performed))
    is_own = is_titled_by_touched(performed) or _tells_of_touched(performed)
    return found if is_own and match(performed) is not Match.DENIED else weighed(found, performed)


def left(performed: Performed) -> Finding | None:
    """Back left a page, or put the keyboard away."""
    pair = performed.pair
    if not pair.scrolled or performed.change.is_lone:
        return None
    return done(ReasonCode.LEFT, _now(performed))


def _tells_of_touched(performed: Performed) -> bool:
    """Whether something new says all that stands on the thing that was touched."""
    return any(names_what_was_touched(e.label, performed) for e in performed.change.now)


def _now(performed: Performed) -> str:
    """What shows now, beginning with a title that is new."""
    name = title(performed.pair.after)
    names = (name,) if name and name != title(performed.pair.before) else ()
    labels = tuple(dict.fromkeys((*names, *performed.pair.appeared)))
    return f"now shows {shows(labels)}" if labels else "the screen changed"


def _which(observation: Observation) -> str:
    name = title(observation)
    return f"the dialog {short(name)}" if name else "the dialog"


def _is_covered(observation: Observation) -> bool:
    """Whether a window smaller than the screen is on top."""
    elements = [e for e in observation.elements if e.package_name != SYSTEM_UI]
    return bool(elements) and is_dialog(window_of(elements[-1], observation), observation)
