"""Lessons: what did not work in an app, and what did instead; read off a run's own record, by no model.

They name controls in the screen's words, so they are data for whoever reads them later, never instructions.
What was typed is left out: it belongs to that run alone.
"""

from agent.action import Action, OpenApp, Scroll, Status, Swipe, targets
from agent.memory.entry import Entry
from agent.memory.memory import Lived
from agent.memory.secret import secret_in
from agent.step import Step

WITHIN = 3
"""Steps after a failure among which the one that mended it must be."""
MOST = 5
"""Lessons of one run."""
_LONGEST = 60


def lessons(lived: Lived, now: float) -> tuple[Entry, ...]:
    """What a completed run teaches; one that did not reach its goal shows no way that works."""
    if lived.ending.status != "complete":
        return ()
    found: dict[str, Entry] = {}
    for place, failed in enumerate(lived.steps):
        worked = _mended(failed, lived.steps[place + 1 : place + 1 + WITHIN])
        if worked is None:
            continue
        text = _told(failed, worked)
        entry = Entry(
            kind="lesson", text=text, package=failed.package, source="learnt", run=lived.run, made_at=now
        )
        if text and not secret_in(text):
            found.setdefault(entry.identity, entry)
    return tuple(found.values())[:MOST]


def _mended(failed: Step, following: tuple[Step, ...]) -> Step | None:
    """The step that did on the same page what the failed one did not."""
    if failed.action is None or not (failed.error or failed.outcome in ("no_change", "wrong_page")):
        return None
    for step in following:
        if step.outcome == "success" and step.page == failed.page and step.action is not None:
            return step if _deed(step.action) != _deed(failed.action) else None
    return None


def _told(failed: Step, worked: Step) -> str:
    before, after = (_deed(step.action) if step.action else "" for step in (failed, worked))
    if not before or not after:
        return ""
    page = failed.page.partition(": ")[2]
    where = f'On "{_short(page)}"' if page else "There"
    result = {"wrong_page": "led to another page", "no_change": "did nothing"}.get(failed.outcome, "failed")
    return f"{where}, {before} {result}; {after} worked."


def _deed(action: Action) -> str:
    """An action without anything that was typed."""
    match action:
        case Status():
            return ""
        case Scroll(direction=direction) | Swipe(direction=str(direction)):
            return f"{action.action_type} {direction}"
        case OpenApp(app_name=name):
            return f'open_app "{_short(name)}"'
    names = [f'"{_short(target.description)}"' for target in targets(action) if target.description]
    if not names and targets(action):
        return ""
    return " ".join([action.action_type, *names])


def _short(text: str) -> str:
    line = " ".join(text.split()).replace('"', "'")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
