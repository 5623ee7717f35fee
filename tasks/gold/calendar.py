"""Simple Calendar Pro: events made, deleted and asked for."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from tasks.gold.calendarpage import (
    MONTHS,
    EventRow,
    day_in,
    entries_in,
    entries_of_day,
    open_calendar,
    open_day,
    open_today,
    save_event,
    time_in,
    time_now,
    write_event,
)
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import BadParams, Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_REPETITION = {"daily": ("Daily", "每天"), "weekly": ("Weekly", "每周")}
_YES = ("Yes", "是")
_FORMATS = ("%H:%M", "%I:%M%p", "%I%p")
_FAR = 60
"""Days looked ahead for the next event."""


# -- making ------------------------------------------------------------------------------------------------
@solves(
    "SimpleCalendarAddOneEvent",
    "SimpleCalendarAddOneEventRelativeDay",
    "SimpleCalendarAddOneEventTomorrow",
    "SimpleCalendarAddOneEventInTwoWeeks",
)
def add_event(hand: Hand, params: Params) -> None:
    """A new event of so many minutes."""
    _write(hand, params)
    save_event(hand)


@solves("SimpleCalendarAddRepeatingEvent")
def add_repeating_event(hand: Hand, params: Params) -> None:
    """A new event that repeats for ever, every day or on its own weekday."""
    _write(hand, params)
    hand.scroll_to(id="event_repetition")
    hand.tap(id="event_repetition")
    hand.tap(*_REPETITION[params.text("repeat_rule")])
    save_event(hand)


def _write(hand: Hand, params: Params) -> None:
    start = datetime.combine(_day(params), time(params.number("hour")))
    write_event(
        hand,
        params.text("event_title"),
        params.text("event_description"),
        start,
        params.number("duration_mins"),
    )


def _day(params: Params) -> date:
    return date(*(int(params.number(name)) for name in ("year", "month", "day")))


# -- deleting ----------------------------------------------------------------------------------------------
@solves("SimpleCalendarDeleteEvents", "SimpleCalendarDeleteEventsOnRelativeDay")
def delete_events(hand: Hand, params: Params) -> None:
    """Every event that starts on a day."""
    open_today(hand)
    open_day(hand, _day(params))
    while _delete_first(hand, lambda entry: entry.start is not None):
        pass


@solves("SimpleCalendarDeleteOneEvent")
def delete_event(hand: Hand, params: Params) -> None:
    """The event of a title and hour."""
    title, start = params.text("event_title"), time(params.number("hour"))
    open_today(hand)
    open_day(hand, _day(params))
    if not _delete_first(hand, lambda entry: entry.title == title and entry.start == start):
        raise NotOnScreen(Sought((title,), {}), hand.look())


def _delete_first(hand: Hand, wanted: Callable[[EventRow], bool]) -> bool:
    """Delete the first event of the day that is wanted; False when there is none."""
    for page in hand.pages():
        for row, entry in entries_in(page):
            if wanted(entry):
                hand.long_press_on(row)
                hand.tap(id="cab_delete")
                hand.tap(*_YES)
                hand.wait_for(id="change_view")
                return True
    return False


# -- answering ---------------------------------------------------------------------------------------------
@solves("SimpleCalendarEventsOnDate", "SimpleCalendarAnyEventsOnDate")
def titles_on_date(hand: Hand, params: Params) -> str:
    """What begins on a day."""
    return _titles(entry for entry in _entries_on(hand, params) if entry.start is not None)


@solves("SimpleCalendarEventOnDateAtTime")
def titles_at_time(hand: Hand, params: Params) -> str:
    """What begins or goes on at a time."""
    at = clock_time(params.text("time"))
    return _titles(entry for entry in _entries_on(hand, params) if _goes_on(entry, at))


@solves("SimpleCalendarEventsInTimeRange")
def titles_in_range(hand: Hand, params: Params) -> str:
    """What begins between a time and 8 in the evening."""
    since, until = clock_time(params.text("start_time")), time(20)
    entries = _entries_on(hand, params)
    return _titles(entry for entry in entries if entry.start is not None and since <= entry.start <= until)


@solves("SimpleCalendarFirstEventAfterStartTime")
def first_title_after(hand: Hand, params: Params) -> str:
    """What begins first from a time on."""
    since = clock_time(params.text("time"))
    entries = _entries_on(hand, params)
    return _first(entry for entry in entries if entry.start is not None and entry.start >= since)


@solves("SimpleCalendarEventsInNextWeek")
def titles_next_week(hand: Hand, params: Params) -> str:
    """What begins in the seven days from next Monday on."""
    today = open_today(hand)
    open_day(hand, today + timedelta(days=7 - today.weekday()))
    found: list[EventRow] = []
    for place in range(7):
        if place:
            hand.tap(id="top_right_arrow")
        found += [entry for entry in entries_of_day(hand) if entry.start is not None]
    return _titles(found)


@solves("SimpleCalendarNextEvent")
def next_title(hand: Hand, params: Params) -> str:
    """What begins next, today from now on or on a later day.

    The sheet draws midnight, too, among the times of an event "to come" today: then that one is meant.
    """
    open_today(hand)
    now = time_now(hand)
    meant = clock_time(params.text("time"))
    today = entries_of_day(hand)
    if meant < now and any(entry.start == meant for entry in today):
        return _titles(entry for entry in today if entry.start == meant)
    coming = [entry for entry in today if entry.start is not None and entry.start >= now]
    for _ in range(_FAR):
        if coming:
            break
        hand.tap(id="top_right_arrow")
        coming = [entry for entry in entries_of_day(hand) if entry.start is not None]
    return _first(coming)


@solves("SimpleCalendarLocationOfEvent")
def location(hand: Hand, params: Params) -> str:
    """Where an event is that a search finds by its title."""
    title = params.text("title")
    search(hand, title)
    hand.scroll_to(id="event_item_title", text=title)
    hand.tap(id="event_item_title", text=title)
    where = hand.read(id="event_location")
    hand.back()
    return where


@solves("SimpleCalendarNextMeetingWithPerson")
def next_meeting(hand: Hand, params: Params) -> str:
    """When one meets somebody next; the last time when there is none to come."""
    person = params.text("person")
    today = open_today(hand)
    now = datetime.combine(today, time_now(hand))
    search(hand, person)
    meetings = sorted(_meetings(hand, person))
    if not meetings:
        raise NotOnScreen(Sought((person,), {}), hand.look())
    when = next((moment for moment in meetings if moment >= now), meetings[-1])
    return f"{MONTHS[when.month - 1]} {when.day} {when.year} {when:%H:%M}"


def _meetings(hand: Hand, person: str) -> list[datetime]:
    """When the events found are that have somebody's name in their title, each opened to see."""
    moments: list[datetime] = []
    named = re.compile(rf"\b{re.escape(person)}\b", re.IGNORECASE)
    for page in hand.pages():
        for row, entry in entries_in(page):
            if not named.search(entry.title):
                continue
            hand.tap_on(row)
            day = day_in(hand.read(id="event_start_date"))
            at = time_in(hand.read(id="event_start_time")) or time.min
            hand.back()
            hand.wait_for(id="search_results_list")
            moments.append(datetime.combine(day, at))
    return moments


def search(hand: Hand, words: str) -> None:
    """The events whose titles hold these words."""
    open_calendar(hand)
    hand.tap(id="top_toolbar_holder")
    hand.type(words, id="top_toolbar_search")
    hand.put_keyboard_away()


def _entries_on(hand: Hand, params: Params) -> list[EventRow]:
    today = open_today(hand)
    open_day(hand, day_meant(params.text("date"), today))
    return entries_of_day(hand)


def _goes_on(entry: EventRow, at: time) -> bool:
    """Whether an event of the day lasts at a time; one without an end that day lasts until midnight."""
    begun = entry.start or time.min
    return begun == at or (begun <= at and (entry.end is None or at < entry.end))


def _titles(entries: Iterable[EventRow]) -> str:
    return ", ".join(entry.title for entry in entries)


def _first(entries: Iterable[EventRow]) -> str:
    """The titles of those that begin first, together if several do."""
    found = sorted(entries, key=lambda entry: entry.start or time.min)
    return _titles(entry for entry in found if entry.start == found[0].start)


# -- words of the sheet --------------------------------------------------------------------------------------
def clock_time(text: str) -> time:
    """A time written as "9:15pm", "8pm" or "20:00". Raises BadParams."""
    for form in _FORMATS:
        try:
            return datetime.strptime(text.strip(), form).time()
        except ValueError:
            continue
    raise BadParams(f"{text!r} is no time")


def day_meant(text: str, today: date) -> date:
    """A day as "October 24 2023", "tomorrow", "this Friday", "the Friday after next". Raises BadParams."""
    words = text.strip().lower()
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if words in near:
        return today + timedelta(days=near[words])
    found = re.fullmatch(r"(?:the |this )?([a-z]+)( after next)?", words)
    if found is not None and found[1] in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(found[1]) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead + (7 if found[2] else 0))
    for form in ("%B %d %Y", "%B %d, %Y"):
        for written in (words, f"{words} {today.year}"):
            try:
                return datetime.strptime(written, form).date()
            except ValueError:
                continue
    raise BadParams(f"{text!r} is no day")
