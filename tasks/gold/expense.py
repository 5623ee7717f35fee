"""Pro Expense: entering expenses, deleting them, finding those that are there twice."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from device.screen import Observation, Point, UIElement
from tasks.gold import sight
from tasks.gold.gallery import read_records
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.markor import read_note
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_PACKAGE = "com.arduia.expense"
_ADD = "fb_main_add"
CATEGORIES = {
    1: ("Others", "其他"),
    2: ("Income", "收入"),
    3: ("Food", "食品"),
    4: ("Housing", "住房"),
    5: ("Social", "社交"),
    6: ("Entertainment", "娱乐"),
    7: ("Transportation", "交通"),
    8: ("Clothes", "服装"),
    9: ("Health Care", "医疗保健"),
    10: ("Education", "教育"),
    11: ("Donation", "捐赠"),
}
"""By the number the sheet gives: what the chip is called."""
_MARK = "reimbursable"
_WRITTEN = ("Expense", "amount_dollars", "category_name", "note")
"""What a picture says of each expense."""
_DOLLARS = re.compile(r"\d+(?:\.\d+)?")
_SWIPES = 12
"""From one end of the strip of categories to the other, at most."""


@dataclass(frozen=True, slots=True)
class Expense:
    """An expense as the sheet has it."""

    name: str
    amount: int
    """Cents."""
    category: int
    note: str


# -- tasks ---------------------------------------------------------------------------------------------
@solves("ExpenseAddSingle", "ExpenseAddMultiple")
def add_expenses(hand: Hand, params: Params) -> None:
    """The expenses of the sheet, each entered."""
    enter(hand, params.rows("row_objects", Expense))


@solves("ExpenseAddMultipleFromMarkor")
def add_from_note(hand: Hand, params: Params) -> None:
    """The expenses a note marks as reimbursable, entered without that mark: it is no part of their note."""
    found = expenses_in(read_note(hand, "my_expenses.txt"))
    enter(hand, tuple(_unmarked(one) for one in found if _MARK in one.note.lower()))


@solves("ExpenseAddMultipleFromGallery", needs="rapidocr")
def add_from_picture(hand: Hand, params: Params) -> None:
    """The expenses that a picture lists."""
    enter(hand, tuple(map(expense_in, read_records(hand, "expenses.jpg", _WRITTEN))))


@solves("ExpenseDeleteSingle", "ExpenseDeleteMultiple", "ExpenseDeleteMultiple2")
def delete_expenses(hand: Hand, params: Params) -> None:
    """Expenses gone, by their names, as they come in the list."""
    open_log(hand)
    left = [expense.name for expense in params.rows("row_objects", Expense)]
    while left:
        while not hand.sees(id="tv_name", text=tuple(left)) and hand.scroll_down():
            pass
        row = hand.scroll_to(id="tv_name", text=tuple(left))
        hand.tap(id="tv_name", text=row.text)
        _delete_shown(hand)
        left.remove(row.text)


@solves("ExpenseDeleteDuplicates", "ExpenseDeleteDuplicates2")
def delete_duplicates(hand: Hand, params: Params) -> None:
    """One of each two expenses that are the same in all their details."""
    open_log(hand)
    while _delete_a_twin(hand):
        pass


# -- entering ------------------------------------------------------------------------------------------
def open_home(hand: Hand) -> None:
    """The first page, past the welcome."""
    hand.open_app(_PACKAGE)
    while hand.sees(id="btn_continue"):
        hand.tap(id="btn_continue")
    hand.back_until(id=_ADD)


def enter(hand: Hand, expenses: tuple[Expense, ...]) -> None:
    """Enter each of these."""
    open_home(hand)
    for expense in expenses:
        hand.tap(id=_ADD)
        _choose_category(hand, CATEGORIES[expense.category])  # while no keyboard is in the way
        hand.type(expense.name, id="edt_name")
        hand.type(str(Decimal(expense.amount) / 100), id="edt_amount")
        hand.type(expense.note, id="edt_note")
        hand.put_keyboard_away()
        hand.scroll_to(id="btn_save")
        hand.tap(id="btn_save")
        hand.wait_for(id=_ADD)


def _choose_category(hand: Hand, names: tuple[str, ...]) -> None:
    """Touch its chip, swiping the strip on, then back, until it shows."""
    for forward in (True, False):
        for _ in range(_SWIPES):
            if hand.sees(id="tv_name", text=names):
                hand.tap(id="tv_name", text=names)
                hand.wait_for(id="cd_category", selected=True)
                return
            before = _chips(hand)
            _swipe_strip(hand, forward)
            if _chips(hand) == before:
                break
    raise NotOnScreen(Sought(names, {"id": "tv_name"}), hand.look())


def _chips(hand: Hand) -> list[str]:
    return [one.text for one in hand.find_all(id="tv_name")]


def _swipe_strip(hand: Hand, forward: bool) -> None:
    strip = hand.wait_for(id="rv_category").bounds
    low = Point(strip.left + strip.width // 5, strip.center.y)
    high = Point(strip.right - strip.width // 5, strip.center.y)
    hand.device.swipe(high, low) if forward else hand.device.swipe(low, high)


# -- reading a note ------------------------------------------------------------------------------------
def expenses_in(text: str) -> list[Expense]:
    """Those of a table with columns name, amount in dollars, category and note, split by "|"."""
    numbers = {names[0]: number for number, names in CATEGORIES.items()}
    lines = (line.split("|") for line in text.splitlines()[1:] if line.count("|") == 3)
    return [
        Expense(name, int(Decimal(dollars.lstrip("$")) * 100), numbers[category], note)
        for name, dollars, category, note in lines
    ]


def expense_in(record: Mapping[str, str]) -> Expense:
    """One as a picture has it, its category if need be by likeness. Raises KeyError, ValueError."""
    dollars = _DOLLARS.search(record["amount_dollars"])
    near = get_close_matches(record["category_name"], [names[0] for names in CATEGORIES.values()], 1, 0.5)
    if dollars is None or not near:
        raise ValueError(f"no expense can be read from {dict(record)}")
    number = next(number for number, names in CATEGORIES.items() if names[0] == near[0])
    return Expense(record["Expense"], int(Decimal(dollars.group()) * 100), number, record["note"])


def _unmarked(expense: Expense) -> Expense:
    """The expense with its note up to the mark."""
    end = expense.note.lower().index(_MARK)
    note = expense.note[:end].rstrip(" .")
    return Expense(expense.name, expense.amount, expense.category, note)


# -- the log -------------------------------------------------------------------------------------------
def open_log(hand: Hand) -> None:
    """The list of all expenses."""
    open_home(hand)
    hand.tap("Open drawer", "打开抽屉式导航栏")
    hand.tap(id="dest_expense_logs")
    hand.wait_for(id="filter")


def _delete_shown(hand: Hand) -> None:
    """Delete the expense whose details show."""
    hand.tap(id="btn_delete")
    hand.tap(id="btn_confirm")
    hand.wait_for(id="filter")


def _delete_a_twin(hand: Hand) -> bool:
    """Delete one expense another one is equal to; False when there is none.

    Equal ones have the same date, so they are neighbours in the list, which is ordered by date.
    """
    for page in hand.pages():
        rows = _rows_on(page)
        counts = Counter(words for _, words in rows)
        for words in (words for words, count in counts.items() if count > 1):
            details = set()
            for row in (row for row, said in rows if said == words):
                hand.tap_on(row)
                told = _details(hand)
                if told in details:
                    _delete_shown(hand)
                    return True
                details.add(told)
                hand.back()
                hand.wait_for(id="filter")
    return False


def _rows_on(page: Observation) -> list[tuple[UIElement, tuple[str, ...]]]:
    """The rows that show as a whole, each with what it says."""
    found = sight.find_all(page, Sought((), {"id": "cd_expense"}))
    tallest = max((row.bounds.height for row in found), default=0)
    return [
        (row, tuple(sight.written(sight.inside_of(page, row))))
        for row in found
        if row.bounds.height == tallest
    ]


def _details(hand: Hand) -> tuple[str, ...]:
    """All that the sheet of an expense tells."""
    hand.wait_for(id="btn_delete")
    return tuple(sight.written(hand.look().elements))
