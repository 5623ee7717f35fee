"""What the person said when a run asked them: kept as a hint for the next time, never as their word on it."""

import time
from collections.abc import Iterable

from agent.action.action import AskUser, CallTool
from agent.memory.entry import Entry
from agent.memory.secret import asks_for_secret, secret_in
from agent.memory.words import plain
from agent.run.step import Step
from device.state.appname import names_of

_JOINT = " · "


def target_of(step: Step) -> str:
    """What a sensitive action is about: the control it lands on and the page, which names who or what.

    Of a page without a title, and of a dialog, that is its app. A call of a tool is about the tool.
    """
    if isinstance(step.action, CallTool):
        return f"calling {step.action.name}"
    label = step.grounding[0].label if step.grounding else ""
    page = step.page.partition(": ")[2]
    if page == step.activity.rpartition(".")[2]:  # that names a class of a program
        page = names_of(step.package)[0] if step.package else ""
    return _JOINT.join(part for part in (label, page) if part)


def _place_of(step: Step) -> str:
    """The app that a sensitive action is in; a call of a tool is in none."""
    return "" if isinstance(step.action, CallTool) else step.package


def confirmation(step: Step, goal: str, run: str, now: float) -> Entry | None:
    """What the person's word on a step leaves behind; None where they gave none, or it may be a secret."""
    permit, action = step.permit, step.action
    if permit is None or permit.by != "person" or action is None:
        return None
    entry = Entry(kind="confirmation", source="learnt", run=run, made_at=now)
    if isinstance(action, AskUser):
        if asks_for_secret(action.question) or secret_in(action.question, permit.answer):
            return None
        return entry.model_copy(update={"text": action.question, "answer": permit.answer})
    if not permit.classes:
        return None
    # The goal, in the person's words, says what it was for; what was typed belongs to that run alone.
    known = {"classes": permit.classes, "allowed": permit.allowed, "package": _place_of(step)}
    entry = entry.model_copy(update=known | {"text": goal, "cue": target_of(step)})
    return None if secret_in(entry.text, entry.cue) else entry


def hint(confirmations: Iterable[Entry], step: Step, classes: tuple[str, ...]) -> str:
    """What the person said to the like of it before, in words for the question; "" where nothing.

    The like: one of the same classes, in the same app, on the same control and page; of a call the same tool
    and all the same classes. It may have been about another thing there, so the goal that it was for is told,
    too.
    """
    place, about, is_call = _place_of(step), plain(target_of(step)), isinstance(step.action, CallTool)
    apt = [
        entry
        for entry in confirmations
        if (set(entry.classes) == set(classes) if is_call else set(entry.classes) & set(classes))
        and entry.package == place
        and plain(entry.cue) == about
    ]
    told = []
    for allowed, word in ((True, "allowed"), (False, "refused")):
        latest = max((e for e in apt if e.allowed is allowed), key=lambda entry: entry.made_at, default=None)
        if latest is not None:
            day = time.strftime("%Y-%m-%d", time.localtime(latest.made_at))
            told.append(f'you {word} the like on {day} for "{latest.text}"')
    return "; ".join(told)
