"""What several pages of Pro Expense are made of: their bar, cards, rows of expenses, an expense's details."""

from collections.abc import Sequence

from device.phone.apps.expense.category import category_badge
from device.phone.apps.expense.money import amount_text
from device.phone.apps.expense.state import MAIN, Hands, LogState, PageState, local_at
from device.phone.apps.expense.store import Record, delete_records, record
from device.phone.system.timetext import clock_text, date_text, month_day_text
from device.phone.toolkit.still import alike, fixed, still
from device.phone.toolkit.view import FILL, Handler, Overlay, View
from device.phone.widget import button, icon_button, sheet, top_bar

Page = Hands[PageState] | Hands[LogState]
ROW = 64.0


def bar(hands: Page, title: str, actions: Sequence[View] = (), subtitle: str = "") -> View:
    """The bar of a page the drawer leads to."""
    made = top_bar(
        title,
        on_back=lambda: hands.set(drawer=True),
        back_icon="menu",
        back_label=hands.tr("Open drawer"),
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
        width=FILL,
        margin=(16.0, 8.0, 16.0, 8.0),
        padding=(padding, padding, padding, padding),
        radius=12.0,
        background="surface_container_low",
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


def signed(found: Record) -> str:
    """The amount, income with a plus."""
    return f"+{amount_text(found.cents)}" if found.is_income else amount_text(found.cents)


def record_row(
    hands: Page, found: Record, on_tap: Handler, on_hold: Handler | None = None, *, chosen: bool = False
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
            fixed("ImageView", "imv_check", icon="check_circle", colour="primary", icon_filled=True),
        )
    high = ROW * max(1.0, hands.context.font_scale)
    row = View(
        "RelativeLayout",
        "cd_expense",
        axis="row",
        width=FILL,
        height=high,
        align="center",
        gap=12.0,
        padding=(16.0, 0.0, 16.0, 0.0),
        selected=chosen,
        background="secondary_container" if chosen else "",
        on_tap=on_tap,
        on_long_press=on_hold,
        children=parts,
    )
    row.still = alike("record", parts, chosen, high, on_hold is None)
    return row


@still
def _words(name: str, moment: str) -> View:
    title = View("TextView", "tv_name", name, style="title_small", max_lines=1)
    when = View("TextView", "tv_date", moment, style="body_small", colour="on_surface_variant", max_lines=1)
    return View(weight=1.0, gap=2.0, children=(title, when), important=False)


@still
def _amount(text: str, currency: str, colour: str) -> View:
    amount = View("TextView", "tv_amount", text, style="title_small", colour=colour, max_lines=1)
    code = View("TextView", "tv_currency_symbol", currency, style="label_small", max_lines=1)
    code.colour = "on_surface_variant"
    return View("LinearLayout", "linear_amount", axis="row", align="center", gap=4.0, children=(amount, code))


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


def _detail(hands: Page, found: Record) -> Overlay:
    tr = hands.tr

    def edit() -> None:
        hands.close()
        hands.context.start(MAIN, page="entry", id=found.id)

    name = fixed("TextView", "tv_name_value", found.name, style="title_medium", weight=1.0, max_lines=2)
    delete = icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="btn_delete")
    head = View(axis="row", width=FILL, align="center", gap=12.0, important=False)
    head.children = (category_badge(tr, found.category, 48.0), name, delete)
    amount = f"{signed(found)} {hands.currency.code}"
    box = card(
        head,
        _line("tv_amount", tr("Amount"), "tv_amount_value", amount),
        _line("tv_date", tr("Date"), "tv_date_value", moment_text(hands, found.modified_ms, time=True)),
        _line("tv_note", tr("Note"), "tv_note_value", found.note),
        resource_id="cd_info",
    )
    box.background, box.gap = "surface_container_high", 8.0
    change = button(tr("EDIT"), edit, kind="outlined", icon="edit", resource_id="btn_edit")
    foot = View(width=FILL, align="center", padding=(0.0, 8.0, 0.0, 0.0), children=(change,), important=False)
    return closable(tr("Expense Detail"), (box, foot), hands)


def _line(label_id: str, label: str, value_id: str, value: str) -> View:
    """A label and what it says."""
    head = fixed("TextView", label_id, label, style="body_medium", colour="on_surface_variant", width=88.0)
    text = fixed("TextView", value_id, value, style="body_large", weight=1.0)
    return View(axis="row", width=FILL, gap=8.0, children=(head, text), important=False)


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
    items = fixed("TextView", "tv_items", count, style="title_medium")
    words = fixed("TextView", "tv_delete_description", tr("will be deleted!"), style="body_large")
    line = View("LinearLayout", axis="row", gap=8.0, align="center", children=(items, words))
    sure = button(tr("CONFIRM"), delete, kind="error", resource_id="btn_confirm")
    foot = View(width=FILL, align="center", padding=(0.0, 8.0, 0.0, 0.0), children=(sure,), important=False)
    return closable(tr("Delete Items"), (card(line, resource_id="cv_description_bg"), foot), hands)


def closable(title: str, body: Sequence[View], hands: Page) -> Overlay:
    """A sheet with its title beside the arrow that closes it."""
    words = fixed("TextView", "tv_title", title, style="title_large", weight=1.0, max_lines=1)
    shut = icon_button("keyboard_arrow_down", hands.tr("Close"), hands.close, resource_id="btn_close")
    head = View(axis="row", width=FILL, align="center", padding=(24.0, 0.0, 12.0, 4.0), important=False)
    head.children = (words, shut)
    return sheet("", (head, *body), hands.close)


def empty_log(hands: Page) -> View:
    """What stands where expenses would be."""
    return View(
        "RelativeLayout",
        "layout_no_data",
        width=FILL,
        gap=12.0,
        align="center",
        padding=(32.0, 48.0, 32.0, 48.0),
        children=(
            fixed("ImageView", "imv_no_expense", icon="receipt_long", icon_size=64.0, colour="outline"),
            fixed("TextView", "tv_no_expense_logs", hands.tr("No Expense Logs"), style="title_medium"),
        ),
    )
