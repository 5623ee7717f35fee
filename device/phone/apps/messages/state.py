"""Where the screens of Messages are, and what they all need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import parse_qs, unquote

from device.phone.app import Context
from device.phone.apps.provider.contact import Book, book
from device.phone.apps.provider.number import compact
from device.phone.intent import Intent

PACKAGE = "com.simplemobiletools.smsmessenger"
MAIN = f"{PACKAGE}.activities.MainActivity"
THREAD = f"{PACKAGE}.activities.ThreadActivity"
NEW = f"{PACKAGE}.activities.NewConversationActivity"
SEARCH = "search"
BODY = "body"
ADDRESS = "address"
"""Keys of the text fields."""
LATEST = "thread"
"""Key of the scrolling list of bubbles."""
END = 10**7
"""Pixels past the end of any list: the layout stops at the last bubble."""
TEXT_EXTRA = "android.intent.extra.TEXT"
_SEPARATORS = re.compile("[,;]")


@dataclass(frozen=True, slots=True)
class InboxState:
    """The list of conversations."""

    searching: bool = False
    selected: tuple[int, ...] = ()
    """Threads."""
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class NewState:
    """Choosing who to write to."""

    body: str = ""
    """What is going to be in the message."""


@dataclass(frozen=True, slots=True)
class ThreadState:
    """One conversation."""

    recipients: tuple[str, ...]
    shown: int = 40
    """How many messages, from the newest."""
    selected: tuple[int, ...] = ()
    """Messages."""
    dialog: str = ""


S = TypeVar("S", InboxState, NewState, ThreadState)


class Hands(Generic[S]):
    """An activity of Messages, with its state at hand."""

    __slots__ = ("context", "phone", "state", "tr")

    def __init__(self, context: Context, kind: type[S]) -> None:
        self.context = context
        self.phone = context.phone
        self.state: S = context.state(kind)
        self.tr = context.tr

    @property
    def book(self) -> Book:
        """Everybody."""
        return book(self.phone)

    def set(self, **changes: object) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.context.set(self.state)

    def open(self, dialog: str) -> None:
        """Open a dialog or menu."""
        self.set(dialog=dialog)

    def close(self) -> None:
        """Close it."""
        self.set(dialog="")

    def send(self, intent: Intent) -> None:
        """Open what an intent asks for on top of this screen, so that Back returns here."""
        if not self.phone.start(intent, same_task=True):
            self.context.toast(self.tr("No app can perform this action"))

    def write_to(self, recipients: Sequence[str], body: str = "") -> None:
        """Open the conversation with these people, `body` in its field."""
        self.context.start(THREAD, address=",".join(recipients), body=body)

    def names(self, recipients: Sequence[str]) -> str:
        """Who they are: names as far as there are any."""
        return ", ".join(self.book.name_of(address) or address for address in recipients)


def recipients_in(text: str) -> tuple[str, ...]:
    """Numbers in a text that separates them by commas or semicolons, each once."""
    return tuple(dict.fromkeys(compact(part) for part in _SEPARATORS.split(text) if part.strip()))


def asked_for(intent: Intent) -> tuple[tuple[str, ...], str]:
    """Whom an intent wants to write to, and what."""
    _, _, rest = intent.data.partition(":")
    numbers, _, query = rest.partition("?")
    numbers = unquote(numbers.removeprefix("//"))
    extras = intent.extras
    address = str(extras.get("address", "")) or numbers
    bodies = (extras.get("sms_body"), extras.get("body"), extras.get(TEXT_EXTRA))
    body = next((str(text) for text in bodies if text), "") or parse_qs(query).get("body", [""])[0]
    return recipients_in(address), body
