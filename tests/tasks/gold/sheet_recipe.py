"""Recipe sheets: to write, to copy from a note, to delete, to tell doubles apart."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from device.phone.phone import Phone
from tasks.gold.recipe import Recipe
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_markor import put
from tests.tasks.gold.case_recipe import as_blocks, as_table
from tests.tasks.gold.sheet import Draw
from tests.tasks.gold.table import Record, Table, printed

_SAID = ("title", "description", "servings", "preparationTime", "ingredients", "directions")
RECIPES = Table(
    "com.flauschcode.broccoli",
    "broccoli",
    "recipes",
    "recipeId",
    {**dict.fromkeys(_SAID, ""), "source": "", "favorite": 0, "imageName": ""},
)
DISHES = {
    "Quick Fried Rice": "Sauté cooked rice with vegetables, add soy sauce. Toss until hot.",
    'Turnip "Steak"': "Slice turnips; sear in butter (both sides!). Season with salt and pepper.",
    "Grandma's Lentil Soup": "Cook onions, carrots and lentils in broth until tender. Season with thyme.",
    "Avocado Toast": "Toast bread, top with mashed avocado, salt, pepper and chili flakes.",
    "Crème Brûlée à l'Orange": "Whisk 4 eggs & sugar. Bake at 150° for 1/2 hour. Chill; burn sugar on top.",
    "Shepherd's Pie": "Brown the beef with onions. Cover with mashed potatoes. Bake until golden.",
    "Very Slow Roast of Beef with All the Trimmings, for a Sunday": "Salt the beef a day ahead. Roast.",
    "Beet Salad": "Mix beets with feta, walnuts and olive oil.",
    "Pesto Pasta with Peas": "Cook pasta, stir in pesto sauce and peas. Add Parmesan before serving.",
    "Miso Ramen": "Simmer broth with miso; add noodles, egg and nori. Serve at once.",
    "Tacos al Pastor": "Marinate pork with pineapple. Grill. Serve on tortillas with cilantro.",
    "Mushroom Risotto": "Stir rice in stock, a ladle at a time. Fold in mushrooms and cheese.",
}
INGREDIENTS = ("pepper", "butter", "salt", "Greek dressing", "black garlic", "noodles", "beef", "soy sauce")
DESCRIPTIONS = ("A quick meal, perfect for busy weekdays.", "It's good at any time.", "To experiment with.")
_SERVINGS = ("1 serving", "2 servings", "3-4 servings", "6 servings", "8 servings")
_TIMES = ("10 mins", "20 mins", "30 mins", "45 mins", "1 hrs", "2 hrs", "3 hrs", "4 hrs")
_MORE = ("Try a pinch of your favorite spices.", "Feel free to substitute.", "Garnish with fresh herbs.")
_AMOUNTS = ("see directions", "varies", "as needed", "n/a", "to your liking")
Kept = Callable[[Record], bool]


def recipe(random: Random, title: str = "") -> Record:
    """A row of the recipes' table, of a dish where one is given."""
    name = title or random.choice(tuple(DISHES))
    return RECIPES.record(
        title=name,
        description=random.choice(DESCRIPTIONS),
        servings=random.choice(_SERVINGS),
        preparationTime=random.choice(_TIMES),
        ingredients=random.choice(_AMOUNTS),
        directions=f"{DISHES[name]} {random.choice(_MORE)}",
    )


def several(random: Random, count: int, kept: Kept = lambda _: True) -> list[Record]:
    """So many different ones that `kept` is true for, or as many as chance finds; dishes come again."""
    found: list[Record] = []
    for _ in range(3000):
        one = recipe(random)
        if one not in found and kept(one):
            found.append(one)
        if len(found) == count:
            break
    return found


def _rows(wanted: Sequence[Record], others: Sequence[Record] | None = None) -> dict[str, object]:
    values: dict[str, object] = {"row_objects": [printed("Recipe", one) for one in wanted]}
    if others is not None:
        values["noise_row_objects"] = [printed("Recipe", one) for one in others]
    return values


def _new(record: Record) -> Record:
    return {column: record[column] for column in (*_SAID, "source", "favorite")}


def _adding(task: str, count: int) -> Draw:
    def draw(random: Random) -> Case:
        wanted, others = several(random, count), several(random, 10)
        return Case(
            task,
            RECIPES.has(others, *map(_new, wanted)),
            {**_rows(wanted, others), "text_representation_type": random.choice(("csv", "text_block"))},
            before=RECIPES.fill(others),
        )

    return draw


def _copying(random: Random) -> Case:
    """All recipes of a note."""
    wanted, others = several(random, 3), several(random, 10)
    return _from_note("RecipeAddMultipleRecipesFromMarkor", random, wanted, others, wanted)


def _copying_quick(random: Random) -> Case:
    """The three of a note's 43 that take a given time."""
    time = random.choice(_TIMES)
    wanted = several(random, 3, lambda one: one["preparationTime"] == time)
    others = several(random, 40, lambda one: one["preparationTime"] != time)
    written = random.sample([*wanted, *others], 43)
    return _from_note("RecipeAddMultipleRecipesFromMarkor2", random, wanted, others, written, prep_time=time)


def _from_note(
    task: str,
    random: Random,
    wanted: Sequence[Record],
    others: Sequence[Record],
    written: Sequence[Record],
    **more: str,
) -> Case:
    kind = random.choice(("csv", "text_block"))
    noted = [Recipe(*(str(one[column]) for column in _SAID)) for one in written]
    text = as_table(noted) if kind == "csv" else as_blocks(noted)
    fill = RECIPES.fill(others)

    def before(phone: Phone) -> None:
        fill(phone)
        put(phone, "recipes.txt", text)

    values = {**_rows(wanted, others), "text_representation_type": kind, **more}
    return Case(task, RECIPES.has(others, *map(_new, wanted)), values, before=before)


def _deleting(task: str, count: int, noise: bool) -> Draw:
    """So many dishes of different names among others; with noise the others' names come more than once."""

    def draw(random: Random) -> Case:
        doomed = [recipe(random, title) for title in random.sample(tuple(DISHES), count)]
        names = [one["title"] for one in doomed]
        others = several(random, 29, lambda one: one["title"] not in names) if noise else []
        records = random.sample([*doomed, *others], len(doomed) + len(others))
        return Case(
            task,
            RECIPES.lacks(records, doomed),
            _rows(doomed, others if noise else None),
            before=RECIPES.fill(records),
        )

    return draw


def _with_ingredient(random: Random) -> Case:
    """Up to three use it; where none does, the phone is right as it is."""
    ingredient = random.choice(INGREDIENTS)
    doomed = several(random, 3, lambda one: ingredient in str(one["directions"]).lower())
    others = several(random, 29, lambda one: ingredient not in str(one["directions"]).lower())
    records = random.sample([*doomed, *others], len(doomed) + len(others))
    return Case(
        "RecipeDeleteMultipleRecipesWithConstraint",
        RECIPES.lacks(records, doomed),
        {**_rows(doomed, others), "ingredient": ingredient},
        before=RECIPES.fill(records),
        already="" if doomed else "no recipe uses it",
    )


def _doubles(task: str, noise: int, alike: Sequence[str], variants: int) -> Draw:
    """One is there twice, among others and `variants` that are like it in the columns `alike`."""

    def draw(random: Random) -> Case:
        others = several(random, noise - variants + 1)
        twin = others.pop()
        while len(others) < noise:
            one = recipe(random, str(twin["title"]))
            if one not in others and one != twin and all(one[column] == twin[column] for column in alike):
                others.append(one)
        pair = [dict(twin), dict(twin)]
        records = random.sample([*others, *pair], len(others) + 2)
        return Case(
            task,
            RECIPES.lacks(records, pair[:1], pair[1:]),
            _rows(pair, others),
            before=RECIPES.fill(records),
        )

    return draw


SHEETS: Mapping[str, Draw] = {
    "RecipeAddSingleRecipe": _adding("RecipeAddSingleRecipe", 1),
    "RecipeAddMultipleRecipes": _adding("RecipeAddMultipleRecipes", 3),
    "RecipeAddMultipleRecipesFromMarkor": _copying,
    "RecipeAddMultipleRecipesFromMarkor2": _copying_quick,
    "RecipeDeleteSingleRecipe": _deleting("RecipeDeleteSingleRecipe", 1, False),
    "RecipeDeleteMultipleRecipes": _deleting("RecipeDeleteMultipleRecipes", 3, False),
    "RecipeDeleteSingleWithRecipeWithNoise": _deleting("RecipeDeleteSingleWithRecipeWithNoise", 1, True),
    "RecipeDeleteMultipleRecipesWithNoise": _deleting("RecipeDeleteMultipleRecipesWithNoise", 3, True),
    "RecipeDeleteMultipleRecipesWithConstraint": _with_ingredient,
    "RecipeDeleteDuplicateRecipes": _doubles("RecipeDeleteDuplicateRecipes", 5, (), 0),
    "RecipeDeleteDuplicateRecipes2": _doubles("RecipeDeleteDuplicateRecipes2", 10, ("title",), 4),
    "RecipeDeleteDuplicateRecipes3": _doubles(
        "RecipeDeleteDuplicateRecipes3", 30, ("title", "description"), 8
    ),
}
