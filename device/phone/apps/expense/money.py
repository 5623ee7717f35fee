"""Amounts of money: as typed, as stored in cents, as shown."""

import re
from dataclasses import dataclass

MOST_CHARACTERS = 10
"""Of an amount as it is typed."""
_AMOUNT = re.compile(r"\d*\.?\d{0,2}")


@dataclass(frozen=True, slots=True)
class Currency:
    """What amounts are told in; nothing is converted."""

    code: str
    name: str
    symbol: str


CURRENCIES = tuple(
    Currency(*row)
    for row in (
        ("USD", "US Dollar", "$"),
        ("EUR", "Euro", "€"),
        ("GBP", "British Pound", "£"),
        ("CNY", "Chinese Yuan", "¥"),
        ("JPY", "Japanese Yen", "¥"),
        ("INR", "Indian Rupee", "₹"),
        ("MMK", "Myanmar Kyat", "K"),
        ("AUD", "Australian Dollar", "A$"),
        ("CAD", "Canadian Dollar", "C$"),
        ("CHF", "Swiss Franc", "Fr"),
        ("KRW", "South Korean Won", "₩"),
        ("SGD", "Singapore Dollar", "S$"),
        ("THB", "Thai Baht", "THB"),
        ("BRL", "Brazilian Real", "R$"),
        ("MXN", "Mexican Peso", "Mex$"),
        ("RUB", "Russian Ruble", "₽"),
        ("TRY", "Turkish Lira", "₺"),
        ("SEK", "Swedish Krona", "kr"),
    )
)


def cleaned(typed: str) -> str:
    """What the amount field keeps of a text: digits, one point, two places after it."""
    digits = "".join(char for char in typed.replace(",", "") if char.isdecimal() or char == ".")
    found = _AMOUNT.match(digits[:MOST_CHARACTERS])
    return found.group() if found else ""


def cents_of(typed: str) -> int | None:
    """A typed amount in cents; None when there is no number in it."""
    whole, _, part = cleaned(typed).partition(".")
    if not whole and not part:
        return None
    return int(whole or "0") * 100 + int(part.ljust(2, "0") or "0")


def amount_text(cents: int, *, grouped: bool = True) -> str:
    """As "1,234.5": no more places than it takes."""
    whole, part = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    digits = f"{whole:,}" if grouped else str(whole)
    return f"{sign}{digits}.{part:02d}".rstrip("0").rstrip(".") if part else f"{sign}{digits}"
