"""How a run of an infeasible task is judged: what is wanted is not there, nothing was done, it was looked."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from agent.verdict import Clause
from device.census import Change
from tasks.scene import Scene
from tasks.task import HARMLESS, Params

ENDS = ("infeasible",)
_MESSAGES = "row com.android.providers.telephony/mmssms.db/*"
_READ = frozenset(("read", "seen"))
"""Columns of a message that looking at it changes."""


def refused(
    there: Callable[[Scene, Params], Clause] | None = None, *where: str
) -> Callable[[Scene, Params], Iterable[Clause]]:
    """A judge. `there` looks for the target; `where` are the apps one of which must have been looked at."""

    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        if there is not None:
            yield there(scene, params)
        yield unchanged(scene)
        if where:
            yield scene.looked("it was looked for where it would be", *where)

    return judge


def unchanged(scene: Scene) -> Clause:
    """That the phone is as it was, but for what any look at it changes."""
    changes = [change for change in scene.changes if not _by_the_way(change)]
    return Clause(
        demand="nothing on the phone is changed",
        ok=not changes,
        evidence="; ".join(map(str, changes[:6])) or "nothing is",
    )


def none_called(name: str, what: str, found: Iterable[object]) -> Clause:
    """That none of those found has this name, whatever the case."""
    names = [str(one) for one in found]
    same = [one for one in names if one.casefold() == name.casefold()]
    return Clause(
        demand=f"there is no {what} {name}",
        ok=not same,
        evidence=f"of {len(names)} that are there {len(same) or 'none'} is called so",
    )


def _by_the_way(change: Change) -> bool:
    if any(fnmatchcase(change.place, pattern) for pattern in HARMLESS):
        return True
    columns = {column for column, _ in change.after}
    return fnmatchcase(change.place, _MESSAGES) and change.kind == "changed" and columns <= _READ
