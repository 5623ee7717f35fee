"""What takes back what was done for a part of a goal."""

import re
from collections.abc import Sequence

from agent.policy.errand import Create, CreateEvent, Delete, RenameNote, SendText
from agent.policy.feature import feature
from agent.policy.intention import (
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
            return _unmade(want) if _is_kept(want, touched) else None


def is_dropped(want: Intention, touched: Sequence[str] | None) -> bool:
    """Whether nothing is left of what was begun once its form is left: it was not kept."""
    if isinstance(want, SetAlarm):
        return True
    if isinstance(want, SendText):
        return touched is not None and not _holds("send to ", touched)
    return isinstance(want, Create | CreateEvent) and touched is not None and not _is_kept(want, touched)


def _unmade(want: Intention) -> Intention | None:
    """What takes from the everyday apps what was made there; of an event that repeats nobody knows how."""
    match want:
        case Create(kind=kind, name=name):
            return Delete(kind, name, if_there=True)
        case CreateEvent(title=title, day=day, start=start, repeat=""):
            return Delete("event", title, day, start, if_there=True)
        case RenameNote(name=name, new=new):
            return RenameNote(new, name)
        case _:
            return None


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
