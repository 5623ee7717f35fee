"""`agent practice` as a person meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.memory.entry import Entry
from agent.memory.store import MemoryStore
from tasks.ledger.ledger import Ledger
from tasks.practice.lessons import NOTEBOOK
from tasks.practice.notebook import Notebook
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


def test_practice_says_in_a_line_what_it_cannot_do() -> None:
    for words, told in (
        (("run", "--resume", "--work", "none"), "none holds no practice"),
        (("adopt", "--work", "none"), "none holds nothing that was kept"),
        (("run", "--proposer", "model"), "--proposer model needs a model"),
    ):
        result = practice(*words)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.output
        assert told in result.stderr


def test_what_practice_kept_is_taken_over_by_a_person(tmp_path: Path) -> None:
    entry = Entry(kind="procedure", cue="{chore} goes on the list", does=("Add the task {chore}",))
    Notebook((entry,)).write(Path("practice") / NOTEBOOK)
    settings = Path("own.toml")
    settings.write_text(f'memory = "{tmp_path / "own.sqlite"}"\n')
    assert "{chore}" in practice("adopt", "--dry-run", "--config", str(settings)).stdout
    assert MemoryStore(tmp_path / "own.sqlite").entries() == ()
    assert practice("adopt", "--config", str(settings)).exit_code == 0
    (kept,) = MemoryStore(tmp_path / "own.sqlite").entries()
    assert (kept.cue, kept.does) == (entry.cue, entry.does)


def test_practice_goes_on_where_it_was_and_repeats_nothing() -> None:
    small = ("--per-round", "2", "--held-out", "4", "--touches", "0", "--trials", "1", "--workers", "1")
    nowhere = practice("run", "--explore", "com.nope", *small)
    assert (nowhere.exit_code, nowhere.stderr.count("\n")) == (2, 1), nowhere.output
    assert "no app called 'com.nope' is installed" in nowhere.stderr
    result = practice("run", "--rounds", "1", *small, "--json")
    assert result.exit_code == 0, result.stderr
    first = json.loads(result.stdout.splitlines()[-1])["points"]
    assert [point["round"] for point in first] == [0, 1]
    assert first[1]["attempts"]["count"] == first[1]["predicates"] == 2
    tried = attempts()
    assert "there is a practice in practice already" in practice("run", *small).stderr

    told = practice("run", "--resume", "--rounds", "2", "--workers", "1").stdout
    assert "round 2: held out" in told
    assert "set itself 2 tasks with 2 different predicates, did " in told
    lines = Path("practice/curve.jsonl").read_text(encoding="utf-8").splitlines()
    points = [json.loads(line) for line in lines]
    assert points[:2] == first
    assert len(points) == 3
    assert Path("practice/curve.svg").read_text(encoding="utf-8").startswith("<svg")
    assert tried.items() <= attempts().items()

    assert "was begun with --seed 0" in practice("run", "--resume", "--seed", "5").stderr
    assert "was begun with --learner lessons" in practice("run", "--resume", "--learner", "policy").stderr
    exam = ("exam-0", "--out", "practice", "--to", "data", "--for", "Qwen2.5-VL-3B")
    assert "exam-0 is the exam of the practice" in practice("export", "round-1", *exam).stderr


@pytest.mark.full
def test_a_model_sets_the_tasks_that_the_offline_agent_practises() -> None:
    wish = {
        "place": "row com.google.android.deskclock/alarms.db/alarm_templates",
        "kind": "added",
        "cells": {"hour": 4, "minutes": 44, "enabled": 1},
    }
    task = {"goal": "Set an alarm for 4:44", "package": "com.google.android.deskclock", "wishes": [wish]}
    reply = json.dumps({"role": "propose", "reply": {"tasks": [task]}})
    Path("proposer.jsonl").write_text(f"{reply}\n{reply}\n", encoding="utf-8")
    Path("own.toml").write_text('[roles.propose]\nmodel = "scripted:proposer.jsonl"\n', encoding="utf-8")
    small = ("--per-round", "3", "--held-out", "4", "--touches", "0", "--trials", "1", "--workers", "1")
    words = ("run", "--rounds", "1", *small, "--proposer", "model", "--config", "own.toml", "--json")
    result = practice(*words)
    assert result.exit_code == 0, result.stderr
    attempted = json.loads(result.stdout.splitlines()[-1])["points"][1]["attempts"]
    assert (attempted["value"], attempted["count"]) == (1.0, 1), "the model had one thing to say"


def attempts() -> dict[str, dict[int, int]]:
    """By run of the practice, how often each of its tasks was begun."""
    ledger = Ledger.open("practice/ledger.sqlite")
    try:
        return {run.name: dict(ledger.attempts(run.name)) for run in ledger.runs()}
    finally:
        ledger.close()
