"""The Larkmart app: its screens."""

from collections.abc import Callable, Mapping
from random import Random

from device.phone.apps.store import sample
from device.phone.apps.store.apppage import show_app
from device.phone.apps.store.assortment import seed
from device.phone.apps.store.catalog import products
from device.phone.apps.store.checkout import show_checkout
from device.phone.apps.store.function import FUNCTIONS
from device.phone.apps.store.home import show_main
from device.phone.apps.store.offline import is_cut_off, offline_page, refused
from device.phone.apps.store.order import renew
from device.phone.apps.store.orderpage import show_order, show_orders
from device.phone.apps.store.own import show_settings, show_subscriptions, show_vouchers, show_wishes
from device.phone.apps.store.product import show_product
from device.phone.apps.store.review import show_reviews, show_write, unwrite
from device.phone.apps.store.schema import CATALOG, CATALOG_SCHEMA, PACKAGE, SHOP, SHOP_SCHEMA
from device.phone.apps.store.search import show_search
from device.phone.apps.store.state import ACTIVITIES, MAIN, SEARCH, StoreActivity, StoreState, activity_of
from device.phone.apps.store.wallet import (
    fill_address,
    show_add_card,
    show_addresses,
    show_edit_address,
    show_payments,
)
from device.phone.file.database import Database
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, VIEW, Intent
from device.phone.toolkit.view import Screen

_BUILD: Mapping[str, Callable[[StoreActivity], Screen]] = {
    "main": show_main,
    "search": show_search,
    "product": show_product,
    "app": show_app,
    "reviews": show_reviews,
    "writereview": show_write,
    "checkout": show_checkout,
    "orders": show_orders,
    "order": show_order,
    "wishlist": show_wishes,
    "addresses": show_addresses,
    "editaddress": show_edit_address,
    "payments": show_payments,
    "addcard": show_add_card,
    "vouchers": show_vouchers,
    "subscriptions": show_subscriptions,
    "settings": show_settings,
}


class Store(App):
    """Larkmart, a shop for goods and apps."""

    manifest = Manifest(
        package=PACKAGE,
        label="Larkmart",
        icon="storefront",
        icon_colours=("#0B6E4F", "#FFFFFF"),
        main=MAIN,
        activities=tuple(ACTIVITIES),
        databases={CATALOG: CATALOG_SCHEMA, SHOP: SHOP_SCHEMA},
        filters=(
            IntentFilter(VIEW, activity_of("app"), scheme="market"),
            IntentFilter(VIEW, activity_of("product"), scheme="https", authorities=("www.larkmart.example",)),
            IntentFilter(f"{APP}MARKET", MAIN),
        ),
        version="7.3.1",
        system=False,
        functions=FUNCTIONS,
    )

    def seed(self, databases: dict[str, Database], rng: Random) -> None:
        """What is sold everywhere."""
        seed(databases[CATALOG])

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """What the page is about; an address from outside names it by number or package."""
        page = ACTIVITIES[name]
        number = int(intent.extras.get("id", 0)) or _named(context, intent.data)
        tab, category = int(intent.extras.get("tab", 0)), str(intent.extras.get("category", ""))
        context.set(state := StoreState(page, number, tab, category=category))
        if page == "editaddress":
            fill_address(StoreActivity(context, StoreState))
        if page == "search":
            context.focus(SEARCH)
        return state

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        hands = StoreActivity(context, StoreState)
        if is_cut_off(hands) and hands.state.page != "main":
            return offline_page(hands)
        screen = refused(hands, _BUILD[hands.state.page](hands))
        if screen.overlay is None and hands.state.dialog == "unwrite":
            return Screen(screen.content, overlay=unwrite(hands), title=screen.title)
        return screen

    def back(self, context: Context) -> bool:
        """From another tab to the first."""
        hands = StoreActivity(context, StoreState)
        if hands.state.page == "main" and hands.state.tab:
            hands.set(tab=0)
            return True
        return False

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A page that is open is asked to show something else."""
        if context.activity.name in ACTIVITIES:
            context.set(self.initial(context, context.activity.name, intent))
        return None

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Plans renew."""
        if now_ms != since_ms:
            renew(context, now_ms)


def _named(context: Context, address: str) -> int:
    """The product of `https://www.larkmart.example/p/7` or `market://details?id=PACKAGE`; 0 for none."""
    end = address.rpartition("/")[2]
    package = address.partition("id=")[2].partition("&")[0]
    if package:
        return next((one.id for one in products(context) if one.package == package), 0)
    return int(end) if end.isdecimal() else 0
