"""evaluate: whether a finished run reached its goal, from its record and pictures alone (PAE's evaluator).

Asked after the run, by practice and for phones whose state nobody can read. It may abstain: what it cannot
tell is no label.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from agent.brain.brain import Ask, Look, Spoken

Label = Literal["SUCCESS", "FAIL", "UNSURE"]


class Evaluation(Spoken):
    """The verdict on a run."""

    verdict: Label
    reason: str
    step: int | None = Field(default=None, ge=0)
    """The step that decides it; None where no single one does."""

    @property
    def gist(self) -> str:
        """Verdict and reason."""
        where = f" (step {self.step})" if self.step is not None else ""
        return f"{self.verdict}{where}: {self.reason}"


@dataclass(frozen=True)
class Evaluating(Ask[Evaluation]):
    """Judge a run; the view holds all of its steps, and the last screen as the one now."""

    role: ClassVar[str] = "evaluate"
    ended: str = ""
    """How the run says it ended, and why."""
    answer: str = ""
    """What it told the person."""
    earlier: tuple[Look, ...] = ()
    """The first screen, then the last ones but one, oldest first."""

    @property
    def reply(self) -> type[Evaluation]:
        """The verdict."""
        return Evaluation

    def looks(self) -> tuple[Look, ...]:
        """The first screen and the last ones."""
        return (*self.earlier, Look(self.view.observation))
