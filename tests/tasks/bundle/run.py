"""Real runs, small: a worker of the test's own process on an embedded phone."""

from collections.abc import Sequence
from pathlib import Path

from agent.settings import Settings
from tasks.ledger.ledger import Ledger
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.spec import AgentName
from tasks.runner.worker import Worker
from tests.tasks.spec import spec_in

TASKS = ("SystemBluetoothTurnOn", "NotesIsTodo")
"""One that changes a setting, and one that is answered."""


def make_run(
    folder: Path, name: str, agent: AgentName, *, names: Sequence[str] = TASKS, seed: int = 30
) -> Ledger:
    """Try the tasks; the ledger of the folder, with the run's trajectories in a folder of its name."""
    spec = spec_in(
        folder,
        name=name,
        agent=agent,
        folder=folder / name,
        settings=Settings(use_memory=False, model="offline"),
        seed=seed,
        tasks=tuple(names),
    )
    ledger, plan = Ledger.open(spec.ledger), make_plan(spec)
    ledger.begin(name, plan)
    with open_phone(PhoneSpec()) as phone:
        worker = Worker(spec, phone, ledger, f"{name}-worker")
        for episode in plan.episodes:
            worker.attempt(AttemptRequest(episode=episode), lambda _progress: None)
    return ledger
