"""kill -9 at any moment: the record stays readable, and the run goes on, doing nothing twice.

Between two touches of disk or phone nothing outlasts a kill, so killing at these touches, before, amid and
after each, is killing at any instruction: that is done in this process, at places drawn by chance. Processes
are killed as well, at moments drawn by chance.
"""

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import BinaryIO

import pytest

from agent.brain.brain import CoreBrain
from agent.build import Agent
from agent.preset.preset import DEFAULT
from agent.run import shots
from agent.run.journal import Journal, holds_run
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.atomicfile import PART
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer
from device.screen import Screenshot
from grounding.tree import TreeGrounder
from tests.agent.killing import BRAINS, GOAL, MESSAGE, NUMBER, work
from tests.boot import fresh_phone
from tests.program import Program, agent_command, forking
from tests.thin import thinned


def sent(phone: Phone) -> int:
    """How often the message lies among those that were sent."""
    rows = phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT address FROM sms WHERE body = ? AND type = 2", MESSAGE
    )
    return sum(str(address).replace(" ", "") == NUMBER for (address,) in rows)


def whole(run: Path) -> Trajectory:
    """The record of a run that has come to its end."""
    read = read_trajectory(run)
    assert read.ending is not None
    assert (read.ending.status, read.ending.verified) == ("complete", True), read.ending.reason
    assert [step.index for step in read.steps] == list(range(1, len(read.steps) + 1))
    assert all(not part.name.endswith(PART) for part in (run / "shots").iterdir() if part.is_file())
    return read


# -- in this process -----------------------------------------------------------------------------------
class Killed(BaseException):
    """The process is no more: nothing it does from here on has any effect."""


class Fate:
    """Counts the touches of disk and phone, and ends it all at one of them."""

    def __init__(self, last: int | None = None) -> None:
        self.count = 0
        self.dead = False
        self._last = last

    def touch(self) -> None:
        """One more moment at which a kill may strike."""
        self.count += 1
        if self.dead or self.count == self._last:
            self.dead = True
            raise Killed


class Mortal(InProcessTransport):
    """A phone's line, cut when the process dies: before a command, or after it took effect."""

    def __init__(self, phone: Phone, fate: Fate) -> None:
        super().__init__(phone)
        self._fate = fate

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT, repeat: bool = True
    ) -> ShellOutput:
        self._fate.touch()
        out = super().shell(command, stdin=stdin, timeout=timeout, repeat=repeat)
        self._fate.touch()
        return out


def mortal(fate: Fate, patch: pytest.MonkeyPatch) -> None:
    """Let a kill strike before a row is written, amid it, after it, and before a picture is and amid it."""

    class Torn:
        def __init__(self, file: BinaryIO) -> None:
            self._file = file

        def write(self, line: bytes) -> int:
            fate.touch()
            half = len(line) // 2
            self._file.write(line[:half])
            try:
                fate.touch()
            finally:
                if not fate.dead:
                    self._file.write(line[half:])
            fate.touch()
            return len(line)

        def fileno(self) -> int:
            return self._file.fileno()

        def close(self) -> None:
            self._file.close()

    opens = Journal.open

    def opened(journal: Journal) -> None:
        fate.touch()
        opens(journal)
        journal._file = Torn(journal._file)  # type: ignore[assignment, arg-type]
        fate.touch()

    writes = shots._write

    def written(picture: Screenshot, path: Path) -> None:
        with suppress(Killed):  # in a thread of its own: the others die of their next touch
            fate.touch()
            part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(b"half a picture")
            fate.touch()
            writes(picture, path)

    patch.setattr(Journal, "open", opened)
    patch.setattr(shots, "_write", written)


def live(phone: Phone, run: Path, fate: Fate, brain: str = "careful") -> None:
    """One life of a run: begun, or gone on with."""
    settings = Settings(out=run, allow=frozenset({"send"}))
    device = Device(Mortal(phone, fate))
    try:
        agent = Agent(device, CoreBrain(BRAINS[brain]()), TreeGrounder(), DEFAULT, settings)
        life = agent.resume(read_trajectory(run)) if holds_run(run) else agent.run(GOAL)
        life.finish()
    finally:
        device._pool.shutdown(wait=False)


@pytest.fixture(scope="module")
def touches(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many moments a run has at which a kill may strike."""
    fate, phone = Fate(), fresh_phone()
    with pytest.MonkeyPatch.context() as patch:
        mortal(fate, patch)
        live(phone, tmp_path_factory.mktemp("whole") / "run", fate)
    assert sent(phone) == 1
    return fate.count


@pytest.mark.parametrize("place", thinned(range(400), 20))
def test_a_run_killed_at_any_touch_sends_its_message_once(tmp_path: Path, touches: int, place: int) -> None:
    """Twice: the run, and the one that goes on with it."""
    chance = random.Random(place)
    phone, run, brain = fresh_phone(), tmp_path / "run", chance.choice(list(BRAINS))
    for _ in range(2):
        fate = Fate(chance.randint(1, touches))
        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            mortal(fate, patch)
            if not (holds_run(run) and read_trajectory(run).ending):
                live(phone, run, fate, brain)
    if not (holds_run(run) and read_trajectory(run).ending):
        live(phone, run, Fate(), brain)
    whole(run)
    assert sent(phone) == 1


# -- processes -----------------------------------------------------------------------------------------
def alive(serial: str, run: Path, brain: str) -> tuple[ForkServerProcess, Callable[[], str]]:
    """A process at work on a run, and a way to hear from it."""
    ways = forking()
    here, there = ways.Pipe()
    process = ways.Process(target=work, args=(serial, run, brain, there))
    process.start()
    there.close()

    def hear() -> str:
        return str(here.recv())

    return process, hear


@pytest.mark.parametrize("seed", thinned(range(55), 40))
def test_a_process_killed_at_any_moment_is_resumed_and_sends_its_message_once(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    phone, run, brain = fresh_phone(), tmp_path / "run", chance.choice(list(BRAINS))
    with PhoneServer([phone]) as server:
        for _ in range(2):
            process, hear = alive(server.serials[0], run, brain)
            hear()
            time.sleep(chance.random() * 0.6)
            process.kill()
            process.join()
        if not (holds_run(run) and read_trajectory(run).ending):
            process, hear = alive(server.serials[0], run, brain)
            hear()
            assert hear().startswith("complete")
            process.join()
        assert server.call(lambda: sent(phone)) == 1
    whole(run)


def test_the_command_goes_on_with_a_run_that_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TAPWRIGHT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", "1")
    phone, run = fresh_phone(), tmp_path / "run"
    goal = "Turn on Bluetooth and set an alarm for 7:30"
    with PhoneServer([phone]) as server:
        first = Program(agent_command, "run", goal, "--device", server.serials[0], "--out", str(run))
        while first.returncode is None and rows(run) < 9:
            time.sleep(0.01)
        first.kill()
        first.end()
        with (run / "trajectory.jsonl").open("ab") as file:
            file.write(b'{"row": "intent", "at": 17')
        again = Program(agent_command, "resume", str(run))
        again.end(120)
        alarms = server.call(
            lambda: phone.database("com.google.android.deskclock", "alarms.db").rows(
                "SELECT hour, minutes FROM alarm_templates WHERE hour = 7 AND minutes = 30"
            )
        )
        bluetooth = server.call(lambda: phone.settings.text("global", "bluetooth_on"))
    assert again.returncode == 0, again.err
    whole(run)
    assert (len(alarms), bluetooth) == (1, "1")


def rows(run: Path) -> int:
    path = run / "trajectory.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_a_picture_that_a_killed_life_left_half_written_goes_with_the_next(tmp_path: Path) -> None:
    torn = tmp_path / "shots" / "0f.png.7.part"
    torn.parent.mkdir()
    torn.write_bytes(b"half a picture")
    shots.Shots(tmp_path).close()
    assert not torn.exists()
