"""Repeating events by touch: rules and ends, and what becomes of one, the rest or all of them."""

import pytest

from tests.boot import fresh_phone
from tests.device.phone.apps.test_calendar_event import (
    DAY,
    HOUR,
    OCTOBER_15,
    PACKAGE,
    WEEK,
    fill,
    rows,
    touch,
    type_time,
)


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


# -- repetition --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("label", "interval", "rule"),
    [
        ("Daily", DAY, 0),
        ("Weekly", WEEK, 64),
        ("Monthly", 2_592_001, 1),
        ("Yearly", 31_536_000, 1),
        ("No repetition", 0, 0),
    ],
)
def test_a_repetition_is_saved_as_interval_and_rule(form, label, interval, rule):
    fill(form, "event_title", "Again")
    form.back()
    touch(form, "event_repetition")
    form.tap("Weekly")
    touch(form, "event_repetition")
    form.tap(label)
    form.tap("Save")
    assert rows(form, "repeat_interval, repeat_rule, repeat_limit") == [(interval, rule, 0)]


def test_weekly_days_follow_the_start_until_chosen(form):
    fill(form, "event_title", "Training")
    form.back()
    touch(form, "event_repetition")
    form.tap("Weekly")
    touch(form, "event_start_date")
    form.tap("17 October 2023")
    form.tap("OK")
    assert form.see("Tue")
    touch(form, "event_repetition_rule_holder")
    form.tap("Thursday")
    form.tap("OK")
    assert form.see("Tue, Thu")
    touch(form, "event_repetition_limit_holder")
    form.tap("Stop repeating after x times")
    touch(form, "repeat_type_count")
    form.type("3")
    form.tap("OK")
    form.tap("Save")
    assert rows(form, "repeat_rule, repeat_limit") == [(2 | 8, -3)]
    form.tap("Change view")
    form.tap("Simple event list")
    days = [e.text for e in form.phone.frame().elements() if e.resource_id.endswith("/event_section_title")]
    assert days == ["Tuesday, October 17", "Thursday, October 19", "Tuesday, October 24"]


def test_a_repetition_ends_on_a_day(form):
    fill(form, "event_title", "Course")
    form.back()
    touch(form, "event_repetition")
    form.tap("Custom")
    form.type("2")
    form.tap("Days")
    form.tap("OK")
    assert form.see("Every 2 days")
    touch(form, "event_repetition_limit_holder")
    form.tap("Repeat till a date")
    touch(form, "repeat_type_date")
    form.tap("Previous month")
    form.tap("21 October 2023")
    form.tap("OK")
    form.tap("OK")
    assert form.see("October 21, 2023 (Sat)")
    form.tap("Save")
    assert rows(form, "repeat_interval, repeat_limit") == [(2 * DAY, OCTOBER_15 + 7 * DAY - 1)]
    form.tap("October 21, 2023")
    assert form.see("Course")
    form.tap("Go to next")
    form.tap("Go to next")
    assert form.see("No items found.")


def test_the_last_weekday_of_a_month_repeats_as_such(form):
    fill(form, "event_title", "Club")
    form.back()
    touch(form, "event_start_date")
    form.tap("31 October 2023")
    form.tap("OK")
    touch(form, "event_repetition")
    form.tap("Monthly")
    touch(form, "event_repetition_rule_holder")
    form.tap("Every last Tuesday")
    form.tap("Save")
    assert rows(form, "repeat_rule") == [(2,)]
    form.tap("Go to next")
    form.tap("November 28, 2023")
    assert form.see("Club")


# -- one, the rest, all --------------------------------------------------------------------------------
@pytest.fixture
def standup(form):
    """The form of a daily event, opened on its third day."""
    fill(form, "event_title", "Standup")
    form.back()
    touch(form, "event_repetition")
    form.tap("Daily")
    form.tap("Save")
    form.tap("October 17, 2023")
    form.tap("Standup")
    return form


def test_one_occurrence_is_changed_alone(standup):
    fill(standup, "event_title", "Special")
    standup.back()
    standup.tap("Save")
    standup.tap("Update the selected occurrence only")
    ((number, _), _) = rows(standup, "id, title")
    columns = "title, start_ts, repeat_interval, parent_id, repetition_exceptions"
    start = OCTOBER_15 + 16 * HOUR
    assert rows(standup, columns) == [
        ("Standup", start, DAY, 0, '["20231017"]'),
        ("Special", start + 2 * DAY, 0, number, "[]"),
    ]


def test_this_and_later_occurrences_are_changed(standup):
    touch(standup, "event_start_time")
    type_time(standup, 9, 0)
    standup.tap("Save")
    standup.tap("Update this and all future occurrences")
    start = OCTOBER_15 + 16 * HOUR
    assert rows(standup, "start_ts, repeat_interval, repeat_limit") == [
        (start, DAY, start + 2 * DAY - 1),
        (OCTOBER_15 + 2 * DAY + 9 * HOUR, DAY, 0),
    ]


def test_all_occurrences_are_changed(standup):
    touch(standup, "event_start_time")
    type_time(standup, 9, 0)
    standup.tap("Save")
    standup.tap("Update all occurrences")
    assert rows(standup, "start_ts, repeat_interval") == [(OCTOBER_15 + 9 * HOUR, DAY)]


def test_an_event_is_deleted_from_its_form(standup):
    standup.tap("Delete")
    standup.tap("Delete all occurrences")
    standup.tap("Yes")
    assert rows(standup) == []
    assert standup.see("No items found.")


def test_a_repeating_task_is_completed_for_one_day(hand):
    hand.open(PACKAGE)
    hand.tap("New Event")
    hand.tap("Task")
    fill(hand, "task_title", "Water plants")
    hand.back()
    touch(hand, "task_repetition")
    hand.tap("Daily")
    hand.tap("Save")
    hand.tap("October 16, 2023")
    hand.tap("Water plants")
    hand.tap("Mark completed")
    start = OCTOBER_15 + DAY + 16 * HOUR
    tasks = hand.phone.database(PACKAGE, "events.db").rows("SELECT task_id, start_ts, flags FROM tasks")
    assert tasks == [(1, start, 8)]
    assert hand.see("Task completed")
    hand.tap("Go to next")
    assert not hand.see("Task completed")
