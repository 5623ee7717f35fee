"""Recipes written by hand, from a note and from a picture; deleted; told apart from their doubles.

Where we differ from AndroidWorld: what is typed from a text must be as it stands there, letter by letter
(nine of ten are enough there); of a picture nine of ten letters are enough here, too. Who must delete what
uses an ingredient finds one to three such recipes; there, where chance wants it or the ingredient has a
capital letter, there are none, and doing nothing is right.
"""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.picture import encoded, page
from tasks.material.table import Record, Table
from tasks.material.writing import FORMS, Texts, as_blocks, written
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.world.row import (
    Made,
    added,
    fill_mixed,
    fill_others,
    gone,
    meant,
    mixed,
    one_left,
    others,
    params_of,
)
from tasks.task import Params, Template

FACTS = read_facts(__file__)
SAID = ("title", "description", "servings", "preparationTime", "ingredients", "directions")
_NEW = (*SAID, "source", "favorite")
RECIPES = Table("com.flauschcode.broccoli", "broccoli", "recipes", "recipeId")
NOTE = "Documents/Markor/recipes.txt"
PICTURE = "DCIM/recipes.jpg"
_DISHES = {
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
_PLAIN = ("Avocado Toast", "Beet Salad", "Pesto Pasta with Peas", "Mushroom Risotto", "Tacos al Pastor")
"""Dishes without signs that a reader of pictures takes for others."""
_INGREDIENTS = ("pepper", "butter", "lentils", "cheese", "noodles", "beef", "soy sauce", "mashed avocado")
_DESCRIPTIONS = ("A quick meal, perfect for busy weekdays.", "It's good at any time.", "To experiment with.")
_SERVINGS = ("1 serving", "2 servings", "3-4 servings", "6 servings", "8 servings")
_TIMES = ("10 mins", "20 mins", "30 mins", "45 mins", "1 hrs", "2 hrs", "3 hrs", "4 hrs")
_MORE = ("Try a pinch of your favorite spices.", "Feel free to substitute.", "Garnish with fresh herbs.")
_AMOUNTS = ("see directions", "varies", "as needed", "n/a", "to your liking")
_WIDTH = 60
"""Letters of a picture's line."""
_TRIES = 3_000


# -- drawing -------------------------------------------------------------------------------------------
def _recipe(random: Random, title: str = "") -> Made:
    """One of a dish, of any where none is given."""
    dish = title or random.choice(tuple(_DISHES))
    return {
        "title": dish,
        "description": random.choice(_DESCRIPTIONS),
        "servings": random.choice(_SERVINGS),
        "preparationTime": random.choice(_TIMES),
        "ingredients": random.choice(_AMOUNTS),
        "directions": f"{_DISHES[dish]} {random.choice(_MORE)}",
        "source": "",
        "favorite": 0,
        "imageName": "",
    }


def _several(random: Random, count: int, kept: Callable[[Made], bool] = lambda _: True) -> list[Made]:
    """So many different ones that `kept` is true for, or as many as chance finds; dishes come again."""
    found: list[Made] = []
    for _ in range(_TRIES):
        if len(found) == count:
            break
        one = _recipe(random)
        if one not in found and kept(one):
            found.append(one)
    return found


def _to_add(count: int) -> Callable[[Random], Params]:
    def draw(random: Random) -> Params:
        wanted = _several(random, count)
        noise = _several(random, 10, lambda one: one not in wanted)
        return params_of(wanted, noise, text_representation_type=random.choice(FORMS))

    return draw


def _quick(random: Random) -> Params:
    """The three of a note's 43 that take a given time."""
    time = random.choice(_TIMES)
    wanted = _several(random, 3, lambda one: one["preparationTime"] == time)
    noise = _several(random, 40, lambda one: one["preparationTime"] != time)
    return params_of(wanted, noise, text_representation_type=random.choice(FORMS), prep_time=time)


def _on_a_picture(random: Random) -> Params:
    wanted = [_recipe(random, title) for title in random.sample(_PLAIN, 3)]
    noise = _several(random, 10, lambda one: one not in wanted)
    return params_of(wanted, noise, text_representation_type="text_block")


def _to_delete(count: int, noise: int) -> Callable[[Random], Params]:
    """Dishes of different names; the others' names come more than once."""

    def draw(random: Random) -> Params:
        titles = random.sample(tuple(_DISHES), count)
        doomed = [_recipe(random, title) for title in titles]
        return params_of(doomed, _several(random, noise, lambda one: one["title"] not in titles))

    return draw


def _using(random: Random) -> Params:
    """Up to three use it."""
    ingredient = random.choice(_INGREDIENTS)

    def uses(one: Made) -> bool:
        return ingredient in str(one["directions"]).lower()

    doomed = _several(random, random.randint(1, 3), uses)
    noise = _several(random, 29, lambda one: not uses(one))
    return params_of(doomed, noise, ingredient=ingredient)


def _doubles(noise: int, alike: Sequence[str], variants: int) -> Callable[[Random], Params]:
    """One is there twice, among others and `variants` that are like it in the columns `alike`."""

    def draw(random: Random) -> Params:
        twin, *rest = _several(random, noise - variants + 1)
        while len(rest) < noise:
            one = _recipe(random, str(twin["title"]))
            if one not in rest and one != twin and all(one[column] == twin[column] for column in alike):
                rest.append(one)
        return params_of([twin, twin], rest)

    return draw


# -- words ---------------------------------------------------------------------------------------------
def told(recipe: Record) -> Texts:
    """As notes, pictures and goals say it."""
    return {column: str(recipe[column]) for column in SAID}


def _all_told(params: Params) -> Params:
    form = str(params["text_representation_type"])
    return {"recipes": written(form, "Recipe", [told(one) for one in meant(params)])}


def _titles(params: Params) -> Params:
    return {"recipes": "; ".join(str(one["title"]) for one in meant(params))}


# -- before --------------------------------------------------------------------------------------------
def _with_note(recipes: Callable[[Params], Sequence[Record]]) -> Callable[[Stage, Params], None]:
    """The others are in the app, and these in the note."""

    def prepare(stage: Stage, params: Params) -> None:
        stage.fill(RECIPES, others(params))
        form = str(params["text_representation_type"])
        stage.file(NOTE, written(form, "Recipe", [told(one) for one in recipes(params)]) + "\n")

    return prepare


def _with_picture(stage: Stage, params: Params) -> None:
    """The others are in the app, and those that are meant on the picture."""
    stage.fill(RECIPES, others(params))
    text = as_blocks("Recipe", [told(one) for one in meant(params)], _WIDTH)
    stage.file(PICTURE, encoded(page(text), PICTURE))


# -- after ---------------------------------------------------------------------------------------------
def _added(scene: Scene, params: Params) -> Iterable[Clause]:
    yield added(scene, RECIPES, params, _NEW)


def _added_nearly(scene: Scene, params: Params) -> Iterable[Clause]:
    yield added(scene, RECIPES, params, _NEW, near=SAID)


def _gone(scene: Scene, params: Params) -> Iterable[Clause]:
    yield gone(scene, RECIPES, params)


def _one_left(scene: Scene, params: Params) -> Iterable[Clause]:
    yield one_left(scene, RECIPES, params)


_adding = fill_others(RECIPES)
_deleting = fill_mixed(RECIPES)
TEMPLATES = (
    Template(FACTS["RecipeAddSingleRecipe"], _added, _to_add(1), _adding, _all_told),
    Template(FACTS["RecipeAddMultipleRecipes"], _added, _to_add(3), _adding, _all_told),
    Template(FACTS["RecipeAddMultipleRecipesFromMarkor"], _added, _to_add(3), _with_note(meant)),
    Template(FACTS["RecipeAddMultipleRecipesFromMarkor2"], _added, _quick, _with_note(mixed)),
    Template(FACTS["RecipeAddMultipleRecipesFromImage"], _added_nearly, _on_a_picture, _with_picture),
    Template(FACTS["RecipeDeleteSingleRecipe"], _gone, _to_delete(1, 0), _deleting, _titles),
    Template(FACTS["RecipeDeleteMultipleRecipes"], _gone, _to_delete(3, 0), _deleting, _titles),
    Template(FACTS["RecipeDeleteSingleWithRecipeWithNoise"], _gone, _to_delete(1, 29), _deleting, _titles),
    Template(FACTS["RecipeDeleteMultipleRecipesWithNoise"], _gone, _to_delete(3, 29), _deleting, _titles),
    Template(FACTS["RecipeDeleteMultipleRecipesWithConstraint"], _gone, _using, _deleting),
    Template(FACTS["RecipeDeleteDuplicateRecipes"], _one_left, _doubles(5, (), 0), _deleting),
    Template(FACTS["RecipeDeleteDuplicateRecipes2"], _one_left, _doubles(10, ("title",), 4), _deleting),
    Template(
        FACTS["RecipeDeleteDuplicateRecipes3"],
        _one_left,
        _doubles(30, ("title", "description"), 8),
        _deleting,
    ),
)
