"""The Broccoli app: its screens, and how Back leads through them."""

from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA
from device.phone.apps.recipe.cooking import show_cooking, turn_page
from device.phone.apps.recipe.detail import show_detail
from device.phone.apps.recipe.form import leave_form, photo_result, show_form
from device.phone.apps.recipe.function import FUNCTIONS
from device.phone.apps.recipe.main import leave_main, show_main
from device.phone.apps.recipe.state import (
    ALL,
    COOKING,
    DETAILS,
    FIELDS,
    FORM,
    MAIN,
    CookState,
    FormState,
    RecipeActivity,
    RecipeDetailState,
    RecipeMainState,
)
from device.phone.apps.recipe.store import (
    PACKAGE,
    RECIPES,
    RECIPES_SCHEMA,
    categories_of,
    preference,
    recipe,
)
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen


class Broccoli(App):
    """Broccoli, the recipe app."""

    manifest = Manifest(
        package=PACKAGE,
        label="Broccoli",
        icon="nest_eco_leaf",
        icon_colours=("#2E7D32", "#FFFFFF"),
        main=MAIN,
        activities=(DETAILS, FORM, COOKING),
        databases={RECIPES: RECIPES_SCHEMA, PREFERENCE: PREFERENCE_SCHEMA},
        version="1.2.6",
        system=False,
        functions=FUNCTIONS,
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The list, a recipe, the form or the cooking assistant."""
        number = int(intent.extras.get("id", 0))
        if name == DETAILS:
            return RecipeDetailState(number)
        if name == COOKING:
            return CookState(number)
        if name == FORM:
            return _form(context, number)
        chosen = preference(context, "preferred-category", str(ALL))
        return RecipeMainState(category=int(chosen))

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, RecipeDetailState):
            return show_detail(RecipeActivity(context, RecipeDetailState))
        if isinstance(state, FormState):
            return show_form(RecipeActivity(context, FormState))
        if isinstance(state, CookState):
            return show_cooking(RecipeActivity(context, CookState))
        return show_main(RecipeActivity(context, RecipeMainState))

    def back(self, context: Context) -> bool:
        """Closes drawer and search, asks before a form is lost, turns the assistant's page."""
        state = context.activity.state
        if isinstance(state, RecipeMainState):
            return leave_main(RecipeActivity(context, RecipeMainState))
        if isinstance(state, FormState):
            return leave_form(RecipeActivity(context, FormState))
        if isinstance(state, CookState) and state.page:
            turn_page(RecipeActivity(context, CookState), -1)
            return True
        return False

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """A picture was chosen for the recipe in the form."""
        if data is not None and isinstance(context.activity.state, FormState):
            photo_result(RecipeActivity(context, FormState), data)


def _form(context: Context, number: int) -> FormState:
    """The form: empty, or filled with a recipe that is there."""
    found = recipe(context, number)
    if found is None:
        return FormState()
    for key in FIELDS:
        context.set_text(key, str(getattr(found, key)))
    return FormState(found.id, categories_of(context, found.id), found.image)
