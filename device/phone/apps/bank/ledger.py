"""Money as the database tells of it: accounts, what was booked, and what stands ready to be paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from device.phone.apps.bank.schema import BANK, PACKAGE
from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database
from device.phone.system.context import Context


class BankOwner(NamedTuple):
    """Whose bank it is."""

    name: str
    phone: str
    pin: str
    failures: int
    """Wrong PINs in a row."""
    locked_until_ms: int


class BankAccount(NamedTuple):
    """One account."""

    id: int
    kind: str
    """everyday, savings or household"""
    iban: str
    cents: int


class BankEntry(NamedTuple):
    """What was booked."""

    id: int
    account: int
    booked_ms: int
    name: str
    """Of the other side."""
    iban: str
    reference: str
    cents: int
    """Negative where it was paid."""
    category: str


class Payee(NamedTuple):
    """Somebody whose number was kept."""

    id: int
    name: str
    iban: str


class StandingOrder(NamedTuple):
    """What is paid again and again."""

    id: int
    account: int
    name: str
    iban: str
    cents: int
    reference: str
    period: str
    """week, month or year"""
    next_ms: int


class BankBill(NamedTuple):
    """What somebody asks for."""

    id: int
    name: str
    iban: str
    reference: str
    cents: int
    due_ms: int
    paid_ms: int


class Card(NamedTuple):
    """One card."""

    id: int
    account: int
    kind: str
    number: str
    expires: str
    code: str
    pin: str
    frozen: bool
    online: bool
    abroad: bool
    limit_cents: int
    """A day."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of it."""

    owner: BankOwner
    accounts: Mapping[int, BankAccount]
    entries: Mapping[int, tuple[BankEntry, ...]]
    """By account, newest first."""
    payees: tuple[Payee, ...]
    orders: tuple[StandingOrder, ...]
    bills: tuple[BankBill, ...]
    cards: Mapping[int, Card]


def bank(context: Context) -> Database:
    """The database."""
    return context.database(BANK, PACKAGE)


def ledger(context: Context) -> Ledger:
    """As it is now."""
    return read_once(bank(context), _read)


def _read(database: Database) -> Ledger:
    owner = BankOwner("", "", "", 0, 0)
    for name, number, pin, failures, locked in database.rows(
        "SELECT name, phone, pin, failures, locked_until_ms FROM owner"
    ):
        owner = BankOwner(str(name), str(number), str(pin), whole(failures), whole(locked))
    accounts = [
        BankAccount(whole(number), str(kind), str(iban), whole(cents))
        for number, kind, iban, cents in database.rows("SELECT * FROM account ORDER BY id")
    ]
    bills = []
    for number, other, iban, reference, cents, due, paid in database.rows(
        "SELECT * FROM bill ORDER BY due_ms"
    ):
        dates = whole(due), whole(paid)
        bills.append(BankBill(whole(number), str(other), str(iban), str(reference), whole(cents), *dates))
    payees = database.rows("SELECT id, name, iban FROM payee ORDER BY name COLLATE NOCASE, id")
    return Ledger(
        owner,
        {one.id: one for one in accounts},
        _entries(database),
        tuple(Payee(whole(number), str(other), str(iban)) for number, other, iban in payees),
        _orders(database),
        tuple(bills),
        _cards(database),
    )


def _entries(database: Database) -> dict[int, tuple[BankEntry, ...]]:
    """By account, the latest first."""
    entries: dict[int, list[BankEntry]] = {}
    for row in database.rows("SELECT * FROM entry ORDER BY booked_ms DESC, id DESC"):
        number, account, booked, other, iban, reference, cents, category = row
        numbers = whole(number), whole(account), whole(booked)
        entry = BankEntry(*numbers, str(other), str(iban), str(reference), whole(cents), str(category))
        entries.setdefault(entry.account, []).append(entry)
    return {account: tuple(found) for account, found in entries.items()}


def _orders(database: Database) -> tuple[StandingOrder, ...]:
    """What is due first comes first."""
    orders = []
    for row in database.rows("SELECT * FROM standing_order ORDER BY next_ms, id"):
        number, account, other, iban, cents, reference, period, due = row
        told = str(other), str(iban), whole(cents), str(reference), str(period), whole(due)
        orders.append(StandingOrder(whole(number), whole(account), *told))
    return tuple(orders)


def _cards(database: Database) -> dict[int, Card]:
    cards = []
    for number, account, *texts, frozen, online, abroad, limit in database.rows(
        "SELECT * FROM card ORDER BY id"
    ):
        kind, digits, expires, code, pin = map(str, texts)
        able = bool(frozen), bool(online), bool(abroad)
        numbers = whole(number), whole(account)
        cards.append(Card(*numbers, kind, digits, expires, code, pin, *able, whole(limit)))
    return {one.id: one for one in cards}


# -- changes ---------------------------------------------------------------------------------------------
def book(
    context: Context,
    account: int,
    name: str,
    iban: str,
    reference: str,
    cents: int,
    category: str = "transfer",
) -> None:
    """Something comes in (positive) or goes out, now."""
    bank(context).run(
        "INSERT INTO entry (account_id, booked_ms, name, iban, reference, cents, category) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(account, context.clock.date_ms, name, iban, reference, cents, category),
    )
    bank(context).run("UPDATE account SET balance_cents = balance_cents + ? WHERE id = ?", cents, account)


def save_payee(context: Context, name: str, iban: str) -> None:
    """Keep somebody's number, once."""
    if all(one.iban != iban for one in ledger(context).payees):
        bank(context).run("INSERT INTO payee (name, iban) VALUES (?, ?)", name, iban)


def delete_payee(context: Context, number: int) -> None:
    """Forget it."""
    bank(context).run("DELETE FROM payee WHERE id = ?", number)


def delete_order(context: Context, number: int) -> None:
    """End a standing order."""
    bank(context).run("DELETE FROM standing_order WHERE id = ?", number)


_SETTINGS = {
    "frozen": "UPDATE card SET frozen = ? WHERE id = ?",
    "online": "UPDATE card SET online = ? WHERE id = ?",
    "abroad": "UPDATE card SET abroad = ? WHERE id = ?",
    "limit": "UPDATE card SET limit_cents = ? WHERE id = ?",
}


def set_card(context: Context, number: int, what: str, value: int) -> None:
    """Change a card: `frozen`, `online`, `abroad` (0 or 1), or its `limit` in cents a day."""
    bank(context).run(_SETTINGS[what], value, number)
