"""The week: seven columns of hours with the events in them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from device.phone.apps.calendar.day import events_by_day
from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.grid import period_head
from device.phone.apps.calendar.moment import local_time_of, week_start
from device.phone.apps.calendar.month import ink_on, open_day
from device.phone.apps.calendar.preference import number
from device.phone.apps.calendar.row import open_event
from device.phone.apps.calendar.state import Main
from device.phone.apps.calendar.store import worked_out
from device.phone.system.timetext import clock_text, date_text, local_now, month_day_text, weekday_letter
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    STACKED,
    Box,
    Flow,
    Pager,
    Shape,
    Surface,
    Text,
)

_HOUR = 56.0
"""dp of an hour."""
_HOURS_WIDE = 54.0
_LEAST = 18.0
"""dp of the shortest event."""
_FOOT = 88.0
_LINES = tuple(
    Shape("line", "outline_variant", 1.0, points=((0.0, hour / 24), (1.0, hour / 24)))
    for hour in range(1, 24)
)
"""Between the hours."""
SCROLL = "week"


def week_view(hands: Main) -> View:
    """Head, days, what lasts all day, hours."""
    days = week_days(hands)
    found = events_by_day(hands, days[0], days[-1])
    title = (
        f"{month_day_text(hands.tr, days[0], short=True)} - {month_day_text(hands.tr, days[-1], short=True)}"
    )
    head = period_head(
        hands, title, lambda: turn_week(hands, -1), lambda: turn_week(hands, 1), lambda: hands.open("date")
    )
    return View(
        "androidx.viewpager.widget.ViewPager",
        "week_view_view_pager",
        box=Box(width=FILL, weight=1.0),
        pager=Pager("week", lambda step: turn_week(hands, step)),
        children=(head, _labels(hands, days), *_all_day(hands, days, found), _hours(hands, days, found)),
    )


def week_days(hands: Main) -> list[date]:
    """The days that show."""
    first = week_start(hands.state.day, number(hands.context, "first_day_of_week"))
    return [first + timedelta(days=step) for step in range(7)]


def turn_week(hands: Main, step: int) -> None:
    """To a neighbour."""
    hands.set(day=hands.state.day + timedelta(weeks=step))


def first_offset(hands: Main) -> int:
    """Where the hours start to show, in pixels."""
    return int(number(hands.context, "start_weekly_at") * _HOUR * hands.context.density)


def _labels(hands: Main, days: list[date]) -> View:
    cells = []
    for place, day in enumerate(days):
        text = f"{weekday_letter(hands.tr, day.weekday())}\n{day.day}"
        cell = View(
            "TextView",
            f"week_day_label_{place}",
            Text(
                text,
                style="label_medium",
                colour="primary" if day == hands.today else "on_surface_variant",
                align="center",
            ),
            content_description=date_text(hands.tr, day),
            box=GROWING,
            on_tap=partial(open_day, hands, day),
        )
        cells.append(cell)
    gap = fixed(box=Box(width=_HOURS_WIDE, height=1.0), important=False)
    return View(
        "LinearLayout",
        "week_letters_holder",
        box=Box(width=FILL, padding=(0.0, 4.0, 0.0, 6.0)),
        flow=CENTRED_ROW,
        children=(gap, *cells),
    )


def _all_day(hands: Main, days: list[date], found: Mapping[date, list[CalendarEvent]]) -> list[View]:
    """A line of boxes for each day's all-day events; nothing where there are none."""
    columns = [[event for event in found.get(day, ()) if event.all_day] for day in days]
    if not any(columns):
        return []
    gap = fixed(box=Box(width=_HOURS_WIDE, height=1.0), important=False)
    stacks = []
    for events in columns:
        boxes = [_box(hands, event, FILL, _LEAST) for event in events[:3]]
        stacks.append(
            View(
                box=Box(weight=1.0, padding=(1.0, 0.0, 1.0, 0.0)),
                flow=Flow(gap=1.0),
                children=boxes,
                important=False,
            )
        )
    return [
        View("LinearLayout", "week_all_day_holder", box=FULL_WIDTH, flow=Flow("row"), children=(gap, *stacks))
    ]


def _seen(hands: Main) -> range:
    """The hours of which something may be on the screen; no others are made."""
    hour = _HOUR * hands.context.density
    high = hands.context.display.room_size[1]
    offset = hands.context.activity.layout.scroll.get(SCROLL, 0)
    top = max(0, min(offset, int(24 * hour + _FOOT * hands.context.density) - high // 2))
    return range(min(23, int(top / hour)), min(24, int((top + high) / hour) + 1))


def _hours(hands: Main, days: list[date], found: Mapping[date, list[CalendarEvent]]) -> View:
    wide = (hands.context.display.room_size[0] / hands.context.density - _HOURS_WIDE) / 7
    seen = _seen(hands)
    labels = [
        View(
            "TextView",
            text=Text(
                clock_text(hands.context, hour, 0),
                style="label_small",
                colour="on_surface_variant",
                align="center",
                max_lines=2,
            ),
            box=Box(width=_HOURS_WIDE, height=_HOUR),
        )
        for hour in seen
    ]
    column = View(
        "LinearLayout",
        "week_view_hours_holder",
        box=Box(width=_HOURS_WIDE, height=24 * _HOUR),
        children=(fixed(box=Box(height=seen.start * _HOUR), important=False), *labels),
    )
    stacks = [_column(hands, day, found.get(day, []), wide, place, seen) for place, day in enumerate(days)]
    holder = View(
        "LinearLayout",
        "week_events_columns_holder",
        box=Box(height=24 * _HOUR, weight=1.0),
        flow=Flow("row"),
        children=stacks,
        shapes=_LINES,
    )
    both = View(
        box=Box(width=FILL, height=24 * _HOUR), flow=Flow("row"), children=(column, holder), important=False
    )
    return View(
        "ScrollView",
        "week_events_scrollview",
        box=Box(width=FILL, weight=1.0, padding=(0.0, 0.0, 0.0, _FOOT)),
        scroll=SCROLL,
        children=(both,),
    )


def _column(
    hands: Main, day: date, events: list[CalendarEvent], wide: float, place: int, seen: range
) -> View:
    """One day's events, side by side where they overlap."""
    placed, count = worked_out(hands.context, ("day of week", day), lambda: _placed(hands, events, day))
    boxes = []
    for event, start, end, lane in placed:
        high = max(_LEAST, (end - start) * _HOUR / 60)
        if start >= seen.stop * 60 or start + high * 60 / _HOUR <= seen.start * 60:
            continue
        box = _box(hands, event, wide / count - 1.0, high)
        top = min(start * _HOUR / 60, 24 * _HOUR - high)
        box.box = replace(box.box, margin=(lane * wide / count, top, 0.0, 0.0))
        boxes.append(box)
    column = View(
        "RelativeLayout", f"week_column_{place}", box=Box(width=wide, height=24 * _HOUR), flow=STACKED
    )
    if day == hands.today:
        now = local_now(hands.context)
        line = View(
            box=Box(
                width=FILL, height=2.0, margin=(0.0, (now.hour * 60 + now.minute) * _HOUR / 60, 0.0, 0.0)
            ),
            surface=Surface("error"),
            important=False,
        )
        boxes.append(line)
    column.children = boxes
    return column


def _placed(
    hands: Main, events: list[CalendarEvent], day: date
) -> tuple[list[tuple[CalendarEvent, float, float, int]], int]:
    """The day's events with the minutes they last from and to and their lane; and how many lanes it has."""
    timed = [event for event in events if not event.all_day]
    spans = [_span(hands, event, day) for event in timed]
    lanes, count = _lanes(spans)
    return [(event, *span, lane) for event, span, lane in zip(timed, spans, lanes, strict=True)], count


def _span(hands: Main, event: CalendarEvent, day: date) -> tuple[float, float]:
    """Minutes of the day from and to which it lasts, within the day."""
    midnight = datetime.combine(day, datetime.min.time())
    start = (local_time_of(hands.context, event.start_ts) - midnight).total_seconds() / 60
    end = (local_time_of(hands.context, event.end_ts) - midnight).total_seconds() / 60
    return max(0.0, start), min(1440.0, max(end, start))


def _lanes(spans: list[tuple[float, float]]) -> tuple[list[int], int]:
    """A lane for each, so that none overlaps another in its own; how many there are."""
    free: list[float] = []
    lanes = []
    for start, end in spans:
        shown = max(end, start + _LEAST * 60 / _HOUR)
        lane = next((place for place, until in enumerate(free) if until <= start), len(free))
        free[lane:] = [shown, *free[lane + 1 :]]
        lanes.append(lane)
    return lanes, max(1, len(free))


def _box(hands: Main, event: CalendarEvent, wide: float, high: float) -> View:
    colour = hands.colour(event)
    box = View(
        "TextView",
        "week_event_label",
        Text(event.title, style="10/400/12", colour=ink_on(colour)),
        box=Box(width=wide, height=high),
        surface=Surface(colour, radius=3.0),
    )
    line = 12.0 * max(1.0, hands.context.font_scale)
    box.box = replace(box.box, padding=(2.0, 1.0, 2.0, 1.0))
    box.text = replace(box.text, max_lines=max(1, int((high - 2.0) / line)))
    box.on_tap = lambda: open_event(hands, event)
    return box
