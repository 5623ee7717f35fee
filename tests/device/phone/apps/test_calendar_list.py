"""The Calendar's lists by touch: what a search finds; what is selected, deleted, shared and exported."""

from itertools import pairwise

import pytest

from benchmarks.fuzzing.check import problems
from tests.boot import fresh_phone
from tests.device.phone.apps.test_calendar import (
    DAY,
    HOUR,
    OCTOBER_15,
    PACKAGE,
    element,
    listed,
    put,
    view,
)


def titles(phone):
    return [
        str(row[0])
        for row in phone.database(PACKAGE, "events.db").rows("SELECT title FROM events ORDER BY id")
    ]


@pytest.fixture
def phone():
    phone = fresh_phone()
    phone.settings.put("system", "time_12_24", "24")
    return phone


@pytest.fixture
def calendar(hand):
    hand.open(PACKAGE)
    return hand


# -- search ------------------------------------------------------------------------------------------------
def test_a_search_looks_into_title_place_and_description(calendar):
    phone = calendar.phone
    put(phone, "Alpha", OCTOBER_15 - 40 * DAY)
    put(phone, "Beta", OCTOBER_15, location="Alphabet Street")
    put(phone, "Gamma", OCTOBER_15 + 400 * DAY, description="About alpha rays")
    put(phone, "Delta", OCTOBER_15)
    calendar.tap("Search")
    assert calendar.see("Type in at least 2 characters to start the search.")
    phone.touch.text("ALPHA")
    calendar.back()
    assert listed(calendar) == ["Alpha", "Beta", "Gamma"]
    calendar.tap("Beta")
    assert element(calendar, "event_location").text == "Alphabet Street"
    calendar.back()
    calendar.tap("Clear")
    phone.touch.text("zeta")
    assert calendar.see("No items found.")
    calendar.tap("Back")
    assert calendar.see("October")


# -- deleting ----------------------------------------------------------------------------------------------
def test_events_selected_in_a_list_are_deleted_after_a_question(calendar):
    phone = calendar.phone
    for name in ("One", "Two", "Three"):
        put(phone, name, OCTOBER_15 + 10 * HOUR)
    view(calendar, "Daily view")
    calendar.hold("One")
    calendar.tap("Three")
    assert calendar.see("2")
    calendar.tap("Delete")
    assert calendar.see("Are you sure you want to delete 2 items?")
    calendar.tap("No")
    assert len(titles(phone)) == 3
    calendar.tap("Delete")
    calendar.tap("Yes")
    assert titles(phone) == ["Two"]
    calendar.hold("Two")
    calendar.back()
    assert calendar.see("Change view")


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Delete the selected occurrence only", [15, 16, 18, 19, 20, 21]),
        ("Delete this and all future occurrences", [15, 16]),
        ("Delete all occurrences", []),
    ],
)
def test_of_a_repeating_event_one_the_rest_or_all_go(calendar, answer, left):
    phone = calendar.phone
    put(phone, "Daily", OCTOBER_15 + 10 * HOUR, interval=DAY)
    calendar.tap("October 17, 2023")
    calendar.hold("Daily")
    calendar.tap("Delete")
    calendar.tap(answer)
    calendar.tap("Yes")
    assert not listed(calendar)
    calendar.back()
    view(calendar, "Weekly view")
    phone.touch.swipe(540, 1700, 540, 1200)
    columns = [e for e in phone.frame().elements() if "/week_column_" in e.resource_id]
    events = [e.bounds.center.x for e in calendar.all("Daily")]
    shown = [
        15 + place
        for place, column in enumerate(columns)
        if any(column.bounds.left <= x < column.bounds.right for x in events)
    ]
    assert shown == left


def test_selected_events_are_shared_as_a_calendar(calendar):
    put(calendar.phone, "Party, big; loud", OCTOBER_15 + 20 * HOUR, location="Here")
    view(calendar, "Daily view")
    calendar.hold("Party, big; loud")
    calendar.tap("Share")
    assert calendar.phone.front.package != PACKAGE or calendar.phone.front.intent.extras
    text = str(calendar.phone.front.intent.extras.get("android.intent.extra.TEXT", ""))
    assert "SUMMARY:Party\\, big\\; loud" in text
    assert "DTSTART:20231015T200000Z" in text


def test_the_events_are_exported_into_a_file(calendar):
    put(calendar.phone, "Weekly", OCTOBER_15, interval=7 * DAY, rule=65)
    calendar.tap("More options")
    calendar.tap("Export events to an .ics file")
    calendar.type("mine")
    calendar.tap("OK")
    text = calendar.phone.files.read("/storage/emulated/0/Download/mine.ics").decode()
    assert "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,SU" in text


def test_the_month_behind_a_keyboard_has_room_for_its_events(calendar):
    put(calendar.phone, "Yoga", OCTOBER_15 + 18 * HOUR)
    view(calendar, "Monthly and daily view")
    calendar.tap("More options")
    calendar.tap("Export events to an .ics file")
    assert calendar.phone.window.keyboard_shown
    assert list(problems(calendar.phone)) == []


@pytest.mark.parametrize("turned", [False, True])
def test_the_week_shows_what_reaches_into_the_hours_on_the_screen(calendar, phone, turned):
    if turned:
        phone.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    put(phone, "Long", OCTOBER_15, 24 * 60 - 1)
    for hour in range(24):
        put(phone, f"At {hour}", OCTOBER_15 + DAY + hour * HOUR, 50)
    view(calendar, "Weekly view")
    met = set()
    for way in (1, -1):
        for _ in range(20):
            shown = [e for e in phone.frame().elements() if e.resource_id.endswith("/week_event_label")]
            assert "Long" in [e.text for e in shown]
            tops = sorted(e.bounds.top for e in shown if e.text != "Long")
            assert all(below - above <= 60 * phone.density for above, below in pairwise(tops))
            met |= {e.text for e in shown}
            x, y = phone.size[0] // 2, phone.size[1] * 3 // 4
            phone.touch.swipe(x, y, x, y - way * phone.size[1] // 4)
    assert met == {"Long", *(f"At {hour}" for hour in range(24))}
