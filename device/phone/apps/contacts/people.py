"""The list of everybody: sections by letter, search, favourites, and several selected at once."""

from device.phone.apps.activity import AppActivity, toggled
from device.phone.apps.contacts.picking import picked_uri
from device.phone.apps.contacts.removal import ask_delete
from device.phone.apps.contacts.state import DETAIL, EDITOR, SEARCH, PeopleState, share_intent
from device.phone.apps.provider.contact import Contact
from device.phone.system.intent import Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Surface, Text
from device.phone.widget import (
    Back,
    Head,
    Tab,
    TileLook,
    bottom_bar,
    empty,
    fab,
    icon_button,
    long_scroll,
    menu,
    page,
    search_field,
    search_pill,
    section,
    selection_bar,
    tile,
    top_bar,
)
from device.phone.widget.face import chosen_face, face

_ROW = 64.0
_TABS = (Tab("Contacts", "person", "contacts"), Tab("Highlights", "star", "highlights"))
People = AppActivity[PeopleState]


def show_people(hands: People) -> Screen:
    """The list, a search in it, or the favourites."""
    state = hands.state
    if state.number or state.picking:
        return _pick_page(hands)
    if state.searching:
        return _search_page(hands)
    tr = hands.tr
    tabs = [Tab(tr(tab.label), tab.icon, tab.resource_id) for tab in _TABS]
    foot = bottom_bar(tabs, state.tab, lambda tab: hands.set(tab=tab))
    if state.selecting:
        return Screen(
            page(_selection(hands), _everybody(hands)), overlay=_overlay(hands), title=tr("Contacts")
        )
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))
    pill = search_pill(
        tr("Search contacts"),
        lambda: hands.begin_search(SEARCH),
        resource_id="open_search_bar",
        trailing=(more,),
    )
    body = _favourites(hands) if state.tab else _everybody(hands)
    add = fab(
        "add",
        tr("Create contact"),
        lambda: hands.context.start(EDITOR),
        resource_id="floating_action_button",
    )
    return Screen(
        page(pill, body, foot, fab=add, fab_bottom=96.0), overlay=_overlay(hands), title=tr("Contacts")
    )


def close_people(hands: People) -> bool:
    """Back: leaves the selection or the search; False when there is neither."""
    if hands.state.selecting:
        hands.set(selecting=False, selected=())
    elif hands.state.searching:
        hands.leave_search()
    elif hands.state.tab:
        hands.set(tab=0)
    else:
        return False
    return True


# -- rows ----------------------------------------------------------------------------------------------
def _row(hands: People, contact: Contact, letter: str = "", *, inset: bool = True) -> View:
    """Section letter where a section begins, picture, name."""
    selected = contact.id in hands.state.selected

    def turn() -> None:
        chosen = toggled(hands.state.selected, contact.id)
        hands.set(selecting=bool(chosen), selected=chosen)

    def open_contact() -> None:
        if hands.state.number:
            number = hands.state.number
            hands.context.start(EDITOR, contact=contact.id, phone=number)
            hands.context.finish()
        elif hands.state.picking:
            hands.context.finish(Intent(data=picked_uri(hands.context, contact, hands.state.picking)))
        elif hands.state.selecting:
            turn()
        else:
            hands.context.start(DETAIL, contact=contact.id)

    gutter = fixed(
        "TextView",
        "header",
        Text(letter, style="title_medium", colour="primary", align="center"),
        box=Box(width=32.0),
        important=bool(letter),
    )
    name = fixed(
        "TextView", "cliv_name_textview", Text(contact.name, style="body_large", max_lines=1), box=GROWING
    )
    return View(
        "android.view.ViewGroup",
        "contact_item",
        box=Box(
            width=FILL, min_height=_ROW, padding=(8.0, 0.0, 24.0, 0.0) if inset else (24.0, 0.0, 24.0, 0.0)
        ),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=open_contact,
        on_long_press=turn,
        children=(
            *((gutter,) if inset else ()),
            chosen_face() if selected else face(contact.name),
            name,
        ),
    )


def _everybody(hands: People) -> View:
    contacts = hands.book.contacts
    if not contacts:
        nothing = empty("contacts", hands.tr("No contacts yet"), hands.tr("Your contacts will show up here"))
        return View(box=Box(width=FILL, weight=1.0), children=(nothing,), important=False)

    def build(place: int) -> View:
        first = place == 0 or contacts[place - 1].letter != contacts[place].letter
        return _row(hands, contacts[place], contacts[place].letter if first else "")

    return long_scroll(
        hands.context,
        "people",
        len(contacts),
        build,
        row_height=_ROW,
        resource_id="contact_list",
        bottom=96.0,
    )


def _favourites(hands: People) -> View:
    starred = [contact for contact in hands.book.contacts if contact.starred]
    if not starred:
        nothing = empty("star", hands.tr("No favorites"), hands.tr("Contacts you star will show up here"))
        return View(box=Box(width=FILL, weight=1.0), children=(nothing,), important=False)
    return long_scroll(
        hands.context,
        "favorites",
        len(starred),
        lambda place: _row(hands, starred[place], inset=False),
        row_height=_ROW,
        head=Head((section(hands.tr("Favorites")),), 52.0),
    )


def _search_page(hands: People) -> Screen:
    context, tr = hands.context, hands.tr
    typed = context.text(SEARCH)
    field = search_field(
        context,
        SEARCH,
        tr("Search contacts"),
        on_back=hands.leave_search,
        labels=(tr("Navigate up"), tr("Clear text")),
        resource_id="open_search_view_edit_text",
    )
    found = hands.book.found(typed) if typed.strip() else ()
    body: View = View(box=Box(width=FILL, weight=1.0), important=False)
    if found:
        body = long_scroll(
            context,
            "found",
            len(found),
            lambda place: _row(hands, found[place], inset=False),
            row_height=_ROW,
        )
    elif typed.strip():
        body.children = (empty("search", tr("No results")),)
    return Screen(page(field, body), title=tr("Search contacts"))


def _pick_page(hands: People) -> Screen:
    """Who is to get the number, or is what another app asks for."""
    tr = hands.tr
    contacts = hands.book.contacts
    if hands.state.picking == "phone":
        contacts = tuple(contact for contact in contacts if contact.phones)

    def create() -> None:
        hands.context.start(EDITOR, phone=hands.state.number)
        hands.context.finish()

    bar = top_bar(tr("Choose a contact"), back=Back(hands.context.finish, tr("Navigate up")))
    new = tile(
        tr("Create new contact"), icon="person_add", on_tap=create, look=TileLook(icon_colour="primary")
    )
    rows = long_scroll(
        hands.context,
        "pick",
        len(contacts),
        lambda place: _row(hands, contacts[place], inset=False),
        row_height=_ROW,
    )
    above = (bar,) if hands.state.picking else (bar, new)
    return Screen(page(*above, rows), title=tr("Choose a contact"))


# -- several at once -----------------------------------------------------------------------------------
def _selection(hands: People) -> View:
    tr = hands.tr
    chosen = hands.state.selected
    actions = [
        icon_button("share", tr("Share"), lambda: _share(hands), enabled=bool(chosen)),
        icon_button("delete", tr("Delete"), lambda: hands.open("delete"), enabled=bool(chosen)),
        icon_button("more_vert", tr("More options"), lambda: hands.open("menu")),
    ]
    return selection_bar(len(chosen), lambda: hands.set(selecting=False, selected=()), actions, tr("Close"))


def _share(hands: People) -> None:
    contacts = tuple(contact for contact in hands.book.contacts if contact.id in hands.state.selected)
    hands.set(selecting=False, selected=(), dialog="")
    hands.send(share_intent(contacts))


def _overlay(hands: People) -> Overlay | None:
    if hands.state.dialog == "delete":
        chosen = [contact for contact in hands.book.contacts if contact.id in hands.state.selected]
        return ask_delete(hands, chosen, lambda: hands.set(dialog="", selecting=False, selected=()))
    if hands.state.dialog != "menu":
        return None
    everybody = tuple(contact.id for contact in hands.book.contacts)
    items = [
        (
            hands.tr("Select all"),
            lambda: hands.set(dialog="", selecting=bool(everybody), selected=everybody),
        )
    ]
    if not hands.state.selecting:
        items.insert(0, (hands.tr("Select"), lambda: hands.set(dialog="", selecting=True)))
    return menu(items, hands.close, anchor=(1.0, 0.07))
