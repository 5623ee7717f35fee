"""The list of recipes with its search, and the drawer that leads to the other pages."""

from functools import partial

from device.phone.apps.recipe.category import show_categories
from device.phone.apps.recipe.picture import picture_of
from device.phone.apps.recipe.seasonal import show_seasons
from device.phone.apps.recipe.setting import show_about, show_backup, show_settings, show_support
from device.phone.apps.recipe.state import (
    ALL,
    DETAILS,
    FAVORITES,
    FORM,
    SEARCH,
    SEASONAL,
    UNASSIGNED,
    RecipeActivity,
    RecipeMainState,
    listed,
)
from device.phone.apps.recipe.store import Recipe, categories
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, GROWING, Box, Flow, Icon, Surface, Text
from device.phone.widget import button, chip, fab, icon_button, long_scroll, menu, page, search_field
from device.phone.widget.drawer import Entry, with_drawer

_ROW = 112.0
Main = RecipeActivity[RecipeMainState]
_PAGES = {
    "categories": show_categories,
    "seasons": show_seasons,
    "support": show_support,
    "backup": show_backup,
    "settings": show_settings,
    "about": show_about,
}
_DRAWER = (
    ("recipes", "nav_recipes", "restaurant", "Recipes"),
    ("categories", "nav_categories", "category", "Categories"),
    ("seasons", "nav_seasons", "eco", "Seasonal calendar"),
    ("support", "nav_support", "favorite", "Support the app"),
    ("backup", "nav_backup_and_restore", "settings_backup_restore", "Backup and restore"),
    ("settings", "nav_settings", "settings", "Settings"),
    ("about", "nav_about", "info", "About the app"),
)
"""Page, resource id, icon and label of each row."""


def show_main(hands: Main) -> Screen:
    """The page that is open, the drawer over it where that is."""
    state = hands.state
    build = _PAGES.get(state.page, show_recipes)
    shown = build(hands)
    return _drawn(hands, shown) if state.drawer else shown


def leave_main(hands: Main) -> bool:
    """Back: closes drawer and search, returns to the list; False from the list itself."""
    state = hands.state
    if state.drawer:
        hands.set(drawer=False)
    elif state.searching:
        hands.leave_search()
    elif state.page != "recipes":
        hands.set(page="recipes")
    elif state.food:
        hands.set(food="", page="seasons")
    else:
        return False
    return True


def _drawn(hands: Main, screen: Screen) -> Screen:
    tr = hands.tr
    logo = fixed(icon=Icon("nest_eco_leaf", "success", size=48.0, filled=True), important=False)
    name = fixed("TextView", text=Text("Broccoli", style="title_large"))
    below = fixed("TextView", "header_subtitle", Text(tr("Free for everyone"), style="body_medium"))
    head = View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 32.0, 24.0, 16.0)),
        flow=Flow(gap=4.0),
        children=(logo, name, below),
    )

    def go(to: str) -> None:
        hands.set(drawer=False, page=to, dialog="", food="")

    entries = [
        Entry(resource_id, icon, tr(label), partial(go, to), to == hands.state.page)
        for to, resource_id, icon, label in _DRAWER
    ]
    return with_drawer(screen, (head,), entries, lambda: hands.set(drawer=False))


# -- the list --------------------------------------------------------------------------------------------
def show_recipes(hands: Main) -> Screen:
    """Cards, and the button that makes a new recipe."""
    tr, context = hands.tr, hands.context
    found = listed(hands)
    body = View(box=Box(width=FILL, weight=1.0), children=(_nothing(hands),), important=False)
    if found:
        body = long_scroll(
            context,
            "recipes",
            len(found),
            lambda place: _card(hands, found[place]),
            row_height=_ROW,
            bottom=88.0,
        )
    add = fab(
        "add",
        tr("New Recipe"),
        lambda: context.start(FORM),
        resource_id="fab_recipes",
        colours=("primary", "on_primary"),
    )
    head = _search_bar(hands) if hands.state.searching else _bar(hands)
    return Screen(page(head, body, fab=add), overlay=_overlay(hands), title=tr("Recipes"))


def _bar(hands: Main) -> View:
    """The drawer's button, the category, the search."""
    tr, state = hands.tr, hands.state
    drawer = icon_button("menu", tr("Open navigation drawer"), lambda: hands.set(drawer=True))
    if state.food:
        shown = chip(
            tr(state.food),
            lambda: hands.set(food="", category=ALL),
            icon="close",
            resource_id="chip",
            checkable=False,
        )
        middle = View(box=GROWING, flow=CENTRED_ROW, children=(shown,), important=False)
    else:
        name = View(
            "TextView",
            "android:id/text1",
            Text(hands.category_name(state.category), style="title_large", max_lines=1),
        )
        arrow = fixed(icon=Icon("arrow_drop_down", "on_surface_variant"), important=False)
        middle = View(
            "Spinner",
            "spinner",
            content_description=tr("Categories"),
            box=Box(height=48.0, weight=1.0),
            flow=CENTRED_ROW,
            on_tap=lambda: hands.open("categories"),
            children=(name, arrow),
        )
    find = icon_button(
        "search",
        tr("Search"),
        lambda: hands.begin_search(SEARCH),
        resource_id="action_search",
        class_name="Button",
    )
    return View(
        "android.view.ViewGroup",
        "toolbar_recipes",
        box=Box(width=FILL, height=64.0, padding=(4.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center"),
        children=(drawer, middle, find),
    )


def _search_bar(hands: Main) -> View:
    context, tr = hands.context, hands.tr
    where = tr(hands.state.food) if hands.state.food else hands.category_name(hands.state.category)
    return search_field(
        context,
        SEARCH,
        tr("Search in {}").format(where.upper()),
        above="recipes",
        on_back=hands.leave_search,
        labels=(tr("Collapse"), tr("Clear query")),
    )


def _overlay(hands: Main) -> Overlay | None:
    if hands.state.dialog != "categories":
        return None
    offered = (ALL, SEASONAL, UNASSIGNED, FAVORITES, *categories(hands.context))

    def choose(number: int) -> None:
        hands.context.scroll_to("recipes", 0)
        hands.set(dialog="", category=number)

    items = [(hands.category_name(one), partial(choose, one)) for one in offered]
    return menu(items, hands.close, anchor=(0.14, 0.02))


def _card(hands: Main, found: Recipe) -> View:
    """Picture, title, description, source."""
    title = fixed("TextView", "card_text_view_title", Text(found.title, style="title_medium", max_lines=2))
    words = [title]
    for name, text, lines in (
        ("description", found.description, 2),
        ("source", found.source, 1),
    ):
        if text:
            line = View(
                "TextView",
                f"card_text_view_{name}",
                Text(text, style="body_medium", colour="on_surface_variant", max_lines=lines),
            )
            words.append(line)
    card = View(
        "androidx.cardview.widget.CardView",
        box=Box(width=FILL, weight=1.0),
        flow=CENTRED_ROW,
        surface=Surface("surface_container_low", radius=12.0),
        on_tap=lambda: hands.context.start(DETAILS, id=found.id),
        children=(
            picture_of(hands, found.image, "card_image", 96.0, FILL),
            View(
                box=Box(weight=1.0, padding=(16.0, 4.0, 12.0, 4.0)),
                flow=Flow(gap=2.0),
                children=words,
                important=False,
            ),
        ),
    )
    return View(
        "FrameLayout", box=Box(width=FILL, height=_ROW, padding=(12.0, 4.0, 12.0, 4.0)), children=(card,)
    )


def _nothing(hands: Main) -> View:
    """What an empty list offers."""
    tr = hands.tr
    create = button(
        tr("Create a new recipe"), lambda: hands.context.start(FORM), kind="text", resource_id="create_recipe"
    )
    words = fixed("TextView", "recipes_empty_text", Text(tr("No recipes found."), style="title_medium"))
    return View(
        "LinearLayout",
        "recipes_empty",
        box=Box(width=FILL, padding=(32.0, 120.0, 32.0, 32.0)),
        flow=Flow(gap=8.0, align="center"),
        children=(fixed(icon=Icon("restaurant", "outline", size=64.0), important=False), words, create),
    )
