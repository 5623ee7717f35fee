"""What opens over the main screen: menus, the choice of view, dates, the filter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from device.phone.apps.activity import toggled
from device.phone.apps.calendar.exporting import export_dialog, open_export
from device.phone.apps.calendar.importing import import_dialog
from device.phone.apps.calendar.picked import delete_dialog
from device.phone.apps.calendar.preference import (
    AGENDA,
    DAILY,
    MONTHLY,
    MONTHLY_DAILY,
    WEEKLY,
    YEARLY,
    number,
    prefer,
)
from device.phone.apps.calendar.state import ABOUT, SETTINGS, Main
from device.phone.apps.calendar.store import colour_text, event_types
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FULL_WIDTH, Box, Handler, Surface
from device.phone.widget import (
    Choice,
    DatePick,
    TileLook,
    checkbox,
    choice_dialog,
    date_picker,
    dialog,
    menu,
    tile,
)

VIEWS = (
    (DAILY, "Daily view"),
    (WEEKLY, "Weekly view"),
    (MONTHLY, "Monthly view"),
    (MONTHLY_DAILY, "Monthly and daily view"),
    (YEARLY, "Yearly view"),
    (AGENDA, "Simple event list"),
)


def main_overlay(hands: Main) -> Overlay | None:
    """The dialog or menu that is open."""
    shown = _OVERLAYS.get(hands.state.dialog)
    return shown(hands) if shown is not None else None


def _menu(hands: Main) -> Overlay:
    tr, context = hands.tr, hands.context

    def go(name: str) -> Handler:
        return context.then(hands.close, lambda: context.start(name))

    items: list[tuple[str, Handler]] = [
        (tr("Go to date"), lambda: hands.open("date")),
        (tr("Export events to an .ics file"), lambda: open_export(hands)),
        (tr("Settings"), go(SETTINGS)),
        (tr("About"), go(ABOUT)),
    ]
    return menu(items, hands.close, anchor=(1.0, 0.03))


def _views(hands: Main) -> Overlay:
    tr = hands.tr
    numbers = [number for number, _ in VIEWS]

    def choose(view: int) -> Handler:
        def run() -> None:
            prefer(hands.context, "view", str(view))
            hands.set(view=view, under=(), dialog="", since=date.min, until=date.max, selected=())
            for key in ("agenda", "day"):
                hands.context.scroll_to(key, 0)

        return run

    return choice_dialog(
        tr("Change view"),
        [tr(name) for _, name in VIEWS],
        numbers.index(hands.state.view),
        [choose(view) for view in numbers],
        Choice(tr("Cancel"), hands.close),
    )


def _go_to_date(hands: Main) -> Overlay:
    state = hands.state
    pick = state.pick or DatePick(state.day)

    def go(day: date) -> None:
        hands.set(day=day, since=day, dialog="", pick=None)
        hands.context.scroll_to("agenda", 0)
        hands.context.scroll_to("day", 0)

    return date_picker(
        hands.context,
        pick,
        lambda changed: hands.set(pick=changed),
        go,
        lambda: hands.set(dialog="", pick=None),
        first_weekday=number(hands.context, "first_day_of_week"),
    )


def _filter(hands: Main) -> Overlay:
    """Types ticked are shown."""
    tr, state = hands.tr, hands.state
    types = event_types(hands.context)

    def turn(kind: int) -> Callable[[], None]:
        return lambda: hands.set(types=toggled(state.types, kind))

    def accept() -> None:
        hidden = [str(kind.id) for kind in types if kind.id not in state.types]
        prefer(hands.context, "hidden_types", ",".join(hidden))
        hands.close()

    rows = []
    for kind in types:
        spot = View(
            box=Box(width=20.0, height=20.0),
            surface=Surface(colour_text(kind.colour), radius=10.0),
            important=False,
        )
        rows.append(
            tile(
                tr(kind.title),
                leading=checkbox(kind.id in state.types, resource_id="filter_event_type_checkbox"),
                trailing=(spot,),
                on_tap=turn(kind.id),
                look=TileLook(title_id="filter_event_type_title", gap=20.0, padding=(24.0, 12.0, 24.0, 12.0)),
            )
        )
    body = View("ListView", "filter_event_types_list", box=FULL_WIDTH, children=rows)
    if len(rows) > 7:
        body.box = replace(body.box, height=400.0)
        body.scroll = "filter_event_types_list"
    return dialog(
        tr("Filter events by type"),
        (body,),
        accept=Choice(tr("OK"), accept),
        cancel=Choice(tr("Cancel"), hands.close),
    )


_OVERLAYS: dict[str, Callable[[Main], Overlay]] = {
    "menu": _menu,
    "views": _views,
    "date": _go_to_date,
    "filter": _filter,
    "delete": delete_dialog,
    "export": export_dialog,
    "import": import_dialog,
}
