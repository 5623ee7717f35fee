"""The log of what a phone went through."""

import re
from dataclasses import replace

import pytest

from device.link.wire.client import AdbConnection
from device.phone.apps.messages.delivery import deliver
from device.phone.phone import Phone
from device.phone.server.control import fetch_events
from device.phone.server.host import PhoneServer
from device.phone.system.clock import PhoneClock
from device.phone.system.event import ROOM, Event, EventLog
from device.phone.weather.disconnect import away
from device.phone.weather.forecast import forecast
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def told(phone: Phone, kind: str, after: int = 0) -> list[str]:
    return [event.what for event in phone.events.since(after) if event.kind == kind]


def test_a_fresh_phone_went_through_nothing(phone: Phone) -> None:
    assert phone.events.since() == []


def test_input(phone: Phone) -> None:
    phone.touch.tap(540, 1200)
    phone.touch.swipe(540, 1800, 540, 600)
    phone.touch.long_press(10, 20)
    phone.shell("input keyevent KEYCODE_HOME 4; input text hi%sthere")
    assert told(phone, "input") == [
        "tap 540 1200", "swipe 540 1800 540 600", "long press 10 20",
        "key KEYCODE_HOME", "key KEYCODE_BACK", "text hi there",
    ]  # fmt: skip


def test_activities_and_intents(phone: Phone) -> None:
    phone.shell("am start -a android.intent.action.DIAL -d tel:555; input keyevent BACK BACK")
    dialer = "com.google.android.dialer/com.google.android.dialer.extensions.GoogleDialtactsActivity"
    assert "start android.intent.action.DIAL tel:555" in told(phone, "intent")
    assert told(phone, "activity") == [f"start {dialer}", f"finish {dialer}"]
    phone.shell("am broadcast -a clipper.get")
    assert "broadcast clipper.get" in told(phone, "intent")


def test_settings_and_files(phone: Phone) -> None:
    phone.shell("settings put global wifi_on 0; settings delete system my_own")
    assert told(phone, "setting")[0] == "global wifi_on = 0"
    assert told(phone, "setting")[-1] == "system my_own deleted"
    phone.shell(
        "mkdir /sdcard/D; echo a > /sdcard/D/f; echo > /sdcard/g; echo b >> /sdcard/D/f;"
        " cat /sdcard/D/f; rm -r /sdcard/D"
    )
    root = "/storage/emulated/0/D"
    assert told(phone, "file") == [
        f"create {root}",
        f"create {root}/f",
        "create /storage/emulated/0/g",
        f"change {root}/f",
        f"remove {root}",
    ]


def test_databases_and_notifications(phone: Phone) -> None:
    deliver(phone.context(), "5551234", "hello")
    rows = told(phone, "database")
    assert "com.android.providers.telephony/mmssms.db: insert sms, 1 row" in rows
    assert any("5551234 hello" in what for what in told(phone, "notification"))
    name = "/data/data/com.android.providers.telephony/databases/mmssms.db"
    last = phone.events.count
    phone.shell(f'sqlite3 {name} "SELECT * FROM sms; DELETE FROM sms;"')
    assert told(phone, "database", last) == ["com.android.providers.telephony/mmssms.db: delete sms, 1 row"]


def test_a_database_put_back_is_told_as_one_whole(phone: Phone) -> None:
    saved = phone.snapshot()
    phone.shell("content insert --uri content://sms/inbox --bind address:s:5551234 --bind body:s:Hello")
    after = phone.events.count
    phone.restore(saved)
    (what,) = told(phone, "database", after)
    assert what == "com.android.providers.telephony/mmssms.db: replaced as a whole"


def test_what_was_typed_into_a_password_field_is_not_told(phone: Phone) -> None:
    phone.shell("am start -a android.settings.WIFI_SETTINGS; input text secret")
    assert told(phone, "input") == ["text secret"], "no field has the focus"
    for element in phone.frame().elements():
        if element.text == "Maple House":
            phone.touch.tap(element.bounds.center.x, element.bounds.center.y)
    assert any(element.is_password for element in phone.frame().elements())
    (field,) = [element for element in phone.frame().elements() if element.is_password]
    phone.touch.tap(field.bounds.center.x, field.bounds.center.y)
    phone.shell("input text hunter2")
    assert told(phone, "input")[-1] == "text \u2022\u2022\u2022\u2022\u2022\u2022\u2022"


def test_unknown_commands(phone: Phone) -> None:
    phone.shell("frobnicate --hard; echo ok")
    assert told(phone, "shell") == ["unknown command frobnicate"]


def test_times_are_the_phones_own(phone: Phone) -> None:
    phone.touch.tap(540, 1200)
    phone.shell("date 1016153423.00; settings put system a 1")
    first, last = phone.events.since()[0], phone.events.since()[-1]
    assert last.uptime_ms == first.uptime_ms + 250
    assert last.date_ms == phone.clock.date_ms == first.date_ms + 86_400_000


def test_a_snapshot_holds_no_events_and_a_restore_is_one(phone: Phone) -> None:
    saved = phone.snapshot()
    phone.shell("settings put system a 1")
    phone.restore(saved)
    assert [event.kind for event in phone.events.since()] == ["setting", "phone"]
    assert phone.snapshot() == saved
    assert phone.fork().events.since() == []


def test_the_oldest_are_forgotten() -> None:
    log = EventLog(PhoneClock())
    for number in range(ROOM + 10):
        log.note("setting", "system", "a", str(number))
    kept = log.since()
    assert len(kept) == ROOM
    assert (kept[0].number, kept[-1].number, log.count) == (11, ROOM + 10, ROOM + 10)
    assert log.since(ROOM + 9) == kept[-1:]


def test_over_the_wire(served_phone: PhoneServer, connection: AdbConnection) -> None:
    connection.shell("settings put system a 1; settings put system b 2")
    first, second = fetch_events(connection)
    assert isinstance(first, Event)
    assert (first.kind, first.what) == ("setting", "system a = 1")
    assert fetch_events(connection, first.number) == (second,)
    assert fetch_events(connection, second.number) == ()


def test_the_trouble_that_struck(phone: Phone) -> None:
    phone.shell("am start -a android.settings.SETTINGS")
    phone.weather.change(forecast("swallow:1"))
    for _ in range(12):
        phone.touch.tap(540, 854)
    spell = phone.weather.spell("swallow")
    assert spell is not None
    assert spell.count > 0
    assert told(phone, "weather") == ["swallow at a tap which is lost"] * spell.count


def test_the_trouble_that_lies_on_a_screen_is_told_when_it_comes_up() -> None:
    phone = Phone(weather="slow:1,ads:1,keyboard:1,emptytree:1,secure:1")
    settings = "com.android.settings/com.android.settings.Settings"
    phone.shell("am start -a android.settings.SETTINGS")
    phone.frame()
    slow, *lasting = told(phone, "weather")
    assert re.fullmatch(rf"slow \d+ ms at {re.escape(settings)}", slow)
    assert lasting == [
        f"ads a banner on {settings}",
        f"emptytree no tree of {settings}",
        f"secure black pictures of {settings}",
    ]
    phone.frame()
    phone.shell("sleep 9; uiautomator dump /sdcard/d.xml")
    assert len(told(phone, "weather")) == 4, "once for each time that it comes up"
    phone.show_keyboard(True)
    phone.frame()
    assert told(phone, "weather")[-1] == f"keyboard over {settings}"
    phone.shell("input keyevent HOME; sleep 1; uiautomator dump /sdcard/d.xml")
    count = len(told(phone, "weather"))
    phone.shell("am start -a android.settings.SETTINGS; uiautomator dump /sdcard/d.xml")
    assert f"secure black pictures of {settings}" in told(phone, "weather")[count:]


def test_a_spoiled_dump_and_a_dial_that_finds_nobody_are_told() -> None:
    phone = Phone(weather="dump:1,disconnect:1")
    phone.shell("am start -a android.settings.SETTINGS")
    spell = phone.weather.spell("disconnect")
    assert spell is not None
    phone.weather.put(replace(spell, what="away 1"))
    assert away(phone)
    assert told(phone, "weather") == ["disconnect a dial that finds nobody"]
    for _ in range(20):
        phone.touch.tap(540, 854)
        if phone.shell("uiautomator dump /sdcard/d.xml").stdout.startswith((b"ERROR", b"Killed")):
            break
    assert re.fullmatch(r"dump (idle|null|killed) a dump that is spoiled", told(phone, "weather")[-1])
