"""A run's record from the moment its task is begun, long before there is anything that could work on it."""

import time
from pathlib import Path

from agent.run.journal import Journal, Manifest, run_folder
from agent.run.step import Earlier
from agent.settings import Settings
from device.error import ConfigError


def reserved(
    settings: Settings, goal: str, earlier: tuple[Earlier, ...], serial: str, replays: str = ""
) -> Journal:
    """An open journal in a folder that no other run takes; killed now, the run can be taken up from it.

    Raises ConfigError where it can't be written.
    """
    now = time.time()
    folder = _reserved_folder(settings.runs, goal, now)
    manifest = Manifest(
        id=folder.name,
        goal=goal,
        earlier=earlier,
        replays=replays,
        started_at=now,
        device=serial,
        config=settings.for_record(),
        seed=settings.seed,
    )
    journal = Journal(folder, manifest)
    journal.open()
    return journal


def _reserved_folder(runs: Path, goal: str, now: float) -> Path:
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
