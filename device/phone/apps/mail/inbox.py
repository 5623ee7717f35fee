"""A folder's list of conversations: rows, search, selection."""

from collections.abc import Sequence

from device.phone.apps.contacts.face import chosen_face, face
from device.phone.apps.hands import toggled
from device.phone.apps.mail.box import DRAFTS, OUTBOX, SENT, Box, Letter, Summary
from device.phone.apps.mail.change import mark
from device.phone.apps.mail.drawer import NAMES, drawn
from device.phone.apps.mail.picked import bar_of, overlay, undo_bar
from device.phone.apps.mail.state import COMPOSE, READ, SEARCH, Hands, ListState
from device.phone.apps.mail.text import addresses_in, snippet
from device.phone.apps.provider.moment import short_moment
from device.phone.still import alike, fixed, still
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
    """Who a row is about: those who wrote, or in Sent, Outbox and Drafts those it goes to."""
    tr, outgoing = hands.tr, (SENT, OUTBOX, DRAFTS)
    if letter.folder in outgoing and hands.state.folder in outgoing:
        people = ", ".join(addresses_in(f"{letter.to}, {letter.cc}")) or tr("(no recipient)")
        return tr("To: {}").format(people)
    names = ", ".join(name or tr("me") for name in told.senders)
    return f"{names}  {told.letters}" if told.letters > 1 else names


def _row(hands: List, box: Box, letter: Letter) -> View:
    """A conversation: what is told of it stays as it is from frame to frame, only its touches are new."""
    state, told = hands.state, box.summary(letter)
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
        children=(_picture(letter.sender, chosen=selected), _words(hands, box, letter, told)),
    )


def _words(hands: List, box: Box, letter: Letter, told: Summary) -> View:
    """Who and when, what about, how it begins, and the star."""
    unread = told.unread
    foot = View(axis="row", width=FILL, align="center", gap=4.0, important=False)
    foot.children = (
        _snippet(letter.body, letter.type),
        _star(hands, box, letter, told),
    )
    who, when = people_of(hands, letter, told), short_moment(hands.phone, letter.date_ms)
    words = View(weight=1.0, important=False)
    words.children = (
        _head(who, when, unread=unread, has_files=told.has_files),
        _subject(letter.subject or hands.tr("(no subject)"), unread=unread),
        foot,
    )
    return words


def _star(hands: List, box: Box, letter: Letter, told: Summary) -> View:
    """Turns the star of the letter on; off, of all the conversation."""

    def turn() -> None:
        numbers = [one.id for one in box.threads.get(letter.thread, ())] if told.starred else [letter.id]
        mark(hands.phone, numbers, starred=not told.starred)

    label = hands.tr("Remove star") if told.starred else hands.tr("Add star")
    star = icon_button(
        "star",
        label,
        turn,
        resource_id="star",
        size=36.0,
        icon_size=22.0,
        filled=told.starred,
        colour="app_yellow" if told.starred else "outline",
    )
    star.still = alike("star", label, told.starred)
    return star


# What a row tells is made once and shown in every frame; nobody changes these views.
@still
def _picture(sender: str, *, chosen: bool) -> View:
    return chosen_face(40.0) if chosen else face(sender, 40.0)


@still
def _head(people: str, moment: str, *, unread: bool, has_files: bool) -> View:
    """Who, and when; a clip between them where there are files."""
    weight = 700 if unread else 400
    who = fixed("TextView", "senders", people, style=f"16/{weight}/22", max_lines=1, weight=1.0)
    when = fixed("TextView", "date", moment, style=f"12/{weight}/16", colour=_ink(unread=unread))
    clip = fixed(icon="attach_file", icon_size=16.0, colour="outline", important=False)
    row = View(axis="row", width=FILL, align="center", gap=8.0, important=False)
    row.children = (who, clip, when) if has_files else (who, when)
    return row


@still
def _subject(text: str, *, unread: bool) -> View:
    view = View("TextView", "subject", text, max_lines=1, colour=_ink(unread=unread))
    view.style = f"14/{700 if unread else 400}/20"
    return view


@still
def _snippet(body: str, kind: str) -> View:
    """How a letter begins."""
    view = View("TextView", "snippet", snippet(body, kind), style="14/400/20", max_lines=1, weight=1.0)
    view.colour = "on_surface_variant"
    return view


def _ink(*, unread: bool) -> str:
    return "on_surface" if unread else "on_surface_variant"
