"""Whom a letter goes to: the fields, and people whose names begin as what is typed."""

from dataclasses import replace
from functools import partial

from device.phone.apps.mail.state import (
    BCC,
    CC,
    TO,
    ComposeState,
    MailActivity,
)
from device.phone.apps.mail.text import unreadable
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Input, Text
from device.phone.widget import TileLook, icon_button, plain_field, tile
from device.phone.widget.face import face

LABELS = {TO: "To", CC: "Cc", BCC: "Bcc"}
_SUGGESTIONS = 4
_NAMED = 52.0
"""dp for the name of a field, at the normal text size."""
Compose = MailActivity[ComposeState]


def people_field(hands: Compose, key: str) -> View:
    """A field of recipients, its name in front."""
    tr = hands.tr
    name = View(
        "TextView",
        text=Text(tr(LABELS[key]), style="body_medium", colour="on_surface_variant"),
        box=Box(width=_NAMED * max(1.0, hands.context.font_scale)),
        important=False,
    )
    field = plain_field(
        Input(key, tr(LABELS[key]), kind="email"), resource_id=key, padding=(0.0, 12.0, 0.0, 12.0), weight=1.0
    )
    field.input = replace(field.input, hint="")
    field.content_description = tr(LABELS[key])
    parts = [name, field]
    if key == TO and not hands.state.more:
        parts.append(
            icon_button(
                "expand_more", tr("Add Cc/Bcc"), lambda: hands.set(more=True), resource_id="add_cc_bcc"
            )
        )
    return View(
        box=Box(width=FILL, padding=(16.0, 0.0, 4.0, 0.0)), flow=CENTRED_ROW, children=parts, important=False
    )


def suggested(hands: Compose, key: str) -> list[View]:
    """People whose name or address begins like what is being typed."""
    context = hands.context
    head, comma, typed = context.text(key).rpartition(",")
    wanted = typed.strip().casefold()
    if not wanted or not unreadable(wanted) or not context.granted("READ_CONTACTS"):
        return []
    people = {entry.value: one.name for one in hands.book.contacts for entry in one.emails}
    for letter in reversed(hands.box.letters.values()):
        if letter.from_name and not hands.box.own(letter.from_address):
            people.setdefault(letter.from_address, letter.from_name)
    found = [
        (address, name)
        for address, name in people.items()
        if any(
            part.startswith(wanted)
            for part in (address.casefold(), *name.casefold().split(), name.casefold())
        )
    ]

    def take(address: str) -> None:
        context.set_text(key, f"{head}{comma} {address}, ".lstrip())

    return [
        tile(
            name,
            address,
            leading=face(name, 32.0),
            on_tap=partial(take, address),
            resource_id="suggestion",
            look=TileLook(gap=12.0, padding=(16.0, 4.0, 16.0, 4.0)),
        )
        for address, name in found[:_SUGGESTIONS]
    ]
