"""Runs that were cut short: killed with the program that made them, or closed with it in good order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.run.control import CLOSED, STOPPED
from agent.run.journal import LOCK, Journal
from agent.run.step import Ending
from agent.run.trajectory import read_trajectory
from device.error import ConfigError
from device.lockfile import is_locked
from ui.service.retold import retold
from ui.service.told import Steered

_TAIL = 65_536
"""Bytes at the end of a record in which its last row is looked for."""
_RECENT = 200
"""So many of the latest runs are looked at."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A run without an end."""

    name: str
    """Its folder's name, for `Desk.resume`."""
    goal: str
    """In the person's words."""
    started_at: float
    """Seconds since the epoch."""
    steps: int
    phone: str
    """Serial of the phone it was on."""
    said: tuple[str, ...] = ()
    """What they said of the goal since, in their words."""
    hindrance: str = ""
    """Why it can't be resumed, in words; "" where it can."""


def cut_short(runs: Path) -> Iterator[Path]:
    """The folders of runs that were cut short and that nobody goes on with, the latest first."""
    folders = sorted((path for path in runs.glob("*/trajectory.jsonl")), reverse=True)
    for rows in folders[:_RECENT]:
        if not _is_over(rows) and not _goes_on(rows):
            yield rows.parent


def interrupted(folder: Path, serials: frozenset[str]) -> Interrupted | None:
    """What there is to say of such a run; None where it can't be read. `serials` are the phones there are."""
    try:
        trajectory = read_trajectory(folder)
    except ConfigError:
        return None
    manifest = trajectory.manifest
    hindrance = ""
    if manifest.embedded:
        hindrance = "the embedded phone of this run ended with it"
    elif manifest.device not in serials:
        hindrance = f"the phone {manifest.device} is not there"
    return Interrupted(
        name=folder.name,
        goal=manifest.said or manifest.goal,
        started_at=manifest.started_at,
        steps=len(trajectory.steps),
        phone=manifest.device,
        said=tuple(word.text for word in retold(trajectory) if isinstance(word, Steered)),
        hindrance=hindrance,
    )


def is_awaited(runs: Path, serial: str) -> bool:
    """Whether a run of that folder was cut short on that phone, and may go on there."""
    found = (interrupted(folder, frozenset({serial})) for folder in cut_short(runs))
    return any(one is not None and one.phone == serial for one in found)


def write_off(folder: Path) -> None:
    """Have such a run count as stopped by the person. Raises ConfigError where that can't be written."""
    trajectory = read_trajectory(folder)
    journal = Journal(folder, trajectory.manifest)
    journal.open()
    journal.end(
        Ending.stopped(STOPPED),
        trajectory.answer,
        trajectory.seconds,
        trajectory.usage,
    )


def _is_over(rows: Path) -> bool:
    """Whether its last whole row says that it ended otherwise than with its program.

    One that has no row yet was cut short before its first step.
    """
    with rows.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        lines = file.read().split(b"\n")
    last = lines[-2] if len(lines) > 1 else b""
    if b'"row": "end"' not in last[:64]:
        return False
    try:
        return bool(json.loads(last).get("reason") != CLOSED)
    except ValueError:
        return True


def _goes_on(rows: Path) -> bool:
    """Whether a program has it open."""
    return is_locked(rows.with_name(LOCK))
