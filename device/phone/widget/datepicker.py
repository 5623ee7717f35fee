"""The date picker: a month as a grid, arrows to its neighbours."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from device.phone.app import Context
from device.phone.timetext import MONTHS, day_text
from device.phone.view import FILL, Overlay, View
from device.phone.widget.button import icon_button
from device.phone.widget.dialog import Choice, dialog

_WEEKS = calendar.Calendar(firstweekday=6)
_LETTERS = ("S", "M", "T", "W", "T", "F", "S")


@dataclass(frozen=True, slots=True)
class DatePick:
    """What an app keeps in its activity's state while the picker is open."""

    chosen: date
    year: int = 0
    """Month that is shown; 0 = the chosen day's."""
    month: int = 0


def date_picker(
    context: Context,
    pick: DatePick,
    on_change: Callable[[DatePick], None],
    on_accept: Callable[[date], None],
    on_cancel: Callable[[], None],
) -> Overlay:
    """The picker showing `pick`. `on_change` stores its next state, `on_accept` gets the day."""
    tr = context.tr
    year, month = (pick.year, pick.month) if pick.year else (pick.chosen.year, pick.chosen.month)

    def turn(step: int) -> None:
        count = min(2037 * 12 + 11, max(1970 * 12, year * 12 + month - 1 + step))
        on_change(replace(pick, year=count // 12, month=count % 12 + 1))

    title = f"{tr(MONTHS[month - 1])} {year}"
    body = (
        View(
            "TextView",
            "android:id/date_picker_header_year",
            str(pick.chosen.year),
            style="label_large",
            colour="on_surface_variant",
            padding=(24.0, 0.0, 24.0, 0.0),
        ),
        View(
            "TextView",
            "android:id/date_picker_header_date",
            day_text(context.tr, pick.chosen),
            style="headline_large",
            padding=(24.0, 0.0, 24.0, 0.0),
        ),
        View(
            axis="row",
            width=FILL,
            align="center",
            padding=(24.0, 0.0, 12.0, 0.0),
            important=False,
            children=(
                View("TextView", "month_title", title, style="title_small", weight=1.0),
                icon_button(
                    "chevron_left", tr("Previous month"), lambda: turn(-1), resource_id="android:id/prev"
                ),
                icon_button(
                    "chevron_right", tr("Next month"), lambda: turn(1), resource_id="android:id/next"
                ),
            ),
        ),
        _grid(context, pick, year, month, on_change),
    )
    return dialog(
        "",
        body,
        accept=Choice(tr("OK"), lambda: on_accept(pick.chosen)),
        cancel=Choice(tr("Cancel"), on_cancel),
    )


def _grid(
    context: Context, pick: DatePick, year: int, month: int, on_change: Callable[[DatePick], None]
) -> View:
    today = context.phone.clock.now.date()
    heads = [_cell(context.tr(letter), "on_surface_variant") for letter in _LETTERS]
    rows = [_week(heads)]
    for week in _WEEKS.monthdatescalendar(year, month):
        cells = []
        for day in week:
            if day.month != month:
                cells.append(_cell("", ""))
                continue
            cell = _cell(str(day.day), "primary" if day == today else "on_surface")
            cell.class_name = "android.view.View"
            cell.content_description = f"{day.day:02d} {context.tr(MONTHS[month - 1])} {year}"
            cell.important = True
            if day == pick.chosen:
                cell.background, cell.colour, cell.selected = "primary", "on_primary", True
                cell.checked = True
            cell.on_tap = lambda day=day: on_change(replace(pick, chosen=day))
            cells.append(cell)
        rows.append(_week(cells))
    return View(
        "android.view.View",
        "android:id/month_view",
        width=FILL,
        padding=(12.0, 0.0, 12.0, 0.0),
        children=rows,
    )


def _week(cells: list[View]) -> View:
    return View(axis="row", width=FILL, justify="between", children=cells, important=False)


def _cell(text: str, colour: str) -> View:
    return View(
        text=text,
        colour=colour,
        style="body_medium",
        text_align="center",
        align="center",
        justify="center",
        width=40.0,
        height=40.0,
        radius=20.0,
        important=False,
    )
