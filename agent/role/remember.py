"""remember: what of this screen later steps will need (Mobile-Agent-v2's memory unit, its focus content).

Called after each decision, before it is carried out: the screen may be gone afterwards.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Decision, Spoken
from agent.run.context import Context
from agent.run.state import State
from agent.run.step import Noted


class Focus(Spoken):
    """What is worth keeping."""

    content: str = ""
    """"" where there is nothing."""

    @property
    def gist(self) -> str:
        """The content."""
        return self.content or "nothing"


@dataclass(frozen=True)
class Remembering(Ask[Focus]):
    """Say what of the screen belongs to the goal, beside what is kept already."""

    role: ClassVar[str] = "remember"
    decision: Decision
    """What is about to be done."""

    @property
    def reply(self) -> type[Focus]:
        """What is worth keeping."""
        return Focus


def remember(state: State, decision: Decision, context: Context) -> tuple[Noted, ...]:
    """The notes with what this screen adds. Raises what the brain raises."""
    assert state.seen is not None
    content = context.ask(Remembering(context.view(state), decision=decision)).value.content.strip()
    if not content or any(content in note.text for note in state.notes):
        return state.notes
    note = Noted(text=content, place=state.seen.observation.package, step=len(state.steps) + 1)
    return (*state.notes, note)
