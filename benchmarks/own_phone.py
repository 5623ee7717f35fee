"""Phones of a benchmark's own, which end with it however it ends."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from device.link.running import Registry, RunningPhone
from device.phone.server.detached import StartOptions, start_detached
from device.phone.server.remote import stop_phones


@contextmanager
def own_phones(options: StartOptions) -> Iterator[tuple[RunningPhone, ...]]:
    """Phones in a process of their own. Where this one is killed they notice it by their leash."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    held, leash = os.pipe()
    try:
        with tempfile.TemporaryDirectory() as folder:
            registry = Registry(Path(folder))
            phones = start_detached(options, registry, leash=held)
            try:
                yield phones
            finally:
                stop_phones(phones, registry)
    finally:
        os.close(held)
        os.close(leash)
        signal.signal(signal.SIGTERM, before)
