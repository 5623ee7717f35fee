"""The date picker: a month as a grid, arrows to its neighbours."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from device.phone.system.context import Context
from device.phone.system.timetext import day_text, local_now, month_name, month_text, weekday_letter
from device.phone.toolkit.still import alike, fixed, still
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Handler,
    Surface,
    Text,
)
from device.phone.widget.button import icon_button
from device.phone.widget.dialog import Choice, dialog

_FIRST, _LAST = 1970, 2037
"""Years that can be chosen."""
_AROUND, _YEAR_HEIGHT = 3, 44.0
"""Years listed before and after the chosen one, and dp of each."""
_LOW, _OTHERS, _ROW = 480.0, 170.0, 96.0
"""Height in dp below which the month stands beside the head and scrolls; what is not it; its least."""
_WIDE, _ASIDE = 560.0, 200.0
"""Width in dp of such a picker, and of its head."""


@dataclass(frozen=True, slots=True)
class DatePick:
    """What an app keeps in its activity's state while the picker is open."""

    chosen: date
    year: int = 0
    """Month that is shown; 0 = the chosen day's."""
    month: int = 0
    years: bool = False
    """The list of years instead of the month."""


def date_picker(
    context: Context,
    pick: DatePick,
    on_change: Callable[[DatePick], None],
    on_accept: Callable[[date], None],
    on_cancel: Callable[[], None],
    *,
    first_weekday: int = 6,
) -> Overlay:
    """The picker showing `pick`. `on_change` stores its next state, `on_accept` gets the day.

    `first_weekday` counts from Monday = 0.
    """
    tr = context.tr
    year, month = (pick.year, pick.month) if pick.year else (pick.chosen.year, pick.chosen.month)

    def turn(step: int) -> None:
        count = min(_LAST * 12 + 11, max(_FIRST * 12, year * 12 + month - 1 + step))
        on_change(replace(pick, year=count // 12, month=count % 12 + 1))

    head = _head(context, pick, on_change)
    if pick.years:
        body: tuple[View, ...] = (_years(pick, on_change),)
    else:
        title = month_text(tr, year, month)
        body = (_title(context, title, turn), _grid(context, pick, year, month, on_change, first_weekday))
    screen = context.size[1] / context.density
    if screen < _LOW:
        room = max(_ROW, screen - _OTHERS)
        pages = View(
            "ScrollView", "date_pages", box=Box(height=room, weight=1.0), scroll="date_picker", children=body
        )
        aside = View(box=Box(width=_ASIDE), children=head, important=False)
        body = (View(box=FULL_WIDTH, flow=Flow("row"), children=(aside, pages), important=False),)
    else:
        body = (*head, *body)
    overlay = dialog(
        "",
        body,
        accept=Choice(tr("OK"), lambda: on_accept(pick.chosen)),
        cancel=Choice(tr("Cancel"), on_cancel),
    )
    overlay.view.box = replace(overlay.view.box, width=_WIDE if screen < _LOW else None)
    return overlay


def _head(context: Context, pick: DatePick, on_change: Callable[[DatePick], None]) -> tuple[View, ...]:
    """The chosen year and day; the year opens the list of years."""
    return (
        View(
            "TextView",
            "android:id/date_picker_header_year",
            Text(
                str(pick.chosen.year),
                style="label_large",
                colour="primary" if pick.years else "on_surface_variant",
            ),
            box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
            on_tap=lambda: on_change(replace(pick, years=True)),
        ),
        View(
            "TextView",
            "android:id/date_picker_header_date",
            Text(day_text(context.tr, pick.chosen), style="headline_large"),
            box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
            on_tap=lambda: on_change(replace(pick, years=False)),
        ),
    )


def _title(context: Context, title: str, turn: Callable[[int], None]) -> View:
    """The month's name and the arrows to its neighbours."""
    tr = context.tr
    return View(
        box=Box(width=FILL, padding=(24.0, 0.0, 12.0, 0.0)),
        flow=CENTRED_ROW,
        important=False,
        children=(
            fixed("TextView", "month_title", Text(title, style="title_small"), box=GROWING),
            icon_button(
                "chevron_left", tr("Previous month"), lambda: turn(-1), resource_id="android:id/prev"
            ),
            icon_button("chevron_right", tr("Next month"), lambda: turn(1), resource_id="android:id/next"),
        ),
    )


def _years(pick: DatePick, on_change: Callable[[DatePick], None]) -> View:
    """The years around the chosen one."""

    def choose(year: int) -> Callable[[], None]:
        last = calendar.monthrange(year, pick.chosen.month)[1]
        chosen = pick.chosen.replace(year=year, day=min(pick.chosen.day, last))
        return lambda: on_change(DatePick(chosen))

    middle = min(_LAST - _AROUND, max(_FIRST + _AROUND, pick.chosen.year))
    rows = [
        View(
            "TextView",
            "android:id/text1",
            Text(
                str(year),
                style="title_large" if year == pick.chosen.year else "body_large",
                colour="primary" if year == pick.chosen.year else "on_surface",
                align="center",
            ),
            box=Box(width=FILL, height=_YEAR_HEIGHT),
            flow=Flow(justify="center"),
            selected=year == pick.chosen.year,
            on_tap=choose(year),
        )
        for year in range(middle - _AROUND, middle + _AROUND + 1)
    ]
    return View(
        "ListView",
        "android:id/date_picker_year_picker",
        box=Box(width=FILL, height=(2 * _AROUND + 1) * _YEAR_HEIGHT),
        children=rows,
    )


def _grid(
    context: Context,
    pick: DatePick,
    year: int,
    month: int,
    on_change: Callable[[DatePick], None],
    first_weekday: int,
) -> View:
    today = local_now(context).date()
    told, named = context.tr("{day} {month} {year}"), month_name(context.tr, month)
    heads = [
        _still_cell(weekday_letter(context.tr, (first_weekday + step) % 7), "on_surface_variant")
        for step in range(7)
    ]
    rows = [_week(heads)]
    for week in calendar.Calendar(first_weekday).monthdatescalendar(year, month):
        cells = []
        for day in week:
            if day.month != month:
                cells.append(_still_cell("", ""))
                continue
            chosen = day == pick.chosen
            colour = "on_primary" if chosen else "primary" if day == today else "on_surface"
            name = told.format(day=f"{day.day:02d}", month=named, year=year)
            choose = partial(on_change, replace(pick, chosen=day))
            cells.append(_cell(str(day.day), colour, name, choose, chosen=chosen))
        rows.append(_week(cells))
    return View(
        "android.view.View",
        "android:id/month_view",
        box=Box(width=FILL, padding=(12.0, 0.0, 12.0, 0.0)),
        children=rows,
    )


def _week(cells: list[View]) -> View:
    return View(box=FULL_WIDTH, flow=Flow("row", justify="between"), children=cells, important=False)


def _cell(
    text: str, colour: str, name: str = "", on_tap: Handler | None = None, *, chosen: bool = False
) -> View:
    """A day by its name, or a heading."""
    cell = View(
        "android.view.View" if name else "android.view.ViewGroup",
        text=Text(text, style="body_medium", colour=colour, align="center"),
        content_description=name,
        box=Box(width=40.0, height=40.0),
        flow=CENTRED,
        surface=Surface("primary" if chosen else "", radius=20.0),
        selected=chosen,
        checked=chosen or None,
        on_tap=on_tap,
        important=bool(name),
    )
    cell.still = alike("day", text, colour, name, chosen)
    return cell


_still_cell = still(_cell)
