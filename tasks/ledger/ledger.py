"""The ledger: what was planned, what was tried, what came of it. Rows are added, never changed.

Every call is on disk when it returns, so that whoever is killed loses nothing that was told; a run is gone on
with from what stands here. Many processes may write at once.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import ValidationError

from device.error import ConfigError
from device.lockfile import LockHeld
from device.state.query import SqlValue
from tasks.ledger.connection import Connection, LedgerBroken, connect, file_of, is_server, without_key
from tasks.ledger.record import Outcome, Plan, StepRow

VERSION = 1
_LATEST = 3
"""Runs that are named to whoever asks for one that is not."""
Row = TypeVar("Row", Plan, Outcome, StepRow)
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS ledger (version INTEGER PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS run (run TEXT PRIMARY KEY, plan TEXT NOT NULL, digest TEXT NOT NULL,"
    " began_at DOUBLE PRECISION NOT NULL)",
    "CREATE TABLE IF NOT EXISTS attempt (run TEXT NOT NULL, episode INTEGER NOT NULL,"
    " attempt INTEGER NOT NULL, worker TEXT NOT NULL, device TEXT NOT NULL,"
    " began_at DOUBLE PRECISION NOT NULL,"
    " PRIMARY KEY (run, episode, attempt))",
    "CREATE TABLE IF NOT EXISTS step (run TEXT NOT NULL, episode INTEGER NOT NULL, attempt INTEGER NOT NULL,"
    " step INTEGER NOT NULL, told TEXT NOT NULL, PRIMARY KEY (run, episode, attempt, step))",
    "CREATE TABLE IF NOT EXISTS outcome (run TEXT NOT NULL, episode INTEGER NOT NULL,"
    " attempt INTEGER NOT NULL, final INTEGER NOT NULL, told TEXT NOT NULL,"
    " PRIMARY KEY (run, episode, attempt))",
)


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of the ledger."""

    name: str
    plan: Plan
    began_at: float


class Ledger:
    """One ledger, by its address."""

    def __init__(self, connection: Connection) -> None:
        self._database = connection

    @classmethod
    def open(cls, url: str) -> Self:
        """The ledger at an address, made where there is none.

        Raises LedgerBroken where it can't be used, or is of another version.
        """
        database = connect(url)
        try:
            with database.transaction():
                for statement in _SCHEMA:
                    database.execute(statement)
                versions = database.execute("SELECT version FROM ledger")
                if not versions:
                    database.execute("INSERT INTO ledger (version) VALUES (:version)", {"version": VERSION})
        except LedgerBroken:
            database.close()
            raise
        if versions and versions != [(VERSION,)]:
            database.close()
            raise LedgerBroken(
                f"the ledger {without_key(url)} is of version {versions[0][0]!r}, this is {VERSION}",
                "Name another with --ledger",
            )
        return cls(database)

    @classmethod
    def find(cls, url: str) -> Self:
        """The ledger at an address. Raises LedgerBroken where there is none; none is made."""
        if not is_server(url) and not file_of(url).is_file():
            raise LedgerBroken(
                f"there is no ledger {file_of(url)}",
                "Name it with --ledger, or its folder with --out; agent bench run begins one",
            )
        return cls.open(url)

    # -- runs ------------------------------------------------------------------------------------------
    def begin(self, run: str, plan: Plan, command: str = "") -> None:
        """Enter a run; `command` goes on with it. Raises ConfigError when another one has its name."""
        with self._database.transaction():
            if self._database.execute("SELECT 1 FROM run WHERE run = :run", {"run": run}):
                go_on = command or f"agent bench resume {run}"
                raise ConfigError(f"there is a run {run} already", f"Go on with it: {go_on}")
            self._database.execute(
                "INSERT INTO run (run, plan, digest, began_at) VALUES (:run, :plan, :digest, :began)",
                {"run": run, "plan": plan.model_dump_json(), "digest": plan.digest, "began": time.time()},
            )

    def runs(self) -> tuple[RunRow, ...]:
        """All of them, the oldest first."""
        return self._runs("")

    def run(self, name: str) -> RunRow:
        """One of them. Raises ConfigError naming the nearest for none, else the latest, the newest first."""
        found = self._runs("WHERE run = :run", {"run": name})
        if found:
            return found[0]
        names = [each.name for each in self.runs()]
        more = f" and {len(names) - _LATEST} older ones: agent bench list" if len(names) > _LATEST else ""
        latest = ", ".join(names[: -_LATEST - 1 : -1])
        there = f"There are: {latest}{more}" if names else "There is none yet"
        near = get_close_matches(name, names, n=1)
        raise ConfigError(f"there is no run {name!r}", f"Did you mean {near[0]}?" if near else there)

    def _runs(self, which: str, values: Mapping[str, SqlValue] | None = None) -> tuple[RunRow, ...]:
        query = f"SELECT run, plan, began_at FROM run {which} ORDER BY began_at, run"  # noqa: S608 - our words
        return tuple(
            RunRow(str(run), _read(Plan, plan), float(str(began)))
            for run, plan, began in self._database.execute(query, values)
        )

    @contextmanager
    def held(self, name: str, what: Literal["run", "experiment"] = "run") -> Iterator[None]:
        """Be the one who carries a run or an experiment out, until the block ends or this process does.

        Raises ConfigError, naming the holder, where another process does so already.
        """
        with ExitStack() as holding:
            try:
                holding.enter_context(
                    self._database.lease(name if what == "run" else f"{what} {name}", "agent bench")
                )
            except LockHeld as held:
                raise ConfigError(
                    f"the {what} {name} is being carried out by {held}", "Wait for it, or stop it first"
                ) from held
            yield

    # -- attempts --------------------------------------------------------------------------------------
    def attempt(self, run: str, episode: int, worker: str, device: str) -> int:
        """Enter an attempt at a task; its number, from 1."""
        key: dict[str, SqlValue] = {"run": run, "episode": episode}
        with self._database.transaction():
            ((latest,),) = self._database.execute(
                "SELECT coalesce(max(attempt), 0) FROM attempt WHERE run = :run AND episode = :episode", key
            )
            number = int(str(latest)) + 1
            self._database.execute(
                "INSERT INTO attempt (run, episode, attempt, worker, device, began_at)"
                " VALUES (:run, :episode, :attempt, :worker, :device, :began)",
                {**key, "attempt": number, "worker": worker, "device": device, "began": time.time()},
            )
        return number

    def step(self, run: str, episode: int, attempt: int, step: StepRow) -> None:
        """Enter a step that is done."""
        self._add("step", run, episode, attempt, {"step": step.step, "told": step.model_dump_json()})

    def outcome(self, run: str, outcome: Outcome, *, final: bool) -> None:
        """Enter the end of an attempt; `final` where none is to follow."""
        told: dict[str, SqlValue] = {"final": int(final), "told": outcome.model_dump_json()}
        self._add("outcome", run, outcome.episode, outcome.attempt, told)

    def _add(self, table: str, run: str, episode: int, attempt: int, more: Mapping[str, SqlValue]) -> None:
        values = {"run": run, "episode": episode, "attempt": attempt, **more}
        names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        self._database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 - our names

    # -- what came of it -------------------------------------------------------------------------------
    def outcomes(self, run: str) -> dict[int, Outcome]:
        """The last word on each task that has one, by its number in the plan.

        Of a task that broke down for good and was asked for again, it is the latest.
        """
        return {outcome.episode: outcome for outcome in self._told(run, "final = 1")}

    def last_word(self, run: str, episode: int) -> Outcome | None:
        """The last word on one task, if there is one."""
        told = tuple(self._told(run, "final = 1 AND episode = :episode", {"episode": episode}))
        return told[-1] if told else None

    def breakdowns(self, run: str) -> tuple[Outcome, ...]:
        """The attempts that broke down and were made again."""
        last = {(each.episode, each.attempt) for each in self.outcomes(run).values()}
        return tuple(each for each in self._told(run) if (each.episode, each.attempt) not in last)

    def _told(
        self, run: str, which: str = "final < 2", values: Mapping[str, SqlValue] | None = None
    ) -> Iterator[Outcome]:
        rows = self._database.execute(
            f"SELECT told FROM outcome WHERE run = :run AND {which} ORDER BY episode, attempt",  # noqa: S608
            {"run": run, **(values or {})},
        )
        return (_read(Outcome, told) for (told,) in rows)

    def has_outcome(self, run: str, episode: int, attempt: int) -> bool:
        """Whether an attempt has ended."""
        key: dict[str, SqlValue] = {"run": run, "episode": episode, "attempt": attempt}
        where = "run = :run AND episode = :episode AND attempt = :attempt"
        return bool(self._database.execute(f"SELECT 1 FROM outcome WHERE {where}", key))  # noqa: S608

    def attempts(self, run: str) -> dict[int, int]:
        """How often each task was begun, ended or not."""
        rows = self._database.execute(
            "SELECT episode, max(attempt) FROM attempt WHERE run = :run GROUP BY episode", {"run": run}
        )
        return {int(str(episode)): int(str(count)) for episode, count in rows}

    def steps(self, run: str, episode: int, attempt: int) -> tuple[StepRow, ...]:
        """What was done in one attempt."""
        rows = self._database.execute(
            "SELECT told FROM step WHERE run = :run AND episode = :episode AND attempt = :attempt"
            " ORDER BY step",
            {"run": run, "episode": episode, "attempt": attempt},
        )
        return tuple(_read(StepRow, told) for (told,) in rows)

    def cost(self, run: str) -> float:
        """US dollars spent by a run so far, broken attempts too; what has no price counts as 0."""
        rows = self._database.execute("SELECT told FROM step WHERE run = :run", {"run": run})
        steps = sum(_read(StepRow, told).usage.cost or 0.0 for (told,) in rows)
        return steps + sum(outcome.late_cost for outcome in self._told(run))

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _read(kind: type[Row], told: SqlValue) -> Row:
    """What a row holds. Raises LedgerBroken for one of a version that says other things than are known."""
    try:
        return kind.model_validate_json(str(told))
    except ValidationError as error:
        raise LedgerBroken(
            f"the ledger has a row that can't be read ({error.errors()[0]['msg']})",
            "It is of another version of Tapwright",
        ) from error


def default_url(folder: Path) -> str:
    """The ledger of a folder of runs."""
    return str(folder / "ledger.sqlite")
