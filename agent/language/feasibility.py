"""Whether all that a goal asks for can be done, and what it says to leave alone left as it is."""

import re
from collections.abc import Sequence

from agent.language.ask_settings import Pending
from agent.language.clause import Part
from agent.language.hint import unknown
from agent.language.intention import (
    ControlClock,
    DeleteAlarm,
    DeleteTimer,
    Intention,
    LaunchApp,
    NotUnderstood,
    Press,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    ShowClock,
    SwitchAlarm,
)
from agent.language.limit import CLOCK, SETTINGS, Limit
from agent.language.phrase import short

_ALL = re.compile(r"\b(?:all|every\w*|any|both)\b|所有|全部|一切", re.I)
_TAKES = {
    ("switch", "airplane"): {
        ("switch", key) for key in ("wifi", "bluetooth", "mobile_data", "hotspot", "nfc")
    },
    ("switch", "saver"): {("switch", key) for key in ("dark", "location", "data_saver")},
    ("switch", "hotspot"): {("switch", "wifi")},
    ("switch", "dnd"): {("level", key) for key in ("ring", "notification")},
    ("switch", "adaptive_brightness"): {("level", "brightness")},
    ("level", "brightness"): {("switch", "adaptive_brightness")},
    ("level", "ring"): {("level", "notification"), ("switch", "dnd")},
    ("level", "notification"): {("level", "ring"), ("switch", "dnd")},
}
"""What else changes on some phones with a setting."""


def not_kept(limits: Sequence[Limit], deeds: Sequence[Intention], goal: str) -> NotUnderstood | None:
    """The refusal of a goal that cannot be done within its limits, or whose limits are not clear."""
    for limit in limits:
        if not limit.known:
            return NotUnderstood(unknown(limit.words), is_near=True)
        if any(_breaks(deed, limit, goal) for deed in deeds):
            return NotUnderstood(
                f'I cannot keep to "{short(limit.words)}" and do the rest of the goal', is_near=True
            )
    return None


def _breaks(deed: Intention, limit: Limit, goal: str) -> bool:
    if _kind_of(deed) in limit.kinds:
        return True
    if isinstance(deed, ReadScreen) and any(isinstance(part, Pending) for part in limit.parts):
        return True  # `is Wi-Fi on but not Bluetooth?` asks about both
    return any(_does(deed, part) or _wider(deed, part, goal) for part in limit.parts)


def _kind_of(deed: Part) -> str:
    match deed:
        case SetAlarm() | SwitchAlarm() | DeleteAlarm():
            return "alarm"
        case SetTimer() | DeleteTimer():
            return "timer"
        case ControlClock(tab=tab):
            return tab
        case _:
            return ""


def _wider(deed: Intention, part: Part, goal: str) -> bool:
    """Whether more is asked for (`all volumes`) than is understood, and left alone of it."""
    mine, other = _setting(deed), _setting(part)
    return mine is not None and other is not None and mine[0] == other[0] and bool(_ALL.search(goal))


def _does(deed: Intention, part: Part) -> bool:
    """Whether a part of the goal does, or touches, what is to be left alone."""
    if deed == part:
        return True
    match deed, part:
        case _, LaunchApp(name=name):
            return _opens(deed, name.lower())
        case SetSwitch(key=key, on=on), SetSwitch(key=other, on=banned) if key == other:
            return None in (on, banned) or on == banned
        case ((SetAlarm() | SwitchAlarm() | DeleteAlarm()), (SetAlarm() | SwitchAlarm() | DeleteAlarm())):
            return None in (deed.time, part.time) or deed.time == part.time
        case ((SetAlarm() | SetTimer()), (SetSwitch(key="vibrate") | Pending(key="vibrate" | "alarm"))):
            return True  # of the alarm's own
        case SetLevel(percent=str()), SetLevel(percent=int()):
            return True  # `increase brightness but not volume to 50%`: whose value it is, is not clear
        case SetTimer(start=start), (SetTimer() | ControlClock(tab="timer", act="start")):
            return start
        case _:
            mine, its = _setting(deed), _setting(part)
            return its is not None and mine is not None and (mine == its or its in _TAKES.get(mine, ()))


def _setting(part: Part) -> tuple[str, str] | None:
    match part:
        case SetSwitch(key=key):
            return "switch", key
        case SetLevel(key=key):
            return "level", key
        case Pending(kind=kind, key=key):
            return kind, key
        case _:
            return None


def _opens(deed: Intention, name: str) -> bool:
    """Whether the app is, or may be, opened for a part of the goal."""
    match deed:
        case LaunchApp(name=own):
            return own.lower() == name or any(
                own.lower() in same and name in same for same in (SETTINGS, CLOCK)
            )
        case SetSwitch() | SetLevel() | ReadScreen(about="switch" | "level" | "reading"):
            return name in SETTINGS
        case ReadScreen() | ShowClock() | ControlClock() | SetTimer() | DeleteTimer():
            return name in CLOCK
        case SetAlarm() | SwitchAlarm() | DeleteAlarm():
            return name in CLOCK
        case Press():
            return False
        case _:
            return name not in (*SETTINGS, *CLOCK)
