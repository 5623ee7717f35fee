"""Broccoli: writing recipes, deleting them, finding those that are there twice."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from device.screen import Observation, UIElement
from tasks.gold import sight
from tasks.gold.gallery import read_records
from tasks.gold.hand import Hand
from tasks.gold.markor import read_note
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_PACKAGE = "com.flauschcode.broccoli"
_ADD = "fab_recipes"
_TITLE = "card_text_view_title"
_MORE = ("More options", "更多选项")
_DELETE = ("Delete", "删除")
_OK = "android:id/button1"
_NOTE = "recipes.txt"
_TOLD = (
    "details_title", "details_servings", "details_preparation_time", "details_description", "details_source",
    "ingredient_quantity", "ingredient_text", "direction_position", "direction_text",
)  # fmt: skip
"""What a recipe's page says of it."""
_WRITTEN = ("Recipe", "description", "servings", "preparationTime", "ingredients", "directions")
"""What a picture says of each recipe."""
_COUNTED = ("servings", "preparationTime")
Told = tuple[tuple[str, str], ...]
"""Resource id and text of all of them, in order."""
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe as the sheet or a note has it."""

    title: str
    description: str
    servings: str
    preparationTime: str  # noqa: N815 - the sheet's word
    ingredients: str
    directions: str

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The form's fields from the top down, with what goes into them."""
        return (
            ("new_title", self.title),
            ("new_description", self.description),
            ("new_servings", self.servings),
            ("new_preparation_time", self.preparationTime),
            ("new_ingredients", self.ingredients),
            ("new_directions", self.directions),
        )


# -- tasks ---------------------------------------------------------------------------------------------
@solves("RecipeAddSingleRecipe", "RecipeAddMultipleRecipes")
def add_recipes(hand: Hand, params: Params) -> None:
    """The recipes of the sheet, each written."""
    _write(hand, params.rows("row_objects", Recipe))


@solves("RecipeAddMultipleRecipesFromMarkor")
def add_from_note(hand: Hand, params: Params) -> None:
    """All recipes of a note."""
    _write(hand, recipes_in(read_note(hand, _NOTE)))


@solves("RecipeAddMultipleRecipesFromMarkor2")
def add_quick_from_note(hand: Hand, params: Params) -> None:
    """The recipes of a note that take a given time."""
    time = params.text("prep_time")
    _write(hand, [one for one in recipes_in(read_note(hand, _NOTE)) if one.preparationTime == time])


@solves("RecipeAddMultipleRecipesFromImage", needs="rapidocr")
def add_from_picture(hand: Hand, params: Params) -> None:
    """All recipes that a picture lists."""
    records = read_records(hand, "recipes.jpg", _WRITTEN)
    _write(hand, [recipe_in(record) for record in records])


@solves(
    "RecipeDeleteSingleRecipe",
    "RecipeDeleteSingleWithRecipeWithNoise",
    "RecipeDeleteMultipleRecipes",
    "RecipeDeleteMultipleRecipesWithNoise",
)
def delete_recipes(hand: Hand, params: Params) -> None:
    """Recipes gone, by their titles."""
    open_list(hand)
    for recipe in params.rows("row_objects", Recipe):
        hand.scroll_to(id=_TITLE, text=recipe.title)
        hand.tap(id=_TITLE, text=recipe.title)
        _delete_shown(hand)


@solves("RecipeDeleteMultipleRecipesWithConstraint")
def delete_by_ingredient(hand: Hand, params: Params) -> None:
    """The recipes gone whose directions use an ingredient.

    The task takes the ingredient as it is spelled and the directions in small letters, so that none of
    them has an ingredient with a capital letter.
    """
    ingredient = params.text("ingredient")
    open_list(hand)
    hand.to_top()
    place = 0
    while True:
        cards = _cards_on(hand.look())
        if place >= len(cards):
            if not hand.scroll_down():
                return
            place = 0  # what still shows of the page before is read again
            continue
        hand.tap_on(cards[place][0])
        told = _read_shown(hand)
        if any(ingredient in text.lower() for name, text in told if name == "direction_text"):
            _delete_shown(hand)  # the next one moves into its place
        else:
            _leave(hand)
            place += 1


@solves("RecipeDeleteDuplicateRecipes", "RecipeDeleteDuplicateRecipes2", "RecipeDeleteDuplicateRecipes3")
def delete_duplicates(hand: Hand, params: Params) -> None:
    """One of each two recipes that are the same in all they say."""
    open_list(hand)
    while _delete_a_twin(hand):
        pass


# -- writing -------------------------------------------------------------------------------------------
def open_list(hand: Hand) -> None:
    """The list of recipes."""
    hand.open_app(_PACKAGE)
    hand.back_until(id=_ADD)


def _write(hand: Hand, recipes: Sequence[Recipe]) -> None:
    open_list(hand)
    for recipe in recipes:
        hand.tap(id=_ADD)
        for field, text in recipe.entries:
            if text:
                hand.scroll_to(id=field)
                hand.type(text, id=field)
                hand.put_keyboard_away()
        hand.tap(id="button_save_recipe")
        hand.wait_for(id="details_title")
        hand.back_until(id=_ADD)


def recipes_in(text: str) -> list[Recipe]:
    """Those of a note: a table split by "|" below its columns' names, or blocks of "name: value" lines."""
    lines = text.splitlines()
    if lines and "|" in lines[0]:
        names = lines[0].split("|")
        rows = [line.split("|") for line in lines[1:] if line.count("|") == len(names) - 1]
        return [_recipe(dict(zip(names, row, strict=True))) for row in rows]
    blocks = (block.splitlines() for block in text.split("\n\n") if block.strip())
    return [_recipe(dict(_named(line) for line in block if line.strip())) for block in blocks]


def _named(line: str) -> tuple[str, str]:
    """Name and value; the first line of a block says "Recipe: " and the title."""
    name, _, value = line.strip().partition(": ")
    return "title" if name == "Recipe" else name.rstrip(":"), value


def recipe_in(record: dict[str, str]) -> Recipe:
    """One as a picture has it. Readers of pictures swallow the blank behind a number: "45mins"."""
    spaced = {name: re.sub(r"(?<=\d)(?=[A-Za-z])", " ", record.get(name, "")) for name in _COUNTED}
    return _recipe({**record, **spaced, "title": record["Recipe"]})


def _recipe(held: dict[str, str]) -> Recipe:
    return Recipe(
        held["title"],
        held.get("description", ""),
        held.get("servings", ""),
        held.get("preparationTime", ""),
        held.get("ingredients", ""),
        held.get("directions", ""),
    )


# -- reading and deleting ------------------------------------------------------------------------------
def _read_shown(hand: Hand) -> Told:
    """All that the page of a recipe says, from its top to its end."""
    hand.wait_for(id="details_title")
    told: dict[tuple[str, str], None] = {}
    for page in hand.pages():
        for element in sight.shown(page):
            name = element.resource_id.rpartition("/")[2]
            if name in _TOLD and element.text:
                told.setdefault((name, element.text))
    return tuple(told)


def _leave(hand: Hand) -> None:
    """From the page of a recipe back to the list."""
    hand.back()
    hand.wait_for(id=_ADD)


def _delete_shown(hand: Hand) -> None:
    """Delete the recipe whose page shows."""
    hand.tap(*_MORE)
    hand.tap(*_DELETE)
    hand.tap(id=_OK)
    hand.wait_for(id=_ADD)


def _cards_on(page: Observation) -> list[tuple[UIElement, Told]]:
    """The cards that show as a whole, each with what it says."""
    titles = sight.find_all(page, Sought((), {"id": _TITLE}))
    cards = [sight.row_of(page, title) for title in titles]
    tallest = max((card.bounds.height for card in cards), default=0)
    return [(card, _said(page, card)) for card in cards if card.bounds.height == tallest]


def _said(page: Observation, card: UIElement) -> Told:
    inside = sight.inside_of(page, card)
    return tuple((one.resource_id.rpartition("/")[2], one.text) for one in inside if one.text)


def _delete_a_twin(hand: Hand) -> bool:
    """Delete one recipe another one is equal to; False when there is none."""
    alike: list[Told] = []
    for page in hand.pages():
        cards = [said for _, said in _cards_on(page)]
        alike += _new(alike, cards)
    suspect = {said for said, count in Counter(alike).items() if count > 1}
    known: list[Told] = []
    for page in hand.pages() if suspect else ():
        cards_here = _cards_on(page)
        told = list(_told_by(hand, cards_here, suspect))
        fresh = _new(known, told)
        start = len(told) - len(fresh)
        for place, details in enumerate(fresh):
            if details in known and cards_here[start + place][1] in suspect:
                hand.tap_on(cards_here[start + place][0])
                _delete_shown(hand)
                return True
            known.append(details)
    return False


def _told_by(hand: Hand, cards: Sequence[tuple[UIElement, Told]], suspect: set[Told]) -> Iterator[Told]:
    """What the page of each card says; of those nobody suspects, what the card itself says."""
    for card, said in cards:
        if said not in suspect:
            yield said
            continue
        hand.tap_on(card)
        yield _read_shown(hand)
        _leave(hand)


def _new(known: Sequence[Read], page: Sequence[Read]) -> Sequence[Read]:
    """What a page of a list adds to the pages before, of which it shows the end again."""
    most = min(len(known), len(page))
    shared = next((n for n in range(most, 0, -1) if list(known[-n:]) == list(page[:n])), 0)
    return page[shared:]
