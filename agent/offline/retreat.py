"""After a no: nothing begun is left standing, and the run says what it was not allowed to do."""

from dataclasses import replace

from agent.action.action import ClearText, Click, InputText, LongPress, NavigateBack, OpenApp, Swipe
from agent.language.errand import (
    ChangeNote,
    ChangeNumber,
    CompleteTask,
    Create,
    CreateEvent,
    Delete,
    DeleteAll,
    Handle,
    MoveEvent,
    PhoneCall,
    RenameNote,
    SendText,
)
from agent.language.intention import Intention
from agent.offline.decision import PastStep
from agent.offline.skill.hand import walk_out
from agent.offline.step.form import field_of
from agent.offline.step.history import LIST, Past, named
from agent.offline.step.listpage import DISCARD, PERMISSION, at_list, deny_of
from agent.offline.step.move import Act, Move, Stuck, click
from agent.perception.scene import Scene
from agent.run.refusal import handling_of, said
from agent.run.status import Cause
from agent.run.step import Handling
from device.screen import UIElement
from grounding.target import Target

_WRITTEN = ("thread_type_message", "digits")
"""Ids of fields that keep what was typed when they are left."""
_BEGUN = ("new", "choose", "delete: ", "edit")
"""How the history names what opens a form, a menu or a selection."""
_MOST = 10


def retreat(want: Intention, scene: Scene, past: Past) -> Move | None:
    """After a refused action, the way out of what was begun, then why; None where none was refused."""
    place = next((number for number, step in enumerate(past.steps) if step.refused), None)
    if place is None:
        return None
    refused, before, since = past.steps[place], Past(past.steps[:place]), Past(past.steps[place + 1 :])
    end = Stuck(_told(want, refused), cause=Cause.REFUSED_BY_PERSON)
    if (
        named(refused.action) == DISCARD
        or len(since.steps) >= _MOST
        or any(step.refused or step.error for step in since.steps)
    ):
        return end
    if named(refused.action).startswith(PERMISSION):
        deny = deny_of(scene)
        return end if deny is None else click(deny, f"{PERMISSION}denied", "It was not allowed")
    if isinstance(want, Handle):
        return walk_out(want, scene, before, since) or end
    kind = _kind(want)
    if not kind or not _has_begun(before):
        return end
    field = written(scene)
    if field is not None:
        target = Target(description="field: emptied", element=field.index)
        return Act(ClearText(target=target), "It was not allowed: what was written is taken back")
    way = at_list(kind, scene, since)
    if not isinstance(way, Act):
        return end
    leaves = isinstance(way.action, NavigateBack) or named(way.action) == DISCARD
    return replace(way, thought="Out of what was begun") if leaves else end


def written(scene: Scene) -> UIElement | None:
    """The field that keeps what was typed when it is left; None where there is none, or it is empty."""
    field = field_of(scene, _WRITTEN)
    return None if field is None or field.text in ("", field.hint) else field


def _told(want: Intention, step: PastStep) -> str:
    why = _why(step)
    match step.action:
        case OpenApp(app_name=name):
            return f"I could not {want}: I was not allowed to open {name} ({why})"
        case Swipe() if named(step.action).startswith(LIST):
            way = named(step.action).removeprefix(LIST).strip()
            return f"I could not {want}: I was not allowed to look further {way} ({why})"
        case Click() if named(step.action).startswith(PERMISSION):
            return f"I could not {want}: I was not allowed to give the app what it asks for ({why})"
        case Click() if named(step.action) == DISCARD:
            open_form = "something begun stands open, and I was not allowed to discard it"
            return f"I could not {want}: {open_form}: {why}"
        case _:
            return f"I was not allowed to {want}: {why}"


def _why(step: PastStep) -> str:
    """Why it was not done; the end of a run is told to the person."""
    permit = step.permit
    reason = handling_of(step.action, permit) if permit is not None else Handling.NONE
    match reason:
        case Handling.REFUSED if permit is not None:
            return f"you said no to this{said(permit)}"
        case Handling.UNCLEAR if permit is not None:
            return f"you said neither yes nor no to this{said(permit)}"
        case _:
            return step.error.removesuffix(". Go on with the goal")


def _has_begun(past: Past) -> bool:
    """Whether a form, a menu or a selection may be open."""
    return any(
        isinstance(step.action, InputText | LongPress) or named(step.action).startswith(_BEGUN)
        for step in past.steps
        if not step.error
    )


def _kind(want: Intention) -> str:
    """The kind whose list is the way out."""
    match want:
        case Create() | Delete() | DeleteAll():
            return want.kind
        case CreateEvent() | MoveEvent():
            return "event"
        case ChangeNote() | RenameNote():
            return "note"
        case ChangeNumber():
            return "contact"
        case CompleteTask():
            return "task"
        case SendText():
            return "conversation"
        case PhoneCall():
            return "call"
        case _:
            return ""
