"""What several pages of the bank show."""

from device.phone.apps.bank.iban import masked
from device.phone.apps.bank.ledger import Account, Entry
from device.phone.apps.bank.state import Hands
from device.phone.apps.dollar import dollars
from device.phone.apps.provider.moment import short_moment
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Handler, Overlay, Screen, View
from device.phone.widget import Choice, alert, button, page, scroll, text_field, tile, top_bar
from device.phone.widget.entry import InputType

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
    hands: Hands,
    title: str,
    *parts: View,
    actions: tuple[View, ...] = (),
    overlay: Overlay | None = None,
    secure: bool = False,
) -> Screen:
    """A page under a bar with an arrow; all of `parts` scrolls."""
    bar = top_bar(title, on_back=hands.back, back_label=hands.tr("Navigate up"), actions=actions)
    front = hands.page
    body = scroll(f"{front.name} {front.id}", parts, resource_id="content")
    return Screen(page(bar, body), overlay=overlay, title=title, secure=secure)


def unreached(hands: Hands) -> Overlay:
    """That what was asked for was not done, because the bank cannot be reached."""
    tr = hands.tr
    words = tr("The bank cannot be reached, and nothing was done. Check your connection and try again.")
    return alert(tr("You’re offline"), words, accept=Choice(tr("OK"), hands.close))


def text(words: str, style: str = "body_medium", colour: str = "on_surface_variant", name: str = "") -> View:
    """A paragraph at the page's margins."""
    return View(
        "TextView", name, words, style=style, colour=colour, width=FILL, padding=(24.0, 4.0, 24.0, 4.0)
    )


def fact(label: str, value: str, name: str = "") -> View:
    """A label over what it is about."""
    return View(
        "LinearLayout",
        width=FILL,
        padding=(24.0, 6.0, 24.0, 6.0),
        children=(
            fixed("TextView", text=label, style="body_small", colour="on_surface_variant"),
            fixed("TextView", name, value, style="body_large"),
        ),
    )


def wide(label: str, act: Handler, name: str, *, kind: str = "filled", enabled: bool = True) -> View:
    """A button over the whole width."""
    made = button(label, act, kind=kind, resource_id=name, enabled=enabled)
    made.width, made.margin = FILL, (24.0, 12.0, 24.0, 4.0)
    return made


def field(
    hands: Hands, key: str, label: str, *, error: str = "", kind: InputType = "text", password: bool = False
) -> View:
    """A text field; `error` shows while the field is among those that are wrong."""
    return text_field(
        key,
        label,
        hands.context.text(key),
        resource_id=key,
        input_type=kind,
        password=password,
        error=error if key in hands.state.wrong else "",
        on_text=(lambda _: hands.set(wrong=())) if hands.state.wrong else None,
        margin=(24.0, 8.0, 24.0, 8.0),
    )


def account_row(hands: Hands, one: Account, act: Handler | None, *, trailing: tuple[View, ...] = ()) -> View:
    """An account with its balance."""
    balance = fixed("TextView", "account_balance", dollars(one.cents), style="title_medium")
    icon = {"savings": "savings", "household": "home"}.get(one.kind, "account_balance_wallet")
    return tile(
        hands.account_name(one),
        masked(one.iban),
        icon=icon,
        on_tap=act,
        trailing=(balance, *trailing),
        gap=16.0,
        resource_id="account_row",
    )


def entry_row(hands: Hands, one: Entry) -> View:
    """What was booked."""
    amount = View("TextView", "entry_amount", dollars(one.cents, signed=True), style="title_small")
    amount.colour = "success" if one.cents > 0 else "on_surface"
    day = short_moment(hands.context, one.booked_ms)
    return tile(
        one.name,
        f"{day} · {one.reference}" if one.reference else day,
        icon=ICONS.get(one.category, "payments"),
        trailing=(amount,),
        on_tap=lambda: hands.go("entry", one.id),
        gap=16.0,
        title_lines=1,
        summary_lines=1,
        padding=(24.0, 8.0, 24.0, 8.0),
        resource_id="entry_row",
    )
