"""Joplin by touch: notebooks, lists, search, the trash, tags, the database from outside."""

import pytest

from device.phone.apps.joplin.change import add_folder, add_note, put
from device.phone.apps.joplin.schema import PACKAGE
from device.phone.apps.joplin.store import library
from tests.boot import fresh_phone
from tests.device.phone.pulled import rows as pulled

BASE = f"/data/data/{PACKAGE}/databases"
COLUMNS = {
    "folders": {
        *("id", "title", "created_time", "updated_time", "user_created_time", "user_updated_time"),
        *("encryption_cipher_text", "encryption_applied", "parent_id", "is_shared", "share_id"),
        *("master_key_id", "icon", "user_data", "deleted_time"),
    },
    "notes_normalized": {
        *("id", "parent_id", "title", "body", "latitude", "longitude", "altitude", "source_url", "is_todo"),
        *("todo_due", "todo_completed", "user_created_time", "user_updated_time"),
    },
}


def rows(phone, query):
    return pulled(phone, f"{BASE}/joplin.sqlite", query)


def titles(phone, where="deleted_time = 0"):
    return {title for (title,) in rows(phone, f"SELECT title FROM notes WHERE {where}")}


def shown(hand):
    return [e.text for e in hand.phone.frame().elements() if e.resource_id.endswith("/note_title")]


@pytest.fixture
def home(phone):
    return add_folder(phone.context(), "Home")


@pytest.fixture
def app(hand, home):
    for title in ("Milk", "Rent", "Plants"):
        add_note(hand.phone.context(), home, todo=title == "Rent", title=title, body=f"About {title}")
    hand.open(PACKAGE)
    return hand


# -- notebooks -----------------------------------------------------------------------------------------
def test_without_a_notebook_one_is_asked_for(hand):
    hand.open(PACKAGE)
    assert hand.see("There is currently no notebook.")
    hand.tap("New notebook")
    hand.type("Home")
    hand.tap("Save")
    assert hand.see("Home")
    assert hand.see("There are currently no notes. Create one by clicking on the (+) button.")
    assert rows(hand.phone, "SELECT title, parent_id FROM folders") == [("Home", "")]


def test_the_drawer_leads_to_notebooks_those_in_others_stand_in(app, home):
    inner = add_folder(app.phone.context(), "Garden", home)
    add_note(app.phone.context(), inner, todo=False, title="Roses")
    app.tap("Sidebar")
    outer, inside = app.find("Home"), app.find("Garden")
    assert inside.bounds.left > outer.bounds.left
    app.tap("Garden")
    assert shown(app) == ["Roses"]
    app.tap("Sidebar")
    app.tap("All notes")
    assert set(shown(app)) == {"Roses", "Milk", "Rent", "Plants"}


def test_the_notebook_last_seen_shows_when_the_app_opens(app):
    add_folder(app.phone.context(), "Work")
    app.tap("Sidebar")
    app.tap("Work")
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("Work")


def test_a_notebook_is_renamed_moved_and_deleted_with_what_is_in_it(app):
    add_folder(app.phone.context(), "Work")
    app.tap("Sidebar")
    app.hold("Home")
    app.tap("Edit notebook")
    app.type("House")
    app.tap("Save")
    app.tap("Sidebar")
    app.hold("House")
    app.tap("Move to notebook")
    app.tap("Work")
    tree = [(folder.title, depth) for folder, depth in library(app.phone.context()).tree]
    assert tree == [("Work", 0), ("House", 1)]
    app.tap("Sidebar")
    app.hold("Work")
    app.tap("Delete notebook")
    app.tap("OK")
    assert rows(app.phone, "SELECT count(*) FROM folders") == [(0,)]
    assert titles(app.phone) == set()
    assert titles(app.phone, "deleted_time > 0") == {"Milk", "Rent", "Plants"}


# -- lists ---------------------------------------------------------------------------------------------
def test_open_todos_come_first_and_are_ticked_off_in_the_list(app):
    assert shown(app) == ["Rent", "Milk", "Plants"]
    app.tap("to-do: Rent")
    assert shown(app) == ["Milk", "Plants", "Rent"]
    ((done, mirrored),) = rows(
        app.phone,
        "SELECT n.todo_completed, m.todo_completed FROM notes n JOIN notes_normalized m USING (id) "
        "WHERE n.title = 'Rent'",
    )
    assert done == mirrored > 0


def test_the_order_is_chosen_and_turned_over(app):
    app.tap("Sort notes by")
    app.tap("Title")
    assert shown(app) == ["Rent", "Milk", "Plants"]
    app.tap("Sort notes by")
    app.tap("Uncompleted to-dos on top")
    app.tap("Reverse sort order")
    app.tap("OK")
    assert shown(app) == ["Rent", "Plants", "Milk"]


def test_done_todos_can_be_left_out(app):
    app.tap("to-do: Rent")
    app.tap("Sort notes by")
    app.tap("Show completed to-dos")
    app.tap("OK")
    assert shown(app) == ["Milk", "Plants"]


def test_long_lists_build_only_what_shows(app, home):
    for place in range(80):
        add_note(app.phone.context(), home, todo=place % 2 > 0, title=f"Note {place:02d}")
    assert len(app.phone.frame().elements()) < 100
    app.find("Rent")


def test_search_finds_beginnings_of_words_in_titles_and_bodies(app, home):
    add_note(app.phone.context(), home, todo=False, title="Stir-fry", body="with milk and rice")
    app.tap("Search")
    app.type("mil")
    assert shown(app) == ["Milk", "Stir-fry"]
    app.type("stir-fry ri")
    assert shown(app) == ["Stir-fry"]
    app.type("ilk")
    assert app.see("No notes found.")
    app.type("stir")
    app.tap("Stir-fry", -1)
    app.back()
    assert shown(app) == ["Stir-fry"]
    app.back()
    assert "Rent" in shown(app)


def test_chinese_is_found_anywhere(app, home):
    add_note(app.phone.context(), home, todo=False, title="购物清单")
    app.tap("Search")
    app.type("清单")
    assert shown(app) == ["购物清单"]


# -- several at once -----------------------------------------------------------------------------------
def test_several_are_moved_and_copied(app):
    add_folder(app.phone.context(), "Work")
    app.hold("Milk")
    app.tap("Plants")
    app.tap("More options")
    app.tap("Duplicate")
    assert titles(app.phone) == {"Milk", "Milk - Copy", "Plants", "Plants - Copy", "Rent"}
    app.hold("Milk")
    app.tap("More options")
    app.tap("Move to notebook")
    app.tap("Work")
    app.tap("Sidebar")
    app.tap("Work")
    assert shown(app) == ["Milk"]


def test_what_is_deleted_lies_in_the_trash_until_it_is_restored_or_emptied(app):
    app.hold("Milk")
    app.tap("Rent")
    app.tap("Delete")
    app.tap("Cancel")
    assert len(titles(app.phone)) == 3
    app.tap("Delete")
    app.tap("OK")
    assert titles(app.phone) == {"Plants"}
    assert rows(app.phone, "SELECT title FROM notes_normalized") == [("plants",)]
    app.tap("Sidebar")
    app.tap("Trash")
    assert set(shown(app)) == {"Milk", "Rent"}
    app.tap("Milk")
    app.tap("More options")
    app.tap("Restore")
    assert titles(app.phone) == {"Plants", "Milk"}
    app.tap("More options")
    app.tap("Empty trash")
    app.tap("OK")
    assert titles(app.phone, "1") == {"Plants", "Milk"}


# -- tags ----------------------------------------------------------------------------------------------
def test_tags_are_put_on_notes_and_lead_to_them(app):
    app.tap("Milk")
    app.tap("More options")
    app.tap("Tags")
    app.tap_id("new_tag")
    app.type("Food")
    app.tap("Save")
    app.back()
    app.tap("Sidebar")
    app.tap("Tags")
    assert app.see("Notes: 1")
    app.tap("food")
    assert shown(app) == ["Milk"]
    app.tap("Milk")
    app.tap("More options")
    app.tap("Tags")
    app.tap("food")
    app.tap("Save")
    assert rows(app.phone, "SELECT count(*) FROM tags") == [(0,)]
    app.back()
    assert shown(app) == []


# -- the database from outside -------------------------------------------------------------------------
def test_a_replaced_database_shows_at_once(app):
    other = fresh_phone(seed=2)
    add_note(other.context(), add_folder(other.context(), "Work"), todo=True, title="Report")
    app.phone.files.write(f"{BASE}/joplin.sqlite", other.files.read(f"{BASE}/joplin.sqlite"))
    assert shown(app) == ["Report"]
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert shown(app) == ["Report"]


def test_a_note_that_goes_while_it_is_open_is_said_to_be_gone(app):
    app.tap("Milk")
    app.phone.shell(f"sqlite3 {BASE}/joplin.sqlite 'DELETE FROM notes'")
    assert app.see("This note is no longer there.")
    app.back()
    assert shown(app) == []


@pytest.mark.parametrize("table", COLUMNS)
def test_tables_have_the_columns_a_benchmark_expects(phone, table):
    names = phone.shell(f"sqlite3 {BASE}/joplin.sqlite 'PRAGMA table_info({table})'").text
    assert {line.split("|")[1] for line in names.splitlines()} == COLUMNS[table]


def test_notebooks_that_lie_in_each_other_are_no_trouble(app):
    first, second = add_folder(app.phone.context(), "One"), add_folder(app.phone.context(), "Two")
    database = app.phone.database(PACKAGE, "joplin.sqlite")
    database.run("UPDATE folders SET parent_id = ? WHERE id = ?", second, first)
    database.run("UPDATE folders SET parent_id = ? WHERE id = ?", first, second)
    app.tap("Sidebar")
    assert app.see("Home")


def test_alarms_ring_when_their_moment_comes(app):
    (milk,) = [one.id for one in library(app.phone.context()).notes.values() if one.title == "Rent"]
    due = app.phone.clock.date_ms + 3_600_000
    put(app.phone.context(), milk, todo_due=due)
    app.phone.frame()
    assert app.phone.notifications.of(PACKAGE) == ()
    app.phone.clock.set_date(due + 1000)
    app.phone.frame()
    (posted,) = app.phone.notifications.of(PACKAGE)
    assert posted.title == "Rent"
    app.phone.start(posted.tap)
    assert app.see("About Rent")
