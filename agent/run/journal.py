"""The run on disk: written ahead of every touch of the phone, so that a kill at any moment is survived.

    runs/20260102-093000-turn-on-bluetooth/
        manifest.json       what was run: goal, model, prompts' hash, config, versions, seed
        trajectory.jsonl    append-only; two rows a step, one for what is said, then one row `end`
        shots/              pictures, named by content
        checkpoints.sqlite  LangGraph's, for questions to the person

The row `intent` stands on disk before act touches the phone, the row `result` after. What the action did
to the screen is known a moment later, when the loop has looked again: the next of these carries it as
`previous`. What the person says has a row `said` at once, whenever the run comes to hear it. What the goal
requires has a row `required` before the first step, and a new one where the person adds to the goal.
`agent.run.trajectory` reads all of this back.
"""

import json
import os
import re
import shutil
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

from pydantic import Field, JsonValue

from agent.effect.effect import Requirements
from agent.run.reason import ReasonCode
from agent.run.status import RunStatus
from agent.run.step import Earlier, Ending, Outcome, Record, Saying, Seconds, Step
from device.atomicfile import write_whole
from device.error import ConfigError
from device.lockfile import Lock, LockHeld
from models.reply import Usage

LOCK = ".lock"
"""The file whose lock the process has that records the run."""
RESULT_FIELDS = frozenset(
    {"performed", "result", "called", "error", "outcome", "reason", "evidence", "usage", "seconds"}
)
"""The fields of a Step that are known only once act is through."""


class Manifest(Record):
    """What makes this run this run."""

    id: str
    goal: str
    said: str = ""
    """What the person said, where a procedure of theirs was put in its place."""
    earlier: tuple[Earlier, ...] = ()
    """What the person had done before in the same conversation."""
    replays: str = ""
    """The run whose steps were done again, where it was so begun."""
    started_at: float
    """Seconds since the epoch."""
    device: str
    embedded: bool = False
    """Whether that was the phone of the run's own process, gone with it."""
    config: dict[str, JsonValue]
    """Settings, keys left out."""
    brain: str = ""
    """"" where nothing was loaded yet that could think: the run was begun, and that is all."""
    preset: dict[str, JsonValue] = Field(default_factory=dict)
    prompts: str = ""
    """Hash of all prompt texts."""
    versions: dict[str, str] = Field(default_factory=dict)
    seed: int = 0


def run_folder(runs: Path, goal: str, now: float) -> Path:
    """A folder name that sorts by time and says what was wanted; never one that exists."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(now))
    slug = "-".join(re.findall(r"\w+", goal.lower()))[:40].strip("-") or "run"
    folder, count = runs / f"{stamp}-{slug}", 1
    while folder.exists():
        count += 1
        folder = runs / f"{stamp}-{slug}-{count}"
    return folder


def reserved_folder(runs: Path, goal: str, now: float) -> Path:
    """Make such a folder, which no other run takes. Raises ConfigError where it can't be made."""
    while True:
        folder = run_folder(runs, goal, now)
        try:
            runs.mkdir(0o700, parents=True, exist_ok=True)
            folder.mkdir(0o700)
        except FileExistsError:
            continue
        except OSError as error:
            raise ConfigError(f"cannot record the run in {folder}: {error.strerror}") from error
        return folder


def _give_back(folder: Path) -> None:
    """Take a folder away in which nothing was recorded."""
    with suppress(OSError):
        folder.rmdir()


def holds_run(folder: Path) -> bool:
    """Whether a run came to its first row there; a new one would take its place."""
    rows = folder / "trajectory.jsonl"
    return rows.exists() and rows.stat().st_size > 0


class Journal:
    """Appends rows; each is on disk before the call returns."""

    def __init__(self, folder: Path, manifest: Manifest, *, reserved: bool = False) -> None:
        """`reserved` says that the folder was made for this run: it goes again where nothing is recorded."""
        self.folder = folder
        if reserved:
            finalize(self, _give_back, folder)
        self._manifest = manifest
        self._made = reserved or not folder.exists()
        self._fresh = not (folder / "trajectory.jsonl").exists()
        self._file: BinaryIO | None = None
        self._lock: Lock | None = None
        self._previous: dict[str, JsonValue] | None = None
        self._rows = 0
        self._early: list[str] = []
        """What was said before there was a file."""
        self._lock_rows = threading.RLock()

    @property
    def is_resumable(self) -> bool:
        """Whether there is a record to go on with, and its phone has not ended with the run's process."""
        return self._rows > 0 and not self._manifest.embedded

    def open(self) -> None:
        """Make the folder and the manifest, unless they are there, and keep every other process out.

        Raises ConfigError where it can't, or another process records a run there. Safe to call twice.
        """
        if self._file is not None:
            return
        try:
            self.folder.parent.mkdir(0o700, parents=True, exist_ok=True)
            self.folder.mkdir(0o700, exist_ok=True)
            with ExitStack() as undo:
                lock = self._take()
                undo.callback(lock.release)
                file = (self.folder / "trajectory.jsonl").open("a+b", buffering=0)
                undo.callback(file.close)
                self._check_fresh(file)
                if not _cut_back(file):
                    self._write_manifest()
                undo.pop_all()
            with self._lock_rows:
                self._file, self._lock = file, lock
                early, self._early = self._early, []
            for text in early:
                self.said(text)
        except OSError as error:
            raise self._cannot(error.strerror) from error
        except ValueError as error:
            raise self._cannot("the settings are not valid text") from error

    def become(self, manifest: Manifest) -> None:
        """Say more of the run than was known when this was opened. Raises ConfigError where it can't."""
        self._manifest = manifest
        try:
            self._write_manifest()
        except OSError as error:
            raise self._cannot(error.strerror) from error
        except ValueError as error:
            raise self._cannot("the settings are not valid text") from error

    def _write_manifest(self) -> None:
        write_whole(self.folder / "manifest.json", self._manifest.model_dump_json(indent=2).encode())

    def _take(self) -> Lock:
        """The run, for this process until it closes it or dies."""
        try:
            return Lock.take(self.folder / LOCK)
        except LockHeld as error:
            self._fresh = False
            raise ConfigError(f"the run in {self.folder} still goes on in another process") from error

    def _check_fresh(self, file: BinaryIO) -> None:
        if self._fresh and os.fstat(file.fileno()).st_size:
            self._fresh = False
            raise ConfigError(f"{self.folder} already holds a run", "Name another folder with --out")

    def _cannot(self, reason: str | None) -> ConfigError:
        return ConfigError(f"cannot record the run in {self.folder}: {reason}")

    def intent(self, step: Step) -> None:
        """Say what is about to be done."""
        self._append("intent", step.index, step.model_dump(mode="json", exclude=set(RESULT_FIELDS)))

    def result(self, step: Step) -> None:
        """Say what became of it."""
        fields = {"performed", "result", "called", "error", "handling", "usage", "seconds"}
        self._append("result", step.index, step.model_dump(mode="json", include=fields))

    def said(self, text: str) -> None:
        """Keep what the person said, from whatever thread: a kill may come before the run has heard it."""
        with self._lock_rows:
            if self._file is None:
                self._early.append(text)
            else:
                self._append("said", 0, {"text": text})

    def required(self, requirements: Requirements) -> None:
        """Keep what must have happened in the end, before anything is touched for it."""
        self._append("required", 0, requirements.model_dump(mode="json"))

    def judged(
        self, index: int, outcome: Outcome, evidence: str, reason: ReasonCode = ReasonCode.NONE
    ) -> None:
        """Keep what the step did to the screen for the next row."""
        self._previous = {"step": index, "outcome": outcome, "reason": reason, "evidence": evidence}

    def end(
        self,
        ending: Ending,
        answer: str,
        seconds: Seconds,
        usage: dict[str, Usage],
        said: tuple[Saying, ...] = (),
    ) -> None:
        """Close the trajectory; one that never came to a first step leaves nothing behind.

        Raises ConfigError when its last row can't be written; it is closed all the same.
        """
        unwritten = self._file is None or (self._rows == 0 and ending.status == RunStatus.ERROR)
        if unwritten and self._fresh:
            self.discard()
            return
        if self._file is None:
            return
        totals = _Totals(answer=answer, seconds=seconds, usage=usage, said=said)
        try:
            self._append("end", 0, {**ending.model_dump(mode="json"), **totals.model_dump(mode="json")})
        finally:
            self.close()

    def discard(self) -> None:
        """Take away what was made for this run."""
        self.close()
        if self._made:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        for name in ("trajectory.jsonl", "manifest.json", "checkpoints.sqlite", LOCK):
            with suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder / "shots", ignore_errors=True)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock_rows:
            if self._file is not None:
                self._file.close()
                self._file = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _append(self, row: str, index: int, fields: dict[str, JsonValue]) -> None:
        with self._lock_rows:
            self._write(row, index, fields)

    def _write(self, row: str, index: int, fields: dict[str, JsonValue]) -> None:
        head: dict[str, JsonValue] = {"row": row, "at": round(time.time(), 3)}
        if index:
            head["step"] = index
        if self._previous is not None and row not in ("result", "said"):
            head["previous"], self._previous = self._previous, None
        fields.pop("index", None)
        assert self._file is not None
        line = json.dumps({**head, **fields}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            while line:
                line = line[self._file.write(line) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._cannot(error.strerror) from error
        self._rows += row not in ("said", "required")


class _Totals(Record):
    answer: str
    seconds: Seconds
    usage: dict[str, Usage]
    said: tuple[Saying, ...]


def _cut_back(file: BinaryIO) -> bool:
    """Take away a row that a kill cut short, lest the next one be written on to it; whether a step is left.

    Without one the run was hardly begun, and its manifest may say more by now.
    """
    file.seek(0)
    content = file.read()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        file.truncate(whole)
    return b'\n{"row": "intent"' in b"\n" + content[:whole]
