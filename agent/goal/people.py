"""Binds clauses about contacts, calls and messages."""

import re

from agent.goal.slot import Slots
from agent.language.errand import ChangeNumber, Create, Delete, PhoneCall, SendText, Tell
from agent.language.intention import Intention
from agent.language.value.concept import concept
from agent.language.value.which import is_newest, read_which
from agent.reader.intent import Role

_SAID_AGAIN = re.compile(r"^['’]?s\b\s*|^的|\s*\bagain\b|来着|(多少|是什么)$|[\s?？!！.。]+$")
"""What stands around the name of a field: "Bob's number again"."""


def contact_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `add a contact Ann Lee with the number 555 1234`, and `the tuner's number: she is Agnes Moll`."""
    described, name = slots.described(Role.PERSON)
    if not name:
        slots.missing("whom to add")
    numbers, email = slots.numbers(), slots.one(Role.EMAIL)
    if len(numbers) > 1:
        slots.unused(Role.NUMBER)
    label = slots.named(Role.LABEL, "label") if numbers else None
    first, _, last = name.rpartition(" ")
    names = (("first", first), ("last", last)) if first else (("first", name),)
    if described:
        slots.leave(Role.PERSON)  # whom the name belongs to
    values = (*names, *(("phone", number) for number in numbers), *([("email", email)] if email else ()))
    return (Create("contact", values, choice=label or ""),)


def contact_change(slots: Slots) -> tuple[Intention, ...]:
    """Bind `change Bob's number to 555 1234`."""
    name, numbers = slots.one(Role.PERSON), slots.numbers()
    if not name:
        slots.missing("whose number")
    if not numbers:
        slots.unable("change anything of a contact but the number")
    if len(numbers) > 1:
        slots.unused(Role.NUMBER)
    if slots.has(Role.FIELD) and concept("field", slots.one(Role.FIELD)) != "number":
        slots.unused(Role.FIELD)
    return (ChangeNumber(name, numbers[0]),)


def contact_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the contacts Bob and Ann`."""
    names, numbers = slots.need(Role.PERSON, what="whom to delete"), slots.numbers()
    which = slots.value(Role.ORDINAL, read_which)
    if numbers and len(names) > 1:
        slots.unused(Role.NUMBER)
    marks = tuple(("phone", number) for number in numbers)
    every, place = (which.every, which.place) if which else (False, 0)
    return tuple(Delete("contact", name, values=marks, every=every, place=place) for name in names)


def contact_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `what is Bob's number?`."""
    names = slots.need(Role.PERSON, what="whose")
    field = slots.named(Role.FIELD, "field")
    if field not in (None, "number", "email"):
        slots.unread(Role.FIELD)
    if field is None and (behind := _SAID_AGAIN.sub("", slots.behind(Role.PERSON))):
        field = concept("field", behind)  # `Bob's key safe number` is none of a contact's
        if field not in ("number", "email"):
            slots.missing("whose number")
    # `how do I reach Bob?` asks for the number
    return tuple(Tell("email" if field == "email" else "number", name) for name in names)


def call(slots: Slots) -> tuple[Intention, ...]:
    """Bind `call Bob` and `call 555 1234`."""
    people = (*slots.all(Role.PERSON), *slots.numbers())
    if not people:
        slots.missing("whom to call")
    if len(people) > 1:
        slots.unable("call several people one after the other")
    return (PhoneCall("call", people[0]),)


def redial(slots: Slots) -> tuple[Intention, ...]:
    """Bind `call the last number again`."""
    return (PhoneCall("redial"),)


def hang_up(slots: Slots) -> tuple[Intention, ...]:
    """Bind `hang up`."""
    return (PhoneCall("end"),)


def call_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `who called last?` and `which calls did I miss?`."""
    kind = slots.one(Role.KIND)
    if kind and concept("missed", kind):
        return (Tell("missed"),)
    if kind:
        slots.unread(Role.KIND)
    _newest(slots)
    return (Tell("last_call"),)


def message_send(slots: Slots) -> tuple[Intention, ...]:
    """Bind `text Bob and Ann that I'm late`."""
    people = (*slots.all(Role.PERSON), *slots.numbers())
    text = slots.one(Role.TEXT)
    if not people:
        slots.missing("to whom")
    if not text:
        slots.missing("what to write")
    return tuple(SendText(who, text) for who in people)


def message_reply(slots: Slots) -> tuple[Intention, ...]:
    """Bind `reply to Bob: on my way`."""
    people = (*slots.all(Role.SOURCE), *slots.numbers())
    text = slots.one(Role.TEXT)
    if len(people) != 1:
        slots.missing("to whom")
    if not text:
        slots.missing("what to write")
    return (SendText(people[0], text),)


def message_forward(slots: Slots) -> tuple[Intention, ...]:
    """Bind `forward the last message from Bob to Ann`."""
    source = slots.one(Role.SOURCE)
    people = (*slots.all(Role.PERSON), *slots.numbers())
    if not source:
        slots.missing("whose message")
    if not people:
        slots.missing("to whom")
    _newest(slots)
    return tuple(SendText(who, "", source) for who in people)


def message_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `what did Bob write last?`."""
    people = (*slots.all(Role.SOURCE), *slots.numbers())
    if not people:
        slots.missing("whose message")
    _newest(slots)
    return tuple(Tell("message", who) for who in people)


def conversation_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the conversation with Bob`."""
    people = (*slots.all(Role.PERSON), *slots.numbers())
    if not people:
        slots.missing("with whom")
    return tuple(Delete("conversation", who) for who in people)


def _newest(slots: Slots) -> None:
    """Take which message is meant, where that is the last."""
    slots.value(Role.ORDINAL, lambda text, language: is_newest(text, language) or None)
