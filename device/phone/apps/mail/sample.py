"""Fernmail as somebody uses it: two accounts, letters in every folder, labels."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from device.phone.apps.mail.box import INBOX, Letter, box, mail
from device.phone.apps.mail.change import add_label, add_letter
from device.phone.apps.mail.text import bare_subject, named
from device.phone.system.context import Context

_HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Sent:
    """One letter; `hours` from now (negative: ago)."""

    hours: int
    subject: str
    body: str
    sender: str = ""
    """ "" = the account's own."""
    to: str = ""
    cc: str = ""
    account: int = 1
    folder: str = INBOX
    type: str = "text/plain"
    files: list[str] = field(default_factory=list)
    """Name and text of what is attached."""
    labels: list[str] = field(default_factory=list)
    unread: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class MailSample:
    """One of the files beside this one."""

    second: tuple[str, str]
    labels: list[str]
    letter: list[Sent]


def fill(context: Context) -> None:
    """Put it on the phone, in its language and round its date."""
    language = context.language if context.language == "zh" else "en"
    sample = _read(language)
    mail(context).run("INSERT INTO account (address, name) VALUES (?, ?)", *sample.second)
    mail(context).run("UPDATE account SET name = ?", sample.second[1])
    for label in sample.labels:
        add_label(context, label)
    accounts = {one.id: one for one in box(context).accounts}
    threads: dict[str, int] = {}
    for sent in sorted(sample.letter, key=lambda one: one.hours):
        mine = accounts[sent.account]
        name, address = named(sent.sender) if sent.sender else (mine.name, mine.address)
        key = bare_subject(sent.subject)
        number = add_letter(
            context,
            Letter(
                0,
                mine.id,
                threads.get(key, 0),
                sent.folder,
                name,
                address,
                sent.to or mine.address,
                sent.cc,
                "",
                sent.subject,
                sent.body,
                sent.type,
                context.clock.date_ms + sent.hours * _HOUR_MS,
                not sent.unread,
                sent.starred,
                tuple(sent.labels),
            ),
            _written(context, sent.files),
        )
        threads.setdefault(key, number)


def _written(context: Context, file: list[str]) -> tuple[str, ...]:
    """The file as one among the downloads; () where there is none."""
    if not file:
        return ()
    path = f"/storage/emulated/0/Download/{file[0]}"
    context.files.make_directories(path.rpartition("/")[0])
    context.files.write(path, file[1].encode())
    return (path,)


@cache
def _read(language: str) -> MailSample:
    path = Path(__file__).with_name(f"sample_{language}.toml")
    return TypeAdapter(MailSample).validate_python(tomllib.loads(path.read_text("utf-8")))
