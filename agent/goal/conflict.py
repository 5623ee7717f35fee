"""Whether doing one thing changes another that is to be left alone."""

from agent.language.errand import (
    ChangeNote,
    ChangeNumber,
    CompleteTask,
    Create,
    CreateEvent,
    Delete,
    DeleteAll,
    MoveEvent,
    PhoneCall,
    RenameNote,
    SendText,
)
from agent.language.intention import (
    ControlClock,
    DeleteAlarm,
    DeleteTimer,
    Intention,
    LaunchApp,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    SwitchAlarm,
)
from agent.language.place import place
from agent.language.value.concept import concept
from agent.language.value.setting import bare

ANY = "*"
"""The name of a thing that may be any of its kind."""
_TAKES = {
    "switch airplane": {f"switch {key}" for key in ("wifi", "bluetooth", "mobile_data", "hotspot", "nfc")},
    "switch saver": {f"switch {key}" for key in ("dark", "location", "data_saver")},
    "switch hotspot": {"switch wifi"},
    "switch dnd": {"level ring", "level notification"},
    "switch adaptive_brightness": {"level brightness"},
    "level brightness": {"switch adaptive_brightness"},
    "level ring": {"level notification", "switch dnd"},
    "level notification": {"level ring", "switch dnd"},
}
"""What else changes on some phones with a setting."""
_KEPT = ("contact", "event", "note", "folder", "expense", "task", "recipe", "conversation", "call")
"""Kinds that an everyday app keeps."""


def conflicts(want: Intention, kept: Intention) -> bool:
    """Whether a deed changes, or may change, what the person says to leave alone."""
    if isinstance(kept, LaunchApp):
        return _opens(want, kept.name)
    mine, its = _touched(want), _touched(kept)
    if isinstance(want, SetSwitch) and isinstance(kept, SetSwitch) and want.key == kept.key:
        return None in (want.on, kept.on) or want.on == kept.on
    if mine[0] in _TAKES and its[0] in _TAKES[mine[0]]:
        return True
    return mine[0] == its[0] and (ANY in (mine[1], its[1]) or mine[1] == its[1])


def _opens(want: Intention, app: str) -> bool:
    """Whether an app is opened on the way to a deed, as far as its name tells."""
    if isinstance(want, LaunchApp):
        return bare(want.name) == bare(app)
    touched = _touched(want)[0].partition(" ")[0]
    if touched in ("switch", "level", "read"):
        return concept("settings", app) is not None
    if touched in ("alarm", "timer"):
        return concept("page", app) is not None
    return touched in (concept("kind", app), concept("app", app)) or app.casefold() in _apps(touched)


def _apps(kind: str) -> set[str]:
    kept = "conversation" if kind == "message" else kind
    return {name.casefold() for name in place(kept).apps} if kept in _KEPT else set()


def _touched(deed: Intention) -> tuple[str, str]:
    """What sort of thing a deed touches, and which; its own for one that shares nothing with others."""
    match deed:
        case SetSwitch(key=key):
            return f"switch {key}", ANY
        case SetLevel(key=key):
            return f"level {key}", ANY
        case ReadScreen():
            return f"read {deed}", ANY
        case SetAlarm(time=time):
            return "alarm", str(time)
        case SwitchAlarm(time=time) | DeleteAlarm(time=time):
            return "alarm", str(time or ANY)
        case SetTimer() | DeleteTimer() | ControlClock(tab="timer"):
            return "timer", ANY
        case _:
            return _errand(deed)


def _errand(deed: Intention) -> tuple[str, str]:
    match deed:
        case Create(kind=kind, name=name) | Delete(kind=kind, name=name):
            return kind, name.casefold()
        case DeleteAll(kind=kind):
            return kind, ANY
        case CreateEvent(title=name) | MoveEvent(name=name):
            return "event", name.casefold()
        case ChangeNumber(name=name):
            return "contact", name.casefold()
        case ChangeNote(name=name) | RenameNote(name=name):
            return "note", name.casefold()
        case CompleteTask(name=name):
            return "task", name.casefold()
        case SendText(who=who):
            return "message", who.casefold()
        case PhoneCall(who=who):
            return "call", who.casefold() or ANY
        case _:
            return type(deed).__name__, ANY
