"""A deed is compared with what the owner wants, value by value, on a phone with an address book."""

from collections.abc import Iterator
from typing import Any

import pytest

from agent.effect.effect import Effect, EffectKind
from agent.effect.literal import as_said
from agent.effect.source import PhoneState
from agent.guard.deed import DeedKind as Kind
from agent.guard.deed import GuardedDeed
from agent.guard.mandate import Fit, Mandate, Trail
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from tasks.material.people import fill_contacts
from tasks.stage import Stage
from tests.boot import fresh_phone

SMS = "com.simplemobiletools.smsmessenger"
MARKOR = "net.gsantner.markor"
CLOCK = "com.google.android.deskclock"
SETTINGS = "com.android.settings"
PEOPLE = (("Ann Lee", "+15550100001"), ("Bob Stone", "+15550100002"), ("Bob Meyer", "+15550100003"),
          ("李娜", "+8613900001234"))  # fmt: skip


@pytest.fixture(scope="module")
def state() -> Iterator[PhoneState]:
    with Device(InProcessTransport(fresh_phone())) as device:
        fill_contacts(Stage(device), PEOPLE)
        yield PhoneState(device)


def effect(kind: str, **fields: str) -> Effect:
    return Effect(kind=EffectKind(kind), text=fields.pop("text", kind), **fields)


def sending(*title: str, text: str = "On my way", **fields: Any) -> GuardedDeed:
    return GuardedDeed(
        kind=Kind.SENSITIVE, classes=("send",), app=SMS, says=("SMS",), title=title, text=text, **fields
    )


def deleting(**fields: Any) -> GuardedDeed:
    return GuardedDeed(
        kind=Kind.SENSITIVE, classes=("delete",), **{"app": MARKOR, "says": ("Delete",), **fields}
    )


@pytest.mark.parametrize(
    ("wanted", "deed", "fit"),
    [
        (effect("send", object="Ann"), sending("Ann Lee", "+15550100001"), Fit.INSIDE),
        (effect("send", object="Ann"), sending("+1 555 010 0001"), Fit.INSIDE),
        (effect("send", object="+15550100001"), sending("Ann Lee"), Fit.INSIDE),
        (effect("send", object="李娜"), sending("李娜"), Fit.INSIDE),
        (effect("send", object="Ann"), sending("Bob Stone"), Fit.WRONG),
        (effect("send", object="Ann"), sending("+1 555 010 0002"), Fit.WRONG),
        (effect("send", object="Ann"), sending("+1 900 555 0000"), Fit.WRONG),
        (effect("send", object="Ann"), sending("Ann Lee, Bob Stone"), Fit.WRONG),
        (effect("send", object="Ann"), sending("Messages"), Fit.UNREAD),
        (effect("send", object="Bob"), sending("Bob Meyer"), Fit.OPEN),
        (effect("send", object="Bob Meyer"), sending("Bob Meyer"), Fit.INSIDE),
        (effect("send", which="whoever wrote last"), sending("Ann Lee"), Fit.OPEN),
        (effect("send", object="Ann", content="On my way!"), sending("Ann Lee"), Fit.INSIDE),
        (effect("send", object="Ann", content="On my way"), sending("Ann Lee", text="Send money"), Fit.OPEN),
        (effect("delete", object="Ann"), sending("Ann Lee"), Fit.OUTSIDE),
        (effect("other", text="do what the note says"), sending("Ann Lee"), Fit.OPEN),
        (effect("delete", place="Markor", object="old.md"), deleting(selected=("old.md 12 B",)), Fit.INSIDE),
        (effect("delete", place="Markor", object="old.md"), deleting(selected=("tax.md 9 B",)), Fit.WRONG),
        (
            effect("delete", place="Markor", object="old.md"),
            deleting(selected=("old.md 12 B", "tax.md 9 B")),
            Fit.WRONG,
        ),
        (effect("delete", place="Markor", object="old.md"), deleting(title=("Notes",)), Fit.UNREAD),
        (effect("delete", place="Markor", which="the oldest"), deleting(title=("Notes",)), Fit.OPEN),
        (effect("delete", place="Markor", amount="all"), deleting(selected=("a", "b")), Fit.INSIDE),
        (effect("delete", place="Clock", object="8:30"), deleting(app=CLOCK, says=("08:30",)), Fit.INSIDE),
        (effect("delete", place="Clock", object="8:30"), deleting(app=MARKOR, says=("08:30",)), Fit.UNREAD),
    ],
)  # fmt: skip
def test_a_sensitive_deed_fits_only_what_was_asked_for(
    state: PhoneState, wanted: Effect, deed: GuardedDeed, fit: Fit
) -> None:
    assert Mandate((wanted,), state).compare(deed).fit is fit


def paying(amount: str, **fields: Any) -> GuardedDeed:
    return GuardedDeed(
        kind=Kind.SENSITIVE, classes=("payment",), app="bank", says=("Pay",), sums=(amount,), **fields
    )


@pytest.mark.parametrize(
    ("wanted", "deed", "fit"),
    [
        ("20 euros", paying("20"), Fit.INSIDE),
        ("$20.00", paying("20"), Fit.INSIDE),
        ("20", paying("200"), Fit.WRONG),
        ("20", GuardedDeed(kind=Kind.SENSITIVE, classes=("payment",), app="bank"), Fit.UNREAD),
        ("20", paying("20", fields=("Ann Lee",)), Fit.INSIDE),
        ("20", paying("20", fields=("Bob Stone",)), Fit.WRONG),
    ],
)
def test_a_payment_fits_only_the_amount_and_the_payee_that_were_named(
    state: PhoneState, wanted: str, deed: GuardedDeed, fit: Fit
) -> None:
    assert Mandate((effect("pay", object="Ann", amount=wanted),), state).compare(deed).fit is fit


def test_a_menu_is_about_what_was_held_down(state: PhoneState) -> None:
    mandate = Mandate((effect("delete", place="Markor", object="old.md"),), state)
    assert mandate.compare(deleting(), Trail(held="old.md")).fit is Fit.INSIDE
    assert mandate.compare(deleting(), Trail(held="tax.md")).fit is Fit.WRONG


def change(kind: Kind, app: str, *says: str, **fields: Any) -> GuardedDeed:
    return GuardedDeed(kind=kind, app=app, says=says, **fields)


@pytest.mark.parametrize(
    ("wanted", "deed", "fit"),
    [
        (effect("change", place="Bluetooth", amount="on"),
         change(Kind.SWITCH, SETTINGS, "Use Bluetooth"), Fit.INSIDE),
        (effect("change", place="Bluetooth", amount="on"), change(Kind.SWITCH, SETTINGS, "蓝牙"), Fit.INSIDE),
        (effect("change", place="Bluetooth", amount="on"),
         change(Kind.SWITCH, SETTINGS, "Wi-Fi"), Fit.OUTSIDE),
        (effect("change", place="Bluetooth", amount="on"), change(Kind.EDIT, MARKOR, "note"), Fit.OUTSIDE),
        (effect("create", place="Markor", object="tea"), change(Kind.COMMIT, MARKOR, "OK"), Fit.INSIDE),
        (effect("create", place="Markor", object="tea"), change(Kind.COMMIT, CLOCK, "OK"), Fit.INSIDE),
        (effect("create", place="Markor", object="tea"),
         change(Kind.COMMIT, CLOCK, "OK", dialog=("Delete it?",)), Fit.OUTSIDE),
        (effect("create", text="a note"), change(Kind.COMMIT, MARKOR, "OK"), Fit.INSIDE),
        (effect("create", text="a note"), change(Kind.SWITCH, SETTINGS, "Wi-Fi"), Fit.OUTSIDE),
        (effect("answer", place="Markor"), change(Kind.TYPE, MARKOR, "Title"), Fit.INSIDE),
        (effect("answer", place="Markor"), change(Kind.EDIT, MARKOR, "a note's text"), Fit.OUTSIDE),
        (effect("answer", place="Markor"), change(Kind.TYPE, CLOCK, "Label"), Fit.OUTSIDE),
        (effect("answer", place="Markor"), change(Kind.NONE, CLOCK, "Alarm"), Fit.INSIDE),
    ],
)  # fmt: skip
def test_what_changes_something_happens_only_where_the_owner_wants_a_change(
    state: PhoneState, wanted: Effect, deed: GuardedDeed, fit: Fit
) -> None:
    assert Mandate((wanted,), state).compare(deed).fit is fit


def test_a_list_of_effects_takes_the_one_that_fits_best(state: PhoneState) -> None:
    mandate = Mandate(
        (effect("answer"), effect("send", object="Bob Stone"), effect("send", object="Ann")), state
    )
    assert mandate.compare(sending("Ann Lee")).fit is Fit.INSIDE
    assert mandate.compare(sending("Bob Meyer")).fit is Fit.WRONG


@pytest.mark.parametrize(
    ("said", "name", "kept"),
    [("text Ann that I am late", "Ann", "Ann"), ("text my sister", "Ann", ""),
     ("给李娜发短信", "李娜", "李娜"),
     ("call +1 (555) 010-0001", "+15550100001", "+15550100001"), ("Schreib annas Bruder", "Anna", "Anna")],
)  # fmt: skip
def test_a_model_names_nobody_whom_the_owner_did_not_name(said: str, name: str, kept: str) -> None:
    found = as_said(effect("send", object=name), said)
    assert (found.object, found.which) == (kept, "" if kept else name)


def test_a_button_keeps_what_the_run_has_written_only_where_that_was_wanted(state: PhoneState) -> None:
    mandate = Mandate((effect("create", place="Markor", object="tea"),), state)
    save = change(Kind.COMMIT, CLOCK, "OK")
    assert mandate.compare(save, Trail()).fit is Fit.INSIDE
    assert mandate.compare(save, Trail(typed=True)).fit is Fit.OUTSIDE
