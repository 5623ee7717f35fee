"""What a judge has before it: the phone as it is now, as it was, and what the run said and did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from functools import cached_property

from pydantic import JsonValue

from agent.evaluation.verdict import Basis, Clause
from agent.run.trajectory import Trajectory
from device.client import Device
from device.state.census import Census, Change
from device.state.predicate import Predicate
from device.state.query import Row, SqlValue, open_image
from tasks.servers.catalog import Contents

_SHOWN = 400
"""Characters of what a server holds."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Something that the run asked the person who set the task."""

    question: str
    answer: str
    changes: tuple[Change, ...]
    """All that was no longer as in the beginning when it asked."""


@dataclass(frozen=True)
class Scene:
    """The end of a run."""

    device: Device
    trajectory: Trajectory
    before: Census
    after: Census
    askings: tuple[Asking, ...] = ()
    """In order; whether something may be done (`confirm`) is none of them."""
    served: Contents = field(default_factory=dict)
    """What the task's own servers hold, by their names."""

    @property
    def answer(self) -> str:
        """What the run answered; "" for nothing."""
        return self.trajectory.answer

    @property
    def status(self) -> str:
        """How the run says it ended; "unfinished" where it was cut off."""
        return _status(self.trajectory)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All that is no longer as it was when the task began."""
        return self.before.changes(self.after)

    def changed(self, *places: str) -> tuple[Change, ...]:
        """Those in places of these patterns."""
        return tuple(one for one in self.changes if any(fnmatchcase(one.place, place) for place in places))

    def rows(self, database: str, query: str, parameters: Row = ()) -> tuple[Row, ...]:
        """Ask a database ("package/file name") as it is now. Raises sqlite3.Error; no database, no rows."""
        image = self.after.databases.get(database)
        if image is None:
            return ()
        with open_image(image) as copy:
            return tuple(copy.execute(query, parameters).fetchall())

    # -- clauses ---------------------------------------------------------------------------------------
    def holds(self, demand: str, predicate: Predicate, weight: float = 1.0) -> Clause:
        """That something is so on the phone now."""
        check = predicate.check(self.device)
        return Clause(demand=demand, ok=check.ok, evidence=check.evidence, weight=weight)

    def added(
        self,
        demand: str,
        table: str,
        wanted: Sequence[Mapping[str, SqlValue]],
        weight: float = 1.0,
        near: Sequence[str] = (),
        free: Sequence[str] = (),
    ) -> Clause:
        """That exactly these rows came into a table ("package/file/table"), and nothing else in it changed.

        A wanted row names the columns that count; texts are compared without blanks at their ends, and in
        the columns of `near` need only be `nearly` the same. The columns of `free` may change in any row.
        """
        changes = [
            one
            for one in self.changed(f"row {table}")
            if one.kind != "changed" or not {name for name, _ in one.after} <= set(free)
        ]
        came = [dict(change.after) for change in changes if change.kind == "added"]
        ok = len(changes) == len(came) == len(wanted) and _matched(came, wanted, near)
        return Clause(demand=demand, ok=ok, evidence=_told(changes, f"{table} is as it was"), weight=weight)

    def removed(self, demand: str, table: str, keys: Sequence[str], weight: float = 1.0) -> Clause:
        """That exactly the rows with these keys went from a table, and nothing else in it changed."""
        changes = self.changed(f"row {table}")
        gone = sorted(change.key for change in changes if change.kind == "removed")
        ok = len(changes) == len(gone) and gone == sorted(keys)
        return Clause(demand=demand, ok=ok, evidence=_told(changes, f"{table} is as it was"), weight=weight)

    def untouched(self, demand: str, *places: str) -> Clause:
        """That nothing changed in places of these patterns. As doing nothing has it, it earns no credit."""
        changes = self.changed(*places)
        evidence = _told(changes, "nothing changed there")
        return Clause(demand=demand, ok=not changes, evidence=evidence, weight=0)

    def holds_there(self, demand: str, server: str, wanted: JsonValue, weight: float = 1.0) -> Clause:
        """That a server of the task holds just this; told by where it differs."""
        held = self.served[server]
        return Clause(demand=demand, ok=held == wanted, evidence=_unlike(held, wanted), weight=weight)

    def looked(self, demand: str, *packages: str) -> Clause:
        """That the run had one of these apps before its eyes."""
        ok = bool(_seen(self.trajectory) & set(packages))
        return Clause(demand=demand, ok=ok, evidence=apps_told(self.trajectory), basis=Basis.SCREENS)

    def answered(self, demand: str, ok: bool) -> Clause:
        """That the answer is right, as the caller has found."""
        return Clause(demand=demand, ok=ok, evidence=answer_told(self.trajectory), basis=Basis.ANSWER)


def ending_told(trajectory: Trajectory) -> str:
    """What a clause says of how a run says it ended."""
    return f"it ends {_status(trajectory)}"


def answer_told(trajectory: Trajectory) -> str:
    """What a clause says of a run's answer."""
    return f"it answered {trajectory.answer!r}" if trajectory.answer else "no answer"


def apps_told(trajectory: Trajectory) -> str:
    """What a clause says of the apps a run had before its eyes."""
    return f"it saw {', '.join(sorted(_seen(trajectory))) or 'no app at all'}"


def _unlike(held: JsonValue, wanted: JsonValue) -> str:
    """The parts of what a server holds that are not as they are wanted."""
    if not (isinstance(held, dict) and isinstance(wanted, dict)):
        return "it is as wanted" if held == wanted else f"it holds {held}"
    names = [name for name in {**wanted, **held} if held.get(name) != wanted.get(name)]
    return "; ".join(f"{name}: {held.get(name)}" for name in names)[:_SHOWN] or "it is as wanted"


def _status(trajectory: Trajectory) -> str:
    return trajectory.ending.status if trajectory.ending else "unfinished"


def _seen(trajectory: Trajectory) -> set[str]:
    return {step.package for step in trajectory.steps if step.package}


def nearly(found: str, wanted: str) -> bool:
    """Whether a text that was read off a picture is the one that stands there: nine letters of ten are."""
    return SequenceMatcher(None, found.strip().lower(), wanted.strip().lower(), autojunk=False).ratio() >= 0.9


def _matched(
    found: Sequence[Mapping[str, SqlValue]], wanted: Sequence[Mapping[str, SqlValue]], near: Sequence[str]
) -> bool:
    """Whether each row wanted has a row of its own among those found."""
    left = list(found)
    for row in wanted:
        match = next(
            (one for one in left if all(_same(one.get(name), row[name], name in near) for name in row)), None
        )
        if match is None:
            return False
        left.remove(match)
    return True


def _same(found: SqlValue, wanted: SqlValue, near: bool) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        return nearly(found, wanted) if near else found.strip() == wanted.strip()
    return found == wanted


def _told(changes: Sequence[Change], otherwise: str) -> str:
    return "; ".join(_lines(changes)) or otherwise


def _lines(changes: Sequence[Change], most: int = 6) -> Iterator[str]:
    yield from map(str, changes[:most])
    if len(changes) > most:
        yield f"and {len(changes) - most} more"
