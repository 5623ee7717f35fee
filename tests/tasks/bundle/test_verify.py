"""What is published holds, and whoever changes it is found out, hashes or not."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from device.error import ConfigError
from tasks.bundle.export import export
from tasks.bundle.verify import verify
from tests.tasks.bundle.edit import Change, edited, in_row, without_row
from tests.tasks.bundle.run import make_run

OUTCOMES, SUMMARY = "outcomes.jsonl", "summary.json"
TURN_ON = "episode/0000-SystemBluetoothTurnOn/1/trajectory.jsonl"
IS_TODO = "episode/0001-NotesIsTodo/1/trajectory.jsonl"


def complaints(bundle: Path, changes: dict[str, Change], *, cover_up: bool = True) -> str:
    return "\n".join(verify(edited(bundle, changes, cover_up=cover_up)).complaints)


def outcome(number: int, change: Callable[[dict[str, Any]], None]) -> dict[str, Change]:
    return {OUTCOMES: in_row(number, lambda row: change(row["outcome"]))}


def test_real_runs_hold(bundles: dict[str, Path]) -> None:
    gold, noop = verify(bundles["gold"]), verify(bundles["noop"])
    assert gold.complaints == noop.complaints == ()
    assert (gold.summary.succeeded, gold.summary.planned, gold.traces) == (2, 2, 2)
    assert noop.summary.succeeded == 0


def test_a_bundle_rewritten_without_a_change_holds(bundles: dict[str, Path]) -> None:
    assert complaints(bundles["gold"], {}) == ""


def test_a_run_of_the_agents_whose_goal_is_a_table_holds(tmp_path: Path) -> None:
    """Its wording ends in a table, which is where a blank may stand at the end."""
    ledger = make_run(tmp_path, "own", "agent", names=("ExpenseAddSingle",), seed=31)
    export(ledger, ledger.run("own"), tmp_path / "own", tmp_path / "own.zip")
    ledger.close()
    found = verify(tmp_path / "own.zip")
    assert (found.traces, found.complaints) == (1, ())


def claim_success(told: dict[str, Any]) -> None:
    told["success"] = True


def test_success_is_all_clauses(bundles: dict[str, Path]) -> None:
    found = complaints(bundles["noop"], outcome(0, claim_success))
    assert (
        "SystemBluetoothTurnOn (number 0, attempt 1): it says success True, and its clauses come to" in found
    )
    assert "summary.succeeded: it says 0, and comes to 1" in found


def test_figures_follow_from_the_rows(bundles: dict[str, Path]) -> None:
    def better(content: bytes) -> bytes:
        told = json.loads(content)
        told["success"]["value"] = 1.0
        return json.dumps(told).encode()

    assert (
        complaints(bundles["noop"], {SUMMARY: better})
        == "summary.success.value: it says 1.0, and comes to 0.0"
    )


def test_a_failure_left_out_is_missed(bundles: dict[str, Path]) -> None:
    found = verify(edited(bundles["noop"], {OUTCOMES: without_row(0)}))
    assert (found.summary.planned, found.summary.done) == (2, 1)
    assert "summary.done: it says 2, and comes to 1" in found.complaints


def test_how_it_ended_is_the_traces_word(bundles: dict[str, Path]) -> None:
    def gave_up(row: dict[str, Any]) -> None:
        row["status"] = "infeasible"

    found = complaints(bundles["gold"], {TURN_ON: in_row(-1, gave_up)})
    assert "its first clause says 'it ends complete': True, and it ended infeasible" in found
    assert "trace.status: it says 'complete', and comes to 'infeasible'" in found


def test_the_answer_is_the_traces_word(bundles: dict[str, Path]) -> None:
    def otherwise(told: dict[str, Any]) -> None:
        told["answer"] = "something else"

    assert "trace.answer: it says 'something else'" in complaints(bundles["gold"], outcome(1, otherwise))

    def in_trace(row: dict[str, Any]) -> None:
        row["answer"] = "something else"

    found = complaints(bundles["gold"], {IS_TODO: in_row(-1, in_trace)})
    assert "and by the trace it answered 'something else'" in found


@pytest.mark.parametrize(
    ("field", "value"),
    [("steps", 1), ("reason", "otherwise"), ("usage", {"cost": 3.0}), ("seconds", {"total": 0.5})],
)
def test_what_it_took_is_the_traces_word(bundles: dict[str, Path], field: str, value: object) -> None:
    found = complaints(bundles["gold"], outcome(0, lambda told: told.update({field: value})))
    assert f"(number 0, attempt 1): trace.{field}" in found


def test_a_step_taken_out_of_a_trace_is_missed(bundles: dict[str, Path]) -> None:
    found = complaints(bundles["gold"], {TURN_ON: lambda content: without_row(0)(without_row(0)(content))})
    assert "its trace lacks steps" in found
    assert "trace.steps" in found


def _row_of(bundle: Path, kind: str, step: int) -> int:
    rows = [json.loads(line) for line in _read(bundle, TURN_ON).splitlines()]
    return next(at for at, row in enumerate(rows) if (row["row"], row.get("step")) == (kind, step))


@pytest.mark.parametrize("kind", ["intent", "result"])
def test_a_row_taken_out_of_a_trace_is_told_with_its_step(bundles: dict[str, Path], kind: str) -> None:
    """The reader of traces does without: a kill may have cut it short. Nobody was killed here."""
    rows = [json.loads(line) for line in _read(bundles["gold"], TURN_ON).splitlines()]
    steps = {row["step"] for row in rows if "step" in row}
    assert len(steps) > 1
    for step in steps:
        without = {TURN_ON: without_row(_row_of(bundles["gold"], kind, step))}
        found = complaints(bundles["gold"], without)
        assert f"TurnOn (number 0, attempt 1): its trace lacks the {kind} of step {step}" in found


def test_what_came_of_a_step_that_is_not_there_is_told(bundles: dict[str, Path]) -> None:
    def judging(row: dict[str, Any]) -> None:
        row["previous"] = {"step": 77, "outcome": "success", "evidence": ""}

    found = complaints(bundles["gold"], {TURN_ON: in_row(-1, judging)})
    assert "attempt 1): its trace lacks step 77, of which row " in found
    assert "can't be read" not in found


def test_a_trace_whose_end_is_missing_or_in_its_middle_is_told(bundles: dict[str, Path]) -> None:
    found = complaints(bundles["gold"], {TURN_ON: without_row(-1)})
    assert "trace.status: it says 'complete', and comes to 'unfinished'" in found

    def early(content: bytes) -> bytes:
        lines = content.splitlines()
        return b"\n".join([lines[-1], *lines[:-1], lines[-1]]) + b"\n"

    assert "its trace goes on after its end, which is row 1" in complaints(bundles["gold"], {TURN_ON: early})


def test_no_trace_stands_for_another_task(bundles: dict[str, Path]) -> None:
    def moved(told: dict[str, Any]) -> None:
        told["folder"] = "episode/0000-SystemBluetoothTurnOn/1"

    assert "its trace lies in episode/0000" in complaints(bundles["gold"], outcome(1, moved))


def test_a_trace_of_another_goal_is_none(bundles: dict[str, Path]) -> None:
    def otherwise(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), "goal": "Do nothing"}).encode()

    name = TURN_ON.replace("trajectory.jsonl", "manifest.json")
    assert "its trace is of another goal: 'Do nothing'" in complaints(bundles["gold"], {name: otherwise})


def test_who_is_judged_has_a_trace(bundles: dict[str, Path]) -> None:
    assert "it was judged, and there is no trace of it" in complaints(
        bundles["gold"], {TURN_ON: lambda _: None}
    )


def test_damage_cannot_be_hidden(bundles: dict[str, Path]) -> None:
    def harm(told: dict[str, Any]) -> None:
        told["verdict"]["changes"].append("file Download/precious.txt removed")

    found = complaints(bundles["gold"], outcome(0, harm))
    assert "a change that is damage and is not told as such: file Download/precious.txt removed" in found


def test_a_fault_is_the_traces_word(bundles: dict[str, Path]) -> None:
    def blame(told: dict[str, Any]) -> None:
        told["failure"] = "device"

    assert "its failure is 'device', and by the trace 'agent'" in complaints(
        bundles["noop"], outcome(0, blame)
    )


def test_the_plan_is_that_of_the_manifest(bundles: dict[str, Path]) -> None:
    def other_model(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), "entrant": {"entrant": "somebody"}}).encode()

    assert "plan.json: it is not the plan of the manifest" in complaints(
        bundles["gold"], {"plan.json": other_model}
    )


def test_rows_of_nothing_planned_and_two_last_words_are_told(bundles: dict[str, Path]) -> None:
    def twice(content: bytes) -> bytes:
        return content + content.splitlines()[0] + b"\n"

    assert "outcomes.jsonl: 0 has 2 last words" in complaints(bundles["gold"], {OUTCOMES: twice})

    def elsewhere(told: dict[str, Any]) -> None:
        told["episode"] = 99

    assert "outcomes.jsonl: 99 was not planned" in complaints(bundles["gold"], outcome(0, elsewhere))


def test_files_are_those_of_the_manifest(bundles: dict[str, Path]) -> None:
    changes: dict[str, Change] = {
        "more.txt": lambda _: b"more",
        TURN_ON: lambda content: content + b"\n",
        IS_TODO: lambda _: None,
    }
    found = complaints(bundles["gold"], changes, cover_up=False)
    assert "more.txt: the manifest does not know it" in found
    assert f"{TURN_ON}: it is not the file of the manifest" in found
    assert f"{IS_TODO}: it is missing" in found


@pytest.mark.parametrize("name", [OUTCOMES, SUMMARY, "plan.json", "sheets.json"])
def test_without_its_pages_it_is_none(bundles: dict[str, Path], name: str) -> None:
    with pytest.raises(ConfigError, match=f"has no {name}"):
        verify(edited(bundles["gold"], {name: lambda _: None}))
    with pytest.raises(ConfigError, match=f"{name} can't be read"):
        verify(edited(bundles["gold"], {name: lambda _: b"[1]\n"}))


@pytest.mark.parametrize("rows", [b"[" * 100_000 + b"\n", b'{"row": "end"}\n', b"\xff\n", b'"text"\n'])
def test_a_trace_that_is_none_is_told(bundles: dict[str, Path], rows: bytes) -> None:
    assert "TurnOn (number 0, attempt 1): the run in" in complaints(
        bundles["gold"], {TURN_ON: lambda _: rows}
    )


def test_screens_are_there(bundles: dict[str, Path]) -> None:
    rows = [json.loads(line) for line in _read(bundles["gold"], TURN_ON).splitlines()]
    shot = next(row["shot"] for row in rows if row.get("shot"))
    assert "the screen of step 1 is missing" in complaints(bundles["gold"], {shot: lambda _: None})


def test_another_version_is_refused(bundles: dict[str, Path]) -> None:
    def newer(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), "version": 99}).encode()

    with pytest.raises(ConfigError, match="version 99"):
        verify(edited(bundles["gold"], {"manifest.json": newer}, cover_up=False))


def _read(bundle: Path, name: str) -> bytes:
    with zipfile.ZipFile(bundle) as archive:
        return archive.read(name)
