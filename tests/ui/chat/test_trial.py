"""A model is tried before it is saved: the key, the endpoint's list, its own words, what a task will take."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from agent.settings import ModelPlace, Settings
from models.price import Price
from tests.models.server import Answer, serving
from tests.ui.chat.conftest import Serve
from tests.ui.chat.test_settings import open_settings, told
from ui.chat.setting.trial import rough_cost, tried
from ui.chat.wording import table

Tab = Callable[..., Any]


def say(key: str, *values: str) -> str:
    return table()[key][0].format(*values)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"colour": "red"}, "✓ gpt-5-mini answers in the form and sees pictures"),
        (
            {"colour": "none"},
            '~ gpt-5-mini answers in the form, but does not see the picture: it says "none"',
        ),
        ("Hello! How are you?", "✗ gpt-5-mini does not answer in the form; it says: Hello! How are you?"),
    ],
)
def test_the_model_is_asked_once_and_told_of_in_its_own_words(
    tmp_path: Path, said: Any, outcome: str
) -> None:
    with serving(Answer(content=said)) as server:
        server.models = ("gpt-5-mini", "other")
        trial = tried(Settings(model="gpt-5-mini", base_url=server.url, runs=tmp_path), say)
    assert trial.names == ("gpt-5-mini", "other")
    listed, asked, cost = trial.told.splitlines()
    assert listed == "✓ 127.0.0.1 answers, and tells of 2 models"
    assert asked.startswith(outcome)
    assert cost == "A task of 10 steps takes roughly 52,000 tokens, $0.009"


def test_a_wrong_key_is_told_and_nothing_asked(tmp_path: Path) -> None:
    with serving(Answer()) as server:
        server.models, server.key = ("a",), "right"
        for key, outcome in (("wrong", "✗ 127.0.0.1 does not take the key (401)"), ("right", "✓ 127.0.0.1")):
            settings = Settings(model="a", base_url=server.url, api_key=SecretStr(key), runs=tmp_path)
            assert tried(settings, say).told.startswith(outcome)
            assert bool(server.requests) == (key == "right")


def test_what_tasks_took_says_more_than_what_steps_take(tmp_path: Path) -> None:
    for number, tokens in enumerate((1000, 3000, 8000)):
        folder = tmp_path / f"run-{number}"
        folder.mkdir()
        manifest = {"goal": "g", "brain": "own", "preset": {"name": "default"}}
        (folder / "manifest.json").write_text(json.dumps(manifest))
        usage = {"decide": {"prompt_tokens": tokens, "completion_tokens": 100, "calls": 5}}
        row = {"row": "end", "status": "complete", "usage": usage}
        (folder / "trajectory.jsonl").write_text(json.dumps(row) + "\n")
    price = ModelPlace(price=Price(10.0, 100.0))
    told_cost = rough_cost("own", Settings(runs=tmp_path, models={"own": price}), say)
    assert told_cost == "A task takes about 3,100 tokens (the middle of your last 3 with it), $0.040"
    assert rough_cost("own", Settings(runs=tmp_path, preset="single"), say).endswith("no price is known")


@pytest.mark.full
def test_the_settings_fill_in_a_provider_and_a_model_that_is_listed(serve: Serve, tab: Tab) -> None:
    with serving(Answer(content={"colour": "red"})) as server:
        server.models = ("first", "second")
        page = tab(serve().url)
        open_settings(page)
        page.get_by_label("OpenAI-compatible").check()
        page.get_by_label("Provider").click()
        page.get_by_role("option", name="Ollama").click()
        url = page.get_by_label("Endpoint", exact=True)
        page.wait_for_function(
            "field => field.value === 'http://127.0.0.1:11434/v1'", arg=url.element_handle()
        )
        url.fill(server.url)
        page.click("#tw-test")
        told(page, "#tw-test-said", "tells of 2 models")
        page.get_by_label("Models there").click()
        page.get_by_role("option", name="second").click()
        model = page.locator("#tw-model :is(input, textarea)")
        page.wait_for_function("field => field.value === 'second'", arg=model.element_handle())
        page.click("#tw-test")
        told(page, "#tw-test-said", "second answers in the form")
