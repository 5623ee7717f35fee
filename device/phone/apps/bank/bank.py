"""The Oakway Bank app: one activity, its pages, and what falls due."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from device.phone.apps.bank import sample
from device.phone.apps.bank.accountpage import show_account, show_details, show_documents, show_entry
from device.phone.apps.bank.card import show_card, show_secret
from device.phone.apps.bank.confirm import show_code, show_done, show_review
from device.phone.apps.bank.home import show_tab
from device.phone.apps.bank.login import show_login
from device.phone.apps.bank.more import show_change_pin, show_help
from device.phone.apps.bank.part import unreached
from device.phone.apps.bank.payform import show_transfer
from device.phone.apps.bank.payment import pay_due
from device.phone.apps.bank.schema import BANK, PACKAGE, SCHEMA
from device.phone.apps.bank.standing import show_bills, show_orders, show_payees
from device.phone.apps.bank.state import MAIN, BankActivity, BankState
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen

_BUILD: Mapping[str, Callable[[BankActivity], Screen]] = {
    "tab": show_tab,
    "account": show_account,
    "details": show_details,
    "entry": show_entry,
    "documents": show_documents,
    "transfer": show_transfer,
    "review": show_review,
    "code": show_code,
    "done": show_done,
    "bills": show_bills,
    "orders": show_orders,
    "payees": show_payees,
    "card": show_card,
    "secret": show_secret,
    "card_pin": show_secret,
    "change_pin": show_change_pin,
    "help": show_help,
}


def _page(hands: BankActivity) -> Screen:
    if not hands.is_signed_in:
        return show_login(hands)
    page = hands.page
    gone = page.name in ("account", "details") and page.id not in hands.ledger.accounts
    return show_tab(hands) if gone else _BUILD[page.name](hands)


class Bank(App):
    """Oakway Bank."""

    manifest = Manifest(
        package=PACKAGE,
        label="Oakway Bank",
        icon="account_balance",
        icon_colours=("#1B3A57", "#FFFFFF"),
        main=MAIN,
        databases={BANK: SCHEMA},
        version="5.4.0",
        system=False,
        permissions=("android.permission.POST_NOTIFICATIONS",),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """Nobody is signed in."""
        return BankState()

    def screen(self, context: Context) -> Screen:
        """The page in front, or where the PIN goes in."""
        hands = BankActivity(context, BankState)
        screen = _page(hands)
        return replace(screen, overlay=unreached(hands)) if hands.state.dialog == "offline" else screen

    def back(self, context: Context) -> bool:
        """To the page before, then to the first tab."""
        hands = BankActivity(context, BankState)
        if not hands.is_signed_in:
            return False
        if hands.leave():
            return True
        if hands.state.tab:
            hands.set(tab=0)
            return True
        return False

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Standing orders fall due."""
        if now_ms != since_ms:
            pay_due(context, now_ms)
