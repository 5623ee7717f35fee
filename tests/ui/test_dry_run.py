"""`agent run --dry-run`: what would be done first, and nothing is."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from ui.cli import main

SCRIPT = [
    {
        "role": "decide",
        "reply": {
            "thought": "it hides there",
            "plan": {"subgoals": ["Wi-Fi is off"]},
            "actions": [
                {"action_type": "open_app", "app_name": "Settings"},
                {"action_type": "click", "target": {"description": "Network & internet"}},
            ],
        },
    }
]


def rehearse(goal: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["run", goal, "--device", "embedded", "--dry-run", *words])


def test_it_tells_plan_and_actions_and_leaves_nothing() -> None:
    Path("script.json").write_text(json.dumps(SCRIPT))
    result = rehearse("Turn off Wi-Fi", "--model", "scripted:script.json")
    assert result.exit_code == 0, result.output
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert "plan 1  Wi-Fi is off" in lines
    assert any(line.startswith('1 · open_app "Settings"') for line in lines)
    assert any(line.startswith('2 · click "Network & internet"') for line in lines)
    assert "a dry run: nothing was touched" in result.stdout
    assert not any(line.startswith("state") for line in lines), "the phone is as it was"
    assert not Path("runs").exists()


def test_as_json() -> None:
    Path("script.json").write_text(json.dumps(SCRIPT))
    result = rehearse("Turn off Wi-Fi", "--model", "scripted:script.json", "--json")
    value = json.loads(result.stdout.splitlines()[-1])
    assert value["would"] == ['open_app "Settings"', 'click "Network & internet"']
    assert (value["status"], value["folder"], value["steps"]) == ("stopped", None, 0)


def test_what_is_out_of_reach_ends_with_1() -> None:
    result = rehearse("Book me a flight to the moon")
    assert result.exit_code == 1
    assert "infeasible" in result.stdout


def test_a_model_that_is_down_ends_with_3() -> None:
    result = rehearse("Turn off Wi-Fi", "--model", "m", "--base-url", "http://127.0.0.1:9/v1")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: ")
    assert not Path("runs").exists()
