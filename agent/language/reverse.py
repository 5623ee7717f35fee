"""What takes back what was done for a part of a goal."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.language.day import Day
from agent.language.errand import UNDATED, Create, CreateEvent, Delete, RenameNote, SendText
from agent.language.feature import feature
from agent.language.intention import (
    DAYS,
    DeleteAlarm,
    DeleteTimer,
    Intention,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    SwitchAlarm,
)

_KNOWN = {"contact": ("phone", "email"), "expense": ("amount",), "recipe": ("servings",)}
"""What a form held that tells its thing from others of that name."""


def reverse(want: Intention, touched: Sequence[str] | None) -> Intention | None:
    """The part that puts things back as they were before; None where nothing does, or nothing was changed.

    `touched` are the names of what was touched for it, or lines that hold them; None where nobody knows, and
    it is taken for done.
    """
    match want:
        case SetSwitch(key=key, on=on):
            if touched is None:
                return SetSwitch(key, None if on is None else not on)
            way = _first(
                rf"{re.escape(feature('switch', key).title)} switch \(to turn it (on|off)\)", touched
            )
            return SetSwitch(key, on=way == "off") if way else None
        case SetLevel(key=key):
            title = re.escape(feature("level", key).title)
            level = _first(rf"{title} slider \(from (\d+)%", touched or ())
            return SetLevel(key, int(level)) if level else None
        case SetAlarm(time=time, days=days) if _holds("OK (time picker)", touched):
            marked = tuple(day for day in days if _holds(f"alarm: {DAYS[day]}", touched))
            return DeleteAlarm(time, marked)  # others may ring at that time
        case SetAlarm(time=time) if touched is None:
            return DeleteAlarm(time)
        case SetAlarm(time=time) if _holds("alarm switch ", touched):
            return SwitchAlarm(time, on=False)
        case SwitchAlarm(time=time, on=on) if time and (touched is None or _holds("alarm switch ", touched)):
            return SwitchAlarm(time, on=not on)
        case SetTimer(seconds=seconds) if _holds("timer: start", touched):
            return DeleteTimer(seconds, last=True)
        case _:
            return _unmade(want, touched) if _is_kept(want, touched) else None


def is_dropped(want: Intention, touched: Sequence[str] | None) -> bool:
    """Whether nothing is left of what was begun once its form is left: it was not kept."""
    if isinstance(want, SetAlarm):
        return True
    if isinstance(want, SendText):
        return touched is not None and not _holds("send to ", touched)
    return isinstance(want, Create | CreateEvent) and touched is not None and not _is_kept(want, touched)


def _unmade(want: Intention, touched: Sequence[str] | None) -> Intention | None:
    """What takes from the everyday apps what was made there; of an event that repeats nobody knows how."""
    match want:
        case Create() | CreateEvent(repeat=""):
            return replace(_dated(made_by(want), touched), if_there=True)
        case RenameNote(name=name, new=new):
            return RenameNote(new, name)
        case _:
            return None


def _dated(made: Delete, touched: Sequence[str] | None) -> Delete:
    """What deletes a task, with the day that was picked for it: one that was left before that has none."""
    if made.kind != "task" or made.day is None or touched is None:
        return made
    if not _holds("due: OK", touched) and not _holds("date picker: OK", touched):
        return replace(made, day=None, values=(UNDATED,))
    picked = _first(r"date picker: OK (\d{4}-\d{2}-\d{2})", list(reversed(touched)))
    if not picked:
        return made
    year, month, day = map(int, picked.split("-"))
    return replace(made, day=Day(month=month, day=day, year=year))


def made_by(want: Create | CreateEvent) -> Delete:
    """What deletes just what was made, and nothing of that name that was there before."""
    if isinstance(want, CreateEvent):
        return Delete("event", want.title, want.day, want.start, place=-1)
    known = _KNOWN.get(want.kind, ())
    values = tuple(pair for pair in want.values if pair[0] in known)
    if want.kind == "task" and want.day is None:
        values = (UNDATED,)
    places = {"contact": -1, "task": -1, "recipe": -1, "expense": 1}  # it has the newest on top
    return Delete(want.kind, want.name, want.day, values=values, place=places.get(want.kind, 0))


def _is_kept(want: Intention, touched: Sequence[str] | None) -> bool:
    """Whether a form that was filled in was kept, or will be when it is left."""
    named = isinstance(want, Create) and want.kind == "task" and _holds('"field: title"', touched)
    return named or bool(_first(r'(save)(?="|$)', touched or ()))


def _first(pattern: str, touched: Sequence[str]) -> str:
    """What the first of them tells that is so called."""
    found = (re.search(rf'(?:^|"){pattern}', name) for name in touched)
    return next((match[1] for match in found if match), "")


def _holds(name: str, touched: Sequence[str] | None) -> bool:
    return any(name in one for one in touched or ())
