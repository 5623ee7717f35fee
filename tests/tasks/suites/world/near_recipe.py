"""Nearly the right recipes."""

from collections.abc import Mapping, Sequence

from tests.tasks.suites.attempt import Near
from tests.tasks.suites.otherrows import (
    both,
    changed,
    one_short,
    one_too_many,
    the_other,
    the_wrong_one,
    then,
    treating,
)

_ADD, _DELETE = "RecipeAddMultipleRecipes", "RecipeDeleteMultipleRecipes"

NEAR: Mapping[str, Sequence[Near]] = {
    "RecipeAddSingleRecipe": (
        treating(_ADD, changed("directions", " Serve.")),
        treating(_ADD, changed("servings", "!")),
        treating(_ADD, one_too_many),
    ),
    "RecipeAddMultipleRecipes": (
        treating(_ADD, one_short),
        treating(_ADD, the_wrong_one),
        treating(_ADD, one_too_many),
    ),
    "RecipeAddMultipleRecipesFromImage": (
        treating(_ADD, changed("title", " once more")),
        treating(_ADD, one_too_many),
    ),
    "RecipeAddMultipleRecipesFromMarkor": (
        treating(_ADD, changed("ingredients", ".")),
        treating(_ADD, one_too_many),
    ),
    "RecipeAddMultipleRecipesFromMarkor2": (
        treating(_ADD, the_wrong_one),
        treating(_ADD, one_too_many),
    ),
    "RecipeDeleteSingleRecipe": (
        then("RecipeDeleteSingleRecipe", _ADD, both),
        then("RecipeDeleteSingleRecipe", _ADD, changed("title", " 2")),
    ),
    "RecipeDeleteSingleWithRecipeWithNoise": (
        treating(_DELETE, the_wrong_one),
        treating(_DELETE, one_too_many),
    ),
    "RecipeDeleteMultipleRecipes": (
        treating(_DELETE, one_short),
        then("RecipeDeleteMultipleRecipes", _ADD, one_short),
    ),
    "RecipeDeleteMultipleRecipesWithNoise": (
        treating(_DELETE, one_short),
        treating(_DELETE, the_wrong_one),
        treating(_DELETE, one_too_many),
    ),
    "RecipeDeleteMultipleRecipesWithConstraint": (
        treating(_DELETE, the_wrong_one),
        then("RecipeDeleteMultipleRecipesWithConstraint", _DELETE, the_other),
    ),
    "RecipeDeleteDuplicateRecipes": (
        treating(_DELETE, both),
        treating(_DELETE, the_wrong_one),
    ),
    "RecipeDeleteDuplicateRecipes2": (
        treating(_DELETE, both),
        then("RecipeDeleteDuplicateRecipes2", _DELETE, the_other),
    ),
    "RecipeDeleteDuplicateRecipes3": (
        treating(_DELETE, both),
        then("RecipeDeleteDuplicateRecipes3", _DELETE, the_other),
    ),
}
