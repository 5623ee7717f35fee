"""The walks that err, as the files in `wrong/` tell them: a file each owner."""

from functools import cache
from pathlib import Path

from benchmarks.ordinary.case import Arrival, Mistake, WrongWalk
from benchmarks.ordinary.sheet import Table, case_of, owner_of, tables_in

_FOLDER = Path(__file__).parent / "wrong"
MANDATES = _FOLDER / "mandates.json"
"""What a careful model replies to the prompt for effects: to each walk's goal, by the walk's name."""


@cache
def wrong_walks() -> tuple[WrongWalk, ...]:
    """All of them. Raises ValueError, with the owner and the name, for one that cannot be read."""
    return tuple(
        _walk(table, path.stem) for path in sorted(_FOLDER.glob("*.toml")) for table in tables_in(path)
    )


def _walk(table: Table, owner: str) -> WrongWalk:
    """A case like any other, but what is checked is called `wrong`."""
    told = {key: value for key, value in table.items() if key not in ("about", "arrives", "wrong")}
    case = case_of({**told, "check": table["wrong"]}, owner_of(owner))
    arrivals = tuple(Arrival(**arrival) for arrival in table.get("arrives", ()))
    return WrongWalk(case, Mistake(table["about"]), arrivals)
