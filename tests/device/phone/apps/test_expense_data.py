"""Pro Expense and its database: replaced from outside, wiped, kept; amounts as they are read and written."""

import pytest

from device.phone.apps.expense.money import amount_text, cents_of
from device.phone.apps.expense.store import PACKAGE, records
from tests.boot import fresh_phone
from tests.device.phone.apps.expense_case import BASE, put


@pytest.fixture
def app(hand):
    hand.open(PACKAGE)
    return hand


@pytest.fixture
def log(app):
    app.tap("Open drawer")
    app.tap("Expense Logs")
    return app


# -- the database from outside -------------------------------------------------------------------------
def test_a_replaced_database_shows_at_once(log):
    put(log.phone, "Rent")
    assert log.see("Rent")
    other = fresh_phone(seed=2)
    put(other, "Tea")
    log.phone.files.write(f"{BASE}/accounting.db", other.files.read(f"{BASE}/accounting.db"))
    assert log.see("Tea")
    assert not log.see("Rent")


def test_wiping_the_folder_does_not_bring_the_welcome_back(app):
    image = app.phone.files.read(f"{BASE}/accounting.db")
    app.phone.shell(f"rm -r {BASE}/*")
    app.phone.files.write(f"{BASE}/accounting.db", image)
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("Recent")


def test_after_its_welcome_a_wiped_folder_is_no_new_start(app):
    app.phone.shell(f"pm clear {PACKAGE}")
    app.open(PACKAGE)
    app.tap("NEXT")
    app.tap("CONTINUE")
    image = app.phone.files.read(f"{BASE}/accounting.db")
    app.phone.shell(f"rm -r {BASE}/*")
    app.phone.files.write(f"{BASE}/accounting.db", image)
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("Recent")


def test_cleared_the_app_welcomes_once(app):
    put(app.phone, "Rent")
    app.phone.shell(f"pm clear {PACKAGE}")
    app.open(PACKAGE)
    app.tap("NEXT")
    app.tap("CONTINUE")
    assert app.see("No Expense Logs")
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("Recent")


def test_the_table_has_the_columns_a_benchmark_expects(phone):
    names = phone.shell(f"sqlite3 {BASE}/accounting.db 'PRAGMA table_info(expense)'").text
    assert [line.split("|")[1] for line in names.splitlines()] == [
        *("expense_id", "name", "amount", "category", "note", "created_date", "modified_date"),
    ]


# -- amounts -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "cents"),
    [("12", 1200), ("12.", 1200), (".5", 50), ("1,234.56", 123_456), ("0", 0), ("", None), (".", None)],
)
def test_amounts_are_read_in_cents(typed, cents):
    assert cents_of(typed) == cents


def test_every_amount_comes_back_as_it_was_told():
    assert all(cents_of(amount_text(cents)) == cents for cents in range(0, 200_000, 7))
    assert [amount_text(cents) for cents in (0, 5, 10, 100, 123_450)] == ["0", "0.05", "0.1", "1", "1,234.5"]


def test_records_survive_a_snapshot(phone):
    put(phone, "Rent")
    saved = phone.snapshot()
    put(phone, "Tea")
    phone.restore(saved)
    assert [one.name for one in records(phone.context())] == ["Rent"]
