"""Letters on their way: one that comes in, one that goes out."""

from dataclasses import dataclass

from device.phone.apps.mail.box import COMING, INBOX, OUTBOX, SENT, Letter, box
from device.phone.apps.mail.change import add_letter, move, went_out
from device.phone.apps.mail.notice import tell_of
from device.phone.apps.mail.schema import PACKAGE
from device.phone.apps.mail.text import addresses_in, bare_subject, named
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.radio import transport

DELIVER = f"{PACKAGE}.action.DELIVER"
"""A broadcast that brings a letter: extras from, subject, body, and if wanted to, cc, type, folder, file."""


@dataclass(frozen=True, slots=True)
class Post:
    """A letter from outside."""

    sender: str
    """As "Ann Lee <ann@lee.example>" or the address alone."""
    subject: str
    body: str
    to: str = ""
    """ "" = the first account."""
    cc: str = ""
    type: str = "text/plain"
    folder: str = INBOX
    files: tuple[str, ...] = ()
    """Paths on the phone of what is attached."""


def deliver(context: Context, post: Post, *, quiet: bool = False) -> int:
    """A letter arrives, now by the phone's date; its id.

    It joins the conversation with the same sender and subject. A notification tells of what comes into the
    inbox, unless `quiet`. With no connection it arrives later, by `exchange`.
    """
    online = bool(transport(context))
    known = box(context)
    wanted = {address.casefold() for address in addresses_in(post.to)}
    account = next((one for one in known.accounts if one.address.casefold() in wanted), known.account(0))
    name, address = named(post.sender)
    letter = Letter(
        0,
        account.id,
        _thread(context, account.id, post.subject, (address, *addresses_in(post.cc))),
        post.folder if online else f"{COMING}{post.folder}",
        name,
        address,
        post.to or account.address,
        post.cc,
        "",
        post.subject,
        post.body,
        post.type,
        context.clock.date_ms,
        read=False,
        starred=False,
        labels=(),
    )
    number = add_letter(context, letter, post.files)
    if post.folder == INBOX and online and not quiet:
        tell_of(context, box(context).letters[number])
    return number


def _thread(context: Context, account: int, subject: str, people: tuple[str, ...]) -> int:
    """The conversation that a letter goes on with: one of the same subject and with one of these people."""
    wanted, others = bare_subject(subject).casefold(), {one.casefold() for one in people}
    known = box(context)
    for letter in (*reversed(known.coming), *reversed(known.letters.values())):
        if letter.account == account and wanted and bare_subject(letter.subject).casefold() == wanted:
            met = {one.casefold() for one in addresses_in(f"{letter.from_address} {letter.to} {letter.cc}")}
            if met & others:
                return letter.thread
    return 0


def send(context: Context, letter: Letter, files: tuple[str, ...]) -> int:
    """A letter goes out: it lies in Sent then, and in the inbox if it went to oneself. Its id.

    With no connection it lies in the Outbox until `exchange`.
    """
    online = bool(transport(context))
    kept = letter._replace(folder=SENT if online else OUTBOX, date_ms=context.clock.date_ms, read=True)
    number = add_letter(context, kept, files)
    if online:
        _come_back(context, number)
    return number


def _come_back(context: Context, number: int) -> None:
    """A letter that went out comes in when it is for oneself."""
    known = box(context)
    letter = known.letters[number]
    if any(known.own(one) for one in addresses_in(f"{letter.to} {letter.cc} {letter.bcc}")):
        kept = tuple(one.path for one in known.attachments.get(number, ()))
        sender = f"{letter.from_name} <{letter.from_address}>"
        deliver(
            context, Post(sender, letter.subject, letter.body, letter.to, letter.cc, letter.type, files=kept)
        )


def exchange(context: Context) -> None:
    """What waited for a connection goes out and comes in, as soon as there is one."""
    known = box(context)
    if not (known.coming or known.outgoing) or not transport(context):
        return
    for letter in known.outgoing:
        went_out(context, letter.id)
        _come_back(context, letter.id)
    for letter in known.coming:
        move(context, (letter.id,), letter.folder)
        if letter.folder == INBOX:
            tell_of(context, letter)


def brought(context: Context, intent: Intent) -> str | None:
    """Take the letter that a broadcast brings; what to answer, None when it brings none."""
    if intent.action != DELIVER:
        return None
    extras = {key: str(value) for key, value in intent.extras.items()}
    if not extras.get("from"):
        return "no letter: say --es from, --es subject and --es body"
    file = extras.get("file", "")
    post = Post(
        extras["from"],
        extras.get("subject", ""),
        extras.get("body", ""),
        extras.get("to", ""),
        extras.get("cc", ""),
        extras.get("type", "text/plain"),
        extras.get("folder", INBOX),
        (file,) if file else (),
    )
    return f"id={deliver(context, post)}"
