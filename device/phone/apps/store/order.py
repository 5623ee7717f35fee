"""Orders: what they cost, placing, cancelling and returning them, and subscriptions that renew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from device.phone.apps.provider.reading import read_once, whole
from device.phone.apps.store.account import StoreAccount, account, put_in_basket, shop
from device.phone.apps.store.catalog import Offer, language, product
from device.phone.file.database import Database
from device.phone.system.context import Context

DELIVERIES: Mapping[str, int] = {"standard": 399, "express": 999, "pickup": 0}
"""Way of delivery -> what it costs in cents."""
FREE_FROM = 3_500
"""Standard delivery costs nothing from so many cents of goods on."""
DIGITAL = ("gift", "apps")
"""Categories of what nothing has to be carried for."""
PLACED, SHIPPED, DELIVERED, CANCELLED, RETURNED = "placed", "shipped", "delivered", "cancelled", "returned"
ACTIVE, ENDED = "active", "ended"
_DAY_MS = 86_400_000
_PERIODS = {"month": 30 * _DAY_MS, "year": 365 * _DAY_MS}
_MOST_RENEWALS = 24
"""Charged at once when the date jumps."""


@dataclass(frozen=True, slots=True)
class StoreBill:
    """What an order comes to, in cents."""

    goods: int
    delivery: int
    discount: int

    @property
    def total(self) -> int:
        """What is paid."""
        return self.goods + self.delivery - self.discount


class StoreItem(NamedTuple):
    """Something in an order."""

    id: int
    order: int
    product: int
    name: str
    cents: int
    quantity: int
    returned: str
    """Why it goes back; "" = it does not."""


class StoreOrder(NamedTuple):
    """One order; the fields are the columns of the table."""

    id: int
    number: str
    kind: str
    """goods, app, in_app or renewal"""
    placed_ms: int
    state: str
    address: str
    payment: str
    delivery: str
    goods_cents: int
    delivery_cents: int
    discount_cents: int
    total_cents: int
    voucher: str


class Subscription(NamedTuple):
    """A plan that is paid again and again until it is cancelled."""

    id: int
    product: int
    offer: int
    name: str
    cents: int
    period: str
    started_ms: int
    renews_ms: int
    trial: bool
    """Nothing was paid yet."""
    state: str
    payment: str


@dataclass(frozen=True, slots=True)
class History:
    """All that was bought."""

    orders: tuple[StoreOrder, ...]
    """Newest first."""
    items: Mapping[int, tuple[StoreItem, ...]]
    """By order."""
    subscriptions: tuple[Subscription, ...]


def history(context: Context) -> History:
    """As it is now."""
    return read_once(shop(context), _read)


def _read(database: Database) -> History:
    orders = []
    for row in database.rows("SELECT * FROM orders ORDER BY placed_ms DESC, id DESC"):
        number, code, kind, placed, *texts, goods, delivery, discount, total, voucher = row
        state, address, payment, way = map(str, texts)
        spent, carried, off, paid = (whole(value) for value in (goods, delivery, discount, total))
        orders.append(
            StoreOrder(
                whole(number),
                str(code),
                str(kind),
                whole(placed),
                state,
                address,
                payment,
                way,
                spent,
                carried,
                off,
                paid,
                str(voucher),
            )
        )
    items: dict[int, list[StoreItem]] = {}
    for number, order, one, name, price, count, back in database.rows("SELECT * FROM order_item ORDER BY id"):
        numbers = whole(number), whole(order), whole(one)
        item = StoreItem(*numbers, str(name), whole(price), whole(count), str(back))
        items.setdefault(item.order, []).append(item)
    plans = []
    for row in database.rows("SELECT * FROM subscription ORDER BY started_ms DESC, id DESC"):
        number, one, offer, name, price, period, started, renews, trial, active, purse = row
        numbers = whole(number), whole(one), whole(offer)
        dates = whole(started), whole(renews)
        told = str(name), whole(price), str(period)
        plans.append(Subscription(*numbers, *told, *dates, bool(trial), str(active), str(purse)))
    kept = {key: tuple(found) for key, found in items.items()}
    return History(tuple(orders), kept, tuple(plans))


# -- goods -----------------------------------------------------------------------------------------------
def bill_for(
    context: Context, things: Mapping[int, int], delivery: str = "standard", voucher: str = ""
) -> StoreBill:
    """What things (product -> how many) come to."""
    known = [(found, count) for number, count in things.items() if (found := product(context, number))]
    goods = sum(found.cents * count for found, count in known)
    carried = any(found.category not in DIGITAL for found, _ in known)
    cost = DELIVERIES[delivery] if carried else 0
    if delivery == "standard" and goods >= FREE_FROM:
        cost = 0
    held = account(context).vouchers.get(voucher)
    return StoreBill(goods, cost, held.off(goods) if held else 0)


def place_order(
    context: Context,
    things: Mapping[int, int],
    *,
    address: int = 0,
    payment: int = 0,
    delivery: str = "standard",
    voucher: str = "",
) -> int:
    """Buy things; they leave the basket. The order's id.

    0 where there is no address, or nothing to pay with, or too little of it.
    """
    mine = account(context)
    where, purse = mine.address(address), mine.payment(payment)
    bill = bill_for(context, things, delivery, voucher)
    if (
        where is None
        or purse is None
        or not things
        or (purse.kind == "balance" and purse.balance_cents < bill.total)
    ):
        return 0
    number = _insert(
        context, "goods", str(where), str(purse), delivery, bill, voucher if bill.discount else ""
    )
    for one, count in things.items():
        found = product(context, one)
        if found is not None:
            _insert_item(context, number, one, found.name, found.cents, count)
            put_in_basket(context, one, 0)
    if bill.discount:
        shop(context).run("UPDATE voucher SET used_ms = ? WHERE code = ?", context.clock.date_ms, voucher)
    _charge(context, mine, str(purse), bill.total)
    return number


def _insert(
    context: Context, kind: str, address: str, payment: str, delivery: str, bill: StoreBill, voucher: str = ""
) -> int:
    database = shop(context)
    count = int(database.value("SELECT coalesce(max(id), 0) FROM orders") or 0)
    code = f"LM-{4820117 + 7919 * (count + 1)}"
    state = PLACED if kind == "goods" else DELIVERED
    return database.run(
        "INSERT INTO orders (number, kind, placed_ms, state, address, payment, delivery, goods_cents, "
        "delivery_cents, discount_cents, total_cents, voucher) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(code, kind, context.clock.date_ms, state, address, payment, delivery),
        *(bill.goods, bill.delivery, bill.discount, bill.total, voucher),
    )


def _insert_item(context: Context, order: int, one: int, name: str, cents: int, count: int) -> None:
    shop(context).run(
        "INSERT INTO order_item (order_id, product_id, name, cents, quantity) VALUES (?, ?, ?, ?, ?)",
        *(order, one, name, cents, count),
    )


def _charge(context: Context, mine: StoreAccount, payment: str, cents: int) -> None:
    """Take it from the balance, where that is what pays; a card is the bank's affair."""
    for purse in mine.payments:
        if purse.kind == "balance" and str(purse) == payment:
            shop(context).run(
                "UPDATE payment SET balance_cents = balance_cents - ? WHERE id = ?", cents, purse.id
            )


def cancel_order(context: Context, number: int) -> bool:
    """Take an order back that was not sent yet, with its voucher; whether it could be."""
    order = next((one for one in history(context).orders if one.id == number), None)
    if order is None or order.state != PLACED:
        return False
    shop(context).run("UPDATE orders SET state = ? WHERE id = ?", CANCELLED, number)
    shop(context).run("UPDATE voucher SET used_ms = 0 WHERE code = ?", order.voucher)
    _charge(context, account(context), order.payment, -order.total_cents)
    return True


def return_item(context: Context, number: int, reason: str) -> None:
    """Send something back, by the id it has in its order."""
    database = shop(context)
    database.run("UPDATE order_item SET returned = ? WHERE id = ?", reason, number)
    database.run(
        "UPDATE orders SET state = ? WHERE id = (SELECT order_id FROM order_item WHERE id = ?) "
        "AND NOT EXISTS (SELECT 1 FROM order_item WHERE order_id = orders.id AND returned = '')",
        RETURNED,
        number,
    )


# -- apps ------------------------------------------------------------------------------------------------
def buy_digital(context: Context, one: int, name: str, cents: int, kind: str, payment: str) -> int:
    """Pay for an app, something in an app, or another period of a plan; the order's id."""
    number = _insert(context, kind, "", payment, "", StoreBill(cents, 0, 0))
    _insert_item(context, number, one, name, cents, 1)
    _charge(context, account(context), payment, cents)
    return number


def subscribe(context: Context, offer: Offer, payment: str) -> None:
    """Begin a plan: with its trial, where it has one and it was not had before; else it is paid for now."""
    had = any(one.offer == offer.id for one in history(context).subscriptions)
    trial = bool(offer.trial_days) and not had
    name = offer.name(language(context))
    now = context.clock.date_ms
    if not trial:
        buy_digital(context, offer.product, name, offer.cents, "in_app", payment)
    shop(context).run(
        "INSERT INTO subscription (product_id, offer_id, name, cents, period, started_ms, renews_ms, trial, "
        "state, payment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(offer.product, offer.id, name, offer.cents, offer.period, now),
        now + (offer.trial_days * _DAY_MS if trial else _PERIODS[offer.period]),
        *(int(trial), ACTIVE, payment),
    )


def end_subscription(context: Context, number: int) -> None:
    """Cancel a plan."""
    shop(context).run("UPDATE subscription SET state = ? WHERE id = ?", ENDED, number)


def renew(context: Context, now_ms: int) -> None:
    """Charge what has come due."""
    for plan in history(context).subscriptions:
        due = plan.renews_ms
        for _ in range(_MOST_RENEWALS):
            if plan.state != ACTIVE or due > now_ms:
                break
            buy_digital(context, plan.product, plan.name, plan.cents, "renewal", plan.payment)
            due += _PERIODS[plan.period]
        if due != plan.renews_ms:
            shop(context).run("UPDATE subscription SET renews_ms = ?, trial = 0 WHERE id = ?", due, plan.id)
