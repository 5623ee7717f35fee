"""Where the screens of Messages are, and what they all need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qs, unquote

from device.phone.apps.activity import AppActivity
from device.phone.apps.provider.number import compact
from device.phone.system.intent import Intent

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


class MessagesActivity(AppActivity[S]):
    """An activity of Messages, with its state at hand."""

    __slots__ = ()

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
