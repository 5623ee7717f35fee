"""`python -m tasks.gold`: one task in, an honest exit status out, over a real socket."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from unittest.mock import patch

import pytest

from device.phone.server.host import PhoneServer, serve
from tasks.gold.__main__ import main
from tasks.gold.registry import names
from tasks.suite import find_suite
from tests.boot import fresh_phone

NOTHING_LISTENS = "1"


@pytest.fixture
def served() -> Iterator[PhoneServer]:
    with serve([fresh_phone()]) as server:
        yield server


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def solved(text: str, *arguments: str, port: str = NOTHING_LISTENS) -> Done:
    """What the command makes of a text on standard input, in this process."""
    out, err = StringIO(), StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        patch("sys.stdin", StringIO(text)),
        patch.dict("os.environ", ANDROID_ADB_SERVER_PORT=port),
    ):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    return Done(status, out.getvalue(), err.getvalue())


def sheet(serial: str, task: str = "SystemWifiTurnOff", **params: object) -> str:
    return json.dumps({"task": task, "goal": "Turn wifi off.", "params": params, "serial": serial})


def test_a_task_is_done_on_the_phone_named(served: PhoneServer) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tasks.gold"],
        input=sheet(served.serials[0], on_or_off="off"),
        env={"ANDROID_ADB_SERVER_PORT": NOTHING_LISTENS, "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert served.phones[0].settings.text("global", "wifi_on") == "0"


def test_an_element_that_is_missing_is_told(served: PhoneServer) -> None:
    done = solved(sheet(served.serials[0], "SimpleSmsReply", number="+15551234567", message="Hi"))
    assert done.returncode == 1
    assert done.stderr.startswith("error: com.simplemobiletools.smsmessenger/MainActivity does not show")
    assert "+15551234567" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no JSON"),
        ("[]", "no JSON object"),
        ('{"task": 5, "serial": "x"}', "task and serial"),
        ('{"task": "Dance", "serial": "127.0.0.1:1"}', "no task is called 'Dance'"),
        ('{"task": "SystemWifiTurnOn", "serial": "127.0.0.1:1", "params": []}', "params must be an object"),
    ],
)
def test_what_is_no_request_is_refused(text: str, says: str) -> None:
    done = solved(text)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1


def test_parameters_that_do_not_fit_are_refused(served: PhoneServer) -> None:
    done = solved(sheet(served.serials[0], on_or_off="maybe"))
    assert (done.returncode, done.stderr) == (2, "error: on_or_off is 'maybe', not one of on, off\n")


def test_parameters_that_are_missing_are_named(served: PhoneServer) -> None:
    done = solved(sheet(served.serials[0], "ClockTimerEntry", hours=1))
    assert done.returncode == 2
    assert done.stderr == "error: there is no parameter minutes; there are: hours\n"


def test_an_answer_is_one_line_of_json(served: PhoneServer) -> None:
    done = solved(sheet(served.serials[0], "TasksHighPriorityTasks"))
    assert (done.returncode, done.stderr) == (0, "")
    assert list(json.loads(done.stdout)) == ["answer"]
    assert done.stdout.count("\n") == 1


def test_the_tasks_are_listed() -> None:
    done = solved("", "--list")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert sorted(line for line in lines if not line.startswith("#")) == list(names())
    assert lines[0] == "# world (AndroidWorld's): 116 tasks"
    assert lines[1:117] == list(find_suite("world").templates)
    assert lines[117] == "# ask: 32 tasks"


def test_help_says_what_goes_in_and_what_comes_out() -> None:
    done = solved("", "--help")
    assert done.returncode == 0
    for words in ('"task"', '"params"', '"serial"', '{"answer"', "Exit status", "--list"):
        assert words in done.stdout


def test_an_argument_that_is_none_is_refused() -> None:
    done = solved("", "--lost")
    assert done.returncode == 2
    assert done.stderr == "error: no such argument: --lost. Try: python -m tasks.gold --help\n"


def test_no_phone_there() -> None:
    done = solved(sheet("127.0.0.1:9", on_or_off="off"))
    assert done.returncode == 3
    assert done.stderr == "error: nothing listens on 127.0.0.1:9. See: agent phone list\n"


def test_a_port_that_is_none() -> None:
    done = solved(sheet("127.0.0.1:9", on_or_off="off"), port="70000")
    assert done.returncode == 2
    assert "ANDROID_ADB_SERVER_PORT" in done.stderr
