"""A new conversation: who is it with?"""

from typing import NamedTuple

from device.phone.apps.messages.state import ADDRESS, MessagesActivity, NewState, recipients_in
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.message import conversations
from device.phone.apps.provider.number import compact, digits, is_dialable
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Icon, Input, Surface, Text
from device.phone.widget import (
    SECTION_HEIGHT,
    Back,
    TileLook,
    icon_button,
    long_list,
    page,
    plain_field,
    section,
    tile,
    top_bar,
)
from device.phone.widget.face import face

_SUGGESTIONS = 6
_ROW = 64.0
New = MessagesActivity[NewState]


class _Person(NamedTuple):
    """Somebody to write to."""

    name: str
    number: str
    recipients: tuple[str, ...]


_Slot = str | _Person
"""A heading or a person."""


def show_new(hands: New) -> Screen:
    """A field for a number or name, people written to lately, everybody with a number."""
    context, tr = hands.context, hands.tr
    typed = context.text(ADDRESS)
    bar = top_bar(
        tr("New conversation"), back=Back(context.finish, tr("Back")), title_id="new_conversation_title"
    )
    field = plain_field(
        Input(ADDRESS, tr("Add Contact or Number\u2026"), on_submit=lambda: _accept(hands)),
        resource_id="new_conversation_address",
        padding=(16.0, 12.0, 8.0, 12.0),
        weight=1.0,
    )
    accept = icon_button(
        Icon("check", "primary"), tr("OK"), lambda: _accept(hands), resource_id="new_conversation_confirm"
    )
    line = View(
        box=Box(width=FILL, margin=(16.0, 0.0, 16.0, 8.0)),
        flow=CENTRED_ROW,
        surface=Surface("surface_container_high", radius=16.0),
        children=(field, accept),
        important=False,
    )
    slots = [*_lately(hands, typed), *_people(hands, typed)]
    if slots:
        heights = [SECTION_HEIGHT if isinstance(slot, str) else _ROW for slot in slots]
        body = long_list(
            context, "contacts", heights, lambda at: _slot(hands, slots[at]), resource_id="contacts_list"
        )
    else:
        nothing = tr("No contacts found") if typed.strip() else tr("No contacts with phone numbers")
        body = View(
            "TextView",
            "no_contacts_placeholder",
            Text(nothing, colour="on_surface_variant"),
            box=Box(weight=1.0, padding=(24.0, 8.0, 24.0, 8.0)),
        )
    return Screen(page(bar, line, body), title=tr("New conversation"))


def _accept(hands: New) -> None:
    """Open the conversation with what is typed: numbers, or a name that only one person has."""
    typed = hands.context.text(ADDRESS).strip()
    found = [] if is_dialable(typed) else _matching(hands, typed)
    if len({contact.id for contact, _ in found}) == 1:
        _write(hands, (compact(found[0][1].value),))
    elif recipients_in(typed):
        _write(hands, recipients_in(typed))


def _write(hands: New, recipients: tuple[str, ...]) -> None:
    """Go on to the conversation; this screen is done with."""
    hands.write_to(recipients, hands.state.body)
    hands.context.system.stack.finish(hands.context.activity)


# -- suggestions ---------------------------------------------------------------------------------------
def _lately(hands: New, typed: str) -> list[_Slot]:
    """People that there are conversations with, while nothing is typed."""
    if typed.strip():
        return []
    rows: list[_Slot] = [
        _Person(hands.names(found.recipients), ", ".join(found.recipients), found.recipients)
        for found in conversations(hands.context)[:_SUGGESTIONS]
    ]
    return [hands.tr("Suggestions"), *rows] if rows else []


def _matching(hands: New, typed: str) -> list[tuple[Contact, Labelled]]:
    wanted = typed.strip().lower()
    number = digits(typed)
    return [
        (contact, entry)
        for contact in hands.book.contacts
        for entry in contact.phones
        if wanted in contact.name.lower() or (number and number in digits(entry.value))
    ]


def _people(hands: New, typed: str) -> list[_Slot]:
    """Everybody who has a number, under their letters."""
    rows: list[_Slot] = []
    letter = ""
    for contact, entry in _matching(hands, typed):
        if contact.letter != letter:
            letter = contact.letter
            rows.append(letter)
        rows.append(_Person(contact.name, entry.value, (compact(entry.value),)))
    return rows


def _slot(hands: New, slot: _Slot) -> View:
    """A heading, or somebody to write to."""
    if isinstance(slot, str):
        return section(slot)
    return tile(
        slot.name,
        slot.number if slot.number != slot.name else "",
        leading=face(slot.name),
        on_tap=lambda: _write(hands, slot.recipients),
        look=TileLook(
            title_id="item_contact_name",
            summary_id="item_contact_number",
            title_lines=1,
            summary_lines=1,
            gap=16.0,
            padding=(16.0, 8.0, 16.0, 8.0),
        ),
    )
