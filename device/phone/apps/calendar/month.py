"""The month: a grid of days with their events, swiped sideways."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from device.phone.apps.calendar.day import day_list, events_by_day
from device.phone.apps.calendar.grid import period_head, weekday_row, weeks_of
from device.phone.apps.calendar.moment import add_months, day_title, month_title
from device.phone.apps.calendar.preference import DAILY, MONTHLY_DAILY, number
from device.phone.apps.calendar.state import Main
from device.phone.apps.calendar.store import worked_out
from device.phone.screen.keyboard import keyboard_height
from device.phone.system.timetext import date_text
from device.phone.toolkit.still import alike, fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Pager, Surface, Text

_CHIP, _NUMBER = 17.0, 26.0
"""dp of an event's line and of the day's number, at the normal text size."""
_CIRCLE = 24.0
"""dp around a day's number."""
_AROUND = 256.0
"""dp of the screen that are not the grid."""
_BUTTON = 88.0
"""dp kept free below weeks that scroll, for the floating button."""
_LEAST = 44.0
"""dp of a week, at least, at the normal text size; more than fit on a low screen scroll."""


def month_view(hands: Main) -> View:
    """Head, days' names, grid."""
    return View(
        "androidx.viewpager.widget.ViewPager",
        "fragment_months_viewpager",
        box=Box(width=FILL, weight=1.0),
        pager=Pager("month", lambda step: turn_month(hands, step)),
        children=(month_head(hands), *month_grid(hands, lambda day: open_day(hands, day))),
    )


def month_head(hands: Main) -> View:
    """The month's name between arrows."""
    day = hands.state.day
    return period_head(
        hands,
        month_title(hands.context, day.year, day.month, hands.today),
        lambda: turn_month(hands, -1),
        lambda: turn_month(hands, 1),
        lambda: hands.open("date"),
    )


def turn_month(hands: Main, step: int) -> None:
    """To a neighbour."""
    day = add_months(hands.state.day.replace(day=1), step)
    hands.set(day=hands.today if (day.year, day.month) == (hands.today.year, hands.today.month) else day)


def month_grid(hands: Main, on_day: Callable[[date], None], *, share: float = 1.0) -> tuple[View, ...]:
    """The days' names and the weeks; `share` of the usual height. `on_day` is told which one was tapped."""
    state, today = hands.state, hands.today
    first = number(hands.context, "first_day_of_week")
    weeks = weeks_of(state.day.year, state.day.month, first)
    scale = max(1.0, hands.context.font_scale)
    whole = hands.context.size[1] / hands.context.density
    keys = keyboard_height(whole) if hands.context.keyboard_shown else 0.0
    high = (whole - keys - _AROUND) * share / len(weeks)
    low = high < _LEAST * scale
    high = max(high, _LEAST * scale)
    room = max(0, int((high - _NUMBER * scale) / (_CHIP * scale)))
    month = state.day.replace(day=1)
    cells = worked_out(
        hands.context,
        ("cells", month, first, room, today, scale),
        lambda: _contents(hands, weeks, room, month),
    )
    rows = []
    for week in weeks:
        days = [_cell(hands, day, *cells[day], on_day) for day in week]
        box = Box(width=FILL, height=high) if low else Box(width=FILL, weight=1.0)
        rows.append(View(box=box, flow=Flow("row", align="stretch"), children=days, important=False))
    if low:
        held = View(
            "ScrollView",
            "month_weeks",
            box=Box(width=FILL, weight=1.0, padding=(0.0, 0.0, 0.0, _BUTTON)),
            scroll="month",
            children=rows,
        )
        rows = [held]
    marked = today.weekday() if (today.year, today.month) == (state.day.year, state.day.month) else -1
    return weekday_row(hands, first, marked=marked), *rows


def month_and_day(hands: Main) -> View:
    """The month above or, on a low screen, beside the chosen day's events."""
    wide = hands.context.size[0] > hands.context.size[1]
    grid = View(
        "androidx.viewpager.widget.ViewPager",
        "fragment_months_viewpager",
        box=Box(width=FILL, weight=1.0),
        pager=Pager("month", lambda step: turn_month(hands, step)),
        children=(
            month_head(hands),
            *month_grid(hands, lambda day: hands.set(day=day), share=1.0 if wide else 0.42),
        ),
    )
    heading = fixed(
        "TextView",
        "month_day_selected_day_label",
        Text(day_title(hands.context, hands.state.day), style="title_medium"),
        box=Box(padding=(16.0, 12.0, 16.0, 4.0)),
    )
    events = View(
        box=Box(width=FILL, weight=0.9), children=(heading, day_list(hands, "month_day")), important=False
    )
    both = View(
        box=Box(width=FILL, weight=1.0),
        flow=Flow("row" if wide else "column"),
        important=False,
        children=(grid, events),
    )
    if wide:
        both.flow = replace(both.flow, align="stretch")
        grid.box = replace(grid.box, width=None)
        events.box = replace(events.box, width=None)
    return both


def open_day(hands: Main, day: date) -> None:
    """The day alone, over what shows now."""
    hands.set(view=DAILY, day=day, under=(*hands.state.under, (hands.state.view, hands.state.day)))


def _contents(
    hands: Main, weeks: Sequence[Sequence[date]], room: int, month: date
) -> dict[date, tuple[str, tuple[View, ...]]]:
    """What each cell is called and holds; there is nothing of the phone in it."""
    found = events_by_day(hands, weeks[0][0], weeks[-1][-1])
    side = _CIRCLE * max(1.0, hands.context.font_scale)
    cells = {}
    for week in weeks:
        for day in week:
            events = found.get(day, [])
            shown = events if len(events) <= room else events[: max(0, room - 1)]
            lines = tuple((event.title, hands.colour(event), event.completed) for event in shown)
            more = len(events) - len(shown) if room else 0
            parts = _inside(day.day, lines, more, day == hands.today, day.month == month.month, side)
            cells[day] = (date_text(hands.tr, day), parts)
    return cells


def _cell(hands: Main, day: date, name: str, parts: tuple[View, ...], on_day: Callable[[date], None]) -> View:
    chosen = hands.state.view == MONTHLY_DAILY and day == hands.state.day
    cell = View(
        "FrameLayout",
        "day_monthly_holder",
        content_description=name,
        box=Box(weight=1.0, padding=(1.0, 1.0, 1.0, 0.0)),
        flow=Flow(gap=1.0, align="center"),
        surface=Surface("surface_container_highest" if chosen else "", radius=8.0),
        selected=chosen,
        on_tap=lambda: on_day(day),
        children=parts,
    )
    cell.still = alike("month", name, parts, chosen)
    return cell


@lru_cache(maxsize=2048)
def _inside(
    number: int, lines: tuple[tuple[str, str, bool], ...], more: int, today: bool, inside: bool, side: float
) -> tuple[View, ...]:
    """What a cell holds; equal ones are one. `side` is that of the number, in dp."""
    head = fixed(
        "TextView",
        "day_monthly_number_id",
        Text(
            str(number),
            style="label_medium",
            colour="on_primary" if today else "on_surface" if inside else "outline",
            align="center",
        ),
        box=Box(width=side, height=side),
        flow=Flow(justify="center"),
        surface=Surface("primary" if today else "", radius=side / 2),
    )
    parts = [head]
    for title, colour, done in lines:
        past = done or not inside
        parts.append(
            _line(
                title,
                background="surface_container_highest" if past else colour,
                colour="on_surface_variant" if past else ink_on(colour),
                radius=3.0,
            )
        )
    if more:
        parts.append(_line(f"+{more}", colour="on_surface_variant"))
    return tuple(parts)


def _line(text: str, *, colour: str, background: str = "", radius: float = 0.0) -> View:
    """An event in its cell, or how many more there are."""
    return fixed(
        "TextView",
        "day_monthly_event_id",
        Text(text, style="10/400/14", colour=colour, max_lines=1),
        box=Box(width=FILL, padding=(3.0, 1.0, 2.0, 1.0)),
        surface=Surface(background, radius=radius),
    )


def ink_on(colour: str) -> str:
    """Black on light colours, white on dark ones."""
    red, green, blue = bytes.fromhex(colour[1:])
    return "#FFFFFF" if red * 299 + green * 587 + blue * 114 < 149_000 else "#202124"
