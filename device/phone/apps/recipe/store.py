"""What Broccoli keeps: recipes, the categories they are in, and preferences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from device.phone.apps import preference as kept
from device.phone.apps.provider.reading import has_table, read_once, whole, words
from device.phone.file.database import Database
from device.phone.system.context import Context

PACKAGE = "com.flauschcode.broccoli"
RECIPES = "broccoli"
RECIPES_SCHEMA = """
CREATE TABLE recipes (
    recipeId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, title TEXT, imageName TEXT, description TEXT,
    servings TEXT, preparationTime TEXT, source TEXT, ingredients TEXT, directions TEXT,
    favorite INTEGER NOT NULL
);
CREATE TABLE categories (categoryId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT);
CREATE TABLE recipes_with_categories (
    recipeId INTEGER NOT NULL, categoryId INTEGER NOT NULL, PRIMARY KEY (recipeId, categoryId),
    FOREIGN KEY (recipeId) REFERENCES recipes (recipeId) ON DELETE CASCADE,
    FOREIGN KEY (categoryId) REFERENCES categories (categoryId) ON DELETE CASCADE
);
PRAGMA user_version = 1;
"""
_SELECT = """
SELECT recipeId, title, description, servings, preparationTime, source, ingredients, directions, imageName,
    favorite
FROM recipes ORDER BY title COLLATE NOCASE, recipeId
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe; what is not known is ""."""

    id: int = 0
    """0 = not saved yet."""
    title: str = ""
    description: str = ""
    servings: str = ""
    time: str = ""
    source: str = ""
    ingredients: str = ""
    directions: str = ""
    image: str = ""
    """Name of a picture in the app's folder."""
    favorite: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What a search looks through, what counts most first."""
        return (self.title, self.description, self.source, self.ingredients)


# -- recipes ---------------------------------------------------------------------------------------------
def recipes(context: Context) -> tuple[Recipe, ...]:
    """All, by title."""
    return read_once(context.database(RECIPES, PACKAGE), _read_recipes)


def _read_recipes(database: Database) -> tuple[Recipe, ...]:
    found = []
    for number, *texts, favorite in database.rows(_SELECT):
        title, description, servings, time, source, ingredients, directions, image = map(words, texts)
        found.append(
            Recipe(
                id=whole(number),
                title=title,
                description=description,
                servings=servings,
                time=time,
                source=source,
                ingredients=ingredients,
                directions=directions,
                image=image,
                favorite=bool(favorite),
            )
        )
    return tuple(found)


def recipe(context: Context, number: int) -> Recipe | None:
    """One by its id; None when it is gone."""
    return next((found for found in recipes(context) if found.id == number), None)


def save_recipe(context: Context, new: Recipe, categories: Iterable[int]) -> int:
    """Insert it, or with an id replace what was there; its id."""
    database = context.database(RECIPES, PACKAGE)
    texts = (new.title, new.description, new.servings, new.time, new.source, new.ingredients, new.directions)
    number = new.id
    if number:
        database.run(
            "UPDATE recipes SET title = ?, description = ?, servings = ?, preparationTime = ?, source = ?, "
            "ingredients = ?, directions = ?, imageName = ?, favorite = ? WHERE recipeId = ?",
            *texts,
            new.image,
            int(new.favorite),
            number,
        )
    else:
        number = database.run(
            "INSERT INTO recipes (title, description, servings, preparationTime, source, ingredients, "
            "directions, imageName, favorite) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *texts,
            new.image,
            int(new.favorite),
        )
    if frozenset(categories) != categories_of(context, number):
        database.run("DELETE FROM recipes_with_categories WHERE recipeId = ?", number)
        database.run_many(
            "INSERT INTO recipes_with_categories (recipeId, categoryId) VALUES (?, ?)",
            [(number, category) for category in categories],
        )
    return number


def delete_recipe(context: Context, number: int) -> None:
    """Remove one for good."""
    database = context.database(RECIPES, PACKAGE)
    database.run("DELETE FROM recipes WHERE recipeId = ?", number)
    if categories_of(context, number):
        database.run("DELETE FROM recipes_with_categories WHERE recipeId = ?", number)


# -- categories ------------------------------------------------------------------------------------------
def categories(context: Context) -> Mapping[int, str]:
    """Those the person made: id to name, by name."""
    return read_once(context.database(RECIPES, PACKAGE), _read_categories)


def _read_categories(database: Database) -> Mapping[int, str]:
    if not has_table(database, "categories"):
        return {}
    rows = database.rows("SELECT categoryId, name FROM categories ORDER BY name COLLATE NOCASE")
    return {whole(number): words(name) for number, name in rows}


def categories_of(context: Context, number: int) -> frozenset[int]:
    """Those a recipe is in."""
    return members(context).get(number, frozenset())


def members(context: Context) -> Mapping[int, frozenset[int]]:
    """Recipes that are in categories: recipe id to category ids."""
    return read_once(context.database(RECIPES, PACKAGE), _read_members)


def _read_members(database: Database) -> Mapping[int, frozenset[int]]:
    if not has_table(database, "recipes_with_categories"):
        return {}
    found: dict[int, frozenset[int]] = {}
    for number, category in database.rows("SELECT recipeId, categoryId FROM recipes_with_categories"):
        found[whole(number)] = found.get(whole(number), frozenset()) | {whole(category)}
    return found


def save_category(context: Context, number: int, name: str) -> None:
    """Rename one, or with 0 add one."""
    database = context.database(RECIPES, PACKAGE)
    if number:
        database.run("UPDATE categories SET name = ? WHERE categoryId = ?", name, number)
    else:
        database.run("INSERT INTO categories (name) VALUES (?)", name)


def delete_category(context: Context, number: int) -> None:
    """Remove one; its recipes stay."""
    database = context.database(RECIPES, PACKAGE)
    database.run("DELETE FROM recipes_with_categories WHERE categoryId = ?", number)
    database.run("DELETE FROM categories WHERE categoryId = ?", number)


# -- preferences -----------------------------------------------------------------------------------------
def preference(context: Context, key: str, default: str = "") -> str:
    """One setting of the app."""
    return kept.preference(context, PACKAGE, key, default)


def set_preference(context: Context, key: str, value: str) -> None:
    """Change one."""
    kept.set_preference(context, PACKAGE, key, value)
