"""Messages: writing to somebody, passing on what another wrote, and telling what was written."""

from agent.action.action import NavigateBack, Note, Wait
from agent.language.errand import SendText, Tell
from agent.language.name import is_meant, is_wholly, same_number
from agent.language.place import place
from agent.language.saying import is_number
from agent.offline.skill.contact import at_person, name_of, number_meant
from agent.offline.skill.setting import say
from agent.offline.step.form import field_of, holds, typed, write
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, at_list, behind_call, by_id, has_id
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.pick import Sought, pick
from agent.perception.scene import Scene
from device.screen import UIElement

_NOT_YET = ("Sending…", "Sending...", "正在发送…", "正在发送", "发送中…")
_FAILED = (
    "Not sent. Touch to retry.",
    "Not sent",
    "Couldn't send",
    "未发送",
    "发送失败",
    "未发送。点按即可重试。",
)
_WAITS = 8
_TRIES = 5
_PASSED = "to be passed on: "


def send_text(want: SendText, scene: Scene, past: Past) -> Move:
    """Done when the conversation shows the message as sent."""
    if not want.source:
        return _send(want.who, want.text, scene, past)
    for number, step in enumerate(past.steps, 1):
        if isinstance(step.action, Note) and step.action.text.startswith(_PASSED):
            text = step.action.text.removeprefix(_PASSED)
            return _send(want.who, text, scene, Past(past.steps[number:]))
    way = _conversation(want.source, scene, past)
    if way is not None:
        return way
    body = _last(scene, mine=False)
    if body is None:
        return Stuck(f"The conversation with {want.source} shows nothing that they wrote")
    return Act(Note(text=f"{_PASSED}{body.text}"), f"This is what {want.source} wrote last")


def _send(who: str, text: str, scene: Scene, past: Past) -> Move:
    refusal = past.refused("send")
    if refusal:
        return Stuck(f"The message to {who} was not sent: {refusal}")
    field = field_of(scene, ("thread_type_message",))
    if not past.touched("to thread") or field is None:
        if past.touched("send"):
            return Stuck(f"The conversation with {who} was left before it showed the message as sent")
        return _to_number(who, scene, past) if is_number(who) else _to_person(who, text, scene, past)
    if not _is_with(who, past, scene):
        return Stuck(f"The conversation that opened is not with {who}")
    if past.touched("send") and (not field.text or field.text == field.hint):
        return _sent(who, text, scene, past)
    if len(past.touched("send")) >= _TRIES or typed(past, "message") > _TRIES:
        return Stuck(f"The message to {who} cannot be sent")
    if not holds(field, text):
        return write(field, "message", text)
    if past.touched("send") and scene.observation.keyboard_shown:
        return Act(NavigateBack(), "The keyboard may lie over the button")
    button = by_id(scene, "thread_send_message")
    if button is None or not button.is_enabled:
        return Stuck("The conversation has no button to send")
    return click(button, f"send to {who}", f'The message to {who} is written: "{text}"', text)


def _sent(who: str, text: str, scene: Scene, past: Past) -> Move:
    body = _last(scene, mine=True)
    waiting = scene.labelled(_NOT_YET)
    if scene.labelled(_FAILED):
        return Stuck(f"The phone could not send the message to {who}")
    if body is not None and body.text.strip() == text.strip() and not waiting:
        return Done(f'The conversation with {who} shows "{text}" as sent')
    if sum(isinstance(step.action, Wait) for step in past.steps) < _WAITS:
        return Act(Wait(seconds=1.0), "The message is on its way")
    return Stuck(f"The conversation with {who} does not show the message as sent")


def _is_with(who: str, past: Past, scene: Scene) -> bool:
    """Whether the open conversation is the one that was to be opened."""
    head = by_id(scene, "thread_title")
    opened = past.touched("to thread")[-1][0].removeprefix("to thread ").partition(" = ")
    if head is None:
        return False
    near = [
        e.text for e in scene.elements if e.bounds.top < head.bounds.bottom + head.bounds.height and e.text
    ]
    if any(same_number(opened[2] or opened[0], text) or text == opened[0] for text in near):
        return True
    return is_number(who) and not is_number(
        head.text.replace(" ", "")
    )  # a number that is somebody's shows the name


def _addressed(who: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards a new conversation with somebody, by name or number; None once it is entered."""
    field = field_of(scene, ("new_conversation_address",))
    if field is None:
        way = at_list("conversation", scene, past)
        fab = by_id(scene, "conversations_fab")
        if way is not None or fab is None:
            return way or Stuck("The messages app offers no new conversation")
        if len(past.touched("new")) >= _TRIES:
            return Stuck("A new conversation does not open")
        return click(fab, "new", f"A conversation with {who} is wanted")
    return None if holds(field, who) else write(field, "number", who)


def _to_number(who: str, scene: Scene, past: Past) -> Move:
    way = _addressed(who, scene, past)
    if way is not None:
        return way
    go = by_id(scene, "new_conversation_confirm")
    return click(go, f"to thread {who}", f"{who} is entered") if go else Stuck("The number cannot be entered")


def _to_listed(who: str, text: str, scene: Scene, past: Past) -> Move:
    """The next move towards the conversation with somebody, with no look into Contacts."""
    way = _addressed(who, scene, past)
    if way is not None:
        return way
    row = pick(
        scene,
        past,
        ("item_contact_name",),
        Sought(
            who,
            f'contact "{who}"',
            lambda row: is_meant(who, row.name),
            lambda name: is_wholly(who, name),
            behind=text,
        ),
    )
    if not isinstance(row, Row):
        return row
    number = row.part("item_contact_number")
    return click(row.box, f"to thread {row.name} = {number}", f"{row.name} has the number {number}")


def _to_person(who: str, text: str, scene: Scene, past: Past) -> Move:
    if behind_call(past):
        return _to_listed(who, text, scene, past)
    way = at_person(who, scene, past, behind=text)
    if way is not None:
        return way
    number, name = number_meant(who, scene, past), name_of(who, past)
    if isinstance(number, Act | Stuck):
        return number
    if number.text is None or len(past.touched("to thread")) >= _TRIES:
        return Stuck(f"The page of {name} offers no message")
    thread = f"to thread {name} = {number.number}"
    return click(number.text, thread, f"{name} has the number {number.number}")


def _conversation(who: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards a conversation that is there; None when it is open."""
    opened = past.touched("conversation: ")
    head = by_id(scene, "thread_title")
    if opened and head is not None and opened[-1][0] == f"conversation: {head.text}":
        return None
    way = at_list("conversation", scene, past)
    if way is not None:
        return way
    if len(opened) >= _TRIES:
        return Stuck(f"The conversation with {who} does not open")
    row = pick(
        scene,
        past,
        place("conversation").title,
        Sought(
            who,
            f'conversation with "{who}"',
            lambda row: is_meant(who, row.name),
            lambda name: is_wholly(who, name),
        ),
    )
    return (
        click(row.box, f"conversation: {row.name}", f"{row.name} is meant") if isinstance(row, Row) else row
    )


def tell_message(want: Tell, scene: Scene, past: Past) -> Move:
    """What somebody wrote last."""
    way = _conversation(want.name, scene, past)
    if way is not None:
        return way
    body, head = _last(scene, mine=False), by_id(scene, "thread_title")
    name = head.text if head is not None else want.name
    told = f'{name} wrote: "{body.text}"' if body is not None else f"{name} wrote nothing that shows here"
    return say(told, past, doubtful=body is None)


def _last(scene: Scene, *, mine: bool) -> UIElement | None:
    """The last message that shows: mine stand on the right."""
    width = scene.observation.size[0]
    bodies = [e for e in scene.elements if has_id(e, "thread_message_body") and e.text]
    own = [e for e in bodies if (e.bounds.left > width - e.bounds.right) is mine]
    return own[-1] if own else None
