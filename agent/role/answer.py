"""answer: what the person asked, from the last screen (ColorAgent's answer agent).

Called when a goal that was classified as a question is reached and nothing was answered yet.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Spoken


class Answered(Spoken):
    """The answer."""

    text: str

    @property
    def gist(self) -> str:
        """The answer."""
        return self.text


@dataclass(frozen=True)
class Answering(Ask[Answered]):
    """Answer from the screen, the record and the notes."""

    role: ClassVar[str] = "answer"

    @property
    def reply(self) -> type[Answered]:
        """The answer."""
        return Answered
