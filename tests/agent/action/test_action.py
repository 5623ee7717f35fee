"""The union of actions: read from JSON, told apart, described; and the schema a model is given for it."""

import json
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from agent.action.action import (
    Action,
    Click,
    Drag,
    InputText,
    NavigateHome,
    Scope,
    Scroll,
    Status,
    Swipe,
    Wait,
    action_adapter,
    describe,
    targets,
)
from grounding.target import Target
from models.schema import is_strict
from models.structured import shape_of

PROMPT = Path(__file__).parents[3] / "agent/prompts/part/actions.md"
SPOT = Target(description="Wi-Fi", element=3)
KINDS: tuple[type[Action], ...] = get_args(get_args(Action)[0])
"""All actions: `Action` is their union, told apart by a discriminator."""


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Click(target=SPOT), 'click "Wi-Fi" [3]'),
        (Drag(start=Target(point=(1, 2.5)), end=SPOT), 'drag (1, 2) to "Wi-Fi" [3]'),
        (InputText(text="a\nb", clear=True), 'input_text "a b" clear'),
        (Scroll(direction="down"), "scroll down"),
        (Swipe(direction="left", start=SPOT), 'swipe left "Wi-Fi" [3]'),
        (NavigateHome(), "navigate_home"),
        (Wait(), "wait 1s"),
        (Status(goal_status="complete", reason="done"), 'status complete "done"'),
    ],
)
def test_actions_read_back_and_are_described(action, words):
    assert action_adapter.validate_json(action.model_dump_json()) == action
    assert describe(action) == words


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"action_type": "fly"}',
        '{"action_type": "click"}',
        '{"action_type": "click", "target": {}}',
        '{"action_type": "click", "target": {"description": " "}}',
        '{"action_type": "click", "target": {"element": -1}}',
        '{"action_type": "swipe"}',
        '{"action_type": "swipe", "end": {"element": 1}}',
        '{"action_type": "swipe", "direction": "up", "end": {"element": 1}, "start": {"element": 2}}',
        '{"action_type": "wait", "seconds": 1e9}',
        '{"action_type": "scroll", "direction": "sideways"}',
        '{"action_type": "status", "goal_status": "maybe"}',
        '{"action_type": "navigate_back", "force": true}',
    ],
)
def test_what_is_no_action_is_refused(text):
    with pytest.raises(ValidationError):
        action_adapter.validate_json(text)


def test_targets_come_in_order():
    other = Target(element=4)
    assert targets(Drag(start=SPOT, end=other)) == (SPOT, other)
    assert targets(InputText(text="x")) == ()


def test_a_decision_has_a_schema_that_strict_servers_take():
    class Decide(BaseModel):
        thought: str
        actions: list[Action]

    shape = shape_of(Decide)
    assert is_strict(shape.schema)
    assert "oneOf" not in json.dumps(shape.schema)
    click = {"action_type": "click", "target": {"element": 1, "description": None}}
    said = json.dumps({"thought": "t", "actions": [click]})
    assert shape.read(said).actions == [Click(target=Target(element=1))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_action_says_what_it_acts_on_and_is_in_the_prompt(kind: type[Action]) -> None:
    assert isinstance(kind.scope, Scope)
    assert f"`{kind.model_fields['action_type'].default}`" in PROMPT.read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_only_what_acts_on_the_screen_names_a_place(kind: type[Action]) -> None:
    named = {name for name, field in kind.model_fields.items() if "Target" in str(field.annotation)}
    assert not named or kind.scope is Scope.SCREEN
