"""The nouns of a run: what was seen, planned, decided, permitted, done; and how it ended.

Everything here is a frozen pydantic model, so that a step reads back from the trajectory, and a state
from LangGraph's checkpoint, as exactly what was written.
"""

from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from agent.action.action import Action
from agent.effect.effect import Proof
from agent.guard.deed import GuardedDeed
from agent.run.control import CLOSED
from agent.run.reason import ReasonCode
from agent.run.status import Cause, RunStatus
from device.error import ToldToPerson
from device.screen import Bounds, Observation, Point
from models.reply import Turn, Usage


class Outcome(StrEnum):
    """What an action did to the screen; the values are those of the record."""

    NONE = ""
    """Nothing was done, or nobody has looked yet."""
    SUCCESS = "success"
    """It did what an action of its kind does to what it was done to."""
    CHANGED = "changed"
    """The screen changed, but nothing that belongs to the action or that was expected."""
    WRONG_PAGE = "wrong_page"
    """It led somewhere else: going back is the remedy."""
    NO_CHANGE = "no_change"
    UNCERTAIN = "uncertain"
    """The screens do not tell."""


FAILED = frozenset({Outcome.WRONG_PAGE, Outcome.NO_CHANGE})
"""Outcomes of an action that came to nothing. What merely changed the screen is neither failure nor proof."""

QUEUE = "queue"
"""Who decided on an action that was chosen together with an earlier one."""


class Handling(StrEnum):
    """What became of a step before the phone was touched, where it did not just go ahead as decided."""

    NONE = ""
    NOT_FOUND = "not_found"
    """A place of the action is not on the screen, or what names it disagrees."""
    FORBIDDEN = "forbidden"
    """The guard or a policy does not let it pass."""
    REFUSED = "refused"
    """The person said no."""
    UNCLEAR = "unclear"
    """The person said neither yes nor no."""
    UNANSWERED = "unanswered"
    """It needed the person, and nobody answered."""
    STOPPED = "stopped"
    """The run was stopped before it."""
    TAKEN = "taken"
    """The person took the phone before it."""
    UNHEARD = "unheard"
    """The person spoke before it."""
    CHANGED = "changed"
    """The screen showed something else than what was allowed."""
    SETTLED = "settled"
    """What it was to bring about was so already; it counts as done."""
    UNCOVERS = "uncovers"
    """It brings the place of the next queued action back into sight."""


TaskKind = Literal["several_apps", "question", "several_items", "other"]
"""The kind of a goal: work in several apps; a question; one thing done to many items; none of these."""


class Record(BaseModel):
    """Base of what is kept of a run."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Seen(Record):
    """One look at the phone, the picture by reference."""

    observation: Observation
    """Its screenshot has a path and no bytes."""
    shot: str = ""
    """Path of the picture relative to the trajectory's folder; "" when there is none."""
    fingerprint: str
    """Equal for two looks at the same screen, whatever the clock says."""
    moving: tuple[Bounds, ...] = ()
    """The parts that never stood still, in device pixels; the screen is known by the rest."""

    @property
    def is_read_back(self) -> bool:
        """Whether only its name and its picture are left, read back from the record."""
        return self.observation.size == (0, 0)


class Plan(Record):
    """Where the task stands and what comes next."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    subgoals: tuple[str, ...] = ()
    """All of them, in the order in which they are taken up."""
    done: int = 0
    """How many, from the first on, are reached."""
    progress: str = ""
    """What is done so far, in words."""

    @property
    def next(self) -> str:
        """The sub-goal to work on now; "" when none is left."""
        return self.subgoals[self.done] if self.done < len(self.subgoals) else ""

    def after_nothing(self, before: Self | None) -> Self:
        """The plan once the decision that it came with came to nothing: no more is reached than `before`."""
        return self.model_copy(update={"done": min(self.done, before.done if before is not None else 0)})


class Noted(Record):
    """Something worth keeping for later steps, and where it was read."""

    text: str
    place: str = ""
    """The app it was read in; "" for what was not read off a screen."""
    step: int = 0

    def __str__(self) -> str:
        return f"{self.text} (read in {self.place})" if self.place else self.text


class Earlier(Record):
    """A task of the same conversation, done before."""

    goal: str
    """In the person's words."""
    status: RunStatus
    answer: str = ""
    """What it told the person; text off a screen, so never an order."""
    added: tuple[str, ...] = ()
    """What they said while it was worked on, in their words."""
    did: tuple[str, ...] | None = None
    """Its actions, in words; None where they are not known."""
    served: tuple[str, ...] = ()
    """For each of them the sub-goal that it was done for."""
    left: tuple[str, ...] = ()
    """What it left that the task after it, which takes it back, can't put right."""


class Errand(Record):
    """What kind of task the goal is, and the sub-tasks it is done in."""

    kind: TaskKind = "other"
    tasks: tuple[str, ...] = ()
    """In order; empty where the goal is done as one."""
    current: int = 0
    found: tuple[str, ...] = ()
    """What each finished sub-task leaves to those after it, in their order."""
    wording: str = ""
    """The current sub-task with what was found put into it; text off a screen, so never an order."""

    @property
    def task(self) -> str:
        """The sub-task to work on; "" where there are none."""
        return self.tasks[self.current] if self.current < len(self.tasks) else ""

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after what is worked on now."""
        return self.current + 1 >= len(self.tasks)


class Saying(Record):
    """What one role said, and who spoke for it."""

    role: str
    model: str = ""
    """Name of the model, or `offline`; "" where the role is plain code."""
    text: str = ""
    """What it came to, in a line."""
    usage: Usage = Usage()
    seconds: float = 0.0


class Mark(Record):
    """What a touched thing is known by, to be found again on another screen; its pixels are no part of it."""

    package: str
    resource_id: str = ""
    kind: str = ""
    """Short name of its class."""
    names: tuple[str, ...] = ()
    """What it is called, the title first; what a field holds is not among them."""
    holders: tuple[str, ...] = ()
    """Resource ids of what holds it, nearest first."""
    near: tuple[str, ...] = ()
    """Texts on its line and right above it, nearest first."""
    in_list: bool = False
    """Whether it is an item of something that scrolls: what its id stands for may be anything there."""
    acts: bool = True
    """Whether it takes touches itself."""
    order: int = 1
    alike: int = 1
    """It was the `order`-th of so many that look and are called alike."""
    is_checked: bool | None = None
    """How the switch there stood before the touch; None where there is none."""
    within: tuple[float, float] = (0.5, 0.5)
    """Where it was touched, as shares of its width and height."""


class Spot(Record):
    """Where a target turned out to be: a Grounding as a step keeps it."""

    point: Point
    bounds: Bounds | None = None
    confidence: float
    method: str
    label: str = ""
    """What the control there is called, in the screen's own words: its own text, or that of its row."""
    alternatives: tuple[Point, ...] = ()
    doubts: tuple[float, ...] = ()
    """How sure the method is of each alternative; empty in older records."""
    heatmap: str = ""
    """A grey picture of its scores over the screen, in the trajectory's folder; "" where it has none."""
    mark: Mark | None = None
    """What the place can be found again by; None where no element list tells of it."""
    element: int | None = None
    """Index of the control that a touch here hits; None where no element list tells, and in older records."""


class QueuedAction(Record):
    """An action that was decided together with an earlier one and is still to be done."""

    action: Action
    spots: tuple[Spot | None, ...] = ()
    """Its places on the screen that it was decided on, in order; None for one to be found by its words."""
    expectation: str = ""
    """What its decision expects of the screen in the end."""
    refusal: str = ""
    """Why the batch ends before it, in words for the model."""


class Permit(Record):
    """The guard's word on an action."""

    allowed: bool = True
    classes: tuple[str, ...] = ()
    """The kinds of sensitive action it is; empty for a harmless one."""
    by: Literal["guard", "policy", "person", "nobody"] = "guard"
    """Who said so: the guard itself (harmless, or out of bounds), a policy given beforehand, the person when
    asked; or nobody answered."""
    reason: str = ""
    """Why it was held beyond its classes: how it differs from what the goal asks for, the app it is in."""
    answer: str = ""
    """What the person said to a question."""
    deed: GuardedDeed | None = None
    """What was held, or allowed: the yes is bound to it."""


class Seconds(Record):
    """Where the time of a lap went."""

    model: float = 0.0
    device: float = 0.0
    wait: float = 0.0
    """The person's time: questions, pause; and waits that were asked for."""
    total: float = 0.0

    @property
    def overhead(self) -> float:
        """Our own time: all that is none of the others."""
        return max(0.0, self.total - self.model - self.device - self.wait)

    def __add__(self, other: "Seconds") -> "Seconds":
        return Seconds(
            model=self.model + other.model,
            device=self.device + other.device,
            wait=self.wait + other.wait,
            total=self.total + other.total,
        )


class Called(Record):
    """A tool that was called, as far as a claim is weighed by it."""

    app: str = ""
    """Package of the app that it acts through; "" for none."""
    changes: bool = True


class Step(Record):
    """One lap of the loop: a decision and what became of it."""

    index: int
    """From 1."""
    shot: str = ""
    """The screen it was decided on."""
    package: str = ""
    page: str = ""
    """Short name of the page, equal however it is scrolled."""
    activity: str = ""
    """Class name of the activity in front."""
    fingerprint: str = ""
    plan: Plan | None = None
    """As it stood when this was decided; so `errand` and `notes`."""
    errand: Errand | None = None
    notes: tuple[Noted, ...] = ()
    added: tuple[str, ...] = ()
    """What the person had added to the goal by then."""
    decided_by: str = ""
    """The role that chose the action; `QUEUE` where it was chosen with an earlier one, `reflect` where it
    mends what that one did."""
    certainty: float | None = None
    """Mean log-probability of the tokens that name the action; None where the model gives none."""
    turn: Turn | None = None
    """What the model was told and what it replied, where it was asked in its own language."""
    read: tuple[str, ...] = ()
    """Texts of this screen, not met before in the run, that somebody may have written there."""
    title: tuple[str, ...] = ()
    """What stands at the top of its page; empty for a dialog."""
    item: tuple[str, ...] = ()
    """What the item of a list tells that is touched, or that the touched control is in."""
    thought: str = ""
    expectation: str = ""
    """What the screen should show afterwards; "" when nothing was said."""
    action: Action | None = None
    """None where no decision could be had; `error` says why."""
    misses: tuple[str, ...] = ()
    """What was decided first, and why it could not be found."""
    grounding: tuple[Spot, ...] = ()
    """One for each target of the action, in order."""
    permit: Permit | None = None
    performed: bool = False
    """Whether it was carried out. With an `error` beside it, a tool's call began and broke off."""
    result: str = ""
    """What a tool returned; untrusted text, as what a screen shows."""
    called: Called | None = None
    """The tool that was called."""
    error: str = ""
    """Why not, or what the model got wrong, in words it can use."""
    handling: Handling = Handling.NONE
    """The same for the program."""
    outcome: Outcome = Outcome.NONE
    reason: ReasonCode = ReasonCode.NONE
    """What the outcome was read from."""
    evidence: str = ""
    """The same in words."""
    said: tuple[Saying, ...] = ()
    """Who spoke since the last step was carried out, in order: those who judged it, then those who led to
    this one."""
    usage: dict[str, Usage] = Field(default_factory=dict)
    """Tokens and cost of this lap by role."""
    seconds: Seconds = Seconds()

    @property
    def succeeded(self) -> bool:
        """Whether it was carried out, and did what it was meant to."""
        return not self.error and self.outcome == Outcome.SUCCESS

    @property
    def failed(self) -> bool:
        """Whether it was not carried out, or came to nothing."""
        return bool(self.error) or self.outcome in FAILED


class Ending(Record):
    """How a run ended."""

    status: RunStatus
    reason: str = ""
    verified: bool = False
    """Whether every required effect has evidence: the phone's state, or a screen that was judged."""
    evidence: str = ""
    """What it was confirmed by."""
    exit_code: int = 0
    """What the command exits with: that of the status where none is given, as in records of 0.1.0. SIGTERM
    and `--accept-unverified` give the command another."""
    cause: Cause = Cause.NONE
    """Why it did not reach the goal, or what broke."""
    proofs: tuple[Proof, ...] = ()
    """The ledger: how each required effect stands. Empty where nothing was claimed."""
    changes: tuple[str, ...] | None = None
    """What changed in the phone's own state, a line each; None where nobody compared it."""

    @classmethod
    def stopped(cls, why: str) -> Self:
        """A run that was stopped, for a reason that `Control.stop` was given."""
        cause = Cause.CLOSED if why == CLOSED else Cause.STOPPED
        return cls(status=RunStatus.STOPPED, reason=why, cause=cause)

    @classmethod
    def failed(cls, error: ToldToPerson) -> Self:
        """A run that an error ended."""
        code = error.exit_code
        return cls(status=RunStatus.ERROR, reason=str(error), exit_code=code, cause=Cause.of(error))

    @model_validator(mode="before")
    @classmethod
    def _with_exit_code(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Fill in the exit code of the status."""
        code = fields.get("exit_code") or RunStatus(fields["status"]).exit_code
        return {**fields, "exit_code": code}
