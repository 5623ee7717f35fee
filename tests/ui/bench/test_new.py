"""Tasks of one's own begin with a file that is sound as it is, and unsound ones are told."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.evaluation.verdict import Clause, Verdict
from tasks.ledger.record import Failure, Outcome
from tasks.runner.soundness import problems
from tasks.suite import find_suite
from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Nothing of the file is left in this process."""
    yield
    find_suite.cache_clear()
    sys.modules.pop("mine", None)
    sys.path[:] = [each for each in sys.path if each != str(Path().absolute())]


def test_the_skeleton_is_sound_and_what_is_not_is_told() -> None:
    assert agent("bench", "new", "mine").exit_code == 0
    words = ("bench", "check", "mine:SUITE", "--agent", "mine:solver", "--seeds", "1")
    told = agent(*words)
    assert told.exit_code == 0, told.output
    assert "1 of 1 draws are sound" in told.stdout


def outcome(done: bool, damage: tuple[str, ...] = (), failure: Failure = "agent") -> Outcome:
    clause = Clause(demand="bluetooth is on", ok=done, evidence="setting global bluetooth_on is 0")
    verdict = Verdict(clauses=(clause,), damage=damage)
    failed: Failure = "" if done else failure
    return Outcome(
        episode=0,
        attempt=1,
        success=done,
        failure=failed,
        verdict=verdict,
        reason="no app",
        began_at=0,
        ended_at=1,
    )


def test_what_is_unsound_is_told() -> None:
    assert problems("Bluetooth", outcome(False), outcome(True)) == []
    assert problems("Bluetooth", outcome(True), outcome(True)) == ["doing nothing does it"]
    told = "the solver does not do it: bluetooth is on: setting global bluetooth_on is 0"
    assert problems("Bluetooth", outcome(False), outcome(False)) == [told]
    (line,) = problems("Bluetooth", outcome(False), outcome(True, damage=("file x came",)))
    assert "changes what it may not" in line
    (line,) = problems("Bluetooth", outcome(False, failure="verifier"), outcome(True))
    assert "breaks down: no app" in line
    assert problems("B", outcome(False), outcome(True), ["B/0: differs", "C/0: differs"]) == ["B/0: differs"]


def test_no_file_is_written_over() -> None:
    Path("mine.py").write_text("mine", "utf-8")
    assert agent("bench", "new", "mine").exit_code == 2
    assert agent("bench", "new", "../mine").exit_code == 2
    assert Path("mine.py").read_text("utf-8") == "mine"
