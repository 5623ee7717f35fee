"""Where the screens of Larkmart are, and what they all need."""

from dataclasses import dataclass

from device.phone.apps.activity import AppActivity
from device.phone.apps.store.account import StoreAccount, account
from device.phone.system.intent import Extra

_CLASS = "com.larkmart.shop.ui.{}Activity"
PAGES = (
    "main",
    "search",
    "product",
    "app",
    "reviews",
    "writereview",
    "checkout",
    "orders",
    "order",
    "wishlist",
    "addresses",
    "editaddress",
    "payments",
    "addcard",
    "vouchers",
    "subscriptions",
    "settings",
)
"""Each an activity of its own."""
SEARCH, CODE = "search", "voucher_code"
"""Keys of text fields."""
ADDRESS_FIELDS = ("name", "line", "city", "zip", "phone")


def activity_of(page: str) -> str:
    """Full class name."""
    return _CLASS.format("Main" if page == "main" else page.capitalize())


ACTIVITIES = {activity_of(page): page for page in PAGES}
MAIN = activity_of("main")


@dataclass(frozen=True, slots=True)
class StoreState:
    """One screen."""

    page: str = "main"
    id: int = 0
    """What it is about: a product, an order, an address."""
    tab: int = 0
    dialog: str = ""
    about: int = 0
    """What the dialog is about."""
    count: int = 1
    category: str = ""
    sort: str = "featured"
    delivery: str = "standard"
    address: int = 0
    payment: int = 0
    """0 = the usual one."""
    voucher: str = ""
    stars: int = 0
    wrong: tuple[str, ...] = ()
    """Fields that cannot be left as they are."""


class StoreActivity(AppActivity[StoreState]):
    """An activity of Larkmart."""

    __slots__ = ()

    @property
    def mine(self) -> StoreAccount:
        """What the person has here."""
        return account(self.context)

    def go(self, page: str, number: int = 0, **extras: Extra) -> None:
        """Open another page."""
        self.set(dialog="")
        self.context.start(activity_of(page), id=number, **extras)

    def ask(self, dialog: str, about: int = 0) -> None:
        """Open a dialog about something."""
        self.context.focus("")
        self.set(dialog=dialog, about=about)

    def reached(self) -> bool:
        """Whether the shop can be reached; says so when it cannot."""
        if not self.online:
            self.ask("offline")
        return self.online

    def say(self, text: str) -> None:
        """A short message; what was open is closed."""
        self.set(dialog="")
        self.context.toast(text)
