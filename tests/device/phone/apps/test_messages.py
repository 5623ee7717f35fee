"""Messages by touch: writing, answering, resending, deleting; what arrives; intents and the rows."""

from time import perf_counter

import pytest

from device.phone.apps import installed_apps
from device.phone.apps.contacts import Contacts
from device.phone.apps.dialer import Dialer
from device.phone.apps.messages import Messages
from device.phone.apps.messages.delivery import deliver
from device.phone.apps.provider import BlockedNumberStorage, ContactsStorage, TelephonyStorage
from device.phone.apps.provider.calllog import block
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import save_contact
from device.phone.system.clock import EPOCH_MS
from device.phone.system.notification import Notification
from tests.boot import fresh_phone

PACKAGE = "com.simplemobiletools.smsmessenger"
HINT = "Type a message\u2026"
SENT = "content query --uri content://sms/sent"
INBOX = "content query --uri content://sms/inbox"
MMSSMS = "/data/data/com.android.providers.telephony/databases/mmssms.db"


@pytest.fixture
def phone(monkeypatch):
    extra = (ContactsStorage(), TelephonyStorage(), BlockedNumberStorage(), Contacts(), Dialer(), Messages())
    monkeypatch.setattr("device.phone.phone.installed_apps", lambda: (*installed_apps(), *extra))
    return fresh_phone()


@pytest.fixture
def messages(hand):
    hand.phone.settings.put("global", "heads_up_notifications_enabled", 0)  # nothing in the finger's way
    hand.open(PACKAGE)
    return hand


def sms(phone):
    return phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT address, body, type, read, date FROM sms ORDER BY _id"
    )


def threads(phone):
    return phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT recipient_ids, message_count, snippet, read FROM threads ORDER BY _id"
    )


def by_hint(hand, hint):
    field = next(e for e in hand.phone.frame().elements() if e.hint == hint)
    hand.phone.touch.tap(field.bounds.center.x, field.bounds.center.y)


def write(hand, text):
    by_hint(hand, HINT)
    hand.phone.touch.text(text)
    hand.tap("SMS")


def bold(hand, name):
    node = hand.phone.frame().node(lambda node: node.view.text.content == name)
    return node is not None and node.text.weight == 700


# -- writing ---------------------------------------------------------------------------------------------
def test_message_to_a_number(messages):
    assert messages.see("No stored conversations have been found")
    messages.tap("New conversation")
    messages.phone.touch.text("+1 555-123-4567")
    messages.phone.touch.key(66)
    messages.phone.touch.text("Hi, there")
    messages.phone.touch.key(66)
    messages.tap("SMS")
    assert sms(messages.phone) == [("+15551234567", "Hi, there", 2, 1, EPOCH_MS)]
    assert threads(messages.phone) == [("1", 1, "Hi, there", 1)]
    assert messages.see("Hi, there")
    assert messages.phone.front.component == f"{PACKAGE}/{PACKAGE}.activities.ThreadActivity"
    assert not any(text.startswith("Sending") for text in messages.read())
    messages.back()
    messages.back()
    assert messages.see("3:34 PM")


def test_send_button_wants_words(messages):
    messages.phone.shell("am start -a android.intent.action.SENDTO -d sms:555")
    button = messages.find("SMS")
    assert not button.is_enabled
    messages.phone.touch.text("  ")
    assert not messages.find("SMS").is_enabled


def test_contact_is_suggested_by_name(messages):
    save_contact(
        messages.phone.context(), Contact(0, "Ada", "Lovelace", phones=(Labelled("+1 555-123-4567", "Home"),))
    )
    messages.tap("Start a conversation")
    messages.phone.touch.text("love")
    messages.tap("Ada Lovelace")
    assert messages.see("+15551234567")
    write(messages, "Hello")
    assert sms(messages.phone)[0][:3] == ("+15551234567", "Hello", 2)
    messages.back()
    messages.back()
    assert messages.see("Ada Lovelace")


def test_several_recipients_get_one_conversation(messages):
    messages.tap("New conversation")
    messages.phone.touch.text("111, 222")
    messages.tap("OK")
    write(messages, "All")
    assert [row[:3] for row in sms(messages.phone)] == [("111", "All", 2), ("222", "All", 2)]
    assert len(messages.all("All")) == 1
    assert messages.see("111, 222")


# -- what arrives ----------------------------------------------------------------------------------------
def test_incoming_message_is_unread_until_opened(messages):
    phone = messages.phone
    deliver(phone.context(), "+15551234567", "Are you there?")
    deliver(phone.context(), "5550001", "Second")
    assert [text for text in messages.read() if text in ("+15551234567", "5550001")] == [
        "5550001",
        "+15551234567",
    ]
    assert bold(messages, "+15551234567")
    messages.tap("+15551234567")
    assert messages.see("Are you there?")
    assert sms(phone)[0] == ("+15551234567", "Are you there?", 1, 1, EPOCH_MS)
    write(messages, "Yes")
    deliver(phone.context(), "(555) 123-4567", "Good")
    assert messages.see("Good")
    assert [row[3] for row in sms(phone)] == [1, 0, 1, 1]
    messages.back()
    messages.back()
    assert not bold(messages, "+15551234567")
    assert messages.see("Good")


def test_blocked_sender_is_kept_away(phone):
    block(phone.context(), "555-0001")
    assert deliver(phone.context(), "5550001", "Win!") == 0
    assert sms(phone) == []


def test_dates_follow_the_clock(messages):
    messages.phone.clock.set_date(EPOCH_MS - 24 * 3_600_000)
    deliver(messages.phone.context(), "555", "Old")
    messages.phone.clock.set_date(EPOCH_MS)
    assert messages.see("Oct 14")
    messages.tap("555")
    assert messages.see("Oct 14, 3:34 PM")


# -- with a message --------------------------------------------------------------------------------------
def test_message_is_copied_forwarded_and_deleted(messages):
    phone = messages.phone
    deliver(phone.context(), "555", "Take this")
    messages.tap("555")
    messages.hold("Take this")
    messages.tap("Copy to clipboard")
    assert phone.window.clipboard == "Take this"
    messages.hold("Take this")
    messages.tap("More options")
    messages.tap("Forward message")
    phone.touch.text("777")
    phone.touch.key(66)
    assert messages.see("Take this")
    messages.tap("SMS")
    assert sms(phone)[-1][:3] == ("777", "Take this", 2)
    messages.back()
    messages.back()
    messages.hold("Take this")
    messages.tap("Delete")
    messages.tap("No")
    assert len(sms(phone)) == 2
    messages.tap("Delete")
    messages.tap("Yes")
    assert [row[0] for row in sms(phone)] == ["777"]


def test_properties_and_select_all(messages):
    deliver(messages.phone.context(), "555", "One")
    deliver(messages.phone.context(), "555", "Two")
    messages.tap("555")
    messages.hold("One")
    messages.tap("More options")
    messages.tap("Properties")
    assert messages.see("2023-10-15 15:34:00")
    messages.tap("OK")
    messages.tap("More options")
    messages.tap("Select all")
    assert messages.see("2")
    messages.back()
    assert messages.see("Dial number")


def test_clipboard_is_pasted_and_sent(messages):
    messages.phone.set_clipboard("From elsewhere")
    messages.phone.shell("am start -a android.intent.action.SENDTO -d sms:+15551230000")
    by_hint(messages, HINT)
    messages.phone.touch.key(279)
    messages.tap("SMS")
    assert sms(messages.phone)[0][:2] == ("+15551230000", "From elsewhere")


def test_draft_is_kept(messages):
    messages.phone.shell("am start -a android.intent.action.SENDTO -d sms:555")
    messages.phone.touch.text("Not yet")
    messages.back()
    messages.back()
    messages.open(PACKAGE)
    assert messages.see("Draft: Not yet")
    messages.tap("555")
    assert messages.see("Not yet")
    messages.tap("SMS")
    assert [row[1:3] for row in sms(messages.phone)] == [("Not yet", 2)]


# -- conversations ---------------------------------------------------------------------------------------
def test_conversations_are_deleted(messages):
    for number in ("111", "222", "333"):
        deliver(messages.phone.context(), number, f"from {number}")
    messages.hold("111")
    messages.tap("222")
    messages.tap("Delete")
    messages.tap("Yes")
    assert [row[0] for row in sms(messages.phone)] == ["333"]
    assert len(threads(messages.phone)) == 1
    messages.tap("333")
    messages.tap("More options")
    messages.tap("Delete")
    messages.tap("Yes")
    assert threads(messages.phone) == []


def test_selection_menu(messages):
    deliver(messages.phone.context(), "111", "one")
    messages.hold("111")
    messages.tap("More options")
    messages.tap("Mark as read")
    assert sms(messages.phone)[0][3] == 1
    messages.hold("111")
    messages.tap("More options")
    messages.tap("Add new contact")
    assert messages.find("111").hint == "Phone"


def test_what_is_read_leaves_the_shade_and_what_others_posted_stays(messages):
    phone = messages.phone
    phone.notify(Notification("com.simplemobiletools.smsmessenger", "Backup", "Done", id=999))
    deliver(phone.context(), "111", "one")
    assert {entry.title for entry in phone.notifications.posted} == {"Backup", "111"}
    messages.tap("111")
    phone.frame()
    assert {entry.title for entry in phone.notifications.posted} == {"Backup"}


def test_search_finds_people_and_words(messages):
    deliver(messages.phone.context(), "111", "The cake is ready")
    deliver(messages.phone.context(), "222", "100% sure")
    messages.tap("Search")
    messages.phone.touch.text("cake")
    assert messages.see("The cake is ready")
    assert not messages.see("222")
    messages.type("%")
    assert messages.see("222")
    assert not messages.see("111")
    messages.type("zzz")
    assert messages.see("No items found")


# -- intents and rows ------------------------------------------------------------------------------------
def test_sendto_fills_body_and_sms_sends(phone, hand):
    phone.shell('am start -a android.intent.action.SENDTO -d sms:+15551234567 --es sms_body "See you, at 5"')
    assert phone.front.package == PACKAGE
    hand.tap("SMS")
    assert sms(phone)[0][:3] == ("+15551234567", "See you, at 5", 2)
    line = phone.shell(SENT).stdout.decode()
    assert line.startswith(f"Row: 0 _id=1, thread_id=1, address=+15551234567, person=NULL, date={EPOCH_MS}, ")
    assert ", body=See you, at 5, service_center=NULL, " in line
    phone.shell('am start -a android.intent.action.SENDTO -d smsto:777 --es sms_body "Other"')
    assert hand.see("777")
    assert hand.see("Other")


def test_shared_text_becomes_the_body(phone, hand):
    phone.shell(
        "am start -a android.intent.action.SEND -t text/plain --es android.intent.extra.TEXT 'A note' "
        f"-n {PACKAGE}/.activities.NewConversationActivity"
    )
    phone.touch.text("555")
    phone.touch.key(66)
    assert hand.see("A note")


def test_provider_rows_newest_first(phone):
    assert phone.shell(INBOX).stdout == b"No result found.\n"
    for body in ("first", "second"):
        deliver(phone.context(), "555", body)
    lines = phone.shell(f"{INBOX} --projection address:body").stdout
    assert lines == b"Row: 0 address=555, body=second\nRow: 1 address=555, body=first\n"
    assert phone.shell(f"sqlite3 {MMSSMS} 'DELETE FROM sms;'").exit_code == 0
    assert phone.shell(f"sqlite3 {MMSSMS} 'DELETE FROM threads;'").exit_code == 0
    assert phone.shell(INBOX).stdout == b"No result found.\n"
    deliver(phone.context(), "555", "again")
    assert threads(phone) == [("1", 1, "again", 0)]


def test_rows_from_the_shell_show(messages):
    bind = "--bind address:s:555 --bind body:s:planted"
    assert messages.phone.shell(f"content insert --uri content://sms/inbox {bind}").exit_code == 0
    assert messages.see("planted")
    assert messages.phone.shell("content delete --uri content://sms --where \"address='555'\"").exit_code == 0
    assert messages.see("No stored conversations have been found")


def test_long_conversation_is_shown_from_its_end(messages):
    for number in range(90):
        deliver(messages.phone.context(), "555", f"message {number}")
    messages.tap("555")
    assert messages.see("message 89")
    assert not messages.see("message 70")
    for _ in range(12):
        messages.phone.touch.swipe(540, 700, 540, 1800)
    messages.tap("Show older messages")
    for _ in range(12):
        messages.phone.touch.swipe(540, 700, 540, 1800)
    assert messages.see("message 10")


def test_snapshot_keeps_everything(messages):
    deliver(messages.phone.context(), "555", "kept")
    messages.tap("555")
    saved = messages.phone.snapshot()
    before = messages.read()
    messages.back()
    deliver(messages.phone.context(), "777", "later")
    messages.phone.restore(saved)
    assert messages.read() == before
    assert len(sms(messages.phone)) == 1


def test_lists_are_quick_with_many_rows(messages):
    phone = messages.phone
    for number in range(200):
        save_contact(
            phone.context(), Contact(0, f"Person{number}", phones=(Labelled(f"55500{number:05d}", "Mobile"),))
        )
        deliver(phone.context(), f"55500{number:05d}", "hello")
    messages.read()
    started = perf_counter()
    for _ in range(10):
        phone.clock.advance(250)
        messages.read()
    assert (perf_counter() - started) / 10 < 0.05  # a bound against accidents, not the measure


def test_what_was_not_sent_is_told_in_the_list_and_sent_by_a_touch(messages):
    phone = messages.phone
    deliver(phone.context(), "5559876", "are you there?")
    messages.tap("5559876")
    phone.shell("cmd connectivity airplane-mode enable")
    write(messages, "yes")
    messages.tap("Not sent. Touch to retry.")
    assert sms(phone)[-1][2] == 5
    messages.back()
    while not messages.see("Not sent: yes"):
        messages.back()
    messages.tap("Not sent: yes")
    phone.shell("cmd connectivity airplane-mode disable")
    messages.tap("Not sent. Touch to retry.")
    assert [tuple(row)[1:3] for row in sms(phone)] == [("are you there?", 1), ("yes", 2)]
    assert not messages.see("Not sent. Touch to retry.")
