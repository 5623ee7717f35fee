"""What was done in a run, as its judge is told: with full texts, without thoughts and claims."""

from collections.abc import Sequence

from agent.action.action import Answer, AskUser, ClearText, InputText, Note, Status
from agent.run.description import describe_step
from agent.run.step import Step

_LATEST = 60
"""Steps that are told whatever they did; of earlier ones those that wrote, told or needed leave."""
_PICTURES = 3


def deed_lines(steps: Sequence[Step]) -> str:
    """A line for each step that was carried out, and for each that was held."""
    told = [line for step in _worth_telling(steps) if (line := _line(step))]
    return "\n".join(told) or "(nothing was done)"


def key_shots(steps: Sequence[Step], now: str) -> tuple[str, ...]:
    """Pictures of the steps that needed leave and were carried out, before and after, oldest first.

    The latest where there are many; `now` is the picture that is shown anyway.
    """
    shots: dict[str, None] = {}
    for step, after in zip(steps, (*steps[1:], None), strict=True):
        if step.performed and step.permit is not None and step.permit.classes:
            shots |= dict.fromkeys((step.shot, after.shot if after is not None else ""))
    return tuple(shot for shot in shots if shot not in ("", now))[-_PICTURES:]


def _worth_telling(steps: Sequence[Step]) -> list[Step]:
    first = len(steps) - _LATEST
    return [step for place, step in enumerate(steps) if place >= first or _is_weighty(step)]


def _is_weighty(step: Step) -> bool:
    writes = isinstance(step.action, InputText | ClearText | Answer | AskUser | Note)
    return writes or bool(step.permit and step.permit.classes)


def _line(step: Step) -> str:
    if step.action is None or isinstance(step.action, Status):
        return ""
    if step.permit is not None and not step.permit.allowed:
        return f"{step.index}. not allowed, so not done: {_deed(step)}"
    if not step.performed:
        return ""
    seen = f" -> {step.evidence}" if step.evidence else ""
    where = f" (in {step.package})" if step.package else ""
    leave = (
        f" [needed leave: {', '.join(step.permit.classes)}]" if step.permit and step.permit.classes else ""
    )
    return f"{step.index}. {_deed(step)}{where}{leave}{seen}"


def _deed(step: Step) -> str:
    """What was done, and to the element that was hit."""
    label = next((spot.label for spot in step.grounding if spot.label), "")
    on = f' on "{label}"' if label else ""
    match step.action:
        case InputText(text=text):
            return f'typed "{text}"{on}'
        case Answer(text=text):
            return f'told the owner: "{text}"'
        case Note(text=text):
            return f'noted: "{text}"'
        case AskUser(question=question):
            return f'asked the owner "{question}"'  # their answer stands with what they added
        case _:
            return describe_step(step)
