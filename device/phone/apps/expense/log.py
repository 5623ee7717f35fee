"""Everything, by days: looked at, selected, pushed aside, deleted, filtered."""

from dataclasses import replace
from datetime import date

from device.phone.apps.activity import toggled
from device.phone.apps.expense.filter import filter_overlay, span_text
from device.phone.apps.expense.part import ROW, bar, confirm_delete, empty_log, record_overlay, record_row
from device.phone.apps.expense.state import ExpenseActivity, LogState, local_at, within
from device.phone.apps.expense.store import ExpenseRecord, records
from device.phone.apps.provider.moment import day_of
from device.phone.toolkit.still import fixed, own
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, Box, Flow, Icon, Surface, Text
from device.phone.widget import Back, icon_button, long_scroll, page, top_bar

_DELETE_WIDTH = 88.0
Log = ExpenseActivity[LogState]


def show_log(hands: Log) -> Screen:
    """Headings of days with their expenses below them."""
    context, state, tr = hands.context, hands.state, hands.tr
    found = listed(hands)
    zone = hands.context.clock.timezone
    slots: list[date | ExpenseRecord] = []
    last = None
    for one in found:
        day = local_at(one.modified_ms, zone).date()
        if day != last:
            slots.append(day)
        slots.append(one)
        last = day
    if not found:
        body = View(box=Box(width=FILL, weight=1.0), children=(empty_log(hands),), important=False)
    else:
        body = long_scroll(
            context,
            "log",
            len(slots),
            lambda place: _slot(hands, slots[place], slots[min(place + 1, len(slots) - 1)]),
            row_height=ROW,
            resource_id="rv_expense",
        )
    head = _selection(hands) if state.selected else _bar(hands, found)
    return Screen(page(head, body), overlay=_overlay(hands), title=tr("Expense Logs"))


def listed(hands: Log) -> list[ExpenseRecord]:
    """The expenses the filter lets through, in the order it asks for."""
    span = hands.state.span
    found = [one for one in records(hands.context) if within(span, one, hands.context)]
    return found[::-1] if span.oldest_first else found


def _overlay(hands: Log) -> Overlay | None:
    if hands.state.dialog == "selected":
        return confirm_delete(hands, hands.state.selected)
    return record_overlay(hands) or filter_overlay(hands)


# -- bars ------------------------------------------------------------------------------------------------
def _bar(hands: Log, found: list[ExpenseRecord]) -> View:
    tr, state = hands.tr, hands.state
    choose = icon_button(
        "filter_list",
        tr("Filter"),
        lambda: hands.set(dialog="filter", draft=state.span, first=0),
        resource_id="filter",
        class_name="Button",
    )
    return bar(hands, tr("Expense Logs"), (choose,), span_text(hands, found) if found else "")


def _selection(hands: Log) -> View:
    tr, count = hands.tr, len(hands.state.selected)
    delete = icon_button(
        "delete", tr("Delete"), lambda: hands.open("selected"), resource_id="delete", class_name="Button"
    )
    made = top_bar(
        tr("1 item") if count == 1 else tr("{} items").format(count),
        back=Back(lambda: hands.set(selected=()), tr("Navigate up")),
        actions=(delete,),
        background="surface_container_high",
    )
    made.resource_id = "tb_expense"
    return made


# -- rows ------------------------------------------------------------------------------------------------
def _slot(hands: Log, slot: date | ExpenseRecord, after: date | ExpenseRecord) -> View:
    """A row, or the heading of the day of the row after it."""
    if isinstance(slot, ExpenseRecord):
        return _row(hands, slot)
    text = day_of(hands.context, after.modified_ms) if isinstance(after, ExpenseRecord) else ""
    words = fixed("TextView", "tv_date", Text(text, style="label_large", colour="primary"))
    return View(
        "FrameLayout",
        box=Box(width=FILL, height=ROW, padding=(16.0, 0.0, 16.0, 8.0)),
        flow=Flow(justify="end"),
        children=(words,),
    )


def _row(hands: Log, found: ExpenseRecord) -> View:
    state = hands.state
    chosen = found.id in state.selected

    def turn() -> None:
        hands.set(selected=toggled(state.selected, found.id), swiped=0)

    def tap() -> None:
        if state.selected:
            turn()
        elif state.swiped:
            hands.set(swiped=0)
        else:
            hands.set(dialog="detail", chosen=found.id)

    def swiped(way: int) -> None:
        """To the left: Delete shows; to the right: the row is selected, or goes back."""
        if way > 0 and not state.selected:
            hands.set(swiped=found.id)
        elif way < 0 and state.swiped == found.id:
            hands.set(swiped=0)
        elif way < 0:
            turn()

    row = record_row(hands, found, tap, turn, chosen=chosen)
    row.pager = replace(row.pager, on_page=swiped)
    if state.swiped == found.id:
        own(row)
        row.box = replace(row.box, width=None, weight=1.0)
        return View(
            box=Box(width=FILL, height=ROW),
            flow=Flow("row"),
            children=(row, _aside(hands, found)),
            important=False,
        )
    return row


def _aside(hands: Log, found: ExpenseRecord) -> View:
    """What a row pushed to the left uncovers."""
    sign = fixed("ImageView", "imv_delete_icon", icon=Icon("delete", "on_error"))
    words = fixed("TextView", "tv_undo", Text(hands.tr("Delete"), style="label_medium", colour="on_error"))
    return View(
        "FrameLayout",
        "fl_back",
        box=Box(width=_DELETE_WIDTH, height=ROW),
        flow=CENTRED,
        surface=Surface("error"),
        on_tap=lambda: hands.set(dialog="delete", chosen=found.id),
        children=(sign, words),
    )
