"""What several pages of the bank show."""

from dataclasses import replace

from device.phone.apps.bank.iban import masked
from device.phone.apps.bank.ledger import BankAccount, BankEntry
from device.phone.apps.bank.state import BankActivity
from device.phone.apps.dollar import dollars
from device.phone.apps.provider.moment import short_moment
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Handler, Input, InputType, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    alert,
    button,
    page,
    scroll,
    text_field,
    tile,
    top_bar,
)

ICONS = {
    "groceries": "local_grocery_store",
    "eating": "restaurant",
    "rent": "home",
    "salary": "work",
    "transfer": "swap_horiz",
    "bill": "receipt_long",
    "shopping": "shopping_bag",
    "travel": "train",
    "health": "local_pharmacy",
    "cash": "atm",
    "leisure": "theaters",
}
ROW = 72.0
"""dp of an entry."""


def shown(
    hands: BankActivity,
    title: str,
    *parts: View,
    actions: tuple[View, ...] = (),
    overlay: Overlay | None = None,
    secure: bool = False,
) -> Screen:
    """A page under a bar with an arrow; all of `parts` scrolls."""
    bar = top_bar(title, back=Back(hands.back, hands.tr("Navigate up")), actions=actions)
    front = hands.page
    body = scroll(f"{front.name} {front.id}", parts, resource_id="content")
    return Screen(page(bar, body), overlay=overlay, title=title, secure=secure)


def unreached(hands: BankActivity) -> Overlay:
    """That what was asked for was not done, because the bank cannot be reached."""
    tr = hands.tr
    words = tr("The bank cannot be reached, and nothing was done. Check your connection and try again.")
    return alert(tr("You’re offline"), words, accept=Choice(tr("OK"), hands.close))


def text(words: str, style: str = "body_medium", colour: str = "on_surface_variant", name: str = "") -> View:
    """A paragraph at the page's margins."""
    return View(
        "TextView",
        name,
        Text(words, style=style, colour=colour),
        box=Box(width=FILL, padding=(24.0, 4.0, 24.0, 4.0)),
    )


def fact(label: str, value: str, name: str = "") -> View:
    """A label over what it is about."""
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 6.0, 24.0, 6.0)),
        children=(
            fixed("TextView", text=Text(label, style="body_small", colour="on_surface_variant")),
            fixed("TextView", name, Text(value, style="body_large")),
        ),
    )


def wide(label: str, act: Handler, name: str, *, kind: str = "filled", enabled: bool = True) -> View:
    """A button over the whole width."""
    made = button(label, act, kind=kind, resource_id=name, enabled=enabled)
    made.box = replace(made.box, width=FILL, margin=(24.0, 12.0, 24.0, 4.0))
    return made


def field(
    hands: BankActivity,
    key: str,
    label: str,
    *,
    error: str = "",
    kind: InputType = "text",
    password: bool = False,
) -> View:
    """A text field; `error` shows while the field is among those that are wrong."""
    return text_field(
        Input(
            key,
            label,
            kind=kind,
            password=password,
            on_text=(lambda _: hands.set(wrong=())) if hands.state.wrong else None,
        ),
        hands.context.text(key),
        resource_id=key,
        error=error if key in hands.state.wrong else "",
        margin=(24.0, 8.0, 24.0, 8.0),
    )


def account_row(
    hands: BankActivity, one: BankAccount, act: Handler | None, *, trailing: tuple[View, ...] = ()
) -> View:
    """An account with its balance."""
    balance = fixed("TextView", "account_balance", Text(dollars(one.cents), style="title_medium"))
    icon = {"savings": "savings", "household": "home"}.get(one.kind, "account_balance_wallet")
    return tile(
        hands.account_name(one),
        masked(one.iban),
        icon=icon,
        on_tap=act,
        trailing=(balance, *trailing),
        resource_id="account_row",
        look=TileLook(gap=16.0),
    )


def entry_row(hands: BankActivity, one: BankEntry) -> View:
    """What was booked."""
    amount = View(
        "TextView",
        "entry_amount",
        Text(
            dollars(one.cents, signed=True),
            style="title_small",
            colour="success" if one.cents > 0 else "on_surface",
        ),
    )
    day = short_moment(hands.context, one.booked_ms)
    return tile(
        one.name,
        f"{day} · {one.reference}" if one.reference else day,
        icon=ICONS.get(one.category, "payments"),
        trailing=(amount,),
        on_tap=lambda: hands.go("entry", one.id),
        resource_id="entry_row",
        look=TileLook(title_lines=1, summary_lines=1, gap=16.0, padding=(24.0, 8.0, 24.0, 8.0)),
    )
