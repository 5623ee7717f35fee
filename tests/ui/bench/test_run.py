"""`agent bench run` with what cannot be: told in a line, before anything is tried or entered."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.models.server import Answer, serving
from tests.tasks.runner.kill import small
from ui.cli import main

TASK = ("--task", "SystemWifiTurnOff")


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--suite", "wrld", "--agent", "gold"), "there is no suite 'wrld'. Did you mean world?"),
        (("--suite", "zzz", "--agent", "gold"), "There are: androidworld, ask, hybrid, infeasible,"),
        (
            ("--suite", "world", "--agent", "gold", "--task", "SystemWifiOff"),
            "the suite world has no task 'SystemWifiOff'. Did you mean SystemWifiTurnOff, ",
        ),
        (("--suite", "world", "--agent", "command:./nope.sh {goal}", *TASK), "cannot run ./nope.sh: "),
        (("--suite", "world", "--agent", "glod", *TASK), "nobody is called 'glod'. Did you mean gold?"),
        (
            ("--suite", "world", "--agent", "mobile-agent-v3", *TASK),
            "the preset mobile-agent-v3 needs a model for",
        ),
        (
            ("--suite", "world", "--model", "any", "--base-url", "foo", *TASK),
            "'foo' is no address of an endpoint. It looks like http://",
        ),
        (
            ("--suite", "world", "--agent", "gold", "--device", "a", "--workers", "2", *TASK),
            "2 workers need 2 phones, and there are 1. Give more --device, or fewer --workers",
        ),
        (
            ("--suite", "weather", "--agent", "gold", "--device", "a"),
            "a phone behind adb makes no trouble when told to",
        ),
        (
            ("--suite", "world", "--agent", "gold", "--ledger", "mysql://me:secret@x/y", *TASK),
            "'mysql://x/y' is no ledger. Give a file, or postgresql://USER@HOST/DATABASE",
        ),
        (
            ("--suite", "world", "--agent", "gold", "--name", "../evil", *TASK),
            "--name: '../evil' is no name for a run",
        ),
        (("--suite", "world", "--agent", "gold", "--name", "", *TASK), "--name: '' is no name for a run"),
        (("--suite", "world", "--agent", "gold", "--max-cost", "-1", *TASK), "'-1' is not more than 0"),
        (("--suite", "world", "--agent", "gold", "--max-cost", "nan", *TASK), "'nan' is not more than 0"),
        (("--suite", "world", "--agent", "gold", "--step-timeout", "0", *TASK), "'0' is not more than 0"),
        (
            ("--suite", "world", "--agent", "gold", "--locale", "xx-YY", *TASK),
            "the phone inside does not speak 'xx-YY'",
        ),
        (
            ("--suite", "world", "--agent", "gold", "--device", "a", "--locale", "zh-CN", *TASK),
            "a phone behind adb keeps its language",
        ),
        (
            ("--suite", "world", "--agent", "gold", "--resource", "phone", *TASK),
            "--address and --resource are for --executor ray",
        ),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_tried(words: tuple[str, ...], said: str) -> None:
    result = agent("bench", "run", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(Path("bench").glob("*/start.json"))


def test_no_phone_is_told_with_how_to_go_on() -> None:
    words = ("--suite", "world", "--agent", "gold", "--device", "127.0.0.1:1", "--name", "one", *TASK)
    result = agent("bench", "run", *words)
    assert result.exit_code == 3
    assert "nothing listens on 127.0.0.1:1" in result.stderr
    assert "Then: agent bench resume one" in result.stderr


@pytest.mark.parametrize("more", [(), ("--verify-determinism",)])
def test_what_a_task_needs_and_is_not_installed_is_told_first(
    monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr("tasks.runner.need.find_spec", lambda _module: None)
    words = ("--suite", "world", "--agent", "gold", "--task", "VlcCreatePlaylist", *more)
    result = agent("bench", "run", *words)
    assert result.exit_code == 2
    assert "VlcCreatePlaylist needs av, which is not installed" in result.stderr
    assert "pip install 'tapwright[media]'" in result.stderr
    assert not Path("bench/ledger.sqlite").exists() or not list(Path("bench").glob("*/start.json"))


def test_a_program_is_told_of_a_run_that_failed() -> None:
    words = ("--suite", "world", "--agent", "gold", "--device", "127.0.0.1:1", "--json", *TASK)
    result = agent("bench", "run", *words)
    assert result.exit_code == 3
    told = json.loads(result.stdout.splitlines()[-1])
    assert (told["planned"], told["succeeded"], told["crashed"], told["interval"]) == (1, 0, 0, [0.0, 1.0])
    assert "nothing listens on 127.0.0.1:1" in told["error"]


def test_a_mistyped_ledger_is_not_made() -> None:
    for words in (("resume", "one"), ("show", "one"), ("list",), ("compare", "a", "b")):
        for ledger in ("typo.sqlite", "sqlite:///typo.sqlite"):
            result = agent("bench", *words, "--ledger", ledger)
            assert result.exit_code == 2
            assert "there is no ledger typo.sqlite" in result.stderr
    assert not Path("typo.sqlite").exists()


def test_where_nothing_is_done_nothing_is_said_of_how() -> None:
    result = agent("bench", "run", "--suite", "world", "--agent", "noop", *TASK)
    assert "changed nothing else" not in result.stdout
    assert "said to be done and is not: 100.0%" in result.stdout
    assert "n=1), of 1 said to be" in result.stdout


def test_why_tries_broke_down_is_told_under_the_figures() -> None:
    Path("empty.jsonl").write_text("")
    words = ("--agent", "single", "--model", "scripted:empty.jsonl")
    result = agent("bench", "run", "--suite", "world", *words, *TASK)
    assert result.exit_code == 0
    assert "1 broke down; none is left to judge" in result.stdout
    assert "said to be done" not in result.stdout
    assert "model: scripted:empty.jsonl has no reply left" in " ".join(result.stdout.split())


@pytest.mark.full
def test_one_task_is_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("bench", "run", "--suite", "world", "--verify-determinism", *TASK)
    told = json.loads(agent(*words, "--json").stdout)
    assert told == {"suite": "world", "seed": 30, "same": True, "differ": []}
    monkeypatch.setattr("ui.bench.run.differing", lambda *_: ())  # two processes more would say the same
    assert agent(*words).stdout.startswith("1 task of world: seed 30 makes the same tasks")


def test_a_limit_of_money_that_nobody_can_count_ends_the_run_before_its_first_task_does() -> None:
    """Each task would be cut off for it, one after the other."""
    wait = {"thought": "", "action": {"action_type": "wait"}}
    with serving(Answer(json.dumps(wait))) as server:
        model = ("--model", "unheard-of", "--base-url", server.url, "--no-pictures")
        result = agent("bench", "run", "--suite", "world", *model, "--max-cost", "1")
    assert result.exit_code == 2
    assert (
        "--max-cost cannot be kept: neither a list nor the endpoint says what the model costs"
        in result.output
    )
    assert len(server.requests) < 5


def test_a_limit_of_money_counts_what_the_figures_count() -> None:
    """Seeing whether a task is done costs as much as its only step, and is no step."""
    done = {"thought": "", "action": {"action_type": "status", "goal_status": "complete"}}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120, "cost": 0.002}
    with serving(Answer(json.dumps(done), usage=usage)) as server:
        model = ("--model", "m", "--base-url", server.url, "--no-pictures", "--seeds", "9")
        result = agent("bench", "run", "--suite", "world", *model, *TASK, "--max-cost", "0.01", "--json")
    told = json.loads(result.stdout.splitlines()[-1])
    one = told["cost"] / told["done"]
    assert one > 0.002
    assert 0.01 <= told["cost"] < 0.01 + one


def test_what_a_run_says_to_go_on_with_names_its_folder_and_ledger(tmp_path: Path) -> None:
    words = ("--suite", "world", "--agent", "gold", "--name", "one", *TASK, "--out", str(tmp_path / "here"))
    assert agent("bench", "run", *words).exit_code == 0
    again = agent("bench", "run", *words)
    assert again.exit_code == 2
    said = f"Go on with it: agent bench resume one --out {tmp_path / 'here'}"
    assert said in " ".join(again.output.split())
    assert "--ledger" not in again.output


def test_a_server_s_password_stands_in_no_command_to_go_on_with(tmp_path: Path) -> None:
    spec = small(tmp_path, ledger="postgresql://me:secret@127.0.0.1/x")
    assert spec.command.endswith(f"--out {tmp_path} --ledger URL")
