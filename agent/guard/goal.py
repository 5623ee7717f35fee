"""What the person wants, as far as the guard has to know it."""

from dataclasses import dataclass
from functools import lru_cache

from agent.guard.fold import fold
from agent.guard.meaning import Meaning, clauses, is_asking, is_doing, is_put, meaning


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal and whatever else the person said."""

    said: Meaning
    is_question: bool
    """It is answered by looking; nothing is to be changed for it."""
    refers: bool
    """What is typed for it may come off the screen."""
    delegates: bool
    """What is done for it may be told by the screen."""


@lru_cache(maxsize=256)
def aim(goal: str, *others: str) -> Aim:
    """The goal with what the person said later: answers, interjections."""
    text = "\n".join((goal, *others))
    said = fold(text)
    parts = clauses(said)
    delegates = is_put("delegates", said)
    return Aim(
        said=meaning(text),
        is_question=any(map(is_asking, parts)) and not any(map(is_doing, parts)) and not delegates,
        refers=is_put("refers", said),
        delegates=delegates,
    )
