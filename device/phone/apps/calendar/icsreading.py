"""Events out of iCalendar text; one needs no UID to be read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from device.phone.apps.calendar.event import (
    ALL_DAY,
    COMPLETED,
    DAY,
    LAST_DAY,
    LAST_WEEKDAY,
    MONTH,
    NO_REMINDER,
    NTH_WEEKDAY,
    SAME_DAY,
    TASK,
    WEEK,
    YEAR,
    CalendarEvent,
    day_code,
)
from device.phone.apps.calendar.ics import WEEKDAYS
from device.phone.apps.calendar.moment import local_time_of, timestamp_of
from device.phone.system.context import Context
from device.phone.system.zone import offset_minutes, zone_of

_LINE = re.compile(r"([A-Za-z-]+)((?:;[^:]*)?):(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.ASCII)
_SPAN = re.compile(r"([-+]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?T?(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?")
_UNITS = {"DAILY": DAY, "WEEKLY": WEEK, "MONTHLY": MONTH, "YEARLY": YEAR}
_MOST = 2_000
"""Events that are read of a file."""
Line = tuple[str, str, str]
"""Name, parameters and value."""


def read(context: Context, data: bytes) -> tuple[CalendarEvent, ...]:
    """All events and tasks, none saved yet; what has no start is left out."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    found: list[CalendarEvent] = []
    block: list[Line] | None = None
    for line in _lines(re.sub(r"\n[ \t]", "", text)):
        name, _, value = line
        if name == "BEGIN" and value in ("VEVENT", "VTODO"):
            block = [line]
        elif name == "END" and value in ("VEVENT", "VTODO") and block is not None:
            event = _event(context, block)
            block = None
            found += [event] if event is not None else []
        elif block is not None:
            block.append(line)
    return tuple(found[:_MOST])


def _lines(text: str) -> Iterator[Line]:
    for line in text.split("\n"):
        found = _LINE.fullmatch(line.strip())
        if found is not None:
            yield found[1].upper(), found[2], found[3]


def _event(context: Context, block: list[Line]) -> CalendarEvent | None:
    held = {name: (given, value) for name, given, value in reversed(block)}  # the first of each counts
    task = block[0][2] == "VTODO"
    given, value = held.get("DTSTART", held.get("DUE", ("", "")))
    start = _moment(context, given, value)
    if start is None:
        return None
    whole = "T" not in value
    end = _moment(context, *held["DTEND"]) if "DTEND" in held else None
    if end is None:
        span = seconds_of(held.get("DURATION", ("", ""))[1])
        end = start + (span if span is not None else DAY if whole else 0)
    if whole:
        end -= DAY
    event = CalendarEvent(
        0,
        start,
        start if task else max(start, end),
        _text(held, "SUMMARY"),
        "" if task else _text(held, "LOCATION"),
        _text(held, "DESCRIPTION"),
        _reminders(block),
        exceptions=left_out(context, block),
        flags=(ALL_DAY if whole else 0) | (COMPLETED if _text(held, "STATUS") == "COMPLETED" else 0),
        type=TASK if task else 0,
    )
    return repeated(context, event, held["RRULE"][1]) if "RRULE" in held else event


def _text(held: dict[str, tuple[str, str]], name: str) -> str:
    value = held.get(name, ("", ""))[1]
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _moment(context: Context, given: str, value: str) -> int | None:
    """A time in seconds since 1970: UTC, of a zone that is named, or as the phone's clock shows it."""
    found = _DATE.fullmatch(value.strip())
    if found is None:
        return None
    try:
        local = datetime(*(int(part or 0) for part in found.groups()[:6]))  # type: ignore[arg-type]
    except ValueError:
        return None
    if found[4] is None or found[7]:
        return (
            timestamp_of(context, local, all_day=True) + local.hour * 3600 + local.minute * 60 + local.second
        )
    named = re.search(r'TZID="?([^;"]+)', given, re.IGNORECASE)
    if named is None or zone_of(named[1]).id != named[1]:
        return timestamp_of(context, local)
    utc = local - timedelta(minutes=offset_minutes(zone_of(named[1]), local))
    return int((utc - datetime(1970, 1, 1)).total_seconds())


def seconds_of(value: str) -> int | None:
    """How long a duration is, as "PT1H" or, as Android writes it, "P3600S"; None for what is none."""
    found = _SPAN.fullmatch(value.strip())
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    total = weeks * WEEK + days * DAY + hours * 3600 + minutes * 60 + seconds
    return -total if found[1] == "-" else total


def _reminders(block: list[Line]) -> tuple[int, int, int]:
    spans = [seconds_of(value) for name, _, value in block if name == "TRIGGER"]
    minutes = [-span // 60 for span in spans if span is not None and span <= 0]
    first, second, third = [*minutes, NO_REMINDER, NO_REMINDER, NO_REMINDER][:3]
    return first, second, third


def left_out(context: Context, block: list[Line]) -> tuple[str, ...]:
    """The days that the EXDATE lines among these leave out."""
    days = []
    for name, given, value in block:
        for part in value.split(",") if name == "EXDATE" else ():
            moment = _moment(context, given, part)
            if moment is not None:
                days.append(day_code(local_time_of(context, moment, all_day="T" not in part).date()))
    return tuple(days)


def repeated(context: Context, event: CalendarEvent, rule: str) -> CalendarEvent:
    """The event with how it repeats; a rule that the app has no form for repeats by its unit alone."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    unit = _UNITS.get(parts.get("FREQ", ""))
    if unit is None:
        return event
    many, count = (_number(parts.get(name, "")) for name in ("INTERVAL", "COUNT"))
    until = _moment(context, "", parts.get("UNTIL", ""))
    limit = -count if count else until + (DAY - 1 if "T" not in parts["UNTIL"] else 0) if until else 0
    return replace(
        event,
        repeat_interval=unit * max(1, many),
        repeat_rule=_rule(context, event, unit, parts),
        repeat_limit=limit,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _rule(context: Context, event: CalendarEvent, unit: int, parts: dict[str, str]) -> int:
    start = local_time_of(context, event.start_ts, all_day=event.all_day)
    days = parts.get("BYDAY", "")
    if unit == WEEK:
        bits = [1 << WEEKDAYS.index(day) for day in days.split(",") if day in WEEKDAYS]
        return sum(set(bits)) or 1 << start.weekday()
    if unit not in (MONTH, YEAR):
        return 0
    if parts.get("BYMONTHDAY") == "-1":
        return LAST_DAY
    if days:
        return LAST_WEEKDAY if days.startswith("-1") else NTH_WEEKDAY
    return SAME_DAY
