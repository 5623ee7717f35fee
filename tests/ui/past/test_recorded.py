"""What version 0.1.0 wrote still shows and replays: runs, a routine, the memory; not so a bundle."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.run.reason import ReasonCode
from agent.run.trajectory import read_trajectory
from ui.cli import main

WRITTEN = Path(__file__).parents[2] / "recorded" / "v0.1.0"


@pytest.fixture(autouse=True)
def _own_copy(own_folder: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading may write beside what is read, so that each test has its own."""
    shutil.copytree(WRITTEN, tmp_path / "written")
    data = tmp_path / "data" / "tapwright"
    (data / "routines").mkdir(parents=True)
    shutil.copy(WRITTEN / "routine.json", data / "routines" / "alarm-at-time-f646858faf48.json")
    shutil.copy(WRITTEN / "memory.sqlite", data / "memory.sqlite")
    monkeypatch.chdir(tmp_path)


def agent(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("run", "lines"),
    [
        ("alarm", ["8 ✓ status complete", "complete, verified · 8 steps"]),
        ("moon", ["1 ✗ status infeasible", "infeasible · 1 step"]),
        ("model", ['"Which Friday?"', "answer It is noted", "complete, not verified · 7 steps"]),
    ],
)
def test_runs_are_shown(run: str, lines: list[str]) -> None:
    shown = agent("show", f"written/run/{run}")
    assert shown.exit_code == 0, shown.output
    for line in lines:
        assert line in shown.output


def test_steps_have_the_outcomes_they_had() -> None:
    steps = read_trajectory(WRITTEN / "run" / "model").steps
    assert [step.outcome for step in steps] == [
        json.loads(row)["previous"]["outcome"]
        for row in (WRITTEN / "run" / "model" / "trajectory.jsonl").read_text().splitlines()
        if "previous" in json.loads(row)
    ]
    assert {step.reason for step in steps} == {ReasonCode.NONE}, "none were kept"


def test_a_run_is_done_again() -> None:
    done = agent("replay", "written/run/alarm", "--device", "embedded", "--json")
    assert done.exit_code == 0, done.output
    ended = json.loads(done.output.splitlines()[-1])
    assert (ended["status"], ended["verified"]) == ("complete", True)


def test_a_routine_is_done_with_another_value() -> None:
    done = agent("routine", "run", "alarm at 6:45", "--device", "embedded")
    assert done.exit_code == 0, done.output
    assert "Mon 6:45 AM" in done.output


def test_what_was_remembered_is_still_known() -> None:
    assert "I am vegetarian" in agent("memory", "list").output


def test_a_bundle_is_still_verified() -> None:
    checked = agent("bench", "verify", "written/gold.zip")
    assert checked.exit_code == 0, checked.output
    played = agent("bench", "verify", "--replay", "written/gold.zip")
    assert played.exit_code == 1, played.output
    assert "it does not tell what it asked of the phone" in played.output
