"""What is added to a goal in mid-run, whenever it is said: what was begun goes on, nothing is done twice."""

from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from agent.build import build
from agent.offline.step.history import named
from agent.run.event import Ended, Question, StepDone
from agent.run.step import Step
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from tests.boot import fresh_phone
from tests.thin import thinned
from tests.ui.service.test_taken_back import kept, messages

ADDITIONS = {
    "also turn on Bluetooth": "bluetooth_on",
    "also turn on airplane mode": "airplane_mode_on",
    "还要打开飞行模式": "airplane_mode_on",
}
"""What is said, and the switch that it turns on."""
SEVERAL = 'set a timer for 10 minutes and add a task Buy milk and send "hi there" to +15550104477'
LENGTHS = {
    "create a contact Oda Na with phone 555 1111": 7,
    'add an event "Dentist" tomorrow at 3pm': 17,
    "add the task Buy milk due tomorrow": 8,
    "Add an expense of 12 dollars for Lunch": 8,
    'add a recipe Soup with servings "4"': 6,
    'create a note called x.md with the text "Hi"': 10,
    "create a note called x.md with text green": 10,
    "set an alarm for 7:30 every Monday": 9,
    "set an alarm for 9:20 tomorrow": 11,
    "set a timer for 10 minutes": 8,
    'Send "hi there" to +15550104477': 7,
    "turn on Wi-Fi and set a timer for 10 minutes": 12,
    SEVERAL: 18,
    "新建联系人王伟，电话5551111": 6,
}
"""Goals, and how many steps each takes: in each of them something may be added."""


class Told:
    """How a run went on a phone of its own, to which something was said after some of its steps."""

    def __init__(self, folder: Path, goal: str, says: dict[int, str], answer: str = "yes") -> None:
        self.phone = fresh_phone()
        self.questions: list[str] = []
        self.steps: list[Step] = []
        run = build(Settings(runs=folder, use_memory=False), Device(InProcessTransport(self.phone))).run(goal)
        for event in run:
            match event:
                case Question():
                    self.questions.append(event.text)
                    run.answer(answer)
                case StepDone():
                    self.steps.append(event.step)
                    if event.step.index in says:
                        run.say(says[event.step.index])
                case Ended():
                    self.end = event

    @property
    def left(self) -> list[object]:
        """What the phone keeps of what was made."""
        return [*kept(self.phone), messages(self.phone)]

    @property
    def touched(self) -> list[str]:
        return [named(step.action) for step in self.steps if step.action is not None and not step.error]

    def on(self, switch: str) -> bool:
        return self.phone.settings.text("global", switch) == "1"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[object]]:
    """What a goal leaves to which nothing is added."""

    @cache
    def left(goal: str) -> list[object]:
        told = Told(tmp_path_factory.mktemp("runs"), goal, {})
        assert len(told.steps) == LENGTHS[goal]
        return told.left

    return left


@pytest.mark.parametrize(
    ("goal", "said", "step"),
    thinned(
        [
            (goal, said, step)
            for (goal, length), said in product(LENGTHS.items(), ADDITIONS)
            for step in range(1, length)
        ],
        160,
    ),
)
def test_whenever_it_is_said_the_phone_is_left_as_by_both_at_once(
    alone: Callable[[str], list[object]], tmp_path: Path, goal: str, said: str, step: int
) -> None:
    told = Told(tmp_path, goal, {step: said})
    assert (told.end.status, told.end.verified) == ("complete", True), told.end.reason
    assert told.left == alone(goal)
    assert told.on(ADDITIONS[said])
    assert "discard" not in told.touched, "what it had begun itself is in nobody's way"


@pytest.mark.parametrize("step", thinned(range(2, 6), 2))
def test_what_was_begun_first_is_done_first(tmp_path: Path, step: int) -> None:
    told = Told(tmp_path, "create a contact Veit Thrice", {step: "also turn on airplane mode"})
    touched = told.touched
    assert touched.count("save") == 1
    assert touched.index("save") < touched.index("Airplane mode switch (to turn it on)")


@pytest.mark.parametrize(("first", "then"), thinned([(2, 4), (3, 6), (5, 7), (6, 8)], 2))
def test_two_additions_one_after_the_other(
    alone: Callable[[str], list[object]], tmp_path: Path, first: int, then: int
) -> None:
    goal = "create a contact Oda Na with phone 555 1111"
    told = Told(tmp_path, goal, {first: "also turn on Bluetooth", then: "and turn on NFC too"})
    assert (told.end.status, told.end.verified) == ("complete", True), told.end.reason
    assert told.left == alone(goal)
    assert told.on("bluetooth_on")
    assert told.on("nfc_on")


@pytest.mark.parametrize("step", thinned(range(5, 12), 4))
def test_what_was_done_before_the_part_in_hand_is_not_done_again(
    alone: Callable[[str], list[object]], tmp_path: Path, step: int
) -> None:
    """Wi-Fi is looked at once more at the end of all: what was made before is not made once more then."""
    goal = "turn off Wi-Fi and create a contact Oda Na with phone 555 1111"
    told = Told(tmp_path, goal, {step: "also turn on Bluetooth"})
    assert (told.end.status, told.end.verified) == ("complete", True), told.end.reason
    assert told.left == alone("create a contact Oda Na with phone 555 1111")
    assert (told.on("bluetooth_on"), told.on("wifi_on")) == (True, False)


def test_the_same_once_more_is_done_once_more(tmp_path: Path) -> None:
    told = Told(tmp_path, "set a timer for 10 minutes", {7: "also set a timer for 10 minutes"})
    assert told.end.status == "complete", told.end.reason
    assert told.touched.count("timer: start") == 2


@pytest.mark.parametrize("step", thinned(range(2, 6), 4))
def test_what_was_added_to_and_is_corrected_then_leaves_only_the_right_one(tmp_path: Path, step: int) -> None:
    goal = "add the task Buy milk due {}"
    told = Told(
        tmp_path / "said",
        goal.format("tomorrow"),
        {step: "also turn on Bluetooth", step + 3: "no, Friday"},
    )
    assert told.end.status == "complete", told.end.reason
    assert told.left == Told(tmp_path / "meant", goal.format("Friday"), {}).left
    assert told.on("bluetooth_on")


@pytest.mark.parametrize(
    ("goal", "said", "asked"),
    [
        ("create a note called Tea with text green", "Turn on Bluetooth", "as well, or instead?"),
        ("create a contact Oda Na", "Turn on Bluetooth", "as well, or instead?"),
        ("新建联系人王伟，电话5551111", "打开蓝牙", "也要做，还是用它代替？"),
    ],
)
@pytest.mark.parametrize("answer", thinned(["as well", "instead"], 2))
def test_a_task_of_its_own_in_mid_run_is_no_strange_words(
    tmp_path: Path, goal: str, said: str, asked: str, answer: str
) -> None:
    told = Told(tmp_path / "said", goal, {3: said}, answer)
    (question,) = told.questions
    assert asked in question
    assert "I do not understand" not in question
    assert told.end.status == "complete", told.end.reason
    assert told.on("bluetooth_on")
    wanted = goal if answer == "as well" else said
    assert told.left == Told(tmp_path / "meant", wanted, {}).left


@pytest.mark.parametrize("later", thinned(range(2, 9), 3))
@pytest.mark.parametrize("step", thinned([4, 6], 2))
def test_what_is_corrected_and_added_to_then_leaves_only_the_right_one(
    alone: Callable[[str], list[object]], tmp_path: Path, step: int, later: int
) -> None:
    told = Told(
        tmp_path,
        "create a contact Oda Na with phone 555 2222",
        {step: "no, 555 1111", step + later: "also turn on Bluetooth"},
    )
    assert (told.end.status, told.end.verified) == ("complete", True), told.end.reason
    assert told.left == alone("create a contact Oda Na with phone 555 1111")
    assert told.on("bluetooth_on")


@pytest.mark.parametrize("step", [3, 5])
def test_the_end_tells_of_what_was_done_before_it_was_added_to(tmp_path: Path, step: int) -> None:
    told = Told(tmp_path, "create a contact Veit Thrice", {step: "also turn on Bluetooth"})
    assert told.end.reason == 'done before: add the contact "Veit Thrice"; Bluetooth is on'
