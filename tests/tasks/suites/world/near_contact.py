"""Nearly the right person."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def under_another_name(hand: Hand, params: Params) -> None:
    """The number of somebody else."""
    gold(hand, params, "ContactsAddContact", name="Nobody Known")


def a_digit_short(hand: Hand, params: Params) -> None:
    """The number not whole."""
    gold(hand, params, "ContactsAddContact", number=params.text("number")[:-1])


def and_somebody_else(hand: Hand, params: Params) -> None:
    """One too many."""
    gold(hand, params, "ContactsAddContact")
    gold(hand, params, "ContactsAddContact", name="Nobody Known", number="+15550001111")


def added_twice(hand: Hand, params: Params) -> None:
    """The same one twice."""
    gold(hand, params, "ContactsAddContact")
    gold(hand, params, "ContactsAddContact")


def other_label(hand: Hand, params: Params) -> None:
    """All right but for the label."""
    other = "Home" if params.text("phone_label") == "Work" else "Work"
    gold(hand, params, "ContactsNewContactDraft", phone_label=other)


def names_the_wrong_way_round(hand: Hand, params: Params) -> None:
    """Last name first."""
    gold(hand, params, "ContactsNewContactDraft", first=params.text("last"), last=params.text("first"))


def saved_too(hand: Hand, params: Params) -> None:
    """Filled in, saved, and opened to be changed."""
    gold(hand, params, "ContactsNewContactDraft")
    hand.tap(id="toolbar_button")
    hand.wait_until_gone(id="contact_editor_fragment")
    hand.tap("Edit contact", "Edit", "修改联系人", "修改")
    hand.wait_for(id="contact_editor_fragment")


NEAR: Mapping[str, Sequence[Near]] = {
    "ContactsAddContact": (under_another_name, a_digit_short, and_somebody_else, added_twice),
    "ContactsNewContactDraft": (other_label, names_the_wrong_way_round, saved_too),
}
