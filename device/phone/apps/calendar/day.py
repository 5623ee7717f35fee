"""One day: its events in a list, swiped sideways to its neighbours."""

from collections.abc import Mapping
from datetime import date, timedelta

from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.grid import period_head
from device.phone.apps.calendar.moment import day_title, local_time_of
from device.phone.apps.calendar.recurrence import last_day
from device.phone.apps.calendar.row import ROW, event_row, nothing
from device.phone.apps.calendar.state import Main
from device.phone.apps.calendar.store import events_between, worked_out
from device.phone.system.context import Context
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Pager
from device.phone.widget import long_list


def events_by_day(hands: Main, since: date, until: date) -> Mapping[date, list[CalendarEvent]]:
    """What each day from one to another shows."""
    return worked_out(hands.context, ("by day", since, until), lambda: _by_day(hands.context, since, until))


def _by_day(context: Context, since: date, until: date) -> dict[date, list[CalendarEvent]]:
    found: dict[date, list[CalendarEvent]] = {}
    for event in events_between(context, since, until):
        first = local_time_of(context, event.start_ts, all_day=event.all_day).date()
        last = last_day(context, event)
        day = max(first, since)
        while day <= min(last, until):
            found.setdefault(day, []).append(event)
            day += timedelta(days=1)
    return found


def events_on(hands: Main, day: date) -> list[CalendarEvent]:
    """One day's: all-day ones first, then by start."""
    found = events_by_day(hands, day, day).get(day, [])
    return sorted(found, key=lambda event: not event.all_day)


def day_view(hands: Main) -> View:
    """Head and list."""
    head = period_head(
        hands,
        day_title(hands.context, hands.state.day),
        lambda: turn_day(hands, -1),
        lambda: turn_day(hands, 1),
        lambda: hands.open("date"),
    )
    return View(
        "androidx.viewpager.widget.ViewPager",
        "fragment_days_viewpager",
        box=Box(width=FILL, weight=1.0),
        pager=Pager("day", lambda step: turn_day(hands, step)),
        children=(head, day_list(hands, "day")),
    )


def turn_day(hands: Main, step: int) -> None:
    """To a neighbour, its list from the top."""
    hands.set(day=hands.state.day + timedelta(days=step), selected=())
    hands.context.scroll_to("day", 0)


def day_list(hands: Main, name: str) -> View:
    """The events of the chosen day."""
    day = hands.state.day
    events = events_on(hands, day)
    if not events:
        return nothing(hands, hands.tr("No items found."), "", f"{name}_no_events")
    return long_list(
        hands.context,
        "day",
        [ROW] * len(events),
        lambda place: event_row(hands, events[place], day),
        resource_id=f"{name}_events",
        bottom=88.0,
    )
