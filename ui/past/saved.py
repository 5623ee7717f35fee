"""What calls of tools saved: a run beside the latest one of the same goal that had none."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from agent.action.action import CALL
from agent.run.trajectory import Trajectory, read_trajectory
from device.error import ConfigError
from ui.past.past import PastRun, past_runs


@dataclass(frozen=True, slots=True)
class Saved:
    """A run with tools, and what the same goal took without."""

    calls: int
    steps: int
    seconds: float
    without: PastRun | None
    """The latest verified run of the same goal by touches alone; None where none is kept."""

    @property
    def line(self) -> str:
        """In a line: the calls, and the other run's steps and seconds."""
        told = f"{self.calls} of {self.steps} steps called a tool"
        if self.without is None:
            return f"{told} · no run of this goal by touches alone is kept"
        other = self.without
        return f"{told} · by touches alone: {other.steps} steps, {other.seconds:.1f} s ({other.name})"

    @property
    def fields(self) -> dict[str, JsonValue]:
        """The same for a program."""
        other = self.without
        kept: JsonValue = (
            {"run": other.name, "steps": other.steps, "seconds": other.seconds} if other else None
        )
        return {"calls": self.calls, "steps": self.steps, "seconds": self.seconds, "without": kept}


def saved(run: Trajectory, runs: Path) -> Saved | None:
    """What the calls of a run saved, by what is kept in a folder of runs; None for a run without any."""
    calls = _calls(run)
    if not calls:
        return None
    goal = run.manifest.said or run.manifest.goal
    others = (
        one for one in past_runs(runs) if one.goal == goal and one.status == "complete" and one.verified
    )
    without = next((one for one in others if _is_by_touch(one)), None)
    return Saved(calls, len(run.steps), run.seconds.total, without)


def _calls(run: Trajectory) -> int:
    return sum(
        step.performed and step.action is not None and step.action.action_type == CALL for step in run.steps
    )


def _is_by_touch(run: PastRun) -> bool:
    try:
        return _calls(read_trajectory(run.folder)) == 0
    except ConfigError:  # a record of a version that nobody reads any more
        return False
