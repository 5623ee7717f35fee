"""Ends the program without what Python tidies up on its way out, or where its end takes too long.

All that is to be kept is on the disk at any moment.
"""

import os
import signal
import sys
import threading

LONGEST = 8.0
"""Seconds in which everything is to have ended in peace."""
INTERRUPTED = 130
"""The exit code of what Ctrl-C ended at once."""


def leave(code: int = INTERRUPTED) -> None:
    """End here and now, whatever still goes on."""
    if code != INTERRUPTED:  # else whoever waits for them may hang
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def leave_later(code: int = 0) -> None:
    """The same after a while, unless the program has ended by then."""
    timer = threading.Timer(LONGEST, leave, (code,))
    timer.daemon = True
    timer.start()


def leave_at_interrupt() -> None:
    """Let the next Ctrl-C end the program at once; to be called in the main thread."""
    signal.signal(signal.SIGINT, lambda *_: leave())
