"""A stranger's goal, as the files of a set tell it: a folder each set, with one for each owner's phone."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.ordinary.case import OrdinaryCase
from benchmarks.ordinary.sheet import Table, case_of, owner_in, tables_of

_SETS = Path(__file__).parent


class GoalKind(StrEnum):
    """What makes a goal hard to hear."""

    PLAIN = "plain"
    STEPS = "steps"
    """It asks for two things or more."""
    QUESTION = "question"
    """It asks for an answer and for no change."""
    IMPOSSIBLE = "impossible"
    """It can't be done on this phone: nothing may change."""
    NEGATION = "negation"
    """Something in it is to be left alone."""
    CONDITION = "condition"
    """It is to be done later, or only if something is so."""


@dataclass(frozen=True, slots=True, eq=False)
class StrangersGoal:
    """A goal, its phone and what must be so afterwards."""

    case: OrdinaryCase
    kind: GoalKind
    area: str
    """What it is about, in a word: "clock", "mail"."""

    @property
    def is_reachable(self) -> bool:
        """Whether its author reached it by hand; the walk is how."""
        return bool(self.case.walk)


def goals_of(name: str) -> tuple[StrangersGoal, ...]:
    """All goals of a set. Raises ValueError, with owner and name, for one that cannot be read."""
    owners = sorted(folder for folder in (_SETS / name).iterdir() if folder.is_dir())
    return tuple(_goal(table, folder) for folder in owners for table in tables_of(folder))


def _goal(table: Table, folder: Path) -> StrangersGoal:
    """Read a goal: a case with two more keys, whose walk and checks may be missing."""
    case = {key: value for key, value in table.items() if key not in ("kind", "area")}
    read = case_of({"walk": [], "check": [], **case}, owner_in(folder))
    return StrangersGoal(read, GoalKind(table["kind"]), table["area"])
