"""Phone by touch: keypad, calls and their time, the log and what can be done with it, intents."""

import pytest

from device.phone.apps import installed_apps
from device.phone.apps.contacts import Contacts
from device.phone.apps.dialer import Dialer
from device.phone.apps.dialer.call import IDLE, OFFHOOK, RINGING, call_state, hang_up, ring
from device.phone.apps.dialer.dialpad import LETTERS
from device.phone.apps.messages import Messages
from device.phone.apps.provider import BlockedNumberStorage, ContactsStorage, TelephonyStorage
from device.phone.apps.provider.calllog import INCOMING, MISSED, OUTGOING, REJECTED, blocked_numbers, log_call
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import save_contact, star_contact
from device.phone.system.clock import EPOCH_MS
from tests.boot import fresh_phone

PACKAGE = "com.google.android.dialer"
MINUTE = 60_000


@pytest.fixture
def phone(monkeypatch):
    extra = (ContactsStorage(), TelephonyStorage(), BlockedNumberStorage(), Contacts(), Dialer(), Messages())
    monkeypatch.setattr("device.phone.phone.installed_apps", lambda: (*installed_apps(), *extra))
    return fresh_phone()


@pytest.fixture
def dialer(hand):
    save_contact(
        hand.phone.context(), Contact(0, "Ada", "Lovelace", phones=(Labelled("+15551234567", "Mobile"),))
    )
    hand.open(PACKAGE)
    return hand


def log(phone):
    return phone.database("com.android.providers.contacts", "calllog.db").rows(
        "SELECT number, date, duration, type FROM calls ORDER BY _id"
    )


def dial(hand, number):
    for char in number:
        hand.tap(f"{char},{LETTERS[char]}")


# -- keypad and call -------------------------------------------------------------------------------------
def test_number_is_dialled_and_the_call_is_logged(dialer):
    phone = dialer.phone
    assert dialer.see("Your call log is empty")
    dialer.tap("key pad")
    assert not phone.window.keyboard_shown
    dial(dialer, "5550199")
    dialer.tap("backspace")
    dial(dialer, "8")
    dialer.tap("dial")
    assert call_state(phone.context()) == OFFHOOK
    assert dialer.see("555-0198")
    assert dialer.see("Calling\u2026")
    phone.clock.advance(3_000 + 65_000)
    assert dialer.see("01:05")
    dialer.tap("End call")
    assert call_state(phone.context()) == IDLE
    assert log(phone) == [("5550198", EPOCH_MS, 65, OUTGOING)]
    assert dialer.see("555-0198")


def test_call_controls(dialer):
    dialer.phone.shell("am start -a android.intent.action.CALL -d tel:+15551234567")
    assert dialer.see("Ada Lovelace")
    assert not next(e for e in dialer.phone.frame().elements() if e.content_description == "Hold").is_enabled
    dialer.phone.clock.advance(4_000)
    for name in ("Mute", "Speaker", "Hold"):
        dialer.tap(name)
        mark = next(e for e in dialer.phone.frame().elements() if e.content_description == name)
        assert mark.is_checked
    assert dialer.see("On hold")
    dialer.tap("Keypad")
    dial(dialer, "12#")
    assert dialer.see("12#")
    dialer.back()
    assert not dialer.see("12#")
    dialer.back()
    assert dialer.phone.front.package == dialer.phone.home_package
    assert call_state(dialer.phone.context()) == OFFHOOK
    dialer.open(PACKAGE)
    dialer.tap("End call")
    assert call_state(dialer.phone.context()) == IDLE


def test_input_text_lands_on_the_keypad_and_enter_calls(dialer):
    dialer.tap("key pad")
    dialer.phone.touch.text("555-HELP")
    assert dialer.see("555-4357")
    dialer.phone.touch.key(66)
    assert dialer.phone.front.state.number == "555-4357"


def test_keys_find_people(dialer):
    dialer.tap("key pad")
    dial(dialer, "232")
    dialer.tap("Ada Lovelace")
    assert dialer.phone.front.state.number == "+15551234567"


def test_empty_keypad_brings_the_last_number_back(dialer):
    log_call(dialer.phone.context(), "5550100", OUTGOING, EPOCH_MS, 1)
    dialer.tap("key pad")
    dialer.tap("dial")
    assert dialer.see("5550100")


def test_number_becomes_a_contact(dialer):
    dialer.tap("key pad")
    dial(dialer, "77")
    dialer.tap("Create new contact")
    field = next(e for e in dialer.phone.frame().elements() if e.hint == "Phone")
    assert field.text == "77"
    dialer.back()
    dialer.tap("Discard")
    dialer.tap("Add to a contact")
    dialer.tap("Ada Lovelace")
    dialer.tap("Save")
    stored = dialer.phone.shell("content query --uri content://contacts/phones/ --projection number").stdout
    assert stored == b"Row: 0 number=+15551234567\nRow: 1 number=77\n"


# -- calls that come in ----------------------------------------------------------------------------------
def test_incoming_call_is_answered_or_missed(dialer):
    phone = dialer.phone
    assert ring(phone.context(), "5550123")
    assert call_state(phone.context()) == RINGING
    assert dialer.see("Incoming call")
    dialer.tap("Answer")
    assert call_state(phone.context()) == OFFHOOK
    phone.clock.advance(10_000)
    assert not ring(phone.context(), "5550124")
    assert hang_up(phone.context())
    assert not hang_up(phone.context())
    ring(phone.context(), "5550125")
    dialer.tap("Decline")
    assert [(number, kind) for number, _, _, kind in log(phone)] == [
        ("5550124", MISSED),
        ("5550123", INCOMING),
        ("5550125", REJECTED),
    ]
    assert log(phone)[1][2] == 10


def test_blocked_number_does_not_ring(dialer):
    log_call(dialer.phone.context(), "5550100", INCOMING, EPOCH_MS, 1)
    dialer.hold("555-0100")
    dialer.tap("Block")
    dialer.tap("Block")
    assert blocked_numbers(dialer.phone.context()) == ["5550100"]
    assert not ring(dialer.phone.context(), "555-0100")
    dialer.tap("More options")
    dialer.tap("Blocked numbers")
    dialer.tap("Unblock")
    dialer.tap("Unblock")
    assert blocked_numbers(dialer.phone.context()) == []
    dialer.tap("Add a number")
    dialer.phone.touch.text("5550111")
    dialer.tap("Block")
    assert blocked_numbers(dialer.phone.context()) == ["5550111"]


# -- the log ---------------------------------------------------------------------------------------------
def test_log_is_grouped_by_day(dialer):
    phone = dialer.phone
    for number, ago in (("+15551234567", 3), ("5550102", 24 * 60), ("5550103", 5 * 24 * 60)):
        log_call(phone.context(), number, MISSED, EPOCH_MS - ago * MINUTE, 0)
    read = dialer.read()
    places = [
        read.index(text) for text in ("Today", "Ada Lovelace", "Yesterday", "555-0102", "Older", "555-0103")
    ]
    assert places == sorted(places)
    assert "Mobile \u2022 3 min ago" in read
    assert "Missed call" in read


def test_row_opens_to_message_and_history(dialer):
    log_call(dialer.phone.context(), "5550102", OUTGOING, EPOCH_MS - 90 * MINUTE, 75)
    dialer.tap("555-0102")
    dialer.tap("History")
    assert dialer.see("Today, 2:04 PM")
    assert dialer.see("1m 15s")
    dialer.tap("Delete")
    assert log(dialer.phone) == []


def test_entry_is_deleted_copied_and_edited(dialer):
    for number in ("5550102", "5550103"):
        log_call(dialer.phone.context(), number, OUTGOING, EPOCH_MS, 1)
    dialer.hold("555-0102")
    dialer.tap("Copy number")
    assert dialer.phone.window.clipboard == "5550102"
    dialer.hold("555-0102")
    dialer.tap("Delete")
    assert [row[0] for row in log(dialer.phone)] == ["5550103"]
    dialer.hold("555-0103")
    dialer.tap("Edit number before call")
    assert dialer.see("5550103")


def test_history_is_cleared(dialer):
    log_call(dialer.phone.context(), "5550102", OUTGOING, EPOCH_MS, 1)
    log_call(dialer.phone.context(), "5550103", MISSED, EPOCH_MS, 0)
    dialer.tap("More options")
    dialer.tap("Call history")
    dialer.tap("Missed")
    assert not dialer.see("555-0102")
    assert dialer.see("555-0103")
    dialer.tap("More options")
    dialer.tap("Clear call history")
    dialer.tap("OK")
    assert log(dialer.phone) == []
    assert dialer.see("You have no missed calls")


# -- tabs and search -------------------------------------------------------------------------------------
def test_favorites_and_contacts_tabs(dialer):
    dialer.tap("Favorites")
    assert dialer.see("No one is on your speed dial yet")
    star_contact(dialer.phone.context(), 1, True)
    dialer.tap("Ada Lovelace")
    assert dialer.see("Calling\u2026")
    dialer.tap("End call")
    dialer.tap("Contacts")
    dialer.tap("Ada Lovelace")
    assert dialer.see("Contact info")
    dialer.back()
    dialer.back()
    assert dialer.see("Today")


def test_search_calls_people_and_numbers(dialer):
    dialer.tap("Search contacts")
    dialer.phone.touch.text("lovel")
    assert dialer.see("Ada Lovelace")
    dialer.type("5559")
    dialer.tap("Call 5559")
    assert dialer.phone.front.state.number == "5559"


# -- intents and the provider ----------------------------------------------------------------------------
def test_dial_intent_fills_the_keypad(phone, hand):
    phone.shell("am start -a android.intent.action.DIAL -d tel:555-0100")
    assert phone.front.component == f"{PACKAGE}/{PACKAGE}.extensions.GoogleDialtactsActivity"
    assert hand.see("555-0100")
    phone.shell("am start -a android.intent.action.DIAL -d tel:%2B1777")
    assert hand.see("+1777")
    assert log(phone) == []


def test_second_call_ends_the_first(phone, hand):
    phone.shell("am start -a android.intent.action.CALL -d tel:111")
    phone.shell("am start -a android.intent.action.CALL -d tel:222")
    assert hand.see("222")
    assert [row[0] for row in log(phone)] == ["111"]
    hand.tap("End call")
    assert phone.front.package == phone.home_package


def test_provider_refuses_what_it_cannot_keep(phone):
    uri = "content://com.android.blockednumber/blocked"
    bare = phone.shell(f"content insert --uri {uri} --bind e164_number:s:1")
    assert b"NOT NULL constraint failed" in bare.stderr
    assert bare.exit_code == 0  # as on Android, whatever came of it
    assert phone.shell(f"content insert --uri {uri} --bind original_number:s:555").exit_code == 0
    assert not ring(phone.context(), "555")
    bad = phone.shell("content insert --uri content://call_log/calls --bind nothing:s:1")
    assert b"no column named nothing" in bad.stderr
    assert b"Unknown URL" in phone.shell("content query --uri content://call_log/else").stderr
    changed = "content update --uri content://call_log/calls --bind new:i:1"
    assert phone.shell(changed).exit_code == 0


def test_call_log_provider(phone):
    phone.shell("content insert --uri content://call_log/calls --bind number:s:555 --bind type:i:3")
    shown = phone.shell("content query --uri content://call_log/calls --projection number:type:date").stdout
    assert shown == f"Row: 0 number=555, type=3, date={EPOCH_MS}\n".encode()
    assert phone.shell("content delete --uri content://call_log/calls").exit_code == 0
    assert log(phone) == []


def test_the_keys_that_ask_for_the_imei_are_answered_at_once(dialer):
    dialer.tap("key pad")
    dial(dialer, "*#06#")
    assert dialer.see("IMEI")
    assert dialer.see("358240051111110")
    dialer.tap("OK")
    assert not dialer.see("358240051111110")
    dialer.phone.shell("input text '*#06#'")
    assert dialer.see("358240051111110")
