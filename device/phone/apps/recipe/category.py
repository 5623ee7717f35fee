"""The categories a person makes: listed, added, renamed, deleted."""

from functools import partial

from device.phone.apps.recipe.part import page_bar
from device.phone.apps.recipe.state import CATEGORY, RecipeActivity, RecipeMainState
from device.phone.apps.recipe.store import categories, delete_category, save_category
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Input
from device.phone.widget import Choice, TileLook, alert, dialog, empty, fab, page, scroll, text_field, tile

Main = RecipeActivity[RecipeMainState]


def show_categories(hands: Main) -> Screen:
    """A row for each, and the button that adds one."""
    tr = hands.tr
    known = categories(hands.context)
    rows = [
        tile(
            name,
            icon="category",
            on_tap=partial(_open, hands, number),
            look=TileLook(title_id="card_text_view_category_name"),
        )
        for number, name in known.items()
    ]
    body = scroll("categories", rows, bottom=88.0)
    if not rows:
        blank = empty("category", tr("Create custom categories to manage your recipes."))
        body = View(box=Box(width=FILL, weight=1.0), children=(blank,), important=False)
    add = fab(
        "add",
        tr("Add category"),
        lambda: _open(hands, 0),
        resource_id="fab_categories",
        colours=("primary", "on_primary"),
    )
    whole = page(page_bar(hands, tr("Categories")), body, fab=add)
    return Screen(whole, overlay=_overlay(hands), title=tr("Categories"))


def _open(hands: Main, number: int) -> None:
    hands.context.set_text(CATEGORY, categories(hands.context).get(number, ""))
    hands.set(dialog="category", chosen=number)
    hands.context.focus(CATEGORY)


def _close(hands: Main) -> None:
    hands.context.focus("")
    hands.set(dialog="", chosen=0)


def _overlay(hands: Main) -> Overlay | None:
    tr, number = hands.tr, hands.state.chosen
    name = hands.context.text(CATEGORY).strip()

    def save() -> None:
        save_category(hands.context, number, name)
        _close(hands)

    def delete() -> None:
        delete_category(hands.context, number)
        _close(hands)

    cancel = Choice(tr("CANCEL"), lambda: _close(hands))
    if hands.state.dialog == "delete_category":
        question = tr("Do you really want to delete this category?")
        return alert("", question, accept=Choice(tr("DELETE"), delete), cancel=cancel)
    if hands.state.dialog != "category":
        return None
    field = text_field(Input(CATEGORY, tr("Name")), hands.context.text(CATEGORY), resource_id="category_name")
    return dialog(
        tr("Edit category") if number else tr("Add category"),
        (field,),
        accept=Choice(tr("SAVE"), save, enabled=bool(name)),
        cancel=cancel,
        neutral=Choice(tr("DELETE"), lambda: hands.open("delete_category")) if number else None,
    )
