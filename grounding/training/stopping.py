"""Ctrl-C and SIGTERM wait until what must not be cut in half is done."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Asked:
    """Whether an end was asked for."""

    signal: int | None = None


@contextmanager
def held_back() -> Iterator[Asked]:
    """Take note of the first signal within the block, and let it act after the block; a second acts at once.

    Only the main thread hears signals: elsewhere nothing is held back. One that was ignored before (Ctrl-C of
    a job in the background) stays ignored.
    """
    asked = Asked()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    before = {number: handler for number, handler in before.items() if handler not in (signal.SIG_IGN, None)}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def note(number: int, frame: FrameType | None) -> None:
        del frame
        if asked.signal is not None:
            asked.signal = None
            restore()
            signal.raise_signal(number)
        asked.signal = number

    for number in before:
        signal.signal(number, note)
    try:
        yield asked
    finally:
        restore()
    if asked.signal is not None:
        signal.raise_signal(asked.signal)
