"""A folder's list of conversations: search, selection; its rows are row.py's."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.mail.box import Letter
from device.phone.apps.mail.drawer import NAMES, drawn
from device.phone.apps.mail.picked import bar_of, overlay, undo_bar
from device.phone.apps.mail.row import ROW, conversation_row
from device.phone.apps.mail.state import COMPOSE, SEARCH, MailActivity, MailListState
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, FULL_WIDTH, Box, Text
from device.phone.widget import empty, fab, icon_button, long_scroll, page, search_field, search_pill

List = MailActivity[MailListState]


def show_list(hands: List) -> Screen:
    """The conversations of the folder, newest first; the drawer over them where that is."""
    tr, state, context = hands.tr, hands.state, hands.context
    found, box = listed(hands), hands.box
    title = state.label or tr(NAMES.get(state.folder, "Inbox"))
    body: View = View(box=Box(width=FILL, weight=1.0), important=False, children=(_nothing(hands),))
    if found:
        body = long_scroll(
            context,
            "letters",
            len(found),
            lambda place: conversation_row(hands, box, found[place]),
            row_height=ROW,
            resource_id="conversation_list",
            bottom=88.0,
        )
    write = fab(
        "edit",
        tr("Compose"),
        lambda: context.start(COMPOSE, account=state.account),
        resource_id="compose_button",
        label="" if state.selected else tr("Compose"),
    )
    write.class_name = "Button"
    screen = Screen(
        page(_bar(hands, title, found), body, fab=write, snack=undo_bar(hands)),
        overlay=overlay(hands, found),
        title=title,
    )
    return drawn(hands, screen) if state.drawer else screen


def leave_list(hands: List) -> bool:
    """Back: closes drawer, selection and search, returns to the inbox; False from there."""
    state = hands.state
    if state.drawer:
        hands.set(drawer=False)
    elif hands.step_back():
        return True
    elif state.folder != "inbox" or state.label:
        hands.set(folder="inbox", label="", unread=False)
    else:
        return False
    return True


def listed(hands: List) -> Sequence[Letter]:
    """The newest letter of each conversation that is shown."""
    state, box = hands.state, hands.box
    if state.searching:
        words = hands.context.text(SEARCH).strip()
        return list({one.thread: one for one in reversed(box.found(words))}.values())[::-1] if words else ()
    found = box.listed(state.folder, state.account, state.label)
    return [one for one in found if not one.read] if state.unread else found


def _bar(hands: List, title: str, found: Sequence[Letter]) -> View:
    tr, state, context = hands.tr, hands.state, hands.context
    if state.selected:
        return bar_of(hands, found)
    if state.searching:
        return search_field(
            context,
            SEARCH,
            tr("Search in mail"),
            above="letters",
            on_back=hands.leave_search,
            labels=(tr("Navigate up"), tr("Clear text")),
        )
    menu = icon_button("menu", tr("Open navigation drawer"), lambda: hands.set(drawer=True))
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))
    pill = search_pill(
        tr("Search in mail"),
        lambda: hands.begin_search(SEARCH),
        resource_id="open_search",
        margin=(0.0, 8.0, 0.0, 0.0),
    )
    pill.box = replace(pill.box, width=None, weight=1.0)
    row = View(
        box=Box(width=FILL, padding=(4.0, 0.0, 4.0, 0.0)),
        flow=CENTRED_ROW,
        children=(menu, pill, more),
        important=False,
    )
    name = View(
        "TextView",
        "folder_title",
        Text(title, style="label_large", colour="on_surface_variant"),
        box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 4.0)),
    )
    return View(box=FULL_WIDTH, children=(row, name), important=False)


def _nothing(hands: List) -> View:
    tr, state = hands.tr, hands.state
    if state.searching:
        typed = hands.context.text(SEARCH).strip()
        return empty("search", tr("No results") if typed else tr("Search all folders but Spam and Trash"))
    return empty("inbox", tr("Nothing in {}").format(state.label or tr(NAMES.get(state.folder, "Inbox"))))
