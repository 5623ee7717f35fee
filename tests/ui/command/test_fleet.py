"""Several phones at once, and goals by the clock."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.routine.timetable import ScheduledGoal
from agent.run.trajectory import read_trajectory
from device.link.running import Registry, RunningPhone
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone
from tests.device.adbfake import FakeServer
from tests.device.relay import relay
from ui.app import phones_folder, state_folder
from ui.cli import main
from ui.scheduler import Keeper, line_of


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def phones() -> Iterator[PhoneServer]:
    with serve([fresh_phone(), fresh_phone(seed=2)]) as server:
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


def test_all_tells_of_each_that_cannot_be_used(phones: PhoneServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(FakeServer()) as server:
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(server.address.port))
        server.devices = {"S2": "unauthorized"}
        for serial, port in zip(phones.serials, phones.ports, strict=True):
            Registry(phones_folder()).add(
                RunningPhone(serial, port, os.getpid(), 1, False, False, time.time())
            )
        told = agent("run", "Turn off Bluetooth", "--devices", "all")
    assert told.exit_code == 3
    assert "S2               error: S2 has not allowed this computer" in told.stdout
    assert told.stdout.rstrip().endswith("2 of 3 phones reached it")


def test_one_phone_by_two_names_is_told_and_taken_once(
    phones: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with relay(phones.ports[0]) as other, closing(FakeServer()) as server:
        told = agent("run", "Open Settings", "--devices", f"{phones.serials[0]},{other}")
        assert (told.exit_code, f"{phones.serials[0]} is {other}" in told.stderr) == (2, True)
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(server.address.port))
        server.devices = {}
        for number, port in enumerate((phones.ports[0], int(other.rpartition(":")[2])), 1):
            Registry(phones_folder()).add(
                RunningPhone(f"127.0.0.1:{port}", port, os.getpid(), number, False, False, time.time())
            )
        told = agent("run", "Turn off Bluetooth", "--devices", "all")
    assert told.exit_code == 0, told.output
    assert told.stdout.rstrip().endswith("1 of 1 phones reached it")


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


def test_a_routine_that_is_not_there_is_not_kept_for_the_night() -> None:
    from agent.action.action import InputText
    from agent.replay.script import Script, ScriptMove
    from agent.routine.book import RoutineBook
    from agent.routine.routine import Routine
    from ui.app import routines_folder

    assert "agent routine save" in agent("schedule", "add", "@daily", "good nite", "--routine").stderr
    script = Script(
        run="r", goal="Set an alarm for 7:30", moves=(ScriptMove(step=1, action=InputText(text="7:30")),)
    )
    for name in ("good night", "alarm at {time}"):
        values = {"time": "7:30"} if "{" in name else {}
        RoutineBook(routines_folder()).save(Routine(name=name, saved_at=0.0, values=values, script=script))
    told = agent("schedule", "add", "@daily", "good nite", "--routine")
    assert (told.exit_code, "good night" in told.stderr) == (2, True)
    told = agent("schedule", "add", "@daily", "alarm at {time}", "--routine")
    assert (told.exit_code, "time" in told.stderr, "time=VALUE" in told.stderr) == (2, True, False)
    assert json.loads(agent("schedule", "list", "--json").stdout) == []
    assert agent("schedule", "add", "@daily", "Good night", "--routine").exit_code == 0
    assert agent("schedule", "add", "@daily", "alarm at 6:45", "--routine").exit_code == 0


def test_a_zone_that_is_none_ends_no_command_in_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    assert agent("schedule", "add", "0 22 * * *", "x").exit_code == 0
    monkeypatch.setenv("TZ", "Nonsense/Zone")
    for words in (("add", "0 22 * * *", "y"), ("list",), ("run",)):
        told = agent("schedule", *words)
        assert (told.exit_code, "Nonsense/Zone" in told.stderr) == (2, True)
    assert "x" in agent("schedule", "remove", "1").stdout, "what was kept can be taken off all the same"


def test_the_line_that_does_it_lets_no_goal_be_an_option() -> None:
    flags = {
        "device": "S1",
        "allow": ["send"],
        "use_memory": False,
        "max_steps": 9,
        "roles": {"reflect": {"model": "m"}},
    }
    line = line_of(ScheduledGoal(id="1", cron="@daily", goal="--help; x", flags=flags))
    assert line[-2:] == ["--", "--help; x"]
    assert line[4:-2] == [
        "run", "--device=S1", "--yes=send", "--no-memory", "--max-steps=9", "--role-model=reflect=m",
    ]  # fmt: skip
    assert line_of(ScheduledGoal(id="1", cron="@daily", goal="x", routine=True))[4:6] == ["routine", "run"]


def test_one_keeper_takes_up_what_changes(own_folder: None) -> None:
    from agent.routine.timetable import Timetable
    from device.error import DeviceBusy
    from ui.app import routines_folder

    table = Timetable(routines_folder().parent / "schedule.json")
    table.add("0 22 * * *", "x", routine=False, flags={})
    keeper = Keeper(table, lambda _line: None)
    with pytest.raises(DeviceBusy, match="timetable is kept already by agent schedule run") as busy:
        Keeper(table, lambda _line: None)
    assert "phone" not in str(busy.value)
    keeper.look()
    table.add("0 23 * * *", "y", routine=False, flags={})
    table.remove("1")
    keeper.look()
    assert [job.name for job in keeper._scheduler.get_jobs()] == ["y"]
    keeper._lease.release()


def test_what_was_missed_while_nobody_kept_the_times_is_made_up_for_once(own_folder: None) -> None:
    from agent.routine.timetable import Timetable
    from ui.app import routines_folder

    def kept() -> tuple[list[str], bool]:
        """What a keeper that begins now tells, and whether it does the goal at once."""
        told: list[str] = []
        keeper = Keeper(table, told.append)
        keeper.look()
        (job,) = keeper._scheduler.get_jobs()
        keeper._lease.release()
        return told, job.next_run_time.timestamp() <= time.time()

    table = Timetable(routines_folder().parent / "schedule.json")
    table.add("0 0 1 1 *", "x", routine=False, flags={})
    assert kept() == ([], False)
    table.remove("1")
    table.add("* * * * *", "y", routine=False, flags={})
    entries = [one.model_copy(update={"added_at": time.time() - 90}) for one in table.all()]
    table._write(tuple(entries))
    assert not kept()[1], "the keeper before has looked since then"
    (state_folder() / "schedule-kept").write_text(str(time.time() - 90))
    told, at_once = kept()
    assert at_once
    assert "missed at" in told[0]
    assert not kept()[1], "only once"


def test_the_keeper_names_number_and_phone(own_folder: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from agent.routine.timetable import Timetable
    from ui.app import routines_folder

    table = Timetable(routines_folder().parent / "schedule.json")
    one = table.add("0 22 * * *", "Open Settings", routine=False, flags={"device": "nobody"})
    said: list[str] = []
    keeper = Keeper(table, said.append)
    monkeypatch.setattr(keeper._scheduler, "start", lambda: keeper._do(one))
    keeper.keep()
    assert said[0] == "keeping 1 time; Ctrl-C ends it"
    begins, ends = said[1:]
    assert begins[5:].split() == ["1", "begins", "Open", "Settings", "on", "nobody"]
    assert ends[5:].split() == ["1", "phone", "or", "model", "failed", "Open", "Settings", "on", "nobody"]
