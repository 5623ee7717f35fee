"""The person's hold on a run, from whatever thread: stop, pause, say something, answer a question."""

import threading
from collections import deque


class Control:
    """What the person wants; the nodes look here between two touches of the phone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._stopped = False
        self._paused = False
        self._said: deque[str] = deque()
        self._heard: list[str] = []
        self._answer: str | None = None

    def stop(self) -> None:
        """End the run before its next touch of the phone."""
        self._set(stopped=True)

    def pause(self) -> None:
        """Hold the run before its next look at the phone."""
        self._set(paused=True)

    def resume(self) -> None:
        """Let a paused run go on."""
        self._set(paused=False)

    def say(self, text: str) -> None:
        """Tell the run something; its next decision hears it."""
        with self._changed:
            self._said.append(text)

    def answer(self, text: str) -> None:
        """Answer the question that the run waits on."""
        with self._changed:
            self._answer = text
            self._changed.notify_all()

    @property
    def stopped(self) -> bool:
        """Whether the run is to end."""
        return self._stopped

    def heard(self) -> tuple[str, ...]:
        """What was said since the last call."""
        with self._changed:
            said = tuple(self._said)
            self._said.clear()
            self._heard.extend(said)
            return said

    @property
    def words(self) -> tuple[str, ...]:
        """All that was said and heard in this run."""
        return tuple(self._heard)

    def wait_while_paused(self) -> None:
        """Return once the run may go on or is to stop."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or not self._paused)

    def wait_for_answer(self) -> str | None:
        """The answer to the question asked; None when the run is stopped instead."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._answer is not None)
            answer, self._answer = self._answer, None
            return answer

    def _set(self, *, stopped: bool | None = None, paused: bool | None = None) -> None:
        with self._changed:
            self._stopped = self._stopped if stopped is None else stopped
            self._paused = self._paused if paused is None else paused
            self._changed.notify_all()
