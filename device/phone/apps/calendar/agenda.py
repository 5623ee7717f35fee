"""The simple event list: what comes, by day; and what a search finds."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.moment import add_months, local_time_of
from device.phone.apps.calendar.row import ROW, SECTION, event_row, month_row, nothing, section_row
from device.phone.apps.calendar.state import SEARCH, Main
from device.phone.apps.calendar.store import all_events, events_between, hidden_types, worked_out
from device.phone.system.timetext import long_day_text, month_text
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Gestures
from device.phone.widget import long_list

LIST = "agenda"
_YEAR = timedelta(days=365)
_FIRST, _LAST = date(1970, 1, 1), date(2037, 12, 31)
_LEAST = 2
"""Characters a search needs."""
_Slot = str | date | CalendarEvent
"""A month's heading, a day's, or an event."""


class _CalendarPlan(NamedTuple):
    """A list, before it is built."""

    slots: Sequence[_Slot]
    days: Sequence[date]
    """The day each belongs to."""
    heights: Sequence[float]
    """dp, at the normal text size."""


def agenda_view(hands: Main) -> View:
    """Everything from today on; a pull at either end brings more."""
    plan = _plan_between(hands, *reach(hands))
    body = (
        _list(hands, LIST, plan, "calendar_events_list")
        if plan.slots
        else nothing(
            hands, hands.tr("No items found."), hands.tr("Create a new event"), "calendar_empty_list"
        )
    )
    return View(
        "RelativeLayout",
        "calendar_events_list_holder",
        box=Box(width=FILL, weight=1.0),
        gestures=Gestures(on_fling=lambda way: _more(hands, way == "down")),
        children=(body,),
    )


def reach(hands: Main) -> tuple[date, date]:
    """First and last day of the list."""
    state, today = hands.state, hands.today
    since = today if state.since == date.min else state.since
    return since, today + _YEAR if state.until == date.max else state.until


def _more(hands: Main, earlier: bool) -> None:
    """Another month before, or another year after."""
    since, until = reach(hands)
    if not earlier:
        hands.set(until=min(_LAST, until + _YEAR))
        return
    hands.set(since=max(_FIRST, add_months(since, -1)))
    added, before = _plan_between(hands, hands.state.since, until), _plan_between(hands, since, until)
    grown = (sum(added.heights) - sum(before.heights)) * max(1.0, hands.context.font_scale)
    pulled = hands.context.size[1] // 3  # what a pull moves
    hands.context.scroll_to(LIST, max(0, int(grown * hands.context.density) - pulled))


def _plan_between(hands: Main, since: date, until: date) -> _CalendarPlan:
    context = hands.context
    return worked_out(
        context, ("list", since, until), lambda: _plan(hands, events_between(context, since, until), since)
    )


def _plan(hands: Main, events: Sequence[CalendarEvent], since: date) -> _CalendarPlan:
    """Months, days and events in order."""
    slots: list[_Slot] = []
    days: list[date] = []
    heights: list[float] = []
    last = date.min

    def put(slot: _Slot, day: date, height: float) -> None:
        slots.append(slot)
        days.append(day)
        heights.append(height)

    for event in events:
        first = local_time_of(hands.context, event.start_ts, all_day=event.all_day).date()
        day = max(first, since)
        if (day.year, day.month) != (last.year, last.month):
            put(month_text(hands.tr, day.year, day.month), day, SECTION + 4.0)
        if day != last:
            put(day, day, SECTION - 4.0)
            last = day
        put(event, day, ROW)
    return _CalendarPlan(slots, days, heights)


def _list(hands: Main, key: str, plan: _CalendarPlan, name: str) -> View:
    today = hands.today

    def build(place: int) -> View:
        slot = plan.slots[place]
        if isinstance(slot, str):
            return month_row(slot)
        if isinstance(slot, CalendarEvent):
            return event_row(hands, slot, plan.days[place])
        return section_row(long_day_text(hands.tr, slot), strong=slot == today)

    return long_list(hands.context, key, plan.heights, build, resource_id=name, bottom=88.0)


# -- search ----------------------------------------------------------------------------------------------
def found_events(hands: Main) -> list[CalendarEvent]:
    """What has the words typed in title, place or description; repeating ones for a year either way."""
    wanted = hands.context.text(SEARCH).strip().casefold()
    today = hands.today
    if len(wanted) < _LEAST:
        return []
    return worked_out(hands.context, ("found", wanted, today), lambda: _found(hands, wanted, today))


def _found(hands: Main, wanted: str, today: date) -> list[CalendarEvent]:
    near = events_between(hands.context, today - _YEAR, today + _YEAR)
    hidden = hidden_types(hands.context)
    once = [
        event
        for event in all_events(hands.context)
        if not event.repeat_interval and event.event_type not in hidden
    ]
    found = [
        event
        for event in (*once, *(event for event in near if event.repeat_interval))
        if wanted in f"{event.title}\n{event.location}\n{event.description}".casefold()
    ]
    return sorted(found, key=lambda event: (event.start_ts, event.id))


def search_view(hands: Main) -> View:
    """Results by day, or why there are none."""
    typed = hands.context.text(SEARCH).strip()
    found = found_events(hands)
    if found:
        plan = worked_out(
            hands.context, ("results", typed, hands.today), lambda: _plan(hands, found, date.min)
        )
        return _list(hands, "results", plan, "search_results_list")
    short = hands.tr("Type in at least 2 characters to start the search.")
    return nothing(hands, hands.tr("No items found.") if len(typed) >= _LEAST else short, "", "search")
