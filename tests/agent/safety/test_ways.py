"""No way in is left: whatever an action is called, what presses a sensitive control is held."""

from pathlib import Path

import pytest

from agent.action.action import Click, KeyboardEnter, OpenApp
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.guard.sensitive import sensitive_classes
from agent.preset.preset import PRESETS
from agent.run.event import Question
from agent.run.step import Spot
from agent.settings import Settings
from device.client import Device
from device.error import ActionRejected
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.tour import fingerprint
from device.screen import Point
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.scripted import ScriptedModel
from tests.agent.safety.control import LOCALES, Page, pages
from tests.agent.safety.effect import effects_of
from tests.agent.safety.way import hand_on, is_held, tried
from tests.agent.script import complete, decide, told
from tests.boot import fresh_phone
from tests.device.phone.apps.errand import errand
from tests.thin import thinned

SENSITIVE = [page for page in pages() if page.held]
SMS = "com.simplemobiletools.smsmessenger"


@pytest.mark.parametrize("place", thinned(range(len(SENSITIVE)), 3), ids=lambda place: str(SENSITIVE[place]))
def test_no_way_to_a_control_is_left(place: int) -> None:
    with hand_on(SENSITIVE[place], LOCALES[place % 2], wire=False) as hand:
        assert not [one for one in tried(hand, SENSITIVE[place]) if one.acts]


@pytest.mark.parametrize("place", range(2, len(SENSITIVE), 12), ids=lambda place: str(SENSITIVE[place]))
def test_nor_over_adb(place: int) -> None:
    with hand_on(SENSITIVE[place], LOCALES[place % 2], wire=True) as hand:
        assert not [one for one in tried(hand, SENSITIVE[place], one_in=7) if one.acts]


@pytest.mark.full
@pytest.mark.parametrize("wire", [False, True], ids=["process", "adb"])
@pytest.mark.parametrize("page", SENSITIVE, ids=str)
def test_nor_in_either_language(page: Page, wire: bool) -> None:
    for locale in LOCALES:
        with hand_on(page, locale, wire=wire) as hand:
            assert not [one for one in tried(hand, page) if one.acts]


@pytest.fixture
def used() -> Phone:
    phone = fresh_phone()
    fill(phone)
    return phone


GONE = {
    "a text is sent": (("Ann Lee", "#thread_type_message=hi"), SMS, "SMS"),
    "a contact is deleted": (("Ann Lee", "More options", "Delete"), "com.google.android.contacts", "Delete"),
    "all is erased": (
        ("System", "Reset options", "Erase all data (factory reset)"),
        "com.android.settings",
        "Erase all data",
    ),
}
"""Where something happens that can't be taken back: the way there, the app, and the control that does it."""


@pytest.mark.parametrize("name", GONE)
@pytest.mark.parametrize("kind", ["click", "clear_text", "input_text"])
def test_nothing_gets_through_a_whole_run_by_another_name(name: str, kind: str, tmp_path: Path) -> None:
    steps, package, control = GONE[name]
    with errand(package) as hand:
        for step in steps:
            field, typed, text = step.partition("=")
            hand.type(text, id=field[1:]) if typed else hand.do(step)
        action = {"action_type": kind, "target": {"description": control}}
        touch = decide(action | ({"text": "hi"} if kind == "input_text" else {}))
        brain = ModelBrain(ScriptedModel([touch, complete()]), pictures=False)
        settings = Settings(runs=tmp_path / "runs", preset="single", max_steps=1)
        before, look = hand.phone.snapshot(), fingerprint(hand.phone)
        run = Agent(hand.device, brain, TreeGrounder(), PRESETS["single"], settings).run("Look at it")
        held = [event for event in told(run) if isinstance(event, Question)]
        run.close()
        assert held
        assert fingerprint(hand.phone) == look
        assert not effects_of(hand.phone.diff(before))[0]


def test_the_keyboards_own_enter_is_held_where_enter_sends(used: Phone) -> None:
    with Device(InProcessTransport(used)) as device:
        device.open_app(SMS)
        row = next(e for e in device.observe().elements if e.label == "Ann Lee")
        device.tap(row.bounds.center)
        field = next(e for e in device.observe().elements if e.is_editable)
        device.tap(field.bounds.center)
        device.type_text("hi")
        seen = device.observe()
        assert is_held(KeyboardEnter(), (), seen)
        key = Spot(point=Point(1000, 2200), confidence=1, method="point")
        assert is_held(Click(target=Target(point=(1000, 2200))), (key,), seen)


def test_a_notifications_buttons_are_judged_as_others(used: Phone) -> None:
    used.shell("cmd statusbar expand-notifications")
    with Device(InProcessTransport(used)) as device:
        seen = device.observe()
        buttons = [e for e in seen.elements if e.is_clickable and e.class_name.endswith("Button")]
        start, deeds = used.snapshot(), 0
        for button in buttons:
            spot = Spot(point=button.bounds.center, confidence=1, method="point")
            classes = sensitive_classes(Click(target=Target(element=button.index)), (spot,), seen)
            used.restore(start)
            device.tap(button.bounds.center)
            opened = used.diff(start).opened
            deeds += any(name.endswith("InCallActivity") for name in opened)
            assert classes or not any(name.endswith("InCallActivity") for name in opened)


@pytest.mark.parametrize(
    "link", ["sms:+15550123456?body=hi", "tel:+15550123456", "market://details?id=x", "intent:#Intent;end"]
)
def test_no_app_is_opened_by_a_link(used: Phone, link: str) -> None:
    before = used.snapshot()
    with Device(InProcessTransport(used)) as device, pytest.raises(ActionRejected):
        device.open_app(OpenApp(app_name=link).app_name)
    assert not used.diff(before).opened
