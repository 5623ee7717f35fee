"""A run as a researcher reads it: for each step who was asked what, what they said, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent.record.question import FILE_NAME, AskedQuestion, asked_questions
from agent.run.step import Saying, Step
from agent.run.trajectory import Trajectory

_NOTHING = frozenset({"", "nothing", "none"})


@dataclass(frozen=True, slots=True)
class RoleCall:
    """One time that a role spoke."""

    saying: Saying
    asked: AskedQuestion | None
    """What it was asked and replied, word by word; None where the run did not keep that (`record`)."""


@dataclass(frozen=True, slots=True)
class StepTrace:
    """One step."""

    step: Step
    calls: tuple[RoleCall, ...]
    """Who spoke since the step before was carried out; of the last step also who spoke after it."""
    after: str
    """The screen that the step led to, relative to the run's folder; "" where none was kept."""


def traced(run: Trajectory) -> tuple[StepTrace, ...]:
    """Each step of a run. Raises ConfigError where what was asked can't be read."""
    rows = asked_questions(run.folder) if (run.folder / FILE_NAME).is_file() else ()
    unread = iter(rows)
    calls = [_calls(step.said, unread) for step in run.steps]
    if calls:
        calls[-1] += _calls(run.said, unread)
    shots = [*(step.shot for step in run.steps[1:]), ""]
    return tuple(map(StepTrace, run.steps, calls, shots))


def _calls(said: tuple[Saying, ...], rows: Iterator[AskedQuestion]) -> tuple[RoleCall, ...]:
    """Who spoke is on the record in the order of the rows; plain code asked nobody, and may say nothing."""
    calls = [RoleCall(saying, next(rows, None) if saying.model else None) for saying in said]
    return tuple(call for call in calls if call.saying.model or call.saying.text not in _NOTHING)
