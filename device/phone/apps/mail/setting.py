"""The settings of Fernmail: notifications, and each account's signature."""

from functools import partial

from device.phone.apps.mail.box import mail
from device.phone.apps.mail.change import set_preference
from device.phone.apps.mail.state import SIGNATURE, MailActivity, SettingState
from device.phone.toolkit.view import Overlay, Screen
from device.phone.toolkit.viewpart import Input
from device.phone.widget import (
    Back,
    Choice,
    dialog,
    page,
    scroll,
    section,
    switch_tile,
    text_field,
    tile,
    top_bar,
)


def show_settings(hands: MailActivity[SettingState]) -> Screen:
    """All of them."""
    tr, box = hands.tr, hands.box

    def sign(number: int, text: str) -> None:
        hands.context.set_text(SIGNATURE, text)
        hands.set(dialog="signature", account=number)

    rows = [
        section(tr("General")),
        switch_tile(
            tr("Notifications"),
            box.preferences.get("notify", "1") == "1",
            lambda on: set_preference(hands.context, "notify", str(int(on))),
            summary=tr("For every new message in the inbox"),
        ),
    ]
    for one in box.accounts:
        rows += [
            section(one.address),
            tile(
                tr("Signature"),
                one.signature or tr("Not set"),
                on_tap=partial(sign, one.id, one.signature),
            ),
        ]
    bar = top_bar(tr("Settings"), back=Back(hands.context.finish, tr("Navigate up")))
    return Screen(page(bar, scroll("settings", rows)), overlay=_overlay(hands), title=tr("Settings"))


def _overlay(hands: MailActivity[SettingState]) -> Overlay | None:
    if hands.state.dialog != "signature":
        return None
    tr, context = hands.tr, hands.context

    def close() -> None:
        context.focus("")
        hands.close()

    def accept() -> None:
        text = context.text(SIGNATURE).strip()
        mail(hands.context).run("UPDATE account SET signature = ? WHERE id = ?", text, hands.state.account)
        close()

    field = text_field(
        Input(SIGNATURE, tr("Signature"), kind="multiline"), context.text(SIGNATURE), resource_id="signature"
    )
    return dialog(
        tr("Signature"), (field,), accept=Choice(tr("OK"), accept), cancel=Choice(tr("Cancel"), close)
    )
