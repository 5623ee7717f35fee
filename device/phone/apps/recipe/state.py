"""Where the screens of Broccoli are, and what they all need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.recipe.season import REGIONS, food_of, in_season
from device.phone.apps.recipe.store import Recipe, categories, members, preference, recipes
from device.phone.apps.recipe.text import matches
from device.phone.system.timetext import local_now

MAIN = "com.flauschcode.broccoli.MainActivity"
DETAILS = "com.flauschcode.broccoli.recipe.details.RecipeDetailsActivity"
FORM = "com.flauschcode.broccoli.recipe.crud.CreateAndEditRecipeActivity"
COOKING = "com.flauschcode.broccoli.recipe.cooking.CookingAssistantActivity"
SEARCH, CATEGORY = "search", "category_name"
FIELDS = ("title", "description", "source", "servings", "time", "ingredients", "directions")
"""Keys of the form's text fields, named as those of a Recipe."""
ALL, FAVORITES, UNASSIGNED, SEASONAL = -1, -2, -3, -4
"""Categories every collection has; those the person makes have ids above 0."""
PICTURES = "/storage/emulated/0/Android/data/com.flauschcode.broccoli/files/Pictures"


@dataclass(frozen=True, slots=True)
class RecipeMainState:
    """The list of recipes, or another page the drawer leads to."""

    page: str = "recipes"
    drawer: bool = False
    dialog: str = ""
    searching: bool = False
    category: int = ALL
    food: str = ""
    """Only recipes with this in season are listed."""
    month: int = 0
    """The seasonal calendar's; 0 = the present one."""
    chosen: int = 0
    """The category a dialog is about; 0 = a new one."""


@dataclass(frozen=True, slots=True)
class RecipeDetailState:
    """One recipe."""

    id: int
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class FormState:
    """A recipe being written; its texts are in the fields."""

    id: int = 0
    """0 = a new one."""
    categories: frozenset[int] = frozenset()
    image: str = ""
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class CookState:
    """The cooking assistant."""

    id: int
    page: int = 0
    """0 = the ingredients, then a page for each step."""
    factor: str = "1"
    """What amounts are multiplied by, as a fraction."""
    dialog: str = ""
    pro: bool = False
    """The dialog asks for a factor, not for servings."""


S = TypeVar("S", bound=RecipeMainState | RecipeDetailState | FormState | CookState)


class RecipeActivity(AppActivity[S]):
    """An activity of Broccoli, with its state at hand."""

    __slots__ = ()

    def category_name(self, number: int) -> str:
        """Of a category, made by the person or not."""
        own = {
            ALL: self.tr("All recipes"),
            SEASONAL: self.tr("Seasonal recipes"),
            UNASSIGNED: self.tr("Recipes without category"),
            FAVORITES: self.tr("Favorites"),
        }
        return own.get(number) or categories(self.context).get(number, self.tr("All recipes"))

    @property
    def region(self) -> int:
        """The place of the chosen region; -1 while none was chosen."""
        name = preference(self.context, "region")
        return REGIONS.index(name) if name in REGIONS else -1


def listed(hands: RecipeActivity[RecipeMainState]) -> Sequence[Recipe]:
    """The recipes of the chosen category that the search finds, the best found first."""
    state = hands.state
    words = hands.context.text(SEARCH) if state.searching else ""
    chosen: Sequence[Recipe] = recipes(hands.context)
    if state.food or state.category != ALL:
        chosen = [found for found in chosen if _belongs(hands, found)]
    if not words.strip():
        return chosen
    ranked = [(matches(found, words), found) for found in chosen]
    return [found for rank, found in sorted(ranked, key=lambda pair: pair[0]) if rank]


def _belongs(hands: RecipeActivity[RecipeMainState], found: Recipe) -> bool:
    state = hands.state
    if state.food:
        food = food_of(state.food)
        return food is not None and food.is_in(found)
    own = members(hands.context).get(found.id, frozenset())
    if state.category == FAVORITES:
        return found.favorite
    if state.category == UNASSIGNED:
        return not own
    if state.category == SEASONAL:
        month = local_now(hands.context).month
        return hands.region >= 0 and any(food.is_in(found) for food in in_season(hands.region, month))
    return state.category in own
