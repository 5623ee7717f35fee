"""What Pro Expense does for other programs."""

from device.phone.apps.expense.category import CATEGORIES, OTHERS
from device.phone.apps.expense.money import amount_text
from device.phone.apps.expense.store import ExpenseRecord, records, save_record
from device.phone.system.appfunction import AppFunction, FunctionFault, Given, Parameter, string
from device.phone.system.context import Context

_KINDS = {kind.name: kind.id for kind in CATEGORIES} | {"Others": OTHERS}


def _add(context: Context, given: Given) -> None:
    category = string(given, "category") or "Others"
    if category not in _KINDS:
        raise FunctionFault(f"there is no category {category}; there are: {', '.join(_KINDS)}")
    cents = round(float(string(given, "amount")) * 100)
    now = context.clock.date_ms
    name, note = string(given, "name"), string(given, "note")
    save_record(context, ExpenseRecord(0, name, cents, _KINDS[category], note, now, now))


def _list(context: Context, _given: Given) -> list[str]:
    names = {number: name for name, number in _KINDS.items()}
    return [
        f"{one.name}: {amount_text(one.cents)} dollars, {names.get(one.category, '')}, {one.note}"
        for one in records(context)
    ]


FUNCTIONS = (
    AppFunction(
        "addExpense",
        "Adds one expense to the log.",
        (
            Parameter("name", "string", "What the money was spent on"),
            Parameter("amount", "double", "In dollars"),
            Parameter("category", "string", f"One of {', '.join(_KINDS)}", required=False),
            Parameter("note", "string", "Anything else", required=False),
        ),
        _add,
    ),
    AppFunction("listExpenses", "Lists all expenses, the newest first.", (), _list),
)
