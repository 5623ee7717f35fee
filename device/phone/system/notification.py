"""Notifications: what apps have posted, kept until it is read, dismissed or taken back.

Posting and all that follows from it (heads-up, taps, replies) is in posting.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from device.phone.system.event import Note, unheard
from device.phone.system.identity import uid_of
from device.phone.system.intent import Intent

TRANSPORT = "transport"
"""Category of a media player."""
MIN, LOW, DEFAULT, HIGH = 1, 2, 3, 4
"""Importance, as Android counts it: up to LOW it is silent, from HIGH on it comes up over the screen."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a notification."""

    label: str
    intent: Intent
    """What a tap sends; the notification stays until its app takes it back."""
    opens: bool = False
    """The intent opens an activity and the shade closes; else the app alone hears it, as a broadcast."""
    reply: str = ""
    """Key of the intent's extra for what is typed into the notification; "" = a plain button."""
    hint: str = ""
    """In the empty field of a reply."""
    icon: str = ""
    """Material symbol that a media control shows instead of its label, a call's button before it."""
    colour: str = ""
    """Ground of a call's button; "" = a button of words alone."""


@dataclass(frozen=True, slots=True)
class Notification:
    """One notification. Another one with the same package, id and tag replaces it."""

    package: str
    title: str
    text: str = ""
    id: int = 0
    tag: str = ""
    channel: str = "default"
    importance: int = DEFAULT
    when_ms: int = 0
    """Milliseconds since 1970; 0 = when it is posted."""
    tap: Intent | None = None
    """Opens an activity."""
    actions: tuple[Action, ...] = ()
    ongoing: bool = False
    """Neither swiped away nor cleared."""
    auto_cancel: bool = True
    """Goes when it is tapped."""
    category: str = ""
    """As in Android: msg, call, alarm, event, stopwatch, progress, ... A media player's (TRANSPORT) actions
    are always shown, as symbols."""
    group: str = ""
    """Notifications of a package with the same group are shown together."""
    big_text: str = ""
    """Instead of `text` while it is expanded."""
    lines: tuple[str, ...] = ()
    """Instead of `text` while it is expanded: the messages of a conversation, oldest first."""
    icon: str = ""
    """Name of a Material symbol; "" = the app's own."""
    full_screen: Intent | None = None
    """Opened at once where it cannot come up over the screen: nothing may, or the display was dark."""
    insistent: bool = False
    """Stays over the screen until somebody deals with it: a ringing alarm, a call."""
    pierces: bool = False
    """Do Not Disturb lets it through."""
    counts_ms: int | None = None
    """Shows a running count: the uptime at which the count is 0."""
    counts_down: bool = False
    colour: str = ""
    """Role or literal of the ground of a media player's card; "" = as other cards."""
    progress: int = -1
    """Percent of a progress bar; -1 = none, 101 = it is not known how far."""

    @property
    def key(self) -> str:
        """As the system names it: user, package, id, tag, uid."""
        return f"0|{self.package}|{self.id}|{self.tag or 'null'}|{uid_of(self.package)}"

    @property
    def silent(self) -> bool:
        """Whether it makes no sound and stands among the silent ones."""
        return self.importance <= LOW


class NotificationStore:
    """What is posted, the newest first. Held in one immutable tuple, so a snapshot is a reference."""

    def __init__(self) -> None:
        self.revision = 0
        self.note: Note = unheard
        """Hears what is posted and what goes."""
        self._posted: tuple[Notification, ...] = ()

    @property
    def posted(self) -> tuple[Notification, ...]:
        """All of them, the newest first."""
        return self._posted

    def find(self, key: str) -> Notification | None:
        """One by its key; None when it is gone."""
        return next((entry for entry in self._posted if entry.key == key), None)

    def of(self, package: str) -> tuple[Notification, ...]:
        """Those of a package."""
        return tuple(entry for entry in self._posted if entry.package == package)

    def put(self, notification: Notification, *, in_place: bool = False) -> None:
        """Add one in front, or, with `in_place`, where the one with its key stood."""
        key = notification.key
        self.note("notification", "post", notification.package, notification.title, notification.text)
        if in_place and self.find(key) is not None:
            self._set(tuple(notification if entry.key == key else entry for entry in self._posted))
        else:
            self._set((notification, *(entry for entry in self._posted if entry.key != key)))

    def remove(self, keys: Iterable[str]) -> bool:
        """Take some away; whether any was there."""
        gone = frozenset(keys)
        kept = tuple(entry for entry in self._posted if entry.key not in gone)
        if len(kept) == len(self._posted):
            return False
        for entry in self._posted:
            if entry.key in gone:
                self.note("notification", "withdraw", entry.package, entry.title)
        self._set(kept)
        return True

    def _set(self, posted: tuple[Notification, ...]) -> None:
        self._posted = posted
        self.revision += 1

    def save(self) -> tuple[Notification, ...]:
        """For a snapshot."""
        return self._posted

    def load(self, posted: tuple[Notification, ...]) -> None:
        """Back to a snapshot."""
        self._set(posted)
