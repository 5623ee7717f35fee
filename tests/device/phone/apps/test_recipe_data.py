"""Broccoli and its database: replaced from outside, kept; what it reads out of texts."""

from fractions import Fraction

import pytest

from device.phone.apps.recipe.store import PACKAGE, recipes, save_category
from device.phone.apps.recipe.text import direction_lines, ingredient_lines, matches, scaled
from tests.boot import fresh_phone
from tests.device.phone.apps.recipe_case import BASE, COLUMNS, SOUP, put, rows


@pytest.fixture
def app(hand):
    hand.open(PACKAGE)
    return hand


# -- the database from outside -------------------------------------------------------------------------
def test_a_replaced_database_shows_at_once(app):
    put(app.phone, "Soup")
    assert app.see("Soup")
    other = fresh_phone(seed=2)
    put(other, "Toast")
    app.phone.files.write(f"{BASE}/broccoli", other.files.read(f"{BASE}/broccoli"))
    assert app.see("Toast")
    assert not app.see("Soup")


def test_a_database_with_recipes_alone_is_enough(app):
    save_category(app.phone.context(), 0, "Dinner")
    app.phone.shell(f"sqlite3 {BASE}/broccoli 'DROP TABLE categories; DROP TABLE recipes_with_categories'")
    put(app.phone, "Soup")
    app.tap("Soup")
    app.tap("More options")
    app.tap("Delete")
    app.tap("DELETE")
    assert rows(app.phone) == []


def test_the_table_has_the_columns_a_benchmark_expects(phone):
    names = phone.shell(f"sqlite3 {BASE}/broccoli 'PRAGMA table_info(recipes)'").text
    assert {line.split("|")[1] for line in names.splitlines()} == {"recipeId", *COLUMNS.split(", ")}


# -- texts ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("quantity", "factor", "told"),
    [
        ("2", 3, "6"),
        ("1/2", 2, "1"),
        ("2-3", 2, "4-6"),
        ("0,5", 3, "1.5"),
        ("½", 3, "1.5"),
        ("1", Fraction(1, 3), "0.33"),
        ("", 2, ""),
        ("3", 1, "3"),
    ],
)
def test_amounts_are_scaled(quantity, factor, told):
    assert scaled(quantity, Fraction(factor)) == told


def test_lines_lose_their_marks():
    assert ingredient_lines("- 2 eggs\n\n–salt\n7up") == [("2", "eggs"), ("", "salt"), ("7", "up")]
    assert ingredient_lines("varies") == [("", "varies")]
    assert direction_lines("1. Stir\n\n2.5 l of water\n3.") == ["Stir", "2.5 l of water", "3."]
    assert matches(SOUP, "lent soup") == 1
    assert matches(SOUP, "zzz") == 0


def test_recipes_survive_a_snapshot(phone):
    put(phone, "Soup")
    saved = phone.snapshot()
    put(phone, "Toast")
    phone.restore(saved)
    assert [one.title for one in recipes(phone.context())] == ["Soup"]
