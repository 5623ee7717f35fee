"""review: whether the latest steps, taken together, still head for the goal (ColorAgent, trajectory level).

Called every few steps, and at once where a rule finds the run going in circles.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Spoken
from agent.run.context import Context
from agent.run.state import State
from agent.run.step import Step


class Review(Spoken):
    """The verdict on a stretch of the run."""

    on_track: bool
    advice: str = ""
    """What is wrong, and what to do instead; "" where all is well."""

    @property
    def gist(self) -> str:
        """The verdict."""
        return "on track" if self.on_track else f"off track: {self.advice}"


@dataclass(frozen=True)
class Reviewing(Ask[Review]):
    """Judge the latest steps."""

    role: ClassVar[str] = "review"
    latest: tuple[Step, ...] = ()
    finding: str = ""
    """What a rule found; "" where it is just time for it."""

    @property
    def reply(self) -> type[Review]:
        """The verdict."""
        return Review


def review(state: State, finding: str, context: Context) -> tuple[str, ...]:
    """What the next decision has to hear of it. Raises what the brain raises."""
    latest = state.steps[-context.preset.review_every :]
    said = context.ask(Reviewing(context.view(state), latest=latest, finding=finding)).value
    return () if said.on_track else (f"The latest steps lead away from the goal: {said.advice}",)
