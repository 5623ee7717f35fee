"""The effects that a goal requires, as the reader of goals reads them: no model is needed."""

from agent.effect.effect import ALL, Effect, EffectKind, whole
from agent.goal.goalreader import goal_reader
from agent.language.errand import (
    ChangeNote,
    ChangeNumber,
    Create,
    CreateEvent,
    Delete,
    DeleteAll,
    Handle,
    MoveEvent,
    PhoneCall,
    RenameNote,
    SendText,
    Tell,
)
from agent.language.feature import feature
from agent.language.hand import walk_of
from agent.language.intention import (
    DeleteAlarm,
    DeleteTimer,
    Intention,
    LaunchApp,
    Press,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    ShowClock,
)
from agent.language.speech import speaker
from agent.language.standing import heard_of
from agent.run.step import Earlier

APP_OF = {"contact": "Contacts", "event": "Calendar", "conversation": "Messages"}
"""The app that keeps a kind of thing; others are called by the kind itself."""


def read_effects(
    goal: str, added: tuple[str, ...], earlier: tuple[Earlier, ...], said: str = ""
) -> tuple[Effect, ...]:
    """One effect for each part of the goal as it stands; the goal as one where it is not understood.

    `said` is how the person said it, where what they had done before was put into it.
    """
    reader, speak = goal_reader(), speaker(goal)
    now = heard_of(goal, said, added, earlier, reader)
    if now.stop:
        return whole(now.stop)
    return tuple(_effect(part, speak(str(part))) for part in now.goal.parts) or whole(goal)


def _effect(part: Intention, text: str) -> Effect:
    fields = {"text": text, "kind": EffectKind.CHANGE, **_of_setting(part), **_of_errand(part)}
    return Effect.model_validate(fields)


def _of_setting(part: Intention) -> dict[str, object]:
    match part:
        case SetSwitch(key=key, on=on):
            state = {True: "on", False: "off", None: "toggle"}[on]
            return {"place": feature("switch", key).title, "amount": state}
        case SetLevel(key=key, percent=percent):
            level = percent if isinstance(percent, str) else f"{percent}%"
            return {"place": feature("level", key).title, "amount": level}
        case SetAlarm(time=time, label=label, days=days, day=day):
            amount = "" if label or days or day else str(time)
            return {"kind": EffectKind.CREATE, "place": "Clock", "amount": amount}
        case SetTimer():
            return {"kind": EffectKind.CREATE, "place": "Clock"}
        case DeleteAlarm(time=time):
            amount = ALL if time is None else ""
            return {"kind": EffectKind.DELETE, "place": "Clock", "object": str(time or ""), "amount": amount}
        case DeleteTimer():
            return {"kind": EffectKind.DELETE, "place": "Clock"}
        case LaunchApp(name=name):
            return {"kind": EffectKind.OPEN, "place": name}
        case Press() | ShowClock():
            return {"kind": EffectKind.OPEN}
        case ReadScreen() | Tell():
            return {"kind": EffectKind.ANSWER}
        case _:
            return {}


def _of_errand(part: Intention) -> dict[str, object]:
    match part:
        case SendText(who=who, text=text, source=source):
            fields = {"object": who, "content": text, "source": source}
            return {"kind": EffectKind.SEND, "place": "Messages", **fields}
        case PhoneCall(act="call" | "redial", who=who):
            return {"kind": EffectKind.CALL, "object": who}
        case PhoneCall():
            return {"kind": EffectKind.END, "place": "Phone"}
        case Create(kind=kind, name=name, values=values):
            fields = {"object": name, "content": dict(values).get("text", "") if kind == "note" else ""}
            return {"kind": EffectKind.CREATE, "place": APP_OF.get(kind, kind), **fields}
        case CreateEvent(title=title):
            return {"kind": EffectKind.CREATE, "place": APP_OF["event"], "object": title}
        case Delete(kind=kind, name=name):
            return {"kind": EffectKind.DELETE, "place": APP_OF.get(kind, kind), "object": name}
        case DeleteAll(kind=kind):
            return {"kind": EffectKind.DELETE, "place": APP_OF.get(kind, kind), "amount": ALL}
        case MoveEvent(name=name):
            return {"place": APP_OF["event"], "object": name}
        case ChangeNumber(name=name):
            return {"place": APP_OF["contact"], "object": name}
        case ChangeNote(name=name) | RenameNote(name=name):
            return {"place": "note", "object": name}
        case Handle(deed=deed, name=name, who=who, text=text):
            walk = walk_of(deed)
            place = "" if deed == "app_uninstall" else walk.names[0]
            about = who if walk.effect == EffectKind.SEND else name or who
            return {"kind": walk.effect, "place": place, "object": about, "content": text}
        case _:
            return {}
