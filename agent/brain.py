"""What thinks in a run: one interface, whether a model answers or the offline policy."""

from dataclasses import dataclass
from typing import Protocol

from pydantic import ConfigDict, Field

from agent.action import Action
from agent.step import Outcome, Plan, Record, Step
from device.screen import Observation
from models.reply import Reply


@dataclass(frozen=True)
class View:
    """All that a brain gets to know of the run."""

    goal: str
    observation: Observation
    """The screen now, with its picture."""
    plan: Plan | None = None
    steps: tuple[Step, ...] = ()
    feedback: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    detailed: int = 12
    """How many of the latest steps are worth telling in full."""


class _Spoken(Record):
    """A model's reply: what it says beyond the fields is let go."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Decision(_Spoken):
    """What to do next and why; several actions are done one after the other, each looked at anew."""

    thought: str
    actions: tuple[Action, ...] = Field(min_length=1)
    expectation: str = ""
    """What the screen should show afterwards."""
    plan: Plan | None = None
    """The plan as it stands after this screen, where the brain keeps it up as it goes."""


class Judgement(_Spoken):
    """What an action did to the screen."""

    outcome: Outcome
    evidence: str


class Confirmation(_Spoken):
    """Whether the goal is reached, as far as the screen can tell."""

    reached: bool | None
    """None where the screen does not tell."""
    evidence: str


class Brain(Protocol):
    """Plans, decides and judges. Each call raises BadReply or ModelUnavailable as ChatModel does."""

    @property
    def name(self) -> str:
        """Which brain it is, for manifest and reports."""
        ...

    def plan(self, view: View) -> Reply[Plan]:
        """Sub-goals for the goal; the view has feedback where an earlier plan led nowhere."""
        ...

    def decide(self, view: View) -> Reply[Decision]:
        """What to do on this screen."""
        ...

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """What the step did, where the cheap check saw only `suspicion`."""
        ...

    def confirm(self, view: View) -> Reply[Confirmation]:
        """Whether the fresh screen shows the goal reached."""
        ...
