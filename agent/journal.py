"""The run on disk: written ahead of every touch of the phone, so that a kill at any moment is survived.

    runs/20260102-093000-turn-on-bluetooth/
        manifest.json       what was run: goal, model, prompts' hash, config, versions, seed
        trajectory.jsonl    append-only; two rows a step, then one row `end`
        shots/              pictures, named by content
        checkpoints.sqlite  LangGraph's, for questions to the person

The row `intent` stands on disk before act touches the phone, the row `result` after. What the action did
to the screen is known a moment later, when the ring has looked again: the next row carries it as
`previous`. `agent.trajectory` reads all of this back.
"""

import json
import os
import re
import shutil
import time
from pathlib import Path
from typing import IO

from pydantic import JsonValue

from agent.step import Ending, Outcome, Record, Seconds, Step
from device.error import ConfigError
from models.reply import Usage

RESULT_FIELDS = frozenset({"performed", "error", "outcome", "evidence", "usage", "seconds"})
"""The fields of a Step that are known only once act is through."""


class Manifest(Record):
    """What makes this run this run."""

    id: str
    goal: str
    started_at: float
    """Seconds since the epoch."""
    device: str
    brain: str
    preset: dict[str, JsonValue]
    prompts: str
    """Hash of all prompt texts."""
    config: dict[str, JsonValue]
    """Settings, keys left out."""
    versions: dict[str, str]
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


class Journal:
    """Appends rows; each is on disk before the call returns."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self._manifest = manifest
        self._made = not folder.exists()
        self._fresh = not (folder / "trajectory.jsonl").exists()
        self._file: IO[bytes] | None = None
        self._previous: dict[str, JsonValue] | None = None
        self._rows = 0

    def open(self) -> None:
        """Make the folder and the manifest, unless they are there. Raises ConfigError where it can't."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not (self.folder / "manifest.json").exists():
                _write_whole(self.folder / "manifest.json", self._manifest.model_dump_json(indent=2))
            self._file = (self.folder / "trajectory.jsonl").open("ab")
        except OSError as error:
            raise ConfigError(f"cannot record the run in {self.folder}: {error.strerror}") from error

    def intent(self, step: Step) -> None:
        """Say what is about to be done."""
        self._append("intent", step.index, step.model_dump(mode="json", exclude=set(RESULT_FIELDS)))

    def result(self, step: Step) -> None:
        """Say what became of it."""
        fields = {"performed", "error", "usage", "seconds"}
        self._append("result", step.index, step.model_dump(mode="json", include=fields))

    def judged(self, index: int, outcome: Outcome, evidence: str) -> None:
        """Keep what the step did to the screen for the next row."""
        self._previous = {"step": index, "outcome": outcome, "evidence": evidence}

    def end(self, ending: Ending, answer: str, seconds: Seconds, usage: dict[str, Usage]) -> None:
        """Close the trajectory; one that never came to a first step leaves nothing behind."""
        unwritten = self._file is None or (self._rows == 0 and ending.status == "error")
        if unwritten and self._fresh:
            self.discard()
            return
        if self._file is None:
            return
        totals = _Totals(answer=answer, seconds=seconds, usage=usage)
        self._append("end", 0, {**ending.model_dump(mode="json"), **totals.model_dump(mode="json")})
        self.close()

    def discard(self) -> None:
        """Take away what was made for this run."""
        self.close()
        if self._made:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        for name in ("trajectory.jsonl", "manifest.json", "checkpoints.sqlite"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder / "shots", ignore_errors=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _append(self, row: str, index: int, fields: dict[str, JsonValue]) -> None:
        head: dict[str, JsonValue] = {"row": row, "at": round(time.time(), 3)}
        if index:
            head["step"] = index
        if self._previous is not None and row != "result":
            head["previous"], self._previous = self._previous, None
        fields.pop("index", None)
        assert self._file is not None
        self._file.write(json.dumps({**head, **fields}, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._rows += 1


class _Totals(Record):
    answer: str
    seconds: Seconds
    usage: dict[str, Usage]


def _write_whole(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, "utf-8")
    os.replace(part, path)
