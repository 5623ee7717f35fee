"""One recipe to be read: its picture, facts, ingredients and steps."""

from dataclasses import replace

from device.phone.apps.recipe.picture import picture_of
from device.phone.apps.recipe.state import COOKING, FORM, RecipeActivity, RecipeDetailState
from device.phone.apps.recipe.store import (
    Recipe,
    categories,
    categories_of,
    delete_recipe,
    recipe,
    save_recipe,
)
from device.phone.apps.recipe.text import direction_lines, ingredient_lines, shared_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Icon, Text
from device.phone.widget import Back, Choice, alert, fab, icon_button, menu, page, scroll, top_bar

_FACTS_GAP = 24.0
Detail = RecipeActivity[RecipeDetailState]


def show_detail(hands: Detail) -> Screen:
    """The recipe under a bar that lies over its picture; nothing when it is gone."""
    found = recipe(hands.context, hands.state.id)
    if found is None:
        return Screen(page(_bar(hands, None)), title=hands.tr("Recipes"))
    parts = [
        picture_of(hands, found.image, "backdrop", FILL, 160.0),
        View("TextView", "details_title", Text(found.title.strip(), style="headline_small"), box=FULL_WIDTH),
        *_facts(hands, found),
        *_told(hands, found),
        *_ingredients(hands, found),
        *_directions(hands, found),
    ]
    for part in parts[1:]:
        part.box = replace(part.box, margin=(24.0, 12.0, 24.0, 0.0))
    body = scroll(
        "details", parts, resource_id="scroll_view", class_name="android.widget.ScrollView", bottom=96.0
    )
    cook = fab(
        "restaurant",
        hands.tr("Cook"),
        lambda: hands.context.start(COOKING, id=found.id),
        resource_id="fab_cooking_assistant",
        colours=("primary", "on_primary"),
    )
    whole = page(_bar(hands, found), body, fab=cook)
    return Screen(whole, overlay=_overlay(hands, found), title=found.title)


def _bar(hands: Detail, found: Recipe | None) -> View:
    tr = hands.tr
    actions: tuple[View, ...] = ()
    if found is not None:
        like = icon_button(
            Icon("favorite", "on_surface_variant", filled=found.favorite),
            tr("Remove from favorites") if found.favorite else tr("Mark as favorite"),
            lambda: _turn_favorite(hands, found),
            resource_id="action_details_unlike" if found.favorite else "action_details_like",
            class_name="Button",
        )
        more = icon_button(
            "more_vert", tr("More options"), lambda: hands.open("menu"), class_name="ImageView"
        )
        actions = (like, more)
    made = top_bar("", back=Back(hands.context.finish, tr("Navigate up")), actions=actions)
    made.resource_id = "toolbar"
    return made


def _turn_favorite(hands: Detail, found: Recipe) -> None:
    kept = categories_of(hands.context, found.id)
    save_recipe(hands.context, replace(found, favorite=not found.favorite), kept)


# -- parts -----------------------------------------------------------------------------------------------
def _fact(hands: Detail, name: str, icon: str, label: str, text: str) -> View:
    """A symbol and what it says."""
    sign = fixed(
        "ImageView",
        f"details_icon_{name}",
        content_description=label,
        icon=Icon(icon, "on_surface_variant", size=20.0),
    )
    words = fixed("TextView", f"details_{name}", Text(text, style="body_medium"))
    return View("android.view.ViewGroup", flow=Flow("row", gap=8.0, align="center"), children=(sign, words))


def _facts(hands: Detail, found: Recipe) -> list[View]:
    """Servings and time beside each other, categories below."""
    tr, rows = hands.tr, []
    facts = []
    if found.servings:
        facts.append(_fact(hands, "servings", "group", tr("Servings"), found.servings))
    if found.time:
        facts.append(_fact(hands, "preparation_time", "schedule", tr("Time"), found.time))
    if facts:
        rows.append(View(box=FULL_WIDTH, flow=Flow("row", gap=_FACTS_GAP), children=facts, important=False))
    own = categories_of(hands.context, found.id)
    names = [name for number, name in categories(hands.context).items() if number in own]
    if names:
        rows.append(_fact(hands, "categories", "category", tr("Categories"), ", ".join(names)))
    return rows


def _told(hands: Detail, found: Recipe) -> list[View]:
    rows = []
    if found.description:
        told = View(
            "TextView",
            "details_description",
            Text(found.description, selectable="description"),
            box=FULL_WIDTH,
        )
        rows.append(told)
    if found.source:
        rows.append(_fact(hands, "source", "link", hands.tr("Source"), found.source))
    return rows


def _heading(text: str) -> View:
    return View("TextView", "", Text(text, style="title_large", colour="primary"), box=FULL_WIDTH)


def _ingredients(hands: Detail, found: Recipe) -> list[View]:
    if not found.ingredients:
        return []
    rows = []
    for place, (quantity, rest) in enumerate(ingredient_lines(found.ingredients)):
        words = []
        if quantity:
            words.append(fixed("TextView", "ingredient_quantity", Text(quantity, style="16/700/24")))
        words.append(
            View("TextView", "ingredient_text", Text(rest, selectable=f"ingredient {place}"), box=GROWING)
        )
        row = View("android.view.ViewGroup", box=FULL_WIDTH, flow=Flow("row", gap=8.0), children=words)
        rows.append(row)
    listed = View("LinearLayout", "details_ingredients", box=FULL_WIDTH, flow=Flow(gap=8.0), children=rows)
    return [_heading(hands.tr("Ingredients")), listed]


def _directions(hands: Detail, found: Recipe) -> list[View]:
    if not found.directions:
        return []
    rows = []
    for place, step in enumerate(direction_lines(found.directions), 1):
        number = View(
            "TextView",
            "direction_position",
            Text(str(place), style="title_medium", colour="primary"),
            box=Box(width=24.0),
        )
        text = View("TextView", "direction_text", Text(step, selectable=f"direction {place}"), box=GROWING)
        rows.append(
            View("RelativeLayout", box=FULL_WIDTH, flow=Flow("row", gap=8.0), children=(number, text))
        )
    listed = View("LinearLayout", "details_directions", box=FULL_WIDTH, flow=Flow(gap=12.0), children=rows)
    return [_heading(hands.tr("Directions")), listed]


# -- menu ------------------------------------------------------------------------------------------------
def _overlay(hands: Detail, found: Recipe) -> Overlay | None:
    tr = hands.tr

    def share() -> None:
        hands.close()
        hands.context.share(shared_text(tr, found), found.title)

    def edit() -> None:
        hands.close()
        hands.context.start(FORM, id=found.id)

    def delete() -> None:
        delete_recipe(hands.context, found.id)
        hands.context.toast(tr("The recipe has been deleted."))
        hands.context.finish()

    if hands.state.dialog == "menu":
        items = [(tr("Share"), share), (tr("Edit"), edit), (tr("Delete"), lambda: hands.open("delete"))]
        return menu(items, hands.close, anchor=(1.0, 0.01))
    if hands.state.dialog == "delete":
        return alert(
            "",
            tr("Delete this recipe?"),
            accept=Choice(tr("DELETE"), delete),
            cancel=Choice(tr("CANCEL"), hands.close),
        )
    return None
