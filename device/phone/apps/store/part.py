"""What several pages of Larkmart show: pictures, prices, stars, rows of goods and apps."""

from device.phone.apps.dollar import dollars
from device.phone.apps.store.catalog import Product
from device.phone.apps.store.install import state_of
from device.phone.apps.store.state import StoreActivity
from device.phone.toolkit.still import fixed, still
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, GROWING, Box, Flow, Icon, Surface, Text
from device.phone.widget import Back, icon_button, page, scroll, top_bar

ROW = 112.0
"""dp of a row of goods."""


def picture_of(found: Product, size: float) -> View:
    """A symbol on a coloured ground."""
    return View(
        "ImageView",
        "product_image",
        content_description=found.name,
        icon=Icon(found.icon, "#FFFFFF", size=size * 0.55, filled=True),
        box=Box(width=size, height=size),
        flow=CENTRED,
        surface=Surface(found.colour, radius=size / 5),
        important=False,
    )


def price_text(hands: StoreActivity, found: Product) -> str:
    """What it costs; of an app that costs nothing what it is instead."""
    if found.is_app and not found.cents:
        return hands.tr("Installed") if state_of(hands.context, found) != "absent" else hands.tr("Free")
    return dollars(found.cents)


def stars_text(rating: float, votes: int = 0) -> str:
    """As "★ 4.4 (2,381)"."""
    return f"★ {rating:.1f}" + (f" ({votes:,})" if votes else "")


def row_of(hands: StoreActivity, found: Product, *, trailing: tuple[View, ...] = ()) -> View:
    """A thing on a list; what was paid for says so in small letters. All but the touch is kept."""
    tr = hands.tr
    was = tr("was {}").format(dollars(found.was_cents)) if found.was_cents else ""
    words = _words(found, tr("Sponsored") if found.sponsored else "", price_text(hands, found), was)
    return View(
        "android.view.ViewGroup",
        "item_card",
        box=Box(width=FILL, height=ROW, padding=(16.0, 6.0, 12.0, 6.0)),
        flow=Flow("row", gap=16.0, align="center"),
        on_tap=lambda: hands.go("app" if found.is_app else "product", found.id),
        children=(_kept_picture(found, 72.0), words, *trailing),
    )


_kept_picture = still(picture_of)


@still
def _words(found: Product, sponsored: str, price: str, was: str) -> View:
    """Its name, what buyers think of it, and what it costs."""
    label = fixed("TextView", "sponsored_label", Text(sponsored, style="label_small", colour="outline"))
    name = fixed("TextView", "item_title", Text(found.name, style="title_small", max_lines=2))
    stars = stars_text(found.rating, found.votes)
    rating = View(
        "TextView", "item_rating", Text(stars, style="body_small", colour="on_surface_variant", max_lines=1)
    )
    cost = fixed("TextView", "item_price", Text(price, style="16/700/22", max_lines=1))
    before = fixed("TextView", "item_was", Text(was, style="body_small", colour="outline", max_lines=1))
    line = View(
        flow=Flow("row", gap=8.0, align="center"),
        important=False,
        children=(cost, before) if was else (cost,),
    )
    children = (label, name, rating, line) if sponsored else (name, rating, line)
    return View(box=GROWING, flow=Flow(gap=2.0), children=children, important=False)


def basket_button(hands: StoreActivity) -> View:
    """Leads to the basket, and tells how much is in it."""
    count = sum(hands.mine.basket.values())
    label = hands.tr("Basket, {} items").format(count) if count else hands.tr("Basket")
    return icon_button(
        Icon("shopping_cart", "on_surface_variant", filled=bool(count)),
        label,
        lambda: hands.go("main", tab=2),
        resource_id="action_basket",
    )


def shown(
    hands: StoreActivity, title: str, *parts: View, actions: tuple[View, ...] = (), foot: View | None = None
) -> Screen:
    """A page under a bar with an arrow; all of `parts` scrolls."""
    bar = top_bar(title, back=Back(hands.context.finish, hands.tr("Navigate up")), actions=actions)
    body = scroll(f"{hands.state.page} {hands.state.id}", parts, resource_id="content_list")
    return Screen(page(bar, body, *((foot,) if foot is not None else ())), title=title)


def foot_bar(*parts: View) -> View:
    """What stays at the bottom of a page."""
    return View(
        "LinearLayout",
        "bottom_bar",
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 12.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface("surface_container"),
        children=parts,
    )


def text(words: str, style: str = "body_medium", colour: str = "on_surface_variant", name: str = "") -> View:
    """A paragraph at the page's margins."""
    return View(
        "TextView",
        name,
        Text(words, style=style, colour=colour),
        box=Box(width=FILL, padding=(24.0, 4.0, 24.0, 4.0)),
    )


def line_of(label: str, value: str, *, strong: bool = False, name: str = "") -> View:
    """A label and what it comes to at the other end."""
    style = "title_medium" if strong else "body_medium"
    head = fixed("TextView", text=Text(label, style=style), box=GROWING)
    end = fixed("TextView", name, Text(value, style=style))
    return View(
        box=Box(width=FILL, padding=(24.0, 4.0, 24.0, 4.0)),
        flow=Flow("row", gap=16.0),
        children=(head, end),
        important=False,
    )
