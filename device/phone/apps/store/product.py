"""The page of a thing: picture, price, description, reviews, and the buttons that buy it."""

from dataclasses import replace

from device.phone.apps.dollar import dollars
from device.phone.apps.store.account import MOST, put_in_basket, wish
from device.phone.apps.store.catalog import Product, product, products
from device.phone.apps.store.checkout import confirm_sheet, place
from device.phone.apps.store.part import (
    basket_button,
    foot_bar,
    picture_of,
    row_of,
    shown,
    stars_text,
    text,
)
from device.phone.apps.store.review import review_rows
from device.phone.apps.store.state import StoreActivity
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Icon, Text
from device.phone.widget import Back, button, divider, empty, icon_button, page, section, top_bar

_OTHERS = 3


def show_product(hands: StoreActivity) -> Screen:
    """What it is, and what others say."""
    tr, found = hands.tr, product(hands.context, hands.state.id)
    if found is None:
        bar = top_bar(tr("Shop"), back=Back(hands.context.finish, tr("Navigate up")))
        return Screen(page(bar, empty("inventory_2", tr("This is not sold any more"))), title=tr("Shop"))
    parts = [*head_of(hands, found), *_facts(hands, found), _count(hands)]
    parts += [section(tr("About this item")), _description(found), *review_rows(hands, found)]
    parts += _others(hands, found)
    add = button(
        tr("Add to basket"), lambda: _add(hands, found), kind="tonal", resource_id="add_to_basket", weight=1.0
    )
    buy = button(tr("Buy now"), lambda: _buy(hands, found), resource_id="buy_now", weight=1.0)
    add.enabled = buy.enabled = found.stock > 0
    actions = (wish_button(hands, found), share_button(hands, found), basket_button(hands))
    foot = foot_bar(add, buy)
    foot.flow = replace(foot.flow, stacks=True)
    screen = shown(hands, "", *parts, actions=actions, foot=foot)
    return Screen(screen.content, overlay=_overlay(hands, found), title=found.name)


def head_of(hands: StoreActivity, found: Product) -> list[View]:
    """Picture, seller, name and stars."""
    big = View(
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 8.0)),
        flow=Flow(align="center"),
        children=(picture_of(found, 128.0),),
        important=False,
    )
    parts = [big]
    if found.sponsored:
        parts.append(text(hands.tr("Sponsored"), "label_small", "outline", "sponsored_label"))
    parts += [
        text(found.seller, "label_large", "primary", "product_seller"),
        text(found.name, "title_large", "on_surface", "product_title"),
        text(stars_text(found.rating, found.votes), name="product_rating"),
    ]
    return parts


def _facts(hands: StoreActivity, found: Product) -> list[View]:
    tr = hands.tr
    parts = [text(dollars(found.cents), "headline_medium", "on_surface", "product_price")]
    if found.was_cents:
        saved = 100 - found.cents * 100 // found.was_cents
        parts.append(text(tr("was {price}, {part}% off").format(price=dollars(found.was_cents), part=saved)))
    stock = tr("In stock") if found.stock > 20 else tr("Only {} left").format(found.stock)
    parts.append(
        text(stock if found.stock else tr("Sold out"), "label_large", "success" if found.stock else "error")
    )
    parts.append(text(tr("Delivery in 3 to 5 days, free from {}").format(dollars(3500))))
    return parts


def _count(hands: StoreActivity) -> View:
    tr, count = hands.tr, hands.state.count
    return View(
        "LinearLayout",
        "quantity_row",
        box=Box(width=FILL, padding=(24.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=4.0, align="center"),
        children=(
            fixed("TextView", text=Text(tr("Quantity"), style="body_large"), box=GROWING),
            icon_button("remove", tr("One less"), lambda: hands.set(count=count - 1), enabled=count > 1),
            fixed(
                "TextView",
                "quantity",
                Text(str(count), style="title_medium", align="center"),
                box=Box(width=28.0),
            ),
            icon_button("add", tr("One more"), lambda: hands.set(count=count + 1), enabled=count < MOST),
        ),
    )


def _description(found: Product) -> View:
    words = text(found.description, "body_large", "on_surface", "product_description")
    words.text = replace(words.text, selectable="description")
    return words


def wish_button(hands: StoreActivity, found: Product) -> View:
    """A heart that is full while it is on the wish list."""
    tr, on = hands.tr, found.id in hands.mine.wishes

    def turn() -> None:
        wish(hands.context, found.id, on=not on)
        hands.say(tr("Removed from your wish list") if on else tr("Added to your wish list"))

    label = tr("Remove from wish list") if on else tr("Add to wish list")
    return icon_button(
        Icon("favorite", "on_surface_variant", filled=on), label, turn, resource_id="action_wish"
    )


def share_button(hands: StoreActivity, found: Product) -> View:
    """The share sheet for the address of the page."""
    address = f"https://www.larkmart.example/p/{found.id}"
    return icon_button(
        "share",
        hands.tr("Share"),
        lambda: hands.context.share(f"{found.name}\n{address}", found.name),
        resource_id="action_share",
    )


def _add(hands: StoreActivity, found: Product) -> None:
    put_in_basket(hands.context, found.id, hands.mine.basket.get(found.id, 0) + hands.state.count)
    hands.say(hands.tr("Added to your basket"))


def _buy(hands: StoreActivity, found: Product) -> None:
    """Asks once more, unless that was turned off in the settings."""
    if hands.mine.preferences.get("one_tap") == "1":
        place(hands, {found.id: hands.state.count})
    else:
        hands.ask("buy")


def _overlay(hands: StoreActivity, found: Product) -> Overlay | None:
    if hands.state.dialog != "buy":
        return None
    return confirm_sheet(hands, {found.id: hands.state.count}, found.name)


def _others(hands: StoreActivity, found: Product) -> list[View]:
    """Something somebody paid for, and some of the same kind."""
    alike = [one for one in products(hands.context) if one.category == found.category and one.id != found.id]
    alike.sort(key=lambda one: (not one.sponsored, (one.id * 5 + found.id) % 7))
    rows = [row_of(hands, one) for one in alike[:_OTHERS]]
    return [divider(), section(hands.tr("Customers also looked at")), *rows] if rows else []
