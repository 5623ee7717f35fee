"""Expense sheets: to enter, to copy from a note, to delete, to tell doubles apart."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from random import Random

from device.phone.phone import Phone
from tasks.chance import apart
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_expense import NOTE
from tests.tasks.gold.case_markor import put
from tests.tasks.gold.sheet import Draw
from tests.tasks.gold.table import Record, Table, printed

EXPENSES = Table(
    "com.arduia.expense",
    "accounting.db",
    "expense",
    "expense_id",
    dict.fromkeys(("name", "amount", "category", "note", "created_date", "modified_date"), 0),
)
CATEGORIES = (
    *("Others", "Income", "Food", "Housing", "Social", "Entertainment", "Transportation", "Clothes"),
    *("Health Care", "Education", "Donation"),
)
_KINDS = ("Big", "Monthly", "Ride-Sharing", "Mom's", "2nd", "Café", "Old & New", "Unexpected", "Non-Profit")
_THINGS = ("Rent", "Groceries", "Gift", "Fees", "Shoes", "Tickets", "Tutoring", "Repairs", "Supplies")
_NOTES = ("Paid by card", "Urgent", "I'll repeat this", "A need", "Remember to transfer funds", "100% wanted")
_TEXTS = ("csv", "text_block")
_SAID = ("name", "amount", "category", "note")


def name(random: Random) -> str:
    """What an expense may be called; the app takes twenty signs."""
    return f"{random.choice(_KINDS)} {random.choice(_THINGS)}"[:20].rstrip()


def moment(random: Random) -> int:
    """A full hour of the first half of October, in ms."""
    start = datetime(2023, 10, random.randint(1, 15), random.randrange(24), tzinfo=UTC)
    return int(start.timestamp()) * 1000


def expense(random: Random, called: str) -> Record:
    """A row of the expenses' table."""
    when = moment(random)
    return EXPENSES.record(
        name=called,
        amount=random.randint(1000, 50_000),
        category=random.randint(1, 11),
        note=random.choice(_NOTES),
        created_date=when,
        modified_date=when,
    )


def several(random: Random, count: int, besides: Sequence[Record] = ()) -> list[Record]:
    """So many, each called otherwise, and otherwise than `besides`."""
    taken = [str(one["name"]) for one in besides]
    return [expense(random, called) for called in apart(random, count, name, taken)]


def _rows(wanted: Sequence[Record], others: Sequence[Record] | None = None) -> dict[str, object]:
    values: dict[str, object] = {"row_objects": [printed("Expense", one) for one in wanted]}
    if others is not None:
        values["noise_row_objects"] = [printed("Expense", one) for one in others]
    return values


def _said(record: Record) -> Record:
    return {column: record[column] for column in _SAID}


def _adding(task: str, count: int) -> Draw:
    def draw(random: Random) -> Case:
        wanted = several(random, count)
        others = several(random, 10, wanted)
        return Case(
            task,
            EXPENSES.has(others, *map(_said, wanted)),
            {**_rows(wanted, others), "text_representation_type": random.choice(_TEXTS)},
            before=EXPENSES.fill(others),
        )

    return draw


def _copying(random: Random) -> Case:
    """Two of a hundred and two lines of a note say that they are paid back; names come more than once."""
    wanted = several(random, 2)
    others = [expense(random, name(random)) for _ in range(100)]
    marked = [{**one, "note": f"{one['note']}. Reimbursable."} for one in wanted]
    lines = [_line(one) for one in random.sample([*marked, *others], 102)]
    text = "\n".join(("name|amount_dollars|category_name|note", *lines))
    return Case(
        "ExpenseAddMultipleFromMarkor",
        EXPENSES.has(others, *map(_said, wanted)),
        {**_rows(wanted, others), "text_representation_type": random.choice(_TEXTS)},
        before=_with_note(EXPENSES.fill(others), text),
    )


def _line(record: Record) -> str:
    """As a table split by "|" has it."""
    dollars, category = int(str(record["amount"])) / 100, CATEGORIES[int(str(record["category"])) - 1]
    return f"{record['name']}|${dollars}|{category}|{record['note']}"


def _with_note(fill: Callable[[Phone], None], text: str) -> Callable[[Phone], None]:
    def before(phone: Phone) -> None:
        fill(phone)
        put(phone, NOTE.rpartition("/")[2], text)

    return before


def _deleting(task: str, count: int, noise: int) -> Draw:
    def draw(random: Random) -> Case:
        doomed = several(random, count)
        others = several(random, noise, doomed)
        records = random.sample([*doomed, *others], count + noise)
        return Case(
            task,
            EXPENSES.lacks(records, doomed),
            _rows(doomed, others if noise else None),
            before=EXPENSES.fill(records),
        )

    return draw


def _doubles(task: str, noise: int, variants: int) -> Draw:
    """One is there twice, among others and some that differ from it in amount and day alone."""

    def draw(random: Random) -> Case:
        others = several(random, noise - variants + 1)
        twin = others.pop()
        others += [
            {**expense(random, ""), **_said(twin), "amount": int(str(twin["amount"])) + more}
            for more in random.sample(range(50, 1000), variants)
        ]
        pair = [dict(twin), dict(twin)]
        records = random.sample([*others, *pair], len(others) + 2)
        return Case(
            task,
            EXPENSES.lacks(records, pair[:1], pair[1:]),
            _rows(pair, others),
            before=EXPENSES.fill(records),
        )

    return draw


SHEETS: Mapping[str, Draw] = {
    "ExpenseAddSingle": _adding("ExpenseAddSingle", 1),
    "ExpenseAddMultiple": _adding("ExpenseAddMultiple", 3),
    "ExpenseAddMultipleFromMarkor": _copying,
    "ExpenseDeleteSingle": _deleting("ExpenseDeleteSingle", 1, 0),
    "ExpenseDeleteMultiple": _deleting("ExpenseDeleteMultiple", 3, 0),
    "ExpenseDeleteMultiple2": _deleting("ExpenseDeleteMultiple2", 3, 50),
    "ExpenseDeleteDuplicates": _doubles("ExpenseDeleteDuplicates", 5, 0),
    "ExpenseDeleteDuplicates2": _doubles("ExpenseDeleteDuplicates2", 40, 3),
}
