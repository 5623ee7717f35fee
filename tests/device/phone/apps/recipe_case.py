"""Broccoli in tests: a recipe, and rows put in from outside."""

from device.phone.apps.recipe.store import PACKAGE, Recipe, save_recipe
from tests.device.phone.pulled import rows as pulled

BASE = f"/data/data/{PACKAGE}/databases"
SOUP = Recipe(
    title="Lentil Soup",
    description="A quick meal",
    servings="2 servings",
    time="30 mins",
    ingredients="2 onions\n- 1/2 cup lentils\nsalt",
    directions="1. Chop the onions.\n2. Cook it all.",
)
COLUMNS = (
    "title, description, servings, preparationTime, source, ingredients, directions, favorite, imageName"
)


def rows(phone, columns=COLUMNS):
    return pulled(phone, f"{BASE}/broccoli", f"SELECT {columns} FROM recipes ORDER BY recipeId")


def put(phone, *titles):
    for title in titles:
        save_recipe(phone.context(), Recipe(title=title), ())
