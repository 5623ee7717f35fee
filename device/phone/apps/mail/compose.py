"""Writing a letter: new, an answer, or one that is passed on."""

from dataclasses import replace
from functools import partial

from device.phone.apps.mail.box import DRAFTS, Letter
from device.phone.apps.mail.change import add_letter, erase
from device.phone.apps.mail.delivery import send
from device.phone.apps.mail.recipient import people_field, suggested
from device.phone.apps.mail.state import (
    BODY,
    FIELDS,
    PEOPLE,
    SUBJECT,
    ComposeState,
    MailActivity,
)
from device.phone.apps.mail.text import addresses_in, unreadable
from device.phone.file.document import path_of
from device.phone.system.intent import STREAM, Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Icon, Input, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    alert,
    choice_dialog,
    divider,
    icon_button,
    menu,
    page,
    plain_field,
    scroll,
    tile,
    top_bar,
)

_MOST_BYTES = 25 * 1024 * 1024
_EXTRA = "android.intent.extra."
_NAMED = 56.0
"""dp for the word before the sender, at the normal text size."""
Compose = MailActivity[ComposeState]


def show_compose(hands: Compose) -> Screen:
    """Who it goes to, what it is about, what it says, what goes with it."""
    tr, state, context = hands.tr, hands.state, hands.context
    rows: list[View] = [_sender(hands), divider()]
    for key in PEOPLE if state.more else PEOPLE[:1]:
        rows += [
            people_field(hands, key),
            *(suggested(hands, key) if context.activity.layout.focus == key else ()),
            divider(),
        ]
    rows.append(
        plain_field(Input(SUBJECT, tr("Subject")), resource_id="subject", padding=(16.0, 12.0, 16.0, 12.0))
    )
    rows[-1].content_description = ""
    rows.append(divider())
    rows += [_file(hands, path) for path in state.files]
    rows.append(
        plain_field(
            Input(BODY, tr("Compose email"), kind="multiline"),
            resource_id="body",
            padding=(16.0, 12.0, 16.0, 12.0),
        )
    )
    rows[-1].box = replace(rows[-1].box, min_height=96.0 if state.quoted else 240.0)
    rows += _quote(hands)
    body = scroll("compose", rows, resource_id="compose_scroll", class_name="android.widget.ScrollView")
    return Screen(page(_bar(hands), body), overlay=_overlay(hands), title=tr("Compose"))


def _bar(hands: Compose) -> View:
    tr = hands.tr
    actions = (
        icon_button("attach_file", tr("Attach file"), lambda: _attach(hands), resource_id="add_attachment"),
        icon_button(Icon("send", "primary"), tr("Send"), lambda: try_to_send(hands), resource_id="send"),
        icon_button("more_vert", tr("More options"), lambda: hands.open("menu")),
    )
    return top_bar(tr("Compose"), back=Back(lambda: _leave(hands), tr("Navigate up")), actions=actions)


def _sender(hands: Compose) -> View:
    """Whose letter it is; to be chosen where there are several accounts."""
    several = len(hands.box.accounts) > 1
    name = View(
        "TextView",
        text=Text(hands.tr("From"), style="body_medium"),
        box=Box(width=_NAMED * max(1.0, hands.context.font_scale)),
        important=False,
    )
    return tile(
        hands.box.account(hands.state.account).address,
        trailing=(View(icon=Icon("arrow_drop_down"), important=False),) if several else (),
        leading=name,
        on_tap=(lambda: hands.open("account")) if several else None,
        resource_id="from",
        look=TileLook(gap=8.0, padding=(16.0, 4.0, 16.0, 4.0)),
    )


def _quote(hands: Compose) -> list[View]:
    """What goes below the words, behind three dots until somebody wants to see it."""
    tr, state = hands.tr, hands.state
    if not state.quoted:
        return []
    label = tr("Hide quoted text") if state.unfolded else tr("Show quoted text")
    dots = icon_button(
        "more_horiz", label, lambda: hands.set(unfolded=not state.unfolded), resource_id="quoted_dots"
    )
    words = View(
        "TextView",
        "quoted_text",
        Text(state.quoted, style="body_medium", colour="on_surface_variant", selectable="quoted"),
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 16.0)),
    )
    return [dots, words] if state.unfolded else [dots]


def _file(hands: Compose, path: str) -> View:
    name = path.rpartition("/")[2]

    def remove() -> None:
        hands.set(files=tuple(one for one in hands.state.files if one != path))

    gone = icon_button("close", hands.tr("Remove {}").format(name), remove, resource_id="remove_attachment")
    return tile(
        name,
        icon="attach_file",
        trailing=(gone,),
        resource_id="attachment",
        look=TileLook(padding=(16.0, 0.0, 4.0, 0.0)),
    )


def _attach(hands: Compose) -> None:
    """Files are chosen in the document picker."""
    hands.context.focus("")
    wanted = Intent(
        "android.intent.action.OPEN_DOCUMENT", type="*/*", extras={f"{_EXTRA}ALLOW_MULTIPLE": True}
    )
    if not hands.context.ask(wanted, "attach"):
        hands.context.toast(hands.tr("No app can perform this action"))


def attached(hands: Compose, data: Intent) -> None:
    """What was chosen there."""
    streams = str(data.extras.get(STREAM, "")) or data.data
    paths = [path for path in map(path_of, streams.split("\n")) if hands.context.files.is_file(path)]
    every = tuple(dict.fromkeys((*hands.state.files, *paths)))
    if sum(hands.context.files.stat(path).size for path in every) > _MOST_BYTES:
        hands.context.toast(hands.tr("Attachments may take 25 MB in all"))
        return
    hands.set(files=every)


# -- sending and leaving ---------------------------------------------------------------------------------
def try_to_send(hands: Compose, *, blank: bool = False) -> None:
    """Send it, or say what is missing; without a subject only once that is meant (`blank`)."""
    context = hands.context
    people = [context.text(key) for key in PEOPLE]
    context.focus("")
    if any(map(unreadable, people)):
        hands.open("wrong")
    elif not any(addresses_in(text) for text in people):
        hands.open("nobody")
    elif not context.text(SUBJECT).strip() and not blank:
        hands.open("blank")
    else:
        letter, files = _letter(hands)
        if hands.state.id:
            erase(hands.context, (hands.state.id,))
        send(hands.context, letter, files)
        waits = hands.tr("No connection. The message waits in the Outbox.")
        context.toast(hands.tr("Message sent") if hands.online else waits)
        _close(hands)


def _letter(hands: Compose) -> tuple[Letter, tuple[str, ...]]:
    state, context = hands.state, hands.context
    mine = hands.box.account(state.account)
    to, cc, bcc = (", ".join(addresses_in(context.text(key))) for key in PEOPLE)
    texts = (
        mine.name,
        mine.address,
        to,
        cc,
        bcc,
        context.text(SUBJECT).strip(),
        _whole(hands),
        "text/plain",
    )
    now = hands.context.clock.date_ms
    return Letter(
        0, mine.id, state.thread, DRAFTS, *texts, now, read=True, starred=False, labels=()
    ), state.files


def _whole(hands: Compose) -> str:
    """The words with what is quoted below them."""
    return "\n\n".join(part for part in (hands.context.text(BODY), hands.state.quoted) if part)


def keep(hands: Compose) -> bool:
    """As a draft, when something was written; whether it was."""
    state, context = hands.state, hands.context
    texts = tuple(context.text(key) for key in FIELDS)
    known = hands.box.letters.get(state.id)
    before = tuple(one.path for one in hands.box.attachments.get(state.id, ())) if known else ()
    if texts == state.begun and (not state.files or state.files == before):
        return False
    letter, files = _letter(hands)
    to, cc, bcc = (context.text(key).strip(" ,") for key in PEOPLE)
    number = add_letter(hands.context, letter._replace(id=state.id, to=to, cc=cc, bcc=bcc), files)
    kept = tuple(one.path for one in hands.box.attachments.get(number, ()))
    hands.set(id=number, files=kept, begun=texts)
    return True


def leave(hands: Compose) -> bool:
    """Back: what was written is kept as a draft. The activity closes itself."""
    if keep(hands):
        hands.context.toast(hands.tr("Draft saved"))
    return False


def _leave(hands: Compose) -> None:
    leave(hands)
    hands.context.finish()


def _close(hands: Compose) -> None:
    """Go, with nothing left to keep."""
    hands.set(id=0, files=(), begun=tuple(hands.context.text(key) for key in FIELDS))
    hands.context.finish()


def _overlay(hands: Compose) -> Overlay | None:
    tr, state = hands.tr, hands.state
    done = Choice(tr("OK"), hands.close)
    if state.dialog == "menu":
        items = [(tr("Save draft"), lambda: _save(hands)), (tr("Discard"), lambda: hands.open("discard"))]
        return menu(items, hands.close, anchor=(1.0, 0.01))
    if state.dialog == "nobody":
        return alert("", tr("Add at least one recipient."), accept=done)
    if state.dialog == "wrong":
        bad = next((one for key in PEOPLE for one in unreadable(hands.context.text(key))), "")
        return alert("", tr("The address “{}” is not complete.").format(bad), accept=done)
    if state.dialog == "blank":
        return alert(
            "",
            tr("Send this message without a subject?"),
            accept=Choice(tr("Send"), lambda: try_to_send(hands, blank=True)),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    if state.dialog == "discard":

        def discard() -> None:
            if state.id:
                erase(hands.context, (state.id,))
            hands.context.toast(tr("Draft discarded"))
            _close(hands)

        return alert(
            "",
            tr("Discard this draft?"),
            accept=Choice(tr("Discard"), discard),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    if state.dialog == "account":
        accounts = hands.box.accounts
        take = [partial(hands.set, account=one.id, dialog="") for one in accounts]
        now = [one.id for one in accounts].index(hands.box.account(state.account).id)
        return choice_dialog(
            tr("From"), [one.address for one in accounts], now, take, Choice(tr("Cancel"), hands.close)
        )
    return None


def _save(hands: Compose) -> None:
    hands.close()
    keep(hands)
    hands.context.toast(hands.tr("Draft saved"))
