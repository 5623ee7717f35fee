"""extract: what the next sub-task needs of a finished one (ColorAgent's task extractor).

It sees the last screen, the record and the notes.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Spoken


class Extract(Spoken):
    """What was found."""

    found: str = ""
    """"" where the next sub-task needs nothing of it."""

    @property
    def gist(self) -> str:
        """What was found."""
        return self.found or "nothing"


@dataclass(frozen=True)
class Extracting(Ask[Extract]):
    """Take out what the later sub-tasks need."""

    role: ClassVar[str] = "extract"

    @property
    def reply(self) -> type[Extract]:
        """What was found."""
        return Extract
