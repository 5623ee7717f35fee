"""An agent that is a program: it is given a goal and the address of a door to the phone, and nothing else."""

import json
import os
import shlex
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from agent.action.action import Status
from agent.run.journal import Journal
from agent.run.shots import Shots
from agent.run.status import Cause, RunStatus
from agent.run.step import Ending, Step
from agent.run.trajectory import Trajectory, read_trajectory
from device.error import ConfigError, DeviceError, TapwrightError
from models.error import ModelUnavailable
from tasks.agent.agent import Attempt
from tasks.agent.code import manifest_of
from tasks.door.keeper import StepKeeper
from tasks.door.server import DoorServer

COMMAND = "command:"
"""How the name of an agent begins that is a command line."""
OUTPUT = "traceback.txt"
"""What a program printed that broke down, in the folder of its attempt."""
_POLL = 0.05
_GRACE = 3.0
"""Seconds that a program has to end in once its steps are taken, or it is asked to."""
_TAIL = 300
_ANSWER, _INFEASIBLE, _UNFINISHED, _BROKEN = "answer: ", "infeasible: ", "unfinished: ", "broken: "
_FAULTS: Mapping[str, type[TapwrightError]] = {"model": ModelUnavailable, "device": DeviceError}


class ProgramFailed(TapwrightError):
    """The program did not end well; says what it printed last."""


@dataclass(frozen=True, slots=True)
class ProgramAgent:
    """A command line that works on one goal and ends.

    `{goal}`, `{serial}`, `{host}`, `{port}` and `{steps}` in its words stand for what it is given, and its
    environment has the same. A line `answer: TEXT` that it prints is its answer; `infeasible: REASON` tells
    that it cannot be done.
    """

    words: tuple[str, ...]
    identity: dict[str, str]
    environment: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    """How long it may take; None = any."""

    @classmethod
    def named(cls, name: str, seconds: float | None) -> "ProgramAgent":
        """The agent of `command:WORDS`. Raises ConfigError for no words."""
        try:
            words = tuple(shlex.split(name.removeprefix(COMMAND)))
        except ValueError as error:
            raise ConfigError(f"--agent: {name!r} is no command line: {error}") from error
        if not words:
            raise ConfigError("--agent command: names no command", "As in --agent 'command:my-agent {goal}'")
        return cls(words, {"entrant": name}, seconds=seconds)

    def work(self, attempt: Attempt) -> Trajectory:
        """Have it work through the door.

        Raises ProgramFailed where it does not end well, or what it says was the model's fault or the phone's.
        """
        if attempt.log is None:
            raise ConfigError("a program's agent tries tasks of a benchmark alone")
        journal = Journal(attempt.folder, manifest_of(attempt, self.identity["entrant"]))
        shots = Shots(attempt.folder) if attempt.pictures else None
        journal.open()
        most = attempt.task.template.facts.budget
        keeper = StepKeeper(attempt.device, attempt.log, journal, shots, most, attempt.told)
        answer, ending = "", Ending(status=RunStatus.ERROR, reason="broken off", exit_code=3)
        said = ""
        try:
            with DoorServer(keeper) as door, tempfile.TemporaryFile() as printed:
                code = self._run(attempt, keeper, door, printed, most)
                printed.seek(0)
                said = printed.read().decode("utf-8", "replace")
            answer, ending = self._ended(code, said, keeper)
        except ModelUnavailable as error:
            ending = Ending(
                status=RunStatus.ERROR, reason=str(error), exit_code=error.exit_code, cause=Cause.MODEL
            )
            raise
        finally:
            if shots is not None:
                shots.close()
            _last_word(journal, keeper, ending)
            journal.end(ending, answer, keeper.meter.totals()[0], {})
            if ending.status == RunStatus.ERROR:
                attempt.folder.mkdir(parents=True, exist_ok=True)
                (attempt.folder / OUTPUT).write_text(said, "utf-8")
        return read_trajectory(attempt.folder)

    def _run(
        self, attempt: Attempt, keeper: StepKeeper, door: DoorServer, printed: IO[bytes], most: int
    ) -> int | None:
        """Its exit code; None where it was ended, as its steps or its time were over."""
        host, port = door.serial.split(":")
        given = {
            "goal": attempt.task.goal,
            "serial": door.serial,
            "host": host,
            "port": port,
            "steps": str(most),
        }
        words = [_filled(word, given) for word in self.words]
        told = {f"TAPWRIGHT_{name.upper()}": value for name, value in given.items()}
        environment = {**os.environ, **self.environment, **told, "ANDROID_SERIAL": door.serial}
        try:
            process = subprocess.Popen(  # noqa: S603 - the command that the person named
                words,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise ConfigError(f"--agent: cannot run {words[0]}: {error.strerror}") from error
        try:
            return _awaited(process, keeper, self.seconds)
        finally:
            _end(process)

    def _ended(self, code: int | None, said: str, keeper: StepKeeper) -> tuple[str, Ending]:
        """Its answer, and how it ended. Raises ProgramFailed, ModelUnavailable or DeviceError."""
        lines = said.splitlines()
        if keeper.is_spent:
            reason = f"all {keeper.count} steps are taken"
            return "", Ending(status=RunStatus.TRUNCATED, reason=reason, cause=Cause.LIMIT)
        if code is None:
            return "", Ending(status=RunStatus.TRUNCATED, reason="its time is over", cause=Cause.LIMIT)
        broken = _told(lines, _BROKEN)
        if broken is not None:
            fault, _, reason = broken.partition(" ")
            raise _FAULTS.get(fault, ProgramFailed)(reason)
        if code:
            raise ProgramFailed(f"{self.words[0]} ended with {code}: {said.strip()[-_TAIL:]}")
        unfinished = _told(lines, _UNFINISHED)
        if unfinished is not None:
            return "", Ending(status=RunStatus.TRUNCATED, reason=unfinished)
        infeasible = _told(lines, _INFEASIBLE)
        if infeasible is not None:
            return "", Ending(status=RunStatus.INFEASIBLE, reason=infeasible)
        return _told(lines, _ANSWER) or "", Ending(status=RunStatus.COMPLETE, reason="done")


def _filled(word: str, given: Mapping[str, str]) -> str:
    """A word with what it asks for; what is in a goal is never looked at again."""
    for name in given:
        if word == f"{{{name}}}":
            return given[name]
    for name in ("serial", "host", "port", "steps", "goal"):
        word = word.replace(f"{{{name}}}", given[name])
    return word


def _told(lines: list[str], mark: str) -> str | None:
    """What the last line of a kind says; text in JSON's quotes is read as that."""
    found = next((line[len(mark) :] for line in reversed(lines) if line.startswith(mark)), None)
    if found is not None and found.startswith('"'):
        with suppress(ValueError):
            return str(json.loads(found))
    return found


def _awaited(process: "subprocess.Popen[bytes]", keeper: StepKeeper, seconds: float | None) -> int | None:
    began, spent = time.monotonic(), 0.0
    while process.poll() is None:
        now = time.monotonic()
        if seconds is not None and now - began > seconds:
            return None
        spent = spent or (now if keeper.is_spent else 0.0)
        if spent and now - spent > _GRACE:
            return None
        time.sleep(_POLL)
    return process.returncode


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End it, and all that it began."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_word(journal: Journal, keeper: StepKeeper, ending: Ending) -> None:
    """What it says at its end, as a step of its own."""
    if ending.status not in (RunStatus.COMPLETE, RunStatus.INFEASIBLE):
        return
    said = Step(
        index=keeper.count + 1,
        action=Status(goal_status="complete" if ending.status.is_claimed else "infeasible"),
        package=keeper.package,
        decided_by="guest",
    )
    journal.intent(said)
    journal.result(said.model_copy(update={"performed": True}))
