"""SIGTERM, which `timeout`, systemd, Docker and a CI job send, ends a command as Ctrl-C does."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.run.trajectory import read_trajectory
from device.hand.adbkeyboard import ADB_KEYBOARD
from device.look.animation import SCALES
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.server.vendor import play
from ui.termination import TERMINATED

APPS = ["Settings", "Clock", "Contacts", "Phone", "Markor", "Tasks", "Camera", "Files", "Chrome", "Draw"]
LONG = "新的联系人" * 600
"""Typed in many parts, by a keyboard that is borrowed for it."""


@pytest.fixture
def restless() -> Iterator[tuple[Phone, str]]:
    """A phone that never stands still for its list of elements, so that its animations are switched off."""
    phone = Phone(seed=1)
    play(phone, "animated")
    with serve([phone]) as server:
        yield phone, server.serials[0]


def decide(**action: object) -> dict[str, object]:
    return {"role": "decide", "reply": {"thought": "because", "actions": [action]}}


def begin(*words: str) -> "subprocess.Popen[str]":
    code = f"from ui.cli import main; main({list(words)!r})"
    return subprocess.Popen(
        [sys.executable, "-u", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def until(happened: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 60
    while not happened():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def run_for_ever(serial: str) -> list[str]:
    replies = [decide(action_type="open_app", app_name=name) for name in APPS] * 50
    Path("script.json").write_text(json.dumps(replies))
    goal = f"Open {', '.join(APPS)}, again and again"
    more = ("--model", "scripted:script.json", "--preset", "single", "--max-steps", "500")
    return ["run", goal, "--device", serial, *more, "--out", "mine"]


def test_a_run_is_recorded_to_its_end_and_the_phone_given_back(restless: tuple[Phone, str]) -> None:
    """Nor does a signal that comes again cut that short."""
    phone, serial = restless
    scales = [phone.settings.text("global", name) for name in SCALES]
    process = begin(*run_for_ever(serial))
    until(lambda: phone.settings.text("global", SCALES[0]) == "0" and Path("mine/shots").exists(), process)
    for _ in range(20):
        process.send_signal(signal.SIGTERM)
        time.sleep(0.005)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in err) == (TERMINATED, False), err
    assert "stopped" in out
    ending = read_trajectory(Path("mine")).ending
    assert ending is not None
    assert (ending.status, ending.reason) == ("stopped", "the program that ran it was closed")
    assert [phone.settings.text("global", name) for name in SCALES] == scales


def test_a_keyboard_that_is_borrowed_for_a_text_is_given_back(restless: tuple[Phone, str]) -> None:
    phone, serial = restless
    own = phone.settings.text("secure", "default_input_method")
    replies = [
        decide(action_type="open_app", app_name="Contacts"),
        decide(action_type="click", target={"description": "Create contact"}),
        decide(action_type="input_text", text=LONG, target={"description": "First name"}),
    ]
    Path("script.json").write_text(json.dumps(replies))
    more = ("--model", "scripted:script.json", "--preset", "single", "--out", "mine")
    process = begin("run", "Add a contact", "--device", serial, *more)
    until(lambda: phone.settings.text("secure", "default_input_method") == ADB_KEYBOARD, process)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == TERMINATED, err
    assert phone.settings.text("secure", "default_input_method") == own
    assert read_trajectory(Path("mine")).ending is not None


def test_a_question_that_nobody_answers_ends_with_it(restless: tuple[Phone, str]) -> None:
    """The command waits at its terminal for a word of the person's."""
    _, serial = restless
    replies = [decide(action_type="ask_user", question="Which one?")]
    Path("script.json").write_text(json.dumps(replies))
    more = ["--model", "scripted:script.json", "--preset", "single", "--out", "mine"]
    code = f"from ui.cli import main; main({['run', 'Do it', '--device', serial, *more]!r})"
    terminal, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert process.stderr is not None
        while b"Which one?" not in process.stderr.readline():
            assert process.poll() is None
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    finally:
        os.close(terminal)
        os.close(theirs)
    assert process.returncode == TERMINATED
    ending = read_trajectory(Path("mine")).ending
    assert ending is not None
    assert ending.reason == "the program that ran it was closed"


def test_a_benchmark_can_be_gone_on_with() -> None:
    words = ["bench", "run", "--suite", "lab", "--agent", "random", "--seeds", "50", "--name", "mine"]
    process = begin(*words)
    ledger = Path("bench/ledger.sqlite")
    until(ledger.exists, process)
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in err) == (TERMINATED, False), (out, err)
    assert "stopped" in err


def test_a_benchmark_gives_the_phones_back(restless: tuple[Phone, str]) -> None:
    phone, serial = restless
    scales = [phone.settings.text("global", name) for name in SCALES]
    words = ["bench", "run", "--suite", "lab", "--agent", "random", "--seeds", "9", "--device", serial]
    process = begin(*words)
    until(lambda: phone.settings.text("global", SCALES[0]) == "0", process)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == TERMINATED, err
    assert [phone.settings.text("global", name) for name in SCALES] == scales
