"""Sheets for messages and for people."""

from collections.abc import Callable, Mapping
from random import Random

from device.phone.apps.messages.delivery import send
from device.phone.phone import Phone
from tasks.chance import FIRST, LAST, SENTENCES, apart, number, person
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_contact import add, added, drafted
from tests.tasks.gold.case_sms import arrive, last
from tests.tasks.gold.sheet import Draw

_STREETS = ("6 Elm St, Birmingham, AL, 35217", "12 O'Connell Ave #4 Denver, CO, 80223", "7 Rue de l'Église")
_LABELS = {"Home": ("Home", "住宅"), "Work": ("Work", "单位")}
_AGAIN = "Sorry, I lost my phone for a moment, what was the last thing you wrote?"
Prepare = Callable[[Phone], None]


def _arriving(*messages: tuple[str, str]) -> Prepare:
    """These came in one after the other, and nothing else is there."""

    def before(phone: Phone) -> None:
        for who, said in messages:
            arrive(phone, who, said)
            phone.shell("sleep 1")

    return before


def _crowd(random: Random, least: int, most: int, besides: str) -> list[tuple[str, str]]:
    """So many numbers, each with a message that is not `besides`."""
    words = [one for one in SENTENCES if one != besides]
    return [(number(random), random.choice(words)) for _ in range(random.randint(least, most))]


def _send(random: Random) -> Case:
    values = {"number": number(random), "message": random.choice(SENTENCES)}
    return Case("SimpleSmsSend", last(values["number"], values["message"]), values)


def _send_clipboard(random: Random) -> Case:
    values = {"number": number(random), "message": random.choice(SENTENCES)}
    done = last(values["number"], values["message"])
    text = values["message"]
    return Case("SimpleSmsSendClipboardContent", done, values, before=lambda phone: phone.set_clipboard(text))


def _reply(random: Random) -> Case:
    """The one to answer wrote before, between or after the others."""
    values = {"number": number(random), "message": random.choice(SENTENCES)}
    messages = _crowd(random, 1, 5, values["message"])
    messages.insert(random.randint(0, len(messages)), (values["number"], random.choice(SENTENCES)))
    return Case(
        "SimpleSmsReply", last(values["number"], values["message"]), values, before=_arriving(*messages)
    )


def _reply_to_last(random: Random) -> Case:
    values = {"number": number(random), "message": random.choice(SENTENCES)}
    messages = [*_crowd(random, 0, 5, values["message"]), (values["number"], "Did you get my message?")]
    done = last(values["number"], values["message"])
    return Case("SimpleSmsReplyMostRecent", done, values, before=_arriving(*messages))


def _resend(random: Random) -> Case:
    values = {"name": person(random), "number": number(random), "message": random.choice(SENTENCES)}

    def before(phone: Phone) -> None:
        add(phone, values["name"], values["number"])
        send(phone, (values["number"],), values["message"])
        _arriving((values["number"], _AGAIN))(phone)

    return Case("SimpleSmsResend", last(values["number"], values["message"], 2), values, before=before)


def _pass_on(random: Random) -> Case:
    """Names may share a word with each other."""
    name1, name2 = apart(random, 2, person)
    values = {
        "name1": name1,
        "number": number(random),
        "name2": name2,
        "message": random.choice(_STREETS),
    }
    other = number(random)

    def before(phone: Phone) -> None:
        add(phone, name1, values["number"])
        add(phone, name2, other)
        _arriving((other, values["message"]))(phone)

    done = last(values["number"], values["message"])
    return Case("SimpleSmsSendReceivedAddress", done, values, before=before)


def _add_contact(random: Random) -> Case:
    values = {"name": person(random), "number": number(random)}
    return Case("ContactsAddContact", added(values["name"], values["number"]), values)


def _draft_contact(random: Random) -> Case:
    label = random.choice(tuple(_LABELS))
    values = {
        "first": random.choice(FIRST),
        "last": random.choice(LAST),
        "phone": f"{random.randint(100, 999)}-{random.randint(100, 999)}-{random.randint(1000, 9999)}",
        "phone_label": label,
    }
    done = drafted(values["first"], values["last"], values["phone"], _LABELS[label])
    return Case("ContactsNewContactDraft", done, values)


SHEETS: Mapping[str, Draw] = {
    "SimpleSmsSend": _send,
    "SimpleSmsSendClipboardContent": _send_clipboard,
    "SimpleSmsReply": _reply,
    "SimpleSmsReplyMostRecent": _reply_to_last,
    "SimpleSmsResend": _resend,
    "SimpleSmsSendReceivedAddress": _pass_on,
    "ContactsAddContact": _add_contact,
    "ContactsNewContactDraft": _draft_contact,
}
