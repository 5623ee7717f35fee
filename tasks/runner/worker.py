"""A worker: makes one attempt after the other, and enters all that comes of it."""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from agent.run.step import Step
from device.error import ConfigError
from models.reply import Usage
from tasks.agent.agent import AgentFactory
from tasks.agent.choice import agent_named
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome, StepRow
from tasks.plugin import look_in
from tasks.runner.attempt import AttemptRunner
from tasks.runner.message import AttemptRequest, StepProgress
from tasks.runner.phone import WorkerPhone
from tasks.runner.spec import RunSpec

_ROOM = 1_000_000
"""Bytes that a step's records may well take."""


class Worker:
    """One phone, one ledger, one attempt at a time."""

    def __init__(
        self,
        spec: RunSpec,
        phone: WorkerPhone,
        ledger: Ledger,
        name: str,
        make_agent: AgentFactory | None = None,
    ) -> None:
        """`make_agent` gives who works on a task, in the place of the agent that the run names."""
        if spec.home is not None:
            look_in(spec.home)
        self._spec = spec
        self._phone = phone
        self._ledger = ledger
        self._name = name
        self._make_agent = make_agent or partial(agent_named, spec.agent, spec.settings)

    def attempt(self, request: AttemptRequest, tell: Callable[[StepProgress], None]) -> Outcome:
        """Make an attempt and enter its outcome; every step is entered as it is done, and told.

        Whatever is raised on the way becomes the attempt's failure; only what stops the worker itself (a
        ledger or a folder that cannot be written) propagates, and the attempt has no outcome then.
        """
        run, episode = self._spec.name, request.episode.number
        attempt = self._ledger.attempt(run, episode, self._name, self._phone.name)
        now = time.time()
        begun = Outcome(
            episode=episode,
            attempt=attempt,
            device=self._phone.name,
            worker=self._name,
            began_at=now,
            ended_at=now,
        )
        runner = AttemptRunner(self._spec, self._phone, request, self._make_agent, begun)
        known = {row.step for row in self._ledger.steps(run, episode, attempt - 1)}

        def told(step: Step) -> None:
            if runner.goes_on and step.index in known:
                return  # judged once more, where an earlier attempt was cut off
            row = _row(step)
            self._ledger.step(run, episode, attempt, row)
            tell(StepProgress(episode=episode, step=row.step, cost=row.usage.cost))

        outcome = runner.run(told)
        if outcome.failure in ("harness", "verifier"):
            _see_room(self._spec.folder)
        self._ledger.outcome(run, outcome, final=request.last or not outcome.is_crash)
        return outcome


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
