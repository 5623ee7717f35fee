"""Recomputes the score of a bundle from what lies in it, and says where it does not come to what is claimed.

What the traces alone decide is decided anew: how a run ended, what it answered, which apps it saw, how many
steps it took and what they cost, whose fault a failure is, and every figure. What a clause read off the phone
is evidence, and taken as told; replay.py sees whether it comes out again.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from device.error import ConfigError
from tasks.bundle.archive import Archive
from tasks.bundle.attempt import check_attempt
from tasks.bundle.difference import differences
from tasks.bundle.format import (
    MANIFEST,
    NAME,
    OLDEST,
    OUTCOMES,
    PLAN,
    SHEETS,
    SHOTS,
    SUMMARY,
    VERSION,
    Manifest,
    Row,
    TaskSheet,
    expects,
    sheets_adapter,
    suite_of,
    summary_adapter,
)
from tasks.ledger.record import Plan
from tasks.statistics.summary import Summary, summarise

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a bundle's claims."""

    run: str
    plan: Plan
    summary: Summary
    """As it follows from the rows."""
    traces: int
    """Trajectories that were read."""
    complaints: tuple[str, ...]
    """What does not match, a line each; none for a bundle that holds."""


def verify(path: Path) -> Verified:
    """Check a bundle. Raises ConfigError for a file that is none, or is not to be opened."""
    with Archive.open(path) as archive:
        manifest = _parsed(archive, MANIFEST, TypeAdapter(Manifest))
        if not OLDEST <= manifest.version <= VERSION:
            raise ConfigError(
                f"{path} is a bundle of version {manifest.version}, and this is for {OLDEST} to {VERSION}",
                "Verify it with the tapwright that made it",
            )
        plan = _parsed(archive, PLAN, TypeAdapter(Plan))
        sheets = _parsed(archive, SHEETS, sheets_adapter)
        rows = _rows(archive)
        complaints = [
            *_files(archive, manifest),
            *_screens(manifest),
            *_plan(manifest, plan, sheets),
            *_counts(plan, rows),
        ]
        traces = 0
        for row in rows:
            episode = expects(plan).get(row.outcome.episode)
            sheet = sheets.get(episode.task) if episode else None
            if episode is not None and sheet is not None:
                found = check_attempt(archive, manifest, plan, episode, sheet, row)
                complaints += found.complaints
                traces += found.traced
        known = {
            row.outcome.episode: row.outcome
            for row in rows
            if row.final and row.outcome.episode in expects(plan)
        }
        summary = summarise(plan, known, suite_of(plan.suite, sheets))
        claimed = _parsed(archive, SUMMARY, summary_adapter)
        complaints += differences("summary", _plain(claimed), _plain(summary))
    return Verified(manifest.run, plan, summary, traces, tuple(complaints))


def _parsed(archive: Archive, name: str, adapter: TypeAdapter[T]) -> T:
    try:
        return adapter.validate_json(archive.read(name))
    except ValidationError as error:
        raise ConfigError(f"the bundle's {name} can't be read: {error.errors()[0]['msg']}") from error


def _rows(archive: Archive) -> list[Row]:
    try:
        return [Row.model_validate_json(line) for line in archive.read(OUTCOMES).splitlines() if line]
    except ValidationError as error:
        raise ConfigError(f"the bundle's {OUTCOMES} can't be read: {error.errors()[0]['msg']}") from error


def _plain(summary: Summary) -> object:
    return summary_adapter.dump_python(summary, mode="json")


def _files(archive: Archive, manifest: Manifest) -> Iterator[str]:
    """Every file is there, is what it was, and nothing came beside."""
    for name in sorted(archive.sizes.keys() - manifest.files.keys() - {MANIFEST}):
        yield f"{name}: the manifest does not know it"
    for name, mark in manifest.files.items():
        if name not in archive.sizes:
            yield f"{name}: it is missing"
            continue
        digest = hashlib.sha256()
        for chunk in archive.chunks(name):
            digest.update(chunk)
        if digest.hexdigest() != mark.sha256:
            yield f"{name}: it is not the file of the manifest"


def _screens(manifest: Manifest) -> Iterator[str]:
    """Each screen has the name of its content, so that none can take the place of another."""
    for name, mark in manifest.files.items():
        if name.startswith(SHOTS) and mark.sha256[:NAME] != PurePosixPath(name).stem:
            yield f"{name}: it is another screen than its name says"


def _plan(manifest: Manifest, plan: Plan, sheets: dict[str, TaskSheet]) -> Iterator[str]:
    if plan.digest != manifest.digest:
        yield f"{PLAN}: it is not the plan of the manifest"
    for task in sorted({episode.task for episode in plan.episodes} - sheets.keys()):
        yield f"{SHEETS}: it has no {task}"
    numbers = Counter(episode.number for episode in plan.episodes)
    yield from (
        f"{PLAN}: the number {number} stands there twice" for number in numbers if numbers[number] > 1
    )


def _counts(plan: Plan, rows: list[Row]) -> Iterator[str]:
    """Each task has one last word, and no row is of something else."""
    finals = Counter(row.outcome.episode for row in rows if row.final)
    known = expects(plan)
    yield from (
        f"{OUTCOMES}: {number} has {count} last words" for number, count in finals.items() if count > 1
    )
    for number in sorted({row.outcome.episode for row in rows} - known.keys()):
        yield f"{OUTCOMES}: {number} was not planned"
