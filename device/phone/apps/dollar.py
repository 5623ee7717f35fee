"""Amounts of money as shops and banks write them."""


def dollars(cents: int, *, signed: bool = False) -> str:
    """As "$1,234.50"; minus in front of the sign, with `signed` a plus, too."""
    sign = "-" if cents < 0 else "+" if signed and cents > 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"
