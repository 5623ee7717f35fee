"""Where things are sent and what they are paid with."""

from dataclasses import replace

from device.phone.apps.dollar import dollars
from device.phone.apps.store.account import (
    Address,
    Payment,
    delete,
    make_usual,
    save_address,
    save_payment,
)
from device.phone.apps.store.part import shown
from device.phone.apps.store.state import ADDRESS_FIELDS, StoreActivity
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Input
from device.phone.widget import Choice, TileLook, alert, button, icon_button, menu, text_field, tile

_LABELS = ("Full name", "Street and number", "City", "ZIP code", "Phone number")
CARD_FIELDS = ("card_number", "card_expires", "card_code", "card_holder")
_SHORTEST_CARD = 12


def _with(hands: StoreActivity, screen: Screen, overlay: Overlay | None) -> Screen:
    return Screen(screen.content, overlay=overlay, title=screen.title)


def show_addresses(hands: StoreActivity) -> Screen:
    """Where things can be sent."""
    tr = hands.tr
    rows = [
        _entry(
            hands,
            one.id,
            one.name,
            f"{one.line}, {one.city} {one.zip}\n{one.phone}",
            "location_on",
            usual=one.chosen,
        )
        for one in hands.mine.addresses
    ]
    add = tile(
        tr("Add an address"), icon="add", on_tap=lambda: hands.go("editaddress"), resource_id="add_address"
    )
    return _with(hands, shown(hands, tr("Addresses"), *rows, add), _about(hands, "address"))


def show_payments(hands: StoreActivity) -> Screen:
    """What can be paid with."""
    tr = hands.tr
    rows = [
        _entry(
            hands,
            one.id,
            str(one),
            dollars(one.balance_cents) if one.kind == "balance" else tr("Expires {}").format(one.expires),
            "redeem" if one.kind == "balance" else "credit_card",
            usual=one.chosen,
        )
        for one in hands.mine.payments
    ]
    add = tile(tr("Add a card"), icon="add", on_tap=lambda: hands.go("addcard"), resource_id="add_card")
    return _with(hands, shown(hands, tr("Payment methods"), *rows, add), _about(hands, "payment"))


def _entry(hands: StoreActivity, number: int, title: str, below: str, icon: str, *, usual: bool) -> View:
    more = icon_button("more_vert", hands.tr("More options"), lambda: hands.ask("menu", number))
    shown_below = f"{below} · {hands.tr('Usual')}" if usual else below
    return tile(
        title,
        shown_below,
        icon=icon,
        trailing=(more,),
        on_tap=lambda: hands.ask("menu", number),
        look=TileLook(gap=16.0),
    )


def _about(hands: StoreActivity, table: str) -> Overlay | None:
    """The menu of an entry, and the question before it goes."""
    tr, state, context = hands.tr, hands.state, hands.context

    def usual() -> None:
        if not hands.reached():
            return
        make_usual(context, table, state.about)
        hands.close()

    def remove() -> None:
        if not hands.reached():
            return
        delete(context, table, state.about)
        hands.say(tr("Removed"))

    if state.dialog == "menu":
        items = [(tr("Use as usual"), usual), (tr("Remove"), lambda: hands.ask("remove", state.about))]
        if table == "address":
            items.insert(0, (tr("Edit"), lambda: hands.go("editaddress", state.about)))
        return menu(items, hands.close, anchor=(1.0, 0.12))
    if state.dialog == "remove":
        question = tr("Remove this address?") if table == "address" else tr("Remove this payment method?")
        return alert(
            "", question, accept=Choice(tr("Remove"), remove), cancel=Choice(tr("Cancel"), hands.close)
        )
    return None


def fill_address(hands: StoreActivity) -> None:
    """The form with what is known of an address."""
    found = hands.mine.address(hands.state.id) if hands.state.id else None
    for key in ADDRESS_FIELDS:
        hands.context.set_text(key, str(getattr(found, key)) if found else "")


def show_edit_address(hands: StoreActivity) -> Screen:
    """The form of an address."""
    tr, context, wrong = hands.tr, hands.context, hands.state.wrong

    def save() -> None:
        texts = {key: context.text(key).strip() for key in ADDRESS_FIELDS}
        missing = tuple(key for key, written in texts.items() if not written and key != "phone")
        if missing:
            hands.set(wrong=missing)
            return
        if not hands.reached():
            return
        name, line, city, code, telephone = texts.values()
        save_address(hands.context, Address(hands.state.id, name, line, city, code, telephone))
        context.toast(tr("Address saved"))
        context.finish()

    rows = [
        text_field(
            Input(key, tr(label)),
            context.text(key),
            resource_id=f"address_{key}",
            error=tr("Fill this in") if key in wrong else "",
            margin=(24.0, 0.0, 24.0, 12.0),
        )
        for key, label in zip(ADDRESS_FIELDS, _LABELS, strict=True)
    ]
    title = tr("Edit address") if hands.state.id else tr("New address")
    return shown(hands, title, *rows, _wide(tr("Save address"), save, "save_address"))


def _wide(label: str, act: object, name: str) -> View:
    made = button(label, act, resource_id=name)  # type: ignore[arg-type]
    made.box = replace(made.box, width=FILL, margin=(24.0, 12.0, 24.0, 0.0))
    return made


def show_add_card(hands: StoreActivity) -> Screen:
    """The form of a card; only its last digits are kept."""
    tr, context, wrong = hands.tr, hands.context, hands.state.wrong

    def save() -> None:
        texts = {key: context.text(key).strip() for key in CARD_FIELDS}
        digits = "".join(char for char in texts["card_number"] if char.isdecimal())
        missing = tuple(key for key, written in texts.items() if not written)
        if len(digits) < _SHORTEST_CARD:
            missing += ("card_number",)
        if missing:
            hands.set(wrong=missing)
            return
        if not hands.reached():
            return
        save_payment(hands.context, Payment(0, "card", tr("Card"), digits[-4:], texts["card_expires"]))
        context.toast(tr("Card added"))
        context.finish()

    labels = ("Card number", "Expires (MM/YY)", "Security code", "Name on the card")
    rows = [
        text_field(
            Input(
                key,
                tr(label),
                kind="number" if key in ("card_number", "card_code") else "text",
                password=key == "card_code",
            ),
            context.text(key),
            resource_id=key,
            error=tr("Fill this in") if key in wrong else "",
            margin=(24.0, 0.0, 24.0, 12.0),
        )
        for key, label in zip(CARD_FIELDS, labels, strict=True)
    ]
    return shown(hands, tr("Add a card"), *rows, _wide(tr("Add card"), save, "save_card"))
