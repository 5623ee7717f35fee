"""Phone's main screen: favourites, recent calls, contacts, search, and the keypad over them."""

from device.phone.apps.dialer.dialpad import dialpad, number_tile, show_dialpad, suggestions
from device.phone.apps.dialer.recents import call_list, call_overlay
from device.phone.apps.dialer.state import (
    BLOCKED,
    CONTACTS,
    DIGITS,
    FAVORITES,
    HISTORY,
    RECENTS,
    SEARCH,
    DialerActivity,
)
from device.phone.apps.provider.calllog import calls
from device.phone.apps.provider.contact import Contact
from device.phone.apps.provider.number import is_dialable
from device.phone.system.radio import IMEI
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Text
from device.phone.widget import (
    Choice,
    Head,
    Tab,
    TileLook,
    alert,
    bottom_bar,
    button,
    empty,
    fab,
    icon_button,
    long_scroll,
    menu,
    page,
    scroll,
    search_field,
    search_pill,
    tile,
)
from device.phone.widget.face import face

_TABS = (
    Tab("Favorites", "star", "tab_favorites"),
    Tab("Recents", "schedule", "tab_recents"),
    Tab("Contacts", "group", "tab_contacts"),
)


def show_home(hands: DialerActivity) -> Screen:
    """The tab, the search, or the keypad."""
    tr, state, context = hands.tr, hands.state, hands.context
    if state.searching:
        return _search_page(hands)
    body = (_favorites, _recents, _contacts)[state.tab](hands)
    if state.dialpad:
        above = suggestions(hands) if context.text(DIGITS).strip() else body
        return Screen(page(above, dialpad(hands)), overlay=_overlay(hands), title=tr("Phone"))
    tabs = [Tab(tr(tab.label), tab.icon, tab.resource_id) for tab in _TABS]
    foot = bottom_bar(tabs, state.tab, lambda tab: hands.set(tab=tab, expanded=0))
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))
    pill = search_pill(
        tr("Search contacts"),
        lambda: hands.begin_search(SEARCH, expanded=0),
        resource_id="open_search_bar",
        trailing=(more,),
    )
    pad = fab("dialpad", tr("key pad"), lambda: show_dialpad(hands), resource_id="dialpad_fab")
    return Screen(
        page(pill, body, foot, fab=pad, fab_bottom=96.0), overlay=_overlay(hands), title=tr("Phone")
    )


def _overlay(hands: DialerActivity) -> Overlay | None:
    if hands.state.dialog == "imei":
        return alert("IMEI", IMEI, accept=Choice(hands.tr("OK"), hands.close))
    if hands.state.dialog != "menu":
        return call_overlay(hands, calls(hands.context)) if hands.state.dialog else None
    tr, context = hands.tr, hands.context
    items = [
        (tr("Call history"), context.then(hands.close, lambda: context.start(HISTORY))),
        (tr("Blocked numbers"), context.then(hands.close, lambda: context.start(BLOCKED))),
    ]
    return menu(items, hands.close, anchor=(1.0, 0.07))


# -- tabs ----------------------------------------------------------------------------------------------
def _nothing(icon: str, title: str, text: str, *more: View) -> View:
    blank = empty(icon, title, text)
    blank.children = (*blank.children, *more)
    return View(box=Box(width=FILL, weight=1.0), children=(blank,), important=False)


def _favorites(hands: DialerActivity) -> View:
    tr = hands.tr
    starred = [contact for contact in hands.book.contacts if contact.starred]
    if not starred:
        add = button(tr("Add a favorite"), lambda: hands.set(tab=CONTACTS), kind="text")
        return _nothing("star", tr("No one is on your speed dial yet"), "", add)
    rows = []
    for start in range(0, len(starred), 3):
        row = [_favorite(hands, contact) for contact in starred[start : start + 3]]
        free = 3 - len(row)
        gap = (fixed(box=Box(weight=float(free)), important=False),) if free else ()
        rows.append(View(box=FULL_WIDTH, flow=Flow("row"), children=(*row, *gap), important=False))
    return scroll("favorites", rows, resource_id="speed_dial_recycler_view", gap=12.0, sides=8.0)


def _favorite(hands: DialerActivity, contact: Contact) -> View:
    def ring() -> None:
        if contact.phones:
            hands.call(contact.phones[0].value)
        else:
            hands.show_contact(contact.id)

    name = fixed("TextView", "name", Text(contact.name, style="body_medium", align="center", max_lines=1))
    label = hands.tr(contact.phones[0].label) if contact.phones else ""
    kind = fixed("TextView", "phone_type", Text(label, style="body_small", colour="on_surface_variant"))
    return View(
        "FrameLayout",
        "favorite_contact",
        content_description=contact.name,
        box=Box(weight=1.0, padding=(4.0, 12.0, 4.0, 12.0)),
        flow=Flow(gap=6.0, align="center"),
        on_tap=ring,
        on_long_press=lambda: hands.show_contact(contact.id),
        children=(face(contact.name, 80.0), name, *((kind,) if label else ())),
    )


def _recents(hands: DialerActivity) -> View:
    tr = hands.tr
    found = calls(hands.context)
    if not found:
        pad = button(tr("Make a call"), lambda: show_dialpad(hands), kind="text")
        return _nothing("history", tr("Your call log is empty"), "", pad)
    return call_list(hands, "recents", found)


def _contacts(hands: DialerActivity) -> View:
    tr = hands.tr
    contacts = hands.book.contacts
    new = tile(
        tr("Create new contact"),
        icon="person_add",
        on_tap=lambda: hands.create_contact(""),
        look=TileLook(icon_colour="primary", padding=(20.0, 8.0, 24.0, 8.0), height=56.0),
    )

    def build(place: int) -> View:
        contact = contacts[place]
        return tile(
            contact.name,
            leading=face(contact.name),
            on_tap=lambda: hands.show_contact(contact.id),
            look=TileLook(title_id="contact_name", title_lines=1, gap=16.0, padding=(16.0, 8.0, 24.0, 8.0)),
        )

    return long_scroll(
        hands.context, "contacts", len(contacts), build, row_height=60.0, head=Head((new,), 56.0), bottom=88.0
    )


# -- search --------------------------------------------------------------------------------------------
def _search_page(hands: DialerActivity) -> Screen:
    context, tr = hands.context, hands.tr
    typed = context.text(SEARCH).strip()
    field = search_field(
        context,
        SEARCH,
        tr("Search contacts"),
        on_back=hands.leave_search,
        labels=(tr("Navigate up"), tr("Clear text")),
        resource_id="open_search_view_edit_text",
    )
    rows = [
        number_tile(hands, contact, entry)
        for contact in (hands.book.found(typed) if typed else ())
        for entry in contact.phones
    ]
    if is_dialable(typed):
        rows += [
            tile(tr("Call {}").format(typed), icon="call", on_tap=lambda: hands.call(typed)),
            tile(tr("Create new contact"), icon="person_add", on_tap=lambda: hands.create_contact(typed)),
            tile(tr("Send a message"), icon="chat", on_tap=lambda: hands.write(typed)),
        ]
    if not rows and typed:
        body = _nothing("search", tr("No results"), "")
    else:
        body = scroll("search_results", rows, resource_id="search_results")
    return Screen(page(field, body), title=tr("Search contacts"))


def home_back(hands: DialerActivity) -> bool:
    """Closes search, keypad and open rows, then leaves for Recents; False when there is nothing to close."""
    state = hands.state
    if state.searching:
        hands.leave_search()
    elif state.dialpad:
        hands.context.focus("")
        hands.set(dialpad=False)
    elif state.expanded:
        hands.set(expanded=0)
    elif state.tab in (FAVORITES, CONTACTS):
        hands.set(tab=RECENTS)
    else:
        return False
    return True
