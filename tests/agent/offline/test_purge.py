"""All of a kind is deleted, but for what is to stay; the phone's state judges."""

import pytest

from device.phone.phone import Phone
from device.phone.sample import fill
from tests.agent.goal.test_read_on_phone import pursued
from tests.agent.offline.drive import drive
from tests.boot import fresh_phone

NOTEBOOK = "/storage/emulated/0/Documents/Markor"


def filled(locale: str = "en-US") -> Phone:
    phone = fresh_phone()
    phone.shell(f"setprop persist.sys.locale {locale}")
    fill(phone)
    return phone


def names(phone: Phone, package: str, database: str, column: str, table: str) -> list[str]:
    rows = phone.database(package, database).rows(f"SELECT {column} FROM {table} ORDER BY {column}")
    return [str(row[0]) for row in rows]


def expenses(phone: Phone) -> list[str]:
    return names(phone, "com.arduia.expense", "accounting.db", "name", "expense")


def recipes(phone: Phone) -> list[str]:
    return names(phone, "com.flauschcode.broccoli", "broccoli", "title", "recipes")


@pytest.mark.parametrize(("goal", "locale"), [("Delete every note", "en-US"), ("把所有笔记都删了", "zh-CN")])
def test_every_note_goes_with_those_in_folders(goal: str, locale: str) -> None:
    run = drive(goal, filled(locale))
    assert run.status == "complete", run.reason
    assert not run.phone.files.list(NOTEBOOK)
    assert len(run.history) < 9, "the app can select all of them"


def test_all_expenses_go_but_one() -> None:
    run = drive("remove all expenses except the rent", filled())
    assert (run.status, expenses(run.phone)) == ("complete", ["Rent", "Salary"]), run.reason


def test_what_was_earned_is_no_expense() -> None:
    run = drive("delete all expenses", filled())
    assert (run.status, expenses(run.phone)) == ("complete", ["Salary"]), run.reason


def test_all_recipes_go_but_two() -> None:
    run = drive("Delete all recipes in Broccoli but Pancakes and Tomato Soup", filled())
    assert (run.status, recipes(run.phone)) == ("complete", ["Pancakes", "Tomato Soup"]), run.reason


def tasks(phone: Phone) -> list[str]:
    return names(phone, "org.tasks", "database", "title", "tasks WHERE deleted = 0 AND completed = 0")


def test_all_tasks_go_but_one_that_is_said_by_a_word_of_it() -> None:
    run = pursued("[delete_all]clear out my [kind:to-dos][exception:, but keep the rent]", filled())
    assert (run.status, tasks(run.phone)) == ("complete", ["Pay the rent"]), run.reason


@pytest.mark.parametrize(
    ("there", "left", "status"),
    [
        (("rent.md", "rent deposit.md", "ideas.md"), ["rent.md"], "complete"),
        (("rent old.md", "rent new.md"), ["rent new.md", "rent old.md"], "infeasible"),
    ],
)
def test_words_say_what_is_to_stay_only_where_no_name_does_and_only_one_has_them(
    there: tuple[str, ...], left: list[str], status: str
) -> None:
    phone = fresh_phone()
    for name in there:
        phone.files.write(f"{NOTEBOOK}/{name}", b"x")
    run = pursued("[delete_all]delete all my [kind:notes] [exception:except rent]", phone)
    assert run.status == status, run.reason
    assert sorted(each.rpartition("/")[2] for each in phone.files.list(NOTEBOOK)) == left


def test_where_what_is_to_stay_is_not_there_nothing_goes() -> None:
    phone = filled()
    before = recipes(phone)
    run = drive("Delete all recipes except Waffles", phone)
    assert run.status == "infeasible"
    assert run.reason == 'I found no recipe "Waffles" that is to stay, and deleted nothing'
    assert recipes(phone) == before


def test_who_is_not_allowed_to_deletes_nothing_and_says_so() -> None:
    phone = filled()
    before = recipes(phone)
    run = drive("Delete every recipe", phone, deny="delete: ")
    assert run.status != "complete"
    assert recipes(phone) == before
