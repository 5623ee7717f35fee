"""What this person has with Larkmart: basket, wishes, addresses, ways to pay, vouchers, preferences."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from device.phone.apps.provider.reading import read_once, whole
from device.phone.apps.store.schema import PACKAGE, SHOP
from device.phone.file.database import Database

if TYPE_CHECKING:
    from device.phone.phone import Phone

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
class Account:
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


def account(phone: "Phone") -> Account:
    """As it is now."""
    return read_once(shop(phone), _read)


def shop(phone: "Phone") -> Database:
    """The person's database."""
    return phone.database(PACKAGE, SHOP)


def _read(database: Database) -> Account:
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
    return Account(
        {whole(product): whole(count) for product, count in basket},
        tuple(whole(row[0]) for row in wishes),
        tuple(addresses),
        tuple(payments),
        {voucher.code: voucher for voucher in vouchers},
        {str(key): str(value) for key, value in preferences},
    )


# -- changes ---------------------------------------------------------------------------------------------
def put_in_basket(phone: "Phone", product: int, count: int) -> None:
    """Have that many of it in the basket; 0 takes it out."""
    if count <= 0:
        shop(phone).run("DELETE FROM basket WHERE product_id = ?", product)
    else:
        shop(phone).run(
            "INSERT INTO basket (product_id, quantity) VALUES (?, ?) "
            "ON CONFLICT (product_id) DO UPDATE SET quantity = excluded.quantity",
            product,
            min(count, MOST),
        )


def wish(phone: "Phone", product: int, *, on: bool) -> None:
    """Put it on the wish list, or take it off."""
    if on:
        shop(phone).run("INSERT OR REPLACE INTO wish VALUES (?, ?)", product, phone.clock.date_ms)
    else:
        shop(phone).run("DELETE FROM wish WHERE product_id = ?", product)


def save_address(phone: "Phone", new: Address) -> int:
    """Add it, or with an id replace what was there; its id. The first one is the usual one."""
    if new.id:
        shop(phone).run(
            "UPDATE address SET name = ?, line = ?, city = ?, zip = ?, phone = ? WHERE id = ?",
            *(new.name, new.line, new.city, new.zip, new.phone, new.id),
        )
        return new.id
    first = not account(phone).addresses
    return shop(phone).run(
        "INSERT INTO address (name, line, city, zip, phone, chosen) VALUES (?, ?, ?, ?, ?, ?)",
        *(new.name, new.line, new.city, new.zip, new.phone, int(first or new.chosen)),
    )


def save_payment(phone: "Phone", new: Payment) -> int:
    """Add a way to pay; its id. The first one is the usual one."""
    first = not account(phone).payments
    return shop(phone).run(
        "INSERT INTO payment (kind, name, digits, expires, balance_cents, chosen) VALUES (?, ?, ?, ?, ?, ?)",
        *(new.kind, new.name, new.digits, new.expires, new.balance_cents, int(first or new.chosen)),
    )


def delete(phone: "Phone", table: str, number: int) -> None:
    """Remove an `address` or `payment`."""
    shop(phone).run({"address": _NO_ADDRESS, "payment": _NO_PAYMENT}[table], number)


def make_usual(phone: "Phone", table: str, number: int) -> None:
    """The `address` or `payment` that is used unless another is chosen."""
    shop(phone).run({"address": _ADDRESS, "payment": _PAYMENT}[table], number)


_NO_ADDRESS, _NO_PAYMENT = "DELETE FROM address WHERE id = ?", "DELETE FROM payment WHERE id = ?"
_ADDRESS, _PAYMENT = "UPDATE address SET chosen = id = ?", "UPDATE payment SET chosen = id = ?"


def save_voucher(phone: "Phone", new: Voucher) -> None:
    """Keep a voucher."""
    shop(phone).run("INSERT OR REPLACE INTO voucher VALUES (?, ?, ?, ?, ?, ?)", *new)


def set_preference(phone: "Phone", key: str, value: str) -> None:
    """Change a setting of the app."""
    shop(phone).run("INSERT OR REPLACE INTO preference VALUES (?, ?)", key, value)
