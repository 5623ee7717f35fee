"""Broccoli by touch: writing, reading, deleting, finding, cooking, sorting into categories."""

import pytest

from device.phone.apps.recipe.store import PACKAGE, Recipe, save_recipe
from device.phone.system.intent import Intent
from tests.device.phone.apps.recipe_case import SOUP, put, rows


def fill(hand, **texts):
    for name, text in texts.items():
        for _ in range(8):
            found = [e for e in hand.phone.frame().elements() if e.resource_id.endswith(f"/new_{name}")]
            if found:
                break
            hand.phone.touch.swipe(540, 1700, 540, 900)
        hand.phone.touch.tap(found[0].bounds.center.x, found[0].bounds.center.y)
        hand.type(text)
        hand.back()


@pytest.fixture
def app(hand):
    hand.open(PACKAGE)
    return hand


# -- writing -------------------------------------------------------------------------------------------
def test_a_recipe_is_written_and_shown(app):
    assert app.see("No recipes found.")
    app.tap("New Recipe")
    fill(
        app,
        title="Crème 蛋糕",
        description='It\'s "good"',
        servings="1 serving",
        preparation_time="2 hrs",
        ingredients="2 eggs\nflour",
        directions="Whisk.\nBake.",
    )
    app.tap("SAVE")
    assert rows(app.phone) == [
        ("Crème 蛋糕", 'It\'s "good"', "1 serving", "2 hrs", "", "2 eggs\nflour", "Whisk.\nBake.", 0, "")
    ]
    assert app.phone.front.name.endswith(".RecipeDetailsActivity")
    assert app.see("Whisk.")
    app.back()
    assert app.see("Crème 蛋糕")


def test_what_is_left_empty_is_empty(app):
    app.tap("New Recipe")
    fill(app, title="Toast")
    app.tap("SAVE")
    assert rows(app.phone) == [("Toast", "", "", "", "", "", "", 0, "")]


def test_a_recipe_needs_a_title(app):
    app.tap("New Recipe")
    fill(app, description="Tasty")
    app.tap("SAVE")
    assert app.phone.window.toast == "Please add a title."
    assert rows(app.phone) == []


def test_leaving_asks_when_something_would_be_lost(app):
    app.tap("New Recipe")
    app.back()
    assert app.see("All recipes")
    app.tap("New Recipe")
    fill(app, title="Toast")
    app.back()
    assert app.see("Discard changes?")
    app.tap("CANCEL")
    assert app.see("Toast")
    app.back()
    app.tap("DISCARD")
    assert rows(app.phone) == []


def test_an_edit_changes_only_what_it_touches(app):
    save_recipe(app.phone.context(), SOUP, ())
    before = rows(app.phone)
    app.tap("Lentil Soup")
    app.tap("More options")
    app.tap("Edit")
    fill(app, servings="8 servings")
    app.tap("SAVE")
    assert rows(app.phone) == [(*before[0][:2], "8 servings", *before[0][3:])]
    assert app.see("8 servings")


def test_a_picked_picture_is_kept_with_the_recipe(app):
    png = app.phone.shell("screencap -p").stdout
    app.phone.files.write("/storage/emulated/0/DCIM/soup.png", png)
    app.tap("New Recipe")
    fill(app, title="Toast")
    picked = Intent(data="file:///storage/emulated/0/DCIM/soup.png")
    app.phone.apps[PACKAGE].result(app.phone.context(), "photo", picked)
    app.tap("SAVE")
    [(name,)] = rows(app.phone, "imageName")
    assert app.phone.files.read(f"/sdcard/Android/data/{PACKAGE}/files/Pictures/{name}") == png


# -- reading -------------------------------------------------------------------------------------------
def test_a_recipe_shows_its_lines_and_steps(app):
    save_recipe(app.phone.context(), SOUP, ())
    app.tap("Lentil Soup")
    read = app.read()
    assert [read[read.index("2") + 1], read[read.index("1/2") + 1]] == ["onions", "cup lentils"]
    assert app.see("Chop the onions.")
    assert app.see("30 mins")


def test_favorites_are_marked_and_listed(app):
    put(app.phone, "Soup", "Toast")
    app.tap("Soup")
    app.tap("Mark as favorite")
    assert rows(app.phone, "title, favorite") == [("Soup", 1), ("Toast", 0)]
    app.back()
    app.tap("All recipes")
    app.tap("Favorites")
    assert app.see("Soup")
    assert not app.see("Toast")


def test_sharing_offers_the_recipe_as_text(app):
    save_recipe(app.phone.context(), SOUP, ())
    app.tap("Lentil Soup")
    app.tap("More options")
    app.tap("Share")
    text = str(app.phone.front.intent.extras["android.intent.extra.TEXT"])
    assert text.startswith("LENTIL SOUP\n\nServings: 2 servings\nTime: 30 mins\n\nA quick meal\n\n")
    assert "Ingredients:\n- 2 onions\n- 1/2 cup lentils\n- salt\n\n" in text
    assert "Directions:\n1. Chop the onions.\n2. Cook it all.\n" in text


def test_the_assistant_scales_and_turns_pages(app):
    save_recipe(app.phone.context(), SOUP, ())
    app.tap("Lentil Soup")
    app.tap("Cook")
    app.tap("Adjust ingredients")
    field = next(e for e in app.phone.frame().elements() if e.resource_id.endswith("/number_of_servings"))
    app.phone.touch.tap(field.bounds.center.x, field.bounds.center.y)
    app.type("6")
    app.tap("OK")
    assert app.see("6 onions\n1.5 cup lentils\nsalt")
    app.phone.touch.swipe(900, 1200, 200, 1200)
    assert app.see("Chop the onions.")
    app.back()
    assert app.see("Ingredients")
    app.back()
    assert app.see("Lentil Soup")


# -- deleting ------------------------------------------------------------------------------------------
def test_deleting_asks_first(app):
    put(app.phone, "Soup", "Toast")
    app.tap("Soup")
    app.tap("More options")
    app.tap("Delete")
    app.tap("CANCEL")
    assert len(rows(app.phone)) == 2
    app.tap("More options")
    app.tap("Delete")
    app.tap("DELETE")
    assert rows(app.phone, "title") == [("Toast",)]
    assert app.see("Toast")


# -- finding -------------------------------------------------------------------------------------------
def test_search_finds_beginnings_of_words(app):
    save_recipe(app.phone.context(), SOUP, ())
    put(app.phone, "Onion Pie", "Toast")
    app.tap("Search")
    app.type("oni")
    assert [word for word in app.read() if word in ("Onion Pie", "Lentil Soup", "Toast")] == [
        "Onion Pie",
        "Lentil Soup",
    ]
    app.type("entil")
    assert app.see("No recipes found.")
    app.back()
    app.back()
    assert app.see("Toast")


def test_the_list_is_by_title_and_builds_only_what_shows(app):
    put(app.phone, *(f"Dish {place:03d}" for place in reversed(range(300))), "apple pie")
    assert app.read()[app.read().index("Recipe photo") + 1] == "apple pie"
    assert len(app.phone.frame().elements()) < 80
    app.find("Dish 050")


# -- categories and seasons ----------------------------------------------------------------------------
def test_categories_are_made_used_and_deleted(app):
    put(app.phone, "Soup", "Toast")
    app.tap("Open navigation drawer")
    app.tap("Categories")
    app.tap("Add category")
    app.type("Dinner")
    app.tap("SAVE")
    app.back()
    app.tap("Soup")
    app.tap("More options")
    app.tap("Edit")
    box = next(e for e in app.phone.frame().elements() if e.resource_id.endswith("/new_categories"))
    app.phone.touch.tap(box.bounds.center.x, box.bounds.center.y)
    app.tap("Dinner")
    app.tap("OK")
    app.tap("SAVE")
    app.back()
    app.tap("All recipes")
    app.tap("Dinner")
    assert app.see("Soup")
    assert not app.see("Toast")
    app.tap("Open navigation drawer")
    app.tap("Categories")
    app.tap("Dinner")
    app.tap("DELETE")
    app.tap("DELETE")
    assert app.see("Create custom categories to manage your recipes.")
    assert len(rows(app.phone)) == 2


def test_the_calendar_wants_a_region_and_leads_to_recipes(app):
    save_recipe(app.phone.context(), Recipe(title="Pumpkin Pie", ingredients="1 pumpkin"), ())
    put(app.phone, "Toast")
    app.tap("Open navigation drawer")
    app.tap("Seasonal calendar")
    app.tap("CONFIGURE")
    app.tap("Region")
    app.tap("Central Europe")
    app.tap("Open navigation drawer")
    app.tap("Seasonal calendar")
    assert app.see("October 2023")
    app.tap("Pumpkin")
    assert app.see("Pumpkin Pie")
    assert not app.see("Toast")
    app.back()
    app.tap("Next month")
    assert app.see("November")


def test_a_backup_can_be_restored(app):
    save_recipe(app.phone.context(), SOUP, ())
    app.tap("Open navigation drawer")
    app.tap("Backup and restore")
    app.tap("Backup recipes")
    app.tap("Restore recipes")
    app.tap("OK")
    assert len(rows(app.phone)) == 2
    assert rows(app.phone)[0] == rows(app.phone)[1]
