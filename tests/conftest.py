"""What holds for every test."""

import gc
import logging
import os
import shutil
import signal
import sys
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings
from hypothesis.internal.conjecture import providers

from device.phone.phone import Phone
from grounding import ocrread
from tests import share, thin
from tests.boot import fresh_phone

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("tapwright", deadline=None, max_examples=50)
settings.load_profile("tapwright")

# Nor are examples drawn from the constants of whatever modules happen to be loaded: to parse them takes each
# worker more than five seconds, and the same test would draw otherwise beside other tests.
assert callable(providers.is_local_module_file)
providers.is_local_module_file = lambda _path: False

# An app that stops would hide a mistake of ours: what it stumbles over fails the test instead.
Phone.strict = True

# Each worker has a processor: threads that wait for each other on the same one take twice its time.
ocrread.threads = 1

MEMORY = Path("/dev/shm")
ROOM = 8 << 30
"""Bytes that must be free of it."""
WAITING = ("test_ray.py", "test_field.py")
"""Modules that wait for half a minute without a processor: begun late, all would wait for them in the end."""
ONE_IN, FEWEST = 5, 8
"""What the usual run draws of a test's examples, and how few at least, if it has as many."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Have `--workers`: see tests/share.py."""
    parser.addoption("--workers", type=int, default=0, help="processes to share the tests out among")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the folders of tests in memory where there is much: every step of a run waits for its disk.

    Those that a failed test leaves stay; what else was written to a temporary folder goes at the end.
    """
    for given in config.args:  # workers would only say that no test ran
        if not Path(given.partition("::")[0]).exists():
            raise pytest.UsageError(f"there is no file or folder {given}")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # The shell has what runs in the background ignore it, and so would all that tests start.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    thin.run["full"] = config.option.markexpr != "not full"
    if config.option.workers and not config.option.usepdb:
        config.pluginmanager.register(share.Sharing(config.option.workers))
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries log is not for the terminal
    gc.disable()  # until all tests are collected: see below
    if config.option.basetemp is None and "TMPDIR" not in os.environ and _is_roomy(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        folder = tempfile.mkdtemp(prefix="tapwright-", dir=MEMORY)
        Path(folder).chmod(0o1777)  # as the usual one: a Postgres started by root is of a user of its own
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        # After what others clear away at exit: multiprocessing its own folder, with -100.
        Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=-200)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what waits most; let hypothesis draw all its examples in the full run alone."""
    items.sort(key=lambda item: item.path.name not in WAITING)
    for item in items:
        test = getattr(item, "function", None)
        if test is None or not is_hypothesis_test(test):
            continue
        if config.option.markexpr == "full":
            item.add_marker(pytest.mark.full)
        else:
            usual = test._hypothesis_internal_use_settings or settings.default
            few = max(min(usual.max_examples, FEWEST), usual.max_examples // ONE_IN)
            test._hypothesis_internal_use_settings = settings(usual, max_examples=few)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin what all workers share, and leave what is there out of garbage collection: it is millions.

    A test makes more objects than a program that runs on, and lets nearly all of them go: they are looked
    through less often.
    """
    if session.config.option.workers:
        if "tests.program" in sys.modules:
            sys.modules["tests.program"].share_forking()
        fresh_phone()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


def _is_roomy(folder: Path) -> bool:
    if not os.access(folder, os.W_OK) or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    told = Path("/proc/meminfo").read_text().split("MemAvailable:")[1]
    return min(shutil.disk_usage(folder).free, int(told.split()[0]) << 10) >= ROOM
