"""Whose session is whose, and how long one is kept that nobody looks at."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from agent.run.control import CLOSED, STOPPED
from ui.chat.gate import Visitor
from ui.chat.hand import Fingers
from ui.chat.setting.choice import Choice
from ui.chat.setting.owner import OwnSettings
from ui.service.desk import Desk, NoSession
from ui.service.session import Session
from ui.service.told import Activity

_FORGOTTEN_AFTER = 90.0
"""Seconds after which a session ends that has no tab any more, once its task has ended."""

_UNANSWERED_AFTER = 600.0
"""The same where its task waits for the person: it can be taken up again, but its phone is free."""

_WAITS: frozenset[Activity] = frozenset({"asking", "paused", "taken_over"})
"""What no task comes out of by itself."""

_NOBODY_CAME = 3.0
"""Seconds after which nobody is waited for."""


@dataclass(slots=True)
class SharedSession:
    """A session and the tabs that look at it."""

    session: Session
    owner: str
    user: str
    fingers: Fingers
    tabs: int = 0
    left_at: float = field(default_factory=time.time)
    """Seconds since the epoch, as what a session tells is dated."""

    def forgotten(self, now: float) -> bool:
        """Whether nobody will come back to it."""
        standing = self.session.standing()
        if self.tabs or not (standing.activity == "idle" or standing.activity in _WAITS):
            return False
        latest = [told.at for told in self.session.told(standing.told - 1)]
        patience = _FORGOTTEN_AFTER if standing.activity == "idle" else _UNANSWERED_AFTER
        return now - max([self.left_at, *latest]) > patience

    @property
    def is_blank(self) -> bool:
        """Whether no task was begun in it, on a phone that was not started for it."""
        return not self.session.own and not self.session.standing().told


class Hall:
    """All sessions of the server. Every method may be called from any thread."""

    def __init__(self, own_for: Callable[[str], OwnSettings], *, named: bool = False) -> None:
        """`own_for` gives the settings of who logs in under a name; "" where nobody has to.

        `named` says that all have to.
        """
        self._asks_name = named
        self.seen = threading.Event()
        """Set once a phone was shown to somebody."""
        self._own_for = own_for
        self._desks: dict[str, Desk] = {}
        self._own: dict[str, OwnSettings] = {}
        self._seats: dict[str, SharedSession] = {}
        self._lock = threading.RLock()
        self._closed = False

    def warm(self) -> None:
        """Have a phone started, and what a run needs loaded, before the first visitor comes."""
        if not self._asks_name:
            with suppress(NoSession):  # it was closed before anybody came
                self.desk(Visitor(""))

    def await_first(self) -> None:
        """Return once the first session's phone was seen, or nobody came for a while."""
        self.seen.wait(_NOBODY_CAME)

    # -- sessions ------------------------------------------------------------------------------------
    def enter(self, visitor: Visitor, session_id: str = "", phone: str = "") -> SharedSession:
        """The visitor's session of that name, or a new one on a phone.

        Raises DeviceBusy or another DeviceError where the phone can't be had.
        """
        with self._lock, suppress(NoSession):
            seat = self.seat(visitor, session_id)
            seat.tabs += 1
            return seat
        self._end_all(lambda seat: seat.owner == owner(visitor) and not seat.tabs and seat.is_blank)
        session = self.desk(visitor).open(phone, settings=self.own(visitor).now)
        return self._seated(session, visitor)

    def resume(self, visitor: Visitor, run: str) -> SharedSession:
        """A session that goes on with a run that was cut short. Raises as `Desk.resume` does."""
        return self._seated(self.desk(visitor).resume(run), visitor)

    def leave(self, seat: SharedSession) -> None:
        """A tab was closed, or loads anew."""
        with self._lock:
            seat.tabs -= 1
            seat.left_at = time.time()

    def give_up(self, seat: SharedSession) -> None:
        """Its tab wants another phone: end it, unless another tab looks at it or its task goes on."""
        self.leave(seat)
        with self._lock:
            if seat.tabs > 0 or seat.session.standing().activity != "idle":
                return
            self._seats.pop(seat.session.id, None)
        self._end(seat, STOPPED)

    def seat(self, visitor: Visitor, session_id: str) -> SharedSession:
        """A session of the visitor's. Raises NoSession, for another's too."""
        with self._lock:
            found = self._seats.get(session_id)
        if found is None or found.owner != owner(visitor):
            raise NoSession("there is no such session")
        return found

    def sessions(self, visitor: Visitor) -> tuple[Session, ...]:
        """All of the visitor's."""
        with self._lock:
            return tuple(one.session for one in self._seats.values() if one.owner == owner(visitor))

    def left(self, visitor: Visitor) -> tuple[Session, ...]:
        """Those of the visitor's that no tab looks at, and that had a task."""
        with self._lock:
            seats = [one for one in self._seats.values() if one.owner == owner(visitor) and not one.tabs]
        return tuple(one.session for one in seats if one.session.standing().task)

    def sweep(self) -> None:
        """End the sessions that are forgotten, so that their phones are free.

        What was still to be done there can be taken up again, as after the end of the program.
        """
        now = time.time()
        self._end_all(lambda seat: seat.forgotten(now))

    def _end_all(self, which: Callable[[SharedSession], bool]) -> None:
        with self._lock:
            gone = [seat for seat in self._seats.values() if which(seat)]
            for seat in gone:
                del self._seats[seat.session.id]
        for seat in gone:
            self._end(seat, CLOSED)

    def _end(self, seat: SharedSession, why: str) -> None:
        """Close the session, and the phone that was started for it."""
        with self._lock:
            desk = self._desks.get(seat.user)
        if desk is not None:  # else all is closed
            desk.end(seat.session, why)

    def _seated(self, session: Session, visitor: Visitor) -> SharedSession:
        seat = SharedSession(session, owner(visitor), visitor.user, Fingers(session.device), tabs=1)
        with self._lock:
            self._seats[session.id] = seat
        return seat

    # -- what is an owner's --------------------------------------------------------------------------
    def desk(self, visitor: Visitor) -> Desk:
        """Where phones are handed out; who logs in has one of their own, with their own runs.

        Raises NoSession once all is closed.
        """
        with self._lock:
            if self._closed:
                raise NoSession("this program is being closed")
            if visitor.user not in self._desks:
                purpose = f"the chat of {visitor.user}" if visitor.user else "the chat"
                own = self.own(visitor)
                self._desks[visitor.user] = Desk(
                    own.now, purpose=purpose, warm=True, secrets=own.secrets.find
                )
            return self._desks[visitor.user]

    def own(self, visitor: Visitor) -> OwnSettings:
        """The visitor's settings."""
        with self._lock:
            if visitor.user not in self._own:
                self._own[visitor.user] = self._own_for(visitor.user)
            return self._own[visitor.user]

    def change(self, visitor: Visitor, choice: Choice) -> None:
        """New settings, for the next task of each session under that name. Raises ConfigError."""
        from agent.build import prepare

        settings = self.own(visitor).change(choice, prepare)
        with self._lock:
            for seat in self._seats.values():
                if seat.user == visitor.user:
                    seat.session.settings = settings

    def close(self) -> tuple[str, ...]:
        """End all; the goals of tasks that were in the middle, see `Desk.close`."""
        self.seen.set()
        with self._lock:
            self._closed = True
            desks, self._desks = list(self._desks.values()), {}
            self._seats.clear()
        return tuple(goal for desk in desks for goal in desk.close())


def owner(visitor: Visitor) -> str:
    """Whose a visitor's sessions are: the login's, in whatever browser, else the browser's."""
    return f"user {visitor.user}" if visitor.user else visitor.id
