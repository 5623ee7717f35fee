"""Tasks.org: questions about the tasks there are, answered by reading all of them on the list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.gold import sight
from tasks.gold.calendar import day_meant
from tasks.gold.hand import Hand
from tasks.gold.listing import Parts, read_list
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

PACKAGE = "org.tasks"
_MY_TASKS = ("My Tasks", "我的任务")
_SHOW = (("Show unstarted", "显示未开始任务"), ("Show completed", "显示已完成任务"))
_HIGH = ("High priority", "高优先级")
_NEAR = {"Today": 0, "今天": 0, "Tomorrow": 1, "明天": 1, "Yesterday": -1, "昨天": -1}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_FIRST = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]* (\d{{1,2}})(?:, (\d{{4}}))?")
_YEAR_FIRST = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as its row shows it."""

    title: str
    due: date | None
    high: bool
    """Its priority is the highest."""
    done: bool


@solves("TasksDueOnDate")
def due_on(hand: Hand, params: Params) -> str:
    """What is due on a day."""
    today = open_tasks(hand)
    day = day_meant(params.text("date"), today)
    return _titles(entry for entry in entries(hand, today) if entry.due == day)


@solves("TasksHighPriorityTasks")
def high_priority(hand: Hand, params: Params) -> str:
    """What matters most and is still to be done."""
    today = open_tasks(hand)
    return _titles(entry for entry in entries(hand, today) if entry.high and not entry.done)


@solves("TasksHighPriorityTasksDueOnDate")
def high_priority_due_on(hand: Hand, params: Params) -> str:
    """What matters most of that which is due on a day."""
    today = open_tasks(hand)
    day = day_meant(params.text("date"), today)
    return _titles(entry for entry in entries(hand, today) if entry.high and entry.due == day)


@solves("TasksDueNextWeek")
def due_next_week(hand: Hand, params: Params) -> str:
    """How much is due in the seven days from next Monday on."""
    today = open_tasks(hand)
    monday = today + timedelta(days=7 - today.weekday())
    due = [entry.due for entry in entries(hand, today)]
    return str(sum(day is not None and monday <= day < monday + timedelta(days=7) for day in due))


@solves("TasksCompletedTasksForDate")
def completed_for(hand: Hand, params: Params) -> str:
    """What was due on a day and is done.

    A bare weekday may be the last or the next one, the sheet does not say: it is the one with more done.
    """
    today = open_tasks(hand)
    words = params.text("date")
    day = day_meant(words, today)
    days = (day - timedelta(days=7), day) if words in WEEKDAYS else (day,)
    done = [entry for entry in entries(hand, today) if entry.done]
    return max((_titles(entry for entry in done if entry.due == one) for one in days), key=_count)


@solves("TasksIncompleteTasksOnDate")
def still_to_do_by(hand: Hand, params: Params) -> str:
    """What is due until a day and is not done."""
    today = open_tasks(hand)
    day = day_meant(params.text("date"), today)
    return _titles(
        entry
        for entry in entries(hand, today)
        if not entry.done and entry.due is not None and entry.due <= day
    )


def _count(titles: str) -> int:
    return titles.count(", ") + bool(titles)


def _titles(found: Iterable[TaskRow]) -> str:
    return ", ".join(entry.title for entry in found)


# -- the list --------------------------------------------------------------------------------------------
def open_tasks(hand: Hand) -> date:
    """The list of all tasks, hidden and completed ones included; which day it is today."""
    hand.open_app(PACKAGE)
    hand.back_until(id="menu_drawer")
    if hand.read(id="toolbar_title") not in _MY_TASKS:
        hand.tap(id="menu_drawer")
        hand.scroll_to(*_MY_TASKS)
        hand.tap(*_MY_TASKS)
    for labels in _SHOW:
        _show(hand, labels)
    return _today(hand)


def _show(hand: Hand, labels: tuple[str, str]) -> None:
    """Turn one of the menu's marks on."""
    hand.tap("More options", "更多选项")
    menu = hand.look()
    words = sight.find(menu, Sought(labels, {}))
    row = None if words is None else sight.row_of(menu, words)
    inside = [] if row is None else sight.inside_of(menu, row)
    if any(one.is_checked for one in inside):
        hand.back()
    else:
        hand.tap(*labels)


def _today(hand: Hand) -> date:
    """Today, as the calendar says it that opens for a new task; the task is not kept."""
    hand.tap(id="fab")
    hand.put_keyboard_away()
    hand.tap(id="due_date")
    hand.tap(id="current_date_selection")
    year = int(hand.read(id="android:id/date_picker_header_year"))
    day = day_in(hand.read(id="android:id/date_picker_header_date"), date(year, 1, 1))
    hand.back_until(id="menu_drawer")
    return day


def entries(hand: Hand, today: date) -> list[TaskRow]:
    """Every task, from the first to the last, however long the list."""

    def read(parts: Parts) -> TaskRow | None:
        title, box, due = parts.get("title"), parts.get("completeBox"), parts.get("due_date")
        if title is None or box is None:
            return None
        day = day_in(due.text, today) if due is not None else None
        return TaskRow(title.text, day, box.content_description in _HIGH, box.is_checked)

    return read_list(hand, "rowBody", read)


def day_in(text: str, today: date) -> date:
    """The day written in a text ("Today 15:00", "Oct 24", "2024年1月3日"), of this year where it says none.

    Raises ValueError for a text without one.
    """
    found = _YEAR_FIRST.search(text)
    if found is not None:
        return date(int(found[1] or today.year), int(found[2]), int(found[3]))
    found = _MONTH_FIRST.search(text)
    if found is not None:
        return date(int(found[3] or today.year), _MONTHS.index(found[1]) + 1, int(found[2]))
    near = next((days for words, days in _NEAR.items() if text.startswith(words)), None)
    if near is None:
        raise ValueError(f"no day is written in {text!r}")
    return today + timedelta(days=near)
