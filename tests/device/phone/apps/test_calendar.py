"""The Calendar by touch: its views, lists and search, what is deleted from them, intents, both languages."""

import sqlite3

import pytest

from device.phone.system.language import folder_of, table
from tests.boot import fresh_phone

PACKAGE = "com.simplemobiletools.calendar.pro"
FILE = f"/data/data/{PACKAGE}/databases/events.db"
OCTOBER_15 = 1697328000
"""Midnight UTC of the phone's day."""
HOUR, DAY = 3600, 86_400
_COLUMNS = """start_ts, end_ts, title, location, description, reminder_1_minutes, reminder_2_minutes,
reminder_3_minutes, reminder_1_type, reminder_2_type, reminder_3_type, repeat_interval, repeat_rule,
repeat_limit, repetition_exceptions, attendees, import_id, time_zone, flags, event_type, parent_id,
last_updated, source, availability, color, type"""


def put(
    phone,
    title,
    start,
    minutes=30,
    *,
    location="",
    description="",
    interval=0,
    rule=0,
    limit=0,
    flags=0,
    type=0,
):
    values = (
        start,
        start + minutes * 60,
        title,
        location,
        description,
        -1,
        -1,
        -1,
        0,
        0,
        0,
        interval,
        rule,
        limit,
    )
    values += ("[]", "", "", "UTC", flags, 1, 0, 0, "imported-ics", 0, 0, type)
    marks = ", ".join("?" * len(values))
    return phone.database(PACKAGE, "events.db").run(
        f"INSERT INTO events ({_COLUMNS}) VALUES ({marks})", *values
    )


def listed(hand):
    return [e.text for e in hand.phone.frame().elements() if e.resource_id.endswith("/event_item_title")]


@pytest.fixture
def phone():
    phone = fresh_phone()
    phone.settings.put("system", "time_12_24", "24")
    return phone


@pytest.fixture
def calendar(hand):
    hand.open(PACKAGE)
    return hand


def view(hand, name):
    hand.tap("Change view")
    hand.tap(name)


def element(hand, resource_id, place=0):
    found = [e for e in hand.phone.frame().elements() if e.resource_id.endswith(f"/{resource_id}")]
    return found[place]


# -- the database ------------------------------------------------------------------------------------------
def test_the_events_table_has_exactly_the_columns_a_verdict_reads(phone, tmp_path):
    path = tmp_path / "events.db"
    path.write_bytes(phone.files.read(FILE))
    with sqlite3.connect(path) as connection:
        columns = connection.execute("PRAGMA table_info(events)").fetchall()
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert connection.execute("SELECT title FROM event_types").fetchall() == [("Regular event",)]
    names = [column[1] for column in columns]
    assert names == ["id", *(name.strip() for name in _COLUMNS.replace("\n", " ").split(","))]
    assert all(column[3] or column[5] for column in columns), "every column but the key is NOT NULL"
    assert {"events", "event_types", "widgets", "tasks"} <= tables


def test_a_database_put_in_from_outside_shows_at_once(calendar, tmp_path):
    phone = calendar.phone
    view(calendar, "Simple event list")
    assert calendar.see("No items found.")
    other = fresh_phone(seed=2)
    put(other, "From outside", OCTOBER_15 + DAY)
    phone.shell(f"rm -r /data/data/{PACKAGE}/databases/*")
    phone.files.write(FILE, other.files.read(FILE))
    assert listed(calendar) == ["From outside"]


# -- views -------------------------------------------------------------------------------------------------
def test_the_month_shows_its_days_and_events_and_is_swiped(calendar):
    phone = calendar.phone
    put(phone, "Dentist", OCTOBER_15 + 9 * DAY + 9 * HOUR)
    assert calendar.see("October")
    assert calendar.see("October 24, 2023")
    assert calendar.see("Dentist")
    phone.touch.swipe(900, 1200, 200, 1200)
    assert calendar.see("November")
    calendar.tap("Go to previous")
    calendar.tap("Go to previous")
    assert calendar.see("September")
    calendar.tap("Go to today")
    assert calendar.see("October")
    assert not calendar.see("Go to today")


def test_a_day_of_the_month_opens_and_back_returns(calendar):
    put(calendar.phone, "Dentist", OCTOBER_15 + 9 * DAY + 9 * HOUR, 45)
    calendar.tap("October 24, 2023")
    assert calendar.see("October 24, 2023 (Tue)")
    assert calendar.see("09:00 - 09:45")
    calendar.tap("Go to next")
    assert calendar.see("October 25, 2023 (Wed)")
    assert calendar.see("No items found.")
    calendar.back()
    assert calendar.see("October")
    assert calendar.see("Dentist")


def test_the_list_begins_today_and_pulls_bring_what_was_before(calendar):
    phone = calendar.phone
    for place in range(80):
        put(phone, f"Event {place}", OCTOBER_15 + (place - 20) * DAY + 10 * HOUR)
    view(calendar, "Simple event list")
    assert calendar.see("October 2023")
    assert calendar.see("Sunday, October 15")
    assert listed(calendar)[0] == "Event 20"
    phone.touch.swipe(540, 900, 540, 1700)
    seen = set(listed(calendar))
    assert {"Event 18", "Event 19"} <= seen
    calendar.tap("Go to today")
    assert listed(calendar)[0] == "Event 20"
    for _ in range(60):
        seen |= set(listed(calendar))
        phone.touch.swipe(540, 1700, 540, 700)
    assert {f"Event {place}" for place in range(20, 80)} <= seen


def test_the_other_views_show_and_the_last_one_stays(calendar):
    phone = calendar.phone
    put(phone, "Lunch", OCTOBER_15 + 12 * HOUR, 60)
    put(phone, "Second lunch", OCTOBER_15 + 12 * HOUR, 60)
    view(calendar, "Weekly view")
    assert calendar.see("Oct 15 - Oct 21")
    first, second = calendar.find("Lunch").bounds, calendar.find("Second lunch").bounds
    assert first.right <= second.left or second.right <= first.left
    calendar.tap("Second lunch")
    assert calendar.see("Edit Event")
    calendar.back()
    view(calendar, "Yearly view")
    calendar.tap("December")
    assert calendar.see("December 24, 2023")
    calendar.back()
    assert calendar.see("2023")
    view(calendar, "Monthly and daily view")
    calendar.tap("October 18, 2023")
    assert calendar.see("October 18, 2023 (Wed)")
    phone.force_stop(PACKAGE)
    calendar.open(PACKAGE)
    assert calendar.see("October 15, 2023 (Sun)")
    view(calendar, "Daily view")
    assert listed(calendar) == ["Lunch", "Second lunch"]


def test_a_date_is_gone_to_by_month_and_by_year(calendar):
    calendar.tap("More options")
    calendar.tap("Go to date")
    calendar.tap("Next month")
    calendar.tap("30 November 2023")
    calendar.tap("2023")
    calendar.tap("2024")
    calendar.tap("OK")
    assert calendar.see("November 2024")


def test_an_event_over_midnight_is_on_both_days_with_the_other_named(calendar):
    put(calendar.phone, "Night shift", OCTOBER_15 + 23 * HOUR, 120)
    put(calendar.phone, "Until midnight", OCTOBER_15 + 23 * HOUR, 60)
    view(calendar, "Daily view")
    assert calendar.see("23:00 - 01:00 (October 16, 2023)")
    calendar.tap("Go to next")
    assert calendar.see("23:00 (October 15, 2023) - 01:00")
    assert listed(calendar) == ["Night shift"]


# -- types and settings ------------------------------------------------------------------------------------
def test_the_filter_hides_events_of_a_type(calendar):
    phone = calendar.phone
    put(phone, "Plain", OCTOBER_15)
    phone.database(PACKAGE, "events.db").run(
        "INSERT INTO event_types (title, color, caldav_calendar_id, caldav_display_name, caldav_email, type) "
        "VALUES ('Work', -65536, 0, '', '', 0)"
    )
    number = put(phone, "Meeting", OCTOBER_15)
    phone.database(PACKAGE, "events.db").run("UPDATE events SET event_type = 2 WHERE id = ?", number)
    view(calendar, "Daily view")
    calendar.tap("Filter")
    calendar.tap("Work")
    calendar.tap("OK")
    assert listed(calendar) == ["Plain"]
    calendar.tap("Filter")
    assert not calendar.checked("Work")
    calendar.tap("Work")
    calendar.tap("OK")
    assert listed(calendar) == ["Plain", "Meeting"]


def test_the_settings_change_what_shows_and_are_kept_in_a_file(calendar):
    phone = calendar.phone
    calendar.tap("More options")
    calendar.tap("Settings")
    calendar.tap("First day of the week")
    calendar.tap("Monday")
    calendar.tap("Use 24-hour time format")
    calendar.tap("Manage event types")
    calendar.tap("Add new type")
    phone.touch.text("Sport")
    calendar.tap("OK")
    assert calendar.see("Sport")
    calendar.back()
    calendar.back()
    assert phone.settings.text("system", "time_12_24") == "12"
    assert b"first_day_of_week" in phone.files.read(f"/data/data/{PACKAGE}/shared_prefs/Prefs.xml")
    names = [e.text for e in phone.frame().elements() if "/label_" in e.resource_id]
    assert names[0] == "Mon"
    assert names[-1] == "Sun"


# -- intents, languages, zones -----------------------------------------------------------------------------
def test_other_apps_open_the_calendar_a_day_and_a_new_event(phone, hand):
    phone.shell("am start -a android.intent.action.VIEW -d content://com.android.calendar")
    assert phone.front.component == f"{PACKAGE}/{PACKAGE}.activities.MainActivity"
    phone.shell(
        "am start -a android.intent.action.VIEW "
        f"-d content://com.android.calendar/time/{(OCTOBER_15 + DAY) * 1000}"
    )
    assert hand.see("October 16, 2023 (Mon)")
    phone.shell(
        "am start -a android.intent.action.INSERT -t vnd.android.cursor.item/event -e title Flight "
        f"-e eventLocation Gate --el beginTime {(OCTOBER_15 + 8 * HOUR) * 1000} "
        f"--el endTime {(OCTOBER_15 + 9 * HOUR) * 1000}"
    )
    assert element(hand, "event_title").text == "Flight"
    assert element(hand, "event_start_time").text == "08:00"
    hand.tap("Save")
    rows = phone.database(PACKAGE, "events.db").rows("SELECT title, location, start_ts, end_ts FROM events")
    assert rows == [("Flight", "Gate", OCTOBER_15 + 8 * HOUR, OCTOBER_15 + 9 * HOUR)]


def test_times_are_the_phones_own_wherever_it_is(calendar):
    phone = calendar.phone
    put(phone, "Call", OCTOBER_15 + 2 * HOUR)
    put(phone, "Holiday", OCTOBER_15, 0, flags=1)
    view(calendar, "Daily view")
    assert listed(calendar) == ["Holiday", "Call"]
    phone.clock.timezone = "America/New_York"
    assert listed(calendar) == ["Holiday"]
    calendar.tap("Go to previous")
    assert calendar.see("22:00 - 22:30")


def test_everything_is_said_in_chinese(phone, hand):
    phone.settings.put("system", "system_locales", "zh-Hans-CN")
    put(phone, "Dentist", OCTOBER_15 + 9 * DAY + 9 * HOUR)
    hand.open(PACKAGE)
    hand.tap("2023年10月24日")
    assert hand.see("2023年10月24日（周二）")
    hand.tap("Dentist")
    for text in ("编辑活动", "全天", "不重复", "无提醒", "常规活动"):
        assert hand.see(text)


def test_every_text_has_its_chinese():
    texts = table("zh", folder_of("device.phone.apps.calendar.calendar"))
    assert texts
    for english, chinese in texts.items():
        assert english.count("{") == chinese.count("{")
