"""The pages of Simple Calendar Pro: how one gets to a day, what stands there, how a form is filled in."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from device.screen import Observation, Point, UIElement
from tasks.gold import sight
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.sought import Sought

PACKAGE = "com.simplemobiletools.calendar.pro"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAILY_VIEW = ("Daily view", "日视图")
_ROW, _TITLE, _TIME = "event_item_frame", "event_item_title", "event_item_time"
_YEAR_FIRST = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
_MONTH_FIRST = re.compile(rf"({'|'.join(MONTHS)})(?: (\d{{1,2}}),)? (\d{{4}})")
_CLOCK = re.compile(r"(上午|下午)?(\d{1,2}):(\d{2})(?:\s*([AaPp])\.?[Mm])?")


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of an event list."""

    title: str
    start: time | None
    """None for one that lasts all day, or began on another day."""
    end: time | None
    """None for one without an end of its own that day."""


# -- reading -------------------------------------------------------------------------------------------
def day_in(text: str) -> date:
    """The day written in a text ("October 15, 2023 (Sun)"), the first of a month alone. Raises ValueError."""
    found = _YEAR_FIRST.search(text)
    if found is not None:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    found = _MONTH_FIRST.search(text)
    if found is None:
        raise ValueError(f"no date is written in {text!r}")
    return date(int(found[3]), MONTHS.index(found[1]) + 1, int(found[2] or 1))


def time_in(text: str) -> time | None:
    """The time written in a text, 12 or 24 hours; None when there is none."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour = int(found[2])
    half = {"上午": "a", "下午": "p"}.get(found[1] or "", (found[4] or "").lower())
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found[3]))


def entries_in(seen: Observation) -> list[tuple[UIElement, EventRow]]:
    """The rows of the list that shows, those cut at its edges left out, and what they say."""
    found = []
    for row in sight.find_all(seen, Sought((), {"id": _ROW})):
        parts = sight.inside_of(seen, row)
        title, when = (
            next((one.text for one in parts if one.resource_id.endswith(f"/{name}")), "")
            for name in (_TITLE, _TIME)
        )
        if title and when:
            found.append((row, _entry(title, when)))
    return found


def _entry(title: str, when: str) -> EventRow:
    """A day in brackets means that the event starts or ends on that other day."""
    begin, _, finish = when.partition(" - ")
    other = ("(", "（")
    return EventRow(
        title,
        None if any(sign in begin for sign in other) else time_in(begin),
        None if any(sign in finish for sign in other) else time_in(finish),
    )


def time_now(hand: Hand) -> time:
    """The time on the phone's clock, read where it can be: in the notification shade."""
    wide, high = hand.look().size
    hand.device.swipe(Point(wide // 2, 1), Point(wide // 2, high // 2))
    written = hand.read(id="clock")
    hand.back_until(id="change_view")
    now = time_in(written)
    if now is None:
        raise ValueError(f"{written!r} is no time")
    return now


# -- going to a day --------------------------------------------------------------------------------------
def open_calendar(hand: Hand) -> None:
    """The main screen, with nothing over it."""
    hand.open_app(PACKAGE)
    hand.back_until(id="change_view")


def open_today(hand: Hand) -> date:
    """Today's events; which day that is."""
    open_calendar(hand)
    hand.tap(id="change_view")
    hand.tap(*_DAILY_VIEW)
    if hand.sees(id="go_to_today"):
        hand.tap(id="go_to_today")
    return day_in(hand.read(id="top_value"))


def open_day(hand: Hand, day: date) -> None:
    """One day's events, from the screen of another day."""
    if day_in(hand.read(id="top_value")) != day:
        hand.tap(id="top_value")
        pick_date(hand, day)
    if day_in(hand.read(id="top_value")) != day:
        raise NotOnScreen(Sought((f"{day:%Y-%m-%d}",), {"id": "top_value"}), hand.look())


def pick_date(hand: Hand, day: date) -> None:
    """Choose a day in the open date picker."""
    shown = day_in(hand.read(id="month_title"))
    months = (day.year - shown.year) * 12 + day.month - shown.month
    for _ in range(abs(months)):
        hand.tap(id="android:id/next" if months > 0 else "android:id/prev")
    hand.tap(text=str(day.day), inside=hand.wait_for(id="android:id/month_view"))
    hand.tap(id="android:id/button1")


def entries_of_day(hand: Hand) -> list[EventRow]:
    """Every event of the day that shows, by its start, however long the list."""
    pages = [[entry for _, entry in entries_in(page)] for page in hand.pages()]
    found: list[EventRow] = []
    for page in pages:
        lap = next(size for size in range(len(page), -1, -1) if found[-size:] == page[:size] or not size)
        found += page[lap:]
    return found


# -- the form ----------------------------------------------------------------------------------------------
def pick_time(hand: Hand, hour: int, minute: int) -> None:
    """Type a time into the open time picker."""
    if hand.sees(id="material_clock_face"):
        hand.tap(id="material_timepicker_mode_button")
    shown = hour
    if hand.sees(id="material_clock_period_toggle"):
        half = "pm" if hour >= 12 else "am"
        hand.tap(id=f"material_clock_period_{half}_button")
        shown = hour % 12 or 12
    hand.type(str(shown), id="material_hour_text_input")
    hand.type(f"{minute:02d}", id="material_minute_text_input")
    hand.tap(id="material_timepicker_ok_button")


def set_moment(hand: Hand, which: str, moment: datetime) -> None:
    """Day and time of the "start" or "end" of the event being edited."""
    if day_in(hand.scroll_to(id=f"event_{which}_date").text) != moment.date():
        hand.tap(id=f"event_{which}_date")
        pick_date(hand, moment.date())
    if time_in(hand.scroll_to(id=f"event_{which}_time").text) != moment.time():
        hand.tap(id=f"event_{which}_time")
        pick_time(hand, moment.hour, moment.minute)


def write_event(hand: Hand, title: str, description: str, start: datetime, minutes: int) -> None:
    """Fill in a new event's form, up to saving it."""
    open_calendar(hand)
    hand.tap(id="calendar_fab")
    hand.tap(id="fab_event_label")
    hand.type(title, id="event_title")
    hand.type(description, id="event_description")
    hand.put_keyboard_away()
    set_moment(hand, "start", start)
    set_moment(hand, "end", start + timedelta(minutes=minutes))


def save_event(hand: Hand) -> None:
    """Save, and see that the form closed."""
    hand.tap(id="save")
    hand.wait_for(id="calendar_fab")
