"""take_notes: the notes, rewritten whole, each with where it was read (Mobile-Agent-v3's note-taker).

Called after a success only, on the screen that came of it.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Spoken
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Noted, Record


class NoteLine(Record):
    """One note."""

    text: str
    read_in: str = ""
    """The app it was read in; "" stands for the screen now."""


class Notes(Spoken):
    """All notes worth keeping."""

    notes: tuple[NoteLine, ...] = ()

    @property
    def gist(self) -> str:
        """All of them."""
        return " | ".join(line.text for line in self.notes) or "none"


@dataclass(frozen=True)
class NoteTaking(Ask[Notes]):
    """Keep, mend, drop and add notes."""

    role: ClassVar[str] = "take_notes"

    @property
    def reply(self) -> type[Notes]:
        """All notes."""
        return Notes


def take_notes(state: State, context: Context) -> Update:
    """Have the notes rewritten. Raises what the brain raises."""
    assert state.seen is not None
    said = context.ask(NoteTaking(context.view(state))).value
    known = {note.text: note for note in state.notes}
    here, step = state.seen.observation.package, len(state.steps)
    notes = (
        known.get(line.text) or Noted(text=line.text, place=line.read_in or here, step=step)
        for line in said.notes
    )
    return {"notes": tuple(notes)}
