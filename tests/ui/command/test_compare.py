"""`agent run --record`, then `agent compare` with another model."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.cli import main

OPEN = {"action_type": "open_app", "app_name": "Settings"}
DISPLAY = {"action_type": "click", "target": {"description": "Display"}}
BATTERY = {"action_type": "click", "target": {"description": "Battery"}}
DONE = {"action_type": "status", "goal_status": "complete"}


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def script(name: str, *actions: dict[str, object]) -> str:
    replies = [{"role": "decide", "reply": {"thought": "t", "actions": [action]}} for action in actions]
    Path(name).write_text(json.dumps(replies))
    return f"scripted:{name}"


@pytest.fixture
def made() -> None:
    words = ("--model", script("good.json", OPEN, DISPLAY, DONE), "--preset", "single", "--no-memory")
    ended = agent(
        "run", "Open the display settings", *words, "--device", "embedded", "--out", "made", "--record"
    )
    assert ended.exit_code in (0, 4), ended.output


@pytest.mark.usefixtures("made")
def test_it_tables_where_another_model_would_act_otherwise() -> None:
    told = agent("compare", "made", "--model", script("astray.json", OPEN, BATTERY, DONE)).stdout
    assert '"Battery"' in told
    assert '"Display"' in told
    assert "Settings" not in told, "both open the app"
    assert "3 questions: 2 the same, 1 otherwise, 0 of them no usable reply" in told


@pytest.mark.usefixtures("made")
def test_as_json_with_what_each_took() -> None:
    other = script("astray.json", OPEN, BATTERY, DONE)
    value = json.loads(agent("compare", "made", "--model", other, "--json").stdout)
    assert (value["questions"], value["same"], value["unusable"]) == (3, 2, 0)
    assert [one["step"] for one in value["compared"]] == [1, 2, 3]
    assert value["compared"][1]["outcome"] == "success"
    assert {"prompt_tokens", "completion_tokens", "seconds", "cost"} <= value["would_spend"].keys()


@pytest.mark.usefixtures("made")
def test_private_apps_and_the_number_of_questions_bound_it() -> None:
    other = script("good.json", OPEN, DISPLAY, DONE)
    told = agent("compare", "made", "--model", other, "--private-apps", "Settings", "--json").stdout
    assert json.loads(told)["questions"] == 1
    told = agent("compare", "made", "--model", other, "--first", "2", "--json").stdout
    assert json.loads(told)["questions"] == 2


@pytest.mark.usefixtures("made")
def test_what_was_asked_before_a_failure_is_told_all_the_same() -> None:
    other = script("astray.json", OPEN, BATTERY)
    replies = json.loads(Path("astray.json").read_text())
    Path("astray.json").write_text(
        json.dumps([*replies, {"role": "decide", "error": "unavailable: no quota"}])
    )
    ended = agent("compare", "made", "--model", other)
    assert ended.exit_code == 3
    assert '"Battery"' in ended.stdout
    assert "2 questions: 1 the same, 1 otherwise" in ended.stdout
    assert "1 of 3 questions not asked: no quota" in ended.stderr
    assert "2 of 3" in ended.stderr, "how far it is, where nobody sees a bar"
    value = json.loads(agent("compare", "made", "--model", other, "--json").stdout)
    assert (value["questions"], value["not_asked"], value["why_not"]) == (2, 1, "no quota")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--model", "a,b"), "several models"),
        (("--model", "scripted:good.json", "--role", "plan"), "answers of plan cannot be compared"),
        (("--model", "scripted:good.json", "--role", "reflect"), "no question that can be compared"),
    ],
)
@pytest.mark.usefixtures("made")
def test_what_cannot_be_compared_is_told(words: tuple[str, ...], why: str) -> None:
    ended = agent("compare", "made", *words)
    assert ended.exit_code == 2
    assert why in ended.output


def test_a_run_without_a_record_says_how_to_make_one() -> None:
    other = script("good.json", OPEN, DISPLAY, DONE)
    words = ("--model", other, "--preset", "single", "--no-memory", "--device", "embedded", "--out", "made")
    agent("run", "Open the display settings", *words)
    ended = agent("compare", "made", "--model", other)
    assert ended.exit_code == 2
    assert 'agent run --record "GOAL"' in ended.output
