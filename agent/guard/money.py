"""Amounts of money in a text, whatever the currency and the way numbers are written."""

import re
import unicodedata
from decimal import Decimal

NUMBERS = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
PLAIN = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?")
"""A number as it stands in a field for an amount, whose currency stands beside the field."""
PRICE = re.compile(r"\d{1,3}(?:[., ]?\d{3})*[.,]\d{2}")
"""A number with a fraction, which is no telephone number."""
SIGNED = re.compile(r"[$€£¥￥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥￥元]|USD|EUR)")
"""An amount with a sign that is no other word: of three capital letters nobody knows."""
_FRACTION = re.compile(rf"(?<![\d.,:/-]){PRICE.pattern}(?![\d.,:/-])")
_NEAR = 8
"""Letters beside a number among which its currency stands."""
_LONGEST = 9
"""Digits of an amount; a number of more is that of an account."""
_CODE = re.compile(
    r"(?<![^\W\d])(?:[A-Z]{3}|kr|zł|Kč)(?![^\W\d])|元|円|块|欧元|美元|원|TL|руб|جنيه|ريال|درهم"
)
_CENTS = 2
"""Digits behind the last point or comma that make it the mark of a fraction."""


def amounts(text: str) -> tuple[Decimal, ...]:
    """Numbers that stand beside a currency's sign or code, in order.

    "$1,250.00", "1 250,00 kr", "EUR 20" and "20元" are amounts; "3 items" is none.
    """
    return tuple(number(found.group()) for found in NUMBERS.finditer(text) if _is_money(text, found))


def names_sum(text: str) -> bool:
    """Whether a text names a sum: an amount, or a number with two digits behind its mark."""
    return bool(amounts(text)) or _FRACTION.search(text) is not None


def first_number(text: str) -> Decimal | None:
    """The first number of a text, with or without a currency; None where there is none."""
    found = NUMBERS.search(text)
    return number(found.group()) if found else None


def number(written: str) -> Decimal:
    """A number as people write it: the last point or comma before one or two digits marks the fraction."""
    digits = re.sub(r"[^\d.,]", "", written)
    at = max(digits.rfind("."), digits.rfind(","))
    is_fraction = 0 < len(digits) - at - 1 <= _CENTS and at >= 0
    whole, part = (digits[:at], digits[at + 1 :]) if is_fraction else (digits, "")
    return Decimal(f"{re.sub(r'[.,]', '', whole) or '0'}.{part or '0'}").normalize()


def _is_money(text: str, found: re.Match[str]) -> bool:
    if sum(letter.isdigit() for letter in found.group()) > _LONGEST:
        return False
    before = text[max(0, found.start() - _NEAR) : found.start()].rstrip()
    after = text[found.end() : found.end() + _NEAR].lstrip()
    signs = (before[-1:], after[:1])
    if any(sign and unicodedata.category(sign) == "Sc" for sign in signs):
        return True
    codes = (code for code in _CODE.finditer(before) if code.end() == len(before))
    return next(codes, None) is not None or _CODE.match(after) is not None
