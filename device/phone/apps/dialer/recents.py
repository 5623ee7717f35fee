"""Rows of calls: when, which way, and what can be done with them."""

import sys
from collections.abc import Sequence
from datetime import timedelta

from device.phone.apps.dialer.state import DETAILS, DialerActivity
from device.phone.apps.provider.calllog import (
    BLOCKED,
    INCOMING,
    MISSED,
    OUTGOING,
    REJECTED,
    LoggedCall,
    block,
    delete_calls,
    is_blocked,
    unblock,
)
from device.phone.apps.provider.moment import age_of
from device.phone.apps.provider.number import formatted
from device.phone.system.timetext import local_now, to_date_ms
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import SECTION_HEIGHT, Choice, alert, icon_button, long_list, menu, section
from device.phone.widget.face import face

DIRECTIONS = {
    INCOMING: ("call_received", "Incoming call", "on_surface_variant"),
    OUTGOING: ("call_made", "Outgoing call", "on_surface_variant"),
    MISSED: ("call_missed", "Missed call", "error"),
    REJECTED: ("block", "Declined call", "on_surface_variant"),
    BLOCKED: ("block", "Blocked call", "on_surface_variant"),
}
"""Symbol, name and colour of a call's type."""
_OTHER = DIRECTIONS[INCOMING]


def call_list(hands: DialerActivity, key: str, found: Sequence[LoggedCall]) -> View:
    """The calls under Today, Yesterday and Older."""
    slots: list[tuple[str, LoggedCall]] = []
    groups = iter(_groups(hands))
    titles: dict[int, str] = {}
    start, title = next(groups)
    for call in found:  # the newest first
        while call.date_ms < start:
            start, title = next(groups, (call.date_ms, ""))
        if title:
            titles[len(slots)], title = title, ""
            slots.append(("day", call))
        slots.append(("call", call))
        if hands.state.expanded == call.id:
            slots.append(("actions", call))

    def build(place: int) -> View:
        kind, call = slots[place]
        if kind == "day":
            return section(titles[place], colour="on_surface_variant")
        return _row(hands, call) if kind == "call" else _actions(hands, call)

    heights = [_HEIGHTS[kind] for kind, _ in slots]
    return long_list(hands.context, key, heights, build, bottom=88.0)


_HEIGHTS = {"day": SECTION_HEIGHT, "call": 72.0, "actions": 68.0}


def _groups(hands: DialerActivity) -> tuple[tuple[int, str], ...]:
    """From which moment on, in milliseconds, calls are of which group."""
    today = local_now(hands.context).replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        (to_date_ms(hands.context, today), hands.tr("Today")),
        (to_date_ms(hands.context, today - timedelta(days=1)), hands.tr("Yesterday")),
        (-sys.maxsize, hands.tr("Older")),
    )


def who(hands: DialerActivity, number: str) -> str:
    """Name, else number, else that it is unknown."""
    return hands.book.name_of(number) or formatted(number) or hands.tr("Unknown")


def _row(hands: DialerActivity, call: LoggedCall) -> View:
    tr = hands.tr
    opened = hands.state.expanded == call.id
    contact = hands.book.whose(call.number)
    name = (contact.name if contact else formatted(call.number)) or tr("Unknown")
    icon, direction, colour = DIRECTIONS.get(call.type, _OTHER)
    title = View(
        "TextView",
        "call_log_entry_name",
        Text(name, style="body_large", colour="error" if call.type == MISSED else "on_surface", max_lines=1),
    )
    facts = [age_of(hands.context, call.date_ms)]
    if contact and contact.phones and contact.phones[0].label:
        facts.insert(0, tr(contact.phones[0].label))
    line = fixed(
        flow=Flow("row", gap=6.0, align="center"),
        important=False,
        children=(
            fixed(
                "ImageView",
                "call_type_icon",
                content_description=tr(direction),
                icon=Icon(icon, colour, size=16.0),
            ),
            fixed(
                "TextView",
                "call_log_entry_details",
                Text(" \u2022 ".join(facts), style="body_medium", colour="on_surface_variant", max_lines=1),
            ),
        ),
    )
    words = View(box=GROWING, flow=Flow(gap=2.0), children=(title, line), important=False)
    ring = icon_button(
        Icon("call", "on_surface"),
        tr("Call {}").format(name),
        lambda: hands.call(call.number),
        resource_id="call_button",
        enabled=bool(call.number),
    )
    return View(
        "LinearLayout",
        "call_log_entry",
        box=Box(width=FILL, padding=(16.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("surface_container" if opened else ""),
        on_tap=lambda: hands.set(expanded=0 if opened else call.id),
        on_long_press=lambda: hands.open("call", call.id),
        children=(face(contact.name if contact else ""), words, ring),
    )


def _actions(hands: DialerActivity, call: LoggedCall) -> View:
    """What the open row offers."""
    tr, context = hands.tr, hands.context
    offers: list[tuple[str, str, Handler]] = []
    if hands.book.whose(call.number) is None:
        offers.append(("person_add", tr("Add contact"), lambda: hands.create_contact(call.number)))
    offers.append(("chat", tr("Message"), lambda: hands.write(call.number)))
    offers.append(("history", tr("History"), lambda: context.start(DETAILS, number=call.number)))
    buttons = [
        View(
            "LinearLayout",
            content_description=label,
            box=Box(height=64.0, weight=1.0),
            flow=Flow(gap=4.0, align="center", justify="center"),
            on_tap=on_tap,
            children=(
                fixed(icon=Icon(icon, "primary"), important=False),
                fixed("TextView", "", Text(label, style="label_medium", colour="on_surface_variant")),
            ),
        )
        for icon, label, on_tap in offers
    ]
    return View(
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 4.0)),
        flow=Flow("row"),
        surface=Surface("surface_container"),
        children=buttons,
        important=False,
    )


# -- the menu of a row ---------------------------------------------------------------------------------
def call_overlay(hands: DialerActivity, found: Sequence[LoggedCall]) -> Overlay | None:
    """What a long press on a row opens, and the questions that follow."""
    call = next((call for call in found if call.id == hands.state.target), None)
    if call is None or hands.state.dialog not in ("call", "block"):
        return None
    return _menu(hands, call) if hands.state.dialog == "call" else ask_block(hands, call.number)


def _menu(hands: DialerActivity, call: LoggedCall) -> Overlay:
    tr = hands.tr

    def copy() -> None:
        hands.context.set_clipboard(call.number)
        hands.close()
        hands.context.toast(tr("Number copied"))

    def delete() -> None:
        delete_calls(hands.context, (call.id,))
        hands.set(dialog="", expanded=0)

    blocked = is_blocked(hands.context, call.number)
    items = [
        (tr("Copy number"), copy),
        (tr("Edit number before call"), lambda: hands.edit_number(call.number)),
        (tr("Unblock") if blocked else tr("Block"), lambda: hands.open("block", call.id)),
        (tr("Delete"), delete),
    ]
    return menu(items, hands.close, anchor=(0.3, 0.35))


def ask_block(hands: DialerActivity, number: str) -> Overlay:
    """Whether a number is really to be blocked, or let through again."""
    tr = hands.tr
    blocked = is_blocked(hands.context, number)

    def turn() -> None:
        (unblock if blocked else block)(hands.context, number)
        hands.close()
        shown = formatted(number)
        hands.context.toast((tr("{} unblocked") if blocked else tr("{} blocked")).format(shown))

    title = tr("Unblock {}?") if blocked else tr("Block {}?")
    text = tr("You will no longer receive calls or texts from this number.")
    if blocked:
        text = tr("You will be able to receive calls or texts from this number.")
    return alert(
        title.format(formatted(number)),
        text,
        accept=Choice(tr("Unblock") if blocked else tr("Block"), turn),
        cancel=Choice(tr("Cancel"), hands.close),
    )
