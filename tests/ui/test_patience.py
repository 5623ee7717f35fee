"""What the person at a terminal is told where a model is waited for in vain: why, and how to go on."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.phone.server.host import serve
from tests.boot import fresh_phone
from tests.models.server import Answer, serving
from ui.cli import main

LISTED = Answer({"effects": [{"kind": "other", "text": "the clock is looked at"}]})
ACT = Answer({"thought": "t", "actions": [{"action_type": "open_app", "app_name": "Clock"}]})
STATUS = {"action_type": "status", "goal_status": "complete"}
DONE = Answer({"thought": "t", "actions": [STATUS]})
JUDGED = Answer({"reached": True, "evidence": "it shows", "effects": [{"number": 1, "verdict": "met"}]})
GONE = Answer(status=503, error={"message": "down for maintenance"})
SOON = Answer(status=429, error={"message": "per minute"}, headers={"Retry-After": "2"})


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_a_run_whose_model_stays_away_says_how_to_go_on_and_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with serve([fresh_phone()]) as phones:
        with serving(LISTED, ACT, SOON, GONE) as server:
            words = [
                "--model",
                "m",
                "--base-url",
                server.url,
                "--device",
                phones.serials[0],
                "--patience",
                "3",
            ]
            ended = agent("run", "Look at the clock", "--patience", "3", *words)
        assert ended.exit_code == 3, ended.output
        assert f"brain  m · {server.url} · preset default" in ended.output
        assert "waiting 2 s: " in ended.output
        assert "per minute" in ended.output
        assert "down for maintenance" in ended.output
        (line,) = (line for line in ended.output.splitlines() if "agent resume " in line)
        with serving(DONE, JUDGED) as server:
            words = ["--model", "m", "--base-url", server.url]
            gone_on = agent(*line.partition("agent ")[2].split(), *words)
        assert gone_on.exit_code == 0, gone_on.output
        assert "agent resume" not in gone_on.output


def test_a_run_that_a_model_refused_says_that_another_may_go_on_and_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = Answer(None, refusal="I can't help with that.")
    with serve([fresh_phone()]) as phones, serving(LISTED, refused, refused, DONE, JUDGED) as server:
        words = ["--base-url", server.url, "--device", phones.serials[0]]
        ended = agent("run", "Look at the clock", "--model", "m", *words)
        assert "the model will not do it" in ended.output
        (line,) = (line for line in ended.output.splitlines() if "agent resume " in line)
        assert line.endswith(" --model OTHER")
        told = line.partition("agent ")[2].replace("OTHER", "n").split()
        gone_on = agent(*told, "--base-url", server.url)
    assert gone_on.exit_code == 0, gone_on.output
    assert [request["model"] for request in server.requests][:4] == ["m", "m", "m", "n"]


def test_a_failure_before_the_first_step_tells_what_it_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    gone = Answer(status=401, error={"message": "no"})
    with serve([fresh_phone()]) as phones, serving(LISTED, gone) as server:
        words = ["--model", "m", "--base-url", server.url, "--device", phones.serials[0]]
        ended = agent("run", "Look at the clock", *words)
    assert ended.exit_code == 3
    assert "1 model call · 120 tokens" in ended.output
