"""Choosing a due or start date: days and times by a touch, a calendar and a dial for the rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from device.phone.apps.provider.moment import local_of
from device.phone.apps.todo.state import DuePick
from device.phone.apps.todo.task import has_time
from device.phone.apps.todo.words import day_words
from device.phone.system.context import Context
from device.phone.system.timetext import clock_text, day_text, local_now, to_date_ms, weekday_name
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Handler, Text
from device.phone.widget import DatePick, TimePick, button, chip, date_picker, sheet, time_picker

_TIMES = ((9, "Morning"), (13, "Afternoon"), (17, "Evening"), (20, "Night"))
"""Hour and name."""
_CHIPS, _AROUND = 264.0, 260.0
"""dp of the columns of days and times, and of all that lies above and below them."""


def pick_of(context: Context, kind: str, date_ms: int) -> DuePick:
    """The choice as it opens, on the date there is."""
    opened = DuePick("start" if kind == "start" else "due")
    if not date_ms:
        return opened
    local = local_of(context, date_ms)
    return replace(opened, day=local.date(), time=(local.hour, local.minute) if has_time(date_ms) else None)


def date_ms_of(context: Context, pick: DuePick) -> int:
    """The date chosen in milliseconds; 0 = none. All-day ones stand at noon (due) or midnight (start)."""
    if pick.day is None:
        return 0
    if pick.time is None:
        hour = 12 if pick.kind == "due" else 0
        return to_date_ms(context, datetime(pick.day.year, pick.day.month, pick.day.day, hour))
    at = datetime(pick.day.year, pick.day.month, pick.day.day, *pick.time, 1)
    return to_date_ms(context, at)


def due_overlay(
    context: Context,
    pick: DuePick,
    on_change: Callable[[DuePick], None],
    on_accept: Callable[[int], None],
    on_cancel: Handler,
    due_ms: int = 0,
) -> Overlay:
    """The sheet, or the calendar or dial over it. `due_ms` is what start dates can be counted from."""
    if pick.date is not None:
        return date_picker(
            context,
            pick.date,
            lambda new: on_change(replace(pick, date=new)),
            lambda day: on_change(replace(pick, date=None, day=day)),
            lambda: on_change(replace(pick, date=None)),
        )
    if pick.clock is not None:
        today = local_now(context).date()
        return time_picker(
            context,
            pick.clock,
            lambda new: on_change(replace(pick, clock=new)),
            lambda hour, minute: on_change(
                replace(pick, clock=None, time=(hour, minute), day=pick.day or today)
            ),
            lambda: on_change(replace(pick, clock=None)),
        )
    return _sheet(context, pick, on_change, on_accept, on_cancel, due_ms)


def _sheet(
    context: Context,
    pick: DuePick,
    on_change: Callable[[DuePick], None],
    on_accept: Callable[[int], None],
    on_cancel: Handler,
    due_ms: int,
) -> Overlay:
    tr = context.tr
    days = _column(_days(context, pick, on_change, due_ms))
    times = _column(_times(context, pick, on_change))
    columns = View(
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 8.0)),
        flow=Flow("row", gap=12.0),
        important=False,
        children=(days, times),
    )
    room = context.size[1] / context.density - _AROUND
    body = View("ScrollView", "due_shortcuts", box=FULL_WIDTH, children=(columns,))
    if room < _CHIPS * max(1.0, context.font_scale):
        body.box = replace(body.box, height=max(80.0, room))
        body.scroll = "due_shortcuts"
    answers = View(
        "LinearLayout",
        "buttonPanel",
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 0.0)),
        flow=Flow("row", gap=8.0, align="end", justify="end", stacks=True),
        children=(
            button(tr("Cancel"), on_cancel, kind="text", resource_id="cancel_button"),
            button(
                tr("OK"), lambda: on_accept(date_ms_of(context, pick)), kind="text", resource_id="ok_button"
            ),
        ),
    )
    words = tr("Due date") if pick.kind == "due" else tr("Start date")
    head = View(
        "TextView",
        "picked",
        Text(_picked(context, pick), style="body_medium", colour="primary"),
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 4.0)),
    )
    return sheet(words, (head, body, answers), on_cancel)


def _picked(context: Context, pick: DuePick) -> str:
    if pick.day is None:
        return context.tr("No due date") if pick.kind == "due" else context.tr("No start date")
    words = day_text(context.tr, pick.day)
    return f"{words} {clock_text(context, *pick.time)}" if pick.time else words


def _column(chips: list[View]) -> View:
    for each in chips:
        each.box = replace(each.box, width=FILL)
    return View(box=GROWING, flow=Flow(gap=8.0), children=chips, important=False)


def _days(context: Context, pick: DuePick, on_change: Callable[[DuePick], None], due_ms: int) -> list[View]:
    tr = context.tr
    today = local_now(context).date()
    week = today + timedelta(days=7)
    offered: list[tuple[str, str, date | None]] = [
        (tr("Today"), "shortcut_today", today),
        (tr("Tomorrow"), "shortcut_tomorrow", today + timedelta(days=1)),
        (tr("Next {}").format(weekday_name(tr, week.weekday())), "shortcut_next_week", week),
    ]
    if pick.kind == "start" and due_ms:
        due = local_of(context, due_ms).date()
        offered = [
            (tr("Due date"), "shortcut_due_date", due),
            (tr("Day before due"), "shortcut_day_before", due - timedelta(days=1)),
            (tr("Week before due"), "shortcut_week_before", due - timedelta(days=7)),
        ]

    def take(day: date | None) -> Handler:
        return lambda: on_change(replace(pick, day=day, time=pick.time if day else None))

    chips = [
        chip(words, take(day), selected=day == pick.day, resource_id=name, checkable=True)
        for words, name, day in offered
    ]
    own = pick.day is not None and pick.day not in [day for _, _, day in offered]
    words = day_words(context, pick.day) if own and pick.day is not None else tr("Pick a date")
    opened = DatePick(pick.day or today)
    chips.append(
        chip(
            words,
            lambda: on_change(replace(pick, date=opened)),
            selected=own,
            icon="event",
            resource_id="current_date_selection",
        )
    )
    none = tr("No date")
    chips.append(chip(none, take(None), selected=pick.day is None, resource_id="shortcut_no_date"))
    return chips


def _times(context: Context, pick: DuePick, on_change: Callable[[DuePick], None]) -> list[View]:
    tr = context.tr
    today = local_now(context).date()
    known = {(hour, 0) for hour, _ in _TIMES}

    def take(time: tuple[int, int] | None) -> Handler:
        return lambda: on_change(replace(pick, time=time, day=pick.day or (today if time else None)))

    chips = [
        chip(
            f"{tr(name)} {clock_text(context, hour, 0)}",
            take((hour, 0)),
            selected=pick.time == (hour, 0),
            resource_id=f"shortcut_{name.lower()}",
        )
        for hour, name in _TIMES
    ]
    own = pick.time is not None and pick.time not in known
    hour, minute = pick.time or (local_now(context).hour, 0)
    chips.append(
        chip(
            clock_text(context, hour, minute) if own else tr("Pick a time"),
            lambda: on_change(replace(pick, clock=TimePick(hour, minute))),
            selected=own,
            icon="schedule",
            resource_id="current_time_selection",
        )
    )
    chips.append(chip(tr("No time"), take(None), selected=pick.time is None, resource_id="shortcut_no_time"))
    return chips
