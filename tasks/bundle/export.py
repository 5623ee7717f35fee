"""Writes a run's bundle. The same run gives the same bytes, wherever and whenever it is written."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeVar
from uuid import uuid4

from pydantic import BaseModel, JsonValue

from device.error import ConfigError
from tasks.bundle.format import (
    MANIFEST,
    OUTCOMES,
    PLAN,
    SHEETS,
    SHOTS,
    SUMMARY,
    VERSION,
    Manifest,
    Mark,
    Row,
    TaskSheet,
    named_by,
    sheets_adapter,
    summary_adapter,
)
from tasks.bundle.redact import Redactor
from tasks.bundle.webp import webp
from tasks.door.call import CALLS
from tasks.ledger.ledger import Ledger, RunRow
from tasks.ledger.record import Plan
from tasks.statistics.summary import summarise
from tasks.suite import find_suite

Pictures = Literal["png", "webp", "none"]
"""The screens as they were taken; much smaller and hardly otherwise; not at all."""
R = TypeVar("R", bound=BaseModel)
_QUALITY = 80
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The day on which every file of a bundle was made: a zip file knows no earlier one."""


def export(ledger: Ledger, run: RunRow, folder: Path, out: Path, *, pictures: Pictures = "png") -> Manifest:
    """Write the bundle of a run whose trajectories lie in `folder`.

    Raises ConfigError where the run, one of its pictures or `out` can't be had.
    """
    rows = [Row(final=False, outcome=outcome) for outcome in ledger.breakdowns(run.name)]
    rows += [Row(final=True, outcome=outcome) for outcome in ledger.outcomes(run.name).values()]
    redactor = Redactor(folder, (row.outcome for row in rows))
    plan = _redacted(redactor, run.plan)
    rows = [_redacted(redactor, row) for row in sorted(rows, key=_order)]
    part = out.with_name(f".{out.name}.{uuid4().hex}.part")  # whoever else writes there has one of their own
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            writer = _Writer(archive, folder, redactor, pictures=pictures)
            _figures(writer, plan, rows)
            folders = [row.outcome.folder for row in rows]
            writer.screens(folders)
            for each in folders:
                writer.trajectory(each)
            manifest = Manifest(
                version=VERSION,
                run=run.name,
                digest=plan.digest,
                began_at=run.began_at,
                pictures=pictures != "none",
                files=dict(sorted(writer.files.items())),
            )
            writer.add(MANIFEST, manifest.model_dump_json(indent=1).encode())
        os.replace(part, out)
    except OSError as error:
        raise ConfigError(f"cannot write {out}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink()
    return manifest


def _order(row: Row) -> tuple[int, int]:
    return row.outcome.episode, row.outcome.attempt


def _redacted(redactor: Redactor, record: R) -> R:
    return type(record).model_validate(redactor.value(record.model_dump(mode="json")))


def _figures(writer: "_Writer", plan: Plan, rows: list[Row]) -> None:
    suite = find_suite(plan.suite)
    names = sorted({episode.task for episode in plan.episodes})
    sheets = {
        name: TaskSheet(facts=each.facts, ends=each.ends, tells_damage=not suite.version)
        for name in names
        for each in (suite.named(name),)
    }
    outcomes = {row.outcome.episode: row.outcome for row in rows if row.final}
    writer.add(PLAN, plan.model_dump_json(indent=1).encode())
    writer.add(SHEETS, sheets_adapter.dump_json(sheets, indent=1))
    writer.add(OUTCOMES, "".join(f"{row.model_dump_json()}\n" for row in rows).encode())
    writer.add(SUMMARY, summary_adapter.dump_json(summarise(plan, outcomes, suite), indent=1))


class _Writer:
    """The bundle that is being written."""

    def __init__(
        self, archive: zipfile.ZipFile, folder: Path, redactor: Redactor, *, pictures: Pictures
    ) -> None:
        self._archive = archive
        self._folder = folder
        self._redactor = redactor
        self._pictures = pictures
        self._named: dict[str, str] = {}
        """What a screen of the run is called here: by its content as it is here."""
        self.files: dict[str, Mark] = {}

    def add(self, name: str, content: bytes, *, packed: bool = True) -> None:
        """Add a file."""
        info = zipfile.ZipInfo(name, _WHEN)
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        self._archive.writestr(info, content)
        self.files[name] = Mark(sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    def trajectory(self, folder: str) -> None:
        """Add what an attempt left, if it left anything."""
        if not self._is_traced(folder):
            return
        whole = self._folder / folder
        manifest = json.loads((whole / "manifest.json").read_bytes())
        self.add(f"{folder}/manifest.json", _line(self._redactor.manifest(manifest)))
        rows = [self._redactor.value(self._with_screen(row)) for row in _rows(whole / "trajectory.jsonl")]
        self.add(f"{folder}/trajectory.jsonl", b"".join(map(_line, rows)))
        calls = whole / CALLS
        if calls.is_file():
            self.add(f"{folder}/{CALLS}", b"".join(_line(self._redactor.value(row)) for row in _rows(calls)))

    def screens(self, folders: Sequence[str]) -> None:
        """Add the screens of all attempts; the same screen of several is in it once."""
        if self._pictures == "none":
            return
        paths: dict[str, Path] = {}
        for folder in filter(self._is_traced, folders):
            for row in _rows(self._folder / folder / "trajectory.jsonl"):
                if shot := _shot(row):
                    paths.setdefault(shot, self._folder / folder / shot)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for shot, content in zip(paths, pool.map(self._screen, paths.values()), strict=True):
                self._named[shot] = name = f"{SHOTS}{named_by(content)}.{self._pictures}"
                if name not in self.files:
                    self.add(name, content, packed=False)

    def _is_traced(self, folder: str) -> bool:
        return bool(folder) and (self._folder / folder / "trajectory.jsonl").is_file()

    def _with_screen(self, row: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """A row with its screen's name in the bundle."""
        name = self._named.get(_shot(row))
        return {**row, "shot": name} if name else row

    def _screen(self, path: Path) -> bytes:
        try:
            return path.read_bytes() if self._pictures == "png" else webp(path, _QUALITY)[1]
        except OSError as error:
            raise ConfigError(f"the picture {path} is gone", "Export without: --pictures none") from error


def _rows(path: Path) -> Iterator[dict[str, JsonValue]]:
    """Whole rows; one that a kill cut short is left out."""
    for line in path.read_bytes().split(b"\n")[:-1]:
        if line.strip():
            yield json.loads(line)


def _shot(row: dict[str, JsonValue]) -> str:
    """The screen a row tells of; "" for none."""
    shot = row.get("shot")
    return shot if isinstance(shot, str) else ""


def _line(value: JsonValue) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
