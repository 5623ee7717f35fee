"""Waiting for what a session tells."""

import time
from collections.abc import Iterator
from typing import TypeVar

from device.link.discovery import lease_name
from device.link.lease import holder
from ui.app import state_folder
from ui.service.session import Session
from ui.service.told import Told, Word

W = TypeVar("W", bound=Word)
PATIENCE = 60.0
"""Seconds after which nothing more is to be expected; no test is to come near it."""


def until(session: Session, kind: type[W], after: int = 0) -> tuple[Told, W]:
    """The first thing of that kind told after a number."""
    for told in _coming(session, after):
        if isinstance(told.word, kind):
            return told, told.word
    raise AssertionError(f"no {kind.__name__} came: {[type(told.word).__name__ for told in session.told()]}")


def until_still(session: Session) -> None:
    """Return once a task that was paused or taken over stands still."""
    deadline = time.monotonic() + PATIENCE
    while not session.standing().holding:
        assert time.monotonic() < deadline, session.standing()
        time.sleep(0.01)


def until_given_back(session: Session) -> None:
    """Return once nobody holds a session's phone: a task may outlive the desk that closes by a little."""
    deadline = time.monotonic() + PATIENCE
    while held := holder(lease_name(session.phone.serial), state_folder() / "lease"):
        assert time.monotonic() < deadline, held
        time.sleep(0.01)


def words(session: Session, kind: type[W], task: int = 0) -> list[W]:
    """All of that kind told so far, of one task or of all."""
    return [t.word for t in session.told() if isinstance(t.word, kind) and task in (0, t.task)]


def _coming(session: Session, after: int) -> Iterator[Told]:
    while told := session.wait(after, PATIENCE):
        yield from told
        after = told[-1].number
