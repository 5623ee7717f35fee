"""International account numbers: ISO 13616, checked by ISO 7064 MOD 97-10."""

import re

_SHAPE = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_LENGTHS = {
    "GB": 22,
    "DE": 22,
    "FR": 27,
    "NL": 18,
    "ES": 24,
    "IT": 27,
    "IE": 22,
    "AT": 20,
    "CH": 21,
    "BE": 16,
}
"""Of a whole number, by country; others may have any."""


def plain(text: str) -> str:
    """Without blanks, in capitals."""
    return re.sub(r"\s", "", text).upper()


def is_valid(text: str) -> bool:
    """Whether it is a number that its check digits are right for."""
    number = plain(text)
    if not _SHAPE.fullmatch(number) or len(number) != _LENGTHS.get(number[:2], len(number)):
        return False
    return _rest(number[4:] + number[:4]) == 1


def made(country: str, account: str) -> str:
    """The number of an account, with its check digits."""
    return f"{country}{98 - _rest(f'{account}{country}00'):02d}{account}"


def grouped(text: str) -> str:
    """In groups of four, as it is printed."""
    number = plain(text)
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def masked(text: str) -> str:
    """Its last digits, as lists show it."""
    return f"•••• {plain(text)[-4:]}"


def _rest(text: str) -> int:
    """Letters count from A = 10."""
    return int("".join(str(int(char, 36)) for char in text)) % 97
