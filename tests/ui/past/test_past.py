"""Runs that were made are found, compared, shown and taken along; no name leads out of their folder."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from agent.build import build
from agent.replay.script import script_of
from agent.routine.book import RoutineBook
from agent.routine.routine import make_routine
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.client import Device
from device.error import ConfigError
from device.link.transport.inprocess import InProcessTransport
from tests.boot import fresh_phone
from ui.cli import main
from ui.past.film import film
from ui.past.pack import packed
from ui.past.pair import side_by_side
from ui.past.past import find_run, past_runs
from ui.past.saved import saved
from ui.past.tell import run_line, sign_line


def run(goal: str, runs: Path, *tools: str) -> Trajectory:
    with Device(InProcessTransport(fresh_phone())) as device:
        ended = build(Settings(runs=runs, tools=frozenset(tools)), device).run(goal).finish()
    assert ended.folder is not None
    return read_trajectory(ended.folder)


def test_runs_are_listed_latest_first_and_searched_by_all_words(tmp_path: Path) -> None:
    first = run("Turn on dark theme", tmp_path)
    later = tmp_path / f"9{first.folder.name}"
    first.folder.rename(later)
    run("Turn on Bluetooth", tmp_path)
    (tmp_path / "nothing").mkdir()
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "manifest.json").write_text("{")
    found = past_runs(tmp_path)
    assert [one.goal for one in found] == ["Turn on dark theme", "Turn on Bluetooth"]
    assert (found[0].status, found[0].verified, found[0].steps) == ("complete", True, len(first.steps))
    assert [one.goal for one in past_runs(tmp_path, "COMPLETE bluetooth")] == ["Turn on Bluetooth"]
    assert past_runs(tmp_path, "bluetooth theme") == ()
    assert len(past_runs(tmp_path, most=1)) == 1
    assert past_runs(tmp_path / "none") == ()


def test_what_was_said_in_mid_run_is_told_and_found(tmp_path: Path) -> None:
    with Device(InProcessTransport(fresh_phone())) as device:
        going = build(Settings(runs=tmp_path), device).run("Set an alarm for 7:30")
        going.say("no, 8:15")
        going.say("The owner used the phone by hand meanwhile: nothing")
        going.finish()
    run("Turn on Bluetooth", tmp_path)
    (corrected,) = past_runs(tmp_path, "alarm no 8:15")
    assert corrected.said == ("no, 8:15",)
    assert '7:30 (then: "no, 8:15")' in run_line(corrected)
    (plain,) = past_runs(tmp_path, "bluetooth")
    assert plain.said == ()
    assert "then" not in run_line(plain)
    assert sign_line([plain, replace(plain, status="stopped"), replace(plain, status="")]) == (
        "✓ complete  ■ stopped  ? not ended"
    )


def test_what_tools_saved_is_told_beside_a_run_by_touches_alone(tmp_path: Path) -> None:
    goal = "Set an alarm for 7:30"
    called = run(goal, tmp_path, "android")
    first = saved(called, tmp_path)
    assert first is not None
    assert first.without is None
    touched = run(goal, tmp_path)
    assert saved(touched, tmp_path) is None
    config = tmp_path / "own.toml"
    config.write_text(f'runs = "{tmp_path}"')
    told = CliRunner().invoke(main, ["show", str(called.folder), "--config", str(config)]).output
    assert f"1 of {len(called.steps)} steps called a tool" in told
    assert f"by touches alone: {len(touched.steps)} steps" in told
    assert touched.folder.name in told
    assert len(called.steps) < len(touched.steps)
    as_json = CliRunner().invoke(main, ["show", called.folder.name, "--json", "--config", str(config)]).output
    assert json.loads(as_json)["tools"]["without"]["steps"] == len(touched.steps)


@pytest.mark.parametrize("name", ["", ".", "..", "../out", "/etc", "a/b", "x\0y", "link"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    runs, outside = tmp_path / "runs", tmp_path / "out"
    for folder in (runs, outside):
        folder.mkdir()
        (folder / "manifest.json").write_text("{}")
    (runs / "link").symlink_to(outside)
    with pytest.raises(ConfigError, match="no run"):
        find_run(runs, name)


def test_two_runs_are_told_side_by_side(tmp_path: Path) -> None:
    first, second = run("Turn on dark theme", tmp_path), run("Turn on Bluetooth", tmp_path)
    alike = side_by_side(first, first)
    assert len(alike) == len(first.steps)
    assert all(line.same for line in alike)
    lines = side_by_side(first, second)
    assert lines[0].same
    assert [line.first for line in lines if line.first] == list(first.steps)
    assert [line.second for line in lines if line.second] == list(second.steps)
    assert not all(line.same for line in lines)


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_film_has_a_frame_a_step_with_the_tap_drawn(kind: str, tmp_path: Path) -> None:
    recorded = run("Turn on dark theme", tmp_path)
    with Image.open(io.BytesIO(film(recorded, kind))) as picture:  # type: ignore[arg-type]
        assert picture.n_frames == len(recorded.steps)
        picture.seek(1)
        shown = picture.convert("RGB")
        with Image.open(recorded.folder / recorded.steps[1].shot) as plain:
            scale = shown.width / plain.width
        spot = recorded.steps[1].grounding[0].point
        at = round(spot.x * scale), round(spot.y * scale)
        red, green, blue = shown.getpixel(at)  # type: ignore[misc]
    assert red > 180
    assert max(green, blue) < 140


def test_a_pack_holds_the_run_and_nothing_else(tmp_path: Path) -> None:
    recorded = run("Turn on dark theme", tmp_path / "runs")
    secret = tmp_path / "secret.png"
    secret.write_text("secret")
    (recorded.folder / "shots" / "link.png").symlink_to(secret)
    (recorded.folder / "more.txt").write_text("more")
    with zipfile.ZipFile(io.BytesIO(packed(recorded.folder))) as archive:
        names = set(archive.namelist())
    own = {name.removeprefix(f"{recorded.folder.name}/") for name in names}
    assert {"manifest.json", "trajectory.jsonl"} | {step.shot for step in recorded.steps} == own


def test_a_routine_is_kept_called_by_name_and_forgotten(tmp_path: Path) -> None:
    script = script_of(run("Set an alarm for 7:30", tmp_path / "runs"))
    book = RoutineBook(tmp_path / "routines")
    made = make_routine("alarm at {time}", script, {"time": "7:30"}, now=1.0)
    path = book.save(made)
    assert path.parent == tmp_path / "routines"
    assert made.goal == "Set an alarm for {time}"
    found, values = book.call("Alarm at 6:45")
    assert (found, values) == (made, {"time": "6:45"})
    assert found.script_for(values).goal == "Set an alarm for 6:45"
    for wrong in ({}, {"time": "6:45", "day": "Monday"}):
        with pytest.raises(ConfigError):
            found.script_for(wrong)
    with pytest.raises(ConfigError, match="there is a routine"):
        book.save(made)
    book.remove("alarm at {time}")
    with pytest.raises(ConfigError, match="no routine"):
        book.call("alarm at 6:45")


def test_a_routines_name_says_something_and_stays_in_the_folder(tmp_path: Path) -> None:
    script = script_of(run("Set an alarm for 7:30", tmp_path / "runs"))
    odd = RoutineBook(tmp_path / "routines").save(make_routine("../../up", script, {}, now=1.0))
    assert odd.resolve().parent == (tmp_path / "routines").resolve()
    for name, values, why in (
        ("  ", {}, "no name"),
        ("{time}", {"time": "7:30"}, "no name"),
        ("at {time}", {}, "not said"),
        ("at {a b}", {"a b": "7:30"}, "no name for a value"),
        ("at", {"time": "7:30"}, "has no"),
        ("at {time}", {"time": "bread"}, "neither typed nor touched"),
    ):
        with pytest.raises(ConfigError, match=why):
            make_routine(name, script, values, now=1.0)


def test_the_commands_record_save_and_do_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    runner = CliRunner()
    recorded = run("Set an alarm for 7:30", tmp_path / "runs")
    name = recorded.folder.name
    saved = runner.invoke(main, ["routine", "save", name, "alarm at {time}", "--value", "time=7:30"])
    assert saved.exit_code == 0, saved.output
    for taken in ("stop", "好的", "Turn on Bluetooth"):
        refused = runner.invoke(main, ["routine", "save", name, taken])
        assert refused.exit_code == 2
        assert "that name" in refused.output
    shown = runner.invoke(main, ["routine", "show", "alarm at {time}"])
    assert 'typing "7" into "Hour"  (time=7:30)' in shown.output
    done = runner.invoke(
        main, ["routine", "run", "alarm at 18:45", "--device", "embedded", "--json", "--out", "again"]
    )
    assert done.exit_code == 0, done.output
    line = json.loads(done.stdout.splitlines()[-1])
    assert (line["status"], line["verified"], line["model_calls"]) == ("complete", True, 0)
    assert "6:45" in line["evidence"]
    unknown = runner.invoke(main, ["replay", name, "--value", "bread=cake"])
    assert unknown.exit_code == 2
    listed = runner.invoke(main, ["runs", "list", "alarm", "--json"])
    assert [row["name"] for row in json.loads(listed.stdout)] == [name]
    for command in (
        ["show", name, "--gif", "x.gif"],
        ["runs", "pack", name],
        ["runs", "compare", name, name],
    ):
        assert runner.invoke(main, command).exit_code == 0, command
    assert Path("x.gif").read_bytes()[:3] == b"GIF"
    for command in (["show", name, "--gif"], ["show", "--gif", "--webp", "--", name]):
        shown = runner.invoke(main, command)
        assert shown.exit_code == 0, shown.output
        assert f"{name}.gif (" in shown.stdout
    assert Path(f"{name}.gif").read_bytes()[:3] == b"GIF"
    assert Path(f"{name}.webp").read_bytes()[8:12] == b"WEBP"
    assert zipfile.is_zipfile(f"{name}.zip")
