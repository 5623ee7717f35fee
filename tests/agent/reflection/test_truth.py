"""Runs on the embedded phone whose model errs: what the record says of a step, and what follows from it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Ended, StepDone
from agent.run.reason import ReasonCode
from agent.run.run import Run
from agent.run.step import Outcome, Step
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.screen import Observation, Point
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, click, complete, decide, says, told

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
