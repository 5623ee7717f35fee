"""What was done in a run, as its judge is told: with full texts, without thoughts and claims."""

from collections.abc import Sequence

from agent.action.action import (
    Answer,
    AskUser,
    CallTool,
    ClearText,
    InputText,
    Note,
    OpenApp,
    Status,
    describe,
)
from agent.run.description import describe_step
from agent.run.step import Step

_LATEST = 60
"""Steps that are told whatever they did; of earlier ones those that wrote, told or needed leave."""
_PICTURES = 4
_WHOLE = 2_000
"""Characters up to which the arguments of a call are told whole."""


def deed_lines(steps: Sequence[Step]) -> str:
    """Tell each step that was carried out or held, and each app that could not be opened, a line each."""
    lines: list[str] = []
    place = ""
    for step in _worth_telling(steps):
        line = _line(step)
        if line and step.package and step.package != place:
            place = step.package
            lines.append(f"In {place}:")
        lines += [line] if line else []
    return "\n".join(lines) or "(nothing was done)"


def key_shots(steps: Sequence[Step], now: str) -> tuple[str, ...]:
    """Pick the pictures that show most: of what was read for later, and of what needed leave and was done.

    Oldest first; the latest where there are many. `now` is the picture that is shown anyway.
    """
    shots: dict[str, None] = {}
    for step, after in zip(steps, (*steps[1:], None), strict=True):
        if step.performed and step.permit is not None and step.permit.classes:
            shots |= dict.fromkeys((step.shot, after.shot if after is not None else ""))
        elif isinstance(step.action, Note):
            shots[step.shot] = None
    return tuple(shot for shot in shots if shot not in ("", now))[-_PICTURES:]


def _worth_telling(steps: Sequence[Step]) -> list[Step]:
    first = len(steps) - _LATEST
    return [step for place, step in enumerate(steps) if place >= first or _is_weighty(step)]


def _is_weighty(step: Step) -> bool:
    writes = isinstance(step.action, InputText | ClearText | Answer | AskUser | Note | CallTool)
    return writes or bool(step.permit and step.permit.classes)


def _line(step: Step) -> str:
    if step.action is None or isinstance(step.action, Status):
        return ""
    if step.permit is not None and not step.permit.allowed:
        return f"{step.index}. not allowed, so not done: {_deed(step)}"
    if not step.performed:
        is_opening = isinstance(step.action, OpenApp | CallTool) and bool(step.error)
        return f"{step.index}. could not be done: {_deed(step)}: {step.error}" if is_opening else ""
    came_to = step.error or (f"it returned: {step.result}" if step.result else step.evidence)
    seen = f" -> {came_to}" if came_to else ""
    leave = (
        f" [needed leave: {', '.join(step.permit.classes)}]" if step.permit and step.permit.classes else ""
    )
    return f"{step.index}. {_deed(step)}{leave}{seen}"


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
        case CallTool():
            return describe(step.action, longest=_WHOLE)
        case AskUser(question=question):
            return f'asked the owner "{question}"'  # their answer stands with what they added
        case _:
            return describe_step(step)
