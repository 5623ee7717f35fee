"""Amounts of money as shops and banks write them."""

import re

_TYPED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d{0,2}))?", re.ASCII)


def cents_of(typed: str) -> int | None:
    """A typed amount in cents; None for anything else: a sign, a third decimal place, no digit at all."""
    found = _TYPED.fullmatch(typed.strip().removeprefix("$"))
    if found is None or not any(char.isdecimal() for char in found[0]):
        return None
    return int(found[1].replace(",", "") or "0") * 100 + int((found[2] or "").ljust(2, "0"))


def dollars(cents: int, *, signed: bool = False) -> str:
    """As "$1,234.50"; minus in front of the sign, with `signed` a plus, too."""
    sign = "-" if cents < 0 else "+" if signed and cents > 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"
