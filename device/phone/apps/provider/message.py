"""Text messages as the provider's rows tell of them: conversations, what is in them, what changes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from device.phone.apps.provider.number import same_number
from device.phone.apps.provider.reading import read_once, whole
from device.phone.apps.provider.telephony import DRAFT, INBOX, messages_database
from device.phone.file.database import Database, Row
from device.phone.system.context import Context

_CREATOR = "com.simplemobiletools.smsmessenger"
_COLUMNS = "_id, thread_id, coalesce(address, ''), date, type, read, coalesce(body, '')"
_NEWEST = """
SELECT thread_id, coalesce(address, ''), coalesce(body, ''), type, date, sum(type = 1 AND read = 0),
    max(date * 1000000 + _id) AS place
FROM sms GROUP BY thread_id ORDER BY place DESC
"""
"""One row for each conversation: the columns beside max() come from its newest message."""


@dataclass(frozen=True, slots=True)
class Message:
    """One row of sms."""

    id: int
    thread: int
    address: str
    date_ms: int
    type: int
    read: bool
    body: str

    @property
    def received(self) -> bool:
        """Whether it came from the other side."""
        return self.type == INBOX


@dataclass(frozen=True, slots=True)
class Conversation:
    """All messages with the same people."""

    thread: int
    recipients: tuple[str, ...]
    snippet: str
    date_ms: int
    unread: int
    """Messages not read yet."""
    draft: bool
    """The newest is one that was never sent."""


def _message(row: Row) -> Message:
    number, thread, address, date, kind, read, body = row
    return Message(
        whole(number),
        whole(thread),
        str(address),
        whole(date),
        whole(kind),
        bool(read),
        str(body),
    )


@dataclass(frozen=True, slots=True)
class _Threads:
    """All conversations, read at once."""

    addresses: dict[str, str]
    """Canonical addresses, by their ids as recipient_ids has them."""
    recipients: dict[int, tuple[str, ...]]
    """Of each thread."""
    by_ids: dict[str, int]
    """Threads by their recipient_ids."""
    all: tuple[Conversation, ...]


def _read_threads(database: Database) -> _Threads:
    rows = database.rows("SELECT _id, coalesce(address, '') FROM canonical_addresses")
    addresses = {str(number): str(address) for number, address in rows}
    recipients: dict[int, tuple[str, ...]] = {}
    by_ids: dict[str, int] = {}
    for number, ids in database.rows(
        "SELECT _id, coalesce(recipient_ids, '') FROM threads ORDER BY _id DESC"
    ):
        thread = whole(number)
        by_ids[str(ids)] = thread
        recipients[thread] = tuple(addresses[key] for key in str(ids).split() if key in addresses)
    found = []
    for number, address, body, kind, date, unread, _ in database.rows(_NEWEST):
        thread = whole(number)
        recipients[thread] = people = recipients.get(thread) or (str(address),)
        found.append(Conversation(thread, people, str(body), whole(date), whole(unread), kind == DRAFT))
    return _Threads(addresses, recipients, by_ids, tuple(found))


def _threads(context: Context) -> _Threads:
    return read_once(messages_database(context), _read_threads)


def conversations(context: Context) -> tuple[Conversation, ...]:
    """Everything there is, the newest first."""
    return _threads(context).all


def recipients_of(context: Context, thread: int) -> tuple[str, ...]:
    """Who a conversation is with; () when there is none."""
    return _threads(context).recipients.get(thread, ())


def find_thread(context: Context, addresses: Sequence[str]) -> int:
    """The conversation with exactly these people; 0 when there is none yet."""
    wanted = " ".join(_ids(context, addresses, create=False))
    return _threads(context).by_ids.get(wanted, 0) if wanted else 0


def open_thread(context: Context, addresses: Sequence[str]) -> int:
    """The conversation with these people, begun where there was none."""
    found = find_thread(context, addresses)
    if found:
        return found
    ids = " ".join(_ids(context, addresses, create=True))
    return messages_database(context).run(
        "INSERT INTO threads (recipient_ids, date) VALUES (?, ?)", ids, context.clock.date_ms
    )


def _ids(context: Context, addresses: Sequence[str], *, create: bool) -> list[str]:
    """Ids of canonical addresses in order; [] when one is unknown and none is to be created."""
    known = _threads(context).addresses
    ids: set[int] = set()
    for address in addresses:
        found = next((int(key) for key, other in known.items() if same_number(address, other)), 0)
        if not found:
            found = next((int(key) for key, other in known.items() if address == other), 0)
        if not found and not create:
            return []
        ids.add(
            found
            or messages_database(context).run("INSERT INTO canonical_addresses (address) VALUES (?)", address)
        )
    return [str(number) for number in sorted(ids)]


def messages_in(context: Context, thread: int, most: int) -> list[Message]:
    """The newest messages of a conversation, oldest of them first; drafts left out."""
    rows = messages_database(context).rows(
        f"SELECT {_COLUMNS} FROM sms WHERE thread_id = ? AND type != 3 "  # noqa: S608
        "ORDER BY date DESC, _id DESC LIMIT ?",
        thread,
        most,
    )
    return [_message(row) for row in reversed(rows)]


def add_message(
    context: Context, address: str, body: str, kind: int, *, thread: int = 0, read: bool = True
) -> int:
    """A message of this moment; its id. Without `thread` it joins the conversation with its address."""
    return messages_database(context).run(
        "INSERT INTO sms (thread_id, address, date, date_sent, protocol, read, type, reply_path_present, "
        "body, sub_id, creator, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
        thread or open_thread(context, (address,)),
        address,
        context.clock.date_ms,
        context.clock.date_ms if kind == INBOX else 0,
        0 if kind == INBOX else None,
        int(read),
        kind,
        0 if kind == INBOX else None,
        body,
        _CREATOR,
        int(read),
    )


def mark_read(context: Context, thread: int, *, read: bool = True) -> None:
    """All of a conversation has been read; or its newest message has not."""
    database = messages_database(context)
    if read:
        database.run(
            "UPDATE sms SET read = 1, seen = 1 WHERE thread_id = ? AND (read = 0 OR seen = 0)", thread
        )
        return
    database.run(
        "UPDATE sms SET read = 0 WHERE _id = "
        "(SELECT _id FROM sms WHERE thread_id = ? AND type = 1 ORDER BY date DESC, _id DESC LIMIT 1)",
        thread,
    )


def delete_messages(context: Context, numbers: Iterable[int]) -> None:
    """Remove messages, by id."""
    for number in numbers:
        messages_database(context).run("DELETE FROM sms WHERE _id = ?", number)


def delete_threads(context: Context, threads: Iterable[int]) -> None:
    """Remove whole conversations."""
    for thread in threads:
        messages_database(context).run("DELETE FROM sms WHERE thread_id = ?", thread)
        messages_database(context).run("DELETE FROM threads WHERE _id = ?", thread)


def found_messages(context: Context, words: str) -> list[Message]:
    """Messages that have the words in them, newest first."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = messages_database(context).rows(
        f"SELECT {_COLUMNS} FROM sms WHERE body LIKE ? ESCAPE '\\' AND type != 3 "  # noqa: S608
        "ORDER BY date DESC, _id DESC LIMIT 50",
        f"%{escaped}%",
    )
    return [_message(row) for row in rows]


# -- drafts --------------------------------------------------------------------------------------------
def draft_of(context: Context, thread: int) -> str:
    """What was typed in a conversation and left; "" when nothing was."""
    body = messages_database(context).value(
        "SELECT body FROM sms WHERE thread_id = ? AND type = 3 ORDER BY _id DESC LIMIT 1", thread
    )
    return str(body or "")


def put_draft(context: Context, addresses: Sequence[str], body: str) -> None:
    """Keep what was typed; "" forgets it."""
    thread = find_thread(context, addresses)
    if draft_of(context, thread) == body:
        return
    messages_database(context).run("DELETE FROM sms WHERE thread_id = ? AND type = 3", thread)
    if body:
        thread = open_thread(context, addresses)
        add_message(context, ", ".join(addresses), body, DRAFT, thread=thread)
