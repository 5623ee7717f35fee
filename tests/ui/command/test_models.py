"""`agent models`: what is known of a model, told by its name."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models.known import FILE_NAME, Known
from models.message import user
from models.profile import profiles
from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_every_family_is_told() -> None:
    told = agent("models").stdout
    for profile in profiles():
        assert (f"{profile.name}: " in told) == (profile.name != "script")


def test_one_is_told_by_the_name_its_server_knows() -> None:
    told = agent("models", "Qwen/Qwen3-VL-8B-Instruct").stdout
    assert told.startswith("Qwen3-VL: ")
    assert "0 to 1000 across the screen" in told
    assert "1088x2400" in told
    assert "own form of action (mai-ui)" in agent("models", "MAI-UI-8B").stdout


def test_a_name_nobody_listed_is_told_what_it_gets() -> None:
    told = agent("models", "phi-4-vision").stdout
    assert told.startswith("any: ")
    assert "pixels of the picture it sees" in told
    assert "gpt-5.9: not listed" in agent("models", "gpt-5.9").stdout


def test_json_is_one_line() -> None:
    (line,) = agent("models", "claude-sonnet-4-6", "--json").stdout.splitlines()
    assert json.loads(line)[0]["channel"] == "text"


def test_what_asking_a_model_taught_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPWRIGHT_MEMORY", str(tmp_path / "memory.sqlite"))
    known = Known("phi-4-vision", "http://127.0.0.1:8000/v1", tmp_path / FILE_NAME)
    known.slipped(["action for actions"])
    known.slipped([])
    known.slipped(["action for actions", "element outside target"])
    known.slipped([])
    known.takes("object")
    known.too_long([user("word " * 3_500)])
    told = agent("models", "phi-4-vision").stdout
    assert "2 of 4 replies: action for actions" in told
    assert "1 of 4 replies: element outside target" in told
    assert "http://127.0.0.1:8000/v1: object (any JSON object, its form told in words)" in told
    assert "channel  schema (" in told
    assert "about 5000 tokens were too many" in told
    assert "of 4 replies" not in agent("models", "gpt-5").stdout


def test_what_was_learned_of_a_model_can_be_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAPWRIGHT_MEMORY", str(tmp_path / "memory.sqlite"))
    for model in ("phi-4-vision", "gpt-5"):
        Known(model, "http://127.0.0.1:8000/v1", tmp_path / FILE_NAME).too_long([user("word " * 3_500)])
    told = agent("models", "phi-4-vision", "--forget")
    assert (told.exit_code, told.stdout) == (
        0,
        "forgot what phi-4-vision at http://127.0.0.1:8000/v1 taught\n",
    )
    assert "too many" not in agent("models", "phi-4-vision").stdout
    assert "too many" in agent("models", "gpt-5").stdout
    assert agent("models", "phi-4-vision", "--forget").stdout == "nothing was learned of phi-4-vision\n"
    assert agent("models", "--forget").exit_code == 2, "of which?"
