"""What a person reads out of a note with expenses."""

from tasks.gold.expense import Expense, expenses_in


def test_a_table_of_expenses_is_read_to_the_cent() -> None:
    note = "name|amount_dollars|category_name|note\nRent|$450.0|Housing|A need\nTea|$0.07|Food|\n\n"
    assert expenses_in(note) == [Expense("Rent", 45_000, 4, "A need"), Expense("Tea", 7, 3, "")]


def test_every_cent_from_ten_to_five_hundred_dollars_survives() -> None:
    rows = "\n".join(f"Tea|${cents / 100}|Food|x" for cents in range(1000, 50_001))
    found = expenses_in(f"name|amount_dollars|category_name|note\n{rows}")
    assert [one.amount for one in found] == list(range(1000, 50_001))
