"""What of an effect's own words is to be seen, so that a judge's word for it is not all there is.

Names, numbers, times and quoted texts of the owner's leave a trace where the effect came about: they stand on
the screen, were typed and left, or were touched. That proves nothing yet; but of what shows nowhere, nobody
can have seen that it is so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pydantic import JsonValue

from agent.action.action import (
    Action,
    CallTool,
    Click,
    DoubleTap,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    TakeOver,
    quoted,
)
from agent.effect.effect import Effect, EffectKind
from agent.effect.exact import Exact, ExactKind, exacts_of
from agent.effect.ledger import is_deed
from agent.effect.source import PhoneState, same_number
from agent.guard.fold import letters
from agent.run.step import Spot, Step
from device.screen import Observation

_LEAVES: tuple[type[Action], ...] = (Click, LongPress, DoubleTap, KeyboardEnter, NavigateBack)
"""Actions that may take what was typed out of its field: save it, send it, go on."""
_LOOKED_THROUGH = frozenset({EffectKind.ANSWER, EffectKind.DELETE})
"""Of these the words stood on a screen before: all that was read counts, in whichever app."""
_DONE_BY_RUN = frozenset({EffectKind.SEND, EffectKind.CALL, EffectKind.PAY, EffectKind.DELETE})
"""These happen once: that a screen looks as if they had is no sign that this run did them."""
_CHECKED = _LOOKED_THROUGH | {
    EffectKind.SEND, EffectKind.PAY, EffectKind.CREATE, EffectKind.CHANGE, EffectKind.END, EffectKind.OPEN
}  # fmt: skip
_SHOWN = 60
_A_DAY = timedelta(days=1)
"""What is said of today, tomorrow or yesterday a screen may tell by these words."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a run gave to see by the time it claims to be over."""

    steps: tuple[Step, ...]
    now: Observation
    said: str
    """The owner's own words."""
    phone: PhoneState

    @property
    def has_deed(self) -> bool:
        """Whether the screen was touched, a tool changed something, or the person had the phone."""
        return any(
            is_deed(step) or (isinstance(step.action, TakeOver) and step.performed) for step in self.steps
        )

    def was_in(self, packages: Sequence[str]) -> bool:
        """Whether one of these apps was in front, or a tool was asked, which needs none."""
        in_front = {self.now.package, *(step.package for step in self.steps)}
        is_told = any(isinstance(step.action, CallTool) and _did(step) for step in self.steps)
        return is_told or not in_front.isdisjoint(packages)

    def within(self, packages: Sequence[str]) -> "Trace":
        """The part of it in these apps."""
        now = self.now if self.now.package in packages else replace(self.now, elements=())
        steps = tuple(step for step in self.steps if _place(step) in packages)
        return replace(self, steps=steps, now=now)


def unseen(effect: Effect, trace: Trace) -> str:
    """Say which of the owner's words for an effect show nowhere; "" where all do, or it has none."""
    if effect.kind in _DONE_BY_RUN and not trace.has_deed:
        return "nothing was touched"
    if effect.kind not in _CHECKED:
        return ""
    packages = trace.phone.named(effect.place)
    if effect.kind in _LOOKED_THROUGH and packages and not trace.was_in(packages):
        return f"{effect.place} was never opened"
    if packages and effect.kind not in _LOOKED_THROUGH:
        trace = trace.within(packages)
    shown = [e.label for e in trace.now.elements if e.label and not e.is_editable]
    if effect.kind is EffectKind.DELETE and not effect.when and _still_stands(effect, shown, trace.said):
        return f"{quoted(effect.object, _SHOWN)} still stands on the screen"
    told = (_untold(exact, effect, shown, trace) for exact in exacts_of(effect, trace.said))
    return next((why for why in told if why), "")


def _untold(exact: Exact, effect: Effect, shown: Sequence[str], trace: Trace) -> str:
    """Why nobody can have seen this; "" where it shows."""
    local = trace.now.local_time
    if exact.kind is ExactKind.DAY and local is not None and abs(exact.day - local.date()) <= _A_DAY:
        return ""
    words = quoted(exact.words, _SHOWN)
    fields = [e.text for e in trace.now.elements if e.text and e.is_editable]
    touched = [text for step in trace.steps if step.performed for text in _touched(step)]
    names = _names(exact, effect, trace.phone)
    if effect.kind is EffectKind.OPEN:
        is_seen = any(one.shows_in([*shown, *fields, " ".join(fields)]) for one in names)
        return "" if is_seen else f"{words} is not on the screen"
    if any(one.shows_in(shown) for one in names):
        return ""
    past = [*touched, *_left(trace.steps), *_given(trace.steps)]
    if effect.kind in _LOOKED_THROUGH:
        past += [text for step in trace.steps for text in step.read]
    elif any(one.shows_in(fields) for one in names):
        return f"{words} stands in a field that was not left yet"
    if any(one.shows_in(past, touched) for one in names):
        return ""
    return f"{words} is not on the screen, and was neither typed nor touched"


def _left(steps: Sequence[Step]) -> list[str]:
    """Texts that were typed, and may have been saved or sent since."""
    leaving = [at for at, step in enumerate(steps) if isinstance(step.action, _LEAVES) and _did(step)]
    last = max(leaving, default=0)
    typed = [step.action.text for step in steps[:last] if isinstance(step.action, InputText) and _did(step)]
    return [*typed, " ".join(typed)]  # a name may have been typed in parts


def _given(steps: Sequence[Step]) -> list[str]:
    """Texts that were given to tools which change something, and returned."""
    given = [
        step.action.arguments
        for step in steps
        if isinstance(step.action, CallTool)
        and step.called is not None
        and step.called.changes
        and _did(step)
    ]
    return [text for arguments in given for value in arguments.values() for text in _texts(value)]


def _texts(value: JsonValue) -> list[str]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [str(value)] if parts is None else [text for part in parts for text in _texts(part)]


def _place(step: Step) -> str:
    """The app that a step was done in."""
    return step.called.app if step.called is not None and step.called.app else step.package


def _touched(step: Step) -> list[str]:
    """What stands on the control that was touched, in its row, and on what its deed was about."""
    texts = [text for spot in step.grounding for text in (spot.label, *_marked(spot))]
    deed = step.permit.deed if step.permit is not None else None
    if deed is not None:
        texts += [*deed.card, *deed.dialog, *deed.fields, *deed.selected, *deed.title, *deed.others]
    return [text for text in texts if text]


def _marked(spot: Spot) -> tuple[str, ...]:
    return (*spot.mark.names, *spot.mark.near) if spot.mark is not None else ()


def _did(step: Step) -> bool:
    return step.performed and not step.failed


def _still_stands(effect: Effect, shown: Sequence[str], said: str) -> bool:
    """Whether what was to be deleted stands there by its very name."""
    is_name = any(one.words == effect.object for one in exacts_of(effect, said))
    return is_name and any(letters(text) == letters(effect.object) for text in shown)


def _names(exact: Exact, effect: Effect, phone: PhoneState) -> tuple[Exact, ...]:
    """A thing as the owner said it; a telephone number also as whom the address book has for it."""
    if exact.kind is not ExactKind.NUMBER or exact.words != effect.object:
        return (exact,)
    people = phone.query("content://com.android.contacts/data/phones", "display_name", "data1") or ()
    called = (name for name, number in people if same_number(number, exact.words))
    return (exact, *map(Exact, called))
