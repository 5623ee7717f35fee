"""What a person reads off a picture: lines put together, records and transactions in them."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.screen import Bounds
from grounding.ocrread import Line, is_installed
from tasks.gold.expense import Expense, expense_in
from tasks.gold.gallery import agreed, read_page, records_in, rows_of, transactions_in
from tasks.gold.music import choose, seconds_of
from tasks.gold.recipe import recipe_in
from tasks.material.picture import page

RECIPE = ("Recipe", "description", "servings", "preparationTime", "ingredients", "directions")
EXPENSE = ("Expense", "amount_dollars", "category_name", "note")


def line(text: str, left: int, top: int) -> Line:
    return Line(text, Bounds(left, top, left + 10 * len(text), top + 30), 1.0)


def test_what_stands_beside_each_other_is_one_row() -> None:
    lines = [line("$9.50", 300, 2), line("Webcam,", 10, 0), line("Thank you", 10, 40)]
    assert rows_of(lines) == ["Webcam, $9.50", "Thank you"]
    assert rows_of([]) == []


def test_a_row_is_read_as_most_readings_have_it() -> None:
    right, one, other = ["4 hrs", "Simmer until"], ["4hrs", "Simmer until"], ["4 hrs", "Simmer untií"]
    assert agreed([one, right, other]) == [("4 hrs", 2), ("Simmer until", 2)]
    assert agreed([one, ["4", "hrs", "Simmer"], right]) == [("4hrs", 1), ("Simmer until", 2)]
    assert agreed([[]]) == []


def test_a_value_goes_on_until_the_next_name() -> None:
    lines = ["Recipe: Soup", " servings: 2", " directions: Cook it:", "well. Note: salt", "Recipe: Toast"]
    assert records_in(lines, RECIPE) == [
        {"Recipe": "Soup", "servings": "2", "directions": "Cook it: well. Note: salt"},
        {"Recipe": "Toast"},
    ]


def test_names_are_known_though_a_letter_is_read_wrongly() -> None:
    lines = ["Expense: Rent", "amount dollars: $450.5", "categoryname: Heaith Care", "note: A need"]
    [record] = records_in(lines, EXPENSE)
    assert expense_in(record) == Expense("Rent", 45_050, 9, "A need")


def test_a_blank_behind_a_number_comes_back() -> None:
    [record] = records_in(["Recipe: Soup", "servings: 3-4servings", "preparationTime: 45mins"], RECIPE)
    assert (recipe_in(record).servings, recipe_in(record).preparationTime) == ("3-4 servings", "45 mins")


@pytest.mark.parametrize("read", ["2023-03-03, USB-C Cable,$14.52", "2023-03-03. USB-C Cable. $14.52"])
def test_a_transaction_is_written_as_it_was(read: str) -> None:
    lines = ["Gadget Gurus Co.", read, "Visit us at: www.tech-gadgets.com"]
    assert transactions_in(lines) == ["2023-03-03, USB-C Cable, $14.52"]


@given(st.lists(st.text()), st.lists(st.text()))
def test_any_lines_can_be_looked_through(lines: list[str], more: list[str]) -> None:
    assert all("Recipe" in record for record in records_in([*lines, "Recipe: x", *more], RECIPE))
    transactions_in(lines)


@pytest.mark.full
@pytest.mark.skipif(not is_installed(), reason="needs rapidocr")
def test_small_text_is_read_enlarged() -> None:
    words = "Expense: Taxi Fare\n amount_dollars: $179.68\n note: A need"
    assert rows_of(read_page(page(words, 12))) == [part.strip() for part in words.split("\n")]


# -- music ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("time", "seconds"), [("0:05", 5), ("3:07", 187), ("1:02:33", 3753)])
def test_lengths_are_read(time: str, seconds: int) -> None:
    assert seconds_of(time) == seconds


@given(st.lists(st.integers(0, 2850), min_size=1, max_size=9), st.lists(st.integers(180, 300), max_size=5))
def test_songs_are_chosen_where_there_are_any_that_fit(cuts: list[int], others: list[int]) -> None:
    ends = sorted(cuts)
    parts = [b - a for a, b in zip([0, *ends], [*ends, 2850], strict=True)]
    lengths = {f"{place}": seconds for place, seconds in enumerate(parts + others)}
    whole = reduce(lambda seconds, title: seconds + lengths[title], choose(lengths), 0)
    assert 45 * 60 < whole < 50 * 60


def test_where_no_songs_fit_that_is_said() -> None:
    with pytest.raises(ValueError, match="no songs"):
        choose({"long": 4000, "short": 100})
