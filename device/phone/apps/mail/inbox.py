"""A folder's list of conversations: rows, search, selection."""

from collections.abc import Sequence

from device.phone.apps.contacts.face import chosen_face, face
from device.phone.apps.hands import toggled
from device.phone.apps.mail.box import DRAFTS, SENT, Box, Letter, Summary
from device.phone.apps.mail.change import mark
from device.phone.apps.mail.drawer import NAMES, drawn
from device.phone.apps.mail.picked import bar_of, overlay, undo_bar
from device.phone.apps.mail.state import COMPOSE, READ, SEARCH, Hands, ListState
from device.phone.apps.mail.text import addresses_in, snippet
from device.phone.apps.provider.moment import short_moment
from device.phone.view import FILL, Screen, View
from device.phone.widget import empty, fab, icon_button, long_scroll, page, search_field, search_pill

_ROW = 92.0
List = Hands[ListState]


def show_list(hands: List) -> Screen:
    """The conversations of the folder, newest first; the drawer over them where that is."""
    tr, state, context = hands.tr, hands.state, hands.context
    found, box = listed(hands), hands.box
    title = state.label or tr(NAMES.get(state.folder, "Inbox"))
    body: View = View(weight=1.0, width=FILL, important=False, children=(_nothing(hands),))
    if found:
        body = long_scroll(
            context,
            "letters",
            len(found),
            lambda place: _row(hands, box, found[place]),
            row_height=_ROW,
            resource_id="conversation_list",
            bottom=88.0,
        )
    write = fab(
        "edit",
        tr("Compose"),
        lambda: context.start(COMPOSE, account=state.account),
        resource_id="compose_button",
    )
    write.text = "" if state.selected else tr("Compose")
    write.width, write.gap, write.padding = (
        (56.0, 0.0, (0.0,) * 4) if state.selected else (None, 12.0, (16.0, 0.0, 20.0, 0.0))
    )
    write.class_name = "Button"
    screen = Screen(
        page(_bar(hands, title, found), body, fab=write),
        overlay=overlay(hands, found),
        snackbar=undo_bar(hands),
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
    pill.weight, pill.width = 1.0, None
    row = View(
        axis="row", width=FILL, align="center", padding=(4.0, 0.0, 4.0, 0.0), children=(menu, pill, more)
    )
    row.important = False
    name = View(
        "TextView", "folder_title", title, style="label_large", colour="on_surface_variant", width=FILL
    )
    name.padding = (24.0, 8.0, 24.0, 4.0)
    return View(width=FILL, children=(row, name), important=False)


def _nothing(hands: List) -> View:
    tr, state = hands.tr, hands.state
    if state.searching:
        typed = hands.context.text(SEARCH).strip()
        return empty("search", tr("No results") if typed else tr("Search all folders but Spam and Trash"))
    return empty("inbox", tr("Nothing in {}").format(state.label or tr(NAMES.get(state.folder, "Inbox"))))


# -- rows ------------------------------------------------------------------------------------------------
def people_of(hands: List, letter: Letter, told: Summary) -> str:
    """Who a row is about: those who wrote, or in Sent and Drafts those it goes to."""
    tr, outgoing = hands.tr, (SENT, DRAFTS)
    if letter.folder in outgoing and hands.state.folder in outgoing:
        people = ", ".join(addresses_in(f"{letter.to}, {letter.cc}")) or tr("(no recipient)")
        return tr("To: {}").format(people)
    names = ", ".join(name or tr("me") for name in told.senders)
    return f"{names}  {told.letters}" if told.letters > 1 else names


def _row(hands: List, box: Box, letter: Letter) -> View:
    tr, state, phone = hands.tr, hands.state, hands.phone
    told = box.summary(letter)
    selected = letter.thread in state.selected

    def turn() -> None:
        hands.set(selected=toggled(state.selected, letter.thread), snack="")

    def open_it() -> None:
        if hands.state.selected:
            turn()
        elif letter.folder == DRAFTS:
            hands.context.start(COMPOSE, draft=letter.id)
        else:
            hands.context.start(READ, thread=letter.thread, folder=state.folder)

    weight, colour = (700, "on_surface") if told.unread else (400, "on_surface_variant")
    who = View(
        "TextView",
        "senders",
        people_of(hands, letter, told),
        style=f"16/{weight}/22",
        max_lines=1,
        weight=1.0,
    )
    when = View(
        "TextView", "date", short_moment(phone, letter.date_ms), style=f"12/{weight}/16", colour=colour
    )
    subject = View(
        "TextView", "subject", letter.subject or tr("(no subject)"), style=f"14/{weight}/20", max_lines=1
    )
    below = View("TextView", "snippet", snippet(letter.body, letter.type), style="14/400/20", max_lines=1)
    subject.colour, below.colour, below.weight = colour, "on_surface_variant", 1.0

    def turn_star() -> None:
        numbers = [one.id for one in box.threads.get(letter.thread, ())] if told.starred else [letter.id]
        mark(phone, numbers, starred=not told.starred)

    star = icon_button(
        "star",
        tr("Remove star") if told.starred else tr("Add star"),
        turn_star,
        resource_id="star",
        size=36.0,
        icon_size=22.0,
        filled=told.starred,
        colour="app_yellow" if told.starred else "outline",
    )
    clip = View(icon="attach_file", icon_size=16.0, colour="outline", important=False)
    top = View(axis="row", width=FILL, align="center", gap=8.0, important=False)
    top.children = (who, clip, when) if told.has_files else (who, when)
    foot = View(axis="row", width=FILL, align="center", gap=4.0, children=(below, star), important=False)
    picture = chosen_face(40.0) if selected else face(letter.sender, 40.0)
    return View(
        "android.view.ViewGroup",
        "conversation_item",
        axis="row",
        width=FILL,
        align="center",
        gap=16.0,
        padding=(16.0, 4.0, 8.0, 4.0),
        background="secondary_container" if selected else "",
        selected=selected,
        on_tap=open_it,
        on_long_press=turn,
        children=(picture, View(weight=1.0, children=(top, subject, foot), important=False)),
    )
