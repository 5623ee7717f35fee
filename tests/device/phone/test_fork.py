"""Phones that go their own way from one moment, and what then differs."""

import gc
import json
import weakref

import pytest

from device.phone.apps.messages.delivery import deliver
from device.phone.apps.provider.telephony import messages_database
from device.phone.file.database import Database
from device.phone.file.filedifference import FileChange
from device.phone.phone import Phone
from device.phone.system.difference import Difference, ValueChange
from device.phone.system.difftext import as_data, lines


@pytest.fixture
def phone() -> Phone:
    phone = Phone(seed=4)
    phone.shell("settings put global wifi_on 0; echo before > /sdcard/note")
    deliver(phone.context(), "5551234", "first")
    phone.shell("am start -a android.settings.SETTINGS")
    phone.touch.swipe(540, 1800, 540, 900)
    return phone


# -- forks ---------------------------------------------------------------------------------------------
def test_a_fork_is_the_same_phone(phone: Phone) -> None:
    other = phone.fork()
    assert other.snapshot() == phone.snapshot()
    assert other.frame().elements() == phone.frame().elements()
    assert other.frame().xml() == phone.frame().xml()
    assert not other.diff(phone)
    assert other.shell("cat /sdcard/note").stdout == b"before\n"
    assert messages_database(other.context()).rows("SELECT body FROM sms") == [("first",)]


def test_what_one_does_the_other_does_not_see(phone: Phone) -> None:
    other = phone.fork()
    deliver(other.context(), "5551234", "theirs")
    other.shell("settings put global wifi_on 1; echo after > /sdcard/note; input keyevent HOME")
    deliver(phone.context(), "5551234", "ours")
    assert messages_database(phone.context()).rows("SELECT body FROM sms") == [("first",), ("ours",)]
    assert messages_database(other.context()).rows("SELECT body FROM sms") == [("first",), ("theirs",)]
    assert phone.shell("settings get global wifi_on; cat /sdcard/note").stdout == b"0\nbefore\n"
    assert phone.front.package == "com.android.settings"
    assert other.front.package == other.home_package


def test_the_same_touches_lead_both_to_the_same(phone: Phone) -> None:
    other = phone.fork()
    for one in (phone, other):
        one.touch.tap(540, 1200)
        one.touch.key(4)
        one.shell("date +%N; echo $RANDOM > /sdcard/random")
    assert other.snapshot() == phone.snapshot()


def test_a_fork_of_a_fork_and_their_fresh_state(phone: Phone) -> None:
    other = phone.fork().fork()
    assert other.snapshot() == phone.snapshot()
    other.reset()
    assert other.snapshot() == Phone(seed=4).snapshot()


def test_databases_of_a_fork_behave_as_any(phone: Phone) -> None:
    other = phone.fork()
    name = "/data/data/com.android.providers.telephony/databases/mmssms.db"
    assert other.files.read(name) == phone.files.read(name)
    other.shell(f"rm {name}; am force-stop com.android.providers.telephony")
    assert messages_database(other.context()).rows("SELECT body FROM sms") == []
    assert messages_database(phone.context()).rows("SELECT body FROM sms") == [("first",)]
    saved = other.snapshot()
    deliver(other.context(), "5550000", "more")
    other.restore(saved)
    assert messages_database(other.context()).rows("SELECT body FROM sms") == []


def test_a_database_that_sleeps_counts_its_changes() -> None:
    made = Database("CREATE TABLE t (a)")
    made.run("INSERT INTO t VALUES (1)")
    sleeper = Database(image=made.save())
    before = sleeper.changes
    assert sleeper.save() == made.save()
    assert sleeper.rows("SELECT a FROM t") == [(1,)]
    assert sleeper.changes == before
    sleeper.run("INSERT INTO t VALUES (2)")
    moved = sleeper.changes
    assert moved > before
    sleeper.load(made.save())
    assert sleeper.changes > moved, "all was replaced"


def test_a_fork_that_is_dropped_is_freed(phone: Phone) -> None:
    gone = weakref.ref(phone.fork())
    gc.collect()
    assert gone() is None


# -- differences ---------------------------------------------------------------------------------------
def test_nothing_differs(phone: Phone) -> None:
    assert not phone.diff(phone.snapshot())
    assert lines(phone.diff(phone)) == ["no difference"]
    assert Difference(uptime_ms=250) == Difference(uptime_ms=250)
    assert not Difference(uptime_ms=250)


def test_settings_and_properties(phone: Phone) -> None:
    before = phone.snapshot()
    phone.shell("settings put global wifi_on 1; settings put secure mine 7; setprop my.own yes")
    phone.shell("settings delete system ringtone")
    difference = phone.diff(before)
    assert ValueChange("global wifi_on", "0", "1") in difference.settings
    assert ValueChange("secure mine", None, "7") in difference.settings
    assert [change.after for change in difference.settings if change.name == "system ringtone"] == [None]
    assert difference.properties == (ValueChange("my.own", None, "yes"),)


def test_files(phone: Phone) -> None:
    phone.shell("mkdir -p /sdcard/Old/deep; echo x > /sdcard/Old/deep/f; echo same > /sdcard/same")
    before = phone.snapshot()
    phone.shell(
        "rm -r /sdcard/Old; mkdir /sdcard/New; echo 12345 > /sdcard/New/f; echo longer > /sdcard/note"
    )
    phone.shell("touch /sdcard/same; chmod 600 /sdcard/same")
    root = "/storage/emulated/0"
    assert phone.diff(before).files == (
        FileChange(f"{root}/New", "added", "folder"),
        FileChange(f"{root}/New/f", "added", "file", 0, 6),
        FileChange(f"{root}/Old", "removed", "folder"),
        FileChange(f"{root}/Old/deep", "removed", "folder"),
        FileChange(f"{root}/Old/deep/f", "removed", "file", 2, 0),
        FileChange(f"{root}/note", "changed", "file", 7, 7),
        FileChange(f"{root}/same", "mode", "file", 5, 5),
    )


def test_rows_of_databases(phone: Phone) -> None:
    before = phone.snapshot()
    deliver(phone.context(), "5551234", "second")
    database = messages_database(phone.context())
    database.run("UPDATE sms SET read = 1 WHERE body = 'first'")
    added, changed = [row for row in phone.diff(before).rows if row.table == "sms"][::-1]
    assert (added.database, added.kind, added.key) == (
        "com.android.providers.telephony/mmssms.db",
        "added",
        "2",
    )
    assert dict(added.after)["body"] == "second"
    assert (changed.kind, changed.key) == ("changed", "1")
    assert (changed.before, changed.after) == ((("read", 0),), (("read", 1),))
    database.run("DELETE FROM sms WHERE body = 'first'")
    removed = [row for row in phone.diff(before).rows if row.kind == "removed" and row.table == "sms"]
    assert [(row.key, dict(row.before)["body"]) for row in removed] == [("1", "first")]
    assert "~ sms 1" not in "\n".join(lines(phone.diff(before)))


def test_what_is_open_and_posted(phone: Phone) -> None:
    before = phone.snapshot()
    phone.shell("am start -n com.google.android.deskclock/com.android.deskclock.DeskClock")
    deliver(phone.context(), "5559999", "look here")
    phone.set_clipboard("copied")
    phone.shell("date 1016153423.00")
    difference = phone.diff(before)
    assert difference.opened == ("com.google.android.deskclock/com.android.deskclock.DeskClock",)
    assert difference.front is not None
    assert difference.front.before == "com.android.settings/com.android.settings.Settings"
    assert [each.text for each in difference.posted] == ["look here"]
    assert difference.clipboard == ValueChange("clipboard", "", "copied")
    assert difference.date is not None
    told = "\n".join(lines(difference))
    for line in (
        "+ com.google.android.deskclock",
        "look here",
        "~ clipboard:  -> copied",
        "2023-10-16 15:34:00",
    ):
        assert line in told


def test_permissions_and_hardware(phone: Phone) -> None:
    before = phone.snapshot()
    phone.shell("pm grant com.google.android.dialer android.permission.CAMERA")
    difference = phone.diff(before)
    name = "com.google.android.dialer granted"
    assert difference.packages == (ValueChange(name, None, "android.permission.CAMERA"),)


def test_a_difference_is_plain_data(phone: Phone) -> None:
    before = phone.snapshot()
    deliver(phone.context(), "5551234", "second")
    phone.shell("echo x > /sdcard/x")
    told = json.loads(json.dumps(as_data(phone.diff(before))))
    assert told["files"][0]["path"] == "/storage/emulated/0/x"
    (row,) = [row for row in told["rows"] if row["table"] == "sms"]
    assert row["after"]["body"] == "second"


def test_a_database_that_was_pushed_broken_has_no_rows(phone: Phone) -> None:
    before = phone.snapshot()
    name = "/data/data/com.android.providers.telephony/databases/mmssms.db"
    phone.shell(f"echo nonsense > {name}")
    (change,) = phone.diff(before).files
    assert (change.path, change.kind) == (name, "changed")
