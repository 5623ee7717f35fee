"""What flows round the loop.

`State` is what a node reads, `Update` what it returns: the same fields, each optional (a test compares
them). LangGraph merges an update by replacing the fields that it names.
"""

from typing import Literal, TypedDict

from agent.action.action import Action
from agent.effect.effect import Requirements
from agent.preset.composition import When
from agent.run.step import Earlier, Ending, Errand, Noted, Plan, QueuedAction, Record, Seen, Step


class State(Record):
    """A run between two nodes."""

    goal: str = ""
    said: str = ""
    """The goal as the person said it, where what they had done before was put into it."""
    earlier: tuple[Earlier, ...] = ()
    """What the person had done before in the same conversation, oldest first."""
    seen: Seen | None = None
    """The screen now."""
    before: Seen | None = None
    """The screen that the last step was decided on."""
    plan: Plan | None = None
    errand: Errand | None = None
    """The kind of task and its sub-tasks, where a role told them."""
    remedy: Action | None = None
    """What has to be done before anything else is decided."""
    queue: tuple[QueuedAction, ...] = ()
    """Decided together with the last action, still to be done."""
    step: Step | None = None
    """The step being made this lap; complete once act is through with it."""
    steps: tuple[Step, ...] = ()
    """All steps made, oldest first."""
    feedback: tuple[str, ...] = ()
    """What the next decision has to hear: failures, refusals, warnings."""
    notes: tuple[Noted, ...] = ()
    """What was kept for later steps."""
    added: tuple[str, ...] = ()
    """What the person added to the goal: answers, and what they said by themselves."""
    answer: str = ""
    """What the run told the person."""
    misses: tuple[str, ...] = ()
    """Why decisions of this lap could not be grounded."""
    required: Requirements | None = None
    """What must have happened in the end; None where it was not listed yet."""
    denials: int = 0
    """Times that `complete` was claimed and something was seen to be missing."""
    doubts: int = 0
    """Times that it was claimed and nobody could tell."""
    surrenders: int = 0
    """Times that the goal was given up while something was left to try."""
    strikes: int = 0
    """Warnings of being stuck, given since the last progress."""
    warned: int = 0
    """How many steps there were at the latest of them."""
    occasions: tuple[When, ...] = ()
    """What this lap is an occasion for."""
    told: int = 0
    """Index of the last step that was judged and told."""
    next: Literal["plan", "decide", "observe", "end"] = "decide"
    """Where reflect sends the run."""
    ending: Ending | None = None


class Update(TypedDict, total=False):
    """What a node changes."""

    goal: str
    said: str
    earlier: tuple[Earlier, ...]
    seen: Seen | None
    before: Seen | None
    plan: Plan | None
    errand: Errand | None
    remedy: Action | None
    queue: tuple[QueuedAction, ...]
    step: Step | None
    steps: tuple[Step, ...]
    feedback: tuple[str, ...]
    notes: tuple[Noted, ...]
    added: tuple[str, ...]
    answer: str
    misses: tuple[str, ...]
    required: Requirements | None
    denials: int
    doubts: int
    surrenders: int
    strikes: int
    warned: int
    occasions: tuple[When, ...]
    told: int
    next: Literal["plan", "decide", "observe", "end"]
    ending: Ending | None
