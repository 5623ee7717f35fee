"""What the page shows of a session: rows of plain text and numbers, no markup."""

from dataclasses import asdict, dataclass
from typing import Literal

from ui.report.draw import Shape


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task began."""

    goal: str
    resumed: bool
    kind: Literal["task"] = "task"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan, or a new one."""

    subgoals: tuple[str, ...]
    done: int
    kind: Literal["plan"] = "plan"


@dataclass(frozen=True, slots=True)
class RequiredRow:
    """What must have happened in the end."""

    effects: tuple[str, ...]
    kind: Literal["required"] = "required"


@dataclass(frozen=True, slots=True)
class NoticedRow:
    """Why the model's reply is waited for, or that another model takes over."""

    text: str
    kind: Literal["noticed"] = "noticed"


@dataclass(frozen=True, slots=True)
class TouchRow:
    """What is about to be touched."""

    index: int
    size: tuple[int, int]
    """Of the screen, in device pixels: what the shapes are in."""
    shapes: tuple[Shape, ...]
    kind: Literal["touch"] = "touch"


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step, its screen, and what was done there."""

    index: int
    sign: str
    tone: str
    """Colour of the sign by name, as on a terminal."""
    did: str
    """What it did, as the program knows it."""
    deed: str
    """The same for the owner; "" where it came to nothing, or only looked."""
    thought: str
    remarks: tuple[str, ...]
    seconds: float
    done: int | None
    """How many sub-goals were reached by then; None where there was no plan."""
    subgoal: str
    """What it was done for; "" where there was no plan."""
    sentence: str
    """All that was done for that so far, for the owner; "" where that is nothing yet."""
    tokens: int
    picture: str
    """Address of the screen; "" where there is none."""
    size: tuple[int, int]
    """Of the screen, in device pixels: what the shapes are in."""
    shapes: tuple[Shape, ...]
    candidates: tuple[tuple[int, int], ...]
    """Other places that might have been meant."""
    trace: str
    """Address of what a researcher wants to know of it."""
    kind: Literal["step"] = "step"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """The task waits for an answer."""

    asks: Literal["confirm", "ask", "take_over"]
    text: str
    deed: str
    """What is about to happen, in one sentence; "" where only `touch` is known, and why it is asked about."""
    touch: str
    why: str
    classes: tuple[str, ...]
    once: bool
    """Whether a yes can't hold for the whole task."""
    app: str
    to: str
    content: str
    amount: str
    box: tuple[int, int, int, int] | None
    picture: str
    """The address of the part of the screen that would be touched; "" where there is none."""
    size: tuple[int, int] | None
    """Of that picture: there is room for it before it comes, so that no button moves under a finger."""
    hint: str
    kind: Literal["question"] = "question"


@dataclass(frozen=True, slots=True)
class SteeredRow:
    """The person did something about the task."""

    act: str
    text: str
    question: int
    kind: Literal["steered"] = "steered"


@dataclass(frozen=True, slots=True)
class EffectLine:
    """Something that the goal requires, and how it stands."""

    text: str
    standing: str
    evidence: str


@dataclass(frozen=True, slots=True)
class MetRow:
    """Something required has happened; how all of it stands."""

    effects: tuple[EffectLine, ...]
    kind: Literal["met"] = "met"


@dataclass(frozen=True, slots=True)
class EndedRow:
    """The task is over."""

    status: str
    verified: bool
    answer: str
    why: str
    verdict: str
    effects: tuple[EffectLine, ...]
    """How each thing stands that the goal requires."""
    run: str
    """Name of the recorded run; "" where nothing was recorded."""
    kind: Literal["ended"] = "ended"


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """An answer to what asked nothing of the phone."""

    text: str
    kind: Literal["reply"] = "reply"


Row = (
    TaskRow
    | RequiredRow
    | MetRow
    | PlanRow
    | NoticedRow
    | TouchRow
    | StepRow
    | QuestionRow
    | SteeredRow
    | ReplyRow
    | EndedRow
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row and where it stands."""

    number: int
    at: float
    task: int
    row: Row

    def plain(self) -> dict[str, object]:
        """For JSON: one flat object."""
        return {"number": self.number, "at": self.at, "task": self.task, **asdict(self.row)}
