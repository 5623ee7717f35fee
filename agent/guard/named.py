"""What a function of an app does, by its name, which is read as what stands on a button."""

import re
from typing import NamedTuple

from agent.action.commitment import Commitment
from agent.guard.lexicon import classes_of
from agent.guard.wording import CLASSES, table

_READS = frozenset({"get", "list", "find", "search", "read", "query", "show", "view", "count", "is", "has"})
_MAKES = frozenset({
    "create", "add", "insert", "set", "update", "edit", "rename", "mark", "save", "start", "stop", "open",
    "play", "pause",
})  # fmt: skip
"""First words of methods, as Java's and Android's own style has them."""


class Does(NamedTuple):
    """What is known of a function."""

    changes: bool
    commits: Commitment | None
    known: bool
    """Whether its name tells; where it does not, the person is asked."""


def told_by_name(method: str) -> Does:
    """What a method does, as `sendMessage`; "send message" on a button would be held as sending."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", method).casefold().split() or [""]
    text = " ".join(words).capitalize()
    found = {entry.name for entry in table().classes if entry.begins(text, "")} | set(classes_of(text))
    first = next((name for name in CLASSES if name in found), None)
    if first is not None:
        return Does(changes=True, commits=Commitment(first), known=True)
    reads = words[0] in _READS
    return Does(changes=not reads, commits=None, known=reads or words[0] in _MAKES)
