"""The list of conversations, and the search in it."""

from device.phone.apps.activity import toggled
from device.phone.apps.messages.picked import inbox_overlay, selection
from device.phone.apps.messages.state import NEW, SEARCH, InboxState, MessagesActivity
from device.phone.apps.provider.message import (
    Conversation,
    Message,
    conversations,
    found_messages,
    messages_in,
    recipients_of,
)
from device.phone.apps.provider.moment import short_moment
from device.phone.apps.provider.telephony import FAILED
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Handler, Surface, Text
from device.phone.widget import (
    button,
    empty,
    fab,
    icon_button,
    long_scroll,
    page,
    search_field,
    search_pill,
)
from device.phone.widget.face import chosen_face, face

_ROW = 76.0
Inbox = MessagesActivity[InboxState]


def show_inbox(hands: Inbox) -> Screen:
    """The conversations, newest first."""
    tr, state, context = hands.tr, hands.state, hands.context
    if state.searching:
        return _search_page(hands)
    found = conversations(hands.context)
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))
    bar: View = search_pill(
        tr("Search"), lambda: hands.begin_search(SEARCH), resource_id="main_menu", trailing=(more,)
    )
    chosen = [conversation for conversation in found if conversation.thread in state.selected]
    if chosen:
        bar = selection(hands, chosen)
    body: View = View(box=Box(width=FILL, weight=1.0), children=(_nothing(hands),), important=False)
    if found:
        body = long_scroll(
            context,
            "conversations",
            len(found),
            lambda place: _row(hands, found[place]),
            row_height=_ROW,
            resource_id="conversations_list",
            bottom=88.0,
        )
    write = fab(
        "add",
        tr("New conversation"),
        lambda: context.start(NEW),
        resource_id="conversations_fab",
        colours=("primary", "on_primary"),
    )
    return Screen(page(bar, body, fab=write), overlay=inbox_overlay(hands, chosen), title=tr("Messages"))


def _nothing(hands: Inbox) -> View:
    blank = empty("chat", hands.tr("No stored conversations have been found"))
    start = button(
        hands.tr("Start a conversation"),
        lambda: hands.context.start(NEW),
        kind="text",
        resource_id="no_conversations_placeholder_2",
    )
    blank.children = (*blank.children, start)
    return blank


# -- rows ----------------------------------------------------------------------------------------------
def _row(hands: Inbox, conversation: Conversation) -> View:
    selected = conversation.thread in hands.state.selected

    def turn() -> None:
        hands.set(selected=toggled(hands.state.selected, conversation.thread))

    def open_thread() -> None:
        if hands.state.selected:
            turn()
        else:
            hands.write_to(conversation.recipients)

    snippet = " ".join(conversation.snippet.split())
    if conversation.draft:
        snippet = f"{hands.tr('Draft')}: {snippet}"
    elif any(last.type == FAILED for last in messages_in(hands.context, conversation.thread, 1)):
        snippet = f"{hands.tr('Not sent')}: {snippet}"
    return entry(
        hands,
        conversation.recipients,
        snippet,
        conversation.date_ms,
        open_thread,
        on_hold=turn,
        selected=selected,
        unread=bool(conversation.unread),
    )


def entry(
    hands: Inbox,
    recipients: tuple[str, ...],
    snippet: str,
    date_ms: int,
    on_tap: Handler,
    *,
    on_hold: Handler | None = None,
    selected: bool = False,
    unread: bool = False,
) -> View:
    """Picture, who, what, when; bold while it is unread."""
    title = hands.names(recipients)
    weight = 700 if unread else 400
    colour = "on_surface" if unread else "on_surface_variant"
    address = fixed(
        "TextView", "conversation_address", Text(title, style=f"16/{weight}/24", max_lines=1), box=GROWING
    )
    when = View(
        "TextView",
        "conversation_date",
        Text(
            short_moment(hands.context, date_ms),
            style=f"12/{weight}/16",
            colour="primary" if unread else "on_surface_variant",
        ),
    )
    top = View(
        box=FULL_WIDTH, flow=Flow("row", gap=8.0, align="center"), children=(address, when), important=False
    )
    below = View(
        "TextView",
        "conversation_body_short",
        Text(snippet, style=f"14/{weight}/20", colour=colour, max_lines=1),
        box=GROWING,
    )
    dot = fixed(box=Box(width=10.0, height=10.0), surface=Surface("primary", radius=5.0), important=False)
    line = View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=8.0, align="center"),
        important=False,
        children=(below, dot) if unread else (below,),
    )
    name = hands.book.name_of(recipients[0]) if len(recipients) == 1 else ""
    return View(
        "RelativeLayout",
        "conversation_frame",
        box=Box(width=FILL, min_height=_ROW, padding=(16.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=on_tap,
        on_long_press=on_hold,
        children=(
            chosen_face(44.0) if selected else face(name or title, 44.0),
            View(box=GROWING, flow=Flow(gap=2.0), children=(top, line), important=False),
        ),
    )


# -- search --------------------------------------------------------------------------------------------
def _search_page(hands: Inbox) -> Screen:
    """Conversations by who they are with, then messages by their words."""
    context, tr = hands.context, hands.tr
    typed = context.text(SEARCH).strip().lower()
    field = search_field(
        context,
        SEARCH,
        tr("Search"),
        on_back=hands.leave_search,
        labels=(tr("Back"), tr("Clear text")),
        resource_id="top_toolbar_search",
    )
    slots: list[Conversation | Message] = []
    if typed:
        slots += [
            found
            for found in conversations(context)
            if any(typed in text.lower() for text in (hands.names(found.recipients), *found.recipients))
        ]
        slots += found_messages(context, typed)
    body = long_scroll(
        context,
        "results",
        len(slots),
        lambda place: _found(hands, slots[place]),
        row_height=_ROW,
        resource_id="search_results_list",
    )
    if typed and not slots:
        body = View(
            box=Box(width=FILL, weight=1.0),
            children=(empty("search", tr("No items found")),),
            important=False,
        )
    return Screen(page(field, body), title=tr("Search"))


def _found(hands: Inbox, slot: Conversation | Message) -> View:
    """A conversation, or a message that leads to its conversation."""
    if isinstance(slot, Conversation):
        people, words = slot.recipients, slot.snippet
    else:
        people, words = recipients_of(hands.context, slot.thread) or (slot.address,), slot.body
    return entry(hands, people, " ".join(words.split()), slot.date_ms, lambda: hands.write_to(people))
