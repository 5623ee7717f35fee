"""Programs of ours in processes of their own, forked where all that they load is loaded already.

A new Python spends over a second of a processor's time on imports alone. Where what a program brings in is
tested, or what its environment does as it is loaded, a new one is needed all the same.
"""

import atexit
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOADED = (
    "agent.launch", "agent.offline.offlinebrain", "device.phone.server.__main__", "models.build",
    "models.scripted", "openai", "tasks.executor.embedded", "tasks.executor.local", "tasks.runner.run",
    "tests.agent.killing", "ui.cli", "ui.connect", "ui.live", "ui.mcp.server", "ui.service.desk",
    "tests.frozen",
)  # fmt: skip
SERVER: Any = forkserver._forkserver
"""What forks for this process, and for all that are forked off it once it is shared."""


def forking() -> ForkServerContext:
    """A context whose processes begin with these modules loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    paths = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([paths] if paths else [])])
    SERVER.ensure_running()
    os.environ.pop("PYTHONPATH")
    if paths is not None:
        os.environ["PYTHONPATH"] = paths
    return context


def share_forking() -> None:
    """Let the processes that are forked off this one fork theirs where it does: to load all takes seconds.

    Each would begin a server of its own, since this one is no child of it that it could wait for.
    """
    forking()
    shared, begin = SERVER._forkserver_pid, SERVER.ensure_running

    def ensure_running() -> None:
        if SERVER._forkserver_pid == shared:
            resource_tracker.ensure_running()
        else:
            begin()

    os.register_at_fork(after_in_child=lambda: setattr(SERVER, "ensure_running", ensure_running))


class Program:
    """A function at work in a process of its own, in the present folder and environment.

    What it writes goes to files, or to `terminal`, a device that it also reads from.
    """

    def __init__(
        self, work: Callable[..., object], *arguments: object, terminal: str = "", **environment: str
    ) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="program-"))
        files = (os.devnull, str(self._folder / "out"), str(self._folder / "err"))
        self._process: ForkServerProcess = forking().Process(
            target=_work,
            args=(
                (terminal,) * 3 if terminal else files,
                os.getcwd(),
                {**os.environ, **environment},
                work,
                arguments,
            ),
        )
        self._process.start()
        atexit.register(self.kill)  # else a test that fails amid it would have its worker wait for it

    @property
    def out(self) -> str:
        """What it has written so far."""
        return self._read("out")

    @property
    def err(self) -> str:
        """What it has complained of so far."""
        return self._read("err")

    def _read(self, name: str) -> str:
        path = self._folder / name
        return path.read_text("utf-8") if path.exists() else ""

    @property
    def returncode(self) -> int | None:
        """How it ended: None while it has not, minus the signal that ended it."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it, if there is anybody to take it."""
        if self._process.is_alive() and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it without a word."""
        self._process.kill()

    def end(self, seconds: float = 60) -> None:
        """Wait for its end."""
        self._process.join(seconds)
        assert self._process.exitcode is not None, "it does not end"


def launch_phones(command: Sequence[str], log: Path, *, inherited: Sequence[int] = ()) -> int:
    """Take the place of `launch` in device/phone/server/detached.py: fork the process of detached phones."""
    leash = [Connection(os.dup(each), writable=False) for each in inherited]
    files = (os.devnull, str(log), str(log))
    process = forking().Process(
        target=_work,
        args=(files, os.getcwd(), dict(os.environ), _serve_phones, (command[-1], leash)),
        daemon=True,
    )
    process.start()
    for each in leash:
        each.close()
    assert process.pid is not None
    return process.pid


def _serve_phones(wish: str, leash: Sequence[Connection]) -> int:
    from device.phone.server.__main__ import main

    os.setsid()
    return main(json.dumps({**json.loads(wish), "leash": leash[0].fileno() if leash else None}))


def agent_command(*words: str, lacking: Sequence[str] = ()) -> None:
    """Run the command `agent` as if these libraries were not installed."""
    from ui.cli import main

    sys.modules.update(dict.fromkeys(lacking))  # type: ignore[arg-type]
    main(list(words))


def _work(
    files: tuple[str, str, str],
    folder: str,
    environment: Mapping[str, str],
    work: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    for number, path in enumerate(files):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOCTTY)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
    random.seed()  # else each draws what the others draw
    try:
        work(*arguments)
    finally:
        atexit._run_exitfuncs()
