"""What a model can get wrong, and what becomes of it: it is told, and has a bounded number of tries."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent, build
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Event, Question, StepDone
from agent.run.run import Run
from agent.run.step import Step
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.direct import DirectTransport
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, click, complete, decide, says, told

Play = Callable[..., tuple[Run, Recorder]]
SETTINGS: dict[str, object] = {"action_type": "open_app", "app_name": "Settings"}
CLOCK: dict[str, object] = {"action_type": "open_app", "app_name": "Clock"}
BACK = decide({"action_type": "navigate_back"})
HOME: dict[str, object] = {"action_type": "navigate_home"}
REACHED = says("confirm", reached=True, evidence="it shows")
LOST = says("review", on_track=False, advice="look elsewhere")
AGAIN = says("plan", subgoals=["another way"])
GOOD = '{"thought": "open it", "actions": [{"action_type": "open_app", "app_name": "Settings"}]}'


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Play]:
    runs: list[Run] = []

    def begin(
        *items: Item, preset: str = "default", on: Device = device, **more: object
    ) -> tuple[Run, Recorder]:
        model = Recorder(items)
        settings = Settings(runs=tmp_path / "runs", preset=preset, **more)
        brain = ModelBrain(model, pictures=False)
        runs.append(
            Agent(on, brain, TreeGrounder(), PRESETS[preset], settings).run("Look through the Wi-Fi settings")
        )
        return runs[-1], model

    yield begin
    for run in runs:
        run.close()


def outcome(run: Run, answer: str = "") -> tuple[list[Step], Ended, list[Event]]:
    events = told(run, answer)
    assert isinstance(events[-1], Ended)
    return [event.step for event in events if isinstance(event, StepDone)], events[-1], events


def raw(text: str, role: str = "decide") -> Item:
    return Item(text, role=role)


# -- rambling, and other formats -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "reply",
    [
        f"Sure! Let me think. The screen shows the launcher.\n```json\n{GOOD}\n```\nHope that helps!",
        f"<think>maybe {{this}} or that</think>\n{GOOD}",
        GOOD.replace('"actions"', '"confidence": 0.9, "actions"'),
        GOOD[:-1] + ', "plan": null, "expectation": null}',
        f"{GOOD}\n{GOOD}",
        GOOD.replace('"actions"', '"action"').replace("[{", "{").replace("}]", "}"),
    ],
    ids=["prose around it", "thinking aloud", "one field more", "nulls", "twice", "one action by itself"],
)
def test_what_can_be_read_is_read_at_once(play: Play, reply: str) -> None:
    run, model = play(raw(reply), complete(), REACHED)
    made, end, _ = outcome(run)
    assert (end.status, end.model_calls) == ("complete", 3)
    assert made[0].performed
    assert model.roles == ["decide", "decide", "confirm"]


@pytest.mark.parametrize(
    "reply",
    [
        "I would now open the Settings app and look for Wi-Fi.",
        'Action: {"action": "CLICK", "POINT": [500, 300]}',
        '{"thought": "t", "actions": []}',
        '{"thought": "t", "actions": [{"action_type": "teleport"}]}',
        '{"thought": "t", "actions": [{"action_type": "click"}]}',
        "{",
        "",
    ],
)
def test_another_format_is_told_and_asked_for_again(play: Play, reply: str) -> None:
    run, _ = play(raw(reply), raw(GOOD), complete(), REACHED)
    made, end, _ = outcome(run)
    assert end.status == "complete"
    assert made[0].performed, "the second try counts, and takes no step"
    assert made[0].usage["decide"].calls == 2


def test_a_model_that_never_answers_in_the_format_costs_steps_and_then_the_run(play: Play) -> None:
    run, model = play(*[raw('{"text": "I am a language model."}')] * 60, LOST, AGAIN)
    made, end, events = outcome(run)
    assert end.status == "truncated"
    assert end.reason.startswith("stuck: the last 3 steps failed")
    assert end.cause == "stuck"  # no limit was reached
    assert len(made) <= 7
    assert all("also after a repair round" in step.error for step in made if step.decided_by == "decide")
    asked = [event for event in events if isinstance(event, Question)]
    assert [question.kind for question in asked] == ["ask"], "the person is asked once"
    assert model.roles.index("review") < model.roles.index("plan")


# -- places that are none ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("target", "why"),
    [
        ({"point": [1200, 100]}, "lies outside the screen, beyond its right edge"),
        ({"point": [-1, 5]}, "lies outside the screen"),
        ({"point": [500, 99999]}, "lies outside the screen"),
        ({"element": 4711}, "there is no element 4711"),
        ({"description": "Teleport"}, '"Teleport" is not on this screen'),
    ],
)
def test_a_place_that_is_none_goes_back_to_the_decision_with_the_reason(
    play: Play, phone: Phone, target: dict[str, object], why: str
) -> None:
    touch = decide({"action_type": "click", "target": target})
    run, model = play(touch, decide(SETTINGS), complete(), REACHED)
    made, end, _ = outcome(run)
    assert end.status == "complete"
    assert why in made[0].misses[0]
    assert why in model.asked_of("decide")[1]
    run, _ = play(*[touch] * 3, decide(SETTINGS), complete(), REACHED)
    made, end, _ = outcome(run)
    assert end.status == "complete"
    assert why in made[0].error, "after three tries it is a step that failed"
    assert not made[0].performed


def test_a_second_try_still_hears_what_the_first_was_told(play: Play) -> None:
    denied = says("confirm", reached=False, evidence="Wi-Fi is still on")
    run, model = play(complete(), denied, decide(click("Teleport")), decide(SETTINGS), complete(), REACHED)
    outcome(run)
    for asked in model.asked_of("decide")[1:3]:
        assert "Not complete yet: Wi-Fi is still on" in asked
    later = model.asked_of("decide")[3]
    assert "Not complete yet" not in later
    assert "status complete: no_change; not yet: Wi-Fi is still on\n   thought: because" in later


# -- false claims --------------------------------------------------------------------------------------
@pytest.mark.parametrize("preset", ["default", "coloragent"])
def test_success_that_the_screen_denies_is_never_reported(play: Play, preset: str) -> None:
    role = PRESETS[preset].decider
    done = decide({"action_type": "status", "goal_status": "complete"}, role=role)
    denied = says("confirm", reached=False, evidence="Wi-Fi is still on")
    run, _ = play(says("classify", kind="other"), *[done] * 9, *[denied] * 9, preset=preset)
    made, end, _ = outcome(run)
    assert (end.status, end.verified) == ("truncated", False)
    assert "Wi-Fi is still on" in end.reason
    assert len(made) == PRESETS[preset].max_denials + 1
    denied_by = "not yet: Wi-Fi is still on"
    assert {(step.outcome, step.evidence) for step in made} == {("no_change", denied_by)}
    assert read_trajectory(run.folder).steps == tuple(made), "recorded as it was told, the last one too"


def test_a_claim_is_told_even_when_nobody_is_left_to_confirm_it(play: Play) -> None:
    run, _ = play(complete(), Item("no quota", role="confirm", error="unavailable"))
    made, end, _ = outcome(run)
    assert (end.status, end.reason) == ("error", "no quota")
    assert [step.action.action_type for step in made if step.action] == ["status"]
    assert read_trajectory(run.folder).steps == tuple(made)


def test_success_that_nobody_can_tell_is_not_called_verified(play: Play) -> None:
    black = says("confirm", reached=None, evidence="the screen is black")
    run, model = play(complete(), black, complete(), black)
    _, end, _ = outcome(run)
    assert (end.status, end.verified) == ("unverified", False)
    assert "the screen is black" in end.reason
    assert "Not certain yet" in model.asked_of("decide")[1]
    mute = Item("", role="confirm", error="bad reply")
    run, _ = play(complete(), mute, complete(), mute)
    _, end, _ = outcome(run)
    assert (end.status, end.verified) == ("unverified", False)
    assert "nobody could confirm it" in end.reason


def test_a_claim_decided_along_with_a_form_goes_when_the_form_fails(play: Play) -> None:
    form = decide(SETTINGS, click("Teleport"), {"action_type": "status", "goal_status": "complete"})
    run, _ = play(form, decide(HOME), complete(), REACHED)
    made, end, _ = outcome(run)
    assert [step.action.action_type for step in made if step.action] == [
        "open_app",
        "navigate_home",
        "status",
    ]
    assert end.verified


# -- stuck ---------------------------------------------------------------------------------------------
WAITS = [decide({"action_type": "wait", "seconds": 1 + n / 10}) for n in range(60)]


@pytest.mark.parametrize(
    ("acts", "why"),
    [
        ([decide(HOME)] * 30, "times on this same screen"),
        ([decide(SETTINGS), *[decide(click("Network & internet")), BACK] * 20], "going back and forth"),
        (WAITS, "not been seen before"),
    ],
    ids=["the same", "back and forth", "nothing new"],
)
def test_a_stuck_run_is_reviewed_planned_anew_put_to_the_person_and_ended_in_that_order(
    play: Play, acts: list[Item], why: str
) -> None:
    run, model = play(*acts, *[LOST] * 9, *[AGAIN] * 9)
    _, end, events = outcome(run)
    assert end.status == "truncated"
    assert why in end.reason
    assert end.reason.endswith("nobody said how to go on")
    order = [role for role in model.roles if role != "decide"]
    assert order == ["review", "plan"]
    (question,) = [event for event in events if isinstance(event, Question)]
    assert why in question.text
    heard = [asked for asked in model.asked_of("decide") if "This leads nowhere" in asked]
    assert "look elsewhere" in heard[0]


def test_a_stuck_run_goes_on_with_the_persons_answer_and_is_ended_when_that_does_not_help(play: Play) -> None:
    run, model = play(*[decide(HOME)] * 30, *[LOST] * 9, *[AGAIN] * 9)
    made, end, events = outcome(run, answer="try the search")
    assert sum(isinstance(event, Question) for event in events) == 1
    assert "- try the search (to the question" in model.asked_of("decide")[-1]
    assert end.status == "truncated"
    assert len(made) < 12


# -- lost ----------------------------------------------------------------------------------------------
def test_a_line_that_breaks_once_is_dialled_again_and_the_run_goes_on(play: Play, phone: Phone) -> None:
    with PhoneServer([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        run, _ = play(decide(SETTINGS), decide(click("Network & internet")), complete(), REACHED, on=device)
        for event in run:
            if isinstance(event, StepDone) and event.step.index == 1:
                device.transport._connection.close()
        assert run.ended is not None
        assert (run.ended.status, run.ended.verified) == ("complete", True)


def test_a_phone_that_is_gone_ends_the_run_with_an_error_and_it_can_be_resumed(
    play: Play, phone: Phone
) -> None:
    with PhoneServer([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        run, model = play(decide(SETTINGS), decide(CLOCK), complete(), REACHED, on=device)
        for event in run:
            if isinstance(event, StepDone) and event.step.index == 1:
                server.close()
        end = run.ended
    assert end is not None
    assert (end.status, end.exit_code, end.steps) == ("error", 3, 1)
    assert len(model.asked) <= 2, "nobody decides for a phone that is not there"
    with PhoneServer([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        brain = ModelBrain(Recorder([decide(CLOCK), complete(), REACHED]), pictures=False)
        agent = Agent(device, brain, TreeGrounder(), PRESETS["default"], Settings(runs=run.folder.parent))
        again = agent.resume(read_trajectory(run.folder)).finish()
    assert (again.status, again.verified) == ("complete", True)
    assert again.exit_code == 0


# -- apps that break down -------------------------------------------------------------------------------
def test_where_an_app_broke_down_the_question_is_left_to_whoever_decides(play: Play, phone: Phone) -> None:
    def crash(*_: object) -> None:
        phone.crash("com.android.settings", "java.lang.NullPointerException")

    tap = phone.touch.tap
    phone.touch.tap = crash  # type: ignore[method-assign,assignment]
    run, _ = play(
        decide(SETTINGS), decide(click("Network & internet")), decide(click("Close app")), complete()
    )
    steps, _, _ = outcome(run)
    phone.touch.tap = tap  # type: ignore[method-assign]
    assert steps[1].outcome == "wrong_page"
    assert steps[2].action is not None
    assert steps[2].action.action_type == "click", "Back answers no question of the system"


def test_a_text_that_no_way_of_typing_takes_is_tried_once(
    device: Device, phone: Phone, tmp_path: Path
) -> None:
    phone.shell("pm uninstall com.android.adbkeyboard; pm uninstall ca.zgrs.clipper")
    run = build(Settings(runs=tmp_path / "runs"), device).run("create a contact 王伟 with phone 5551234")
    ended = run.finish()
    assert (ended.status, "agent setup --keyboard" in ended.reason) == ("truncated", True)
    assert ended.folder is not None
    errors = [step.error for step in read_trajectory(ended.folder).steps if step.error]
    assert len(errors) == 1
