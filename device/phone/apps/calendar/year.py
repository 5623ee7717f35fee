"""The year: twelve small months; a tap opens one."""

from dataclasses import replace
from datetime import date

from device.phone.apps.calendar.day import events_by_day
from device.phone.apps.calendar.grid import period_head, weeks_of
from device.phone.apps.calendar.moment import add_months
from device.phone.apps.calendar.preference import MONTHLY, number
from device.phone.apps.calendar.state import Main
from device.phone.system.timetext import month_name
from device.phone.toolkit.still import still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Pager, Shape, Text

_LINE = 18.0
"""dp of a week."""


def year_view(hands: Main) -> View:
    """Head, and the months three in a row."""
    year = hands.state.day.year
    head = period_head(
        hands,
        str(year),
        lambda: turn_year(hands, -1),
        lambda: turn_year(hands, 1),
        lambda: hands.open("date"),
    )
    busy = frozenset(events_by_day(hands, date(year, 1, 1), date(year, 12, 31)))
    wide = hands.context.size[0] > hands.context.size[1]
    across = 4 if wide else 3
    rows = []
    for first in range(1, 13, across):
        months = [_month(hands, year, month, busy) for month in range(first, first + across)]
        rows.append(View(box=FULL_WIDTH, flow=Flow("row", align="stretch"), children=months, important=False))
    body = View(
        "ScrollView",
        "calendar_wrapper",
        box=Box(width=FILL, weight=1.0, padding=(8.0, 0.0, 8.0, 88.0)),
        flow=Flow(gap=8.0),
        scroll="year",
        children=rows,
    )
    return View(
        "androidx.viewpager.widget.ViewPager",
        "fragment_years_viewpager",
        box=Box(width=FILL, weight=1.0),
        pager=Pager("year", lambda step: turn_year(hands, step)),
        children=(head, body),
    )


def turn_year(hands: Main, step: int) -> None:
    """To a neighbour."""
    hands.set(day=add_months(hands.state.day, 12 * step))


def _month(hands: Main, year: int, month: int, busy: frozenset[date]) -> View:
    today, first = hands.today, number(hands.context, "first_day_of_week")
    label = View(
        "TextView",
        f"month_{month}_label",
        Text(month_name(hands.tr, month), style="title_small", align="center", max_lines=1),
        box=FULL_WIDTH,
    )
    if (year, month) == (today.year, today.month):
        label.text = replace(label.text, colour="primary")
    marked = frozenset(day.day for day in busy if day.month == month)
    now = today.day if (year, month) == (today.year, today.month) else 0

    def open_month() -> None:
        inside = date(year, month, 1) if not now else today
        hands.set(view=MONTHLY, day=inside, under=(*hands.state.under, (hands.state.view, hands.state.day)))

    return View(
        "LinearLayout",
        f"month_{month}_holder",
        content_description=month_name(hands.tr, month),
        box=Box(weight=1.0, padding=(4.0, 6.0, 4.0, 4.0)),
        flow=Flow(gap=2.0),
        on_tap=open_month,
        children=(label, _days(year, month, first, marked, now)),
    )


@still
def _days(year: int, month: int, first: int, marked: frozenset[int], today: int) -> View:
    """The days as small figures; it has nothing of the phone in it, so equal ones are one."""
    weeks = weeks_of(year, month, first)
    shapes: list[Shape] = []
    for row, week in enumerate(weeks):
        for column, day in enumerate(week):
            if day.month != month:
                continue
            at = ((column + 0.5) / 7, (row + 0.5) / len(weeks))
            colour = "primary" if day.day in marked else "on_surface"
            if day.day == today:
                shapes.append(Shape("circle", "primary", 0.0, points=(at, (0.062, 0.0))))
                colour = "on_primary"
            shapes.append(Shape("text", colour, points=(at, at), text=str(day.day), style="10/400/18"))
    return View(box=Box(width=FILL, height=_LINE * len(weeks)), shapes=tuple(shapes), important=False)
