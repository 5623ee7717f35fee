"""Where phones are handed out and sessions kept: one for each program that serves people."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from agent.run.control import CLOSED, STOPPED
from agent.settings import Settings
from device.error import ConfigError, ToldToPerson
from ui.service.interrupted import Interrupted, cut_short, interrupted, is_awaited, write_off
from ui.service.phone import PhoneChoice, Phones
from ui.service.session import Session

_LAST_WAIT = 3.0
"""Seconds that a task, or a phone that is only starting, is given when the program is closed."""


class NoSession(ToldToPerson):
    """There is no such session, or no more."""

    exit_code = 2


class Desk:
    """Opens sessions and finds them again. Every method may be called from any thread.

    with Desk(settings, purpose="the chat") as desk:
        session = desk.open()
        session.begin("Turn on Bluetooth")
        for told in session.follow():
            ...
    """

    def __init__(
        self,
        settings: Settings,
        *,
        purpose: str = "a session",
        warm: bool = False,
        secrets: Callable[[str], str] | None = None,
    ) -> None:
        """`settings` are those a session begins with; `purpose` is what others are told who want a phone.

        `secrets` gives the one of a name, to be typed where `{{secret:name}}` is said; KeyError for none.
        `warm` has an embedded phone started in the background, if the first session will want one.
        """
        self.settings = settings
        self._phones = Phones(settings, purpose, secrets)
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._phones.sweep_later(is_awaited)
        if warm:
            self._phones.warm()

    def phones(self) -> tuple[tuple[PhoneChoice, ...], str]:
        """The phones there are and who has each, a new one last; a remark where some can't be known."""
        return self._phones.choices()

    def open(self, phone: str = "", *, settings: Settings | None = None) -> Session:
        """A session on a phone: a serial, or `embedded` for a new one of its own.

        "" is the one that the settings name, else the one that is attached, else a new one. Raises DeviceBusy
        naming who has it, another DeviceError where it can't be had.
        """
        chosen = settings or self.settings
        taken = self._phones.take(phone or chosen.device, chosen)
        session = Session(taken, chosen, lambda: self._phones.look(taken.choice.serial))
        with self._lock:
            if not self._closed:
                self._sessions[session.id] = session
                return session
        self._let_go(session, CLOSED)
        raise NoSession("this program is being closed")

    def session(self, session_id: str) -> Session:
        """An open session. Raises NoSession."""
        with self._lock:
            session = self._sessions.get(session_id)
        if session is None:
            raise NoSession("there is no such session any more", "Open another one")
        return session

    def sessions(self) -> tuple[Session, ...]:
        """All open ones; for the program itself, never to be shown to a person."""
        with self._lock:
            return tuple(self._sessions.values())

    def end(self, session: Session, why: str = STOPPED) -> None:
        """Close a session, and the phone that was started for it.

        `why` is told of a task that goes on: `CLOSED` has it wait to be taken up again, and its phone stay.
        """
        with self._lock:
            self._sessions.pop(session.id, None)
        self._let_go(session, why)

    def interrupted(self) -> tuple[Interrupted, ...]:
        """Runs that were cut short and are in nobody's hand, the latest first."""
        serials = frozenset(one.serial for one in self.phones()[0])
        found = (interrupted(folder, serials) for folder in self._waiting())
        return tuple(one for one in found if one is not None)

    def resume(self, run: str) -> Session:
        """Go on with such a run in a session of its own, which tells its earlier steps first.

        Raises ConfigError where there is no such run or it can't be resumed, DeviceError for its phone.
        """
        from agent.run.resume import recorded_settings
        from agent.run.trajectory import read_trajectory

        trajectory = read_trajectory(self._cut_short(run))
        session = self.open(settings=recorded_settings(trajectory, self.settings))
        session.own = self._phones.is_left(session.phone.serial)
        session.take_up(trajectory, session.settings)
        return session

    def leave(self, run: str) -> None:
        """Never go on with such a run: it counts as stopped, and a phone that waited for it alone ends.

        Raises ConfigError where there is no such run.
        """
        write_off(self._cut_short(run))
        self._phones.sweep(is_awaited)

    def _cut_short(self, run: str) -> Path:
        folder = next((path for path in self._waiting() if path.name == run), None)
        if folder is None:
            raise ConfigError(f"no run {run} was cut short")
        return folder

    def _waiting(self) -> Iterator[Path]:
        """The folders of such runs. One that is taken up is not among them, be it still unopened."""
        taken = {one.recording for one in self.sessions()}
        return (folder for folder in cut_short(self.settings.runs) if folder not in taken)

    def close(self) -> tuple[str, ...]:
        """End all sessions and the phones that were started for them; the goals of tasks in the middle.

        Those can be taken up again later: their phones stay, and `interrupted` tells of them. Safe to call
        twice.
        """
        with self._lock:
            self._closed = True
            sessions = list(self._sessions.values())
            self._sessions.clear()
        closing = [threading.Thread(target=self._let_go, args=(one, CLOSED, _LAST_WAIT)) for one in sessions]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()
        self._phones.close(_LAST_WAIT)
        return tuple(one.standing().goal for one in sessions if one.is_cut_short)

    def _let_go(self, session: Session, why: str = STOPPED, timeout: float | None = None) -> None:
        session.close(why, timeout)
        if session.own and not session.is_cut_short:
            self._phones.stop(session.phone.serial)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
