"""The tabs: accounts, payments, cards, and everything else."""

from functools import partial

from device.phone.apps.bank.card import card_face
from device.phone.apps.bank.part import account_row, entry_row, text
from device.phone.apps.bank.payform import start_transfer
from device.phone.apps.bank.state import BankActivity
from device.phone.apps.dollar import dollars
from device.phone.toolkit.view import Screen, View
from device.phone.widget import (
    Choice,
    Tab,
    alert,
    bottom_bar,
    empty,
    large_title,
    page,
    scroll,
    section,
    tile,
)

_TABS = (
    ("Accounts", "account_balance"),
    ("Payments", "payments"),
    ("Cards", "credit_card"),
    ("More", "menu"),
)
_LATEST = 5


def show_tab(hands: BankActivity) -> Screen:
    """The tab that is open."""
    tr, tab = hands.tr, hands.state.tab
    parts = (_accounts, _payments, _cards, _more)[tab](hands)
    tabs = [Tab(tr(label), icon, f"tab_{label.lower()}") for label, icon in _TABS]
    bottom = bottom_bar(tabs, tab, lambda place: hands.set(tab=place, dialog=""))
    body = scroll(f"tab {tab}", (large_title(tr(_TABS[tab][0])), *parts), resource_id="content")
    overlay = None
    if hands.state.dialog == "sign_out":
        overlay = alert(
            "",
            tr("Sign out of Oakway Bank?"),
            accept=Choice(tr("Sign out"), lambda: hands.set(signed=False, dialog="", tab=0)),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    return Screen(page(body, bottom), overlay=overlay, title=tr("Oakway Bank"))


def _accounts(hands: BankActivity) -> list[View]:
    tr, known = hands.tr, hands.ledger
    total = sum(one.cents for one in known.accounts.values())
    parts = [text(tr("In all {}").format(dollars(total)), "title_medium", "on_surface", "total_balance")]
    for one in known.accounts.values():
        parts.append(account_row(hands, one, partial(hands.go, "account", one.id)))
    latest = sorted(
        (one for found in known.entries.values() for one in found[:_LATEST]), key=lambda one: -one.booked_ms
    )
    if latest:
        parts += [section(tr("Latest")), *(entry_row(hands, one) for one in latest[:_LATEST])]
    return parts


def _payments(hands: BankActivity) -> list[View]:
    tr, known = hands.tr, hands.ledger
    open_bills = [one for one in known.bills if not one.paid_ms]
    entries = (
        ("swap_horiz", "Between own accounts", "", lambda: start_transfer(hands, "own")),
        (
            "person",
            "To a saved payee",
            tr("{} payees").format(len(known.payees)),
            lambda: start_transfer(hands, "payee"),
        ),
        ("person_add", "To a new payee", "", lambda: start_transfer(hands, "new")),
        ("receipt_long", "Bills", tr("{} to pay").format(len(open_bills)), lambda: hands.go("bills")),
        (
            "event_repeat",
            "Standing orders",
            tr("{} active").format(len(known.orders)),
            lambda: hands.go("orders"),
        ),
        ("contacts", "Payees", "", lambda: hands.go("payees")),
    )
    return [tile(tr(label), below, icon=icon, on_tap=act) for icon, label, below, act in entries]


def _cards(hands: BankActivity) -> list[View]:
    cards = hands.ledger.cards.values()
    if not cards:
        return [empty("credit_card", hands.tr("No cards"))]
    return [card_face(hands, one, partial(hands.go, "card", one.id)) for one in cards]


def _more(hands: BankActivity) -> list[View]:
    tr = hands.tr
    entries = (
        ("description", "Documents", lambda: hands.go("documents")),
        ("lock_reset", "Change PIN", lambda: hands.go("change_pin")),
        ("call", "Help and contact", lambda: hands.go("help")),
        ("logout", "Sign out", lambda: hands.ask("sign_out")),
    )
    return [tile(tr(label), icon=icon, on_tap=act) for icon, label, act in entries]
