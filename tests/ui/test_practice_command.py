"""`agent practice` as a person meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tasks.ledger.ledger import Ledger
from tests.tasks.bundle.run import make_run
from ui.cli import main


def practice(*words: str) -> Result:
    return CliRunner().invoke(main, ["practice", *words])


@pytest.fixture
def runs() -> None:
    make_run(Path("bench"), "gold", "gold").close()
    make_run(Path("bench"), "offline", "agent").close()


@pytest.mark.usefixtures("runs")
def test_the_command_judges_the_runs_of_a_benchmark() -> None:
    result = practice("judge-report", "gold", "offline", "--misses")
    assert result.exit_code == 0, result.output
    assert "all: 4 runs, 3 of them done" in result.stdout
    assert "may not reward practice" in result.stdout
    told = json.loads(practice("judge-report", "offline", "--json").stdout)
    assert (told["judge"], told["by"]["all"]["runs"]) == ("offline", 2)
    assert told["by"]["all"]["precision"]["value"] == 1.0


@pytest.mark.usefixtures("runs")
def test_a_model_judges_too() -> None:
    Path("judge.jsonl").write_text('{"role": "evaluate", "reply": {"verdict": "FAIL", "reason": "no"}}\n' * 2)
    result = practice("judge-report", "gold", "--model", "scripted:judge.jsonl", "--misses")
    assert result.exit_code == 0, result.output
    assert "SystemBluetoothTurnOn (gold): FAIL, is done. no" in result.stdout
    assert "called nothing a SUCCESS" in result.stdout


def test_bad_input_is_told_in_a_line() -> None:
    assert "there is no ledger" in practice("judge-report", "x").stderr
    Ledger.open("bench/ledger.sqlite").close()
    result = practice("judge-report", "x")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "there is no run 'x'" in result.stderr
