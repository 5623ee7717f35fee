"""`agent phone`: phones in processes of their own, driven as a person would."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.link.discovery import read_devices
from device.link.wire.client import AdbConnection
from tests.program import Program, agent_command
from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def wait_until_stopped(pid: int) -> None:
    """SIGSTOP takes each thread by itself, in its own time."""
    while {
        thread.read_text().rpartition(")")[2].split()[0]
        for thread in Path(f"/proc/{pid}/task").glob("*/stat")
    } != {"T"}:
        time.sleep(0.01)


@pytest.fixture
def serial() -> Iterator[str]:
    """A detached phone."""
    started = agent("phone", "start", "--detach", "--json")
    assert started.exit_code == 0, started.output
    value = json.loads(started.stdout.splitlines()[-1])
    assert value["serial"] == f"127.0.0.1:{value['port']}"
    assert value["port"] > 5600
    assert f"adb connect {value['serial']}" in started.stdout.splitlines()
    yield value["serial"]
    agent("phone", "stop", "--all")


def test_quirks_that_are_named_and_empty_are_an_error() -> None:
    told = agent("phone", "start", "--vendor", "")
    assert (told.exit_code, "agent phone start --vendor list" in told.output) == (2, True)


def test_a_detached_phone_is_listed_photographed_saved_put_back_and_stopped(serial: str) -> None:
    assert serial in agent("phone", "list").stdout
    (listed,) = json.loads(agent("phone", "list", "--json").stdout)
    assert listed["serial"] == serial
    assert re.search(rf"{serial} +device +embedded", agent("devices").stdout)

    shot = agent("phone", "screenshot", serial, "-o", "screen.png")
    assert shot.exit_code == 0, shot.output
    assert "1080x2400" in shot.stdout
    assert Path("screen.png").read_bytes().startswith(b"\x89PNG")

    assert agent("phone", "screenshot", serial.rpartition(":")[2], "-o", "port.PNG").exit_code == 0
    nowhere = agent("phone", "screenshot", serial, "-o", "nowhere/screen.png")
    assert (nowhere.exit_code, Path("nowhere").exists()) == (2, False)
    assert "nowhere/screen.png: No such file or directory" in nowhere.stderr

    assert agent("phone", "snapshots").stdout == ""
    for place in ("fresh", "./fresh.zip"):
        saved = agent("phone", "snapshot", serial, place)
        assert saved.exit_code == 0, saved.output
        assert agent("phone", "restore", serial, place).exit_code == 0
    assert Path("fresh.zip").is_file()
    assert re.fullmatch(r"fresh +\d+ kB  20\d\d-\d\d-\d\d \d\d:\d\d\n", agent("phone", "snapshots").stdout)
    assert [one["name"] for one in json.loads(agent("phone", "snapshots", "--json").stdout)] == ["fresh"]
    assert agent("phone", "snapshots", "--delete", "fresh").stdout == "deleted fresh\n"
    assert agent("phone", "restore", serial, "fresh").exit_code == 2

    stopped = agent("phone", "stop", serial)
    assert stopped.exit_code == 0, stopped.output
    assert agent("phone", "list").stdout == ""
    again = agent("phone", "stop", serial)
    assert again.exit_code == 3
    assert "no embedded phone" in again.stderr


def test_a_phone_that_hangs_is_marked_and_stopped_with_its_process(
    serial: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (listed,) = json.loads(agent("phone", "list", "--json").stdout)
    assert listed["answers"]
    assert "not answering" not in agent("phone", "list").stdout
    os.kill(listed["pid"], signal.SIGSTOP)
    wait_until_stopped(listed["pid"])
    waits = (
        "link.running.CHECK_TIMEOUT",
        "phone.server.remote.ANSWER_TIMEOUT",
        "phone.server.remote.SIGNAL_TIMEOUT",
    )
    for patience in waits:
        monkeypatch.setattr(f"device.{patience}", 0.3)  # it never answers: no need to wait long
    (mute,) = json.loads(agent("phone", "list", "--json").stdout)
    assert not mute["answers"]
    assert agent("phone", "list").stdout.rstrip().endswith(", not answering")
    stopped = agent("phone", "stop", serial)
    assert (stopped.exit_code, stopped.stdout) == (0, f"stopped {serial}\n"), stopped.output
    assert agent("phone", "list").stdout == ""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", listed["port"]), 5)


@pytest.mark.parametrize(
    "words",
    [
        ("phone", "start", "--detach"),
        ("phone", "start"),
        ("phone", "list"),
    ],
)
def test_a_state_folder_that_cannot_be_made_is_one_line(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").touch()
    monkeypatch.setenv("TAPWRIGHT_STATE", "file/state")
    told = agent(*words)
    assert "Traceback" not in told.output
    if words == ("phone", "list"):
        assert told.exit_code == 0
    else:
        assert told.exit_code == 2
        assert re.match(r"error: .*file/state.*: Not a directory", told.stderr), told.stderr


def test_what_changed_and_what_happened(serial: str) -> None:
    assert agent("phone", "snapshot", serial, "before").exit_code == 0
    with AdbConnection.connect("127.0.0.1", int(serial.rpartition(":")[2])) as client:
        client.shell("settings put global wifi_on 0; echo hi > /sdcard/note; input keyevent HOME")
    told = agent("phone", "diff", serial, "before")
    assert told.exit_code == 0, told.output
    assert "  ~ global wifi_on: 1 -> 0" in told.stdout.splitlines()
    assert "  + /storage/emulated/0/note (3 bytes)" in told.stdout.splitlines()
    assert agent("phone", "snapshot", serial, "after").exit_code == 0
    same = agent("phone", "diff", serial, "after", "after")
    assert same.stdout == "no difference\n"
    data = json.loads(agent("phone", "diff", serial, "before", "after", "--json").stdout)
    assert json.loads(agent("phone", "diff", "before", "after", "--json").stdout) == data
    fresh = subprocess.run(  # a program that has loaded no app
        [sys.executable, "-c", "from ui.cli import main; main()", "phone", "diff", serial, "before"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (fresh.returncode, fresh.stdout) == (0, told.stdout), fresh.stderr
    assert agent("phone", "diff", "before").exit_code == 2
    assert "no embedded phone never runs" in agent("phone", "diff", "never", "after").stderr
    assert data["files"][0]["path"] == "/storage/emulated/0/note"
    assert agent("phone", "diff", serial, "never").exit_code == 2

    lines = agent("phone", "events", serial).stdout.splitlines()
    assert re.fullmatch(r" +36\d\d\.\d{3}  10-15 15:34:00  setting +global wifi_on = 0", lines[0])
    assert lines[-1].endswith("KEYCODE_HOME")
    (one,) = agent("phone", "events", serial, "--kind", "file", "--json").stdout.splitlines()
    assert json.loads(one)["what"] == "create /storage/emulated/0/note"
    assert agent("phone", "events", serial, "--kind", "noise").exit_code == 2


@pytest.mark.full
def test_a_fork_runs_beside_its_phone(serial: str) -> None:
    told = agent("phone", "fork", serial, "--json")
    assert told.exit_code == 0, told.output
    other = json.loads(told.stdout.splitlines()[-1])["serial"]
    assert {one["serial"] for one in json.loads(agent("phone", "list", "--json").stdout)} == {serial, other}
    assert agent("phone", "stop", serial).exit_code == 0
    assert other in agent("phone", "list").stdout


def test_several_phones_as_emulators() -> None:
    try:
        started = agent("phone", "start", "--detach", "--json", "--count", "2", "--as-emulator", "auto")
        assert started.exit_code == 0, started.output
        phones = json.loads(started.stdout.splitlines()[-1])["phones"]
        serials = [phone["serial"] for phone in phones]
        assert serials == [f"emulator-{phone['port'] - 1}" for phone in phones]
        assert [phone["address"] for phone in phones] == [f"127.0.0.1:{phone['port']}" for phone in phones]
        for serial in serials:
            assert f"phone {serial}" in started.stdout.splitlines()
        for words in (("devices",), ("phone", "list")):
            assert [line.split()[0] for line in agent(*words).stdout.splitlines()] == serials
            assert [one["serial"] for one in json.loads(agent(*words, "--json").stdout)] == serials
        assert agent("phone", "screenshot", str(phones[0]["console"]), "-o", "a.png").exit_code == 0
        names = " ".join(phone["serial"] for phone in phones)
        assert f"stop them with: agent phone stop {names}" in started.stdout.splitlines()
        number = (phones[0]["console"] - 5554) // 2
        again = agent("phone", "start", "--as-emulator", str(number))
        assert again.exit_code == 2
        assert re.fullmatch(r"error: emulator-\d+ cannot be had: port \d+ is in use\..*\n", again.stderr)
        assert agent("phone", "stop", phones[0]["serial"]).exit_code == 0
        assert phones[0]["serial"] not in agent("phone", "list").stdout
        forked = agent("phone", "fork", phones[1]["serial"], "--json").stdout.splitlines()[-1]
        both = (phones[1]["serial"], json.loads(forked)["serial"])
        assert agent("phone", "stop", *both).exit_code == 0
        assert agent("phone", "list").stdout == ""
    finally:
        agent("phone", "stop", "--all")


def test_a_run_takes_an_emulator_by_each_of_its_names() -> None:
    try:
        started = agent("phone", "start", "--detach", "--json", "--as-emulator", "auto")
        one = json.loads(started.stdout.splitlines()[-1])
        for name in (one["serial"], one["address"], str(one["port"]), str(one["console"])):
            ran = agent("run", "Is Bluetooth on?", "--device", name)
            assert ran.exit_code == 0, ran.output
            assert f"phone  {one['serial']}" in ran.stdout.splitlines()
            assert agent("phone", "weather", name).stdout == f"{one['serial']}: no trouble\n"
    finally:
        agent("phone", "stop", "--all")


def test_a_phone_in_use() -> None:
    """It has people on it, and its language is the one it was started in."""
    wanted = ("phone", "start", "--detach", "--json", "--count", "2", "--sample", "--locale", "zh-CN")
    try:
        started = agent(*wanted)
        assert started.exit_code == 0, started.output
        for phone in json.loads(started.stdout.splitlines()[-1])["phones"]:
            with AdbConnection.connect("127.0.0.1", phone["port"]) as client:
                people = client.shell(
                    "content query --uri content://contacts/phones --projection display_name"
                )
                assert "李小明" in people.stdout.decode()
                assert client.shell("ls /sdcard/Documents/Markor").stdout
    finally:
        agent("phone", "stop", "--all")


@pytest.mark.parametrize(
    ("words", "there"), [pytest.param((), False, marks=pytest.mark.full), (("--sample",), True)]
)
def test_a_run_on_a_phone_in_use(words: tuple[str, ...], there: bool) -> None:
    actions = [
        {"action_type": "open_app", "app_name": "Contacts"},
        {"action_type": "click", "target": {"description": "Ann Lee"}},
        {"action_type": "status", "goal_status": "infeasible"},
    ]
    script: list[object] = [{"role": "plan", "reply": {"subgoals": ["find her"]}}]
    script += [{"role": "confirm", "reply": {"reached": False, "evidence": "nothing is told"}}]
    script += [{"role": "decide", "reply": {"thought": "", "actions": [action]}} for action in actions]
    Path("script.json").write_text(json.dumps(script))
    told = agent("run", "Who is it?", "--device", "embedded", "--model", "scripted:script.json", *words)
    assert ('click "Ann Lee" [' in told.stdout) is there, told.output


def test_a_run_in_chinese() -> None:
    told = agent("run", "Turn off Wi-Fi", "--device", "embedded", "--locale", "zh", "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout.splitlines()[-1])["status"] == "complete"
    wrong = agent("run", "Turn off Wi-Fi", "--device", "embedded", "--locale", "fr")
    assert (wrong.exit_code, "does not speak 'fr'" in wrong.stderr) == (2, True)


def test_what_was_stopped_after_adb_connect_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        gone = f"127.0.0.1:{probe.getsockname()[1]}"
        probe.listen()
        answers = read_devices(f"{gone} offline transport_id:1\n")
        monkeypatch.setattr("ui.connect.everywhere", lambda _servers: (answers, ()))
        there = agent("run", "Turn off Wi-Fi")
        assert (there.exit_code, f"{gone} is offline" in there.stderr) == (3, True), "somebody listens there"
    told = agent("run", "Turn off Wi-Fi")
    assert told.exit_code == 0, told.output
    assert f"as no phone is attached ({gone} was stopped and is passed over)" in told.output


@pytest.mark.full
def test_a_run_may_use_a_running_phone_by_its_address(serial: str) -> None:
    result = agent("run", "Turn off Wi-Fi", "--device", serial, "--json")
    assert result.exit_code == 0, result.output
    again = agent("run", "Turn off Wi-Fi", "--device", serial, "--json")
    assert json.loads(again.stdout)["status"] == "complete", "it is off already"


def test_a_phone_in_the_foreground_ends_with_ctrl_c() -> None:
    program = Program(agent_command, "phone", "start", "--json")
    while not (lines := re.findall(r"^{.*}$", program.out, re.MULTILINE)):
        assert program.returncode is None, program.err
        time.sleep(0.02)
    port = json.loads(lines[0])["port"]
    with socket.create_connection(("127.0.0.1", port), 5):
        pass
    program.send_signal(signal.SIGINT)
    program.end()
    assert (program.returncode, program.err) == (0, "")
    assert agent("phone", "list").stdout == ""


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for words in (["--port", port], ["--port", port, "--detach"]):
            result = agent("phone", "start", *words)
            assert result.exit_code == 2
            assert re.fullmatch(rf"error: .*{port}.*\n", result.stderr)
    assert not list(Path("state").rglob("*.json"))


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        (["start", "--port", "70000"], "'70000' is no port", 2),
        (["start", "--port", "abc"], "'abc' is no port. Ports are 1 to 65535", 2),
        (["start", "--port", ""], "'' is no port. Ports are 1 to 65535", 2),
        (["start", "--port", "0"], "'0' is no port. Ports are 1 to 65535", 2),
        (["start", "--port", "65535", "--count", "2"], "2 phones do not fit from port 65535 on", 2),
        (["start", "--as-emulator", "60", "--count", "9"], "9 emulators do not fit from 60 on", 2),
        (["start", "--as-emulator", "-1"], "'-1' is no number; give 0, 1, 2, ... or auto", 2),
        (["start", "--as-emulator", ""], "'' is no number; give 0, 1, 2, ... or auto", 2),
        (["start", "--locale", ""], "--locale names nothing", 2),
        (["start", "--locale", "foo"], "does not speak 'foo'. There are: en-US (English", 2),
        (["start", "--locale", "xx-YY", "--detach"], "zh-Hans-CN (简体中文（中国）)", 2),
        (["start", "--as-emulator", "x"], "'x' is no number; give 0, 1, 2, ... or auto", 2),
        (["start", "--as-emulator", "99"], "there is no emulator 99", 2),
        (["start", "--count", "0"], "0 phones cannot be started", 2),
        (["start", "--port", "5600", "--as-emulator", "1"], "exclude each other", 2),
        (["stop"], "Name a phone, or give --all", 2),
        (["stop", "x", "--all"], "Name a phone, or give --all", 2),
        (["stop", "127.0.0.1:1"], "no embedded phone 127.0.0.1:1 runs", 3),
        (["screenshot", "x", "-o", "a.png"], "no embedded phone x runs", 3),
        (["screenshot", "x", "-o", "a.jpg"], "a.jpg: pictures of the screen are PNG files", 2),
        (["snapshot", "x", "a b"], "no name for a snapshot", 2),
        (["snapshot", "x", "../../evil"], "../../evil is no file of a snapshot", 2),
        (["snapshots", "--delete", "never"], "there is no snapshot never", 2),
    ],
)
def test_bad_input_is_one_line_and_a_code(words: list[str], message: str, code: int) -> None:
    result = agent("phone", *words)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_nothing_running_is_no_failure() -> None:
    assert agent("phone", "stop", "--all").exit_code == 0
    assert agent("phone", "list").exit_code == 0
    assert agent("phone", "list", "--json").stdout == "[]\n"
