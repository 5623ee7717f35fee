"""Real runs, small: a worker of the test's own process on an embedded phone."""

from collections.abc import Sequence
from pathlib import Path

from agent.settings import Settings
from tasks.ledger.ledger import Ledger
from tasks.runner.job import EntrantKind, Errand, Job
from tasks.runner.plan import make_plan
from tasks.runner.slot import Berth, slot_of
from tasks.runner.worker import Worker

TASKS = ("SystemBluetoothTurnOn", "NotesIsTodo")
"""One that changes a setting, and one that is answered."""


def make_run(
    folder: Path, name: str, entrant: EntrantKind, *, names: Sequence[str] = TASKS, seed: int = 30
) -> Ledger:
    """Try the tasks; the ledger of the folder, with the run's trajectories in a folder of its name."""
    url = str(folder / "ledger.sqlite")
    ledger, berth, settings = Ledger.open(url), Berth(), Settings(use_memory=False, model="offline")
    plan = make_plan("world", entrant, settings, berth, seed=seed, names=names)
    ledger.begin(name, plan)
    errand = Errand(
        run=name,
        suite="world",
        ledger=url,
        folder=folder / name,
        entrant=entrant,
        settings=settings,
        berth=berth,
    )
    with slot_of(berth) as slot:
        worker = Worker(errand, slot, ledger, f"{name}-worker")
        for planned in plan.episodes:
            worker.do(Job(episode=planned), lambda _progress: None)
    return ledger
