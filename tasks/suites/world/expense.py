"""Expenses entered by hand, from a note and from a picture; deleted; told apart from their doubles.

Where we differ from AndroidWorld: what is typed from a text must be as it stands there, letter by letter
(nine of ten are enough there); of a picture nine of ten letters are enough here, too. The goals say that the
mark "Reimbursable." is no part of a note, and which details make two expenses copies of one another.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from random import Random

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import apart
from tasks.material.picture import encoded, page
from tasks.material.table import Record, Table
from tasks.material.writing import FORMS, Texts, as_blocks, as_table, written
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.world.row import (
    Made,
    added,
    fill_mixed,
    fill_others,
    gone,
    meant,
    one_left,
    others,
    params_of,
)
from tasks.task import Params, Template

FACTS = read_facts(__file__)
EXPENSES = Table("com.arduia.expense", "accounting.db", "expense", "expense_id")
CATEGORIES = (
    *("Others", "Income", "Food", "Housing", "Social", "Entertainment", "Transportation", "Clothes"),
    *("Health Care", "Education", "Donation"),
)
"""By their numbers, from 1."""
NOTE = "Documents/Markor/my_expenses.txt"
_PICTURES = "DCIM"
_SAID = ("name", "amount", "category", "note")
_KINDS = ("Big", "Monthly", "Ride-Sharing", "Mom's", "2nd", "Café", "Old & New", "Unexpected", "Non-Profit")
_THINGS = ("Rent", "Groceries", "Gift", "Fees", "Shoes", "Tickets", "Tutoring", "Repairs", "Supplies")
_NOTES = ("Paid by card", "Urgent", "I'll repeat this", "A need", "Remember to transfer funds", "100% wanted")
_LONGEST_NAME = 20
_WIDTH = 60
"""Letters of a picture's line."""


# -- drawing -------------------------------------------------------------------------------------------
def _name(random: Random) -> str:
    return f"{random.choice(_KINDS)} {random.choice(_THINGS)}"[:_LONGEST_NAME].rstrip()


def _readable(random: Random) -> str:
    """A name that a person and a reader of pictures without French both read."""
    while not (name := _name(random)).isascii():
        pass
    return name


def _expense(random: Random, name: str) -> Made:
    """One of a full hour of the first half of October."""
    start = datetime(2023, 10, random.randint(1, 15), random.randrange(24), tzinfo=UTC)
    when = int(start.timestamp()) * 1000
    return {
        "name": name,
        "amount": random.randint(1000, 50_000),
        "category": random.randint(1, 11),
        "note": random.choice(_NOTES),
        "created_date": when,
        "modified_date": when,
    }


def _several(
    random: Random, count: int, besides: Sequence[Record] = (), draw: Callable[[Random], str] = _name
) -> list[Made]:
    """So many, each called otherwise, and otherwise than `besides`."""
    taken = [str(one["name"]) for one in besides]
    return [_expense(random, name) for name in apart(random, count, draw, taken)]


def _to_add(count: int) -> Callable[[Random], Params]:
    def draw(random: Random) -> Params:
        wanted = _several(random, count)
        noise = _several(random, 10, wanted)
        return params_of(wanted, noise, text_representation_type=random.choice(FORMS))

    return draw


def _in_a_note(random: Random) -> Params:
    """Two among a hundred, whose names come more than once."""
    wanted = _several(random, 2)
    noise = [_expense(random, _name(random)) for _ in range(100)]
    return params_of(wanted, noise, text_representation_type="csv")


def _on_a_picture(random: Random) -> Params:
    wanted = _several(random, 3, draw=_readable)
    noise = [_expense(random, _name(random)) for _ in range(10)]
    return params_of(wanted, noise, text_representation_type="text_block")


def _to_delete(count: int, noise: int) -> Callable[[Random], Params]:
    def draw(random: Random) -> Params:
        doomed = _several(random, count)
        return params_of(doomed, _several(random, noise, doomed))

    return draw


def _doubles(noise: int, variants: int) -> Callable[[Random], Params]:
    """One is there twice, among others and some that differ from it in amount and day alone."""

    def draw(random: Random) -> Params:
        twin, *rest = _several(random, noise - variants + 1)
        said = {column: twin[column] for column in _SAID}
        for more in random.sample(range(50, 1000), variants):
            rest.append({**_expense(random, ""), **said, "amount": int(str(twin["amount"])) + more})
        return params_of([twin, twin], rest)

    return draw


# -- words ---------------------------------------------------------------------------------------------
def _told(expense: Record) -> Texts:
    """As notes, pictures and goals say it."""
    return {
        "name": str(expense["name"]),
        "amount_dollars": f"${int(str(expense['amount'])) / 100}",
        "category_name": CATEGORIES[int(str(expense["category"])) - 1],
        "note": str(expense["note"]),
    }


def _all_told(params: Params) -> Params:
    form = str(params["text_representation_type"])
    return {"expenses": written(form, "Expense", [_told(one) for one in meant(params)])}


def _names(params: Params) -> Params:
    return {"expenses": ", ".join(str(one["name"]) for one in meant(params))}


# -- before --------------------------------------------------------------------------------------------
def _with_note(stage: Stage, params: Params) -> None:
    """The others are in the app, and in the note too, among those that are paid back."""
    stage.fill(EXPENSES, others(params))
    marked = [{**one, "note": f"{one['note']!s}. Reimbursable."} for one in meant(params)]
    lines = sorted([*marked, *others(params)], key=lambda one: str(one["created_date"]))
    stage.file(NOTE, as_table([_told(one) for one in lines]) + "\n")


def _with_pictures(stage: Stage, params: Params) -> None:
    """One that lists those that are meant, and of each other one a picture of its own."""
    stage.fill(EXPENSES, others(params))
    stage.file(f"{_PICTURES}/expenses.jpg", _picture(meant(params)))
    for place, one in enumerate(others(params)):
        stage.file(f"{_PICTURES}/old_expenses_{place}.jpg", _picture([one]))


def _picture(expenses: Sequence[Record]) -> bytes:
    return encoded(page(as_blocks("Expense", [_told(one) for one in expenses], _WIDTH)), "expenses.jpg")


# -- after ---------------------------------------------------------------------------------------------
def _added(scene: Scene, params: Params) -> Iterable[Clause]:
    yield added(scene, EXPENSES, params, _SAID)


def _added_nearly(scene: Scene, params: Params) -> Iterable[Clause]:
    yield added(scene, EXPENSES, params, _SAID, near=("name", "note"))


def _gone(scene: Scene, params: Params) -> Iterable[Clause]:
    yield gone(scene, EXPENSES, params)


def _one_left(scene: Scene, params: Params) -> Iterable[Clause]:
    yield one_left(scene, EXPENSES, params)


_adding = fill_others(EXPENSES)
_deleting = fill_mixed(EXPENSES)
TEMPLATES = (
    Template(FACTS["ExpenseAddSingle"], _added, _to_add(1), _adding, _all_told),
    Template(FACTS["ExpenseAddMultiple"], _added, _to_add(3), _adding, _all_told),
    Template(FACTS["ExpenseAddMultipleFromMarkor"], _added, _in_a_note, _with_note),
    Template(
        FACTS["ExpenseAddMultipleFromGallery"],
        _added_nearly,
        _on_a_picture,
        _with_pictures,
    ),
    Template(FACTS["ExpenseDeleteSingle"], _gone, _to_delete(1, 0), _deleting, _names),
    Template(FACTS["ExpenseDeleteMultiple"], _gone, _to_delete(3, 0), _deleting, _names),
    Template(FACTS["ExpenseDeleteMultiple2"], _gone, _to_delete(3, 50), _deleting, _names),
    Template(FACTS["ExpenseDeleteDuplicates"], _one_left, _doubles(5, 0), _deleting),
    Template(FACTS["ExpenseDeleteDuplicates2"], _one_left, _doubles(40, 3), _deleting),
)
