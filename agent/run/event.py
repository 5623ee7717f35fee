"""What a run tells whoever iterates it; terminal, chat, report and bench see nothing else."""

from pathlib import Path
from typing import Literal

from agent.effect.effect import Effect, Proof
from agent.run.step import Ending, Plan, Record, Step


class PlanMade(Record):
    """There is a plan, or a new one."""

    plan: Plan


class EffectsListed(Record):
    """A model has listed what must have happened in the end."""

    effects: tuple[Effect, ...]


class EffectMet(Record):
    """The phone's state shows that something required has happened; how all of it ended tells `Ended`."""

    proof: Proof
    proofs: tuple[Proof, ...] = ()
    """How everything stands that is required, as far as the phone's state was read."""


class Noticed(Record):
    """Something that the person may not expect.

    Why a model's reply is waited for, that another takes over, or that the phone's language is not known.
    """

    text: str


class NextTouch(Record):
    """A step is about to be carried out; told at once, and only to who listens (`Run.at_once`)."""

    step: Step
    size: tuple[int, int]
    """Of the screen, in device pixels."""


class StepDone(Record):
    """A step is done and its effect has been looked at."""

    step: Step


class Question(Record):
    """The run waits for the person: `run.answer(text)` lets it go on."""

    kind: Literal["confirm", "ask", "take_over"]
    """May this be done (answer yes or no); what only they know; do something yourself, then say so."""
    text: str
    deed: str = ""
    """For `confirm`: what is about to happen, to whom and how much; "" where the screen does not tell."""
    touch: str = ""
    """For `confirm`: what would be touched, and in which app."""
    why: str = ""
    """For `confirm`: how the deed differs from what the goal asks for; "" where it does not."""
    classes: tuple[str, ...] = ()
    """For `confirm`: the kinds of sensitive action."""
    app: str = ""
    """For `confirm`: the app by its name; so `to` whom, with what `content`, and the `amount`, if told."""
    to: str = ""
    content: str = ""
    amount: str = ""
    box: tuple[int, int, int, int] | None = None
    """For `confirm`: what would be touched, as left, top, right and bottom in device pixels."""
    picture: str = ""
    """For `confirm`: the path of a PNG of that part of the screen, framed; "" where no picture is kept."""
    hint: str = ""
    """What the person said to the like of it before; it answers nothing."""
    step: int = 0


class Ended(Ending):
    """The run is over."""

    answer: str = ""
    steps: int = 0
    seconds: float = 0.0
    model_seconds: float = 0.0
    device_seconds: float = 0.0
    model_calls: int = 0
    tokens: int = 0
    cost: float | None = 0.0
    """US dollars; None when a price is not known."""
    folder: Path | None = None
    """None when nothing was recorded, because the run failed before its first step."""
    resumable: bool = False
    """Whether `agent resume` can go on with it."""


Event = EffectsListed | EffectMet | PlanMade | Noticed | NextTouch | StepDone | Question | Ended
