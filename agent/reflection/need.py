"""Whether the word of a role can change anything, read from the screens and from what the last step did.

A preset that makes needed calls only goes by these (`Part.needed` in `agent.preset.composition`). What a role
could say that the next decision sees by itself, on the same screen or in the record, changes nothing.
"""

from agent.action.action import (
    Action,
    InputText,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scope,
    Scroll,
    Swipe,
)
from agent.action.touched import is_button, is_keypad
from agent.perception.compare import SYSTEM_UI
from agent.reflection.finding import Finding
from agent.run.reason import ReasonCode
from agent.run.state import State
from agent.run.step import Handling, Outcome, Step
from device.screen import Observation, UIElement
from device.state.appname import is_home

_PROOFS = frozenset({
    ReasonCode.OPENED_APP, ReasonCode.HOME, ReasonCode.LEFT, ReasonCode.MOVED, ReasonCode.TYPED,
    ReasonCode.CLEARED, ReasonCode.FOCUSED, ReasonCode.SWITCHED_ON, ReasonCode.SWITCHED_OFF,
    ReasonCode.SELECTED, ReasonCode.ALREADY_SO, ReasonCode.EXPECTED, ReasonCode.NOTHING,
    ReasonCode.BROKE_DOWN, ReasonCode.CLOSED,
})  # fmt: skip
"""What the element list says outright: what was touched is as it should be, or the screen is as it was."""
_GETS_ABOUT = (OpenApp, NavigateBack, NavigateHome, Scroll, Swipe)
_WRITES = frozenset({ReasonCode.TYPED, ReasonCode.CLEARED, ReasonCode.FOCUSED})
"""What is done to a form that is still open: it comes to something once its button is pressed."""


def is_proven(found: Finding, state: State) -> bool:
    """Whether the screens prove what the last action did, so that nobody who looks at them can tell more."""
    is_success = found.outcome == Outcome.SUCCESS
    return found.reason in _PROOFS or (is_success and (found.is_expected or _is_keyed(found.reason, state)))


def is_deed(state: State) -> bool:
    """Whether the last step did something in an app that counts towards the goal by itself."""
    step = state.steps[-1]
    in_passing = isinstance(step.action, _GETS_ABOUT) or _fills_in(step, state)
    return step.succeeded and _acts(step) and not in_passing


def is_turn(state: State) -> bool:
    """Whether what is left to do may be another after the last step.

    It may after a deed, a claim that was denied, an answer or a refusal, what led elsewhere than it should,
    and a word of the person; not after getting about, writing in a form, or what changed nothing.
    """
    step = state.steps[-1]
    if step.action is None:
        return False
    is_spoken_to = len(state.added) > len(step.added)
    is_aside = not _acts(step) or step.handling is not Handling.NONE
    is_elsewhere = not step.succeeded and step.outcome is not Outcome.NO_CHANGE
    return is_deed(state) or is_spoken_to or is_aside or is_elsewhere


def has_news(state: State) -> bool:
    """Whether the screen shows texts that may be worth a note, and that the one before did not show."""
    assert state.seen is not None
    now, last = state.seen.observation, state.steps[-1] if state.steps else None
    was_seen = any(step.fingerprint == state.seen.fingerprint and _acts(step) for step in state.steps)
    if is_home(now.package) or was_seen or (last is not None and _is_keyed(last.reason, state)):
        return False
    is_new = state.before is not None and (last is None or _acts(last))
    known = _texts(state.before.observation) if state.before is not None and is_new else frozenset()
    typed = [step.action.text for step in state.steps if isinstance(step.action, InputText)]
    return any(not any(text in own or own in text for own in typed) for text in _texts(now) - known)


def leaves_news(state: State, action: Action) -> bool:
    """Whether the action may leave a screen on which there is something to keep."""
    return action.scope is not Scope.NOTHING and has_news(state)


def _acts(step: Step) -> bool:
    """Whether it was meant to do something to the phone."""
    return step.action is not None and step.action.scope is not Scope.NOTHING


def _fills_in(step: Step, state: State) -> bool:
    return step.reason in _WRITES or _is_keyed(step.reason, state)


def _is_keyed(reason: ReasonCode, state: State) -> bool:
    """Whether a touch wrote a digit by a key of the page's own."""
    return reason is ReasonCode.BESIDE and state.before is not None and is_keypad(state.before.observation)


def _texts(observation: Observation) -> frozenset[str]:
    """What a screen gives to read: all but the names of buttons and fields, and the system's own."""
    return frozenset(
        text
        for element in observation.elements
        if element.package_name != SYSTEM_UI and len(text := _text(element)) > 1
    )


def _text(element: UIElement) -> str:
    if element.is_editable:
        return "" if element.text == element.hint else element.text
    return "" if is_button(element) and element.is_clickable else element.label
