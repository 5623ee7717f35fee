"""Reads what is asked of contacts, calls and messages."""

import re
from dataclasses import replace

from agent.language.ask_saying import free_text, several
from agent.language.errand import ChangeNumber, Create, Delete, Errand, PhoneCall, SendText, Tell
from agent.language.phrase import Bag
from agent.language.phrasing import match, piece, said
from agent.language.saying import number_of, person_of, title_of

_LABELS = {
    "mobile": "mobile", "cell": "mobile", "手机": "mobile",
    "home": "home", "家庭": "home", "住宅": "home",
    "work": "work", "office": "work", "工作": "work", "单位": "work", "办公": "work",
}  # fmt: skip
# The digits of `Bob2`, `R2-D2`, `"Agent 007"`, and not those of `电话110`, `bob2@x.org` or `王伟13812345678`.
_IN_NAME = re.compile(
    r"\"(?=[^\"]*[^\W\d_])(?=[^\"]*\d)[^\"@]+\""
    r"|(?<=[^\W\d_])(?<!电话)(?<!手机)(?<!码)(?<!号)(?<!\btel)(?<!phone)(?<!number)(?<!\bno)(?<!\bnum)"
    r"(?:\d{1,2}|\d{3}(?![ .()-]*\d))(?![\d.@]|\w*@)",
    re.IGNORECASE,
)
_DIGITS = "0123456789"
_HELD = "".join(chr(0xE100 + number) for number in range(10))
"""What stands for the digits of a name while the rest is read."""
_HOLD, _BACK = str.maketrans(_DIGITS, _HELD), str.maketrans(_HELD, _DIGITS)
_NO_ONE_NAME = re.compile(
    r"[0-9@,]|\b(?:and|with|or|that|which|who|whose|name|number|included)\b|[和或]", re.IGNORECASE
)


def read_people(text: str) -> list[Errand] | None:
    """Whatever the words ask of people; None when they ask for something else."""
    for reader in (_new, _gone, _changed, _told, _called, _sent, _heard):
        found = reader(text)
        if found:
            return found
    return None


# -- contacts ------------------------------------------------------
def _new(text: str) -> list[Errand] | None:
    found = match(_IN_NAME.sub(lambda found: found[0].translate(_HOLD), text), "contact_new")
    if found is None:
        return None
    bag = Bag(f"{found['rest']}, {found.get('tel', '')} {found.get('more', '')}")
    mail, label = said(bag.take(piece("mail").pattern)), bag.take(piece("label").pattern)
    tel = bag.take(piece("tel").pattern)
    last, first = said(bag.take(piece("last").pattern)), said(bag.take(piece("first").pattern))
    rest = re.sub(r"^(?:called|named|叫)\s*|[的()]+$", "", bag.text.strip(" ,"))
    name = first if first and not rest.strip(" ,") else title_of(rest)
    if name is None or _NO_ONE_NAME.search(name):
        return None
    name, last = name.translate(_BACK), last.translate(_BACK)
    number = number_of(said(tel, "tel", "tel2")) or ""
    values = [*_names(name, last), ("phone", number), ("email", mail)]
    word = said(label) or said(tel, "label", "label2", "label3")
    choice = _LABELS[word.lower()] if word else ""
    return [Create("contact", tuple(pair for pair in values if pair[1]), choice=choice)]


def amended_contact(before: object, text: str) -> Create | None:
    """`Their number is 555 1234` after a new contact."""
    if not isinstance(before, Create) or before.kind != "contact":
        return None
    tel, mail = match(text, "contact_tel"), match(text, "contact_mail")
    field, value = ("phone", number_of(tel["tel"])) if tel else ("email", mail["mail"] if mail else None)
    if not value or field in dict(before.values):
        return None
    return replace(before, values=(*before.values, (field, value)))


def _names(name: str, last: str) -> list[tuple[str, str]]:
    """First and last name; all but the last word is the first."""
    if last:
        return [("first", name), ("last", last)]
    first, _, last = name.rpartition(" ")
    return [("first", first), ("last", last)] if first else [("first", name)]


def _gone(text: str) -> list[Errand] | None:
    contact, chat = match(text, "contact_gone"), match(text, "chat_gone")
    found = contact or chat
    if found is None:
        return None
    names = [person_of(name) for name in several(found["names"])]
    if not names or None in names:
        return None
    return [Delete("contact" if contact else "conversation", name) for name in names if name]


def _changed(text: str) -> list[Errand] | None:
    found = match(text, "contact_number")
    who, number = (person_of(found["who"]), number_of(found["tel"])) if found else (None, None)
    return [ChangeNumber(who, number)] if who and number else None


def _told(text: str) -> list[Errand] | None:
    number, email = match(text, "tell_number"), match(text, "tell_email")
    found = number or email
    who = person_of(found["who"]) if found else None
    if who is None or number_of(who) is not None:
        return None
    return [Tell("number" if number else "email", who)]


# -- calls ------------------------------------------------------
def _called(text: str) -> list[Errand] | None:
    fixed: tuple[tuple[str, Errand], ...] = (
        ("call_end", PhoneCall("end")),
        ("call_again", PhoneCall("redial")),
        ("call_last", Tell("last_call")),
        ("call_missed", Tell("missed")),
    )
    for way, errand in fixed:
        if match(text, way) is not None:
            return [errand]
    found = match(text, "call")
    who = person_of(found["who"]) if found else None
    return [PhoneCall("call", who)] if who and not re.match(r"(?:off|up|out)\b", who, re.I) else None


# -- messages ------------------------------------------------------
def _sent(text: str) -> list[Errand] | None:
    passed = match(text, "forward")
    if passed is not None:
        source, who = person_of(passed["source"]), person_of(passed["who"])
        return [SendText(who, "", source)] if source and who else None
    found = match(text, "send")
    if found is None:
        return None
    who, body = person_of(found["who"]), free_text(found["text"])
    return [SendText(who, body)] if who and body else None


def _heard(text: str) -> list[Errand] | None:
    found = match(text, "tell_message")
    who = person_of(found["who"]) if found else None
    return [Tell("message", who)] if who else None
