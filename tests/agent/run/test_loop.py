"""The ring on the embedded phone, with a scripted model that does what real ones do wrong."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Event, PlanMade, Question, StepDone
from agent.run.run import Run
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.error import DeviceLost
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.script import Recorder, answer, click, complete, decide, says, told

T = TypeVar("T")
PLAN = says("plan", subgoals=["Wi-Fi is off"])
OPEN_PLANNED = decide(
    {"action_type": "open_app", "app_name": "Settings"}, plan={"subgoals": ["Wi-Fi is off"]}
)
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
NETWORK = decide(click("Network & internet"))
HOME = decide({"action_type": "navigate_home"})
BACK = decide({"action_type": "navigate_back"})
REACHED = says("confirm", reached=True, evidence="it shows")
LOST = says("review", on_track=False, advice="try another way")
DENIED = says("confirm", reached=False, evidence="it does not show")


@pytest.fixture
def run_of(device: Device, tmp_path: Path) -> Iterator[Callable[..., Run]]:
    """A run of scripted replies on the embedded phone."""
    runs: list[Run] = []

    def begin(
        *items: Item, goal: str = "Look through the Wi-Fi settings", preset: str = "default", **more: object
    ) -> Run:
        settings = Settings(runs=tmp_path / "runs", preset=preset, **more)
        brain = ModelBrain(ScriptedModel(items), pictures=False)
        run = Agent(device, brain, TreeGrounder(), PRESETS[preset], settings).run(goal)
        runs.append(run)
        return run

    yield begin
    for run in runs:
        run.close()


def steps(events: list[Event]) -> list[StepDone]:
    return [event for event in events if isinstance(event, StepDone)]


def ended(events: list[Event]) -> Ended:
    assert isinstance(events[-1], Ended)
    return events[-1]


def test_a_run_tells_plan_steps_and_a_verified_end(run_of: Callable[..., Run]) -> None:
    run = run_of(OPEN_PLANNED, NETWORK, complete(), REACHED)
    events = list(run)
    assert [type(event) for event in events] == [PlanMade, StepDone, StepDone, StepDone, Ended]
    end = ended(events)
    assert (end.status, end.verified, end.steps, end.model_calls) == ("complete", True, 3, 4)
    first, second, _ = steps(events)
    assert first.step.outcome == "success"
    assert second.step.grounding[0].method == "tree"
    read = read_trajectory(run.folder)
    assert read.steps == tuple(event.step for event in steps(events))
    assert all((run.folder / step.shot).read_bytes().startswith(b"\x89PNG") for step in read.steps)
    assert set(read.usage) == {"decide", "confirm"}


def test_the_single_preset_asks_only_for_decisions(run_of: Callable[..., Run]) -> None:
    end = ended(list(run_of(OPEN, complete(), preset="single")))
    assert (end.status, end.verified, end.model_calls) == ("unverified", False, 2)


def test_a_false_claim_is_not_believed_and_ends_the_run_when_repeated(run_of: Callable[..., Run]) -> None:
    events = list(run_of(complete(), DENIED, OPEN, complete(), DENIED, complete(), DENIED))
    end = ended(events)
    assert (end.status, end.cause, end.verified) == ("truncated", "denied", False)
    assert "does not show" in end.reason


def test_what_is_not_on_the_screen_goes_back_to_the_decision(run_of: Callable[..., Run]) -> None:
    events = list(run_of(decide(click("Teleport")), OPEN, complete(), REACHED))
    assert len(steps(events)) == 2, "a second try takes no step"
    many = [decide(click(f"Teleport {n}")) for n in range(30)]
    events = told(run_of(LOST, PLAN, *many))
    assert len(steps(events)) == 6
    assert all("not on this screen" in event.step.error for event in steps(events)[:5])
    assert ended(events).reason.startswith("stuck: the last 3 steps failed")


def test_a_model_that_talks_nonsense_costs_steps_not_the_run(run_of: Callable[..., Run]) -> None:
    bad = Item("", role="decide", error="bad reply")
    events = list(run_of(bad, OPEN, complete(), REACHED))
    assert ended(events).status == "complete"
    assert steps(events)[0].step.error


def test_the_model_failing_midway_closes_the_trajectory_as_an_error(run_of: Callable[..., Run]) -> None:
    run = run_of(OPEN)
    end = ended(list(run))
    assert (end.status, end.exit_code, end.steps) == ("error", 3, 1)
    read = read_trajectory(run.folder)
    assert read.ending is not None
    assert read.ending.status == "error"


def test_nothing_is_left_of_a_run_that_fails_before_its_first_step(run_of: Callable[..., Run]) -> None:
    run = run_of()
    end = ended(list(run))
    assert (end.status, end.exit_code, end.folder) == ("error", 3, None)
    assert not run.folder.exists()


def test_a_phone_lost_while_it_is_touched_is_an_error(
    run_of: Callable[..., Run], device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_of(OPEN, NETWORK)
    events = iter(run)
    while not isinstance(next(events), StepDone):
        pass

    def lost(*_: object, **__: object) -> None:
        raise DeviceLost("the phone went away", "Plug it in again")

    monkeypatch.setattr(device.transport, "shell", lost)
    end = ended(list(events))
    assert (end.status, end.exit_code) == ("error", 3)
    assert "went away" in end.reason
    monkeypatch.undo()
    assert read_trajectory(run.folder).open_step is not None, "begun, and nobody knows whether it happened"


def test_the_same_thing_over_and_over_is_warned_of_then_stopped(run_of: Callable[..., Run]) -> None:
    end = ended(told(run_of(*[LOST] * 9, *[PLAN] * 9, *[HOME] * 30)))
    assert end.status == "truncated"
    assert end.reason.startswith("stuck")
    assert end.steps < 10


def test_limits_of_steps_and_time(run_of: Callable[..., Run]) -> None:
    end = ended(list(run_of(OPEN, NETWORK, HOME, max_steps=2)))
    assert (end.status, end.steps) == ("truncated", 2)
    end = ended(list(run_of(OPEN, NETWORK, HOME, timeout=1e-9)))
    assert (end.status, end.steps) == ("truncated", 1)


def test_several_actions_are_done_one_by_one(run_of: Callable[..., Run]) -> None:
    form = decide({"action_type": "open_app", "app_name": "Settings"}, click("Network & internet"))
    events = list(run_of(form, complete(), REACHED))
    assert len(steps(events)) == 3
    assert ended(events).model_calls == 3
    assert steps(events)[1].step.shot != steps(events)[0].step.shot


def test_a_queue_is_dropped_when_its_screen_did_not_come(run_of: Callable[..., Run]) -> None:
    form = decide({"action_type": "navigate_home"}, click("Teleport"))
    events = list(run_of(form, OPEN, complete(), REACHED))
    assert [event.step.action.action_type for event in steps(events) if event.step.action] == [
        "navigate_home",
        "open_app",
        "status",
    ]


def test_a_question_waits_for_its_answer_from_any_thread(run_of: Callable[..., Run]) -> None:
    run = run_of(decide({"action_type": "ask_user", "question": "Which?"}), complete(), REACHED)
    events: list[Event] = []
    for event in run:
        events.append(event)
        if isinstance(event, Question):
            assert (event.kind, event.text) == ("ask", "Which?")
            threading.Timer(0.05, run.answer, ["the second"]).start()
    step = steps(events)[0].step
    assert step.permit is not None
    assert step.permit.answer == "the second"
    assert ended(events).seconds - step.seconds.overhead > 0.05
    assert step.seconds.wait >= 0.04


def test_stopping_while_a_question_is_open(run_of: Callable[..., Run]) -> None:
    run = run_of(decide({"action_type": "ask_user", "question": "Which?"}), HOME)
    events: list[Event] = []
    for event in run:
        events.append(event)
        if isinstance(event, Question):
            run.stop()
    assert ended(events).status == "stopped"


def test_stop_say_and_pause(run_of: Callable[..., Run]) -> None:
    run = run_of(OPEN, HOME, HOME)
    events: list[Event] = []
    for event in run:
        events.append(event)
        if isinstance(event, StepDone) and event.step.index == 1:
            run.say("hurry")
            run.pause()
            threading.Timer(0.05, run.resume).start()
        if isinstance(event, StepDone) and event.step.index == 2:
            run.stop()
    assert ended(events).status == "stopped"
    assert steps(events)[1].step.seconds.wait < ended(events).seconds


def test_a_run_given_up_is_stopped(run_of: Callable[..., Run]) -> None:
    run = run_of(OPEN, HOME)
    for event in run:
        if isinstance(event, StepDone):
            break
    run.close()
    assert run.ended is not None
    assert run.ended.status == "stopped"
    read = read_trajectory(run.folder)
    assert read.ending is not None
    assert read.ending.status == "stopped"


def test_an_answer_and_notes_are_kept(run_of: Callable[..., Run]) -> None:
    note = decide({"action_type": "note", "text": "the code is 12"})
    events = list(run_of(note, answer("It is 12"), complete(), REACHED))
    assert ended(events).answer == "It is 12"


def test_infeasible_is_taken_at_its_word(run_of: Callable[..., Run]) -> None:
    no = decide({"action_type": "status", "goal_status": "infeasible", "reason": "there is no such app"})
    end = ended(list(run_of(no, DENIED)))
    assert (end.status, end.verified, end.reason) == ("infeasible", False, "there is no such app")


def test_resuming_goes_on_where_the_record_ends(run_of: Callable[..., Run], device: Device) -> None:
    run = run_of(OPEN, NETWORK)
    assert ended(list(run)).status == "error"
    trajectory = read_trajectory(run.folder)
    brain = ModelBrain(ScriptedModel([complete(), REACHED]), pictures=False)
    settings = Settings(runs=run.folder.parent)
    again = Agent(device, brain, TreeGrounder(), PRESETS["default"], settings).resume(trajectory)
    end = ended(list(again))
    assert (end.status, end.verified, end.steps) == ("complete", True, 3)
    assert [step.index for step in read_trajectory(run.folder).steps] == [1, 2, 3]


def test_what_happened_and_was_said_reaches_the_model(device: Device, tmp_path: Path) -> None:
    model = Recorder(
        [
            decide(click("Teleport")),
            decide({"action_type": "ask_user", "question": "Which?"}),
            decide({"action_type": "note", "text": "code 12"}),
            BACK,
            complete(),
            DENIED,
            complete(),
            REACHED,
        ]
    )
    brain = ModelBrain(model, pictures=False)
    run = Agent(device, brain, TreeGrounder(), PRESETS["default"], Settings(runs=tmp_path / "runs")).run(
        "Look through the Wi-Fi settings"
    )
    for event in run:
        if isinstance(event, Question):
            run.answer("the second")
            run.say("hurry")
    first, second, third, fourth, fifth, _, last, _ = model.asked
    assert "Teleport" not in first
    assert "is not on this screen" in second
    assert '- the second (to the question "Which?")\n- hurry\n</adds-' in third
    assert "has just added something" in third
    assert "code 12 (read in" in fourth
    assert "Step 3 changed nothing" in fifth, "there is nothing behind the home screen"
    assert "Not complete yet: it does not show" in last
    assert run.ended is not None
    assert run.ended.verified
