"""Recipes written, copied from a note, deleted, told apart from their doubles."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace

from device.phone.apps.recipe.store import PACKAGE, RECIPES, save_recipe
from device.phone.apps.recipe.store import Recipe as Stored
from device.phone.phone import Phone
from tasks.gold.recipe import Recipe
from tasks.material import writing
from tests.tasks.gold.case import Case

NOTE = "/storage/emulated/0/Documents/Markor/recipes.txt"
QUICK = "A quick and easy meal, perfect for busy weekdays."
SOUP = Recipe(
    "Lentil Soup", QUICK, "2 servings", "30 mins", "n/a", "Cook lentils in broth. Season with thyme."
)
RICE = Recipe(
    'Cauliflower Fried "Rice"',
    "It's 100% good & quick",
    "3-4 servings",
    "1 hrs",
    "as needed",
    "Sauté. Serve.",
)
CAKE = Recipe("Crème 蛋糕", "", "1 serving", "", "2 eggs\n1/2 cup flour", "Whisk the eggs.\nBake.")
Kept = tuple[str, ...]


def kept(phone: Phone) -> Counter[Kept]:
    """What the database holds, but for ids."""
    rows = phone.database(PACKAGE, RECIPES).rows(
        "SELECT title, description, servings, preparationTime, source, ingredients, directions, favorite, "
        "imageName FROM recipes"
    )
    return Counter(tuple(map(repr, row)) for row in rows)


def whole(recipe: Recipe) -> Kept:
    texts = (
        recipe.title,
        recipe.description,
        recipe.servings,
        recipe.preparationTime,
        "",
        recipe.ingredients,
        recipe.directions,
    )
    return (*map(repr, texts), "0", repr(""))


def put(phone: Phone, recipes: Iterable[Recipe]) -> None:
    for one in recipes:
        found = Stored(
            title=one.title,
            description=one.description,
            servings=one.servings,
            time=one.preparationTime,
            ingredients=one.ingredients,
            directions=one.directions,
        )
        save_recipe(phone.context(), found, ())


CROWD = tuple(
    Recipe(
        f"{letter} Dish {place}", QUICK, "6 servings", "45 mins", "varies", f"Stir {place} times. Add salt."
    )
    for letter in "AKTZ"
    for place in range(8)
)


def before(*recipes: Recipe) -> Callable[[Phone], None]:
    return lambda phone: put(phone, (*CROWD, *recipes))


def left(*recipes: Recipe) -> Callable[[Phone, str], bool]:
    """The crowd and these are there, and nothing else."""
    return lambda phone, _: kept(phone) == Counter(map(whole, (*CROWD, *recipes)))


def _add(task: str, *recipes: Recipe, name: str = "") -> Case:
    sheet = {"row_objects": [asdict(one) for one in recipes]}
    return Case(task, left(*recipes), sheet, before=before(), name=name)


def _delete(task: str, *recipes: Recipe) -> Case:
    sheet = {"row_objects": [asdict(one) for one in recipes]}
    return Case(task, left(), sheet, before=before(*recipes))


# -- from a note ---------------------------------------------------------------------------------------
def as_table(recipes: Iterable[Recipe]) -> str:
    """As the task writes "csv"."""
    return writing.as_table([asdict(one) for one in recipes])


def as_blocks(recipes: Iterable[Recipe]) -> str:
    """As the task writes "text_block"."""
    return writing.as_blocks("Recipe", [asdict(one) for one in recipes])


def _note(written: Callable[[Iterable[Recipe]], str], *recipes: Recipe) -> Callable[[Phone], None]:
    def prepare(phone: Phone) -> None:
        put(phone, CROWD)
        phone.files.make_directories(NOTE.rpartition("/")[0])
        phone.files.write(NOTE, written(recipes).encode())

    return prepare


# -- doubles -------------------------------------------------------------------------------------------
VARIANTS = (
    replace(SOUP, servings="6 servings"),
    replace(SOUP, preparationTime="10 mins"),
    replace(SOUP, ingredients="varies"),
    replace(SOUP, directions="Cook lentils in broth. Garnish."),
    replace(SOUP, servings="8 servings"),
    replace(SOUP, preparationTime="2 hrs"),
    replace(SOUP, description="An ideal recipe."),
)
"""What differs from SOUP in one thing each: more than a screen of cards that look the same."""
SALTED = replace(SOUP, title="Salted Soup", directions="Add leeks. Cook.")
LEEK = tuple(replace(SALTED, title=f"{letter} Leek Dish") for letter in "AKTZ")

CASES = (
    _add("RecipeAddSingleRecipe", SOUP),
    _add("RecipeAddSingleRecipe", CAKE, name="lines"),
    _add("RecipeAddMultipleRecipes", SOUP, RICE, CAKE),
    Case("RecipeAddMultipleRecipesFromMarkor", left(SOUP, RICE), before=_note(as_table, SOUP, RICE)),
    Case(
        "RecipeAddMultipleRecipesFromMarkor",
        left(SOUP, RICE),
        before=_note(as_blocks, SOUP, RICE),
        name="blocks",
    ),
    Case(
        "RecipeAddMultipleRecipesFromMarkor2",
        left(SOUP, SALTED),
        {"prep_time": "30 mins"},
        before=_note(as_table, *CROWD, SOUP, *CROWD, SALTED, RICE),
    ),
    Case(
        "RecipeAddMultipleRecipesFromMarkor2",
        left(SOUP, SALTED),
        {"prep_time": "30 mins"},
        before=_note(as_blocks, *CROWD, SOUP, *CROWD, SALTED, RICE),
        name="blocks",
    ),
    _delete("RecipeDeleteSingleRecipe", RICE),
    _delete("RecipeDeleteSingleWithRecipeWithNoise", CAKE),
    _delete("RecipeDeleteMultipleRecipes", SOUP, RICE, CAKE),
    _delete("RecipeDeleteMultipleRecipesWithNoise", CAKE, SOUP, RICE),
    Case(
        "RecipeDeleteMultipleRecipesWithConstraint",
        left(SOUP),
        {"ingredient": "leek"},
        before=before(SOUP, *LEEK, LEEK[1], LEEK[1]),
    ),
    Case(
        "RecipeDeleteMultipleRecipesWithConstraint",
        left(SOUP),
        {"ingredient": "Greek dressing"},
        before=before(SOUP),
        name="none",
        already="no recipe uses it",
    ),
    Case("RecipeDeleteDuplicateRecipes", left(SOUP, RICE), before=before(SOUP, RICE, RICE)),
    Case("RecipeDeleteDuplicateRecipes2", left(*VARIANTS, SOUP), before=before(*VARIANTS, SOUP, SOUP)),
    Case(
        "RecipeDeleteDuplicateRecipes3",
        left(SOUP, *VARIANTS, RICE),
        before=before(SOUP, *VARIANTS, SOUP, RICE),
        name="apart",
    ),
)
