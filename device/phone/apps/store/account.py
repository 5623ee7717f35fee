"""What this person has with Larkmart: basket, wishes, addresses, ways to pay, vouchers, preferences."""

from dataclasses import dataclass
from typing import NamedTuple

from device.phone.apps.provider.reading import read_once, whole
from device.phone.apps.store.schema import PACKAGE, SHOP
from device.phone.file.database import Database
from device.phone.system.context import Context

MOST = 20
"""Of one thing in the basket."""


class Address(NamedTuple):
    """Where things are sent."""

    id: int
    name: str
    line: str
    city: str
    zip: str
    phone: str
    chosen: bool = False

    def __str__(self) -> str:
        """On one line."""
        return f"{self.name}, {self.line}, {self.city} {self.zip}"


class Payment(NamedTuple):
    """A card, or the balance of redeemed gift cards."""

    id: int
    kind: str
    """card or balance"""
    name: str
    digits: str
    """The last four."""
    expires: str
    balance_cents: int = 0
    chosen: bool = False

    def __str__(self) -> str:
        """As orders name it."""
        return f"{self.name} •••• {self.digits}" if self.digits else self.name


class Voucher(NamedTuple):
    """Something off an order."""

    code: str
    title: str
    percent: int
    cents: int
    least_cents: int
    used_ms: int

    def off(self, goods_cents: int) -> int:
        """What it takes off goods of that price, in cents; 0 while they are too few or it was used."""
        if self.used_ms or goods_cents < self.least_cents:
            return 0
        return min(goods_cents, self.cents + goods_cents * self.percent // 100)


@dataclass(frozen=True, slots=True)
class StoreAccount:
    """All of it."""

    basket: dict[int, int]
    """Product -> how many."""
    wishes: tuple[int, ...]
    addresses: tuple[Address, ...]
    payments: tuple[Payment, ...]
    vouchers: dict[str, Voucher]
    preferences: dict[str, str]

    def address(self, number: int = 0) -> Address | None:
        """One by id; with 0 the usual one. None where there is none."""
        wanted = [one for one in self.addresses if (one.id == number if number else one.chosen)]
        return next(iter(wanted or self.addresses), None)

    def payment(self, number: int = 0) -> Payment | None:
        """One by id; with 0 the usual one. None where there is none."""
        wanted = [one for one in self.payments if (one.id == number if number else one.chosen)]
        return next(iter(wanted or self.payments), None)


def account(context: Context) -> StoreAccount:
    """As it is now."""
    return read_once(shop(context), _read)


def shop(context: Context) -> Database:
    """The person's database."""
    return context.database(SHOP, PACKAGE)


def _read(database: Database) -> StoreAccount:
    basket = database.rows("SELECT product_id, quantity FROM basket ORDER BY rowid")
    wishes = database.rows("SELECT product_id FROM wish ORDER BY added_ms DESC, product_id")
    addresses = [
        Address(whole(number), str(name), str(line), str(city), str(zip_code), str(phone), bool(chosen))
        for number, name, line, city, zip_code, phone, chosen in database.rows(
            "SELECT * FROM address ORDER BY id"
        )
    ]
    payments = [
        Payment(whole(number), str(kind), str(name), str(digits), str(expires), whole(balance), bool(chosen))
        for number, kind, name, digits, expires, balance, chosen in database.rows(
            "SELECT * FROM payment ORDER BY id"
        )
    ]
    vouchers = [
        Voucher(str(code), str(title), whole(percent), whole(cents), whole(least), whole(used))
        for code, title, percent, cents, least, used in database.rows("SELECT * FROM voucher ORDER BY rowid")
    ]
    preferences = database.rows("SELECT key, value FROM preference")
    return StoreAccount(
        {whole(product): whole(count) for product, count in basket},
        tuple(whole(row[0]) for row in wishes),
        tuple(addresses),
        tuple(payments),
        {voucher.code: voucher for voucher in vouchers},
        {str(key): str(value) for key, value in preferences},
    )


# -- changes ---------------------------------------------------------------------------------------------
def put_in_basket(context: Context, product: int, count: int) -> None:
    """Have that many of it in the basket; 0 takes it out."""
    if count <= 0:
        shop(context).run("DELETE FROM basket WHERE product_id = ?", product)
    else:
        shop(context).run(
            "INSERT INTO basket (product_id, quantity) VALUES (?, ?) "
            "ON CONFLICT (product_id) DO UPDATE SET quantity = excluded.quantity",
            product,
            min(count, MOST),
        )


def wish(context: Context, product: int, *, on: bool) -> None:
    """Put it on the wish list, or take it off."""
    if on:
        shop(context).run("INSERT OR REPLACE INTO wish VALUES (?, ?)", product, context.clock.date_ms)
    else:
        shop(context).run("DELETE FROM wish WHERE product_id = ?", product)


def save_address(context: Context, new: Address) -> int:
    """Add it, or with an id replace what was there; its id. The first one is the usual one."""
    if new.id:
        shop(context).run(
            "UPDATE address SET name = ?, line = ?, city = ?, zip = ?, phone = ? WHERE id = ?",
            *(new.name, new.line, new.city, new.zip, new.phone, new.id),
        )
        return new.id
    first = not account(context).addresses
    return shop(context).run(
        "INSERT INTO address (name, line, city, zip, phone, chosen) VALUES (?, ?, ?, ?, ?, ?)",
        *(new.name, new.line, new.city, new.zip, new.phone, int(first or new.chosen)),
    )


def save_payment(context: Context, new: Payment) -> int:
    """Add a way to pay; its id. The first one is the usual one."""
    first = not account(context).payments
    return shop(context).run(
        "INSERT INTO payment (kind, name, digits, expires, balance_cents, chosen) VALUES (?, ?, ?, ?, ?, ?)",
        *(new.kind, new.name, new.digits, new.expires, new.balance_cents, int(first or new.chosen)),
    )


def delete(context: Context, table: str, number: int) -> None:
    """Remove an `address` or `payment`."""
    shop(context).run({"address": _NO_ADDRESS, "payment": _NO_PAYMENT}[table], number)


def make_usual(context: Context, table: str, number: int) -> None:
    """The `address` or `payment` that is used unless another is chosen."""
    shop(context).run({"address": _ADDRESS, "payment": _PAYMENT}[table], number)


_NO_ADDRESS, _NO_PAYMENT = "DELETE FROM address WHERE id = ?", "DELETE FROM payment WHERE id = ?"
_ADDRESS, _PAYMENT = "UPDATE address SET chosen = id = ?", "UPDATE payment SET chosen = id = ?"


def save_voucher(context: Context, new: Voucher) -> None:
    """Keep a voucher."""
    shop(context).run("INSERT OR REPLACE INTO voucher VALUES (?, ?, ?, ?, ?, ?)", *new)


def set_preference(context: Context, key: str, value: str) -> None:
    """Change a setting of the app."""
    shop(context).run("INSERT OR REPLACE INTO preference VALUES (?, ?)", key, value)
