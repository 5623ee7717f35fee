import json
from contextlib import closing
from pathlib import Path

import pytest

from agent.action.action import Click
from agent.run.journal import Journal, Manifest, run_folder
from agent.run.note import TAKEN, UNHEARD
from agent.run.reason import ReasonCode
from agent.run.resume import state_of
from agent.run.step import Ending, Handling, Outcome, Plan, Seconds, Spot, Step
from agent.run.trajectory import read_trajectory
from device.error import ConfigError
from device.screen import Bounds, Point
from grounding.target import Target
from models.reply import Usage
from ui.words import came_to

MANIFEST = Manifest(
    id="r",
    goal="Turn on Wi-Fi",
    started_at=1.5,
    device="d",
    brain="b",
    preset={},
    prompts="p",
    config={},
    versions={},
)
STEP = Step(
    index=1,
    shot="shots/a.png",
    package="com.android.settings",
    page="Settings",
    fingerprint="f1",
    plan=Plan(subgoals=("Wi-Fi is on",)),
    thought="it is off",
    action=Click(target=Target(description="Wi-Fi", point=(3, 4))),
    grounding=(Spot(point=Point(3, 4), bounds=Bounds(0, 0, 6, 8), confidence=0.9, method="tree"),),
)
DONE = STEP.model_copy(
    update={
        "performed": True,
        "usage": {"decide": Usage(10, 5, calls=1)},
        "seconds": Seconds(total=2, model=1),
    }
)


def journal(folder: Path) -> Journal:
    found = Journal(folder, MANIFEST)
    found.open()
    return found


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "trajectory.jsonl").read_text().splitlines()]


def test_a_run_reads_back_as_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    record = journal(folder)
    record.intent(STEP)
    assert [row["row"] for row in rows(folder)] == ["intent"], "on disk before anything is touched"
    record.result(DONE)
    record.judged(1, "success", "the switch is on")
    record.end(
        Ending(status="complete", verified=True), "42", Seconds(total=3), {"decide": Usage(10, 5, calls=1)}
    )
    read = read_trajectory(folder)
    assert [row["row"] for row in rows(folder)] == ["intent", "result", "end"]
    assert read.steps == (DONE.model_copy(update={"outcome": "success", "evidence": "the switch is on"}),)
    assert read.ending == Ending(status="complete", verified=True)
    assert (read.answer, read.manifest, read.open_step) == ("42", MANIFEST, None)
    assert read.usage["decide"].tokens == 15


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        ('"Wi-Fi" is now off', ReasonCode.SWITCHED_OFF),
        ('"Wi-Fi" is now on', ReasonCode.SWITCHED_ON),
        ("the screen changed", ReasonCode.NONE),
    ],
)
def test_why_a_step_counts_as_done_is_kept_and_read_out_of_older_records(
    tmp_path: Path, evidence: str, reason: ReasonCode
) -> None:
    folder = tmp_path / "run"
    record = journal(folder)
    record.intent(STEP)
    record.result(DONE)
    record.judged(1, Outcome.SUCCESS, evidence, ReasonCode.MOVED)
    record.end(Ending(status="complete"), "", Seconds(), {})
    assert read_trajectory(folder).steps[0].reason == ReasonCode.MOVED
    old = rows(folder)
    del old[-1]["previous"]["reason"]  # type: ignore[attr-defined]
    lines = "".join(f"{json.dumps(row)}\n" for row in old)
    (folder / "trajectory.jsonl").write_text(lines)
    assert read_trajectory(folder).steps[0].reason == reason


@pytest.mark.parametrize(("why", "handling"), [(TAKEN, Handling.TAKEN), (UNHEARD, Handling.UNHEARD)])
def test_why_a_step_was_not_made_is_kept_and_read_out_of_older_records(
    tmp_path: Path, why: str, handling: Handling
) -> None:
    folder = tmp_path / "run"
    with closing(journal(folder)) as kept:
        kept.intent(STEP)
        kept.result(STEP.model_copy(update={"error": why, "handling": handling}))
    assert read_trajectory(folder).steps[0].handling is handling
    told = rows(folder)
    del told[0]["handling"], told[1]["handling"]
    (folder / "trajectory.jsonl").write_text("".join(json.dumps(row) + "\n" for row in told))
    assert read_trajectory(folder).steps[0].handling is handling, "0.1.0 told it in words alone"


def test_an_intent_without_a_result_is_told_apart(tmp_path: Path) -> None:
    record = journal(tmp_path / "run")
    record.intent(STEP)
    record.close()
    read = read_trajectory(tmp_path / "run")
    assert read.steps == ()
    assert read.open_step == STEP
    state = state_of(read)
    assert state.steps[0].outcome == "uncertain"
    assert not state.steps[0].performed
    assert "never repeat it" in state.feedback[0]
    assert state.plan == STEP.plan


def test_what_is_said_is_kept_at_once_and_known_as_unheard_until_a_step_heard_it(tmp_path: Path) -> None:
    record = Journal(tmp_path / "run", MANIFEST)
    record.said("and Bluetooth")
    record.open()
    assert read_trajectory(tmp_path / "run").unheard == ("and Bluetooth",)
    record.intent(STEP.model_copy(update={"added": ("and Bluetooth",)}))
    record.said("not Wi-Fi")
    record.result(DONE)
    record.judged(1, "success", "the switch is on")
    record.said("and Bluetooth")
    read = read_trajectory(tmp_path / "run")
    assert read.unheard == ("not Wi-Fi", "and Bluetooth")
    assert read.steps[0].outcome == DONE.outcome, "what is said tells nothing of the step"
    record.intent(STEP.model_copy(update={"index": 2, "added": ("and Bluetooth", "not Wi-Fi")}))
    record.close()
    read = read_trajectory(tmp_path / "run")
    assert read.unheard == ("and Bluetooth",)
    assert read.steps[0].evidence == "the switch is on"


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_row_cut_short_by_a_kill_is_left_out(tmp_path: Path, cut: int) -> None:
    record = journal(tmp_path / "run")
    record.intent(STEP)
    record.result(DONE)
    record.close()
    path = tmp_path / "run" / "trajectory.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert read_trajectory(tmp_path / "run").open_step == STEP


def test_going_on_appends_and_keeps_the_cut_step(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    first = journal(folder)
    first.intent(STEP)
    first.close()
    second = journal(folder)
    second.judged(1, "uncertain", "interrupted")
    second.intent(STEP.model_copy(update={"index": 2}))
    second.result(DONE.model_copy(update={"index": 2}))
    second.close()
    read = read_trajectory(folder)
    assert [step.index for step in read.steps] == [1, 2]
    assert not read.steps[0].performed
    assert read.open_step is None


def test_nothing_is_left_of_a_run_that_failed_before_its_first_step(tmp_path: Path) -> None:
    folder = tmp_path / "runs" / "one"
    record = journal(folder)
    (folder / "shots").mkdir()
    record.end(Ending(status="error", reason="no phone"), "", Seconds(), {})
    assert not folder.exists()


def test_a_folder_that_was_there_is_only_cleared_of_what_was_made(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    record = journal(tmp_path)
    record.end(Ending(status="error", reason="no phone"), "", Seconds(), {})
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_failed_resumption_takes_nothing_away(tmp_path: Path) -> None:
    record = journal(tmp_path)
    record.intent(STEP)
    record.close()
    again = journal(tmp_path)
    again.end(Ending(status="error", reason="no phone"), "", Seconds(), {})
    assert read_trajectory(tmp_path).ending is not None


def test_folders_sort_by_time_and_never_collide(tmp_path: Path) -> None:
    first = run_folder(tmp_path, "Turn on: Bluetooth/../x && 设置闹钟", 0)
    first.mkdir()
    assert first.parent == tmp_path
    assert first.name.endswith("turn-on-bluetooth-x-设置闹钟")
    assert run_folder(tmp_path, "Turn on: Bluetooth/../x && 设置闹钟", 0).name == f"{first.name}-2"
    assert run_folder(tmp_path, "!!!", 0).name.endswith("-run")


def test_what_is_no_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no run"):
        read_trajectory(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "trajectory.jsonl").write_text("")
    with pytest.raises(ConfigError, match="can't be read"):
        read_trajectory(tmp_path)


def test_a_row_cut_short_is_taken_away_before_going_on(tmp_path: Path) -> None:
    record = journal(tmp_path)
    record.intent(STEP)
    record.result(DONE)
    record.close()
    path = tmp_path / "trajectory.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    again = journal(tmp_path)
    again.judged(1, "uncertain", "interrupted")
    again.end(Ending(status="stopped"), "", Seconds(), {})
    assert [row["row"] for row in rows(tmp_path)] == ["intent", "end"]
    assert read_trajectory(tmp_path).ending is not None


def test_a_run_is_recorded_by_one_process_at_a_time(tmp_path: Path) -> None:
    first = journal(tmp_path)
    second = Journal(tmp_path, MANIFEST)
    with pytest.raises(ConfigError, match=f"{tmp_path} still goes on"):
        second.open()
    second.end(Ending(status="error", reason="busy"), "", Seconds(), {})
    first.intent(STEP)
    assert [row["row"] for row in rows(tmp_path)] == ["intent"], "it is left alone"
    first.close()
    journal(tmp_path).close()


def test_two_new_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    second = Journal(tmp_path, MANIFEST)
    first = journal(tmp_path)
    first.intent(STEP)
    first.close()
    with pytest.raises(ConfigError, match="already holds a run"):
        second.open()
    second.end(Ending(status="error", reason="busy"), "", Seconds(), {})
    assert read_trajectory(tmp_path).open_step == STEP


def test_text_that_cannot_be_written_does_not_end_the_run(tmp_path: Path) -> None:
    record = journal(tmp_path)
    record.intent(STEP.model_copy(update={"thought": "half \ud800 a pair"}))
    record.close()
    read = read_trajectory(tmp_path).open_step
    assert read is not None
    assert read.thought == "half ? a pair"


def test_the_limit_of_a_full_disk_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = journal(tmp_path)
    record.intent(STEP)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ConfigError, match="No space left on device"):
        record.result(DONE)
    with pytest.raises(ConfigError, match="No space left on device"):
        record.end(Ending(status="error"), "", Seconds(), {})
    record.close()
    record.close()


def test_a_record_of_0_1_0_still_reads(tmp_path: Path) -> None:
    """Its `complete` may be unverified, and it names neither cause nor effects."""
    record = journal(tmp_path / "run")
    record.intent(STEP)
    record.result(DONE)
    record.end(Ending(status="complete"), "", Seconds(), {})
    path = tmp_path / "run" / "trajectory.jsonl"
    written = [{k: v for k, v in row.items() if k != "proofs"} for row in rows(tmp_path / "run")]
    written[-1]["cause"] = ""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in written))
    read = read_trajectory(tmp_path / "run")
    assert read.ending == Ending(status="complete")
    assert read.required is None
    assert came_to(read.ending) == "complete, not verified"
