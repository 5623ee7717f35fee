"""Where the screens of Fernmail are, and what they all need."""

from dataclasses import dataclass
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.mail.box import INBOX, MailBox, box

_CLASS = "com.fernmail.android.activity."
MAIN = f"{_CLASS}MailActivity"
READ = f"{_CLASS}ConversationActivity"
COMPOSE = f"{_CLASS}ComposeActivity"
SETTINGS = f"{_CLASS}SettingsActivity"
SEARCH, LABEL, SIGNATURE = "search", "label_name", "signature"
TO, CC, BCC, SUBJECT, BODY = "to", "cc", "bcc", "subject", "body"
PEOPLE = (TO, CC, BCC)
FIELDS = (*PEOPLE, SUBJECT, BODY)
"""Keys of text fields."""
SNACK_MS = 6_000


@dataclass(frozen=True, slots=True)
class MailListState:
    """A folder."""

    folder: str = INBOX
    account: int = 0
    """0 = of all accounts."""
    label: str = ""
    drawer: bool = False
    searching: bool = False
    unread: bool = False
    """Only what was not read is listed."""
    selected: tuple[int, ...] = ()
    """Conversations."""
    dialog: str = ""
    snack: str = ""
    snack_until_ms: int = 0
    """Uptime."""
    undo: tuple[tuple[int, str], ...] = ()
    """Letters that were moved, and where they were."""


@dataclass(frozen=True, slots=True)
class ReadState:
    """A conversation."""

    thread: int
    folder: str = INBOX
    """The list it was opened from."""
    opened: frozenset[int] = frozenset()
    """Letters shown whole, beside the newest."""
    told: frozenset[int] = frozenset()
    """Letters whose recipients are shown in full."""
    dialog: str = ""
    about: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class ComposeState:
    """A letter being written; its texts are in the fields."""

    id: int = 0
    """The draft it is; 0 = none yet."""
    account: int = 0
    thread: int = 0
    """The conversation it goes on with; 0 = a new one."""
    files: tuple[str, ...] = ()
    """Paths of what is attached."""
    more: bool = False
    """Cc and Bcc show."""
    quoted: str = ""
    """What is answered or passed on; it goes below what is written."""
    unfolded: bool = False
    """It shows."""
    dialog: str = ""
    begun: tuple[str, ...] = ()
    """What the fields held at first."""


@dataclass(frozen=True, slots=True)
class SettingState:
    """The settings."""

    dialog: str = ""
    account: int = 0


S = TypeVar("S", bound=MailListState | ReadState | ComposeState | SettingState)


class MailActivity(AppActivity[S]):
    """An activity of Fernmail."""

    __slots__ = ()

    @property
    def box(self) -> MailBox:
        """All letters."""
        return box(self.context)
