"""One attempt at an episode: the phone made ready, the agent at work, the verdict, all cleared away."""

import shutil
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from agent.evaluation.verdict import Verdict
from agent.run.event import Question
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from device.error import TapwrightError
from models.reply import Usage
from tasks.agent.agent import AgentFactory, Attempt
from tasks.agent.rejoin import carried_over, cut_off, replay
from tasks.door.call import CallLog
from tasks.ledger.record import Failure, Outcome
from tasks.runner.fault import failure_of, fault_of
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import WorkerPhone
from tasks.runner.preflight import see_apps
from tasks.runner.spec import RunSpec
from tasks.statistics.lab import LAB, reasonable_in
from tasks.suite import find_suite
from tasks.task import Task, Template


class AttemptRunner:
    """Makes one attempt; used once."""

    def __init__(
        self,
        spec: RunSpec,
        phone: WorkerPhone,
        request: AttemptRequest,
        make_agent: AgentFactory,
        begun: Outcome,
    ) -> None:
        """`begun` is its outcome as far as it is known before: number, worker, phone and when it began."""
        self._spec = spec
        self._phone = phone
        self._request = request
        self._make_agent = make_agent
        self._outcome = begun
        self._task: Task | None = None
        self._log = CallLog(spec.ways)
        self.goes_on = False
        """Whether it goes on with an attempt that a kill cut off."""
        self._place = request.episode.folder(begun.attempt)
        """Of its trajectory, within the run's folder."""
        self._folder = spec.folder / self._place

    def run(self, told: Callable[[Step], None]) -> Outcome:
        """Make ready, work, judge, clear away; what fails, and whose fault it is, is in the outcome."""
        stage: Failure = "harness"
        trajectory: Trajectory | None = None
        try:
            template = find_suite(self._spec.suite).named(self._request.episode.task)
            if not self._phone.repeats:
                see_apps(self._phone.device(), template.facts.app_names)
            stage = "verifier"
            task, cut = self._prepared(template)
            stage = "harness"
            trajectory = self._worked(task, cut, told)
            stage = "verifier"
            self._phone.sky("")
            return self._judged(trajectory, task.score(self._phone.device(), trajectory))
        except Exception as error:  # noqa: BLE001 - the suite runner is where every failure becomes a row
            return self._failed(fault_of(error, stage), error, trajectory)
        finally:
            if self._task is not None:
                with suppress(TapwrightError):
                    self._clear_away(self._task)

    def _prepared(self, template: Template) -> tuple[Task, Trajectory | None]:
        """The phone where the task begins; or where an attempt that a kill cut off had come to, and that."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        cut = cut_off(self._folder.with_name(str(self._outcome.attempt - 1)))
        task = self._begun(template)
        if cut is None or self._spec.agent != "agent" or not self._phone.repeats:
            return task, None
        with self._phone.behind(self._log) as device:
            if replay(cut, device, self._log):
                self.goes_on = True
                return task, carried_over(cut, self._folder)
        self._log = CallLog(self._spec.ways)
        self._clear_away(task)
        return self._begun(template), None

    def _worked(self, task: Task, cut: Trajectory | None, told: Callable[[Step], None]) -> Trajectory:
        """Have the agent work on the task, behind the gate."""

        def done(step: Step) -> None:
            self._log.step = step.index + 1
            told(step)

        def person(question: Question) -> str:
            return task.reply(question, self._phone.device())

        try:
            with self._phone.behind(self._log) as device, task.serving(self._served) as tools:
                attempt = Attempt(
                    task, device, self._folder, self._spec.pictures, cut, done, self._log, tools, person
                )
                return self._make_agent(self._request.cost_left).work(attempt)
        finally:
            if self._phone.visitors():
                self._log.refuse("connect", "the phone's own port, beside the door")
            self._log.write(self._folder)

    @property
    def _served(self) -> Path:
        """Where the servers of the task keep what they hold."""
        return self._folder.with_name(f"{self._folder.name}-servers")

    def _clear_away(self, task: Task) -> None:
        """What the task put there, and on a phone that has no snapshot what came of it, too."""
        device = self._phone.device()
        try:
            if not self._phone.repeats:
                task.put_back(device)
        finally:
            task.tear_down(device)

    def _begun(self, template: Template) -> Task:
        self._outcome = self._outcome.model_copy(update={"reset": self._phone.ready()})
        self._task = template.task(self._request.episode.seed, self._request.episode.params)
        self._task.initialize(self._phone.device(), self._phone.census)
        self._phone.sky(self._task.weather)
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
        return reasonable_in(self._folder) if self._spec.suite == LAB else None

    def _told(self, trajectory: Trajectory) -> Outcome:
        ending = trajectory.ending
        return self._outcome.model_copy(
            update={
                "status": ending.status if ending else "unfinished",
                "reason": ending.reason if ending else "",
                "answer": trajectory.answer,
                "steps": len(trajectory.steps),
                "seconds": trajectory.seconds,
                "usage": sum(trajectory.usage.values(), Usage()),
                "late_cost": trajectory.late_cost,
                "refused": self._log.refused,
                "folder": self._place.as_posix(),
            }
        )

    def _failed(self, failure: Failure, error: Exception, trajectory: Trajectory | None) -> Outcome:
        reason = str(error)
        if not isinstance(error, TapwrightError):
            reason = f"{type(error).__name__}: {error}"
            self._keep(error)
        known = self._told(trajectory) if trajectory else self._outcome
        known = known.model_copy(update={"refused": self._log.refused})
        if self._folder.is_dir():
            known = known.model_copy(update={"folder": self._place.as_posix()})
        return known.model_copy(update={"failure": failure, "reason": reason, "ended_at": time.time()})

    def _keep(self, error: Exception) -> None:
        """Where in somebody's code it was raised, for who has to mend that."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            told = "".join(traceback.format_exception(error))
            (self._folder / "traceback.txt").write_text(told, "utf-8", errors="backslashreplace")
