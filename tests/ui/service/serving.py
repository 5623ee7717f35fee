"""A program with a desk, for tests that end it in the middle of a task: it tells its session's phone."""

import signal
import threading

from agent.run.event import Question
from tests.ui.service.follow import until
from ui.app import load_settings
from ui.service.desk import Desk


def main(goal: str) -> None:
    """Begin a task, tell of its first question, then stay until SIGTERM."""
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    with Desk(load_settings({"use_memory": False})) as desk:
        session = desk.open("embedded")
        session.begin(goal)
        until(session, Question)
        print(session.phone.serial, flush=True)
        over.wait()
