"""Events read from the database and written into it. Every change is there at once."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from device.phone.apps.calendar.event import (
    COLUMNS,
    COMPLETED,
    REGULAR,
    SOURCE,
    CalendarEvent,
    EventType,
    day_code,
    event_of,
)
from device.phone.apps.calendar.moment import local_time_of
from device.phone.apps.calendar.preference import PACKAGE, preferences
from device.phone.apps.calendar.recurrence import occurrences
from device.phone.apps.calendar.schema import DATABASE, REGULAR_COLOUR
from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database
from device.phone.system.context import Context

T = TypeVar("T")

_ALL = f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY start_ts, id"  # noqa: S608
_held: "WeakKeyDictionary[Database, tuple[bytes, dict[object, object]]]" = WeakKeyDictionary()
"""By database: its content, and what was worked out from that."""
_MOST_HELD = 64


def events_database(context: Context) -> Database:
    """The calendar's database."""
    return context.database(DATABASE, PACKAGE)


def _read_events(database: Database) -> tuple[CalendarEvent, ...]:
    return tuple(event_of(row) for row in database.rows(_ALL))


def _read_types(database: Database) -> tuple[EventType, ...]:
    rows = database.rows("SELECT id, title, color FROM event_types ORDER BY id")
    found = tuple(EventType(whole(number), str(title), whole(colour)) for number, title, colour in rows)
    return found or (EventType(REGULAR, "Regular event", REGULAR_COLOUR),)


def _read_done(database: Database) -> frozenset[tuple[int, int]]:
    rows = database.rows("SELECT task_id, start_ts, flags FROM tasks")
    return frozenset((whole(task), whole(ts)) for task, ts, flags in rows if whole(flags) & COMPLETED)


def all_events(context: Context) -> tuple[CalendarEvent, ...]:
    """Every row, by its first start."""
    return read_once(events_database(context), _read_events)


def event_types(context: Context) -> tuple[EventType, ...]:
    """What events are sorted by; there is always one."""
    return read_once(events_database(context), _read_types)


def find_event(context: Context, number: int) -> CalendarEvent | None:
    """One row."""
    return next((event for event in all_events(context) if event.id == number), None)


@lru_cache(maxsize=256)
def colour_text(colour: int) -> str:
    """A row's colour as the screen has it."""
    return f"#{colour & 0xFFFFFF:06X}"


def hidden_types(context: Context) -> frozenset[int]:
    """Types that the filter leaves out."""
    chosen = preferences(context)["hidden_types"].split(",")
    return frozenset(int(part) for part in chosen if part.isdecimal())


def worked_out(context: Context, key: tuple[object, ...], make: Callable[[], T]) -> T:
    """What `make` works out from the events, done again only after something changed.

    `key` names it, and holds all it depends on besides rows, filter, time zone and language.
    """
    database = events_database(context)
    image = database.save()  # the same object while nothing changes
    held = _held.get(database)
    if held is None or held[0] is not image or len(held[1]) > _MOST_HELD:
        _held[database] = held = (image, {})
    whole = (*key, context.clock.timezone, context.language, preferences(context)["hidden_types"])
    if whole not in held[1]:
        held[1][whole] = make()
    return cast(T, held[1][whole])


def events_between(context: Context, since: date, until: date) -> tuple[CalendarEvent, ...]:
    """What happens on the local days from `since` to `until`, by start; filtered types left out."""
    return worked_out(context, ("between", since, until), lambda: _between(context, since, until))


def _between(context: Context, since: date, until: date) -> tuple[CalendarEvent, ...]:
    left_out = hidden_types(context)
    done = read_once(events_database(context), _read_done)
    found = [
        _as_done(event, done)
        for row in all_events(context)
        if row.event_type not in left_out
        for event in occurrences(context, row, since, until)
    ]
    found.sort(key=lambda event: (local_time_of(context, event.start_ts, all_day=event.all_day), event.id))
    return tuple(found)


def _as_done(event: CalendarEvent, done: frozenset[tuple[int, int]]) -> CalendarEvent:
    """A repeating task is done for each time on its own."""
    if event.is_task and (event.id, event.start_ts) in done:
        return replace(event, flags=event.flags | COMPLETED)
    return event


# -- changes ---------------------------------------------------------------------------------------------
def save_event(context: Context, event: CalendarEvent) -> int:
    """Insert it (id 0) or replace its row; its id."""
    values: dict[str, str | int] = {
        "start_ts": event.start_ts,
        "end_ts": event.end_ts,
        "title": event.title,
        "location": event.location,
        "description": event.description,
        "reminder_1_minutes": event.reminders[0],
        "reminder_2_minutes": event.reminders[1],
        "reminder_3_minutes": event.reminders[2],
        "repeat_interval": event.repeat_interval,
        "repeat_rule": event.repeat_rule,
        "repeat_limit": event.repeat_limit,
        "repetition_exceptions": json.dumps(event.exceptions, separators=(",", ":")),
        "flags": event.flags,
        "event_type": event.event_type,
        "parent_id": event.parent_id,
        "last_updated": context.clock.date_ms,
        "color": event.colour,
        "type": event.type,
        "time_zone": context.clock.timezone,
    }
    database = events_database(context)
    if find_event(context, event.id) is not None:
        sets = ", ".join(f"{name} = ?" for name in values)
        database.run(f"UPDATE events SET {sets} WHERE id = ?", *values.values(), event.id)  # noqa: S608
        return event.id
    values |= {
        "reminder_1_type": 0,
        "reminder_2_type": 0,
        "reminder_3_type": 0,
        "attendees": "[]",
        "import_id": f"{context.rng.getrandbits(128):032x}{context.clock.date_ms}",
        "source": SOURCE,
        "availability": 0,
    }
    marks = ", ".join("?" * len(values))
    sql = f"INSERT INTO events ({', '.join(values)}) VALUES ({marks})"  # noqa: S608
    return database.run(sql, *values.values())


def delete_events(context: Context, numbers: list[int]) -> None:
    """Rows gone, with those that were changed occurrences of them."""
    database = events_database(context)
    for number in numbers:
        database.run("DELETE FROM events WHERE id = ? OR (parent_id = ? AND parent_id != 0)", number, number)
        database.run("DELETE FROM tasks WHERE task_id = ?", number)


def leave_out(context: Context, event: CalendarEvent) -> None:
    """One occurrence of a repeating event is no more."""
    row = find_event(context, event.id)
    if row is None:
        return
    day = local_time_of(context, event.start_ts, all_day=event.all_day).date()
    save_event(context, replace(row, exceptions=(*row.exceptions, day_code(day))))


def end_before(context: Context, event: CalendarEvent) -> None:
    """A repeating event ends before this occurrence; with its first one gone it is gone whole."""
    row = find_event(context, event.id)
    if row is None:
        return
    if event.start_ts <= row.start_ts:
        delete_events(context, [row.id])
    else:
        save_event(context, replace(row, repeat_limit=event.start_ts - 1))


def mark_done(context: Context, event: CalendarEvent, done: bool) -> None:
    """A task, or this time of a repeating one, is done or no longer."""
    database = events_database(context)
    row = find_event(context, event.id)
    if row is None:
        return
    if not row.repeat_interval:
        flags = row.flags | COMPLETED if done else row.flags & ~COMPLETED
        save_event(context, replace(row, flags=flags))
        return
    database.run("DELETE FROM tasks WHERE task_id = ? AND start_ts = ?", event.id, event.start_ts)
    if done:
        flags = row.flags | COMPLETED
        sql = "INSERT INTO tasks (task_id, start_ts, flags) VALUES (?, ?, ?)"
        database.run(sql, event.id, event.start_ts, flags)


def save_type(context: Context, kind: EventType) -> int:
    """Insert (id 0) or change an event type; its id."""
    database = events_database(context)
    if kind.id:
        database.run(
            "UPDATE event_types SET title = ?, color = ? WHERE id = ?", kind.title, kind.colour, kind.id
        )
        return kind.id
    return database.run(
        "INSERT INTO event_types (title, color, caldav_calendar_id, caldav_display_name, caldav_email, type) "
        "VALUES (?, ?, 0, '', '', 0)",
        kind.title,
        kind.colour,
    )


def delete_type(context: Context, number: int) -> None:
    """A type gone; its events become regular ones."""
    database = events_database(context)
    database.run("UPDATE events SET event_type = ? WHERE event_type = ?", REGULAR, number)
    database.run("DELETE FROM event_types WHERE id = ?", number)
