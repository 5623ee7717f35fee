"""The tasks of the suite `hybrid` as data, for those who set them and for gold, who does them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

Group = Literal["either", "tool", "person"]
Source = Literal["told", "message", "note", "event", "file", "mail", "feed", "rate", "place"]
SERVER_OF: Mapping[str, str] = {
    "file": "files", "mail": "mail", "feed": "feed", "rate": "currency", "place": "maps",
    "mailed": "mail", "filed": "files", "deleted": "files",
}  # fmt: skip
"""The server of a source or a part that is none of the phone's."""
NOTE, EVENT = "things_to_know.md", "Things to know"
"""What the note, and the event, are called in which facts stand."""


@dataclass(frozen=True, slots=True)
class HybridTask:
    """One of them."""

    group: Group
    source: Source
    """Where the facts stand."""
    parts: tuple[str, ...]
    """What is done with them, in order."""
    says: Mapping[str, str] = field(default_factory=dict)
    """The fact that a part says which says but one."""
    open: tuple[str, ...] = ()
    """What only the person knows, as `event.Time`: a part, and a fact or a parameter of it."""

    @property
    def servers(self) -> frozenset[str]:
        """The servers that the task brings."""
        return frozenset(SERVER_OF[one] for one in (self.source, *self.parts) if one in SERVER_OF)

    @property
    def on_phone(self) -> tuple[str, ...]:
        """The parts that are done on the phone."""
        return tuple(part for part in self.parts if part not in SERVER_OF)


@cache
def hybrid_tasks() -> Mapping[str, HybridTask]:
    """All of them by name."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: _task(one) for name, one in read.items()}


def _task(read: Mapping[str, object]) -> HybridTask:
    known = {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}
    return HybridTask(**known)  # type: ignore[arg-type]


def lines_of(open_: str) -> tuple[str, str]:
    """The part and the fact of something that is left open."""
    part, _, fact = open_.partition(".")
    return part, fact
