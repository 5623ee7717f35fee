"""The tests shared out among processes that are forked once all tests are collected: `--workers N`.

To load all that is tested takes longer than to run most packages. It is done once, and each worker has it.
"""

import atexit
import multiprocessing
import os
import random
import tempfile
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

import pytest
from _pytest.capture import CaptureManager, FDCapture

FORK = multiprocessing.get_context("fork")
LOOK = 5.0
"""Seconds after which it is looked whether a worker that says nothing is there still."""
Place = tuple[str | None, int | None, str]
"""Where a test lies, as pytest tells it: file, line, and what it is called there."""


class Shares:
    """A range of tests for each worker, in their order and in memory that all workers see."""

    def __init__(self, tests: int, workers: int) -> None:
        bounds = [tests * number // workers for number in range(workers + 1)]
        self._begins = FORK.Array("l", bounds[:-1])
        self._ends = FORK.Array("l", bounds[1:], lock=False)

    def take(self, worker: int) -> int | None:
        """The next test of this worker's range, or of half of the longest where its own is through."""
        with self._begins.get_lock():
            left = [end - begin for begin, end in zip(self._begins, self._ends, strict=True)]
            if not any(left):
                return None
            if not left[worker]:
                richest = left.index(max(left))
                middle = (self._begins[richest] + self._ends[richest]) // 2
                self._begins[worker], self._ends[worker] = middle, self._ends[richest]
                self._ends[richest] = middle
            self._begins[worker] += 1
            return int(self._begins[worker]) - 1

    def clear(self) -> None:
        """Leave no test to anybody."""
        with self._begins.get_lock():
            self._begins[:] = self._ends[:]


@dataclass
class Worker:
    """One of the processes, as the one that waits for them knows it."""

    process: ForkProcess
    heard: Connection

    def next_event(self) -> object:
        """What it says; None once it is through, or gone. What a test left behind may hold its pipe open."""
        if self.process.exitcode is not None and not self.heard.poll():
            return None
        try:
            return self.heard.recv()
        except EOFError:
            return None


class Sharing:
    """Has the tests run by workers, and passes on what they report."""

    def __init__(self, workers: int) -> None:
        self._number = workers
        self._ended: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Take the place of pytest's own loop, unless there is nothing to run."""
        if session.testsfailed or session.config.option.collectonly or not session.items:
            return None
        assert threading.active_count() == 1, (
            "a thread was begun while tests were loaded: forks would lack it"
        )
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # one for all
        number = min(self._number, len(session.items))
        shares = Shares(len(session.items), number)
        workers = [_begin(session, shares, each) for each in range(number)]
        try:
            self._listen(session, shares, workers)
        finally:
            shares.clear()
            for worker in workers:
                worker.process.join()
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        self._fail_the_rest(session, workers)
        return True

    def _listen(self, session: pytest.Session, shares: Shares, workers: list[Worker]) -> None:
        working = {worker.heard: worker for worker in workers}
        while working:
            silent = [heard for heard, worker in working.items() if worker.process.exitcode is not None]
            for heard in wait(list(working), LOOK) or silent:
                assert isinstance(heard, Connection)
                event = working[heard].next_event()
                if event is None:
                    del working[heard]
                self._pass_on(session, event)
            if session.shouldfail or session.shouldstop:
                shares.clear()

    def _pass_on(self, session: pytest.Session, event: object) -> None:
        hook = session.config.hook
        match event:
            case "begins", nodeid, location:
                hook.pytest_runtest_logstart(nodeid=nodeid, location=location)
            case "ends", str(nodeid), location:
                self._ended.add(nodeid)
                hook.pytest_runtest_logfinish(nodeid=nodeid, location=location)
            case dict():
                report = hook.pytest_report_from_serializable(config=session.config, data=event)
                hook.pytest_runtest_logreport(report=report)

    def _fail_the_rest(self, session: pytest.Session, workers: list[Worker]) -> None:
        """A worker that is killed leaves the test it was in, and the one it had taken to be next."""
        codes = [worker.process.exitcode for worker in workers]
        for item in session.items:
            if item.nodeid not in self._ended:
                told = f"it was not run to its end; the workers ended with {codes}"
                report = pytest.TestReport(item.nodeid, item.location, {}, "failed", told, "call")
                session.config.hook.pytest_runtest_logreport(report=report)


def _begin(session: pytest.Session, shares: Shares, number: int) -> Worker:
    heard, told = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_work, args=(session, shares, number, told), name=f"tests-{number}")
    process.start()
    told.close()
    return Worker(process, heard)


class Told:
    """Tells of each test by a pipe, in place of what writes to the terminal."""

    def __init__(self, config: pytest.Config, pipe: Connection) -> None:
        self._config = config
        self._pipe = pipe
        self._tw = config.get_terminal_writer()  # for what a test that takes too long is doing

    def pytest_runtest_logstart(self, nodeid: str, location: Place) -> None:
        """Name the test that begins."""
        self._pipe.send(("begins", nodeid, location))

    def pytest_runtest_logfinish(self, nodeid: str, location: Place) -> None:
        """Name the test that has ended."""
        self._pipe.send(("ends", nodeid, location))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell how a part of it ended."""
        self._pipe.send(self._config.hook.pytest_report_to_serializable(config=self._config, report=report))


def _work(session: pytest.Session, shares: Shares, number: int, told: Connection) -> None:
    """Run tests until none is left."""
    random.seed()  # else each draws what the others draw
    plugins = session.config.pluginmanager
    telling = Told(session.config, told)
    plugins.unregister(name="terminalreporter")
    plugins.register(telling, "terminalreporter")
    _capture_apart(plugins.getplugin("capturemanager"))
    place = shares.take(number)
    while place is not None:
        following = None if session.shouldfail or session.shouldstop else shares.take(number)
        item = session.items[place]
        nextitem = None if following is None else session.items[following]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)
        place = following
    told.send(None)
    atexit._run_exitfuncs()


def _capture_apart(capturing: CaptureManager) -> None:
    """Put a file of this process below each that all would share; libraries hold on to the one they met."""
    whole = capturing._global_capturing
    for captured in (whole.out, whole.err) if whole is not None else ():
        if isinstance(captured, FDCapture):
            with tempfile.TemporaryFile() as own:
                os.dup2(own.fileno(), captured.tmpfile.fileno(), inheritable=False)
