"""Orders: all of them, and one with what can still be done about it."""

from dataclasses import replace
from functools import partial

from device.phone.apps.dollar import dollars
from device.phone.apps.provider.moment import calendar_day, short_moment
from device.phone.apps.store.account import put_in_basket
from device.phone.apps.store.catalog import product
from device.phone.apps.store.checkout import WAYS, bill_lines
from device.phone.apps.store.order import (
    DELIVERED,
    PLACED,
    StoreBill,
    StoreItem,
    StoreOrder,
    cancel_order,
    history,
    return_item,
)
from device.phone.apps.store.part import line_of, picture_of, shown, text
from device.phone.apps.store.state import StoreActivity
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    alert,
    button,
    choice_dialog,
    divider,
    empty,
    long_scroll,
    page,
    section,
    tile,
    top_bar,
)

STATES = {
    "placed": "Preparing",
    "shipped": "On its way",
    "delivered": "Delivered",
    "cancelled": "Cancelled",
    "returned": "Return requested",
}
REASONS = ("It does not fit", "It is broken", "Not as described", "I changed my mind")
_ROW = 88.0


def show_orders(hands: StoreActivity) -> Screen:
    """Every order, newest first, purchases of apps among them."""
    tr, orders = hands.tr, history(hands.context).orders
    bar = top_bar(tr("Your orders"), back=Back(hands.context.finish, tr("Navigate up")))
    body: View = View(
        box=Box(width=FILL, weight=1.0),
        important=False,
        children=(empty("receipt_long", tr("No orders yet")),),
    )
    if orders:
        body = long_scroll(
            hands.context, "orders", len(orders), lambda place: _row(hands, orders[place]), row_height=_ROW
        )
    return Screen(page(bar, body), title=tr("Your orders"))


def _row(hands: StoreActivity, order: StoreOrder) -> View:
    items = history(hands.context).items.get(order.id, ())
    first = items[0].name if items else order.number
    more = f" +{len(items) - 1}" if len(items) > 1 else ""
    below = f"{hands.tr(STATES[order.state])} · {short_moment(hands.context, order.placed_ms)}"
    found = product(hands.context, items[0].product) if items else None
    total = fixed("TextView", "order_total", Text(dollars(order.total_cents), style="label_large"))
    return tile(
        first + more,
        below,
        leading=picture_of(found, 48.0) if found else None,
        trailing=(total,),
        on_tap=lambda: hands.go("order", order.id),
        resource_id="order_row",
        look=TileLook(title_lines=1, summary_lines=1, gap=16.0),
    )


def show_order(hands: StoreActivity) -> Screen:
    """One order."""
    tr, known = hands.tr, history(hands.context)
    order = next((one for one in known.orders if one.id == hands.state.id), None)
    if order is None:
        return shown(hands, tr("Order"), empty("receipt_long", tr("No orders yet")))
    parts: list[View] = [
        text(tr(STATES[order.state]), "headline_small", "on_surface", "order_state"),
        text(tr("Order {}").format(order.number), name="order_number"),
        text(tr("Placed on {}").format(calendar_day(hands.context, order.placed_ms))),
        section(tr("Items")),
    ]
    for item in known.items.get(order.id, ()):
        parts.append(_item(hands, order, item))
    parts += [
        divider(),
        *bill_lines(hands, StoreBill(order.goods_cents, order.delivery_cents, order.discount_cents)),
    ]
    parts.append(line_of(tr("Pay with"), order.payment))
    if order.voucher:
        parts.append(line_of(tr("Voucher code"), order.voucher))
    if order.address:
        parts += [section(tr("Deliver to")), text(order.address, "body_large", "on_surface", "order_address")]
        parts.append(text(tr(WAYS.get(order.delivery, "")) if order.delivery in WAYS else ""))
    parts += _doing(hands, order)
    screen = shown(hands, tr("Order details"), *parts)
    return Screen(screen.content, overlay=_overlay(hands, order), title=screen.title)


def _doing(hands: StoreActivity, order: StoreOrder) -> list[View]:
    """What can be done about it as a whole."""
    tr = hands.tr
    acts = []
    if order.state == PLACED:
        acts.append(
            button(
                tr("Cancel order"), lambda: hands.ask("cancel"), kind="outlined", resource_id="cancel_order"
            )
        )
    if order.kind == "goods":
        acts.append(
            button(tr("Buy again"), lambda: _again(hands, order), kind="tonal", resource_id="buy_again")
        )
    for act in acts:
        act.box = replace(act.box, width=FILL, margin=(24.0, 12.0, 24.0, 0.0))
    return acts


def _again(hands: StoreActivity, order: StoreOrder) -> None:
    """Everything of it into the basket; nothing is bought yet."""
    for item in history(hands.context).items.get(order.id, ()):
        put_in_basket(hands.context, item.product, hands.mine.basket.get(item.product, 0) + item.quantity)
    hands.say(hands.tr("Added to your basket"))


def _item(hands: StoreActivity, order: StoreOrder, item: StoreItem) -> View:
    tr, found = hands.tr, product(hands.context, item.product)
    below = f"{item.quantity} × {dollars(item.cents)}"
    if item.returned:
        below += f" · {tr('Return requested')}: {tr(item.returned)}"
    trailing: tuple[View, ...] = ()
    if order.state == DELIVERED and order.kind == "goods" and not item.returned:
        trailing = (
            button(
                tr("Return"), lambda: hands.ask("return", item.id), kind="text", resource_id="return_item"
            ),
        )
    return tile(
        item.name,
        below,
        leading=picture_of(found, 48.0) if found else None,
        trailing=trailing,
        on_tap=lambda: hands.go("app" if found and found.is_app else "product", item.product),
        resource_id="order_item",
        look=TileLook(gap=16.0),
    )


def _overlay(hands: StoreActivity, order: StoreOrder) -> Overlay | None:
    tr, state = hands.tr, hands.state
    if state.dialog == "cancel":

        def cancel() -> None:
            if not hands.reached():
                return
            done = cancel_order(hands.context, order.id)
            hands.say(
                tr("Your order was cancelled") if done else tr("This order cannot be cancelled any more")
            )

        return alert(
            tr("Cancel this order?"),
            tr("You get back {}.").format(dollars(order.total_cents)),
            accept=Choice(tr("Cancel order"), cancel),
            cancel=Choice(tr("Keep order"), hands.close),
        )
    if state.dialog == "return":

        def send_back(reason: str) -> None:
            if not hands.reached():
                return
            return_item(hands.context, state.about, reason)
            hands.say(tr("Your return was requested"))

        take = [partial(send_back, reason) for reason in REASONS]
        return choice_dialog(
            tr("Why do you return it?"),
            [tr(reason) for reason in REASONS],
            -1,
            take,
            Choice(tr("Cancel"), hands.close),
        )
    return None
