"""What the steps of a sub-goal did, as one sentence for the phone's owner."""

from collections.abc import Callable, Iterable, Sequence

from agent.action.action import InputText, OpenApp
from agent.run.reason import ReasonCode
from agent.run.step import Step
from ui.words import clean

Speak = Callable[[str], str]
_LONGEST = 40
"""Characters of what is called by its name; longer ones are cut."""
_GOES = frozenset({ReasonCode.OPENED_APP, ReasonCode.NEW_PAGE})


def sentence(steps: Sequence[Step], speak: Speak, app_named: Speak = str) -> str:
    """Tell what was done: `Opened Settings › Bluetooth, switched Use Bluetooth on`; "" where nothing was.

    `speak` puts our words into the language of who reads it; `app_named` gives an app's name for a package.
    Steps that came to nothing, and looking around, are left out.
    """
    parts: list[str] = []
    way: list[str] = []
    for step in steps:
        place = _place(step, app_named)
        if place and isinstance(step.action, OpenApp):
            parts += _went(way, speak)
            way = [place]
        elif place:
            way.append(place)
        elif done := _done(step):
            parts += [*_went(way, speak), speak(done)]
            way = []
    parts += _went(way, speak)
    told = speak(", ").join(dict.fromkeys(parts))
    return told[:1].upper() + told[1:]


def _went(way: Iterable[str], speak: Speak) -> list[str]:
    path = " › ".join(way)
    return [speak(f"opened {path}")] if path else []


def _place(step: Step, app_named: Speak) -> str:
    """The app or page that a step led to; "" where it led to none."""
    if not step.succeeded or step.reason not in _GOES:
        return ""
    if isinstance(step.action, OpenApp):
        return clean(app_named(step.action.app_name), _LONGEST)
    return "" if _is_button(step) else _hit(step)


def _done(step: Step) -> str:
    """What it did on its page; "" where that is not worth a word."""
    hit = _hit(step)
    if not step.performed or step.failed:
        return ""
    if step.reason is ReasonCode.SWITCHED_ON:
        return f'switched "{hit}" on'
    if step.reason is ReasonCode.SWITCHED_OFF:
        return f'switched "{hit}" off'
    if isinstance(step.action, InputText):
        return f'wrote "{clean(step.action.text, _LONGEST)}"'
    return f'tapped "{hit}"' if hit else ""


def _hit(step: Step) -> str:
    return clean(step.grounding[-1].label, _LONGEST) if step.grounding else ""


def _is_button(step: Step) -> bool:
    mark = step.grounding[-1].mark if step.grounding else None
    return mark is not None and mark.kind.endswith("Button")
