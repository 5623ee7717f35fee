"""Pro Expense in tests: rows put in from outside, its form, and the finger over a row."""

from device.phone.apps.expense.store import PACKAGE, ExpenseRecord, save_record
from tests.device.phone.pulled import rows as pulled

BASE = f"/data/data/{PACKAGE}/databases"
DAY = 86_400_000


def rows(phone, columns="name, amount, category, note"):
    return pulled(phone, f"{BASE}/accounting.db", f"SELECT {columns} FROM expense ORDER BY expense_id")


def put(phone, name, cents=1_000, category=3, note="Urgent", days_ago=0):
    when = phone.clock.date_ms - days_ago * DAY
    save_record(phone.context(), ExpenseRecord(0, name, cents, category, note, when, when))


def element(hand, name):
    return next(e for e in hand.phone.frame().elements() if e.resource_id == f"{PACKAGE}:id/{name}")


def fill(hand, **texts):
    for name, text in texts.items():
        centre = element(hand, f"edt_{name}").bounds.center
        hand.phone.touch.tap(centre.x, centre.y)
        hand.type(text)
    hand.back()


def swipe(hand, label, way):
    """A finger over the row: "left" or "right"."""
    row = hand.find(label).bounds.center.y
    ends = (900, 200) if way == "left" else (200, 900)
    hand.phone.touch.swipe(ends[0], row, ends[1], row)
