"""What stands ready: bills, standing orders, payees."""

from functools import partial

from device.phone.apps.bank.iban import grouped, masked
from device.phone.apps.bank.ledger import BankBill, delete_order, delete_payee
from device.phone.apps.bank.part import shown
from device.phone.apps.bank.payform import PERIODS, pay_bill, start_transfer
from device.phone.apps.bank.state import BankActivity
from device.phone.apps.dollar import dollars
from device.phone.apps.provider.moment import calendar_day, short_moment
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import Text
from device.phone.widget import Choice, TileLook, alert, button, empty, icon_button, section, tile


def show_bills(hands: BankActivity) -> Screen:
    """Those to pay, then those that were."""
    tr = hands.tr
    due = [one for one in hands.ledger.bills if not one.paid_ms]
    paid = [one for one in hands.ledger.bills if one.paid_ms]
    parts: list[View] = [_bill(hands, one) for one in due]
    if paid:
        parts += [section(tr("Paid")), *(_bill(hands, one) for one in paid)]
    return shown(hands, tr("Bills"), *(parts or (empty("receipt_long", tr("No bills")),)))


def _bill(hands: BankActivity, one: BankBill) -> View:
    tr, context = hands.tr, hands.context
    if one.paid_ms:
        below = tr("Paid on {}").format(calendar_day(context, one.paid_ms))
        trailing = fixed("TextView", text=Text(dollars(one.cents), style="title_small"))
        return tile(
            one.name,
            below,
            icon="check_circle",
            trailing=(trailing,),
            resource_id="paid_bill",
            look=TileLook(gap=16.0),
        )
    below = (
        f"{dollars(one.cents)} · {tr('due {}').format(short_moment(context, one.due_ms))}\n{one.reference}"
    )
    act = button(tr("Pay"), lambda: pay_bill(hands, one), kind="tonal", resource_id="pay_bill")
    return tile(
        one.name, below, icon="receipt_long", trailing=(act,), resource_id="bill_row", look=TileLook(gap=16.0)
    )


def show_orders(hands: BankActivity) -> Screen:
    """Every standing order, and the way to a new one."""
    tr, known = hands.tr, hands.ledger
    rows = []
    for one in known.orders:
        often = (
            f"{tr(PERIODS[one.period])} · {tr('next {}').format(short_moment(hands.context, one.next_ms))}"
        )
        gone = icon_button(
            "delete",
            tr("Delete standing order to {}").format(one.name),
            partial(hands.ask, "order", one.id),
            resource_id="delete_order",
        )
        below = f"{dollars(one.cents)} · {often}\n{one.reference}".strip()
        rows.append(
            tile(
                one.name,
                below,
                icon="event_repeat",
                trailing=(gone,),
                resource_id="order_row",
                look=TileLook(gap=16.0),
            )
        )
    new = tile(
        tr("New standing order"),
        icon="add",
        on_tap=lambda: start_transfer(hands, "payee", period="month"),
        resource_id="new_order",
    )
    return shown(hands, tr("Standing orders"), *rows, new, overlay=_ask(hands, "order"))


def show_payees(hands: BankActivity) -> Screen:
    """Everybody whose number was kept."""
    tr = hands.tr
    rows = []
    for one in hands.ledger.payees:
        gone = icon_button(
            "delete",
            tr("Delete {}").format(one.name),
            partial(hands.ask, "payee", one.id),
            resource_id="delete_payee",
        )
        rows.append(
            tile(
                one.name,
                grouped(one.iban),
                icon="person",
                trailing=(gone,),
                on_tap=partial(_pay_to, hands, one.name, one.iban),
                resource_id="payee_row",
                look=TileLook(gap=16.0),
            )
        )
    new = tile(tr("To a new payee"), icon="person_add", on_tap=lambda: start_transfer(hands, "new"))
    return shown(hands, tr("Payees"), *rows, new, overlay=_ask(hands, "payee"))


def _pay_to(hands: BankActivity, name: str, iban: str) -> None:
    start_transfer(hands, "payee")
    hands.change(name=name, iban=iban)


def _ask(hands: BankActivity, kind: str) -> Overlay | None:
    """Before something is forgotten."""
    tr, state, known = hands.tr, hands.state, hands.ledger
    if state.dialog != kind:
        return None
    if kind == "order":
        order = next((one for one in known.orders if one.id == state.about), None)
        title, below = (
            tr("Delete this standing order?"),
            f"{order.name}, {dollars(order.cents)}" if order else "",
        )
    else:
        payee = next((one for one in known.payees if one.id == state.about), None)
        title, below = tr("Delete this payee?"), f"{payee.name}, {masked(payee.iban)}" if payee else ""

    def accept() -> None:
        if not hands.reached():
            return
        (delete_order if kind == "order" else delete_payee)(hands.context, state.about)
        hands.close()

    return alert(title, below, accept=Choice(tr("Delete"), accept), cancel=Choice(tr("Cancel"), hands.close))
