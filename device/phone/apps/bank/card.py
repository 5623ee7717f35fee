"""Cards: how they may be used, and, behind the PIN and hidden from screenshots, what is printed on them."""

from device.phone.apps.bank.ledger import Card, set_card
from device.phone.apps.bank.login import is_pin, pin_error, refused
from device.phone.apps.bank.part import fact, field, shown, text, wide
from device.phone.apps.bank.state import LIMIT, PIN, BankActivity
from device.phone.apps.dollar import cents_of, dollars
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Handler, Input, Surface, Text
from device.phone.widget import Choice, dialog, empty, section, switch_tile, text_field, tile

_HIGHEST = 1_000_000
"""Cents a day that can be allowed."""
KINDS = {"debit": "Debit card", "credit": "Credit card"}


def card_face(hands: BankActivity, one: Card, act: Handler | None = None) -> View:
    """As a card looks, its number hidden."""
    tr = hands.tr
    state = tr("Frozen") if one.frozen else tr("Active")
    name = fixed(
        "TextView",
        "card_kind",
        Text(tr(KINDS.get(one.kind, one.kind)), style="title_medium", colour="#FFFFFF"),
    )
    number = fixed(
        "TextView", "card_number", Text(f"•••• {one.number[-4:]}", style="title_large", colour="#FFFFFF")
    )
    below = fixed(
        "TextView",
        "card_state",
        Text(f"{state} · {hands.ledger.owner.name}", style="body_medium", colour="#FFFFFF"),
    )
    return View(
        "androidx.cardview.widget.CardView",
        "card_face",
        box=Box(width=FILL, height=160.0, padding=(20.0, 16.0, 20.0, 16.0), margin=(24.0, 8.0, 24.0, 8.0)),
        flow=Flow(gap=12.0, justify="end"),
        surface=Surface("app_grey" if one.frozen else "app_indigo", radius=16.0),
        on_tap=act,
        children=(name, number, below),
    )


def show_card(hands: BankActivity) -> Screen:
    """What it may do."""
    tr, one = hands.tr, hands.ledger.cards.get(hands.page.id)
    if one is None:
        return shown(hands, tr("Card"), empty("credit_card", tr("No cards")))

    def turn(what: str, on: bool) -> None:
        if not hands.reached():
            return
        set_card(hands.context, one.id, what, int(on))
        hands.set()

    def limit() -> None:
        hands.context.set_text(LIMIT, str(one.limit_cents // 100))
        hands.ask("limit", one.id)

    parts = [
        card_face(hands, one),
        switch_tile(
            tr("Freeze card"),
            one.frozen,
            lambda on: turn("frozen", on),
            summary=tr("Nothing can be paid with it until you thaw it"),
            icon="ac_unit",
        ),
        switch_tile(tr("Online payments"), one.online, lambda on: turn("online", on), icon="language"),
        switch_tile(tr("Use abroad"), one.abroad, lambda on: turn("abroad", on), icon="flight"),
        tile(
            tr("Daily limit"), dollars(one.limit_cents), icon="speed", on_tap=limit, resource_id="daily_limit"
        ),
        section(tr("Secret")),
        tile(tr("Show card details"), icon="visibility", on_tap=lambda: hands.go("secret", one.id)),
        tile(tr("Show card PIN"), icon="pin", on_tap=lambda: hands.go("card_pin", one.id)),
    ]
    return shown(hands, tr("Card"), *parts, overlay=_overlay(hands, one))


def _overlay(hands: BankActivity, one: Card) -> Overlay | None:
    if hands.state.dialog != "limit":
        return None
    tr, context = hands.tr, hands.context
    cents = cents_of(context.text(LIMIT)) or 0

    def accept() -> None:
        if not hands.reached():
            return
        set_card(hands.context, one.id, "limit", cents)
        context.focus("")
        hands.close()

    def give_up() -> None:
        context.focus("")
        hands.close()

    body = text_field(
        Input(LIMIT, tr("Dollars a day"), kind="number"), context.text(LIMIT), resource_id="limit"
    )
    return dialog(
        tr("Daily limit"),
        (body,),
        accept=Choice(tr("OK"), accept, enabled=0 < cents <= _HIGHEST),
        cancel=Choice(tr("Cancel"), give_up),
    )


def show_secret(hands: BankActivity) -> Screen:
    """Number and code, or the card's PIN, once the owner's PIN was given. No screenshot shows them."""
    tr, one, state = hands.tr, hands.ledger.cards.get(hands.page.id), hands.state
    title = tr("Card PIN") if hands.page.name == "card_pin" else tr("Card details")
    if one is None:
        return shown(hands, title, empty("credit_card", tr("No cards")))
    if not state.revealed:

        def show() -> None:
            if not hands.reached():
                return
            typed = hands.context.text(PIN)
            hands.context.set_text(PIN, "")
            hands.context.focus("")
            good = is_pin(hands, typed)
            hands.set(revealed=good, wrong=() if good else refused(typed))

        ask = field(hands, PIN, tr("PIN"), kind="number", password=True, error=pin_error(hands))
        words = text(tr("Enter the PIN you log in with."))
        return shown(hands, title, words, ask, wide(tr("Show"), show, "show_secret"), secure=True)
    if hands.page.name == "card_pin":
        return shown(hands, title, fact(tr("Card PIN"), one.pin, "card_pin"), secure=True)
    facts = (
        fact(tr("Card number"), one.number, "card_full_number"),
        fact(tr("Expires"), one.expires, "card_expires"),
        fact(tr("Security code"), one.code, "card_code"),
    )
    return shown(hands, title, *facts, secure=True)
