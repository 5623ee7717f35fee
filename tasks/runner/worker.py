"""A worker: takes one task after the other, and enters all that comes of it."""

import shutil
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from agent.evaluation.verdict import Verdict
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from device.error import ConfigError, DeviceError, TapwrightError
from models.error import ModelUnavailable
from models.reply import Usage
from tasks.entrant.agent import AgentEntrant
from tasks.entrant.code import GOLD, NOOP, RANDOM
from tasks.entrant.entrant import Attempt, Entrant
from tasks.entrant.plugin import own_entrant
from tasks.entrant.rejoin import carried_over, cut_off, replay
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Failure, Outcome, StepRow
from tasks.plugin import look_in
from tasks.runner.job import Errand, Job, Progress
from tasks.runner.slot import Slot
from tasks.statistics.lab import LAB, reasonable_in
from tasks.suite import find_suite
from tasks.task import Task, Template

_ROOM = 1_000_000
"""Bytes that a step's records may well take."""
_CODE = {"gold": GOLD, "noop": NOOP, "random": RANDOM}
Made = Callable[[float | None], Entrant]
"""Gives who works on a task, told how many US dollars that may cost (None = any)."""


class Worker:
    """One phone, one ledger, one job at a time."""

    def __init__(
        self, errand: Errand, slot: Slot, ledger: Ledger, name: str, made: Made | None = None
    ) -> None:
        """`made` gives who works on a task, in the place of the agent of the errand's settings."""
        if errand.home is not None:
            look_in(errand.home)
        self._errand = errand
        self._made = made
        self._slot = slot
        self._ledger = ledger
        self._name = name

    def do(self, job: Job, tell: Callable[[Progress], None]) -> Outcome:
        """Try a task and enter the outcome; every step is entered as it is done, and told.

        Whatever is raised on the way becomes the attempt's failure; only what stops the worker itself (a
        ledger or a folder that cannot be written) propagates, and the attempt has no outcome then.
        """
        number = job.episode.number
        attempt = self._ledger.attempt(self._errand.run, number, self._name, self._slot.name)
        trial = _Trial(self._errand, self._slot, job, attempt, self._name, self._made)

        known = {row.step for row in self._ledger.steps(self._errand.run, number, attempt - 1)}

        def told(step: Step) -> None:
            if trial.goes_on and step.index in known:
                return  # judged once more, where an earlier try was cut off
            row = _row(step)
            self._ledger.step(self._errand.run, number, attempt, row)
            tell(Progress(episode=number, step=row.step, cost=row.usage.cost))

        outcome = trial.run(told)
        if outcome.failure in ("harness", "verifier"):
            _see_room(self._errand.folder)
        self._ledger.outcome(self._errand.run, outcome, final=job.last or not outcome.is_crash)
        return outcome


class _Trial:
    """One attempt, from the phone made ready to the outcome."""

    def __init__(
        self, errand: Errand, slot: Slot, job: Job, attempt: int, worker: str, made: Made | None
    ) -> None:
        self._errand = errand
        self._made = made
        self._slot = slot
        self._job = job
        self._task: Task | None = None
        self.goes_on = False
        """Whether it goes on with a try that a kill cut off."""
        began = time.time()
        self._folder = Path("episode") / f"{job.episode.number:04d}-{job.episode.task}" / f"{attempt}"
        self._base = Outcome(
            episode=job.episode.number,
            attempt=attempt,
            device=slot.name,
            worker=worker,
            began_at=began,
            ended_at=began,
        )

    def run(self, told: Callable[[Step], None]) -> Outcome:
        """Make ready, work, judge, clear away; what fails, and whose fault it is, is in the outcome."""
        stage: Failure = "harness"
        trajectory: Trajectory | None = None
        try:
            template = find_suite(self._errand.suite).named(self._job.episode.task)
            stage = "verifier"
            task, cut = self._prepared(template)
            device, folder = self._slot.device(), self._errand.folder / self._folder
            stage = "harness"
            attempt = Attempt(task, device, folder, self._errand.pictures, cut, told)
            trajectory = self._entrant().work(attempt)
            stage = "verifier"
            self._slot.sky("")
            return self._judged(trajectory, task.score(device, trajectory))
        except Exception as error:  # noqa: BLE001 - the suite runner is where every failure becomes a row
            return self._failed(_fault(stage, error), error, trajectory)
        finally:
            if self._task is not None:
                with suppress(TapwrightError):
                    self._clear_away(self._task)

    def _prepared(self, template: Template) -> tuple[Task, Trajectory | None]:
        """The phone where the task begins; or where a try that a kill cut off had come to, and that try."""
        folder = self._errand.folder / self._folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        cut = cut_off(folder.with_name(str(self._base.attempt - 1)))
        task = self._begun(template)
        if cut is None or self._errand.entrant != "agent" or not self._slot.repeats:
            return task, None
        if replay(cut, self._slot.device()):
            self.goes_on = True
            return task, carried_over(cut, folder)
        self._clear_away(task)
        return self._begun(template), None

    def _clear_away(self, task: Task) -> None:
        """What the task put there, and on a phone that has no snapshot what came of it, too."""
        device = self._slot.device()
        try:
            if not self._slot.repeats:
                task.put_back(device)
        finally:
            task.tear_down(device)

    def _begun(self, template: Template) -> Task:
        self._base = self._base.model_copy(update={"reset": self._slot.ready()})
        self._task = template.task(self._job.episode.seed, self._job.episode.params)
        self._task.initialize(self._slot.device())
        self._slot.sky(self._task.weather)
        return self._task

    def _judged(self, trajectory: Trajectory, verdict: Verdict) -> Outcome:
        failure = "" if verdict.success else failure_of(trajectory)
        return self._told(trajectory).model_copy(
            update={
                "success": verdict.success,
                "failure": failure,
                "verdict": verdict,
                "reasonable": self._reasonable(),
                "ended_at": time.time(),
            }
        )

    def _reasonable(self) -> float | None:
        """For the suite that wants to know: it takes a second, and every look at the figures would."""
        return reasonable_in(self._errand.folder / self._folder) if self._errand.suite == LAB else None

    def _told(self, trajectory: Trajectory) -> Outcome:
        ending = trajectory.ending
        return self._base.model_copy(
            update={
                "status": ending.status if ending else "unfinished",
                "reason": ending.reason if ending else "",
                "answer": trajectory.answer,
                "steps": len(trajectory.steps),
                "seconds": trajectory.seconds,
                "usage": sum(trajectory.usage.values(), Usage()),
                "late_cost": trajectory.late_cost,
                "folder": self._folder.as_posix(),
            }
        )

    def _failed(self, failure: Failure, error: Exception, trajectory: Trajectory | None = None) -> Outcome:
        reason = str(error)
        if not isinstance(error, TapwrightError):
            reason = f"{type(error).__name__}: {error}"
            self._keep(error)
        known = self._told(trajectory) if trajectory else self._base
        if (self._errand.folder / self._folder).is_dir():
            known = known.model_copy(update={"folder": self._folder.as_posix()})
        return known.model_copy(update={"failure": failure, "reason": reason, "ended_at": time.time()})

    def _keep(self, error: Exception) -> None:
        """Where in somebody's code it was raised, for who has to mend that."""
        folder = self._errand.folder / self._folder
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            told = "".join(traceback.format_exception(error))
            (folder / "traceback.txt").write_text(told, "utf-8", errors="backslashreplace")

    def _entrant(self) -> Entrant:
        if self._made is not None:
            return self._made(self._job.cost_left)
        if self._errand.entrant == "agent":
            return AgentEntrant(self._errand.settings, self._job.cost_left)
        if self._errand.entrant in _CODE:
            return _CODE[self._errand.entrant]
        return own_entrant(self._errand.entrant, self._errand.settings, self._job.cost_left)


def _see_room(folder: Path) -> None:
    """Raises ConfigError where no more can be recorded: tasks are not to fail of it, one after the other."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_ROOM))
    except OSError as error:
        raise ConfigError(f"cannot record the run in {folder}: {error.strerror}") from error


def _row(step: Step) -> StepRow:
    return StepRow(
        step=step.index,
        action=step.action.action_type if step.action else "",
        error=step.error,
        seconds=step.seconds,
        usage=sum(step.usage.values(), Usage()),
    )


def _fault(stage: Failure, error: Exception) -> Failure:
    """Whose fault it is that an attempt broke down in a stage that is otherwise at fault itself."""
    if isinstance(error, ModelUnavailable):
        return "model"
    return "device" if isinstance(error, DeviceError) else stage


def failure_of(trajectory: Trajectory) -> Failure:
    """Whose fault it is that a run which was judged did not succeed."""
    ending = trajectory.ending
    if ending is None:
        return "harness"
    if ending.status == "error":
        return ending.cause if ending.cause in ("model", "device") else "harness"
    return "budget" if ending.cause == "limit" else "agent"
