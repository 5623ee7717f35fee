"""Several phones at once, and goals by the clock."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.timetable import Entry
from agent.trajectory import read_trajectory
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve
from ui.cli import main
from ui.keeper import Keeper, line_of


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def phones() -> Iterator[PhoneServer]:
    with serve([Phone(seed=1), Phone(seed=2)]) as server:
        yield server


def test_each_phone_has_its_run_record_and_verdict(phones: PhoneServer) -> None:
    told = agent("run", "Turn off Bluetooth", "--devices", ",".join(phones.serials), "--json")
    assert told.exit_code == 0, told.output
    rows = json.loads(told.stdout.splitlines()[-1])["runs"]
    assert [row["device"] for row in rows] == list(phones.serials)
    assert all((row["status"], row["verified"]) == ("complete", True) for row in rows)
    assert len({row["folder"] for row in rows}) == 2
    for row in rows:
        assert read_trajectory(Path(row["folder"])).manifest.device == row["device"]
    for phone in phones.phones:
        assert phones.call(lambda phone=phone: phone.settings.text("global", "bluetooth_on")) == "0"


def test_one_that_cannot_be_had_does_not_stop_the_others(phones: PhoneServer) -> None:
    told = agent("run", "Open Settings", "--devices", f"127.0.0.1:9,{phones.serials[0]}")
    assert told.exit_code == 3
    assert "127.0.0.1:9  error: " in told.stdout
    assert f"{phones.serials[0]}    1 ✓" in told.stdout
    assert told.stdout.rstrip().endswith("1 of 2 phones reached it")


@pytest.mark.parametrize(
    "more",
    [
        ("--devices", "a,a"),
        ("--devices", ","),
        ("--devices", "a", "--device", "b"),
        ("--devices", "a", "--dry-run"),
    ],
)
def test_what_makes_no_sense_on_several(more: tuple[str, ...]) -> None:
    assert agent("run", "Open Settings", *more).exit_code == 2


def test_all_without_a_phone() -> None:
    assert agent("run", "Open Settings", "--devices", "all").exit_code == 3


# -- by the clock ---------------------------------------------------------------------------------------
def test_added_listed_and_removed() -> None:
    told = agent(
        "schedule", "add", "0 22 * * *", "Open Settings", "--device", "embedded", "--yes=send,delete"
    )
    assert told.exit_code == 0, told.output
    assert "agent schedule run" in told.stderr
    (row,) = json.loads(agent("schedule", "list", "--json").stdout)
    assert (row["goal"], row["next"][11:16]) == ("Open Settings", "22:00")
    assert row["flags"] == {"device": "embedded", "allow": ["delete", "send"]}
    assert "Open Settings" in agent("schedule", "remove", "1").stdout
    assert json.loads(agent("schedule", "list", "--json").stdout) == []
    assert agent("schedule", "remove", "1").exit_code == 2
    assert agent("schedule", "run", "--once", "1").exit_code == 2


@pytest.mark.parametrize("words", [("bad", "x"), ("@daily", " "), ("@daily", "x", "--preset", "nonsense")])
def test_what_is_wrong_is_told_now_and_not_at_night(words: tuple[str, ...]) -> None:
    assert agent("schedule", "add", *words).exit_code == 2


def test_the_line_that_does_it_lets_no_goal_be_an_option() -> None:
    flags = {
        "device": "S1",
        "allow": ["send"],
        "use_memory": False,
        "max_steps": 9,
        "roles": {"reflect": {"model": "m"}},
    }
    line = line_of(Entry(id="1", cron="@daily", goal="--help; x", flags=flags))
    assert line[-2:] == ["--", "--help; x"]
    assert line[4:-2] == [
        "run", "--device=S1", "--yes=send", "--no-memory", "--max-steps=9", "--role-model=reflect=m",
    ]  # fmt: skip
    assert line_of(Entry(id="1", cron="@daily", goal="x", routine=True))[4:6] == ["routine", "run"]


def test_one_keeper_takes_up_what_changes(own_folder: None) -> None:
    from agent.timetable import Timetable
    from device.error import DeviceBusy
    from ui.app import routines_folder

    table = Timetable(routines_folder().parent / "schedule.json")
    table.add("0 22 * * *", "x", routine=False, flags={})
    keeper = Keeper(table, lambda _line: None)
    with pytest.raises(DeviceBusy, match="agent schedule run"):
        Keeper(table, lambda _line: None)
    keeper.look()
    table.add("0 23 * * *", "y", routine=False, flags={})
    table.remove("1")
    keeper.look()
    assert [job.name for job in keeper._scheduler.get_jobs()] == ["y"]
    keeper._lease.release()
