"""The person's hold on a run, from whatever thread: stop, pause, say something, answer a question."""

import threading
from collections import deque

STOPPED = "stopped by the person"
CLOSED = "the program that ran it was closed"
LEFT = "the loop over its events was left"
"""Why a run was stopped; one that only lost its program waits to be taken up again."""


class Terminated(KeyboardInterrupt):
    """The system told the program to end (SIGTERM), where Ctrl-C would be the person's own word."""


class Control:
    """What the person wants; the nodes look here between two touches of the phone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._stopped = ""
        self._paused = False
        self._taken = False
        self._holding = False
        self._said: deque[str] = deque()
        self._heard: list[str] = []
        self._over = False
        self._answer: str | None = None
        self.slowness = 0.0
        """Seconds between telling what is about to be touched and touching it."""

    def linger(self) -> None:
        """Let who watches see what comes, unless the person stops it or takes the phone."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._taken, self.slowness)

    def stop(self, why: str = STOPPED) -> None:
        """End the run before its next touch of the phone."""
        with self._changed:
            self._stopped = self._stopped or why
            self._changed.notify_all()

    def pause(self) -> None:
        """Hold the run before its next look at the phone."""
        self._set(paused=True)

    def take(self) -> None:
        """Hold it before its next touch of the phone: what it had decided is not carried out.

        That holds however soon the phone is given back.
        """
        with self._changed:
            self._paused = self._taken = True
            self._changed.notify_all()

    def resume(self) -> None:
        """Let a run go on that is held."""
        self._set(paused=False)

    def say(self, text: str) -> bool:
        """Tell the run something; its next decision hears it. False once the run is over: nobody hears it."""
        with self._changed:
            if not self._over:
                self._said.append(text)
            return not self._over

    def answer(self, text: str) -> None:
        """Answer the question that the run waits on."""
        with self._changed:
            self._answer = text
            self._changed.notify_all()

    @property
    def paused(self) -> bool:
        """Whether the run is to be held before its next look at the phone."""
        with self._changed:
            return self._paused and not self._stopped

    @property
    def stopped(self) -> bool:
        """Whether the run is to end."""
        return bool(self._stopped)

    @property
    def why_stopped(self) -> str:
        """Why it is to end, in words."""
        return self._stopped or STOPPED

    @property
    def taken(self) -> bool:
        """Whether the person took the phone since the run's last look at it."""
        return self._taken

    @property
    def holding(self) -> bool:
        """Whether the run stands still, paused, and touches nothing."""
        return self._holding

    def heard(self) -> tuple[str, ...]:
        """What was said since the last call."""
        with self._changed:
            said = tuple(self._said)
            self._said.clear()
            self._heard.extend(said)
            return said

    @property
    def has_news(self) -> bool:
        """Whether something was said that nobody has heard yet."""
        with self._changed:
            return bool(self._said)

    def ends(self) -> bool:
        """End the run, unless something was said that it has not heard; whether it is over.

        From then on `say` tells the person that nobody hears them: no word is lost between the two.
        """
        with self._changed:
            self._over = self._over or not self._said or bool(self._stopped)
            return self._over

    def close(self) -> None:
        """End the run whatever was said."""
        with self._changed:
            self._over = True

    @property
    def words(self) -> tuple[str, ...]:
        """All that was said and heard in this run."""
        return tuple(self._heard)

    def wait_while_paused(self) -> None:
        """Return once the run may go on or is to stop."""
        with self._changed:
            self._holding = self._paused
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._stopped or not self._paused)
            self._holding = self._taken = False

    def wait_for_answer(self) -> str | None:
        """The answer to the question asked; None when the run is stopped instead."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._answer is not None)
            answer, self._answer = self._answer, None
            return answer

    def _set(self, *, paused: bool) -> None:
        with self._changed:
            self._paused = paused
            self._changed.notify_all()
