"""Rows of a folder's list, each a conversation: who, when, what about, how it begins, and its star.

What a row tells is one view that stays as it is; the star lies over it, so that it can be touched by itself.
"""

from dataclasses import replace
from math import ceil

from device.phone.apps.activity import toggled
from device.phone.apps.mail.box import DRAFTS, OUTBOX, SENT, Letter, MailBox, Summary
from device.phone.apps.mail.change import mark
from device.phone.apps.mail.state import COMPOSE, READ, MailActivity, MailListState
from device.phone.apps.mail.text import addresses_in, snippet
from device.phone.apps.provider.moment import short_moment
from device.phone.system.context import Context
from device.phone.toolkit import viewpart
from device.phone.toolkit.still import alike, fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    GROWING,
    Flow,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import icon_button
from device.phone.widget.face import chosen_face, face

ROW = 92.0
"""Height of a row in dp."""
_STAR, _STAR_ICON = 36.0, 22.0
_WHO_LINE, _ABOUT_LINE = 22, 20
"""sp of the two lines of a row above the one with the star."""


def _people(hands: MailActivity[MailListState], letter: Letter, told: Summary) -> str:
    """Who a row is about: those who wrote, or in Sent, Outbox and Drafts those it goes to."""
    tr, outgoing = hands.tr, (SENT, OUTBOX, DRAFTS)
    if letter.folder in outgoing and hands.state.folder in outgoing:
        people = ", ".join(addresses_in(f"{letter.to}, {letter.cc}")) or tr("(no recipient)")
        return tr("To: {}").format(people)
    names = ", ".join(name or tr("me") for name in told.senders)
    return f"{names}  {told.letters}" if told.letters > 1 else names


def conversation_row(hands: MailActivity[MailListState], box: MailBox, letter: Letter) -> View:
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

    covered = state.drawer
    words = _told(
        letter.sender,
        _people(hands, letter, told),
        short_moment(hands.context, letter.date_ms),
        letter.subject or hands.tr("(no subject)"),
        letter.body,
        letter.type,
        chosen=selected,
        unread=told.unread,
        has_files=told.has_files,
        starred=told.starred if covered else None,
    )
    row = View(
        "android.view.ViewGroup",
        "conversation_item",
        box=viewpart.Box(width=FILL, padding=(16.0, 4.0, 8.0, 4.0)),
        flow=Flow("stack", align="end", justify="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=open_it,
        on_long_press=turn,
        children=(words,) if covered else (words, _star(hands, box, letter, told)),
    )
    if covered:  # nobody touches its star
        row.still = alike("letter", words, selected)
    return row


def _star(hands: MailActivity[MailListState], box: MailBox, letter: Letter, told: Summary) -> View:
    """Turns the star of the letter on; off, of all the conversation."""

    def turn() -> None:
        numbers = [one.id for one in box.threads.get(letter.thread, ())] if told.starred else [letter.id]
        mark(hands.context, numbers, starred=not told.starred)

    label = hands.tr("Remove star") if told.starred else hands.tr("Add star")
    star = icon_button(
        Icon("star", _gold(starred=told.starred), size=_STAR_ICON, filled=told.starred),
        label,
        turn,
        resource_id="star",
        size=_STAR,
    )
    star.box = replace(star.box, margin=(0.0, _lines_above(hands.context), 0.0, 0.0))
    star.still = alike("star", label, told.starred)
    return star


def _lines_above(context: Context) -> float:
    """How high the lines above the one with the star are, in dp: where it lies below the middle of a row."""
    scale = context.density * context.font_scale
    return (ceil(_WHO_LINE * scale) + ceil(_ABOUT_LINE * scale)) / context.density


# What a row tells is made once and shown in every frame; nobody changes these views.
@still
def _told(
    sender: str,
    people: str,
    moment: str,
    subject: str,
    body: str,
    kind: str,
    *,
    chosen: bool,
    unread: bool,
    has_files: bool,
    starred: bool | None,
) -> View:
    """Picture, who and when, what about, how it begins, star; for `starred` None only room for that."""
    picture = chosen_face(40.0) if chosen else face(sender, 40.0)
    star = fixed(
        icon=Icon(
            "" if starred is None else "star",
            _gold(starred=bool(starred)),
            size=_STAR_ICON,
            filled=bool(starred),
        ),
        box=viewpart.Box(width=_STAR, height=_STAR),
        flow=CENTRED,
        important=False,
    )
    foot = fixed(
        box=FULL_WIDTH,
        flow=Flow("row", gap=4.0, align="center"),
        important=False,
        children=(_snippet(body, kind), star),
    )
    words = fixed(
        box=GROWING,
        important=False,
        children=(
            _head(people, moment, unread=unread, has_files=has_files),
            _subject(subject, unread=unread),
            foot,
        ),
    )
    return View(
        box=FULL_SIZE, flow=Flow("row", gap=16.0, align="center"), important=False, children=(picture, words)
    )


@still
def _head(people: str, moment: str, *, unread: bool, has_files: bool) -> View:
    """Who, and when; a clip between them where there are files."""
    weight = 700 if unread else 400
    who = fixed(
        "TextView", "senders", Text(people, style=f"16/{weight}/{_WHO_LINE}", max_lines=1), box=GROWING
    )
    when = fixed("TextView", "date", Text(moment, style=f"12/{weight}/16", colour=_ink(unread=unread)))
    clip = fixed(icon=Icon("attach_file", "outline", size=16.0), important=False)
    return View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=8.0, align="center"),
        important=False,
        children=(who, clip, when) if has_files else (who, when),
    )


@still
def _subject(text: str, *, unread: bool) -> View:
    return View(
        "TextView",
        "subject",
        Text(
            text, style=f"14/{700 if unread else 400}/{_ABOUT_LINE}", colour=_ink(unread=unread), max_lines=1
        ),
    )


@still
def _snippet(body: str, kind: str) -> View:
    """How a letter begins."""
    return View(
        "TextView",
        "snippet",
        Text(snippet(body, kind), style="14/400/20", colour="on_surface_variant", max_lines=1),
        box=GROWING,
    )


def _gold(*, starred: bool) -> str:
    return "app_yellow" if starred else "outline"


def _ink(*, unread: bool) -> str:
    return "on_surface" if unread else "on_surface_variant"
