"""Pro Expense by touch: entering, editing, deleting, filtering, what home and statistics make of it."""

import pytest

from device.phone.apps.expense.store import PACKAGE
from tests.device.phone.apps.expense_case import element, fill, put, rows, swipe


@pytest.fixture
def app(hand):
    hand.open(PACKAGE)
    return hand


@pytest.fixture
def log(app):
    app.tap("Open drawer")
    app.tap("Expense Logs")
    return app


# -- entering ------------------------------------------------------------------------------------------
def test_an_expense_is_entered(app):
    app.tap("Add expense")
    fill(app, name="Rent", amount="450.5", note="A need")
    strip = element(app, "rv_category").bounds
    app.phone.touch.swipe(strip.right - 60, strip.center.y, strip.left + 60, strip.center.y)
    app.tap("Transportation")
    app.tap("SAVE")
    assert rows(app.phone) == [("Rent", 45_050, 7, "A need")]
    now = app.phone.clock.date_ms
    assert rows(app.phone, "created_date, modified_date") == [(now, now)]
    assert app.see("Rent")
    assert app.see("Recent")


def test_texts_left_empty_are_empty_and_food_is_the_default(app):
    app.tap("Add expense")
    fill(app, amount="7")
    app.tap("SAVE")
    assert rows(app.phone) == [("", 700, 3, "")]


def test_without_an_amount_nothing_is_saved(app):
    app.tap("Add expense")
    fill(app, name="Rent")
    app.tap("SAVE")
    assert app.see("Cost is Empty")
    assert rows(app.phone) == []


def test_fields_take_no_more_than_they_should(app):
    app.tap("Add expense")
    fill(app, name="Educational Software and more", amount="$1,234.567")
    app.tap("SAVE")
    assert rows(app.phone, "name, amount") == [("Educational Software", 123_456)]


def test_the_lock_keeps_the_form_open(app):
    app.tap("Add expense")
    app.tap("Keep the form open")
    for name in ("One", "Two"):
        fill(app, name=name, amount="1")
        app.tap("NEXT")
        app.back()
    assert [name for name, *_ in rows(app.phone)] == ["One", "Two"]
    assert app.see("Expense Entry")


def test_every_category_can_be_reached_by_swiping(app):
    app.tap("Add expense")
    seen = set()
    strip = element(app, "rv_category").bounds
    for _ in range(6):
        seen |= {e.text for e in app.phone.frame().elements() if e.resource_id.endswith("/tv_name")}
        app.phone.touch.swipe(strip.right - 60, strip.center.y, strip.left + 60, strip.center.y)
    assert len(seen) == 11
    for _ in range(6):
        app.phone.touch.swipe(strip.left + 60, strip.center.y, strip.right - 60, strip.center.y)
    assert app.see("Food")


def test_date_and_time_can_be_chosen(app):
    app.tap("Add expense")
    app.tap("Calendar")
    app.tap("03 October 2023")
    app.tap("OK")
    app.tap("Time")
    app.tap("Switch to text input mode for the time input.")
    centre = app.find("Hour").bounds.center
    app.phone.touch.tap(centre.x, centre.y)
    app.type("9")
    centre = app.find("Minute").bounds.center
    app.phone.touch.tap(centre.x, centre.y)
    app.type("05")
    app.tap("AM")
    app.tap("OK")
    fill(app, amount="1")
    app.tap("SAVE")
    moment = "datetime(created_date / 1000, 'unixepoch')"
    assert rows(app.phone, moment) == [("2023-10-03 09:05:00",)]


def test_an_edit_keeps_what_it_does_not_touch(log):
    put(log.phone, "Rent", 45_000, 4, "A need", days_ago=3)
    before = rows(log.phone, "expense_id, created_date, modified_date, category, note")
    log.tap("Rent")
    log.tap("EDIT")
    assert log.see("450")
    fill(log, amount="500", name="New rent")
    log.tap("UPDATE")
    assert rows(log.phone, "name, amount") == [("New rent", 50_000)]
    assert rows(log.phone, "expense_id, created_date, modified_date, category, note") == before
    assert log.see("Expense Logs")


# -- deleting ------------------------------------------------------------------------------------------
def test_deleting_asks_first(log):
    put(log.phone, "Rent")
    log.tap("Rent")
    assert log.see("Today 3:34 PM")
    log.tap("Delete")
    assert log.see("1 item")
    log.back()
    assert len(rows(log.phone)) == 1
    log.tap("Rent")
    log.tap("Delete")
    log.tap("CONFIRM")
    assert rows(log.phone) == []
    assert log.see("No Expense Logs")


def test_a_row_pushed_aside_shows_delete(log):
    put(log.phone, "Rent")
    put(log.phone, "Tea")
    swipe(log, "Rent", "left")
    log.tap("Delete")
    log.tap("CONFIRM")
    assert [name for name, *_ in rows(log.phone)] == ["Tea"]
    swipe(log, "Tea", "left")
    log.back()
    assert not log.see("Delete")


def test_several_are_selected_and_deleted_together(log):
    for name in ("Rent", "Tea", "Gas"):
        put(log.phone, name)
    log.hold("Rent")
    swipe(log, "Tea", "right")
    log.tap("Gas")
    log.tap("Gas")
    assert log.see("2 items")
    log.tap("Delete")
    log.tap("CONFIRM")
    assert [name for name, *_ in rows(log.phone)] == ["Gas"]
    log.hold("Gas")
    log.back()
    assert log.see("Expense Logs")


# -- the list ------------------------------------------------------------------------------------------
def test_days_head_their_expenses_and_income_has_a_plus(log):
    put(log.phone, "Salary", 123_450, 2, days_ago=1)
    put(log.phone, "Tea", 700, days_ago=3)
    read = log.read()
    assert read.index("Yesterday") < read.index("Salary") < read.index("Thursday, October 12")
    assert log.see("+1,234.5")
    assert log.see("7")


def test_a_filter_narrows_and_orders_the_list(log):
    for place, name in enumerate(("Tea", "Gas", "Bus", "Old")):
        put(log.phone, name, category=7 if name != "Tea" else 3, days_ago=place * 3)
    log.tap("Filter")
    log.tap("From October 6, 2023")
    log.tap("08 October 2023")
    log.tap("OK")
    log.tap("ASC")
    log.tap("APPLY FILTER")
    names = [word for word in log.read() if word in ("Tea", "Gas", "Bus", "Old")]
    assert names == ["Bus", "Gas", "Tea"]
    log.tap("Filter")
    log.tap("Food")
    log.tap("APPLY FILTER")
    assert [word for word in log.read() if word in ("Tea", "Gas", "Bus", "Old")] == ["Tea"]


def test_a_long_list_builds_only_what_shows(log):
    for place in range(400):
        put(log.phone, f"Thing {place}", days_ago=place)
    assert len(log.phone.frame().elements()) < 120
    log.find("Thing 20")


# -- other pages ---------------------------------------------------------------------------------------
def test_home_adds_up_this_week(app):
    put(app.phone, "Salary", 200_000, 2)
    put(app.phone, "Tea", 700)
    put(app.phone, "Last week", 99_900, days_ago=2)
    assert element(app, "tv_income_value").text == "2,000"
    assert element(app, "tv_outcome_value").text == "7"
    app.tap("MORE")
    assert app.see("Expense Logs")
    app.back()
    assert app.see("Recent")


def test_statistics_divide_by_category(app):
    put(app.phone, "Tea", 750)
    put(app.phone, "Rent", 250, 4)
    app.tap("Open drawer")
    app.tap("Statistics")
    read = app.read()
    assert read.index("Food") < read.index("75.0%") < read.index("Housing") < read.index("25.0%")


def test_currency_and_language_are_the_apps_own(app):
    put(app.phone, "Tea")
    app.tap("Open drawer")
    app.tap("Settings")
    app.tap("Currency")
    app.tap("Euro (EUR)")
    app.tap("SAVE")
    app.tap("Language")
    app.tap("China (Chinese)")
    app.tap("RESTART")
    assert app.see("设置")
    app.back()
    assert app.see("EUR")
    assert app.see("本周支出")
    assert app.phone.settings.text("system", "system_locales").startswith("en")


def test_a_backup_can_be_imported(app):
    put(app.phone, "Müller's, tea\n2", 750, note="")
    app.tap("Open drawer")
    app.tap("Backup")
    app.tap("Export")
    app.tap("SAVE AS")
    app.tap("Expense_2023_10_15.csv")
    app.tap("IMPORT")
    assert rows(app.phone) == [("Müller's, tea\n2", 750, 3, "")] * 2
    app.tap("Delete")
    assert app.see("No Data")


def test_feedback_needs_a_comment(app):
    app.tap("Open drawer")
    app.tap("Feedback")
    app.tap("SEND FEEDBACK")
    assert app.see("Empty Comment")
    fill(app, comment="Good", email="nobody")
    app.tap("SEND FEEDBACK")
    assert app.see("Invalid Email Address")
    fill(app, email="a@b.c")
    app.tap("SEND FEEDBACK")
    app.tap("GO HOME")
    assert app.see("Recent")
