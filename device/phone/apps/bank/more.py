"""A new PIN, and how to reach the bank."""

from device.phone.apps.bank.ledger import bank
from device.phone.apps.bank.login import is_pin, pin_error, refused
from device.phone.apps.bank.part import fact, field, shown, text, wide
from device.phone.apps.bank.state import NEW_PIN, OLD_PIN, BankActivity
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen
from device.phone.widget import note

_DIGITS = 6
_HOTLINE = "+15550100900"


def show_change_pin(hands: BankActivity) -> Screen:
    """The old one and a new one; no screenshot shows the page."""
    tr, context = hands.tr, hands.context

    def save() -> None:
        if not hands.reached():
            return
        old, new = context.text(OLD_PIN), context.text(NEW_PIN)
        if not is_pin(hands, old):
            hands.set(wrong=refused(old, OLD_PIN))
        elif len(new) != _DIGITS or not new.isdecimal():
            hands.set(wrong=(NEW_PIN,))
        else:
            bank(hands.context).run("UPDATE owner SET pin = ?", new)
            context.toast(tr("Your PIN was changed"))
            hands.leave()

    return shown(
        hands,
        tr("Change PIN"),
        field(hands, OLD_PIN, tr("Present PIN"), kind="number", password=True, error=pin_error(hands)),
        field(hands, NEW_PIN, tr("New PIN"), kind="number", password=True, error=tr("Six digits")),
        wide(tr("Save new PIN"), save, "save_pin"),
        secure=True,
    )


def show_help(hands: BankActivity) -> Screen:
    """The hotline."""
    tr = hands.tr
    return shown(
        hands,
        tr("Help and contact"),
        fact(tr("Hotline, day and night"), "+1 555-010-0900"),
        wide(
            tr("Call us"),
            lambda: hands.send(Intent("android.intent.action.DIAL", data=f"tel:{_HOTLINE}")),
            "call_bank",
            kind="tonal",
        ),
        text(tr("Branch: 2 Market Square, Portsmouth. Mondays to Fridays, 9 to 5.")),
        note(tr("We never ask for your PIN or a code, by phone, e-mail or text message."), "gpp_maybe"),
    )
