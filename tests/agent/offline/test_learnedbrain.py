"""The bundled policy whole, with the weights that ship: what is read, then what was learned, then a no."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from agent.action.action import AskUser, Click, Status
from agent.brain.brain import View
from agent.build import build
from agent.goal.goalreader import goal_reader
from agent.offline.learned.bundle import Bundle
from agent.offline.learned.gate import SIGNS
from agent.offline.learned.move import Move
from agent.offline.learned.policy import LearnedPolicy, PolicyParts
from agent.offline.learned.scene import Moment
from agent.offline.learned.session import Choice
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy
from agent.reader.reading import is_sure, read
from agent.run.event import Question
from agent.run.status import CLAIMED, Cause, RunStatus
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.screen import Bounds, Observation, UIElement
from tasks.practice.phone import PracticePhone
from tasks.practice.split import FRESH
from tasks.suite import find_suite
from tests.boot import fresh_phone

FOLDER = Path(__file__).parents[3] / "agent" / "offline" / "learned" / "data"
NOWHERE = Observation(None, (), "com.android.launcher", "Home", keyboard_shown=False, size=(1080, 2400))
STRANGE = (
    "What is the weather tomorrow?",
    "Book a flight to Paris",
    "Do not delete anything",
    "blub blub",
    "xyzzy plugh",
    "foo",
    "Clean up my phone",
    "hello there you",
    "明天天气怎么样？",
)


def brain() -> CombinedBrain:
    return CombinedBrain(OfflinePolicy(), LearnedPolicy())


def test_all_that_ships_is_small_and_says_what_it_is() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 6_000_000
    card = Bundle().card
    assert card.made_by.startswith("python -m tasks.practice")
    assert len(card.gate.weights) == len(SIGNS)
    assert set(card.apps) >= {app for _, app in card.classes if app} - {""}
    assert Bundle().session.apps == card.apps


@pytest.mark.parametrize("goal", ["Turn on Bluetooth", "把亮度调到50%", "Take a photo"])
def test_what_is_read_is_the_policys(goal: str) -> None:
    view = View(goal, NOWHERE)
    alone = CombinedBrain(OfflinePolicy(), None)
    assert brain().decide(view).value == alone.decide(view).value
    assert brain().plan(view).value == alone.plan(view).value


class Eager(LearnedPolicy):
    """Presses the first thing that it sees, sure of itself."""

    def _chosen(self, moment: Moment, app_scores: object) -> Choice:
        return Choice(Move("click", thing=0), 1.0)


@pytest.mark.parametrize(
    ("word", "goal", "pressed"),
    [
        ("Delete", "Make a folder called fox in Markor.", False),
        ("Delete", "Remove the expense Rent from Pro Expense.", True),
        ("Send", "Start yacht.md as a new note in Markor, and put this in it: Rent is due", False),
        ("Send", "Send +14381734626 this text message from Simple SMS Messenger: We read on Tuesday.", True),
    ],
)
def test_what_cannot_be_taken_back_is_done_only_for_goals_that_are_for_it(
    word: str, goal: str, pressed: bool
) -> None:
    button = UIElement(
        0, text=word, class_name="android.widget.Button", package_name="com.simplemobiletools.smsmessenger",
        bounds=Bounds(100, 1000, 900, 1200), is_clickable=True,
    )  # fmt: skip
    title = UIElement(1, text="+1 438-173-4626", bounds=Bounds(100, 100, 900, 200))  # whom it goes to
    screen = replace(NOWHERE, elements=(button, title))
    (action,) = Eager().decide(goal, screen, ()).actions
    assert isinstance(action, Click) == pressed, action
    if not pressed:
        assert f'"{word}" would {word.lower()} something' in getattr(action, "reason", "")


@pytest.mark.parametrize("goal", ["turn it off", "turn that off", "turn off the other one", "关掉它"])
def test_what_is_meant_is_asked_and_not_guessed(goal: str) -> None:
    assert not brain().typed(goal).parts
    assert (
        brain().decide(View(goal, NOWHERE)).value
        == CombinedBrain(OfflinePolicy(), None).decide(View(goal, NOWHERE)).value
    )


@pytest.mark.parametrize("goal", STRANGE)
def test_what_neither_knows_is_told_as_without_what_was_learned(goal: str) -> None:
    view = View(goal, NOWHERE)
    assert not LearnedPolicy().knows(goal)
    assert brain().decide(view).value == CombinedBrain(OfflinePolicy(), None).decide(view).value


def test_without_its_gate_it_tries_anything() -> None:
    assert all(LearnedPolicy(parts=PolicyParts(gate=False)).knows(goal) for goal in STRANGE)


def test_one_part_at_least_has_to_be_there() -> None:
    with pytest.raises(ValueError, match="one part"):
        CombinedBrain(None, None)


def test_a_goal_that_only_the_learned_part_knows_is_done_by_the_whole_loop(tmp_path: Path) -> None:
    template = find_suite("world").named("ExpenseDeleteSingle")
    task = template.task(FRESH + 7)
    phone = PracticePhone()
    device = phone.anew()
    task.initialize(device)
    shipped = Path(str(files("agent.offline.learned").joinpath("data")))
    settings = Settings(model="offline", out=tmp_path / "run", use_memory=False, policy_weights=shipped)
    run = build(settings, device).run(task.goal)
    for event in run:
        if isinstance(event, Question):
            run.answer("yes")
    assert run.ended is not None
    assert run.ended.status in CLAIMED
    assert run.ended.verified is (run.ended.status is RunStatus.COMPLETE)  # without a proof it says so
    assert str(task.params["row_objects"])  # there was something to delete


def test_the_same_view_gives_the_same_decision() -> None:
    view = View("Erase Big Fees from Pro Expense.", NOWHERE)
    assert brain().decide(view).value == brain().decide(view).value


def test_a_phone_with_nobody_beside_it_deletes_nothing(tmp_path: Path) -> None:
    with Device(InProcessTransport(fresh_phone())) as device:
        agent = build(Settings(model="offline", out=tmp_path / "run", use_memory=False), device)
        ended = agent.run("Delete these expenses from Pro Expense: Big Fees.").finish()
    assert ended.status != "complete"


@pytest.mark.parametrize(
    "goal",
    [
        "turn of wifi",
        "switch wifi of please",
        "turn on wifi and blutooth",
        "turn the wifi oof",
        "tun on bluetooth",
        "wifi",
        "kill bluetooth",
    ],
)
def test_what_is_nearly_read_is_asked_about_or_refused_and_never_guessed(goal: str) -> None:
    """Whatever the weights make of it, it is done only where they are sure."""
    (action, *_) = CombinedBrain(OfflinePolicy(), None).decide(View(goal, NOWHERE)).value.actions
    if goal_reader().typed(goal).parts:
        assert is_sure(read(goal))
    elif isinstance(action, AskUser):
        assert "hall I do" in action.question
    else:
        assert isinstance(action, Status)
        assert action.goal_status == "infeasible"
        assert action.cause is not Cause.NONE


@pytest.mark.parametrize("goal", ["go ahead and drop the wifi", "отключи bluetooth", "fecha só o bluetooth"])
def test_no_network_begins_a_goal_unless_its_weights_are_named(tmp_path: Path, goal: str) -> None:
    phone = fresh_phone()
    before = phone.snapshot()
    with Device(InProcessTransport(phone)) as device:
        agent = build(Settings(model="offline", out=tmp_path / "run", use_memory=False), device)
        ended = agent.run(goal).finish()
    assert ended.status == "infeasible"
    assert not phone.diff(before)
