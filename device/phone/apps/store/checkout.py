"""Buying: the sheet that asks once more, and the page where a basket is paid for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from device.phone.apps.dollar import dollars
from device.phone.apps.store.account import Voucher
from device.phone.apps.store.catalog import product
from device.phone.apps.store.order import StoreBill, bill_for, place_order
from device.phone.apps.store.part import foot_bar, line_of, shown, text
from device.phone.apps.store.state import CODE, StoreActivity
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Input, Text
from device.phone.widget import (
    Choice,
    button,
    choice_dialog,
    divider,
    radio_tile,
    section,
    sheet,
    text_field,
    tile,
)

WAYS = {"standard": "Standard, 3 to 5 days", "express": "Express, tomorrow", "pickup": "Pick up at a locker"}


def place(hands: StoreActivity, things: Mapping[int, int]) -> None:
    """Order, and show the order; or say what is missing."""
    state, tr = hands.state, hands.tr
    if not hands.reached():
        return
    if not hands.mine.addresses:
        hands.say(tr("Add an address first"))
        return
    if not hands.mine.payments:
        hands.say(tr("Add a payment method first"))
        return
    number = place_order(
        hands.context,
        things,
        address=state.address,
        payment=state.payment,
        delivery=state.delivery,
        voucher=state.voucher,
    )
    if not number:
        hands.say(tr("The balance does not cover this order"))
        return
    hands.context.toast(tr("Order placed, thank you!"))
    if state.page == "checkout":
        hands.context.finish()
    hands.go("order", number)


def confirm_sheet(hands: StoreActivity, things: Mapping[int, int], name: str) -> Overlay:
    """What is bought, where it goes, how it is paid, and the button that does it."""
    tr, mine, state = hands.tr, hands.mine, hands.state
    where, purse = mine.address(state.address), mine.payment(state.payment)
    bill = bill_for(hands.context, things, state.delivery, state.voucher)
    rows = [
        text(name, "title_medium", "on_surface"),
        tile(
            tr("Deliver to"),
            str(where) if where else tr("None yet"),
            icon="location_on",
            on_tap=lambda: hands.go("addresses"),
        ),
        tile(
            tr("Pay with"),
            str(purse) if purse else tr("None yet"),
            icon="credit_card",
            on_tap=lambda: hands.go("payments"),
        ),
        *bill_lines(hands, bill),
    ]
    order = button(tr("Place your order"), lambda: place(hands, things), resource_id="place_order")
    order.box = replace(order.box, width=FILL, margin=(24.0, 12.0, 24.0, 0.0))
    made = sheet(tr("Confirm your order"), (*rows, order), hands.close)
    made.view.scroll = "sheet"
    return made


def bill_lines(hands: StoreActivity, bill: StoreBill) -> list[View]:
    """The sum, line by line."""
    tr = hands.tr
    lines = [
        line_of(tr("Items"), dollars(bill.goods)),
        line_of(tr("Delivery"), dollars(bill.delivery) if bill.delivery else tr("Free")),
    ]
    if bill.discount:
        lines.append(line_of(tr("Voucher"), dollars(-bill.discount)))
    return [*lines, line_of(tr("Total"), dollars(bill.total), strong=True, name="order_total")]


# -- the page --------------------------------------------------------------------------------------------
def show_checkout(hands: StoreActivity) -> Screen:
    """All that an order needs, of what is in the basket."""
    tr, state = hands.tr, hands.state
    things = {n: count for n, count in hands.mine.basket.items() if product(hands.context, n)}
    bill = bill_for(hands.context, things, state.delivery, state.voucher)
    parts = [
        *_where(hands),
        *_ways(hands, things),
        *_purse(hands),
        section(tr("Voucher")),
        _voucher_row(hands),
        section(tr("Items")),
    ]
    for number, count in things.items():
        found = product(hands.context, number)
        if found is not None:
            parts.append(line_of(f"{count} × {found.name}", dollars(found.cents * count)))
    parts += [divider(), *bill_lines(hands, bill)]
    order = button(
        tr("Place your order"), lambda: place(hands, things), resource_id="place_order", weight=1.0
    )
    order.enabled = bool(things)
    total = fixed("TextView", "checkout_total", Text(dollars(bill.total), style="title_large"))
    screen = shown(hands, tr("Checkout"), *parts, foot=foot_bar(total, order))
    return Screen(screen.content, overlay=_overlay(hands), title=screen.title)


def _where(hands: StoreActivity) -> list[View]:
    """The address it goes to."""
    tr, where = hands.tr, hands.mine.address(hands.state.address)
    row = tile(
        where.name if where else tr("Add an address"),
        str(where) if where else "",
        icon="location_on",
        on_tap=lambda: hands.ask("address") if where else hands.go("editaddress"),
        resource_id="choose_address",
    )
    return [section(tr("Deliver to")), row]


def _ways(hands: StoreActivity, things: Mapping[int, int]) -> list[View]:
    """How quick it comes, and what that costs."""
    tr = hands.tr
    parts: list[View] = [section(tr("Delivery"))]
    for key, label in WAYS.items():
        cost = bill_for(hands.context, things, key).delivery
        parts.append(
            radio_tile(
                tr(label),
                key == hands.state.delivery,
                partial(hands.set, delivery=key),
                summary=dollars(cost) if cost else tr("Free"),
            )
        )
    return parts


def _purse(hands: StoreActivity) -> list[View]:
    """What it is paid with."""
    tr, purse = hands.tr, hands.mine.payment(hands.state.payment)
    row = tile(
        str(purse) if purse else tr("Add a payment method"),
        icon="credit_card",
        on_tap=lambda: hands.ask("payment") if purse else hands.go("addcard"),
        resource_id="choose_payment",
    )
    return [section(tr("Pay with")), row]


def _voucher_row(hands: StoreActivity) -> View:
    """A field for a code, or the one that is used, with a cross."""
    tr, held = hands.tr, hands.mine.vouchers.get(hands.state.voucher)
    if held is not None:
        take = button(tr("Take off"), lambda: hands.set(voucher=""), kind="text", resource_id="voucher_off")
        return tile(held.code, held.title, icon="local_offer", trailing=(take,))
    use = button(tr("Apply"), lambda: _use(hands), kind="tonal", resource_id="voucher_apply")
    return text_field(
        Input(CODE, tr("Voucher code"), on_submit=lambda: _use(hands)),
        hands.context.text(CODE),
        resource_id="voucher_code",
        trailing=(use,),
        error=tr("This code cannot be used for this order") if "voucher" in hands.state.wrong else "",
    )


def usable(hands: StoreActivity, code: str) -> Voucher | None:
    """A voucher that takes something off what is in the basket; None for none such."""
    held = hands.mine.vouchers.get(code.strip().upper())
    goods = bill_for(hands.context, hands.mine.basket).goods
    return held if held is not None and held.off(goods) else None


def _use(hands: StoreActivity) -> None:
    held = usable(hands, hands.context.text(CODE))
    hands.context.focus("")
    hands.set(voucher=held.code if held else "", wrong=() if held else ("voucher",))


def _overlay(hands: StoreActivity) -> Overlay | None:
    tr, mine, state = hands.tr, hands.mine, hands.state
    cancel = Choice(tr("Cancel"), hands.close)
    if state.dialog == "address":
        more = Choice(tr("Add an address"), lambda: hands.go("editaddress"))
        labels = [str(one) for one in mine.addresses]
        now = mine.addresses.index(chosen) if (chosen := mine.address(state.address)) else -1
        take = [partial(hands.set, address=one.id, dialog="") for one in mine.addresses]
        return choice_dialog(tr("Deliver to"), labels, now, take, cancel, more)
    if state.dialog == "payment":
        more = Choice(tr("Add a card"), lambda: hands.go("addcard"))
        names = [
            f"{one} {dollars(one.balance_cents)}" if one.kind == "balance" else str(one)
            for one in mine.payments
        ]
        at = mine.payments.index(purse) if (purse := mine.payment(state.payment)) else -1
        pick = [partial(hands.set, payment=one.id, dialog="") for one in mine.payments]
        return choice_dialog(tr("Pay with"), names, at, pick, cancel, more)
    return None
