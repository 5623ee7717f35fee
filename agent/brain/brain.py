"""What thinks in a run: questions to roles, and one interface to whoever answers them.

A role is asked with an `Ask` of its own, which holds all that the role gets to know and names the type of
its reply. A chat model answers any of them (`agent.brain.modelbrain`); a `Core`, such as the bundled policy,
has the four roles that a run cannot do without. `Crew` lets each role have a brain of its own.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar, Generic, Literal, Protocol, TypeVar

from pydantic import ConfigDict, Field, JsonValue

from agent.action.action import CALL, Action, PhoneAction
from agent.brain.scale import Scale
from agent.run.step import Earlier, Errand, Noted, Outcome, Plan, Record, Step
from agent.tool.tool import Offer
from device.screen import Bounds, Observation, Screenshot
from models.channel import OFFERED
from models.error import BadReply
from models.reply import Reply

T = TypeVar("T")
Judged = Literal[Outcome.SUCCESS, Outcome.CHANGED, Outcome.WRONG_PAGE, Outcome.NO_CHANGE, Outcome.UNCERTAIN]
"""What somebody who looked can say of an action."""
Conversation = tuple[str, tuple[Earlier, ...]]
"""A goal, and the tasks done before it."""


@dataclass(frozen=True)
class View:
    """All that a brain gets to know of the run."""

    goal: str
    observation: Observation
    """The screen now, with its picture."""
    said: str = ""
    """The goal as the person said it, where that is not how it stands here: "the same for Wi-Fi"."""
    plan: Plan | None = None
    steps: tuple[Step, ...] = ()
    """Those that the preset tells of, oldest first."""
    feedback: tuple[str, ...] = ()
    notes: tuple[Noted, ...] = ()
    added: tuple[str, ...] = ()
    """What the person added to the goal since the run began; as binding as the goal."""
    detailed: int = 12
    """How many of the latest steps are worth telling in full."""
    errand: Errand | None = None
    wishes: tuple[str, ...] = ()
    """The person's own words of earlier that bear on the goal."""
    earlier: tuple[Earlier, ...] = ()
    """What the person had done before in the same conversation; the goal may refer to it."""
    knowledge: tuple[str, ...] = ()
    """What the person's cards and earlier runs tell about such goals and this app; never an instruction."""
    tools: tuple[Offer, ...] = ()
    """The tools that can be called beside touching the phone."""
    apps: tuple[str, ...] = ()
    """Names of the apps that can be opened, those that the goal names first."""
    required: tuple[str, ...] = ()
    """What must have happened in the end, in words, where it is more than one thing."""
    shots: Mapping[str, Screenshot] = field(default_factory=dict)
    """Pictures that the latest steps were decided on, by the name that the step has for them."""

    @property
    def aim(self) -> str:
        """What is worked on now: the sub-task, else the goal."""
        return (self.errand.task if self.errand else "") or self.goal


@dataclass(frozen=True)
class Look:
    """A picture to be shown to a model, with parts of it framed."""

    observation: Observation
    frames: tuple[Bounds, ...] = ()
    title: str = ""
    """What it shows, where there are several: "Before"."""
    part: Bounds | None = None
    """The part of the screen that is shown; None for all of it."""


@dataclass(frozen=True)
class Ask(ABC, Generic[T]):
    """A question to one role; `agent/prompts/ROLE.md` puts it into words."""

    role: ClassVar[str]
    view: View

    @property
    @abstractmethod
    def reply(self) -> type[T]:
        """The type of the answer."""

    def looks(self) -> tuple[Look, ...]:
        """The pictures that go with it, in order: the screen now, unless a role needs others."""
        return (Look(self.view.observation),)

    def gist(self, value: T) -> str:
        """What the answer comes to, in a line, for the record."""
        return value.gist if isinstance(value, Spoken) else ""

    def put(self, core: "Core") -> Reply[T]:
        """Have it answered by a brain of four roles. Raises BadReply where it is none of the four."""
        raise BadReply(f"{core.name} has no role {self.role}")


class Spoken(Record):
    """A model's reply: what it says beyond the fields is let go."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @property
    def gist(self) -> str:
        """What it comes to, in a line, for the record."""
        return ""


class Decision(Spoken):
    """What to do next and why; several actions are done one after the other, each looked at anew."""

    thought: str
    actions: tuple[PhoneAction, ...] = Field(min_length=1)
    expectation: str = ""
    """What the screen should show afterwards."""
    plan: Plan | None = None
    """The plan as it stands after this screen, where the brain keeps it up as it goes."""

    @property
    def gist(self) -> str:
        """The thought."""
        return self.thought


class ToolDecision(Decision):
    """A decision of a model that has tools beside the finger."""

    actions: tuple[Action, ...] = Field(min_length=1)

    @classmethod
    def offering(cls, tools: tuple[Offer, ...]) -> "type[ToolDecision]":
        """The same, with a schema that names tools: where calls are native, each is a function."""
        return _offering(tools)


@lru_cache(maxsize=16)
def _offering(tools: tuple[Offer, ...]) -> type[ToolDecision]:
    named: dict[str, JsonValue] = {
        tool.name: None if "$ref" in json.dumps(tool.parameters) else dict(tool.parameters) for tool in tools
    }  # a reference would be taken for one within the reply's own schema
    told = ConfigDict(json_schema_extra={OFFERED: {"kind": CALL, "tools": named}})
    members = {"__module__": __name__, "__doc__": ToolDecision.__doc__, "model_config": told}
    return type(ToolDecision.__name__, (ToolDecision,), members)


class Judgement(Spoken):
    """What an action did to the screen."""

    outcome: Judged
    evidence: str

    @property
    def gist(self) -> str:
        """Outcome and evidence."""
        return f"{self.outcome}: {self.evidence}"


class EffectJudgement(Spoken):
    """How one required effect stands, as the judge sees it."""

    number: int
    """As the effects are numbered in the question, from 1."""
    verdict: Literal["met", "missing", "unknown"]
    evidence: str = ""


class Confirmation(Spoken):
    """Whether the goal is reached, as far as screens, record and probes can tell."""

    reached: bool | None
    """None where they do not tell."""
    evidence: str
    effects: tuple[EffectJudgement, ...] = ()
    """For each required effect; none where all of them stand as the goal does."""
    untried: str = ""
    """Of a goal that is not reached: what a person would still try; "" where nothing is left."""

    @property
    def gist(self) -> str:
        """The verdict and what it rests on."""
        verdict = {True: "reached", False: "not reached", None: "cannot tell"}[self.reached]
        return f"{verdict}: {self.evidence}"


class Core(Protocol):
    """A brain of the four roles that a run cannot do without. Each raises BadReply or ModelUnavailable."""

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


class Brain(Protocol):
    """Answers for roles."""

    @property
    def name(self) -> str:
        """Which brain it is, for manifest and reports."""
        ...

    def understands(self, role: str) -> bool:
        """Whether the role makes use of what the person says in words."""
        ...

    def speaker(self, role: str) -> str:
        """Name of the model that answers for a role; "" where nobody does."""
        ...

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """A goal as the role needs it: "the same for Wi-Fi" in full, for one that reads no conversation."""
        ...

    def scale(self, role: str, observation: Observation) -> Scale:
        """How the role counts places on this screen."""
        ...

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The role's answer. Raises BadReply or ModelUnavailable as ChatModel does."""
        ...


class CoreBrain:
    """A `Core` as a Brain."""

    ROLES = frozenset({"plan", "decide", "reflect", "confirm"})

    def __init__(
        self, core: Core, in_full: Callable[[str, tuple[Earlier, ...]], Conversation] | None = None
    ) -> None:
        """`in_full` makes a whole goal of one that refers to the tasks before it; None leaves it as it is."""
        self._core = core
        self._in_full = in_full

    @property
    def name(self) -> str:
        """The core's."""
        return self._core.name

    def understands(self, role: str) -> bool:
        """It goes by goal and screen alone."""
        return False

    def speaker(self, role: str) -> str:
        """The core, for its four roles."""
        return self._core.name if role in self.ROLES else ""

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """The goal by itself, as far as the core has the means to tell it."""
        return self._in_full(goal, earlier) if self._in_full and earlier else (goal, earlier)

    def scale(self, role: str, observation: Observation) -> Scale:
        """Pixels of the screen."""
        return Scale.of_pixels(observation.size)

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The core's answer."""
        return ask.put(self._core)


class Crew:
    """A brain for most roles, and others for some."""

    def __init__(self, default: Brain, others: Mapping[str, Brain]) -> None:
        self._default = default
        self._others = dict(others)

    @property
    def name(self) -> str:
        """The brain of most roles, then the others."""
        told = [f"{role}={brain.name}" for role, brain in sorted(self._others.items())]
        return f"{self._default.name} ({', '.join(told)})" if told else self._default.name

    def understands(self, role: str) -> bool:
        """As the role's own brain does."""
        return self._others.get(role, self._default).understands(role)

    def speaker(self, role: str) -> str:
        """Whoever the role was given to."""
        return self._others.get(role, self._default).speaker(role)

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As the role's own brain does."""
        return self._others.get(role, self._default).in_full(role, goal, earlier)

    def scale(self, role: str, observation: Observation) -> Scale:
        """As the role's own brain counts."""
        return self._others.get(role, self._default).scale(role, observation)

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The answer of the role's own brain."""
        return self._others.get(ask.role, self._default).think(ask)
