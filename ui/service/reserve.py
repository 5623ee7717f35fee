"""A run's record from the moment its task is begun, long before there is anything that could work on it."""

import time

from agent.run.journal import Journal, Manifest, reserved_folder
from agent.run.step import Earlier
from agent.settings import Settings


def reserved(
    settings: Settings, goal: str, earlier: tuple[Earlier, ...], serial: str, replays: str = ""
) -> Journal:
    """An open journal in a folder that no other run takes; killed now, the run can be taken up from it.

    Raises ConfigError where it can't be written.
    """
    now = time.time()
    folder = reserved_folder(settings.runs, goal, now)
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
    journal = Journal(folder, manifest, reserved=True)
    journal.open()
    return journal
