"""Our agent by turns: somebody else carries out each touch, and shows what there is then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.settings import Settings
from device.client import Device
from device.error import ActionRejected, DeviceLost
from device.screen import Bounds, Point
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tasks.mobileworld.agent import TurnedRun
from tasks.mobileworld.phone import TurnedPhone
from tasks.mobileworld.tools import text_of, tools_of
from tasks.mobileworld.turns import Fields, Shown, Turns
from tests.agent.script import complete, decide, says
from tests.table import each_row

CLOCK = "com.google.android.deskclock"
MAPS = {
    "name": "amap_maps_find",
    "description": "Find a place.",
    "inputSchema": {"type": "object", "properties": {"words": {"type": "string"}}, "required": ["words"]},
}


def shown_on(device: Device, **more: object) -> Shown:
    screenshot = device.observe(tree=False).screenshot
    assert screenshot is not None
    return Shown(screenshot.image, **more)  # type: ignore[arg-type]


def tree_of(device: Device) -> Callable[[], bytes]:
    def read() -> bytes:
        device.shell("uiautomator dump /sdcard/seen.xml")
        return device.pull("/sdcard/seen.xml")

    return read


def carry_out(fields: Fields, device: Device) -> Shown:
    """What MobileWorld's loop does with an action, on the embedded phone."""
    match fields["action_type"]:
        case "click":
            device.tap(Point(int(str(fields["x"])), int(str(fields["y"]))))
        case "open_app":
            device.open_app(str(fields["app_name"]))
        case "input_text":
            device.type_text(str(fields["text"]))
        case "drag":
            places = [int(str(fields[name])) for name in ("start_x", "start_y", "end_x", "end_y")]
            device.swipe(Point(*places[:2]), Point(*places[2:]))
        case "navigate_back":
            device.back()
        case "ask_user":
            return shown_on(device, reply="At 7:30")
        case "mcp":
            return shown_on(device, returned=[{"type": "text", "text": f"found {fields['action_json']}"}])
        case other:
            assert other == "wait"
    device.settle()
    return shown_on(device)


def played(device: Device, goal: str, folder: Path, *script: Item) -> list[Fields]:
    """The actions of an episode, the last one included, with the phone's own tree beside the picture."""
    turns = Turns()
    turns.begin(shown_on(device))
    phone = TurnedPhone(turns, [("Clock", CLOCK)], tree_of(device))
    tools = tools_of(
        [MAPS],
        lambda name, given: turns.take(action_type="mcp", action_name=name, action_json=given).returned,
    )
    brain = ModelBrain(ScriptedModel(script), pictures=False)

    def begin() -> Agent:
        settings = Settings(out=folder / "run")
        return Agent(phone, brain, TreeGrounder(), PRESETS["default"], settings, tools=tools)

    episode = TurnedRun(turns, lambda: begin().run(goal))
    taken: list[Fields] = []
    while not taken or taken[-1]["action_type"] not in ("finished", "answer"):
        taken.append(episode.turns.next())
        if taken[-1]["action_type"] not in ("finished", "answer"):
            turns.after(carry_out(taken[-1], device))
    episode.close()
    return taken


def test_questions_tools_touches_and_the_answer_go_by_its_actions(device: Device, tmp_path: Path) -> None:
    taken = played(
        device,
        "Find the bakery and open the clock",
        tmp_path,
        says("effects", effects=[{"kind": "answer", "text": "where it is"}]),
        decide({"action_type": "tool_call", "name": "amap_maps_find", "arguments": {"words": "bakery"}}),
        decide({"action_type": "ask_user", "question": "Which one?"}),
        decide({"action_type": "open_app", "app_name": "Clock"}),
        decide({"action_type": "answer", "text": "Mill Lane"}),
        complete(),
        says("confirm", reached=True, evidence="it is told"),
    )
    kinds = [fields["action_type"] for fields in taken]
    assert [kind for kind in kinds if kind != "wait"] == ["mcp", "ask_user", "open_app", "answer"]
    assert taken[0]["action_json"] == {"words": "bakery"}
    assert taken[-1]["text"] == "Mill Lane"
    assert device.front().package == CLOCK


@each_row(
    ("verb", "arguments", "fields"),
    [
        ("tap", (Point(3, 4),), {"action_type": "click", "x": 3, "y": 4}),
        ("long_press", (Point(3, 4),), {"action_type": "long_press", "x": 3, "y": 4}),
        ("double_tap", (Point(3, 4),), {"action_type": "double_tap", "x": 3, "y": 4}),
        ("swipe", (Point(1, 2), Point(3, 4)),
         {"action_type": "drag", "start_x": 1, "start_y": 2, "end_x": 3, "end_y": 4}),
        ("scroll", ("down", Bounds(0, 0, 100, 200)),
         {"action_type": "drag", "start_x": 50, "start_y": 150, "end_x": 50, "end_y": 50}),
        ("type_text", ("hé",), {"action_type": "input_text", "text": "hé"}),
        ("press", ("enter",), {"action_type": "keyboard_enter"}),
        ("home", (), {"action_type": "navigate_home"}),
        ("open_app", ("clock",), {"action_type": "open_app", "app_name": "Clock"}),
        ("wait", (9.0,), {"action_type": "wait"}),
    ],
)  # fmt: skip
def test_a_verb_is_one_of_its_actions(verb: str, arguments: tuple[object, ...], fields: Fields) -> None:
    turns = Turns()
    turns.after(Shown(Image.new("RGB", (100, 200))))
    phone = TurnedPhone(turns, [("Clock", CLOCK)])
    getattr(phone, verb)(*arguments)
    assert turns.next() == fields
    phone.close()


def test_what_it_has_no_action_for_is_told() -> None:
    phone = TurnedPhone(Turns(), [("Clock", CLOCK)])
    for verb, given in ((phone.open_app, "Bank"), (phone.press, "volume_up")):
        with pytest.raises(ActionRejected):
            verb(given)
    with pytest.raises(ActionRejected):
        phone.clear_text()
    phone.close()


def test_a_run_whose_loop_has_gone_on_ends() -> None:
    turns = Turns()
    turns.after(None)
    with pytest.raises(DeviceLost):
        turns.take(action_type="wait")
    with pytest.raises(DeviceLost):
        turns.take(action_type="wait")


def test_what_a_tool_returned_is_text_and_a_failure_is_told() -> None:
    assert text_of("a_b", [{"type": "text", "text": "one"}, {"type": "image"}]) == 'one\n{"type": "image"}'
    (tool,) = tools_of([MAPS], lambda name, _: {"result": f"Failed to call tool {name}: no key"})
    with pytest.raises(Exception, match="no key"):
        tool.call({"words": "x"}, "")
