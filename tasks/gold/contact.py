"""Contacts: a new person, saved or left as a draft."""

from tasks.gold.hand import Hand
from tasks.gold.params import BadParams, Params
from tasks.gold.registry import solves

_PACKAGE = "com.google.android.contacts"
_LABELS = {
    "Home": ("Home", "住宅", "家庭"),
    "Work": ("Work", "单位", "工作"),
    "Mobile": ("Mobile", "手机"),
}


@solves("ContactsAddContact")
def add_contact(hand: Hand, params: Params) -> None:
    """A person with a number, saved."""
    first, last = split_name(params.text("name"))
    _open_form(hand)
    _fill_in(hand, first, last, params.text("number"))
    hand.tap(id="toolbar_button")
    hand.wait_until_gone(id="contact_editor_fragment")


@solves("ContactsNewContactDraft")
def draft_contact(hand: Hand, params: Params) -> None:
    """A person with a number of some label, filled in and left so."""
    label = params.text("phone_label")
    if label not in _LABELS:
        raise BadParams(f"phone_label is {label!r}, not one of {', '.join(_LABELS)}")
    _open_form(hand)
    _fill_in(hand, params.text("first"), params.text("last"), params.text("phone"))
    hand.put_keyboard_away()
    hand.scroll_to(id="label")
    hand.tap(id="label")
    hand.tap(*_LABELS[label])
    hand.scroll_to(id="first")


def split_name(name: str) -> tuple[str, str]:
    """First and last name; all but the last word is the first."""
    first, _, last = name.strip().rpartition(" ")
    return (first, last) if first else (last, "")


def _open_form(hand: Hand) -> None:
    hand.open_app(_PACKAGE)
    hand.back_until(id="floating_action_button")
    hand.tap(id="floating_action_button")


def _fill_in(hand: Hand, first: str, last: str, number: str) -> None:
    for name, text in (("first", first), ("last", last), ("phone", number)):
        if text:
            hand.scroll_to(id=name)
            hand.type(text, id=name)
