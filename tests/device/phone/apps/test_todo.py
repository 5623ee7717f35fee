"""Tasks by touch: the file, adding, editing, deleting, completing, parts and reminders."""

from datetime import UTC, datetime

import pytest

from device.phone.system.clock import EPOCH_MS
from tests.device.phone.apps.todo_case import (
    COLUMNS,
    DATABASE,
    PACKAGE,
    add,
    marks,
    ms,
    rows,
    tick,
    titles,
)


@pytest.fixture
def tasks(hand):
    hand.phone.settings.put("system", "time_12_24", "24")
    hand.open(PACKAGE)
    return hand


# -- the file --------------------------------------------------------------------------------------------
def test_the_table_has_exactly_the_columns_that_others_write(phone):
    assert tuple(phone.database(PACKAGE, "database").columns("SELECT * FROM tasks LIMIT 0")) == COLUMNS


def test_a_file_put_in_from_outside_shows_at_once(tasks):
    phone = tasks.phone
    add(tasks, "Water Plants", dueDate=ms(20))
    image = phone.files.read(DATABASE)
    phone.shell(f"sqlite3 {DATABASE} 'DELETE FROM tasks'")
    assert tasks.see("There are no tasks here.")
    phone.shell("rm -r /data/data/org.tasks/databases/*")
    phone.files.write(DATABASE, image)
    phone.shell("am force-stop org.tasks")
    tasks.open(PACKAGE)
    assert tasks.see("Water Plants")
    assert tasks.see("Oct 20")


# -- adding and editing ----------------------------------------------------------------------------------
def test_a_task_is_added_with_priority_date_and_notes(tasks):
    tasks.tap("Create new task")
    tasks.phone.touch.text("Buy milk")
    tasks.back()
    tasks.tap("No due date")
    tasks.tap("Tomorrow")
    tasks.tap("Evening 17:00")
    tasks.tap("OK")
    tasks.tap("High")
    tasks.tap_id("notes")
    tasks.phone.touch.text("two litres")
    tasks.back()
    tasks.tap("Save")
    assert rows(tasks.phone) == [("Buy milk", 0, ms(16, 17, 0, 1), 0, 0, 0, "two litres")]
    assert rows(tasks.phone, "created, modified, completed") == [(EPOCH_MS, EPOCH_MS, 0)]
    assert tasks.see("Tomorrow 17:00")
    assert marks(tasks)[0].content_description == "High priority"


def test_any_day_can_be_picked_in_the_calendar(tasks):
    tasks.tap("Create new task")
    tasks.phone.touch.text("Later")
    tasks.back()
    tasks.tap("No due date")
    tasks.tap("Pick a date")
    tasks.tap("24 October 2023")
    tasks.tap("OK")
    tasks.tap("OK")
    tasks.back()
    assert rows(tasks.phone, "dueDate") == [(ms(24, 12),)]
    assert tasks.see("Oct 24")


def test_an_empty_new_task_is_not_kept(tasks):
    tasks.tap("Create new task")
    tasks.back()
    tasks.back()
    assert rows(tasks.phone) == []
    assert tasks.see("There are no tasks here.")


def test_looking_at_a_task_changes_nothing(tasks):
    add(tasks, "Read  'The Martian'", notes="Started\tlast week.", dueDate=ms(20), created=5, modified=5)
    before = rows(tasks.phone, "*")
    tasks.tap("Read  'The Martian'")
    assert tasks.find("Low").is_checked
    tasks.back()
    assert rows(tasks.phone, "*") == before


def test_editing_changes_only_what_was_edited(tasks):
    add(tasks, "Call Grandma", notes="Ask.", dueDate=ms(20), remoteId="77", created=5, modified=5)
    tasks.tap("Call Grandma")
    tasks.tap_id("title")
    tasks.type("Call Grandpa")
    tasks.back()
    tasks.back()
    kept = rows(tasks.phone, "title, notes, dueDate, remoteId, created, modified, recurrence")
    assert kept == [("Call Grandpa", "Ask.", ms(20), "77", 5, EPOCH_MS, None)]


def test_changes_can_be_discarded(tasks):
    add(tasks, "Keep me")
    tasks.tap("Keep me")
    tasks.tap("High")
    tasks.tap("More options")
    tasks.tap("Discard changes")
    tasks.tap("Discard")
    assert rows(tasks.phone, "importance") == [(2,)]


def test_deleting_asks_first(tasks):
    add(tasks, "Old")
    tasks.tap("Old")
    tasks.tap("Delete task")
    tasks.tap("Cancel")
    assert rows(tasks.phone, "deleted") == [(0,)]
    tasks.tap("Delete task")
    tasks.tap("OK")
    assert rows(tasks.phone, "deleted") == [(EPOCH_MS,)]
    assert not tasks.see("Old")


# -- completing ------------------------------------------------------------------------------------------
def test_completing_can_be_undone(tasks):
    add(tasks, "Done soon", modified=5)
    tick(tasks)
    assert rows(tasks.phone, "completed") == [(EPOCH_MS,)]
    assert not tasks.see("Done soon")
    assert tasks.see("Task completed")
    tasks.tap("Undo")
    assert rows(tasks.phone, "completed, modified") == [(0, 5)]
    assert tasks.see("Done soon")


def test_a_repeating_task_moves_on(tasks):
    add(tasks, "Monthly", dueDate=ms(31, 12), recurrence="RRULE:FREQ=MONTHLY;INTERVAL=1")
    tick(tasks)
    due = int(datetime(2023, 11, 30, 12, tzinfo=UTC).timestamp()) * 1000
    assert rows(tasks.phone, "dueDate, completed") == [(due, 0)]
    assert tasks.see("Monthly rescheduled for Nov 30")


# -- lists, tags, parts ----------------------------------------------------------------------------------
def test_a_new_list_holds_the_tasks_made_in_it(tasks):
    tasks.tap("Menu")
    tasks.tap("Create new list")
    tasks.phone.touch.text("Garden")
    tasks.tap("Save")
    tasks.tap("Menu")
    tasks.tap("Garden")
    tasks.tap("Create new task")
    tasks.phone.touch.text("Rake leaves")
    tasks.back()
    tasks.back()
    assert titles(tasks) == ["Rake leaves"]
    uuid = tasks.phone.database(PACKAGE, "database").value(
        "SELECT cdl_uuid FROM caldav_lists WHERE cdl_name = 'Garden'"
    )
    assert tasks.phone.database(PACKAGE, "database").rows("SELECT cd_calendar FROM caldav_tasks") == [(uuid,)]
    tasks.back()
    assert tasks.see("My Tasks")
    assert tasks.see("Garden")


def test_tags_are_made_and_filtered_by(tasks):
    add(tasks, "Tagged")
    add(tasks, "Bare")
    tasks.tap("Tagged")
    tasks.tap("Add tags")
    tasks.tap_id("search_input")
    tasks.phone.touch.text("home")
    tasks.phone.touch.key(66)
    tasks.tap("OK")
    tasks.back()
    tasks.tap("Menu")
    tasks.tap("home", -1)
    assert titles(tasks) == ["Tagged"]


def test_subtasks_stand_below_their_task_and_fold(tasks):
    add(tasks, "Trip")
    tasks.tap("Trip")
    tasks.tap("Add subtask")
    tasks.tap_id("name")
    tasks.phone.touch.text("Pack")
    tasks.tap("OK")
    tasks.back()
    assert rows(tasks.phone, "title, parent") == [("Trip", 0), ("Pack", 1)]
    assert titles(tasks) == ["Trip", "Pack"]
    tasks.tap("1 subtask")
    assert titles(tasks) == ["Trip"]
    tick(tasks)
    assert all(done for (done,) in rows(tasks.phone, "completed"))


def test_a_reminder_comes_as_a_notification(tasks):
    add(tasks, "Call Sam", dueDate=EPOCH_MS + 3_601_000)
    tasks.tap("Call Sam")
    tasks.tap("Add reminder")
    tasks.tap("15 minutes before")
    tasks.tap("Allow")
    tasks.back()
    tasks.phone.frame()
    assert not tasks.phone.notifications.posted
    tasks.phone.shell("date 1015162023.00")
    tasks.phone.frame()
    assert [posted.title for posted in tasks.phone.notifications.posted] == ["Call Sam"]
    tasks.phone.frame()
    posted = tasks.phone.notifications.posted
    assert len(posted) == 1
    tasks.phone.broadcast(posted[0].actions[0].intent)
    assert rows(tasks.phone, "completed > 0") == [(1,)]
    assert not tasks.phone.notifications.posted
