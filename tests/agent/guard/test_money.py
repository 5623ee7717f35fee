"""Amounts of money are read whatever the currency and the way of writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.guard.money import amounts, first_number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pay $250.00", ["250"]),
        ("1.250,00 €", ["1250"]),
        ("1 250,00 kr", ["1250"]),
        ("EUR 20", ["20"]),
        ("合计 20元", ["20"]),
        ("¥20.5", ["20.5"]),
        ("₹1,00,000", ["100000"]),
        ("CHF 1'250.50", ["1250.5"]),
        ("From $12.00 to $20", ["12", "20"]),
        ("3 items, 12:30, +1 555 0100", []),
    ],
)
def test_amounts_are_read(text: str, found: list[str]) -> None:
    assert list(amounts(text)) == [Decimal(one) for one in found]


@given(st.text())
def test_no_text_is_too_wild(text: str) -> None:
    assert all(amount >= 0 for amount in amounts(text))
    assert first_number(text) is None or first_number(text) >= 0  # type: ignore[operator]
