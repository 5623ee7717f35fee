"""A note of Joplin: written, read, ticked, made a to-do, given an alarm, shared, deleted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.joplin.change import add_folder, add_note
from device.phone.apps.joplin.note import ticked
from device.phone.apps.joplin.schema import NOTES, PACKAGE
from device.phone.apps.joplin.store import library
from device.phone.system.intent import Intent

BODY = "# Cake\n\nIngredients:\n- 1 cup **flour**\n- [ ] eggs\n- [x] milk\n"


def note(phone, title="Cake"):
    """The note of that title as it is kept now."""
    (found,) = [one for one in library(phone.context()).notes.values() if one.title == title]
    return found


@pytest.fixture
def app(hand):
    folder = add_folder(hand.phone.context(), "Home")
    add_note(hand.phone.context(), folder, todo=False, title="Cake", body=BODY)
    hand.open(PACKAGE)
    return hand


# -- writing -------------------------------------------------------------------------------------------
def test_a_note_is_written_and_kept_as_it_is_typed(app):
    app.tap("Add new")
    app.tap("New note")
    app.type("Crème 蛋糕")
    app.tap_id("note_body_editor")
    app.type('- It\'s "good"')
    kept = note(app.phone, "Crème 蛋糕")
    assert (kept.body, kept.todo) == ('- It\'s "good"', False)
    mirrored = app.phone.database(PACKAGE, NOTES).rows(
        "SELECT title, body FROM notes_normalized WHERE id = ?", kept.id
    )
    assert mirrored == [("crème 蛋糕", '- It\'s "good"')]
    app.back()
    app.tap("Save changes")
    assert app.see('It\'s "good"')
    app.back()
    assert app.see("Crème 蛋糕")


def test_a_new_todo_has_a_box(app):
    app.tap("Add new")
    app.tap("New to-do")
    app.type("Buy eggs")
    assert note(app.phone, "Buy eggs").todo
    app.back()
    app.back()
    app.back()
    assert app.see("to-do: Buy eggs")


def test_a_new_note_left_empty_is_not_kept(app):
    app.tap("Add new")
    app.tap("New note")
    app.back()
    app.back()
    assert len(library(app.phone.context()).notes) == 1


def test_where_a_note_was_made_is_kept_unless_it_is_turned_off(app):
    app.tap("Add new")
    app.tap("New note")
    app.type("Here")
    assert note(app.phone, "Here").latitude == pytest.approx(37.422)
    app.back()
    app.back()
    app.back()
    app.tap("Sidebar")
    app.tap("Configuration")
    app.tap("Save geo-location with notes")
    app.back()
    app.tap("Add new")
    app.tap("New note")
    app.type("Nowhere")
    assert note(app.phone, "Nowhere").latitude == 0


def test_an_edit_changes_only_what_it_touches(app):
    before = app.phone.database(PACKAGE, NOTES).rows("SELECT * FROM notes")[0]
    app.phone.clock.set_date(app.phone.clock.date_ms + 60_000)
    app.tap("Cake")
    app.tap_id("note_title")
    app.type("Pie")
    after = app.phone.database(PACKAGE, NOTES).rows("SELECT * FROM notes")[0]
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 3


def test_buttons_mark_the_text_up(app):
    app.tap("Add new")
    app.tap("New note")
    app.type("List")
    app.tap_id("note_body_editor")
    app.type("eggs")
    app.tap("Task list")
    assert note(app.phone, "List").body == "- [ ] eggs"
    app.phone.touch.text(", milk")
    assert note(app.phone, "List").body == "- [ ] eggs, milk"


# -- reading -------------------------------------------------------------------------------------------
def test_markdown_is_set_out_and_the_text_is_kept(app):
    app.tap("Cake")
    read = app.read()
    assert "Ingredients:" in read
    assert "flour" in read
    assert "# Cake" not in "\n".join(read)
    app.tap("Edit")
    assert app.see(BODY)


def test_boxes_of_a_page_are_ticked_by_touch(app):
    app.tap("Cake")
    boxes = [e for e in app.phone.frame().elements() if e.is_checkable]
    assert [box.is_checked for box in boxes] == [False, True]
    app.phone.touch.tap(boxes[0].bounds.center.x, boxes[0].bounds.center.y)
    assert note(app.phone).body == BODY.replace("[ ] eggs", "[x] eggs")


@given(st.text(alphabet="-*1. []xX\nab", max_size=60), st.integers(0, 5))
def test_ticking_changes_at_most_one_sign(text, place):
    after = ticked(text, place)
    assert len(after) == len(text)
    assert sum(old != new for old, new in zip(text, after, strict=True)) <= 1


def test_a_link_leads_to_another_note(app):
    folder = note(app.phone).folder
    add_note(
        app.phone.context(), folder, todo=False, title="Menu", body=f"[the cake](:/{note(app.phone).id})"
    )
    app.tap("Menu")
    app.tap("the cake")
    assert app.see("Ingredients:")
    app.back()
    assert app.see("the cake")


# -- menu ----------------------------------------------------------------------------------------------
def test_a_note_becomes_a_todo_with_an_alarm(app):
    app.tap("Cake")
    app.tap("More options")
    app.tap("Convert to to-do")
    app.tap("More options")
    app.tap("Set alarm")
    app.tap("20")
    app.tap("OK")
    app.tap("OK")
    kept = note(app.phone)
    assert kept.todo
    assert kept.due == app.phone.clock.date_ms + 5 * 86_400_000
    app.tap("More options")
    app.tap("Set alarm")
    app.tap("Clear alarm")
    assert note(app.phone).due == 0
    app.tap("to-do: Cake")
    assert note(app.phone).completed == app.phone.clock.date_ms


def test_a_note_is_moved_by_its_bar(app):
    work = add_folder(app.phone.context(), "Work")
    app.tap("Cake")
    app.tap("Notebook")
    app.tap("Work")
    assert note(app.phone).folder == work
    assert app.see("Work")


def test_a_note_is_shared_as_text_and_takes_what_others_share(app):
    app.tap("Cake")
    app.tap("More options")
    app.tap("Share")
    assert app.phone.front.intent.extras["android.intent.extra.TEXT"] == f"Cake\n\n{BODY}".strip()
    app.back()
    extras = {"android.intent.extra.TEXT": "Some words", "android.intent.extra.SUBJECT": "Shared"}
    send = Intent("android.intent.action.SEND", type="text/plain", package=PACKAGE, extras=extras)
    app.phone.start(send)
    assert note(app.phone, "Shared").body == "Some words"


def test_properties_say_when_and_where(app):
    app.tap("Cake")
    app.tap("More options")
    app.tap("Properties")
    assert app.see(note(app.phone).id)
    assert app.see("Created")
    assert any("Today" in word for word in app.read())


def test_deleting_asks_and_returns_to_the_list(app):
    app.tap("Cake")
    app.tap("More options")
    app.tap("Delete")
    app.tap("OK")
    assert note(app.phone).deleted
    assert not app.see("Cake")
