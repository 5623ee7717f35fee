"""SIGTERM, which `timeout`, systemd, Docker and a CI job send, ends a command as Ctrl-C does."""

import json
import os
import signal
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
from tests.boot import fresh_phone
from tests.program import Program, agent_command
from ui.termination import TERMINATED

APPS = ["Settings", "Clock", "Contacts", "Phone", "Markor", "Tasks", "Camera", "Files", "Chrome", "Draw"]
LONG = "新的联系人" * 1500
"""Typed in many parts, by a keyboard that is borrowed for it."""


@pytest.fixture
def restless() -> Iterator[tuple[Phone, str]]:
    """A phone that never stands still for its list of elements, so that its animations are switched off."""
    phone = fresh_phone()
    play(phone, "animated")
    with serve([phone]) as server:
        yield phone, server.serials[0]


def decide(**action: object) -> dict[str, object]:
    return {"role": "decide", "reply": {"thought": "because", "actions": [action]}}


def until(happened: Callable[[], bool], program: Program) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert program.returncode is None, (program.out, program.err)
        assert time.monotonic() < end
        time.sleep(0.005)


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
    program = Program(agent_command, *run_for_ever(serial))
    until(lambda: phone.settings.text("global", SCALES[0]) == "0" and Path("mine/shots").exists(), program)
    for _ in range(20):
        program.send_signal(signal.SIGTERM)
        time.sleep(0.005)
    program.end()
    assert (program.returncode, "Traceback" in program.err) == (TERMINATED, False), program.err
    assert "stopped" in program.out
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
    program = Program(agent_command, "run", "Add a contact", "--device", serial, *more)
    until(lambda: phone.settings.text("secure", "default_input_method") == ADB_KEYBOARD, program)
    program.send_signal(signal.SIGTERM)
    program.end()
    assert program.returncode == TERMINATED, program.err
    assert phone.settings.text("secure", "default_input_method") == own
    assert read_trajectory(Path("mine")).ending is not None


def test_a_question_that_nobody_answers_ends_with_it(restless: tuple[Phone, str]) -> None:
    """The command waits at its terminal for a word of the person's."""
    _, serial = restless
    replies = [decide(action_type="ask_user", question="Which one?")]
    Path("script.json").write_text(json.dumps(replies))
    more = ["--model", "scripted:script.json", "--preset", "single", "--out", "mine"]
    terminal, theirs = os.openpty()
    try:
        program = Program(
            agent_command, "run", "Do it", "--device", serial, *more, terminal=os.ttyname(theirs)
        )
        written = b""
        while b"Which one?" not in written:
            written += os.read(terminal, 1 << 16)
            assert program.returncode is None
        time.sleep(0.5)
        program.send_signal(signal.SIGTERM)
        program.end()
    finally:
        os.close(terminal)
        os.close(theirs)
    assert program.returncode == TERMINATED
    ending = read_trajectory(Path("mine")).ending
    assert ending is not None
    assert ending.reason == "the program that ran it was closed"


@pytest.mark.full
def test_a_benchmark_can_be_gone_on_with() -> None:
    words = ["bench", "run", "--suite", "lab", "--agent", "random", "--seeds", "50", "--name", "mine"]
    program = Program(agent_command, *words)
    ledger = Path("bench/ledger.sqlite")
    until(ledger.exists, program)
    time.sleep(1)
    program.send_signal(signal.SIGTERM)
    program.end()
    told = (program.out, program.err)
    assert (program.returncode, "Traceback" in program.err) == (TERMINATED, False), told
    assert "stopped" in program.err


def test_a_benchmark_gives_the_phones_back(restless: tuple[Phone, str]) -> None:
    phone, serial = restless
    scales = [phone.settings.text("global", name) for name in SCALES]
    words = ["bench", "run", "--suite", "lab", "--agent", "random", "--seeds", "9", "--device", serial]
    program = Program(agent_command, *words)
    until(lambda: phone.settings.text("global", SCALES[0]) == "0", program)
    program.send_signal(signal.SIGTERM)
    program.end()
    assert program.returncode == TERMINATED, program.err
    assert [phone.settings.text("global", name) for name in SCALES] == scales
