"""The task's sheet is read by type, and complains in words."""

from dataclasses import dataclass

import pytest

from tasks.gold.params import BadParams, Params


@dataclass(frozen=True)
class Expense:
    name: str
    amount: int


PRINTED = "Expense(name='Tom\\'s \"Café\"', amount=-5, note=None, created_date=1697133600000)"


def test_values_by_kind() -> None:
    params = Params({"name": "Ann", "hours": 3, "files": ["a", "b"]}, "Do it.")
    assert params.text("name") == "Ann"
    assert params.number("hours") == 3
    assert params.texts("files") == ("a", "b")
    assert params.goal == "Do it."


@pytest.mark.parametrize("record", [PRINTED, {"name": 'Tom\'s "Café"', "amount": -5, "note": None}])
def test_rows_come_as_objects_or_as_printed(record: object) -> None:
    assert Params({"rows": [record]}).rows("rows", Expense) == (Expense('Tom\'s "Café"', -5),)


@pytest.mark.parametrize(
    "record",
    [
        "Expense(name='a')",
        "Expense('a', 5)",
        "Expense(name=open('x'), amount=5)",
        "Expense(name='a', amount='5')",
        "not a record",
        "f(",
        7,
        {"name": "a", "amount": True},
    ],
)
def test_a_row_that_is_none_is_refused(record: object) -> None:
    with pytest.raises(BadParams, match="rows"):
        Params({"rows": [record]}).rows("rows", Expense)


def test_what_is_missing_or_of_another_kind_is_named() -> None:
    params = Params({"hours": "3", "files": "a", "flag": True})
    with pytest.raises(BadParams, match="no parameter name; there are: hours, files"):
        params.text("name")
    with pytest.raises(BadParams, match='hours is "3", not a whole number'):
        params.number("hours")
    with pytest.raises(BadParams, match="flag is true, not a whole number"):
        params.number("flag")
    with pytest.raises(BadParams, match=r"files is .*, not a list"):
        params.texts("files")
