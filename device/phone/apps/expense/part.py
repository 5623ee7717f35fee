"""What several pages of Pro Expense are made of: their bar, cards, rows of expenses, an expense's details."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.expense.category import category_badge
from device.phone.apps.expense.money import amount_text
from device.phone.apps.expense.state import MAIN, ExpenseActivity, ExpensePageState, LogState, local_at
from device.phone.apps.expense.store import ExpenseRecord, delete_records, record
from device.phone.system.timetext import clock_text, date_text, month_day_text
from device.phone.toolkit.still import alike, fixed, still
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import (
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import Back, button, icon_button, sheet, top_bar

Page = ExpenseActivity[ExpensePageState] | ExpenseActivity[LogState]
ROW = 64.0


def bar(hands: Page, title: str, actions: Sequence[View] = (), subtitle: str = "") -> View:
    """The bar of a page the drawer leads to."""
    made = top_bar(
        title,
        back=Back(lambda: hands.set(drawer=True), hands.tr("Open drawer"), "menu"),
        actions=actions,
        subtitle=subtitle,
    )
    made.resource_id = "toolbar"
    return made


def card(*children: View, resource_id: str = "", padding: float = 16.0) -> View:
    """A raised box as wide as the page."""
    return View(
        "androidx.cardview.widget.CardView",
        resource_id,
        box=Box(width=FILL, padding=(padding, padding, padding, padding), margin=(16.0, 8.0, 16.0, 8.0)),
        surface=Surface("surface_container_low", radius=12.0),
        children=children,
    )


def moment_text(hands: Page, date_ms: int, *, time: bool = False) -> str:
    """As "Today 15:34", "Yesterday 9:05 PM", "Oct 12" or "Oct 12, 2022"; `time` adds it to those as well."""
    tr = hands.tr
    local = local_at(date_ms, hands.context.clock.timezone)
    ago = (hands.today - local.date()).days
    clock = clock_text(hands.context, local.hour, local.minute) if time or ago in (0, 1) else ""
    if ago in (0, 1):
        return f"{tr('Yesterday') if ago else tr('Today')} {clock}"
    written = month_day_text if local.year == hands.today.year else date_text
    day = written(tr, local.date(), short=True)
    return f"{day} {clock}" if time else day


def signed(found: ExpenseRecord) -> str:
    """The amount, income with a plus."""
    return f"+{amount_text(found.cents)}" if found.is_income else amount_text(found.cents)


def record_row(
    hands: Page,
    found: ExpenseRecord,
    on_tap: Handler,
    on_hold: Handler | None = None,
    *,
    chosen: bool = False,
) -> View:
    """Picture, name over date, amount and currency; a mark on one that is chosen."""
    parts: tuple[View, ...] = (
        category_badge(hands.tr, found.category),
        _words(found.name, moment_text(hands, found.modified_ms)),
        _amount(signed(found), hands.currency.code, "success" if found.is_income else "on_surface"),
    )
    if chosen:
        parts = (
            *parts,
            fixed("ImageView", "imv_check", icon=Icon("check_circle", "primary", filled=True)),
        )
    high = ROW * max(1.0, hands.context.font_scale)
    row = View(
        "RelativeLayout",
        "cd_expense",
        box=Box(width=FILL, height=high, padding=(16.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface("secondary_container" if chosen else ""),
        selected=chosen,
        on_tap=on_tap,
        on_long_press=on_hold,
        children=parts,
    )
    row.still = alike("record", parts, chosen, high, on_hold is None)
    return row


@still
def _words(name: str, moment: str) -> View:
    title = View("TextView", "tv_name", Text(name, style="title_small", max_lines=1))
    when = View(
        "TextView", "tv_date", Text(moment, style="body_small", colour="on_surface_variant", max_lines=1)
    )
    return View(box=GROWING, flow=Flow(gap=2.0), children=(title, when), important=False)


@still
def _amount(text: str, currency: str, colour: str) -> View:
    amount = View("TextView", "tv_amount", Text(text, style="title_small", colour=colour, max_lines=1))
    code = View(
        "TextView",
        "tv_currency_symbol",
        Text(currency, style="label_small", colour="on_surface_variant", max_lines=1),
    )
    return View(
        "LinearLayout", "linear_amount", flow=Flow("row", gap=4.0, align="center"), children=(amount, code)
    )


# -- sheets ----------------------------------------------------------------------------------------------
def record_overlay(hands: Page) -> Overlay | None:
    """The details of the chosen expense, or the question before it is deleted."""
    found = record(hands.context, hands.state.chosen)
    if found is None:
        return None
    if hands.state.dialog == "detail":
        return _detail(hands, found)
    if hands.state.dialog == "delete":
        return confirm_delete(hands, (found.id,))
    return None


def _detail(hands: Page, found: ExpenseRecord) -> Overlay:
    tr = hands.tr

    def edit() -> None:
        hands.close()
        hands.context.start(MAIN, page="entry", id=found.id)

    name = fixed(
        "TextView", "tv_name_value", Text(found.name, style="title_medium", max_lines=2), box=GROWING
    )
    delete = icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="btn_delete")
    head = View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=12.0, align="center"),
        important=False,
        children=(category_badge(tr, found.category, 48.0), name, delete),
    )
    amount = f"{signed(found)} {hands.currency.code}"
    box = card(
        head,
        _line("tv_amount", tr("Amount"), "tv_amount_value", amount),
        _line("tv_date", tr("Date"), "tv_date_value", moment_text(hands, found.modified_ms, time=True)),
        _line("tv_note", tr("Note"), "tv_note_value", found.note),
        resource_id="cd_info",
    )
    box.surface = replace(box.surface, background="surface_container_high")
    box.flow = replace(box.flow, gap=8.0)
    change = button(tr("EDIT"), edit, kind="outlined", icon="edit", resource_id="btn_edit")
    foot = View(
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 0.0)),
        flow=Flow(align="center"),
        children=(change,),
        important=False,
    )
    return closable(tr("Expense Detail"), (box, foot), hands)


def _line(label_id: str, label: str, value_id: str, value: str) -> View:
    """A label and what it says."""
    head = fixed(
        "TextView",
        label_id,
        Text(label, style="body_medium", colour="on_surface_variant"),
        box=Box(width=88.0),
    )
    text = fixed("TextView", value_id, Text(value, style="body_large"), box=GROWING)
    return View(box=FULL_WIDTH, flow=Flow("row", gap=8.0), children=(head, text), important=False)


def confirm_delete(hands: Page, numbers: tuple[int, ...]) -> Overlay:
    """What asks before expenses are deleted."""
    tr = hands.tr

    def delete() -> None:
        delete_records(hands.context, numbers)
        if isinstance(hands.state, LogState):
            hands.set(dialog="", selected=(), swiped=0)
        else:
            hands.close()
        hands.context.toast(tr("Item Deleted") if len(numbers) == 1 else tr("Items Deleted"))

    count = tr("1 item") if len(numbers) == 1 else tr("{} items").format(len(numbers))
    items = fixed("TextView", "tv_items", Text(count, style="title_medium"))
    words = fixed("TextView", "tv_delete_description", Text(tr("will be deleted!"), style="body_large"))
    line = View("LinearLayout", flow=Flow("row", gap=8.0, align="center"), children=(items, words))
    sure = button(tr("CONFIRM"), delete, kind="error", resource_id="btn_confirm")
    foot = View(
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 0.0)),
        flow=Flow(align="center"),
        children=(sure,),
        important=False,
    )
    return closable(tr("Delete Items"), (card(line, resource_id="cv_description_bg"), foot), hands)


def closable(title: str, body: Sequence[View], hands: Page) -> Overlay:
    """A sheet with its title beside the arrow that closes it."""
    words = fixed("TextView", "tv_title", Text(title, style="title_large", max_lines=1), box=GROWING)
    shut = icon_button("keyboard_arrow_down", hands.tr("Close"), hands.close, resource_id="btn_close")
    head = View(
        box=Box(width=FILL, padding=(24.0, 0.0, 12.0, 4.0)),
        flow=CENTRED_ROW,
        important=False,
        children=(words, shut),
    )
    return sheet("", (head, *body), hands.close)


def empty_log(hands: Page) -> View:
    """What stands where expenses would be."""
    return View(
        "RelativeLayout",
        "layout_no_data",
        box=Box(width=FILL, padding=(32.0, 48.0, 32.0, 48.0)),
        flow=Flow(gap=12.0, align="center"),
        children=(
            fixed("ImageView", "imv_no_expense", icon=Icon("receipt_long", "outline", size=64.0)),
            fixed("TextView", "tv_no_expense_logs", Text(hands.tr("No Expense Logs"), style="title_medium")),
        ),
    )
