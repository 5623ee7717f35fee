"""The four tabs: shop, apps, basket, and what is one's own."""

from functools import partial

from device.phone.apps.dollar import dollars
from device.phone.apps.store.account import MOST, put_in_basket, wish
from device.phone.apps.store.catalog import APPS, CATEGORIES, Product, product, products
from device.phone.apps.store.install import state_of
from device.phone.apps.store.offline import cut_off, is_cut_off
from device.phone.apps.store.order import bill_for, history
from device.phone.apps.store.part import ROW, foot_bar, picture_of, row_of, text
from device.phone.apps.store.state import StoreActivity
from device.phone.toolkit.font import text_width
from device.phone.toolkit.still import fixed
from device.phone.toolkit.theme import type_style
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Text
from device.phone.widget import (
    SECTION_HEIGHT,
    Head,
    Tab,
    TileLook,
    bottom_bar,
    button,
    chip,
    divider,
    empty,
    icon_button,
    large_title,
    long_list,
    long_scroll,
    page,
    scroll,
    search_pill,
    section,
    tile,
)

_TABS = (("Shop", "storefront"), ("Apps", "apps"), ("Basket", "shopping_cart"), ("You", "person"))
_CHIP_EDGES = 24.0
_CHIP_GAP = 8.0
NAMES = {
    "electronics": "Electronics",
    "home": "Home & living",
    "kitchen": "Kitchen",
    "sports": "Sports & outdoors",
    "books": "Books & paper",
    "health": "Health",
    "toys": "Toys & games",
    "pets": "Pets",
    "grocery": "Groceries",
    "gift": "Gift cards",
    APPS: "Apps",
}
"""Of categories."""


def show_main(hands: StoreActivity) -> Screen:
    """The tab that is open."""
    tr = hands.tr
    build = (_shop, _apps, _basket, _you)[hands.state.tab]
    body = (cut_off(hands),) if is_cut_off(hands) else build(hands)
    tabs = [Tab(tr(label), icon, f"navigation_{icon}") for label, icon in _TABS]
    bottom = bottom_bar(tabs, hands.state.tab, lambda place: hands.set(tab=place, dialog=""))
    return Screen(page(*body, bottom), title="Larkmart")


def _search_pill(hands: StoreActivity, hint: str, category: str = "") -> View:
    return search_pill(hint, lambda: hands.go("search", category=category), resource_id="search_bar")


def _shop(hands: StoreActivity) -> tuple[View, ...]:
    """Categories, then what is cheaper than it was and what is sponsored, in one list."""
    tr = hands.tr
    all_goods = [one for one in products(hands.context) if not one.is_app]
    listed = [one for one in all_goods if one.sponsored or one.was_cents]
    listed.sort(key=lambda one: (one.id * 7) % 11)
    rows = [
        View(
            box=Box(width=FILL, padding=(16.0, 4.0, 16.0, 4.0)),
            flow=Flow("row", gap=_CHIP_GAP),
            children=[
                chip(tr(NAMES[name]), partial(hands.go, "search", category=name), checkable=False)
                for name in names
            ],
            important=False,
        )
        for names in _category_rows(hands)
    ]
    head = (*rows, section(tr("Deals of the day")))
    return (
        _search_pill(hands, tr("Search Larkmart")),
        long_scroll(
            hands.context,
            "shop",
            len(listed),
            lambda place: row_of(hands, listed[place]),
            row_height=ROW,
            head=Head(head, len(rows) * 40.0 + 52.0),
            resource_id="content_list",
        ),
    )


def _category_rows(hands: StoreActivity) -> list[list[str]]:
    """The categories, as many in a row as their chips fit."""
    context = hands.context
    size, weight, _ = type_style("label_large")
    room = context.display.room_size[0] / context.density - 32.0
    rows: list[list[str]] = [[]]
    used = 0.0
    for name in CATEGORIES:
        wide = text_width(hands.tr(NAMES[name]), size * context.font_scale, weight) + _CHIP_EDGES + _CHIP_GAP
        if rows[-1] and used + wide > room + _CHIP_GAP:
            rows.append([])
            used = 0.0
        rows[-1].append(name)
        used += wide
    return rows


def _apps(hands: StoreActivity) -> tuple[View, ...]:
    """Updates first, then everything there is."""
    tr, context = hands.tr, hands.context
    apps = [one for one in products(context) if one.is_app]
    old = [one for one in apps if state_of(context, one) == "old"]
    rest = sorted((one for one in apps if one not in old), key=lambda one: not one.sponsored)
    rows: list[str | Product] = [tr("Updates available"), *old] if old else []
    rows += [tr("Recommended for you"), *rest]

    def build(place: int) -> View:
        row = rows[place]
        return section(row) if isinstance(row, str) else row_of(hands, row)

    heights = [SECTION_HEIGHT if isinstance(row, str) else ROW for row in rows]
    body = long_list(hands.context, "apps", heights, build, resource_id="content_list")
    return _search_pill(hands, tr("Search apps"), APPS), body


# -- the basket ------------------------------------------------------------------------------------------
def _basket(hands: StoreActivity) -> tuple[View, ...]:
    tr, context = hands.tr, hands.context
    things = {number: count for number, count in hands.mine.basket.items() if product(context, number)}
    title = large_title(tr("Basket"))
    if not things:
        nothing = empty(
            "shopping_cart", tr("Your basket is empty"), tr("What you put into it shows up here.")
        )
        return title, View(box=Box(width=FILL, weight=1.0), children=(nothing,), important=False)
    rows: list[View] = [title]
    for number, count in things.items():
        found = product(context, number)
        if found is not None:
            rows += [_in_basket(hands, found, count), divider(inset=16.0)]
    bill = bill_for(context, things)
    total = fixed("TextView", "basket_total", Text(dollars(bill.goods), style="title_large"), box=GROWING)
    order = button(tr("Go to checkout"), lambda: hands.go("checkout"), resource_id="checkout_button")
    return scroll("basket", rows, resource_id="content_list"), foot_bar(total, order)


def _in_basket(hands: StoreActivity, found: Product, count: int) -> View:
    tr, context = hands.tr, hands.context

    def later() -> None:
        put_in_basket(context, found.id, 0)
        wish(context, found.id, on=True)
        hands.say(tr("Moved to your wish list"))

    name = fixed("TextView", "item_title", Text(found.name, style="title_small", max_lines=2))
    price = fixed("TextView", "item_price", Text(dollars(found.cents * count), style="16/700/22"))
    row = View(
        flow=Flow("row", gap=4.0, align="center"),
        important=False,
        children=(
            icon_button(
                "remove" if count > 1 else "delete",
                tr("One less") if count > 1 else tr("Remove from basket"),
                lambda: put_in_basket(context, found.id, count - 1),
                resource_id="quantity_less",
            ),
            fixed(
                "TextView",
                "quantity",
                Text(str(count), style="title_medium", align="center"),
                box=Box(width=28.0),
            ),
            icon_button(
                "add",
                tr("One more"),
                lambda: put_in_basket(context, found.id, count + 1),
                resource_id="quantity_more",
                enabled=count < MOST,
            ),
            button(tr("Save for later"), later, kind="text", resource_id="save_for_later"),
        ),
    )
    words = View(box=GROWING, flow=Flow(gap=2.0), children=(name, price, row), important=False)
    picture = picture_of(found, 72.0)
    return View(
        "android.view.ViewGroup",
        "basket_item",
        box=Box(width=FILL, padding=(16.0, 8.0, 8.0, 8.0)),
        flow=Flow("row", gap=16.0),
        on_tap=lambda: hands.go("product", found.id),
        children=(picture, words),
    )


# -- one's own -------------------------------------------------------------------------------------------
def _you(hands: StoreActivity) -> tuple[View, ...]:
    tr, mine = hands.tr, hands.mine
    where, purse = mine.address(), mine.payment()
    known = history(hands.context)
    goods = [order for order in known.orders if order.kind == "goods"]
    active = [plan for plan in known.subscriptions if plan.state == "active"]
    usable = [voucher for voucher in mine.vouchers.values() if not voucher.used_ms]
    entries = (
        ("orders", "receipt_long", "Your orders", tr("{} orders").format(len(goods))),
        ("wishlist", "favorite", "Wish list", tr("{} things").format(len(mine.wishes))),
        ("vouchers", "local_offer", "Vouchers", tr("{} to use").format(len(usable))),
        ("subscriptions", "event_repeat", "Subscriptions", tr("{} active").format(len(active))),
        ("addresses", "location_on", "Addresses", str(where) if where else tr("None yet")),
        ("payments", "credit_card", "Payment methods", str(purse) if purse else tr("None yet")),
        ("settings", "settings", "Settings", ""),
    )
    rows = [
        tile(tr(label), below, icon=icon, on_tap=partial(hands.go, to), look=TileLook(summary_lines=1))
        for to, icon, label, below in entries
    ]
    hello = text(
        tr("Hello, {}").format(where.name) if where else tr("Welcome to Larkmart"),
        "title_medium",
        "on_surface",
    )
    return (scroll("you", (large_title(tr("You")), hello, *rows), resource_id="content_list"),)
