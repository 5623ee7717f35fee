"""An agent that is a program: it is given a goal and the address of a door to the phone, and nothing else."""

import json
import os
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO

from agent.run.journal import Journal
from agent.run.shots import Shots
from agent.run.status import Cause, RunStatus
from agent.run.step import Ending, Step
from agent.run.trajectory import Trajectory, read_trajectory
from device.error import ConfigError, DeviceError, TapwrightError
from device.process import end_group, start_group
from models.error import ModelUnavailable
from models.proxy import ModelProxy
from tasks.agent.agent import Attempt
from tasks.agent.code import manifest_of
from tasks.agent.endpoint import Endpoint
from tasks.agent.lastword import enter_last_word, last_word
from tasks.door.keeper import GUEST, StepKeeper
from tasks.door.server import DoorServer

COMMAND = "command:"
"""How the name of an agent begins that is a command line."""
OUTPUT = "traceback.txt"
"""What a program printed that broke down, in the folder of its attempt."""
_OF_MODEL = ("base_url", "api_key", "model")
_USUAL = {
    "ANDROID_SERIAL": "serial",
    "OPENAI_BASE_URL": "base_url",
    "OPENAI_API_BASE": "base_url",
    "OPENAI_API_KEY": "api_key",
}
"""What programs look for in their environment, by whichever name it has here."""
_POLL = 0.05
_GRACE = 3.0
"""Seconds that a program has to end in once its steps are taken, or it is asked to."""
_ASIDE = 30.0
"""Seconds that what is run before it may take."""
_TAIL = 300
_ANSWER, _INFEASIBLE, _UNFINISHED, _BROKEN = "answer: ", "infeasible: ", "unfinished: ", "broken: "
_FAULTS: Mapping[str, type[TapwrightError]] = {"model": ModelUnavailable, "device": DeviceError}


class ProgramFailed(TapwrightError):
    """The program did not end well; says what it printed last."""


@dataclass(frozen=True, slots=True)
class ProgramAgent:
    """A command line that works on one goal and ends.

    `{goal}`, `{serial}`, `{host}`, `{port}`, `{steps}` and, where the run names a model with an address,
    `{base_url}`, `{api_key}` and `{model}` in its words stand for what it is given, and its environment has
    the same. A line `answer: TEXT` that it prints is its answer; `infeasible: REASON` tells
    that it cannot be done.
    """

    words: tuple[str, ...]
    identity: dict[str, str]
    environment: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    """How long it may take; None = any."""
    endpoint: Endpoint | None = None
    """The model that it may ask; None where the run names none that has an address."""
    before: tuple[str, ...] = ()
    """The words of a command that is run before it; () for none."""
    after: tuple[str, ...] = ()
    """And after it, whatever came of it."""

    @classmethod
    def named(cls, name: str, seconds: float | None, endpoint: Endpoint | None = None) -> "ProgramAgent":
        """The agent of `command:WORDS`. Raises ConfigError for no words, or a model's place without one."""
        try:
            words = tuple(shlex.split(name.removeprefix(COMMAND)))
        except ValueError as error:
            raise ConfigError(f"--agent: {name!r} is no command line: {error}") from error
        if not words:
            raise ConfigError("--agent command: names no command", "As in --agent 'command:my-agent {goal}'")
        wanted = [each for each in _OF_MODEL if any(f"{{{each}}}" in word for word in words)]
        if wanted and endpoint is None:
            raise ConfigError(f"--agent: {{{wanted[0]}}} stands for nothing", "Name a model with --model")
        told = {"model": endpoint.model} if endpoint else {}
        return cls(words, {"entrant": name, **told}, seconds=seconds, endpoint=endpoint)

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
            with self._model(keeper) as asked, DoorServer(keeper) as door, TemporaryFile() as printed:
                code = self._run(keeper, {**self._given(attempt, door, most), **asked}, printed)
                printed.seek(0)
                said = printed.read().decode("utf-8", "replace")
            answer, ending = self._ended(code, said, keeper)
        except ModelUnavailable as error:
            ending = Ending.failed(error)
            raise
        finally:
            if shots is not None:
                shots.close()
            _last_word(journal, keeper, ending, attempt.told)
            journal.end(ending, answer, *keeper.meter.totals())
            if ending.status == RunStatus.ERROR:
                attempt.folder.mkdir(parents=True, exist_ok=True)
                (attempt.folder / OUTPUT).write_text(said, "utf-8")
        return read_trajectory(attempt.folder)

    @contextmanager
    def _model(self, keeper: StepKeeper) -> Iterator[dict[str, str]]:
        """What it is told of the model that it may ask, which is counted as it is asked."""
        if self.endpoint is None:
            yield {}
            return
        with ModelProxy(self.endpoint.upstream, self.endpoint.most) as proxy:
            keeper.spending = proxy.taken
            yield {"base_url": proxy.url, "api_key": proxy.token, "model": self.endpoint.model}
            keeper.account()

    def _given(self, attempt: Attempt, door: DoorServer, most: int) -> dict[str, str]:
        host, port = door.serial.split(":")
        return {
            "goal": attempt.task.goal,
            "serial": door.serial,
            "host": host,
            "port": port,
            "steps": str(most),
        }

    def _run(self, keeper: StepKeeper, given: Mapping[str, str], printed: IO[bytes]) -> int | None:
        """Its exit code; None where it was ended, as its steps or its time were over."""
        words = [filled(word, given) for word in self.words]
        told = {f"TAPWRIGHT_{name.upper()}": value for name, value in given.items()}
        usual = {variable: given[name] for variable, name in _USUAL.items() if name in given}
        environment = {**os.environ, **self.environment, **usual, **told}
        _aside(self.before, given, environment, printed)
        try:
            process = start_group(words, printed, environment)
        except OSError as error:
            raise ConfigError(f"--agent: cannot run {words[0]}: {error.strerror}") from error
        try:
            return _awaited(process, keeper, self.seconds)
        finally:
            end_group(process, _GRACE)
            _aside(self.after, given, environment, printed)

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


def _aside(
    words: tuple[str, ...], given: Mapping[str, str], environment: Mapping[str, str], printed: IO[bytes]
) -> None:
    """Run a command beside it. Raises ConfigError where it cannot be run."""
    if not words:
        return
    try:
        process = start_group([filled(word, given) for word in words], printed, environment)
    except OSError as error:
        raise ConfigError(f"--agent: cannot run {words[0]}: {error.strerror}") from error
    try:
        process.wait(_ASIDE)
    except subprocess.TimeoutExpired:
        end_group(process, 0.0)


def filled(word: str, given: Mapping[str, str]) -> str:
    """A word with what it asks for, as `{goal}`; what is in a goal is never looked at again."""
    if f"{{{word[1:-1]}}}" == word and word[1:-1] in given:
        return given[word[1:-1]]
    for name in (*(each for each in given if each != "goal"), "goal"):
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


def _last_word(journal: Journal, keeper: StepKeeper, ending: Ending, told: Callable[[Step], None]) -> None:
    """What it says at its end, as a step of its own, with what it asked of its model before."""
    word = last_word(ending)
    if word is not None:
        said = Step(index=keeper.count + 1, action=word, package=keeper.package, decided_by=GUEST)
        enter_last_word(said, journal, keeper.meter, told)
