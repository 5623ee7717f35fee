"""Files and addresses that are opened from outside: people, events, and apps that are to go."""

from datetime import datetime

import pytest

from device.phone.apps.calendar.ics import calendar_text
from device.phone.apps.calendar.icsreading import read
from device.phone.apps.calendar.moment import local_time_of
from device.phone.apps.calendar.store import all_events
from device.phone.apps.contacts.picking import picked_uri
from device.phone.apps.provider.contact import Contact, Labelled, book
from device.phone.apps.provider.contactchange import save_contact
from device.phone.system.intent import Intent
from tests.boot import fresh_phone
from tests.device.phone.apps.conftest import Hand
from tests.device.phone.shell.apkfile import apk

DOWNLOAD = "/storage/emulated/0/Download"
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:da Silva;Ana;;;\r\nFN:Ana da Silva\r\nTEL;TYPE=CELL:+1 415 555 0123\r\n"
    "item1.TEL;TYPE=WORK,FAX:555\r\nEMAIL;TYPE=work:ana@x.example\r\nORG:Tea\\, Ltd;Sales\r\n"
    "NOTE:first line\\nseco\r\n nd line\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB=\n Ray\nTEL;HOME:777\n"
    "END:VCARD\nBEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n"
)
ONE = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Tea\\, green\r\nDTSTART:20231020T090000Z\r\n"
    "DURATION:PT90M\r\nLOCATION:Kitchen\r\n"
    "DESCRIPTION:Bring\r\n  cups\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=4\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def put(hand: Hand, name: str, text: str) -> str:
    hand.phone.files.write(f"{DOWNLOAD}/{name}", text.encode())
    return f"file://{DOWNLOAD}/{name}"


def view(hand: Hand, uri: str, kind: str) -> None:
    told = hand.phone.shell(f"am start -a android.intent.action.VIEW -d {uri} -t {kind}")
    assert not told.stderr
    if hand.see("Open with"):
        hand.tap("Contacts" if "vcard" in kind else "Calendar")
    hand.tap("Just once")


# -- people ------------------------------------------------------------------------------------------------
def test_people_of_a_vcard_are_taken_in_after_a_question(hand):
    hand.phone.shell("pm grant com.google.android.contacts android.permission.READ_CONTACTS")
    view(hand, put(hand, "two.vcf", CARDS), "text/x-vcard")
    assert hand.see("2 contacts will be imported from “two.vcf”.")
    hand.tap("OK")
    ana, zoe = book(hand.phone.context()).contacts
    assert (ana.first, ana.last, ana.company) == ("Ana", "da Silva", "Tea, Ltd Sales")
    numbers = [(one.value, one.label) for one in ana.phones]
    assert numbers == [("+1 415 555 0123", "Mobile"), ("555", "Work Fax")]
    assert [(one.value, one.label) for one in ana.emails] == [("ana@x.example", "Work")]
    assert ana.note == "first line\nsecond line"
    assert (zoe.name, zoe.phones[0].label) == ("Zoë Ray", "Home")


def test_a_vcard_that_is_not_wanted_or_none_changes_nothing(hand):
    view(hand, put(hand, "two.vcf", CARDS), "text/x-vcard")
    hand.tap("Cancel")
    view(hand, put(hand, "bad.vcf", "nothing"), "text/x-vcard")
    assert hand.see("There are no contacts in “bad.vcf”.")
    hand.tap("OK")
    assert book(hand.phone.context()).contacts == ()


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("-t vnd.android.cursor.dir/contact", "contacts/lookup/0r1-1/1"),
        ("-d content://com.android.contacts/contacts", "contacts/lookup/0r1-1/1"),
        ("-t vnd.android.cursor.dir/phone_v2", "data/2"),
        ("-d content://com.android.contacts/data/phones", "data/2"),
    ],
)
def test_somebody_is_picked_for_another_app(hand, asked, given):
    save_contact(hand.phone.context(), Contact(first="Ana", phones=(Labelled("555", "Mobile"),)))
    save_contact(hand.phone.context(), Contact(first="Zoe"))
    assert not hand.phone.shell(f"am start -a android.intent.action.PICK {asked}").stderr
    assert hand.see("Choose a contact")
    assert hand.see("Zoe") == given.startswith("contacts")
    found = book(hand.phone.context()).contacts[0]
    kind = "contact" if given.startswith("contacts") else "phone"
    uri = picked_uri(hand.phone.context(), found, kind)
    assert uri == f"content://com.android.contacts/{given}"
    assert "Ana" in hand.phone.shell(f"content query --uri {uri}").text
    hand.tap("Ana")
    assert not hand.see("Choose a contact")


# -- events ------------------------------------------------------------------------------------------------
def test_an_event_is_shown_to_be_saved_also_without_a_uid(hand):
    view(hand, put(hand, "tea.ics", ONE), "text/calendar")
    assert hand.see("Tea, green")
    assert all_events(hand.phone.context()) == ()
    hand.tap("Save")
    if hand.see("Allow"):
        hand.tap("Allow")
    (event,) = all_events(hand.phone.context())
    assert (event.title, event.location, event.description) == ("Tea, green", "Kitchen", "Bring cups")
    assert local_time_of(hand.phone.context(), event.start_ts) == datetime(2023, 10, 20, 9)
    assert event.end_ts - event.start_ts == 90 * 60
    assert (event.reminders[0], event.repeat_interval, event.repeat_limit) == (15, 2 * 604_800, -4)
    assert event.repeat_rule == 0b10001


def test_several_events_are_taken_in_after_a_question(hand):
    days = "".join(
        f"BEGIN:VEVENT\nSUMMARY:Day {day}\nDTSTART;VALUE=DATE:202310{day}\nEND:VEVENT\n" for day in (20, 21)
    )
    zone = "BEGIN:VEVENT\nSUMMARY:Far\nDTSTART;TZID=America/New_York:20231022T090000\nEND:VEVENT\n"
    view(hand, put(hand, "days.ics", f"BEGIN:VCALENDAR\n{days}{zone}END:VCALENDAR\n"), "text/calendar")
    assert hand.see("3 events will be imported.")
    hand.tap("OK")
    first, second, far = all_events(hand.phone.context())
    assert [first.title, second.title] == ["Day 20", "Day 21"]
    assert first.all_day
    assert first.start_ts == first.end_ts
    assert local_time_of(hand.phone.context(), far.start_ts) == datetime(2023, 10, 22, 13)


def test_what_the_calendar_exports_it_reads_again(hand):
    view(hand, put(hand, "tea.ics", ONE), "text/calendar")
    hand.tap("Save")
    if hand.see("Allow"):
        hand.tap("Allow")
    (event,) = all_events(hand.phone.context())
    (again,) = read(hand.phone.context(), calendar_text(hand.phone.context(), [event]).encode())
    assert again.title == event.title
    assert again.start_ts == event.start_ts
    assert again.end_ts == event.end_ts
    assert (again.repeat_rule, again.repeat_limit) == (event.repeat_rule, event.repeat_limit)


@pytest.mark.parametrize(
    "text",
    ["", "BEGIN:VEVENT", "BEGIN:VEVENT\nDTSTART:x\nEND:VEVENT", "BEGIN:VEVENT\nDTSTART:20239999\nEND:VEVENT"],
)
def test_a_calendar_file_with_nothing_in_it_says_so(hand, text):
    view(hand, put(hand, "bad.ics", text), "text/calendar")
    assert hand.phone.window.toast == "No new events have been found"


# -- apps --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("action", ["DELETE", "UNINSTALL_PACKAGE"])
def test_the_system_asks_before_it_uninstalls(hand, action):
    start = f"am start -a android.intent.action.{action} -d package:"
    assert not hand.phone.shell(f"{start}org.tasks").stderr
    assert hand.phone.front.package == "com.google.android.packageinstaller"
    assert hand.see("Do you want to uninstall this app?")
    hand.tap("Cancel")
    assert hand.phone.packages.get("org.tasks") is not None
    hand.phone.shell(f"{start}org.tasks")
    hand.tap("OK")
    assert hand.phone.packages.get("org.tasks") is None
    assert hand.phone.window.toast == "Uninstalled Tasks"


def test_what_came_with_the_system_or_is_not_there_is_not_uninstalled(hand):
    hand.phone.shell("am start -a android.intent.action.DELETE -d package:com.android.settings")
    hand.tap("OK")
    assert hand.phone.window.toast == "Uninstall unsuccessful."
    assert hand.phone.packages.get("com.android.settings") is not None
    hand.phone.shell("am start -a android.intent.action.DELETE -d package:no.such")
    assert hand.see("App not found")
    hand.tap("OK")
    assert hand.phone.front.package != "com.google.android.packageinstaller"


def test_the_question_is_in_the_phones_language():
    hand = Hand(fresh_phone(locale="zh-CN"))
    hand.phone.shell("am start -a android.intent.action.DELETE -d package:org.tasks")
    assert hand.see("要卸载此应用吗？")


def test_an_apk_that_is_opened_is_installed_after_a_question(hand):
    hand.phone.files.write(f"{DOWNLOAD}/tide.apk", apk())
    hand.open("com.google.android.documentsui")
    hand.tap("tide.apk")
    assert hand.see("Do you want to install this app?")
    hand.tap("Cancel")
    assert hand.phone.packages.get("com.example.tide") is None
    start = f"am start -a android.intent.action.INSTALL_PACKAGE -d file://{DOWNLOAD}/tide.apk"
    assert not hand.phone.shell(start).stderr
    hand.tap("Install")
    assert hand.see("App installed.")
    hand.tap("Open")
    assert hand.phone.front.package == "com.example.tide"
    hand.phone.shell(start)
    assert hand.see("Do you want to update this app?")


def test_what_is_no_apk_is_not_installed(hand):
    hand.phone.files.write(f"{DOWNLOAD}/bad.apk", b"no")
    hand.phone.shell(f"am start -a android.intent.action.VIEW -d file://{DOWNLOAD}/bad.apk")
    assert hand.see("There was a problem parsing the package.")


# -- rows of the media provider --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "table", "opened"),
    [
        ("a.png", "images/media", {"com.simplemobiletools.gallery.pro"}),
        ("a.png", "file", {"com.simplemobiletools.gallery.pro"}),
        ("a.png", "downloads", {"com.simplemobiletools.gallery.pro"}),
        ("a.mp4", "video/media", {"org.videolan.vlc"}),
        ("a.mp3", "audio/media", {"org.videolan.vlc", "code.name.monkey.retromusic"}),
        ("a.png", "audio/media", set()), ("a.png", "images/albums", set()), ("a", "file", set()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("volume", ["external", "external_primary"])
def test_a_row_is_opened_as_what_the_provider_says_it_is(hand, name, table, opened, volume):
    hand.phone.files.write(f"{DOWNLOAD}/{name}", b"x")
    number = hand.phone.files.stat(f"{DOWNLOAD}/{name}").inode
    intent = Intent("android.intent.action.VIEW", f"content://media/{volume}/{table}/{number}")
    assert {found.partition("/")[0] for found in hand.phone.packages.matches(intent)} == opened
    told = hand.phone.shell(f"am start -a {intent.action} -d {intent.data}")
    assert (b"unable to resolve" in told.stderr + told.stdout) == (not opened)
    if len(opened) == 1:
        assert {hand.phone.stack.tasks[0].activities[0].package} == opened
