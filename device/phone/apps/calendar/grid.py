"""What the month, week and year views share: their head, and the days' names."""

from datetime import date, timedelta
from functools import lru_cache

from device.phone.apps.calendar.state import Main
from device.phone.system.timetext import weekday_letter, weekday_name
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, GROWING, Box, Flow, Handler, Text
from device.phone.widget import icon_button
from device.phone.widget.figure import fitting

_NAME, _DAY = 29.0, 17.0
"""dp of a line with the period's name, and with the days' names, at the normal text size."""
_ARROWS = 2 * 48.0 + 2 * 8.0 + 1.0
"""dp beside the name."""


def period_head(hands: Main, title: str, back: Handler, forth: Handler, on_title: Handler) -> View:
    """Arrows to what came before and comes after, the period's name between them."""
    tr = hands.tr
    context = hands.context
    room = context.display.room_size[0] / context.density - _ARROWS
    style = fitting(title, "title_large", room, context.font_scale)
    name = View("TextView", "top_value", Text(title, style=style, align="center", max_lines=1))
    scale = max(1.0, context.font_scale)
    name.box = Box(height=max(48.0, _NAME * scale), weight=1.0)
    name.flow = Flow(justify="center")
    name.on_tap = on_title
    return View(
        "RelativeLayout",
        box=Box(width=FILL, height=max(52.0, _NAME * scale), padding=(8.0, 0.0, 8.0, 0.0)),
        flow=CENTRED_ROW,
        children=(
            icon_button("chevron_left", tr("Go to previous"), back, resource_id="top_left_arrow"),
            name,
            icon_button("chevron_right", tr("Go to next"), forth, resource_id="top_right_arrow"),
        ),
    )


def weekday_row(hands: Main, first_weekday: int, *, short: bool = True, marked: int = -1) -> View:
    """The days' names over a grid; `marked` is coloured."""
    cells = []
    for step in range(7):
        weekday = (first_weekday + step) % 7
        text = weekday_name(hands.tr, weekday, short=True) if short else weekday_letter(hands.tr, weekday)
        cell = View(
            "TextView",
            f"label_{step}",
            Text(
                text,
                style="label_medium",
                colour="primary" if weekday == marked else "on_surface_variant",
                align="center",
                max_lines=1,
            ),
            box=GROWING,
        )
        cells.append(cell)
    high = max(22.0, _DAY * hands.context.font_scale)
    return View(box=Box(width=FILL, height=high), flow=CENTRED_ROW, children=tuple(cells), important=False)


@lru_cache(maxsize=128)
def weeks_of(year: int, month: int, first_weekday: int) -> tuple[tuple[date, ...], ...]:
    """The weeks that show a month, whole."""
    first = date(year, month, 1)
    day = first - timedelta(days=(first.weekday() - first_weekday) % 7)
    weeks: list[tuple[date, ...]] = []
    while not weeks or (day.year, day.month) == (year, month):
        weeks.append(tuple(day + timedelta(days=step) for step in range(7)))
        day += timedelta(days=7)
    return tuple(weeks)
