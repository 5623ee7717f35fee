"""Lists of tasks: what shows, order and groups, search, selection; how it looks."""

import pytest

from device.phone.system.clock import EPOCH_MS
from tests.device.phone.apps.todo_case import DAY_MS, PACKAGE, add, marks, ms, rows, titles


@pytest.fixture
def tasks(hand):
    hand.phone.settings.put("system", "time_12_24", "24")
    hand.open(PACKAGE)
    return hand


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
