"""Telephone numbers: as stored, as compared, as shown."""

from functools import lru_cache

_SHORTEST_MATCH = 7
"""Digits from which on a number with and without its country or area code are one."""


def compact(number: str) -> str:
    """Digits and a leading plus alone; a sender that is no number ("BANK") stays as it is."""
    kept = "".join(char for char in number if char in "0123456789*#+,;")
    return kept if any(char.isdigit() for char in kept) else number.strip()


@lru_cache(maxsize=4096)
def digits(number: str) -> str:
    """The digits alone."""
    return "".join(char for char in number if char in "0123456789")


def same_number(one: str, other: str) -> bool:
    """Whether two spellings reach the same phone."""
    short, long = sorted((digits(one), digits(other)), key=len)
    if not short:
        return one.strip().lower() == other.strip().lower() and not long
    return short == long or (len(short) >= _SHORTEST_MATCH and long.endswith(short))


def is_dialable(text: str) -> bool:
    """Whether a text can be called: digits and what people write between them."""
    return any(char.isdigit() for char in text) and all(char in "0123456789*#+,;()-. /" for char in text)


def formatted(number: str) -> str:
    """A bare number in the groups people read it in; what is written in groups already stays."""
    plain = number.removeprefix("+")
    if not plain.isascii() or not plain.isdigit():
        return number
    if len(plain) == 11 and plain[0] == "1":
        return f"{'+' if number[0] == '+' else ''}1 {plain[1:4]}-{plain[4:7]}-{plain[7:]}"
    if number[0] == "+":
        return number
    if len(plain) == 10:
        return f"({plain[:3]}) {plain[3:6]}-{plain[6:]}"
    return f"{plain[:3]}-{plain[3:]}" if len(plain) == 7 else number
