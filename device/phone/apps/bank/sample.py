"""Oakway Bank as somebody uses it: months of entries, payees, bills, standing orders."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random

from pydantic import TypeAdapter

from device.phone.apps.bank.iban import made
from device.phone.apps.bank.ledger import bank
from device.phone.system.context import Context
from device.phone.system.timetext import local_now, to_date_ms

_DAYS = 120
"""So far back there are entries."""


@dataclass(frozen=True, slots=True)
class BankSample:
    """One of the files beside this one."""

    owner: str
    payees: list[tuple[str, str]]
    """Name and IBAN."""
    monthly: list[tuple[int, int, str, str, int, str]]
    """Account, day of the month, name, reference, cents, category."""
    often: list[tuple[int, str, str, int, int, int, str]]
    """Account, name, reference, least and most cents, days between, category."""
    orders: list[tuple[int, str, str, int, str, str, int]]
    """Account, name, IBAN, cents, reference, period, days until the next."""
    bills: list[tuple[str, str, int, int, bool]]
    """Name, reference, cents, days until it is due, whether it was paid."""


def fill(context: Context) -> None:
    """Put it on the phone, in its language and round its date. The balances stay as they are."""
    language = context.language if context.language == "zh" else "en"
    sample = _read(language)
    database, today = bank(context), local_now(context).date()

    def moment(day: int, hour: int = 9) -> int:
        return to_date_ms(context, datetime.combine(today + timedelta(days=day), time(hour, 12)))

    database.run("UPDATE owner SET name = ?", sample.owner)
    database.run_many("INSERT INTO payee (name, iban) VALUES (?, ?)", sample.payees)
    database.run_many(
        "INSERT INTO entry (account_id, name, reference, cents, category, iban, booked_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        _entries(sample, moment, today.day),
    )
    database.run_many(
        "INSERT INTO standing_order (account_id, name, iban, cents, reference, period, next_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*order[:-1], moment(order[-1])) for order in sample.orders],
    )
    database.run_many(
        "INSERT INTO bill (name, iban, reference, cents, due_ms, paid_ms) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (name, _account_of(name), reference, cents, moment(day), moment(day - 3) if paid else 0)
            for name, reference, cents, day, paid in sample.bills
        ],
    )


def _entries(sample: BankSample, moment: Callable[..., int], today: int) -> list[tuple[str | int, ...]]:
    """Oldest last; whatever comes often has sums and days of its own, the same on every phone."""
    rows: list[tuple[str | int, ...]] = []
    rng = Random(_DAYS)
    for back in range(_DAYS):
        for account, day, name, reference, cents, category in sample.monthly:
            if (today - back - 1) % 30 + 1 == day:
                rows.append((account, name, reference, cents, category, _account_of(name), moment(-back)))
        for place, (account, name, reference, least, most, days, category) in enumerate(sample.often):
            if rng.randrange(days) == 0:
                cents = -rng.randrange(least, most)
                hour = 10 + place % 10
                rows.append((account, name, reference, cents, category, "", moment(-back - 1, hour)))
    return rows


def _account_of(name: str) -> str:
    """A number for somebody, the same on every phone."""
    return made("GB", f"MERI{Random(name).randrange(10**14):014d}")


@cache
def _read(language: str) -> BankSample:
    path = Path(__file__).with_name(f"sample_{language}.toml")
    return TypeAdapter(BankSample).validate_python(tomllib.loads(path.read_text("utf-8")))
