"""Expenses entered, copied from a note, deleted, told apart from their doubles."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict

from device.phone.apps.expense.store import ACCOUNTING, PACKAGE, ExpenseRecord, records, save_record
from device.phone.phone import Phone
from tasks.gold.expense import Expense
from tests.boot import fresh_phone
from tests.tasks.gold.case import Case

DAY = 86_400_000
NOTE = "/storage/emulated/0/Documents/Markor/my_expenses.txt"
Kept = tuple[str, int, int, str]
"""Name, cents, category, note."""
RENT = Expense("Rent Payment", 45_000, 4, "Monthly recurring")
GIFT = Expense("Gift for Friend's 30", 1_999, 5, 'It\'s 100% wanted & "urgent"')
TEA = Expense("抹茶 Çay", 1_050, 3, "已付 €")
EACH_CATEGORY = tuple(
    Expense(f"Thing {number}", 1_000 + 10 * number, number, "A need") for number in range(1, 12)
)


def kept(phone: Phone) -> Counter[Kept]:
    """What the database holds."""
    found = phone.database(PACKAGE, ACCOUNTING).rows("SELECT name, amount, category, note FROM expense")
    return Counter(
        (str(name), int(str(cents)), int(str(kind)), str(note)) for name, cents, kind, note in found
    )


def put(phone: Phone, expenses: Iterable[Expense], days_ago: int = 1) -> None:
    """Expenses of one moment."""
    when = phone.clock.date_ms - days_ago * DAY
    for one in expenses:
        save_record(
            phone.context(), ExpenseRecord(0, one.name, one.amount, one.category, one.note, when, when)
        )


def crowd(phone: Phone) -> None:
    """Fifty others, of many days."""
    for place in range(50):
        put(phone, (Expense(f"Noise {place}", 1_000 + place, place % 11 + 1, "Urgent"),), place // 3)


def before(*expenses: Expense) -> Callable[[Phone], None]:
    """The phone has them somewhere in the crowd."""

    def prepare(phone: Phone) -> None:
        crowd(phone)
        for place, one in enumerate(expenses):
            put(phone, (one,), 4 + 5 * place)

    return prepare


def whole(expense: Expense) -> Kept:
    return (expense.name, expense.amount, expense.category, expense.note)


def _others() -> Counter[Kept]:
    phone = fresh_phone()
    crowd(phone)
    return kept(phone)


def _added(*expenses: Expense) -> Callable[[Phone, str], bool]:
    return lambda phone, _: kept(phone) == _others() + Counter(map(whole, expenses))


def _add(task: str, *expenses: Expense, name: str = "") -> Case:
    sheet = {"row_objects": [asdict(one) for one in expenses]}
    return Case(task, _added(*expenses), sheet, before=crowd, name=name)


def _delete(task: str, *expenses: Expense, name: str = "") -> Case:
    sheet = {"row_objects": [asdict(one) for one in expenses]}
    return Case(task, _added(), sheet, before=before(*expenses), name=name)


# -- from a note ---------------------------------------------------------------------------------------
def _note(phone: Phone) -> None:
    crowd(phone)
    rows = ["name|amount_dollars|category_name|note"]
    rows += [f"Snacks|${12.5 + place}|Food|Paid by card" for place in range(60)]
    rows.insert(17, "Rent Payment|$450.0|Housing|Monthly recurring. Reimbursable.")
    rows.append("Gym Membership|$19.99|Health Care|A need. Reimbursable.")
    phone.files.make_directories(NOTE.rpartition("/")[0])
    phone.files.write(NOTE, "\n".join(rows).encode())


# -- doubles -------------------------------------------------------------------------------------------
def _twins(phone: Phone) -> None:
    """Two of one, among some that differ from them in one thing each."""
    crowd(phone)
    put(phone, (RENT, RENT), 6)
    put(phone, (Expense(RENT.name, RENT.amount, RENT.category, "Urgent"),), 6)
    put(phone, (Expense(RENT.name, RENT.amount + 1, RENT.category, RENT.note),), 6)
    put(phone, (Expense(RENT.name, RENT.amount, 5, RENT.note),), 6)
    put(phone, (RENT,), 11)


def _one_twin_gone(phone: Phone, _answer: str) -> bool:
    """One of the first two made of RENT is gone, and nothing else."""
    made = fresh_phone()
    _twins(made)
    found = {one.id: one for one in records(made.context())}
    twins = sorted(number for number, one in found.items() if one.name == RENT.name)[:2]
    left = {one.id: one for one in records(phone.context())}
    return any(left == {number: one for number, one in found.items() if number != twin} for twin in twins)


CASES = (
    _add("ExpenseAddSingle", RENT),
    _add("ExpenseAddSingle", GIFT, name="signs"),
    _add("ExpenseAddMultiple", RENT, GIFT, TEA),
    _add("ExpenseAddMultiple", *EACH_CATEGORY, name="categories"),
    Case(
        "ExpenseAddMultipleFromMarkor",
        _added(RENT, Expense("Gym Membership", 1_999, 9, "A need")),
        before=_note,
    ),
    _delete("ExpenseDeleteSingle", RENT),
    _delete("ExpenseDeleteSingle", GIFT, name="signs"),
    _delete("ExpenseDeleteMultiple", RENT, GIFT, TEA),
    _delete("ExpenseDeleteMultiple2", TEA, GIFT, RENT),
    Case("ExpenseDeleteDuplicates", _one_twin_gone, before=_twins),
    Case("ExpenseDeleteDuplicates2", _one_twin_gone, before=_twins),
)
