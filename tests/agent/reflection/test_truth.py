"""Runs on the embedded phone whose model errs: what the record says of a step, and what follows from it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action.action import InputText
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.perception.resolution import Contact, resolve
from agent.preset.preset import PRESETS
from agent.run.description import describe_step
from agent.run.event import Ended, StepDone
from agent.run.reason import ReasonCode
from agent.run.run import Run
from agent.run.step import Outcome, Step
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.sample import fill
from device.screen import Bounds, Observation, Point, UIElement
from grounding.direct import by_number
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, click, complete, decide, says, told
from tests.boot import fresh_phone

Play = Callable[..., tuple[list[Step], Ended, Recorder]]
SETTINGS: dict[str, object] = {"action_type": "open_app", "app_name": "Settings"}
CLOCK: dict[str, object] = {"action_type": "open_app", "app_name": "Clock"}
HOME: dict[str, object] = {"action_type": "navigate_home"}
LOOK: dict[str, object] = {"action_type": "wait", "seconds": 1}
REACHED = says("confirm", reached=True, evidence="it shows")


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Play]:
    runs: list[Run] = []

    def begin(*items: Item, preset: str = "single") -> tuple[list[Step], Ended, Recorder]:
        model = Recorder(items)
        settings = Settings(runs=tmp_path / "runs", preset=preset)
        agent = Agent(device, ModelBrain(model, pictures=False), TreeGrounder(), PRESETS[preset], settings)
        runs.append(agent.run("Do as the script says"))
        events = told(runs[-1])
        assert isinstance(events[-1], Ended)
        made = [event.step for event in events if isinstance(event, StepDone)]
        assert read_trajectory(runs[-1].folder).steps == tuple(made), "the record says the same"
        return made, events[-1], model

    yield begin
    for run in runs:
        run.close()


def kinds(made: list[Step]) -> list[str]:
    return [step.action.action_type if step.action else "" for step in made]


def row(device: Device, label: str) -> tuple[int, int]:
    """Where a label stands in front, the lowest one."""
    device.settle()
    *_, found = (e for e in device.observe(screenshot=False).elements if e.label == label)
    return found.bounds.center.x, found.bounds.center.y


def tap(point: tuple[int, int]) -> dict[str, object]:
    return {"action_type": "click", "target": {"point": list(point)}}


# -- what is touched -------------------------------------------------------------------------------------
@pytest.fixture
def used(tmp_path: Path) -> Iterator[Device]:
    """A phone in use."""
    phone = fresh_phone()
    fill(phone)
    with Device(InProcessTransport(phone)) as device:
        yield device


def number_of(device: Device, resource_id: str, beside: str = "") -> int:
    """The number of the control of that id; of several the one that stands on the line of a text."""
    device.settle()
    elements = device.observe(screenshot=False).elements
    found = [e for e in elements if e.resource_id.endswith(f"/{resource_id}")]
    if beside:
        (line,) = [e.bounds.center.y for e in elements if e.text == beside]
        found = [e for e in found if e.bounds.top <= line < e.bounds.bottom]
    (control,) = found
    return control.index


def begun(device: Device, folder: Path, *items: Item) -> tuple[list[Step], Recorder]:
    model = Recorder(items)
    agent = Agent(
        device, ModelBrain(model, pictures=False), TreeGrounder(), PRESETS["single"], Settings(out=folder)
    )
    events = told(agent.run("Do as the script says"))
    return [event.step for event in events if isinstance(event, StepDone)], model


@pytest.mark.parametrize("words", ["the check box of Water the plants", 'box beside "Water the plants"'])
def test_a_box_under_the_name_of_another_row_is_not_touched_and_its_own_row_is_told(
    used: Device, tmp_path: Path, words: str
) -> None:
    used.open_app("Tasks")
    theirs = number_of(used, "completeBox", "Return library books")
    own = number_of(used, "completeBox", "Water the plants")
    wrong, right = (
        decide({"action_type": "click", "target": {"element": number, "description": words}})
        for number in (theirs, own)
    )
    made, model = begun(used, tmp_path / "run", wrong, right, complete())
    assert "nothing was touched" in model.asked_of("decide")[1]
    assert "Return library books" in model.asked_of("decide")[1]
    assert describe_step(made[0]) == f'click "Low priority" [{own}] by "Water the plants"'
    assert len(made) == 2


def test_a_number_that_only_holds_controls_is_none_where_the_words_fit_nothing_in_it(
    used: Device, tmp_path: Path
) -> None:
    used.home()
    holder = number_of(used, "hotseat")
    wrong = {"action_type": "click", "target": {"element": holder, "description": "Fernmail"}}
    made, model = begun(used, tmp_path / "run", decide(wrong), complete())
    assert f"no control on this screen has the number {holder}" in model.asked_of("decide")[1]
    assert kinds(made) == ["status"]


def test_a_field_is_not_called_as_the_button_beside_it() -> None:
    """Left of the address bar stands "Site information", which is a control of its own."""
    beside = UIElement(1, content_description="Site information", bounds=Bounds(0, 100, 90, 190), depth=1)
    field = UIElement(2, class_name="android.widget.EditText", bounds=Bounds(100, 100, 900, 190), depth=1)
    elements = (
        UIElement(0, class_name="android.widget.FrameLayout", bounds=Bounds(0, 0, 1080, 2400)),
        replace(beside, is_clickable=True, class_name="android.widget.ImageButton"),
        replace(field, is_editable=True, is_clickable=True, resource_id="com.android.chrome:id/url_bar"),
    )
    seen = Observation(None, elements, "com.android.chrome", "", keyboard_shown=False, size=(1080, 2400))
    target = Target(element=2)
    spot = resolve(by_number(seen, 2), target, Contact.TYPE, seen, checks=True)
    step = Step(index=1, action=InputText(text="x", target=target), grounding=(spot,))
    assert describe_step(step).endswith("EditText url_bar [2]")


# -- what a step did -------------------------------------------------------------------------------------
def test_a_tap_that_opens_another_page_than_the_one_expected_is_told_as_what_it_did(
    play: Play, device: Device
) -> None:
    device.open_app("Settings")
    point = row(device, "Battery")
    device.home()
    wrong = decide(tap(point), expectation="The Display page opens.")
    made, end, model = play(decide(SETTINGS), wrong, complete())
    assert kinds(made) == ["open_app", "click", "status"]
    assert (made[1].outcome, made[1].reason) == (Outcome.CHANGED, ReasonCode.UNEXPECTED)
    assert 'expected "The Display page opens.", but now shows' in model.asked_of("decide")[2]
    assert "changed something else" in model.asked_of("decide")[2]
    assert end.status == "unverified"


@pytest.mark.parametrize(("touched", "outcome"), [("Display", Outcome.SUCCESS), ("Battery", Outcome.CHANGED)])
def test_a_batch_is_held_against_its_expectation_at_its_end(
    play: Play, touched: str, outcome: Outcome
) -> None:
    both = decide(SETTINGS, click(touched), expectation="The Display page with its brightness")
    made, _, _ = play(both, complete())
    assert kinds(made) == ["open_app", "click", "status"]
    assert [step.outcome for step in made[:2]] == [Outcome.SUCCESS, outcome]


def test_what_is_selected_already_does_not_cut_a_batch(play: Play) -> None:
    made, _, _ = play(decide(CLOCK, click("Alarm"), click("Alarm"), click("Timer")), complete())
    assert kinds(made) == ["open_app", "click", "click", "click", "status"]
    assert [step.outcome for step in made[:4]] == [Outcome.SUCCESS] * 4
    assert made[2].reason == ReasonCode.ALREADY_SO
    assert made[2].evidence == "it is selected already"


@pytest.fixture
def blinded(device: Device, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, the phone has no element list to tell."""
    see, observe = device.see, device.observe

    def blind(look: Observation) -> Observation:
        return replace(look, elements=(), tree_error="no idle state")

    def see_nothing(timeout: float = 5.0, *, anew: bool = False) -> tuple[bool, Observation]:
        still, look = see(timeout, anew=anew)
        return still, blind(look)

    def blinded() -> None:
        monkeypatch.setattr(device, "see", see_nothing)
        monkeypatch.setattr(device, "observe", lambda *given, **more: blind(observe(*given, **more)))

    return blinded


def test_without_an_element_list_a_batch_goes_on_by_the_picture(
    play: Play, device: Device, blinded: Callable[[], None]
) -> None:
    device.open_app("Clock")
    tabs = [row(device, label) for label in ("Timer", "Stopwatch", "Alarm")]
    device.home()
    blinded()
    made, _, _ = play(decide(CLOCK), decide(*map(tap, tabs)), complete())
    assert kinds(made) == ["open_app", "click", "click", "click", "status"]
    assert [step.outcome for step in made[1:4]] == [Outcome.SUCCESS] * 3
    assert {step.reason for step in made[1:4]} == {ReasonCode.PICTURE}


@pytest.mark.usefixtures("read_off_the_tree")
def test_without_an_element_list_keys_that_write_elsewhere_do_not_cut_a_batch(
    play: Play, device: Device, blinded: Callable[[], None]
) -> None:
    device.open_app("Clock")
    device.tap(Point(*row(device, "Timer")))
    keys = [row(device, label) for label in ("1", "2", "00")]
    blinded()
    made, _, _ = play(decide(*map(tap, keys)), complete())
    assert kinds(made) == ["click", "click", "click", "status"]
    assert {step.reason for step in made[:3]} == {ReasonCode.PICTURE}
    beside = {"action_type": "click", "target": {"point": [540, 330]}}
    made, _, _ = play(decide(beside, *map(tap, keys)), complete())
    assert kinds(made) == ["click", "status"], "nothing came of the first"


# -- getting on ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("look", [LOOK, {"action_type": "scroll", "direction": "down"}])
def test_a_goal_that_repeats_by_nature_is_not_cut(play: Play, look: dict[str, object]) -> None:
    """Open Settings, look, go home; and three times again."""
    laps = [decide(act) for act in (SETTINGS, look, HOME) * 4]
    made, end, _ = play(*laps, complete())
    assert kinds(made) == [str(act["action_type"]) for act in (SETTINGS, look, HOME)] * 4 + ["status"]
    assert end.status == "unverified", end.reason


def test_what_is_noted_on_each_lap_is_progress(play: Play) -> None:
    laps = []
    for lap in range(9):
        note = {"action_type": "note", "text": f"lap {lap}: Wi-Fi is on"}
        laps += [decide(act) for act in (SETTINGS, note, HOME)]
    made, end, _ = play(*laps, complete())
    assert len(made) == 28
    assert end.status == "unverified", end.reason


def test_going_in_circles_is_ended_within_a_few_laps(play: Play) -> None:
    made, end, _ = play(*[decide(act) for act in (SETTINGS, LOOK, HOME) * 20])
    assert (end.status, end.reason[:5]) == ("truncated", "stuck")
    assert len(made) <= 15


def test_why_steps_failed_is_told_once(play: Play) -> None:
    lost = [decide(click(f"Teleport {n}")) for n in range(12)]
    _, _, model = play(*lost, complete())
    stuck = next(asked for asked in model.asked_of("decide") if "This leads nowhere" in asked)
    assert stuck.count('"Teleport 8" is not on this screen') == 1, "the record tells of it"
