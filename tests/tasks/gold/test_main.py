"""`python -m tasks.gold`: one errand in, an honest exit status out, over a real socket."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve

NOTHING_LISTENS = "1"


@pytest.fixture
def served() -> Iterator[PhoneServer]:
    with serve([Phone(seed=1)]) as server:
        yield server


def errand(text: str, port: str = NOTHING_LISTENS) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tasks.gold"],
        input=text,
        env={"ANDROID_ADB_SERVER_PORT": port, "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )


def sheet(serial: str, task: str = "SystemWifiTurnOff", **params: object) -> str:
    return json.dumps({"task": task, "goal": "Turn wifi off.", "params": params, "serial": serial})


def test_a_task_is_done_on_the_phone_named(served: PhoneServer) -> None:
    done = errand(sheet(served.serials[0], on_or_off="off"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert served.phones[0].settings.text("global", "wifi_on") == "0"


def test_an_element_that_is_missing_is_told(served: PhoneServer) -> None:
    done = errand(sheet(served.serials[0], "SimpleSmsReply", number="+15551234567", message="Hi"))
    assert done.returncode == 1
    assert done.stderr.startswith("NotOnScreen: com.simplemobiletools.smsmessenger/MainActivity")
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
def test_what_is_no_errand_is_refused(text: str, says: str) -> None:
    done = errand(text)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_parameters_that_do_not_fit_are_refused(served: PhoneServer) -> None:
    done = errand(sheet(served.serials[0], on_or_off="maybe"))
    assert done.returncode == 2
    assert "'maybe'" in done.stderr


def test_no_phone_there() -> None:
    done = errand(sheet("127.0.0.1:9", on_or_off="off"))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_a_port_that_is_none() -> None:
    done = errand(sheet("127.0.0.1:9", on_or_off="off"), port="70000")
    assert done.returncode == 2
    assert "ANDROID_ADB_SERVER_PORT" in done.stderr
