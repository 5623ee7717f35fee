"""Letters as the database tells of them: folders, conversations, and what changes them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from device.phone.apps.mail.schema import MAIL, PACKAGE
from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database
from device.phone.system.context import Context

INBOX, SENT, DRAFTS, ARCHIVE, SPAM, TRASH = "inbox", "sent", "drafts", "archive", "spam", "trash"
OUTBOX = "outbox"
"""What was sent while there was no connection."""
COMING = "coming/"
"""Before the folder of a letter that came while there was none: nobody sees it until it has arrived."""
STARRED = "starred"
"""No folder: what has a star, wherever it lies."""
_HIDDEN = (SPAM, TRASH)
"""What lies there is in no search, and has no star."""
LETTER = (
    "id, account_id, thread_id, folder, from_name, from_address, to_addresses, cc, bcc, subject, body, type, "
    "date_ms, read, starred, labels"
)
"""Columns of the table message."""
_ALL = f"SELECT {LETTER} FROM message ORDER BY date_ms, id"  # noqa: S608


class MailAccount(NamedTuple):
    """An address letters come to."""

    id: int
    address: str
    name: str
    signature: str


class Attachment(NamedTuple):
    """A file that came or goes with a letter."""

    id: int
    message: int
    name: str
    type: str
    size: int
    path: str
    """Where it lies; what cannot be read there any more cannot be opened."""


class Letter(NamedTuple):
    """One row of message."""

    id: int
    account: int
    thread: int
    folder: str
    from_name: str
    from_address: str
    to: str
    """Addresses with ", " between."""
    cc: str
    bcc: str
    subject: str
    body: str
    type: str
    """text/plain or text/html"""
    date_ms: int
    read: bool
    starred: bool
    labels: tuple[str, ...]

    @property
    def sender(self) -> str:
        """The name, or the address where there is none."""
        return self.from_name or self.from_address

    def has(self, words: str) -> bool:
        """Whether every word is somewhere in it."""
        whole = (
            f"{self.from_name} {self.from_address} {self.to} {self.cc} {self.subject} {self.body}".casefold()
        )
        return all(word in whole for word in words.casefold().split())


class Summary(NamedTuple):
    """What a row tells of a conversation."""

    senders: tuple[str, ...]
    """Names of those who wrote, oldest first; "" is the owner."""
    letters: int
    unread: bool
    starred: bool
    has_files: bool


@dataclass(frozen=True, slots=True)
class MailBox:
    """All of it."""

    accounts: tuple[MailAccount, ...]
    letters: dict[int, Letter]
    threads: dict[int, tuple[Letter, ...]]
    """Oldest first."""
    attachments: dict[int, tuple[Attachment, ...]]
    """By letter."""
    labels: tuple[str, ...]
    preferences: dict[str, str]
    coming: tuple[Letter, ...] = ()
    """Letters that have not arrived yet; their folders are those they are for."""
    _listed: dict[tuple[str, int, str], tuple[Letter, ...]] = field(default_factory=dict)
    _told: dict[int, Summary] = field(default_factory=dict)

    def account(self, number: int) -> MailAccount:
        """One by id, else the first."""
        known = {one.id: one for one in self.accounts}
        return known.get(number) or next(iter(self.accounts), MailAccount(0, "", "", ""))

    def own(self, address: str) -> bool:
        """Whether letters to it come here."""
        return any(one.address.casefold() == address.casefold() for one in self.accounts)

    def listed(self, folder: str, account: int = 0, label: str = "") -> tuple[Letter, ...]:
        """The newest letter of each conversation of a folder, newest first.

        `account` 0 = of all; with `label` what has it, wherever it lies.
        """
        key = folder, account, label
        if key not in self._listed:
            found: dict[int, Letter] = {}
            for letter in self.letters.values():
                if account in (0, letter.account) and _belongs(letter, folder, label):
                    found.pop(letter.thread, None)
                    found[letter.thread] = letter
            self._listed[key] = tuple(reversed(found.values()))
        return self._listed[key]

    def summary(self, newest: Letter) -> Summary:
        """Of the conversation that a letter is the newest of in its folder."""
        found = self._told.get(newest.id)
        if found is None:
            letters = self.threads.get(newest.thread, (newest,))
            here = [one for one in letters if one.folder in (newest.folder, SENT, OUTBOX)]
            found = self._told[newest.id] = Summary(
                tuple(dict.fromkeys("" if self.own(one.from_address) else one.sender for one in here)),
                len(here),
                any(not one.read and one.folder == newest.folder for one in letters),
                any(one.starred for one in letters),
                any(one.id in self.attachments for one in letters),
            )
        return found

    @property
    def outgoing(self) -> tuple[Letter, ...]:
        """What has not gone out yet, oldest first."""
        return tuple(reversed(self.listed(OUTBOX)))

    def unread(self, folder: str, account: int = 0) -> int:
        """Letters of a folder not read yet."""
        return sum(
            not letter.read and letter.folder == folder and account in (0, letter.account)
            for letter in self.letters.values()
        )

    def found(self, words: str) -> list[Letter]:
        """Letters that a search finds, newest first."""
        letters = (one for one in reversed(self.letters.values()) if one.folder not in _HIDDEN)
        return [letter for letter in letters if letter.has(words)]


def _belongs(letter: Letter, folder: str, label: str) -> bool:
    if label:
        return label in letter.labels and letter.folder not in _HIDDEN
    if folder == STARRED:
        return letter.starred and letter.folder not in _HIDDEN
    return letter.folder == folder


def mail(context: Context) -> Database:
    """The database."""
    return context.database(MAIL, PACKAGE)


def box(context: Context) -> MailBox:
    """As it is now."""
    return read_once(mail(context), _read)


def _read(database: Database) -> MailBox:
    letters: dict[int, Letter] = {}
    threads: dict[int, list[Letter]] = {}
    coming: list[Letter] = []
    for number, account, thread, *texts, date, read, starred, labels in database.rows(_ALL):
        folder, name, address, to, cc, bcc, subject, body, kind = (str(text or "") for text in texts)
        numbers = whole(number), whole(account), whole(thread)
        marks = tuple(label for label in str(labels or "").split("\n") if label)
        told = to, cc, bcc, subject, body, kind
        letter = Letter(*numbers, folder, name, address, *told, whole(date), bool(read), bool(starred), marks)
        if folder.startswith(COMING):
            coming.append(letter._replace(folder=folder.removeprefix(COMING)))
            continue
        letters[letter.id] = letter
        threads.setdefault(letter.thread, []).append(letter)
    files: dict[int, list[Attachment]] = {}
    for row in database.rows("SELECT * FROM attachment ORDER BY id"):
        number, message, called, media, size, path = row
        one = Attachment(whole(number), whole(message), str(called), str(media), whole(size), str(path))
        files.setdefault(one.message, []).append(one)
    accounts = [
        MailAccount(whole(number), str(address), str(name), str(signature))
        for number, address, name, signature in database.rows("SELECT * FROM account ORDER BY id")
    ]
    return MailBox(
        tuple(accounts),
        letters,
        {thread: tuple(found) for thread, found in threads.items()},
        {letter: tuple(found) for letter, found in files.items()},
        tuple(str(row[0]) for row in database.rows("SELECT name FROM label ORDER BY name COLLATE NOCASE")),
        {str(key): str(value) for key, value in database.rows("SELECT key, value FROM preference")},
        tuple(coming),
    )
