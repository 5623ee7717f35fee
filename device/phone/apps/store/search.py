"""The search: what is found between what is paid for."""

from functools import partial

from device.phone.apps.store.catalog import APPS, CATEGORIES, Product, found, sponsored
from device.phone.apps.store.home import NAMES
from device.phone.apps.store.part import ROW, row_of
from device.phone.apps.store.state import SEARCH, StoreActivity
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow
from device.phone.widget import Choice, chip, choice_dialog, empty, long_scroll, page, search_field

SORTS = {
    "featured": "Featured",
    "cheap": "Price: low to high",
    "dear": "Price: high to low",
    "rating": "Customer rating",
}
_PAID_EVERY = 6
"""After so many results there is another sponsored one."""


def show_search(hands: StoreActivity) -> Screen:
    """The field, what to choose from, and the results."""
    context, tr = hands.context, hands.tr
    bar = search_field(
        context,
        SEARCH,
        tr("Search Larkmart"),
        above="results",
        on_back=context.finish,
        labels=(tr("Navigate up"), tr("Clear text")),
    )
    results = _results(hands)
    body: View = View(
        box=Box(width=FILL, weight=1.0), important=False, children=(empty("search_off", tr("Nothing found")),)
    )
    if results:
        body = long_scroll(
            context,
            "results",
            len(results),
            lambda place: row_of(hands, results[place]),
            row_height=ROW,
            resource_id="results_list",
        )
    return Screen(page(bar, _chips(hands), body), overlay=_overlay(hands), title=tr("Search"))


def _chips(hands: StoreActivity) -> View:
    """Which kind is looked through, and in which order."""
    tr, state = hands.tr, hands.state
    name = tr(NAMES[state.category]) if state.category else tr("All categories")
    return View(
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 8.0)),
        flow=Flow("row", gap=8.0),
        important=False,
        children=(
            chip(
                name,
                lambda: hands.ask("category"),
                icon="category",
                resource_id="filter_category",
                checkable=False,
            ),
            chip(
                tr(SORTS[state.sort]),
                lambda: hands.ask("sort"),
                icon="sort",
                resource_id="filter_sort",
                checkable=False,
            ),
        ),
    )


def _results(hands: StoreActivity) -> list[Product]:
    """In the chosen order, with what was paid for in front and between."""
    state, context = hands.state, hands.context
    results = found(context, hands.context.text(SEARCH), state.category)
    if not results:
        return []
    if state.sort == "rating":
        results.sort(key=lambda one: (-one.rating, one.id))
    elif state.sort != "featured":
        results.sort(key=lambda one: (one.cents if state.sort == "cheap" else -one.cents, one.id))
    paid = sponsored(context, APPS if state.category == APPS else "")
    for number, one in enumerate(paid):
        results.insert(min(len(results), number * _PAID_EVERY), one)
    return results


def _overlay(hands: StoreActivity) -> Overlay | None:
    tr, state = hands.tr, hands.state
    cancel = Choice(tr("Cancel"), hands.close)

    def choose(**change: object) -> None:
        hands.context.scroll_to("results", 0)
        hands.set(dialog="", **change)

    if state.dialog == "sort":
        keys = list(SORTS)
        take = [partial(choose, sort=key) for key in keys]
        return choice_dialog(
            tr("Sort by"), [tr(SORTS[key]) for key in keys], keys.index(state.sort), take, cancel
        )
    if state.dialog == "category":
        names = ("", *CATEGORIES, APPS)
        labels = [tr(NAMES[name]) if name else tr("All categories") for name in names]
        pick = [partial(choose, category=name) for name in names]
        return choice_dialog(tr("Category"), labels, names.index(state.category), pick, cancel)
    return None
