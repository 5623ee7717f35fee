"""What several pages of Larkmart show: pictures, prices, stars, rows of goods and apps."""

from device.phone.apps.dollar import dollars
from device.phone.apps.store.catalog import Product
from device.phone.apps.store.install import state_of
from device.phone.apps.store.state import Hands
from device.phone.toolkit.still import fixed, still
from device.phone.toolkit.view import FILL, Screen, View
from device.phone.widget import icon_button, page, scroll, top_bar

ROW = 112.0
"""dp of a row of goods."""


def picture_of(found: Product, size: float) -> View:
    """A symbol on a coloured ground."""
    return View(
        "ImageView",
        "product_image",
        content_description=found.name,
        icon=found.icon,
        icon_size=size * 0.55,
        icon_filled=True,
        colour="#FFFFFF",
        background=found.colour,
        width=size,
        height=size,
        radius=size / 5,
        align="center",
        justify="center",
        important=False,
    )


def price_text(hands: Hands, found: Product) -> str:
    """What it costs; of an app that costs nothing what it is instead."""
    if found.is_app and not found.cents:
        return hands.tr("Installed") if state_of(hands.context, found) != "absent" else hands.tr("Free")
    return dollars(found.cents)


def stars_text(rating: float, votes: int = 0) -> str:
    """As "★ 4.4 (2,381)"."""
    return f"★ {rating:.1f}" + (f" ({votes:,})" if votes else "")


def row_of(hands: Hands, found: Product, *, trailing: tuple[View, ...] = ()) -> View:
    """A thing on a list; what was paid for says so in small letters. All but the touch is kept."""
    tr = hands.tr
    was = tr("was {}").format(dollars(found.was_cents)) if found.was_cents else ""
    words = _words(found, tr("Sponsored") if found.sponsored else "", price_text(hands, found), was)
    return View(
        "android.view.ViewGroup",
        "item_card",
        axis="row",
        width=FILL,
        height=ROW,
        align="center",
        gap=16.0,
        padding=(16.0, 6.0, 12.0, 6.0),
        on_tap=lambda: hands.go("app" if found.is_app else "product", found.id),
        children=(_kept_picture(found, 72.0), words, *trailing),
    )


_kept_picture = still(picture_of)


@still
def _words(found: Product, sponsored: str, price: str, was: str) -> View:
    """Its name, what buyers think of it, and what it costs."""
    label = fixed("TextView", "sponsored_label", sponsored, style="label_small", colour="outline")
    name = fixed("TextView", "item_title", found.name, style="title_small", max_lines=2)
    stars = stars_text(found.rating, found.votes)
    rating = View("TextView", "item_rating", stars, style="body_small", max_lines=1)
    rating.colour = "on_surface_variant"
    cost = fixed("TextView", "item_price", price, style="16/700/22", max_lines=1)
    before = fixed("TextView", "item_was", was, style="body_small", max_lines=1, colour="outline")
    line = View(axis="row", gap=8.0, align="center", important=False)
    line.children = (cost, before) if was else (cost,)
    children = (label, name, rating, line) if sponsored else (name, rating, line)
    return View(weight=1.0, gap=2.0, children=children, important=False)


def basket_button(hands: Hands) -> View:
    """Leads to the basket, and tells how much is in it."""
    count = sum(hands.mine.basket.values())
    label = hands.tr("Basket, {} items").format(count) if count else hands.tr("Basket")
    return icon_button(
        "shopping_cart",
        label,
        lambda: hands.go("main", tab=2),
        resource_id="action_basket",
        filled=bool(count),
    )


def shown(
    hands: Hands, title: str, *parts: View, actions: tuple[View, ...] = (), foot: View | None = None
) -> Screen:
    """A page under a bar with an arrow; all of `parts` scrolls."""
    bar = top_bar(title, on_back=hands.context.finish, back_label=hands.tr("Navigate up"), actions=actions)
    body = scroll(f"{hands.state.page} {hands.state.id}", parts, resource_id="content_list")
    return Screen(page(bar, body, *((foot,) if foot is not None else ())), title=title)


def foot_bar(*parts: View) -> View:
    """What stays at the bottom of a page."""
    return View(
        "LinearLayout",
        "bottom_bar",
        axis="row",
        width=FILL,
        gap=12.0,
        align="center",
        padding=(16.0, 12.0, 16.0, 12.0),
        background="surface_container",
        children=parts,
    )


def text(words: str, style: str = "body_medium", colour: str = "on_surface_variant", name: str = "") -> View:
    """A paragraph at the page's margins."""
    return View(
        "TextView", name, words, style=style, colour=colour, width=FILL, padding=(24.0, 4.0, 24.0, 4.0)
    )


def line_of(label: str, value: str, *, strong: bool = False, name: str = "") -> View:
    """A label and what it comes to at the other end."""
    style = "title_medium" if strong else "body_medium"
    head = fixed("TextView", text=label, style=style, weight=1.0)
    end = fixed("TextView", name, value, style=style)
    return View(
        axis="row",
        width=FILL,
        gap=16.0,
        padding=(24.0, 4.0, 24.0, 4.0),
        children=(head, end),
        important=False,
    )
