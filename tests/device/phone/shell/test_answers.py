"""What the managers of the system tell: help, dumps, people by their numbers."""

import pytest

from device.phone.phone import Phone
from tests.boot import fresh_phone

ANA = """p=content://com.android.contacts; content insert --uri $p/raw_contacts --bind account_type:n:
content insert --uri $p/data --bind raw_contact_id:i:1 --bind mimetype:s:vnd.android.cursor.item/name \
--bind data1:s:'Ana Silva'
content insert --uri $p/data --bind raw_contact_id:i:1 --bind mimetype:s:vnd.android.cursor.item/phone_v2 \
--bind data1:s:'+1 415 555-0123'; """
MAIN = "com.todoroo.astrid.activity.MainActivity"


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


@pytest.mark.parametrize(
    ("command", "head", "status"),
    [
        ("am help", "Activity manager (activity) commands:\n  help\n", 255),
        ("am", "Activity manager (activity) commands:\n  help\n", 255),
        ("pm help", "Package manager (package) commands:\n  help\n", 255),
        ("cmd package help", "Package manager (package) commands:\n  help\n", 255),
        ("ime help", "ime <command>:\n  list [-a] [-s]\n", 0),
        ("ime", "ime <command>:\n  list [-a] [-s]\n", 255),
        ("cmd input_method ime list -s", "com.google.android.inputmethod.latin/", 0),
        ("am nosuch", "Unknown command: nosuch\n", 255),
        ("content query", "usage: adb shell content [subcommand]", 0),
        ("content nosuch --uri content://sms", "usage: adb shell content [subcommand]", 0),
    ],
)
def test_it_begins_and_ends_as_on_android(phone: Phone, command: str, head: str, status: int) -> None:
    done = phone.shell(command)
    assert done.text.startswith(head)
    assert (done.stderr, done.exit_code) == (b"", status)


def test_wrong_arguments_of_content_are_told_last(phone: Phone) -> None:
    told = phone.shell("content query").text.splitlines()
    assert told[-1] == "[ERROR] Content provider URI not specified. Did you specify --uri argument?"
    assert phone.shell("content x").text.splitlines()[-1] == "[ERROR] Unsupported operation: x"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("phone_lookup/4155550123", "Ana Silva"), ("phone_lookup/%2B14155550123", "Ana Silva"),
        ("phone_lookup/4155550124", ""), ("contacts/filter/sil", "Ana Silva"), ("contacts/filter/zoe", ""),
        ("data/phones/filter/ana", "Ana Silva"), ("data/phones/filter/1415", "Ana Silva"),
        ("data/phones/filter/999", ""), ("contacts/lookup/0r1", "Ana Silva"),
    ],
)  # fmt: skip
def test_people_by_what_the_address_looks_for(phone: Phone, path: str, found: str) -> None:
    told = phone.shell(f"{ANA}content query --uri $p/{path} --projection display_name").text
    assert told == (f"Row: 0 display_name={found}\n" if found else "No result found.\n")


def test_an_activity_that_is_switched_off_does_not_open(phone: Phone) -> None:
    told = phone.shell(f"pm disable org.tasks/{MAIN}")
    assert told.text == f"Component {{org.tasks/{MAIN}}} new state: disabled\n"
    assert phone.shell(f"am start -n org.tasks/{MAIN}").stderr.startswith(b"Error type 3\n")
    assert "monkey aborted" in phone.shell("monkey -p org.tasks 1").text
    assert "org.tasks" not in [app.manifest.package for app in phone.packages.launchable()]
    assert f"disabledComponents:\n        {MAIN}\n" in phone.shell("dumpsys package org.tasks").text
    phone.shell(f"pm enable org.tasks/{MAIN}; am start -n org.tasks/{MAIN}")
    assert phone.front.component == f"org.tasks/{MAIN}"
    gone = phone.shell("pm disable org.tasks/.Nope")
    assert "Component class org.tasks.Nope does not exist in org.tasks" in gone.stderr.decode()
    assert gone.exit_code == 255


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("dumpsys activity -p org.tasks activities", "ACTIVITY MANAGER ACTIVITIES"),
        ("date -s '2024-02-03 04:05'; date +%F_%T", "2024-02-03_04:05:00\n"),
    ],
)
def test_what_is_asked_for_less_often(phone: Phone, command: str, said: str) -> None:
    done = phone.shell(command)
    assert said in done.text
    assert (done.stderr, done.exit_code) == (b"", 0)
