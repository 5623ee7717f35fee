"""What takes back what was done for a part of a goal."""

import re
from collections.abc import Sequence

from agent.policy.feature import feature
from agent.policy.intention import DeleteAlarm, Intention, SetAlarm, SetLevel, SetSwitch, SwitchAlarm


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
        case SetAlarm(time=time) if touched is None or _holds("OK (time picker)", touched):
            return DeleteAlarm(time)
        case SetAlarm(time=time) if _holds("alarm switch ", touched):
            return SwitchAlarm(time, on=False)
        case SwitchAlarm(time=time, on=on) if time and (touched is None or _holds("alarm switch ", touched)):
            return SwitchAlarm(time, on=not on)
        case _:
            return None


def _first(pattern: str, touched: Sequence[str]) -> str:
    """What the first of them tells that is so called."""
    found = (re.search(rf'(?:^|"){pattern}', name) for name in touched)
    return next((match[1] for match in found if match), "")


def _holds(name: str, touched: Sequence[str] | None) -> bool:
    return any(name in one for one in touched or ())
