"""Which skill pursues what is asked of the everyday apps."""

from agent.action.action import Answer
from agent.language import errand as ask
from agent.offline.skill.call import phone_call, tell_calls
from agent.offline.skill.contact import change_number, tell_person
from agent.offline.skill.creation import create_thing
from agent.offline.skill.deletion import delete_thing
from agent.offline.skill.event import create_event, tell_events, tell_when
from agent.offline.skill.gadget import clear_notices, copy_text, shoot
from agent.offline.skill.hand import handle
from agent.offline.skill.message import send_text, tell_message
from agent.offline.skill.moving import move_event
from agent.offline.skill.note import change_note, create_note, rename_note, tell_note
from agent.offline.skill.purge import delete_all
from agent.offline.skill.todo import complete_task, tell_due, tell_spent
from agent.offline.step.history import Past
from agent.offline.step.move import Done, Move
from agent.perception.scene import Scene


def errand_move(want: ask.Errand, scene: Scene, past: Past) -> Move:
    """The next move towards it."""
    match want:
        case ask.Create() | ask.CreateEvent() | ask.Delete() | ask.DeleteAll():
            return _kept(want, scene, past)
        case ask.ChangeNumber() | ask.ChangeNote() | ask.RenameNote() | ask.CompleteTask() | ask.MoveEvent():
            return _changed(want, scene, past)
        case ask.SendText():
            return send_text(want, scene, past)
        case ask.PhoneCall():
            return phone_call(want, scene, past)
        case ask.Shoot():
            return shoot(want, scene, past)
        case ask.CopyText():
            return copy_text(want, scene, past)
        case ask.ClearNotices():
            return clear_notices(want, scene, past)
        case ask.Tell():
            return _told(want, scene, past)
        case ask.Handle():
            return handle(want, scene, past)


def _kept(want: ask.Create | ask.CreateEvent | ask.Delete | ask.DeleteAll, scene: Scene, past: Past) -> Move:
    match want:
        case ask.Create(kind="note"):
            return create_note(want, scene, past)
        case ask.Create():
            return create_thing(want, scene, past)
        case ask.CreateEvent():
            return create_event(want, scene, past)
        case ask.Delete():
            return delete_thing(want, scene, past)
        case ask.DeleteAll():
            return delete_all(want, scene, past)


def _changed(
    want: ask.ChangeNumber | ask.ChangeNote | ask.RenameNote | ask.CompleteTask | ask.MoveEvent,
    scene: Scene,
    past: Past,
) -> Move:
    match want:
        case ask.ChangeNumber():
            return change_number(want, scene, past)
        case ask.ChangeNote():
            return change_note(want, scene, past)
        case ask.RenameNote():
            return rename_note(want, scene, past)
        case ask.MoveEvent():
            return move_event(want, scene, past)
        case ask.CompleteTask():
            return complete_task(want, scene, past)


def _told(want: ask.Tell, scene: Scene, past: Past) -> Move:
    for step in past.of_kind(Answer):
        if isinstance(step.action, Answer):  # what was read once is not read again
            return Done(step.action.text)
    match want.about:
        case "number" | "email":
            return tell_person(want, scene, past)
        case "message":
            return tell_message(want, scene, past)
        case "last_call" | "missed":
            return tell_calls(want, scene, past)
        case "events":
            return tell_events(want, scene, past)
        case "when":
            return tell_when(want, scene, past)
        case "note":
            return tell_note(want, scene, past)
        case "due":
            return tell_due(want, scene, past)
        case "spent":
            return tell_spent(want, scene, past)
