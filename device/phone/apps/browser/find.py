"""Looking for a text in the page that shows."""

from device.phone.apps.browser.state import FIND, BrowserActivity, scroll_key
from device.phone.apps.browser.wish import gallery
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Input, Surface, Text
from device.phone.web.work import at_work
from device.phone.widget import icon_button


def find_bar(hands: BrowserActivity) -> View:
    """The bar with the text that is looked for, and how often it is there."""
    tr, context = hands.tr, hands.context
    places = matches(hands)
    at = min(hands.state.found, len(places) - 1)

    def to(step: int) -> None:
        if places:
            chosen = (at + step) % len(places)
            hands.set(found=chosen)
            _reveal(hands, places[chosen])

    def close() -> None:
        context.focus("")
        context.set_text(FIND, "")
        hands.set(mode="", found=0)

    def changed(_: str) -> None:
        hands.set(found=0)
        fresh = matches(hands)
        if fresh:
            _reveal(hands, fresh[0])

    told = f"{at + 1}/{len(places)}" if context.text(FIND) else ""
    field = View(
        "EditText",
        FIND,
        box=Box(height=48.0, weight=1.0),
        input=Input(FIND, tr("Find in page"), on_text=changed, on_submit=lambda: to(1)),
    )
    children = (
        field,
        fixed("TextView", "find_status", Text(told, style="body_medium", colour="on_surface_variant")),
        icon_button("keyboard_arrow_up", tr("Previous"), lambda: to(-1)),
        icon_button("keyboard_arrow_down", tr("Next"), lambda: to(1)),
        icon_button("close", tr("Close"), close, resource_id="close_find_button"),
    )
    return View(
        "LinearLayout",
        "find_toolbar",
        box=Box(width=FILL, height=56.0, padding=(16.0, 0.0, 4.0, 0.0)),
        flow=CENTRED_ROW,
        surface=Surface("surface"),
        children=children,
    )


def matches(hands: BrowserActivity) -> list[float]:
    """How far down the page, in CSS pixels, the text that is looked for is found."""
    tab, query = hands.tab, hands.context.text(FIND).lower()
    if tab.page is None or tab.trouble or not query:
        return []
    with at_work(tab.page, gallery(hands, tab)) as session:
        return session.paper.places_of(query)


def _reveal(hands: BrowserActivity, y: float) -> None:
    tab = hands.tab
    if tab.page is None:
        return
    with at_work(tab.page, gallery(hands, tab)) as session:
        scale = session.paper.scale
    hands.context.scroll_to(scroll_key(tab), max(0, round((y - 120) * scale * hands.context.density)))
