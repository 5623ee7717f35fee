"""Android's intents in place of touches: what a skill would tap its way to, the phone opens filled in.

An intent stands for some touches of a skill, and the history calls it as it calls the last of them. So the
skill goes on from the screen that the phone shows then, by touches where that is not what it should be.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from pydantic import JsonValue

from agent.action.action import Action, CallTool, OpenApp
from agent.language.errand import CreateEvent, Handle, PhoneCall, SendText
from agent.language.feature import feature
from agent.language.hand import walk_of
from agent.language.intention import Intention, SetAlarm, SetLevel, SetSwitch, SetTimer
from agent.language.saying import is_number
from agent.language.when import TimeOfDay
from agent.offline.step.datepicker import settled
from agent.offline.step.history import Past, named
from agent.offline.step.move import Act, Move

_LONGEST_TIMER = 86_400
"""Seconds of the longest timer that Android's intent sets."""
_PAGES = MappingProxyType(
    {"internet": "wifi", "display": "display", "sound": "sound", "battery": "battery", "time": "date"}
)
"""Pages of feature.toml, and what Android calls each."""


def by_intent(want: Intention, move: Move, past: Past, intents: Collection[str]) -> Move:
    """The move, or the call of an intent that saves it and others; one is called once for a part."""
    if not intents or not isinstance(move, Act) or past.of_kind(CallTool):
        return move
    call = _call(want, move.action, past)
    if call is None or call.name not in intents:
        return move
    return Act(call, f"{move.thought}. The phone has an intent for that", move.expectation)


def _call(want: Intention, action: Action, past: Past) -> CallTool | None:
    name, opens = named(action), isinstance(action, OpenApp)
    match want:
        case SetAlarm(time=time, label=label, days=()) if name == "alarm: add":
            return _tool("set_alarm", hour=time.hour, minute=time.minute, label=label)
        case CreateEvent() if name == "new: 1":
            return _new_event(want, past)
        case _:
            return _opened(want) if opens else None


def _opened(want: Intention) -> CallTool | None:
    """What opens an app at the very place."""
    match want:
        case SetTimer(seconds=seconds, start=True) if seconds <= _LONGEST_TIMER:
            return _tool("set_timer", seconds=seconds)
        case PhoneCall(act="call", who=who) if is_number(who):
            return _tool("dial", number=who)
        case SendText(who=who, text=text, source="") if is_number(who):
            return _tool("compose_message", number=who, text=text)
        case Handle(deed=deed):
            return _walked(want, walk_of(deed).intent)
        case SetSwitch(key="bluetooth"):
            return _tool("open_settings", page="bluetooth")
        case SetSwitch(key=key):
            return _page(feature("switch", key).path)
        case SetLevel(key=key):
            return _page(feature("level", key).path)
        case _:
            return None


def _new_event(want: CreateEvent, past: Past) -> CallTool | None:
    day = settled(want.day, past)
    if day is None or want.start is None:
        return None
    begin, end = _at(str(day), want.start), ""
    if want.end is not None and (want.end.hour, want.end.minute) > (want.start.hour, want.start.minute):
        end = _at(str(day), want.end)
    return _tool("new_event", title=want.title, begin=begin, end=end, place=want.location)


def _at(day: str, time: TimeOfDay) -> str:
    return f"{day}T{time.hour:02}:{time.minute:02}"


def _walked(want: Handle, intent: str) -> CallTool | None:
    """What does the first steps of a walk, as its row tells."""
    name, _, page = intent.partition(" ")
    match name:
        case "compose_mail":
            return _tool(name, to=want.who, subject=want.name, text=want.text)
        case "view_place":
            return _tool(name, query=want.name)
        case "open_settings":
            return _tool(name, page=page)
        case _:
            return None


def _page(path: Collection[str]) -> CallTool | None:
    page = _PAGES.get(list(path)[-1]) if path else None
    return _tool("open_settings", page=page) if page else None


def _tool(name: str, **arguments: JsonValue) -> CallTool:
    said: Mapping[str, JsonValue] = {key: value for key, value in arguments.items() if value != ""}
    return CallTool(name=name, arguments=dict(said))
