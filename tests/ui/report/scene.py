"""Runs made up for a report, with whatever texts are wanted in them; pictures and files are real."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from agent.action.action import Action, Click, Status
from agent.evaluation.verdict import Clause, Verdict
from agent.run.journal import Journal, Manifest
from agent.run.step import Ending, Permit, Seconds, Spot, Step
from device.screen import Bounds, Point
from grounding.target import Target
from models.reply import Usage
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Episode, Outcome, Plan
from tasks.runner.plan import make_plan
from tests.tasks.spec import spec_in

TASKS = ("SystemBluetoothTurnOn", "SystemWifiTurnOff", "NotesIsTodo")
SIZE = (540, 1200)


@dataclass(frozen=True)
class Made:
    """A ledger with runs, and the folder they lie in."""

    folder: Path
    ledger: Ledger


def made(folder: Path) -> Made:
    return Made(folder, Ledger.open(str(folder / "ledger.sqlite")))


def begin(
    made: Made, name: str, agent: str = "gold", names: tuple[str, ...] = TASKS, suite: str = "world"
) -> Plan:
    """Enter a run that was planned and not begun."""
    plan = make_plan(spec_in(suite=suite, tasks=names))
    plan = plan.model_copy(update={"entrant": {"entrant": agent}})
    made.ledger.begin(name, plan)
    return plan


def enter(
    made: Made,
    name: str,
    episode: Episode,
    *,
    success: bool,
    text: str = "as it should be",
    damage: tuple[str, ...] = (),
    failure: str = "",
    trace: bool = True,
    refused: tuple[str, ...] = (),
) -> None:
    """Enter what came of a task: two steps, the first a touch, and a verdict; `text` is all its texts."""
    attempt = made.ledger.attempt(name, episode.number, "worker", "embedded")
    folder = f"episode/{episode.number:04d}-{episode.task}/{attempt}"
    if trace:
        _trace(made.folder / name / folder, episode, text)
    clauses = (Clause(demand=f"it is done: {text}", ok=success, evidence=text),)
    outcome = Outcome(
        episode=episode.number,
        attempt=attempt,
        success=success,
        failure="" if success else failure or "agent",  # type: ignore[arg-type]
        status="complete",
        reason=text,
        verdict=Verdict(
            clauses=clauses, changes=("setting global/bluetooth_on: 0 -> 1", *damage), damage=damage
        ),
        answer=text,
        refused=refused,
        steps=2,
        seconds=Seconds(model=1, device=0.5, total=2),
        usage=Usage(1000, 50, 200, 2, 0.01),
        folder=folder if trace else "",
        began_at=1,
        ended_at=2,
    )
    made.ledger.outcome(name, outcome, final=True)


def _trace(folder: Path, episode: Episode, text: str) -> None:
    journal = Journal(folder, _manifest(episode))
    journal.open()
    click = Click(target=Target(description=text))
    spot = Spot(
        point=Point(270, 600), bounds=Bounds(250, 550, 300, 650), confidence=0.9, method="tree", label=text
    )
    for index, action in enumerate((click, Status(goal_status="complete", reason=text)), 1):
        step = _step(index, action, text, picture(folder, index), (spot,) if index == 1 else ())
        journal.intent(step)
        journal.result(step)
        journal.judged(index, "changed" if index == 1 else "success", text)
    journal.end(
        Ending(status="complete", reason=text),
        text,
        Seconds(total=2),
        {"decide": Usage(1000, 50, 200, 2, 0.01)},
    )


def _step(index: int, action: Action, text: str, shot: str, spots: tuple[Spot, ...]) -> Step:
    return Step(
        index=index,
        shot=shot,
        package=text,
        action=action,
        decided_by="decide",
        thought=f"I think {text}",
        expectation=text,
        misses=(text,),
        grounding=spots,
        permit=Permit(allowed=False, classes=("send",), by="nobody", reason=text),
        performed=True,
        error=text if index == 1 else "",
        seconds=Seconds(model=0.5, device=0.2, total=1),
    )


def picture(folder: Path, shade: int) -> str:
    """Put a screen into a run's folder; its name there."""
    name = f"shots/{shade:032x}.png"
    out = io.BytesIO()
    Image.new("RGB", SIZE, (shade * 20 % 256, 90, 120)).save(out, "PNG")
    (folder / "shots").mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(out.getvalue())
    return name


def _manifest(episode: Episode) -> Manifest:
    return Manifest(
        id="1",
        goal=episode.goal,
        started_at=1.5,
        device="embedded",
        brain="gold",
        preset={},
        prompts="",
        config={},
        versions={},
    )
