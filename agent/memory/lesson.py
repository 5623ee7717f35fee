"""Lessons: what did not work in an app, and what did instead; read off a run's own record, by no model.

Only a run whose goal was confirmed on a fresh screen teaches. Lessons name controls in the screen's words, so
they are data for whoever reads them later, never instructions. What was typed is left out, and so is what the
goal names: they belong to that run alone.
"""

import re

from agent.action.action import Click, DoubleTap, LongPress, Scroll, Swipe
from agent.memory.entry import Entry
from agent.memory.memory import Lived
from agent.memory.words import plain
from agent.run.step import Outcome, Step

WITHIN = 3
"""Steps after a failure among which the one that mended it must be."""
MOST = 5
"""Lessons of one run."""
_LONGEST = 60
_NUMBER = re.compile(r"\d[\d ()-]{4,}\d")


def lessons(lived: Lived) -> tuple[Entry, ...]:
    """What a run teaches; one that was not seen to reach its goal shows no way that works."""
    if not lived.ending.verified:
        return ()
    found: dict[str, Entry] = {}
    for place, failed in enumerate(lived.steps):
        worked = _mended(failed, lived.steps[place + 1 : place + 1 + WITHIN])
        text = _told(failed, worked, lived.goal) if worked is not None else ""
        entry = Entry(kind="lesson", text=text, package=failed.package, source="learnt", run=lived.run)
        if text:
            found.setdefault(entry.identity, entry)
    return tuple(found.values())[:MOST]


def _mended(failed: Step, following: tuple[Step, ...]) -> Step | None:
    """The step of the same kind that did on the same page what the failed one did not.

    What was held is no failure: there is no way round the person's word to be learnt.
    """
    held = failed.permit is not None and not failed.permit.allowed
    if held or failed.action is None or not failed.failed:
        return None
    for step in following:
        if step.outcome == Outcome.SUCCESS and step.page == failed.page and step.action is not None:
            same_kind = step.action.action_type == failed.action.action_type
            return step if same_kind and _deed(step) != _deed(failed) else None
    return None


def _told(failed: Step, worked: Step, goal: str) -> str:
    """The lesson; "" where it would be about this goal alone."""
    before, after = _deed(failed), _deed(worked)
    if not before or not after or any(_is_of_the_goal(_name(step), goal) for step in (failed, worked)):
        return ""
    page = failed.page.partition(": ")[2]
    where = "There" if not page or _is_of_the_goal(page, goal) else f'On "{_short(page)}"'
    results = {Outcome.WRONG_PAGE: "led to another page", Outcome.NO_CHANGE: "did nothing"}
    result = results.get(failed.outcome, "failed")
    return f"{where}, {before} {result}; {after} worked."


def _deed(step: Step) -> str:
    """A touch by what it touched; "" for what cannot be told without anything of the run's own."""
    match step.action:
        case Scroll(direction=direction) | Swipe(direction=str(direction)):
            return f"{step.action.action_type} {direction}"
        case Click() | DoubleTap() | LongPress() if _name(step):
            return f'{step.action.action_type} "{_short(_name(step))}"'
    return ""


def _name(step: Step) -> str:
    """What was touched, in the screen's words, else in those of whoever chose it."""
    label = step.grounding[0].label if step.grounding else ""
    target = getattr(step.action, "target", None)
    return label or (target.description if target else "")


def _is_of_the_goal(name: str, goal: str) -> bool:
    """Whether a name is of what the goal is about: it stands in the goal, or it is somebody's number."""
    return bool(name) and (plain(name) in plain(goal) or _NUMBER.search(name) is not None)


def _short(text: str) -> str:
    line = " ".join(text.split()).replace('"', "'")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
