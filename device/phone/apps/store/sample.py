"""Larkmart as somebody uses it: addresses, cards, vouchers, and what was ordered."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from device.phone.apps.store.account import (
    Address,
    Payment,
    Voucher,
    make_usual,
    put_in_basket,
    save_address,
    save_payment,
    save_voucher,
    shop,
    wish,
)
from device.phone.apps.store.catalog import catalog, language
from device.phone.apps.store.order import place_order
from device.phone.system.context import Context

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class StoreSample:
    """One of the files beside this one."""

    addresses: list[tuple[str, str, str, str, str]]
    cards: list[tuple[str, str, str]]
    balance: tuple[str, int]
    wishes: list[int]
    basket: list[tuple[int, int]]
    vouchers: list[tuple[str, str, int, int, int, bool]]
    orders: list[tuple[int, str, int, str, list[tuple[int, int]]]]
    subscriptions: list[tuple[int, int, int, bool]]


def fill(context: Context) -> None:
    """Put it on the phone, in its language and round its date."""
    sample = _read(language(context))
    now = context.clock.date_ms
    addresses = [save_address(context, Address(0, *entry)) for entry in sample.addresses]
    for name, digits, expires in sample.cards:
        save_payment(context, Payment(0, "card", name, digits, expires))
    save_payment(context, Payment(0, "balance", sample.balance[0], "", "", sample.balance[1]))
    make_usual(context, "payment", 1)
    for code, title, percent, cents, least, used in sample.vouchers:
        save_voucher(context, Voucher(code, title, percent, cents, least, now if used else 0))
    for number in reversed(sample.wishes):
        wish(context, number, on=True)
    for day, state, address, delivery, things in sorted(sample.orders):
        number = place_order(context, dict(things), address=addresses[address], delivery=delivery)
        shop(context).run(
            "UPDATE orders SET placed_ms = ?, state = ? WHERE id = ?", now + day * _DAY_MS, state, number
        )
    for offer, began, renews, trial in sample.subscriptions:
        one = catalog(context).offers[offer]
        shop(context).run(
            "INSERT INTO subscription (product_id, offer_id, name, cents, period, started_ms, renews_ms, "
            "trial, state, payment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'active', ?)",
            *(one.product, offer, one.name(language(context)), one.cents, one.period),
            *(now + began * _DAY_MS, now + renews * _DAY_MS, int(trial)),
            f"{sample.cards[0][0]} •••• {sample.cards[0][1]}",
        )
    for number, count in sample.basket:
        put_in_basket(context, number, count)


@cache
def _read(language: str) -> StoreSample:
    path = Path(__file__).with_name(f"sample_{language}.toml")
    return TypeAdapter(StoreSample).validate_python(tomllib.loads(path.read_text("utf-8")))
