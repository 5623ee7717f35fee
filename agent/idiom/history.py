"""The past of a run as the turns of the model that decided it: its screenshots, its own replies.

What the run adds (an error, a refusal, the owner's words, a note) stands on a line of its own in the user's
next turn. Such a line may quote a screen: line breaks in it are shown as ⏎, so that none begins another line.
"""

from collections import Counter
from dataclasses import dataclass

from agent.brain.brain import View
from agent.language.excerpt import excerpt
from agent.run.description import Tell, describe_step
from agent.run.history import heed_lines
from agent.run.step import QUEUE, Step
from models.reply import Turn

_LONGEST = 2_000
"""Characters of one line."""
_MEANWHILE = 12
"""Latest steps that somebody else decided that are told."""


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A turn of the model, with the step that came of it."""

    step: Step
    turn: Turn


@dataclass(frozen=True, slots=True)
class History:
    """The turns of one model, and what it is to hear beside the screen now."""

    past: tuple[PastTurn, ...]
    """Turns before those that are shown."""
    shown: tuple[PastTurn, ...]
    kept: tuple[str, ...]
    """Lines of the past that still hold: what the owner added, what was noted."""
    heard: tuple[str, ...]


def history_of(view: View, language: str, tell: Tell, whole: int | None = None) -> History:
    """The turns in this language; the latest `whole` of them are shown, None shows all.

    `tell` writes a place as the model counts.
    """
    turns = tuple(
        PastTurn(step, step.turn) for step in view.steps if step.turn and step.turn.language == language
    )
    first = 0 if whole is None else max(0, len(turns) - whole)
    past, shown = turns[:first], turns[first:]
    standing = Counter(_standing(view))
    new = standing - _heard_in(turns)
    feedback = heed_lines(tuple(_line(text) for text in view.feedback)).splitlines()
    return History(
        past=past,
        shown=shown,
        kept=tuple((standing - new - _heard_in(shown)).elements()),
        heard=(*_meanwhile(view.steps, language, tell), *new.elements(), *feedback),
    )


def _heard_in(turns: tuple[PastTurn, ...]) -> Counter[str]:
    return Counter(line for told in turns for line in told.turn.heard)


def _standing(view: View) -> list[str]:
    """What holds for the rest of the run."""
    owner = (f"The owner adds: {text}" for text in view.added)
    return [_line(text) for text in (*owner, *(f"Noted: {note}" for note in view.notes))]


def _meanwhile(steps: tuple[Step, ...], language: str, tell: Tell) -> list[str]:
    """What was done since the model's latest turn that somebody else decided."""
    own = [number for number, step in enumerate(steps) if step.turn and step.turn.language == language]
    since = steps[own[-1] + 1 :] if own else steps[-_MEANWHILE:]
    others = (step for step in since if step.action is not None and step.decided_by != QUEUE)
    return [_line(f"Done meanwhile: {describe_step(step, tell)}: {_outcome(step)}") for step in others]


def _outcome(step: Step) -> str:
    return f"failed: {step.error}" if step.error else step.outcome or "done"


def _line(text: str) -> str:
    return excerpt(text, _LONGEST)
