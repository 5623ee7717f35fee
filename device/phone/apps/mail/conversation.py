"""A conversation to be read: its letters, their links and files, and what can be done about them."""

from dataclasses import replace
from functools import partial

from device.phone.apps.mail.box import ARCHIVE, INBOX, OUTBOX, SENT, SPAM, TRASH, Letter
from device.phone.apps.mail.change import erase, mark, move
from device.phone.apps.mail.letterview import folded, link_sheet, whole
from device.phone.apps.mail.picked import SAID
from device.phone.apps.mail.state import COMPOSE, MAIN, SNACK_MS, MailActivity, MailListState, ReadState
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Icon, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    alert,
    button,
    divider,
    empty,
    icon_button,
    menu,
    page,
    scroll,
    top_bar,
)

Read = MailActivity[ReadState]


def show_conversation(hands: Read) -> Screen:
    """Every letter of it, the older ones folded."""
    tr, letters = hands.tr, letters_here(hands)
    if not letters:
        bar = top_bar("", back=Back(hands.context.finish, tr("Navigate up")))
        return Screen(page(bar, empty("mail", tr("This conversation is gone"))), title=tr("Fernmail"))
    last = letters[-1]
    title = View(
        "TextView",
        "subject",
        Text(last.subject or tr("(no subject)"), style="title_large"),
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 8.0)),
    )
    parts = [title]
    if last.labels:
        words = " · ".join(last.labels)
        parts.append(
            fixed(
                "TextView",
                "labels",
                Text(words, style="label_medium"),
                box=Box(padding=(16.0, 0.0, 16.0, 8.0)),
            )
        )
    if last.folder == SPAM:
        parts.append(_warning(hands))
    for letter in letters:
        parts += [
            whole(hands, letter) if _is_open(hands, letter, last) else folded(hands, letter),
            divider(),
        ]
    body = scroll("conversation", parts, resource_id="conversation_view")
    foot = View(
        "LinearLayout",
        "reply_bar",
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 8.0)),
        flow=Flow("row", gap=8.0),
        children=[
            _answer_button(hands, last, kind, tr(label))
            for kind, label in (("reply", "Reply"), ("reply_all", "Reply all"), ("forward", "Forward"))
            if kind != "reply_all" or others_of(hands, last)
        ],
    )
    return Screen(
        page(_bar(hands, letters), body, foot), overlay=_overlay(hands, letters), title=last.subject
    )


def _answer_button(hands: Read, letter: Letter, kind: str, label: str) -> View:
    act = button(label, lambda: answer(hands, letter, kind), kind="outlined", resource_id=kind, weight=1.0)
    act.box = replace(act.box, padding=(8.0, 0.0, 8.0, 0.0))
    return act


def letters_here(hands: Read) -> tuple[Letter, ...]:
    """Those of the conversation: of one in the trash or spam what lies there, else what does not."""
    state = hands.state
    every = hands.box.threads.get(state.thread, ())
    if state.folder in (TRASH, SPAM):
        return tuple(one for one in every if one.folder == state.folder)
    return tuple(one for one in every if one.folder not in (TRASH, SPAM, "drafts"))


def others_of(hands: Read, letter: Letter) -> list[str]:
    """Who else got it."""
    from_all = [one.strip() for one in f"{letter.to},{letter.cc}".split(",") if one.strip()]
    return [one for one in from_all if not hands.box.own(one) and one != letter.from_address]


def _is_open(hands: Read, letter: Letter, last: Letter) -> bool:
    return letter.id == last.id or letter.id in hands.state.opened


def _warning(hands: Read) -> View:
    words = View(
        "TextView",
        "spam_warning",
        Text(
            hands.tr("Messages like this one were reported as spam. Do not follow its links."),
            style="body_medium",
            colour="on_error_container",
        ),
        box=GROWING,
    )
    sign = fixed(icon=Icon("report", "on_error_container"), important=False)
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 12.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface("error_container"),
        children=(sign, words),
    )


# -- what is done about it -------------------------------------------------------------------------------
def answer(hands: Read, letter: Letter, kind: str) -> None:
    """Write back, or on."""
    hands.close()
    hands.context.start(COMPOSE, about=letter.id, kind=kind)


def _put(hands: Read, letters: tuple[Letter, ...], folder: str) -> None:
    """Move it, and go back to the list, which says so."""
    moved = [one for one in letters if one.folder not in (SENT, OUTBOX) or one.folder == hands.state.folder]
    move(hands.context, [one.id for one in moved], folder)
    hands.context.finish()
    front = hands.context.front
    if front.name == MAIN and front.package == hands.context.package:
        back = MailActivity(hands.context.of(front), MailListState)
        back.set(
            snack=hands.tr(SAID[folder][0]),
            snack_until_ms=hands.context.clock.uptime_ms + SNACK_MS,
            undo=tuple((one.id, one.folder) for one in moved),
        )


def _bar(hands: Read, letters: tuple[Letter, ...]) -> View:
    tr, context = hands.tr, hands.context
    gone = hands.state.folder == TRASH

    def unread() -> None:
        mark(context, [letters[-1].id], read=False)
        hands.context.finish()

    starred = any(one.starred for one in letters)
    actions = (
        icon_button("archive", tr("Archive"), lambda: _put(hands, letters, ARCHIVE), resource_id="archive"),
        icon_button(
            "delete",
            tr("Delete forever") if gone else tr("Delete"),
            (lambda: hands.open("erase")) if gone else (lambda: _put(hands, letters, TRASH)),
            resource_id="delete",
        ),
        icon_button("mark_email_unread", tr("Mark as unread"), unread, resource_id="unread"),
        icon_button(
            Icon("star", "on_surface_variant", filled=starred),
            tr("Remove star") if starred else tr("Add star"),
            lambda: mark(
                context, [one.id for one in letters] if starred else [letters[-1].id], starred=not starred
            ),
            resource_id="star",
        ),
        icon_button("more_vert", tr("More options"), lambda: hands.open("menu")),
    )
    return top_bar("", back=Back(hands.context.finish, tr("Navigate up")), actions=actions)


def _overlay(hands: Read, letters: tuple[Letter, ...]) -> Overlay | None:
    tr, state = hands.tr, hands.state
    if state.dialog == "menu":
        items = [(tr("Move to inbox"), lambda: _put(hands, letters, INBOX))] if state.folder != INBOX else []
        if state.folder != SPAM:
            items.append((tr("Report spam"), lambda: _put(hands, letters, SPAM)))
        return menu(items, hands.close, anchor=(1.0, 0.01))
    if state.dialog == "erase":

        def accept() -> None:
            erase(hands.context, [one.id for one in letters])
            hands.context.finish()

        return alert(
            "",
            tr("Delete this conversation forever?"),
            accept=Choice(tr("Delete"), accept),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    if state.dialog == "link":
        return link_sheet(hands)
    letter = hands.box.letters.get(state.about)
    if state.dialog != "letter" or letter is None:
        return None
    entries = [("Reply", "reply"), ("Reply all", "reply_all"), ("Forward", "forward")]
    rows = [(tr(label), partial(answer, hands, letter, kind)) for label, kind in entries]

    def delete() -> None:
        move(hands.context, [letter.id], TRASH)
        hands.close()

    return menu([*rows, (tr("Delete this message"), delete)], hands.close, anchor=(1.0, 0.2))
