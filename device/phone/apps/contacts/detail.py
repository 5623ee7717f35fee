"""One person: what is known, and what can be done with it."""

from functools import partial
from urllib.parse import quote

from device.phone.apps.activity import AppActivity
from device.phone.apps.contacts.removal import ask_delete
from device.phone.apps.contacts.state import EDITOR, ContactsDetailState, share_intent
from device.phone.apps.provider.calllog import block, is_blocked, unblock
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import star_contact
from device.phone.apps.provider.number import formatted
from device.phone.system.intent import Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    dialog,
    empty,
    icon_button,
    menu,
    page,
    scroll,
    tile,
    top_bar,
)
from device.phone.widget.face import face

Detail = AppActivity[ContactsDetailState]


def show_detail(hands: Detail) -> Screen:
    """Picture, name, actions, numbers and addresses."""
    tr, context = hands.tr, hands.context
    contact = hands.book.get(hands.state.contact)
    if contact is None:
        bar = top_bar("", back=Back(context.finish, tr("Navigate up")))
        return Screen(page(bar, empty("person", tr("The contact doesn't exist."))))
    starred = contact.starred
    actions = (
        icon_button(
            "edit",
            tr("Edit contact"),
            lambda: context.start(EDITOR, contact=contact.id),
            resource_id="menu_insert_or_edit",
        ),
        icon_button(
            Icon("star", "on_surface_variant", filled=starred),
            tr("Remove from favorites") if starred else tr("Add to favorites"),
            lambda: star_contact(hands.context, contact.id, not starred),
            resource_id="menu_star",
        ),
        icon_button("more_vert", tr("More options"), lambda: hands.open("menu")),
    )
    bar = top_bar("", back=Back(context.finish, tr("Navigate up")), actions=actions)
    body = scroll("detail", (_head(contact), _buttons(hands, contact), *_cards(hands, contact)))
    return Screen(page(bar, body), overlay=_overlay(hands, contact), title=contact.name)


def _head(contact: Contact) -> View:
    name = View(
        "TextView",
        "large_title",
        Text(contact.name, style="headline_medium", align="center", selectable="name"),
    )
    words = [name]
    if contact.company and contact.company != contact.name:
        words.append(
            fixed("TextView", "organization_name", Text(contact.company, colour="on_surface_variant"))
        )
    return View(
        box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 20.0)),
        flow=Flow(gap=12.0, align="center"),
        children=(face(contact.name, 128.0), *words),
        important=False,
    )


# -- calling and writing -------------------------------------------------------------------------------
def _buttons(hands: Detail, contact: Contact) -> View:
    """Call, Text, Email under the name."""
    tr = hands.tr
    phones, emails = contact.phones, contact.emails
    return View(
        "LinearLayout",
        "verb_container",
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 20.0)),
        flow=Flow("row", gap=24.0, justify="center"),
        children=(
            _verb("call", tr("Call"), lambda: _use(hands, phones, "call"), bool(phones)),
            _verb("chat", tr("Text"), lambda: _use(hands, phones, "text"), bool(phones)),
            _verb("mail", tr("Email"), lambda: _write(hands, emails[0].value), bool(emails)),
        ),
    )


def _verb(icon: str, label: str, on_tap: Handler, enabled: bool) -> View:
    colour = "on_secondary_container" if enabled else "outline"
    circle = fixed(
        icon=Icon(icon, colour),
        box=Box(width=64.0, height=48.0),
        flow=CENTRED,
        surface=Surface("secondary_container" if enabled else "surface_container_high", radius=24.0),
        important=False,
    )
    words = View(
        "TextView",
        "verb_text",
        Text(label, style="label_large", colour="on_surface" if enabled else "outline"),
    )
    return View(
        "LinearLayout",
        "verb",
        content_description=label,
        box=Box(width=80.0),
        flow=Flow(gap=6.0, align="center"),
        enabled=enabled,
        on_tap=on_tap,
        children=(circle, words),
    )


def _use(hands: Detail, phones: tuple[Labelled, ...], how: str) -> None:
    """Call or write to the only number, or ask which."""
    if len(phones) == 1:
        _reach(hands, phones[0].value, how)
    else:
        hands.open(how)


def _reach(hands: Detail, number: str, how: str) -> None:
    hands.close()
    if how == "call":
        hands.send(Intent("android.intent.action.CALL", data=f"tel:{quote(number, safe='+')}"))
    else:
        hands.send(Intent("android.intent.action.SENDTO", data=f"smsto:{quote(number, safe='+')}"))


def _write(hands: Detail, address: str) -> None:
    hands.send(Intent("android.intent.action.SENDTO", data=f"mailto:{address}"))


# -- what is known -------------------------------------------------------------------------------------
def _cards(hands: Detail, contact: Contact) -> list[View]:
    tr = hands.tr
    rows = []
    for entry in contact.phones:
        rows.append(_phone_row(hands, entry))
    for entry in contact.emails:
        label = tr(entry.label) if entry.label else tr("Email")
        act = partial(_write, hands, entry.value)
        rows.append(_info(entry.value, label, "mail", act, _copier(hands, entry.value)))
    cards = [_card(tr("Contact info"), rows)] if rows else []
    if contact.note:
        row = _info(contact.note, "", "notes", None, _copier(hands, contact.note))
        cards.append(_card(tr("Notes"), [row]))
    return cards


def _phone_row(hands: Detail, entry: Labelled) -> View:
    tr = hands.tr
    text = icon_button(
        "chat",
        tr("Text {}").format(tr(entry.label or "Phone")),
        lambda: _reach(hands, entry.value, "text"),
        resource_id="icon_alternate",
    )
    return _info(
        formatted(entry.value),
        tr(entry.label) if entry.label else tr("Phone"),
        "call",
        lambda: _reach(hands, entry.value, "call"),
        _copier(hands, entry.value),
        (text,),
    )


def _copier(hands: Detail, text: str) -> Handler:
    """What a long press on something known does."""

    def copy() -> None:
        hands.context.set_clipboard(text)
        hands.context.toast(hands.tr("Text copied"))

    return copy


def _info(
    title: str,
    summary: str,
    icon: str,
    on_tap: Handler | None,
    on_long_press: Handler,
    trailing: tuple[View, ...] = (),
) -> View:
    return tile(
        title,
        summary,
        icon=icon,
        trailing=trailing,
        on_tap=on_tap,
        on_long_press=on_long_press,
        look=TileLook(title_id="header", summary_id="sub_header", gap=20.0, padding=(16.0, 10.0, 4.0, 10.0)),
    )


def _card(title: str, rows: list[View]) -> View:
    head = fixed(
        "TextView", "title", Text(title, style="title_medium"), box=Box(padding=(16.0, 14.0, 16.0, 4.0))
    )
    return View(
        "androidx.cardview.widget.CardView",
        "card",
        box=Box(width=FILL, padding=(0.0, 0.0, 0.0, 8.0), margin=(16.0, 4.0, 16.0, 8.0)),
        surface=Surface("surface_container", radius=24.0),
        children=(head, *rows),
    )


# -- dialogs -------------------------------------------------------------------------------------------
def _overlay(hands: Detail, contact: Contact) -> Overlay | None:
    kind = hands.state.dialog
    if kind == "menu":
        return _menu(hands, contact)
    if kind == "delete":
        return ask_delete(hands, (contact,), hands.context.finish)
    if kind in ("call", "text"):
        return _ask_number(hands, contact, kind)
    return None


def _menu(hands: Detail, contact: Contact) -> Overlay:
    tr, context = hands.tr, hands.context
    numbers = [entry.value for entry in contact.phones]
    blocked = any(is_blocked(context, number) for number in numbers)

    def turn_block() -> None:
        for number in numbers:
            (unblock if blocked else block)(context, number)
        hands.close()
        hands.context.toast(tr("Numbers unblocked") if blocked else tr("Numbers blocked"))

    def share() -> None:
        hands.close()
        hands.send(share_intent((contact,)))

    items = [(tr("Delete"), lambda: hands.open("delete")), (tr("Share"), share)]
    if numbers:
        items.append((tr("Unblock numbers") if blocked else tr("Block numbers"), turn_block))
    return menu(items, hands.close, anchor=(1.0, 0.06))


def _ask_number(hands: Detail, contact: Contact, how: str) -> Overlay:
    tr = hands.tr
    rows = [
        tile(
            formatted(entry.value),
            tr(entry.label) if entry.label else "",
            on_tap=partial(_reach, hands, entry.value, how),
        )
        for entry in contact.phones
    ]
    return dialog(tr("Choose number"), rows, cancel=Choice(tr("Cancel"), hands.close))
