"""The Calendar's form by touch: events and tasks made, changed, repeated, deleted, and their rows."""

import pytest

from tests.boot import fresh_phone

PACKAGE = "com.simplemobiletools.calendar.pro"
OCTOBER_15 = 1697328000
"""Midnight UTC of the phone's day."""
HOUR, DAY, WEEK = 3600, 86_400, 604_800
EVENT_ACTIVITY = f"{PACKAGE}/{PACKAGE}.activities.EventActivity"


@pytest.fixture
def phone():
    phone = fresh_phone()
    phone.settings.put("system", "time_12_24", "24")
    return phone


@pytest.fixture
def form(hand):
    hand.open(PACKAGE)
    hand.tap("New Event")
    hand.tap("Event")
    return hand


def rows(hand, columns="title, start_ts, end_ts"):
    database = hand.phone.database(PACKAGE, "events.db")
    return database.rows(f"SELECT {columns} FROM events ORDER BY id")


def touch(hand, resource_id):
    for _ in range(10):
        found = [e for e in hand.phone.frame().elements() if e.resource_id.endswith(f"/{resource_id}")]
        if found:
            centre = found[0].bounds.center
            hand.phone.touch.tap(centre.x, centre.y)
            return
        hand.phone.touch.swipe(540, 1200, 540, 700)
    raise LookupError(resource_id)


def text(hand, resource_id):
    return next(e.text for e in hand.phone.frame().elements() if e.resource_id.endswith(f"/{resource_id}"))


def fill(hand, resource_id, words):
    touch(hand, resource_id)
    hand.type(words)


def type_time(hand, hour, minute):
    touch(hand, "material_timepicker_mode_button")
    for label, value in (("Hour", hour), ("Minute", minute)):
        hand.tap(label)
        hand.type(str(value))
    hand.tap("OK")


# -- a new event -------------------------------------------------------------------------------------------
def test_a_new_event_begins_at_the_next_full_hour(form):
    assert form.phone.front.component == EVENT_ACTIVITY
    assert text(form, "event_start_date") == "October 15, 2023 (Sun)"
    assert text(form, "event_start_time") == text(form, "event_end_time") == "16:00"
    assert form.see("10 minutes before")


def test_every_column_of_a_new_event_is_filled_and_never_null(form):
    fill(form, "event_title", "Dentist's chair")
    form.back()
    form.tap("Save")
    columns = (
        "title, location, description, start_ts, end_ts, repeat_interval, repeat_rule, repeat_limit, "
        "repetition_exceptions, time_zone, flags, event_type, parent_id, source, availability, color, type"
    )
    start = OCTOBER_15 + 16 * HOUR
    expected = (
        "Dentist's chair",
        "",
        "",
        start,
        start,
        0,
        0,
        0,
        "[]",
        "UTC",
        0,
        1,
        0,
        "simple-calendar",
        0,
        0,
        0,
    )
    assert rows(form, columns) == [expected]
    ((reminder, updated, identity, attendees),) = rows(
        form, "reminder_1_minutes, last_updated, import_id, attendees"
    )
    assert (reminder, attendees) == (10, "[]")
    assert updated // 1000 - (OCTOBER_15 + 15 * HOUR + 34 * 60) < 60
    assert len(identity) == 32 + 13
    assert form.see("Change view")


def test_date_and_time_are_picked_and_the_end_follows_the_start(form):
    fill(form, "event_title", "Late")
    form.back()
    touch(form, "event_end_time")
    type_time(form, 17, 30)
    touch(form, "event_start_date")
    form.tap("Next month")
    form.tap("03 November 2023")
    form.tap("OK")
    assert text(form, "event_end_date") == "November 3, 2023 (Fri)"
    touch(form, "event_start_time")
    type_time(form, 23, 5)
    assert text(form, "event_end_date") == "November 4, 2023 (Sat)"
    assert text(form, "event_end_time") == "00:35"
    form.tap("Save")
    start = OCTOBER_15 + 19 * DAY + 23 * HOUR + 300
    assert rows(form) == [("Late", start, start + 90 * 60)]


def test_an_event_without_title_or_with_its_end_first_is_not_saved(form):
    form.tap("Save")
    assert form.phone.window.toast == "Title cannot be empty"
    fill(form, "event_title", "Backwards")
    form.back()
    touch(form, "event_end_time")
    type_time(form, 9, 0)
    form.tap("Save")
    assert form.phone.window.toast == "The event cannot end earlier than it starts"
    assert rows(form) == []


def test_an_all_day_event_has_days_and_no_times(form):
    fill(form, "event_title", "Holiday")
    form.back()
    form.tap("All-day")
    assert not [e for e in form.phone.frame().elements() if e.resource_id.endswith("/event_start_time")]
    touch(form, "event_end_date")
    form.tap("17 October 2023")
    form.tap("OK")
    form.tap("Save")
    assert rows(form, "start_ts, end_ts, flags") == [(OCTOBER_15, OCTOBER_15 + 2 * DAY, 1)]
    for day in ("October 15, 2023", "October 16, 2023", "October 17, 2023"):
        form.tap(day)
        assert form.see("Holiday")
        form.back()


def test_what_was_typed_is_not_lost_without_a_question(form):
    fill(form, "event_title", "Half")
    form.back()
    form.back()
    assert form.see("You have unsaved changes. Save before exit?")
    form.tap("Discard")
    assert rows(form) == []
    form.tap("New Event")
    form.tap("Event")
    assert text(form, "event_title") == ""
    form.back()
    form.back()
    assert form.see("Change view")


def test_reminders_are_up_to_three_the_nearest_first(form):
    fill(form, "event_title", "Reminded")
    form.back()
    form.tap("Add another reminder")
    form.tap("1 hour before")
    form.tap("Add another reminder")
    form.tap("Custom")
    form.type("2")
    form.tap("Days")
    form.tap("OK")
    form.tap("1 hour before")
    form.tap("No reminder")
    form.tap("Save")
    columns = "reminder_1_minutes, reminder_2_minutes, reminder_3_minutes"
    assert rows(form, columns) == [(10, 2880, -1)]


def test_a_reminder_comes_before_the_event_and_opens_it(form):
    phone = form.phone
    fill(form, "event_title", "Train")
    form.back()
    form.tap("Save")
    phone.shell("date 101515492023.00")
    assert not phone.notifications.of(PACKAGE)
    phone.shell("date 101515512023.00")
    phone.frame()
    (notice,) = phone.notifications.of(PACKAGE)
    assert (notice.title, notice.text) == ("Train", "16:00")
    phone.start(notice.tap)
    assert text(form, "event_title") == "Train"


def test_a_reminder_asks_to_be_allowed_and_the_event_is_saved_either_way(hand):
    hand.phone.shell(f"pm revoke {PACKAGE} android.permission.POST_NOTIFICATIONS")
    hand.open(PACKAGE)
    hand.tap("New Event")
    hand.tap("Event")
    fill(hand, "event_title", "Quiet")
    hand.back()
    hand.tap("Save")
    assert rows(hand) == []
    touch(hand, "permission_deny_button")
    assert rows(hand, "title") == [("Quiet",)]
    assert hand.see("Change view")


# -- an event that is there --------------------------------------------------------------------------------
def test_an_event_is_duplicated_with_changes(form):
    fill(form, "event_title", "First")
    form.back()
    form.tap("Save")
    form.tap("October 15, 2023")
    form.tap("First")
    form.tap("More options")
    form.tap("Duplicate")
    assert form.see("New Event")
    fill(form, "event_title", "Second")
    form.back()
    form.tap("Save")
    start = OCTOBER_15 + 16 * HOUR
    assert rows(form) == [("First", start, start), ("Second", start, start)]


def test_editing_keeps_the_row_and_its_other_columns(form):
    fill(form, "event_title", "Old name")
    form.back()
    form.tap("Save")
    before = rows(form, "id, import_id, source, attendees")
    form.tap("October 15, 2023")
    form.tap("Old name")
    fill(form, "event_location", "Town hall")
    form.back()
    form.tap("Save")
    assert rows(form, "id, import_id, source, attendees") == before
    assert rows(form, "title, location") == [("Old name", "Town hall")]


def test_type_and_colour_are_chosen(form):
    fill(form, "event_title", "Match")
    form.back()
    touch(form, "event_type_holder")
    form.tap("Add new type")
    form.phone.touch.text("Sport")
    form.tap("OK")
    touch(form, "event_color_holder")
    form.tap("#E53935")
    form.tap("Save")
    assert rows(form, "event_type, color") == [(2, 0xE53935 - 0x1000000)]
    types = form.phone.database(PACKAGE, "events.db").rows("SELECT title FROM event_types ORDER BY id")
    assert types == [("Regular event",), ("Sport",)]


# -- tasks -------------------------------------------------------------------------------------------------
def test_a_task_has_no_end_and_is_completed(hand):
    hand.open(PACKAGE)
    hand.tap("New Event")
    hand.tap("Task")
    fill(hand, "task_title", "Buy milk")
    hand.back()
    assert not [e for e in hand.phone.frame().elements() if "_end_" in e.resource_id]
    hand.tap("Save")
    start = OCTOBER_15 + 16 * HOUR
    assert rows(hand, "title, start_ts, end_ts, type, flags") == [("Buy milk", start, start, 1, 0)]
    hand.tap("October 15, 2023")
    hand.tap("Buy milk")
    hand.tap("Mark completed")
    assert rows(hand, "flags") == [(8,)]
    assert hand.see("Task completed")
    hand.tap("Buy milk")
    hand.tap("Mark incomplete")
    assert rows(hand, "flags") == [(0,)]


def test_a_phone_put_back_shows_the_form_as_it_was(form):
    fill(form, "event_title", "Kept")
    form.back()
    touch(form, "event_repetition")
    saved = form.phone.snapshot()
    form.tap("Monthly")
    form.tap("Save")
    form.phone.restore(saved)
    assert rows(form) == []
    form.tap("Daily")
    form.tap("Save")
    assert rows(form, "title, repeat_interval") == [("Kept", DAY)]
