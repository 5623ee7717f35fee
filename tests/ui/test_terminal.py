"""Nothing that a phone, an app or a model says can do anything to the terminal that shows it."""

import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.run.trajectory import read_trajectory
from device.phone.server.host import serve
from tests.boot import fresh_phone
from tests.device.adbfake import FakeServer
from tests.models.server import Answer, serving
from tests.program import Program, agent_command
from ui.cli import main
from ui.output import Terminal
from ui.terminal import shown

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\rnothing is in the way\x1b[8m\u202ekcab\u2066\x7f\ud83d"
"""Clears the screen, renames the window, overwrites the line, hides, turns round; and half a character."""
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
OURS = re.compile(r"\x1b\[[0-9;]*m")
"""The colours of our own."""


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def is_harmless(text: str) -> None:
    assert not HARMFUL.search(text), repr(text)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    fake = FakeServer()
    fake.devices = {f"S1{EVIL[:-1].replace(' ', '')}": "device", "S2": f"un{EVIL[:4]}authorized"}
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(fake.address.port))
    yield fake
    fake.close()


@pytest.mark.parametrize("words", [("devices",), ("devices", "--json"), ("doctor",), ("doctor", "--json")])
def test_a_phone_may_be_called_anything(words: tuple[str, ...], server: FakeServer) -> None:
    done = agent(*words)
    assert "S1" in done.output
    is_harmless(done.output)
    if "--json" in words:
        assert json.loads(done.stdout.splitlines()[-1])


def test_a_phone_that_is_named_so_is_told_in_an_error(server: FakeServer) -> None:
    server.devices = {}
    done = agent("run", "Open Settings", "--device", f"S1{EVIL[:-1]}")
    assert done.exit_code
    is_harmless(done.output)


def test_a_model_may_be_called_anything() -> None:
    with serving() as model:
        for name in (EVIL[:-1], f"scripted:{EVIL[:-1]}"):
            done = agent("doctor", "--device", "embedded", "--model", name, "--base-url", model.url)
            assert "model" in done.output
            is_harmless(done.output)


def run_on_a_terminal(words: list[str]) -> str:
    """What a command writes to a terminal, with its colours and its spinner."""
    terminal, theirs = os.openpty()
    # Without the text reader, which would look seconds for a click's target that no element has.
    blind = partial(agent_command, lacking=("rapidocr",))
    program = Program(blind, *words, terminal=os.ttyname(theirs), TERM="xterm-256color")
    written, is_over = b"", False
    while not is_over:
        is_over = program.returncode is not None
        while select.select([terminal], [], [], 0.05)[0]:
            written += os.read(terminal, 1 << 16)
    os.close(theirs)
    os.close(terminal)
    return written.decode()


def test_a_model_may_think_anything() -> None:
    def decided(**action: object) -> Answer:
        reply = {"thought": f"I think {EVIL}", "actions": [action], "expectation": EVIL, "plan": None}
        return Answer(content=json.dumps(reply))

    replies = [
        decided(action_type="open_app", app_name=f"Clock{EVIL}"),
        decided(action_type="answer", text=f"It says {EVIL}"),
        decided(action_type="click", target={"description": EVIL}),
        decided(action_type="status", goal_status="infeasible", reason=f"because {EVIL}"),
    ]
    with serve([fresh_phone()]) as phones, serving(*replies) as model:
        words = ["--device", phones.serials[0], "--preset", "single", "--out", "mine"]
        words += ["--model", f"m{EVIL[:-1]}", "--base-url", model.url]
        written = run_on_a_terminal(["run", "Open it", *words])
    assert "Traceback" not in written
    assert "I think" in written
    assert "owned" in written, "its letters are shown"
    left = re.sub(r"\x1b\[(?:[0-9;]*m|\?25[lh]|2K|1A|[0-9]*[ABCDG])", "", written).replace("\r", "")
    is_harmless(left)
    assert "\x1b[2J" not in written
    ending = read_trajectory(Path("mine")).ending
    assert ending is not None
    assert (ending.status, "\ufffd" in ending.reason) == ("infeasible", True)
    for shown_by in (("show", "mine"), ("show", "mine", "--json"), ("runs",)):
        is_harmless(OURS.sub("", agent(*shown_by).output))


def test_a_bug_may_quote_anything() -> None:
    code = f"from ui.terminal import tell_bugs; tell_bugs(); raise ValueError({EVIL[:-1]!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ValueError" in done.stderr
    is_harmless(done.stderr)


def test_text_that_is_only_text_stays_as_it_is() -> None:
    for text in ("Grüße, 你好 👩‍👩‍👧 ‌\n\tзавтра", "مرحبا", "✓ · … →"):
        assert shown(text) == text


def test_a_table_is_cleaned_and_keeps_its_colours(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(force_terminal=True, highlight=False).print(EVIL[:-1], style="red", markup=False)
    written = capsys.readouterr().out
    assert written.startswith("\x1b[31m")
    is_harmless(OURS.sub("", written.replace("\x1b[2J", "!")))


def test_a_benchmark_and_its_report_show_a_models_words_as_words() -> None:
    evil = f"<script>alert(1)</script>{EVIL}"
    reply = {
        "thought": evil,
        "actions": [{"action_type": "status", "goal_status": "infeasible", "reason": evil}],
    }
    with serving(Answer(content=json.dumps(reply))) as model:
        told = ("--model", f"m{EVIL[:-1]}", "--base-url", model.url, "--name", "mine")
        task = ("--suite", "world", "--task", "SystemWifiTurnOff", "--agent", "single")
        run = agent("bench", "run", *told, *task)
    assert run.exit_code == 0, run.output
    for words in (("bench", "list"), ("bench", "show", "mine"), ("bench", "report", "mine")):
        done = agent(*words)
        assert done.exit_code == 0, done.output
        is_harmless(OURS.sub("", done.output))
    is_harmless(OURS.sub("", run.output))
    page = Path("bench/mine/report.html").read_text("utf-8")
    assert "alert(1)" in page
    assert "<script>alert" not in page
