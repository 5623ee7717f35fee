"""What the managers of the system tell: help, sections of dumps, types of rows, people by their numbers."""

import pytest

from device.phone.phone import Phone

ANA = """p=content://com.android.contacts; content insert --uri $p/raw_contacts --bind account_type:n:
content insert --uri $p/data --bind raw_contact_id:i:1 --bind mimetype:s:vnd.android.cursor.item/name \
--bind data1:s:'Ana Silva'
content insert --uri $p/data --bind raw_contact_id:i:1 --bind mimetype:s:vnd.android.cursor.item/phone_v2 \
--bind data1:s:'+1 415 555-0123'; """
MAIN = "com.todoroo.astrid.activity.MainActivity"


@pytest.fixture
def phone() -> Phone:
    return Phone(seed=1)


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
        ("dumpsys package packages", "Packages:\n  Package [android] (", 0),
        ("dumpsys package permissions", "Permissions:\n  Permission [android.permission.ACCESS_COARSE", 0),
        ("dumpsys package features", "Features:\n  reqGlEsVersion", 0),
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


def test_every_package_and_permission_is_in_its_section(phone: Phone) -> None:
    packages = phone.shell("dumpsys package packages").text
    assert all(f"  Package [{held.package}] (" in packages for held in phone.packages.all())
    listed = phone.shell("pm list permissions | sed -n 's/permission://p'").text.split()
    told = phone.shell("dumpsys package permissions").text
    assert listed
    assert all(f"[{name}]" in told for name in listed)


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        ("sms", "dir/sms"), ("contacts/people", "dir/person"),
        ("com.android.contacts/contacts/1", "item/contact"),
        ("com.android.contacts/data/phones", "dir/phone_v2"), ("settings/system", "dir/system"),
        ("settings/system/font_scale", "item/system"), ("media/external/images/media", "dir/image"),
        ("com.android.contacts/phone_lookup/4155550123", "dir/phone_lookup"),
        ("com.android.calendar/events", "dir/event"),
    ],
)  # fmt: skip
def test_types_of_rows(phone: Phone, uri: str, kind: str) -> None:
    found = phone.shell(f"content gettype --uri content://{uri}")
    assert found.text == f"Result: vnd.android.cursor.{kind}\n"


def test_the_type_of_one_picture_is_its_own(phone: Phone) -> None:
    phone.files.write("/sdcard/Pictures/a.png", b"x")
    row = phone.shell("content query --uri content://media/external/images/media --projection _id").text
    number = row.strip().rpartition("=")[2]
    found = phone.shell(f"content gettype --uri content://media/external/images/media/{number}").text
    assert found == "Result: image/png\n"


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
        ("dumpsys user", "UserInfo{0:Owner:c13}"),
        ("dumpsys role", "name=android.app.role.BROWSER\n        holders=com.android.chrome"),
        ("svc nfc disable; dumpsys nfc", "mState=off"),
        ("svc nfc enable; dumpsys nfc", "mState=on"),
        ("dumpsys mount", "path=/storage/emulated"),
        ("dumpsys wallpaper", "mWidth=1080  mHeight=2400"),
        ("settings put secure night_display_activated 1; dumpsys color_display", "Activated: true"),
        ("dumpsys webviewupdate", "Current WebView package"),
        ("dumpsys isub", "defaultSubId=1"),
        ("svc wifi disable; dumpsys netpolicy", "Metered ifaces: {rmnet0}"),
        ("dumpsys activity intents", "ACTIVITY MANAGER PENDING INTENTS"),
        ("dumpsys activity -p org.tasks activities", "ACTIVITY MANAGER ACTIVITIES"),
        ("pm list permission-groups", "permission group:android.permission-group.CALL_LOG\n"),
        ("pm list permissions -g", "group:android.permission-group.READ_MEDIA_VISUAL\n"),
        ("pm query-services -a x", "No services found\n"),
        ("date -s '2024-02-03 04:05'; date +%F_%T", "2024-02-03_04:05:00\n"),
        ("date -I; date -Is; date --iso-8601=m", "2023-10-15\n2023-10-15T15:34:00+0000\n"),
    ],
)
def test_what_is_asked_for_less_often(phone: Phone, command: str, said: str) -> None:
    done = phone.shell(command)
    assert said in done.text
    assert (done.stderr, done.exit_code) == (b"", 0)
