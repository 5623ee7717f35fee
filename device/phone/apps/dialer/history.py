"""The pages behind the call list: the whole history, all calls with one number, and blocked numbers."""

from device.phone.apps.dialer.recents import DIRECTIONS, ask_block, call_list, call_overlay, who
from device.phone.apps.dialer.state import DialerActivity
from device.phone.apps.provider.calllog import (
    MISSED,
    OUTGOING,
    LoggedCall,
    block,
    blocked_numbers,
    calls,
    delete_calls,
    is_blocked,
)
from device.phone.apps.provider.moment import day_of, length_text, time_of
from device.phone.apps.provider.number import formatted, is_dialable
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Icon, Input, Text
from device.phone.widget import (
    Back,
    Choice,
    Tab,
    TileLook,
    alert,
    dialog,
    divider,
    empty,
    icon_button,
    menu,
    page,
    scroll,
    tab_row,
    text_field,
    tile,
    top_bar,
)
from device.phone.widget.face import face

_NEW_NUMBER = "blocked_number"


def show_history(hands: DialerActivity) -> Screen:
    """All calls, or the missed ones."""
    tr, context = hands.tr, hands.context
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))
    bar = top_bar(tr("Call history"), back=Back(context.finish, tr("Navigate up")), actions=(more,))
    missed = hands.state.tab == 1
    tabs = tab_row((Tab(tr("All")), Tab(tr("Missed"))), int(missed), lambda tab: hands.set(tab=tab))
    found = [call for call in calls(hands.context) if not missed or call.type == MISSED]
    body: View = call_list(hands, "history", found)
    if not found:
        nothing = tr("You have no missed calls") if missed else tr("Your call log is empty")
        body = View(box=Box(width=FILL, weight=1.0), children=(empty("history", nothing),), important=False)
    return Screen(page(bar, tabs, body), overlay=_history_overlay(hands, found), title=tr("Call history"))


def _history_overlay(hands: DialerActivity, found: list[LoggedCall]) -> Overlay | None:
    tr = hands.tr
    if hands.state.dialog == "menu":
        items = [(tr("Clear call history"), lambda: hands.open("clear"))]
        return menu(items, hands.close, anchor=(1.0, 0.06))
    if hands.state.dialog == "clear":
        return ask_clear(hands)
    return call_overlay(hands, found)


def ask_clear(hands: DialerActivity) -> Overlay:
    """Whether every call is really to be forgotten."""
    tr = hands.tr

    def clear() -> None:
        delete_calls(hands.context, [call.id for call in calls(hands.context)])
        hands.close()

    return alert(
        tr("Clear call history?"),
        tr("This will delete all calls from your history"),
        accept=Choice(tr("OK"), clear),
        cancel=Choice(tr("Cancel"), hands.close),
    )


# -- all calls with a number ---------------------------------------------------------------------------
def show_details(hands: DialerActivity) -> Screen:
    """Who it is, every call with day and length, and what can be done."""
    tr, context = hands.tr, hands.context
    number = hands.state.number
    name = who(hands, number)
    found = calls(hands.context, number)
    ring = icon_button(Icon("call", "on_surface"), tr("Call {}").format(name), lambda: hands.call(number))
    head = tile(
        name,
        formatted(number) if hands.book.name_of(number) else "",
        leading=face(hands.book.name_of(number)),
        trailing=(ring,),
        look=TileLook(gap=16.0, padding=(16.0, 12.0, 8.0, 12.0)),
    )
    rows: list[View] = [head, divider()]
    rows += [_detail(hands, call) for call in found]
    rows += [divider(), *_offers(hands, number, found)]
    bar = top_bar(tr("Call details"), back=Back(context.finish, tr("Navigate up")))
    overlay = ask_block(hands, number) if hands.state.dialog == "block" else None
    return Screen(page(bar, scroll("details", rows)), overlay=overlay, title=tr("Call details"))


def _detail(hands: DialerActivity, call: LoggedCall) -> View:
    icon, direction, colour = DIRECTIONS.get(call.type, DIRECTIONS[OUTGOING])
    when = f"{day_of(hands.context, call.date_ms)}, {time_of(hands.context, call.date_ms)}"
    length = fixed(
        "TextView",
        "call_duration",
        Text(length_text(hands.context, call.seconds), style="body_medium", colour="on_surface_variant"),
    )
    return tile(
        hands.tr(direction),
        when,
        icon=icon,
        trailing=(length,) if call.seconds else (),
        look=TileLook(title_id="call_type", summary_id="call_time", icon_colour=colour),
    )


def _offers(hands: DialerActivity, number: str, found: list[LoggedCall]) -> list[View]:
    tr, context = hands.tr, hands.context

    def copy() -> None:
        hands.context.set_clipboard(number)
        context.toast(tr("Number copied"))

    def delete() -> None:
        delete_calls(hands.context, [call.id for call in found])
        context.finish()

    blocked = is_blocked(hands.context, number)
    rows = [
        tile(tr("Copy number"), icon="content_copy", on_tap=copy),
        tile(
            tr("Unblock number") if blocked else tr("Block number"),
            icon="block",
            on_tap=lambda: hands.open("block"),
        ),
        tile(tr("Delete"), icon="delete", on_tap=delete),
    ]
    if hands.book.whose(number) is None:
        rows.insert(
            0, tile(tr("Add contact"), icon="person_add", on_tap=lambda: hands.create_contact(number))
        )
    return rows


# -- blocked numbers -----------------------------------------------------------------------------------
def show_blocked(hands: DialerActivity) -> Screen:
    """Whose calls and texts are kept away."""
    tr, context = hands.tr, hands.context

    def ask_number() -> None:
        context.set_text(_NEW_NUMBER, "")
        hands.open("add")
        context.focus(_NEW_NUMBER)

    bar = top_bar(tr("Blocked numbers"), back=Back(context.finish, tr("Navigate up")))
    words = fixed(
        "TextView",
        "blocked_numbers_description",
        Text(
            tr("You won't receive calls or texts from blocked numbers"),
            style="body_medium",
            colour="on_surface_variant",
        ),
        box=Box(padding=(24.0, 8.0, 24.0, 8.0)),
    )
    add = tile(tr("Add a number"), icon="add", on_tap=ask_number, look=TileLook(icon_colour="primary"))
    rows = [_blocked_row(hands, place, number) for place, number in enumerate(blocked_numbers(hands.context))]
    body = scroll("blocked", (words, add, *rows))
    return Screen(page(bar, body), overlay=_blocked_overlay(hands), title=tr("Blocked numbers"))


def _blocked_row(hands: DialerActivity, place: int, number: str) -> View:
    ask = lambda: hands.open("unblock", place)  # noqa: E731
    remove = icon_button("close", hands.tr("Unblock"), ask, resource_id="delete_button")
    name = hands.book.name_of(number)
    shown = formatted(number)
    return tile(
        name or shown,
        shown if name else "",
        leading=face(name),
        trailing=(remove,),
        on_tap=ask,
        look=TileLook(gap=16.0, padding=(16.0, 8.0, 8.0, 8.0)),
    )


def _blocked_overlay(hands: DialerActivity) -> Overlay | None:
    tr, context = hands.tr, hands.context
    numbers = blocked_numbers(hands.context)
    if hands.state.dialog == "unblock" and hands.state.target < len(numbers):
        return ask_block(hands, numbers[hands.state.target])
    if hands.state.dialog != "add":
        return None
    typed = context.text(_NEW_NUMBER).strip()

    def close() -> None:
        context.focus("")
        hands.close()

    def add() -> None:
        if is_dialable(typed):
            block(hands.context, typed)
        close()

    field = text_field(Input(_NEW_NUMBER, tr("Phone number"), kind="phone", on_submit=add), typed)
    return dialog(
        tr("Block calls and texts from"),
        (field,),
        accept=Choice(tr("Block"), add, enabled=is_dialable(typed)),
        cancel=Choice(tr("Cancel"), close),
    )
