"""What was told to the ledger is there, whoever is killed, in SQLite as in Postgres."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent.evaluation.verdict import Clause, Verdict
from agent.run.step import Seconds
from device.error import ConfigError
from models.reply import Usage
from tasks.ledger.connection import LedgerBroken
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Episode, Outcome, Plan, StepRow
from tests.tasks.ledger.postgres import postgres

PLAN = Plan(
    suite="world",
    entrant={"entrant": "gold"},
    phone={"kind": "embedded"},
    limits={},
    code="abc",
    versions={"python": "3.12"},
    episodes=tuple(
        Episode(
            number=number, task=f"Task{number}", repetition=0, seed=number, params={"a": [1]}, goal="Do it"
        )
        for number in range(3)
    ),
)
STEP = StepRow(step=1, action="click", seconds=Seconds(total=1.5), usage=Usage(10, 5, 0, 1, 0.25))


@pytest.fixture(scope="module")
def databases() -> Iterator[Callable[[], str]]:
    with postgres() as another:
        yield another


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "some" / "ledger.sqlite")
    another: Callable[[], str] = request.getfixturevalue("databases")
    return another()


def done(episode: int, attempt: int = 1, success: bool = True) -> Outcome:
    verdict = Verdict(clauses=(Clause(demand="it is so", ok=success, evidence='it\'s "seen" – 100%'),))
    return Outcome(
        episode=episode,
        attempt=attempt,
        success=success,
        failure="" if success else "agent",
        verdict=verdict,
        began_at=1,
        ended_at=2,
    )


def test_of_several_last_words_the_latest_counts_and_none_is_taken_out(url: str) -> None:
    """A task that broke down for good, and was asked for again."""
    ledger = Ledger.open(url)
    ledger.begin("one", PLAN)
    told = [done(0, attempt, success=attempt == 3) for attempt in (1, 2, 3)]
    for outcome, final in zip(told, (True, False, True), strict=True):
        ledger.outcome("one", outcome, final=final)
    assert ledger.outcomes("one") == {0: told[2]}
    assert ledger.last_word("one", 0) == told[2]
    assert ledger.breakdowns("one") == tuple(told[:2])
    ledger.close()


def test_it_remembers_all_that_it_was_told(url: str) -> None:
    ledger = Ledger.open(url)
    ledger.begin("one", PLAN)
    assert ledger.attempt("one", 0, "worker", "embedded") == 1
    ledger.step("one", 0, 1, STEP)
    ledger.outcome("one", done(0), final=True)
    assert ledger.attempt("one", 1, "worker", "embedded") == 1
    ledger.outcome("one", done(1, success=False), final=False)
    assert ledger.attempt("one", 1, "worker", "embedded") == 2
    ledger.close()

    again = Ledger.open(url)
    assert [row.name for row in again.runs()] == ["one"]
    assert again.run("one").plan == PLAN
    assert again.outcomes("one") == {0: done(0)}
    assert again.breakdowns("one") == (done(1, success=False),)
    assert again.attempts("one") == {0: 1, 1: 2}
    assert again.steps("one", 0, 1) == (STEP,)
    assert again.cost("one") == 0.25
    again.attempt("one", 2, "worker", "embedded")
    again.outcome("one", done(2).model_copy(update={"late_cost": 0.5}), final=True)
    assert again.cost("one") == 0.75
    assert again.has_outcome("one", 1, 1)
    assert not again.has_outcome("one", 1, 2)
    again.close()


def test_a_name_is_taken_once_and_runs_do_not_mix(url: str) -> None:
    ledger = Ledger.open(url)
    ledger.begin("one", PLAN)
    with pytest.raises(ConfigError, match="resume one"):
        ledger.begin("one", PLAN)
    ledger.begin("two", PLAN)
    ledger.outcome("two", done(0), final=True)
    assert ledger.outcomes("one") == {}
    with pytest.raises(ConfigError, match="There are: two, one"):
        ledger.run("three")
    ledger.close()


def test_a_run_that_is_none_is_told_with_the_nearest_else_the_newest(tmp_path: Path) -> None:
    with closing(Ledger.open(str(tmp_path / "ledger.sqlite"))) as ledger:
        for name in ("first", "monday-gold", "tuesday", "monday-noop", "last"):
            ledger.begin(name, PLAN)
        with pytest.raises(ConfigError, match=r"Did you mean monday-gold\?"):
            ledger.run("monday-gol")
        with pytest.raises(ConfigError, match=r"There are: last, monday-noop, tuesday and 2 older ones"):
            ledger.run("xyz")


def test_nothing_told_is_ever_changed(url: str) -> None:
    ledger = Ledger.open(url)
    ledger.begin("one", PLAN)
    ledger.outcome("one", done(0), final=True)
    with pytest.raises(LedgerBroken):
        ledger.outcome("one", done(0, success=False), final=True)
    assert ledger.outcomes("one") == {0: done(0)}
    ledger.close()


_TELLER = """
import os, sys
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import StepRow
ledger = Ledger.open(sys.argv[1])
attempt = ledger.attempt("one", 0, "worker", "embedded")
for step in range(1, 51):
    ledger.step("one", 0, attempt, StepRow(step=step, action="click"))
os.kill(os.getpid(), 9)
"""


def test_who_is_killed_has_lost_nothing_that_was_told(url: str) -> None:
    ledger = Ledger.open(url)
    ledger.begin("one", PLAN)
    tellers = [subprocess.Popen([sys.executable, "-c", _TELLER, url]) for _ in range(2)]
    assert [teller.wait(60) for teller in tellers] == [-9, -9]
    assert ledger.attempts("one") == {0: 2}
    assert [len(ledger.steps("one", 0, attempt)) for attempt in (1, 2)] == [50, 50]
    ledger.close()


def test_a_ledger_of_another_version_is_refused(url: str) -> None:
    ledger = Ledger.open(url)
    ledger._database.execute("UPDATE ledger SET version = 99")
    ledger.close()
    with pytest.raises(LedgerBroken, match=r"of version 99.*--ledger"):
        Ledger.open(url)


HOLD = """
import sys, time
from tasks.ledger.ledger import Ledger
with Ledger.open(sys.argv[1]).held("one"):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_run_is_held_by_one_process_until_that_ends_however_it_ends(url: str) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    ledger = Ledger.open(url)
    by = rf"the run one is being carried out by agent bench \(process {holder.pid}\b.*Wait for it"
    with pytest.raises(ConfigError, match=by), ledger.held("one"):
        pass
    with ledger.held("two"):
        pass
    holder.kill()
    holder.communicate()
    for _ in range(100):  # a server hears of the end of its client a moment later
        try:
            with ledger.held("one"):
                break
        except ConfigError:
            time.sleep(0.1)
    else:
        pytest.fail("nobody can take it")
    with ledger.held("one"):
        pass
    ledger.close()


def test_a_row_that_says_more_than_is_known_here_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger.open(str(path))
    ledger.begin("one", PLAN)
    ledger.outcome("one", Outcome(episode=0, attempt=1, began_at=1, ended_at=2), final=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("""UPDATE outcome SET told = json_set(told, '$.mood', 'good')""")
        database.commit()
    with pytest.raises(LedgerBroken, match="another version"):
        ledger.outcomes("one")
    ledger.close()


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("This is no database, however long it may be. " * 100)
    for url in (str(tmp_path / "notes.txt"), "mysql://somewhere", str(tmp_path / "notes.txt" / "below")):
        with pytest.raises(LedgerBroken):
            Ledger.open(url)
    with pytest.raises(LedgerBroken, match=r"cannot use the ledger postgresql://127\.0\.0\.1:9/none"):
        Ledger.open("postgresql://me:secret@127.0.0.1:9/none")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    ledger = Ledger.open(str(tmp_path / "ledger.sqlite"))
    ledger.begin("one", PLAN)
    connection = ledger._database
    (pages,) = connection.execute("PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {pages[0]}")
    step = StepRow(step=1, action="click" * 10_000)
    with pytest.raises(LedgerBroken, match="full"):
        ledger.step("one", 0, 1, step)
    ledger.close()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
