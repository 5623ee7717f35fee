"""Tasks by touch: adding, editing, completing, deleting, selecting, searching, lists and tags."""

from datetime import UTC, datetime

import pytest

from device.phone.clock import EPOCH_MS

PACKAGE = "org.tasks"
DATABASE = "/data/data/org.tasks/databases/database"
COLUMNS = (
    *("_id", "title", "importance", "dueDate", "hideUntil", "created", "modified", "completed", "deleted"),
    *("notes", "estimatedSeconds", "elapsedSeconds", "timerStart", "notificationFlags", "lastNotified"),
    *("recurrence", "repeat_from", "calendarUri", "remoteId", "collapsed", "parent", "order", "read_only"),
)
DAY_MS = 86_400_000


@pytest.fixture
def tasks(hand):
    hand.phone.settings.put("system", "time_12_24", "24")
    hand.open(PACKAGE)
    return hand


def rows(phone, what="title, importance, dueDate, hideUntil, completed, deleted, notes"):
    return phone.database(PACKAGE, "database").rows(f"SELECT {what} FROM tasks ORDER BY _id")


def ms(day, hour=0, minute=0, second=0):
    return int(datetime(2023, 10, day, hour, minute, second, tzinfo=UTC).timestamp()) * 1000


def add(hand, title, **values):
    """A row as a benchmark puts one in from outside."""
    row = dict.fromkeys(COLUMNS[1:], 0)
    row |= {"title": title, "importance": 2, "notes": None, "recurrence": None, "calendarUri": None}
    row |= {"remoteId": title, "order": None, **values}
    names = ", ".join(f'"{name}"' for name in row)
    hand.phone.database(PACKAGE, "database").run(
        f"INSERT INTO tasks ({names}) VALUES ({', '.join('?' * len(row))})", *row.values()
    )


def marks(hand):
    return [e for e in hand.phone.frame().elements() if e.resource_id == f"{PACKAGE}:id/completeBox"]


def tick(hand, place=0):
    centre = marks(hand)[place].bounds.center
    hand.phone.touch.tap(centre.x, centre.y)


def titles(hand):
    return [e.text for e in hand.phone.frame().elements() if e.resource_id == f"{PACKAGE}:id/title"]


def touch(hand, name):
    element = next(e for e in hand.phone.frame().elements() if e.resource_id.endswith(f"/{name}"))
    hand.phone.touch.tap(element.bounds.center.x, element.bounds.center.y)


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
    touch(tasks, "notes")
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
    touch(tasks, "title")
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


# -- what shows ------------------------------------------------------------------------------------------
def test_completed_and_unstarted_tasks_show_when_asked_for(tasks):
    add(tasks, "Plain")
    add(tasks, "Done", completed=EPOCH_MS - DAY_MS)
    add(tasks, "Not yet", hideUntil=EPOCH_MS + DAY_MS)
    assert titles(tasks) == ["Plain"]
    tasks.tap("More options")
    tasks.tap("Show completed")
    assert titles(tasks) == ["Plain", "Done"]
    assert [mark.is_checked for mark in marks(tasks)] == [False, True]
    tasks.tap("More options")
    tasks.tap("Show unstarted")
    assert titles(tasks) == ["Not yet", "Plain", "Done"]
    tasks.tap("More options")
    assert tasks.checked("Show completed")


def test_tasks_are_sorted_and_grouped(tasks):
    add(tasks, "B", dueDate=ms(18), importance=3)
    add(tasks, "A", dueDate=ms(20), importance=0)
    add(tasks, "C", dueDate=ms(10), importance=1)
    add(tasks, "D", importance=2)
    assert titles(tasks) == ["C", "B", "A", "D"]
    read = tasks.read()
    assert [word for word in read if word in ("Overdue", "Wed, Oct 18", "Fri, Oct 20", "No due date")] == [
        *("Overdue", "Wed, Oct 18", "Fri, Oct 20", "No due date")
    ]
    tasks.tap("Sort")
    tasks.tap("Group")
    tasks.tap("By priority")
    tasks.back()
    assert titles(tasks) == ["A", "C", "D", "B"]
    tasks.tap("Sort")
    tasks.tap("Group")
    tasks.tap("None")
    tasks.tap("Sort")
    tasks.tap("By title")
    tasks.tap("Ascending")
    tasks.back()
    assert titles(tasks) == ["D", "C", "B", "A"]


def test_a_heading_folds_its_tasks(tasks):
    add(tasks, "Late", dueDate=ms(1))
    add(tasks, "Soon", dueDate=ms(16))
    tasks.tap("Overdue")
    assert titles(tasks) == ["Soon"]
    tasks.tap("Overdue")
    assert titles(tasks) == ["Late", "Soon"]


def test_days_are_written_as_people_say_them(tasks):
    for day, title in ((14, "a"), (15, "b"), (16, "c"), (19, "d")):
        add(tasks, title, dueDate=ms(day))
    add(tasks, "e", dueDate=ms(19) + 366 * DAY_MS)
    for words in ("Yesterday", "Today", "Tomorrow", "Oct 19", "Oct 19, 2024"):
        assert tasks.find(words)


def test_the_search_finds_words_of_title_and_notes(tasks):
    add(tasks, "Clean Out Fridge", notes="Wipe down shelves.")
    add(tasks, "Organize Closet")
    tasks.tap("Search")
    tasks.phone.touch.text("shelves")
    assert titles(tasks) == ["Clean Out Fridge"]
    tasks.back()
    tasks.back()
    assert len(titles(tasks)) == 2


def test_sixty_tasks_can_all_be_scrolled_to(tasks):
    for number in range(60):
        add(tasks, f"Task {number:03d}", dueDate=ms(16), notes="n" if number % 3 else None)
    assert tasks.find("Task 059")


# -- selecting -------------------------------------------------------------------------------------------
def test_selected_tasks_are_completed_and_deleted_together(tasks):
    for title in ("one", "two", "three"):
        add(tasks, title)
    tasks.hold("one")
    tasks.tap("two")
    assert tasks.see("2")
    tasks.tap("Complete")
    assert [done > 0 for (done,) in rows(tasks.phone, "completed")] == [True, True, False]
    tasks.tap("Undo")
    tasks.hold("one")
    tasks.tap("More options")
    tasks.tap("Select all")
    tasks.tap("Delete")
    tasks.tap("OK")
    assert all(deleted for (deleted,) in rows(tasks.phone, "deleted"))
    tasks.tap("Undo")
    assert len(titles(tasks)) == 3


def test_selected_tasks_are_rescheduled_and_ranked(tasks):
    add(tasks, "one")
    add(tasks, "two")
    tasks.hold("one")
    tasks.tap("two")
    tasks.tap("Reschedule")
    tasks.tap("Tomorrow")
    tasks.tap("OK")
    assert rows(tasks.phone, "dueDate") == [(ms(16, 12),)] * 2
    tasks.hold("one")
    tasks.tap("More options")
    tasks.tap("Set priority")
    tasks.tap("High")
    assert rows(tasks.phone, "title, importance") == [("one", 0), ("two", 2)]


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
    touch(tasks, "search_input")
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
    touch(tasks, "name")
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


# -- looks -----------------------------------------------------------------------------------------------
def test_everything_is_written_in_chinese_too(tasks, draw):
    add(tasks, "Call Sam", dueDate=ms(16), importance=1)
    tasks.phone.set_locale("zh-CN")
    assert {"我的任务", "明天", "中优先级", "菜单", "排序", "搜索", "创建新任务"} <= set(tasks.read())
    tasks.tap("Call Sam")
    assert {"保存", "截止日期", "无开始日期", "优先级", "添加标签", "不重复"} <= set(tasks.read())
    assert draw(tasks.phone)


@pytest.mark.parametrize("size", [(1080, 2400), (2400, 1080)])
@pytest.mark.parametrize("scale", ["1.0", "1.3"])
def test_nothing_lies_outside_the_screen(tasks, size, scale):
    phone = tasks.phone
    phone.settings.put("system", "font_scale", scale)
    phone.shell(f"wm size {size[0]}x{size[1]}")
    add(tasks, "A title that is much longer than any line on any phone could be, " * 3, notes="n " * 200)
    add(tasks, "Soon", dueDate=ms(16, 9, 0, 1), hideUntil=EPOCH_MS + 60_001)
    for opened in ("Menu", "Sort", "Create new task"):
        tasks.tap(opened)
        wide, high = phone.size
        for element in phone.frame().elements():
            box = element.bounds
            assert 0 <= box.left <= box.right <= wide
            assert 0 <= box.top <= box.bottom <= high
        tasks.back()
