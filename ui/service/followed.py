"""What a session tells of its tasks, and how it stands: all that who follows it needs."""

import threading
from collections.abc import Iterator
from pathlib import Path

from agent.run.event import Ended
from device.error import ConfigError
from ui.service.log import Log
from ui.service.task import Task
from ui.service.told import NotNow, Standing, Told


class Followed:
    """Every method may be called from any thread."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []
        self._log = Log()
        self._lock = threading.RLock()
        self._closed = False
        self._begins = (0, 0)
        """How many tasks, and how much of what was told, belong to conversations that are over."""

    def renew(self) -> None:
        """Begin a new conversation on the same phone: earlier tasks are not referred to any more.

        Raises NotNow while a task is going on.
        """
        with self._lock:
            if self._tasks and self._tasks[-1].ended is None:
                raise NotNow(
                    f'still at work on "{self._tasks[-1].goal}"', "Stop it first, or wait for its end"
                )
            self._begins = (len(self._tasks), self._log.latest)

    def standing(self) -> Standing:
        """How it is right now."""
        with self._lock:
            task = self._tasks[-1] if len(self._tasks) > self._begins[0] else None
            closed = self._closed
        question, asked = task.asking if task else (None, 0)
        activity = task.activity if task else "idle"
        return Standing(
            activity="closed" if closed else activity,
            task=task.number if task else 0,
            goal=task.goal if task else "",
            question=question,
            asked=asked,
            told=self._log.latest,
            ended=task.ended if task else None,
            holding=task is not None and task.holding,
        )

    def told(self, after: int = 0) -> tuple[Told, ...]:
        """What was told after this number; at once."""
        return self._log.after(max(after, self._begins[1]))

    def wait(self, after: int, timeout: float | None = None) -> tuple[Told, ...]:
        """The same, waiting for it; () after `timeout` seconds or once the session is closed."""
        return self._log.wait(after, timeout)

    def follow(self, after: int = 0) -> Iterator[Told]:
        """What is told after this number, as it comes, until the session is closed."""
        return self._log.follow(after)

    def join(self, timeout: float | None = None) -> Ended | None:
        """Wait until the latest task has ended; how. None after `timeout` seconds, or where there is none."""
        with self._lock:
            task = self._tasks[-1] if self._tasks else None
        return task.join(timeout) if task is not None else None

    def picture(self, task: int, shot: str) -> Path:
        """The file of a step's picture. Raises ConfigError for what is no picture of that task."""
        with self._lock:
            folder = self._tasks[task - 1].folder if 0 < task <= len(self._tasks) else None
        name = Path(shot).name
        path = folder / "shots" / name if folder is not None else None
        if path is None or shot != f"shots/{name}" or path.suffix != ".png" or not path.is_file():
            raise ConfigError(f"{shot!r} is no picture of task {task}")
        return path
