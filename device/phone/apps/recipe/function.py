"""What Broccoli does for other programs."""

from device.phone.apps.recipe.store import Recipe, save_recipe
from device.phone.system.appfunction import AppFunction, Given, Parameter, string
from device.phone.system.context import Context

_TEXTS = {
    "description": "What it is",
    "servings": "For how many",
    "time": "How long it takes",
    "ingredients": "What goes in, a line each",
    "directions": "What is done, a line each",
}


def _create(context: Context, given: Given) -> None:
    texts = {name: string(given, name) for name in _TEXTS}
    save_recipe(context, Recipe(title=string(given, "title"), **texts), ())  # type: ignore[arg-type]


FUNCTIONS = (
    AppFunction(
        "createRecipe",
        "Adds a recipe to the collection.",
        (
            Parameter("title", "string", "What it is called"),
            *(Parameter(name, "string", about, required=False) for name, about in _TEXTS.items()),
        ),
        _create,
    ),
)
