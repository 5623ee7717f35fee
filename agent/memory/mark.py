"""Whether a text speaks to a machine: role markers, "ignore previous", codes, disguised letters."""

import re
import tomllib
from functools import cache
from pathlib import Path

from agent.guard.fold import fold
from agent.memory.disguise import decoded, is_disguised


def is_marked(text: str) -> bool:
    """Whether a text is disguised, encoded, or talks as only somebody does who speaks to a machine."""
    lines = "\n".join(fold(line) for line in text.splitlines())
    return bool(decoded(text)) or is_disguised(text) or _marks().search(lines) is not None


@cache
def _marks() -> re.Pattern[str]:
    marks = tomllib.loads(Path(__file__).with_name("mark.toml").read_text("utf-8"))["marks"]
    return re.compile("|".join((*marks["en"], *marks["zh"])), re.I | re.M)
