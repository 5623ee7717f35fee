"""A corrected run is done again by its goal as it was corrected, and by nothing that it was not to do."""

import time
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent, build
from agent.preset.preset import PRESETS
from agent.replay.script import Script, script_of
from agent.routine.routine import make_routine
from agent.run.event import Ended, Question, StepDone
from agent.run.run import Run
from agent.run.step import Earlier
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from models.scripted import ScriptedModel
from tests.agent.replay.stage import hand, recorded, replayed
from tests.agent.script import Recorder, click, complete, decide, says
from tests.boot import fresh_phone
from tests.thin import thinned

TWO = "Set an alarm for 8:20 and turn on NFC"


def interrupted(run: Run, says: dict[int, str]) -> None:
    """Go through a run, saying something after the steps of these numbers, and yes to every question."""
    for event in run:
        match event:
            case Question():
                run.answer("yes")
            case StepDone() if event.step.index in says:
                run.say(says[event.step.index])
            case Ended():
                assert event.status == "complete", event.reason


def corrected(goal: str, says: dict[int, str], phone: Phone, folder: Path) -> Script:
    """The script of a run of the offline policy that was corrected."""
    with hand(phone) as device:
        interrupted(build(Settings(out=folder), device).run(goal), says)
    return script_of(read_trajectory(folder))


def alarms(phone: Phone) -> set[tuple[int, int]]:
    rows = phone.database("com.google.android.deskclock", "alarms.db").rows(
        "SELECT hour, minutes FROM alarm_templates"
    )
    return {(int(row[0]), int(row[1])) for row in rows}


def switch(phone: Phone, key: str) -> str:
    return phone.settings.text("global", key)


@pytest.mark.parametrize("step", thinned(range(1, 12), 4))
def test_another_time_is_the_only_one_set_whenever_it_was_said(step: int, tmp_path: Path) -> None:
    script = corrected(TWO, {step: "no, 8:25"}, fresh_phone(), tmp_path / "first")
    assert script.goal == "Set an alarm for 8:25 and turn on NFC"
    assert script.plan is not None
    assert script.plan.subgoals == ("set an alarm for 08:25", "turn on NFC")
    other = fresh_phone(seed=8)
    before = alarms(other)
    seen = replayed(script, other, tmp_path / "again", alone=False)
    assert (seen.ended.status, seen.ended.verified) == ("complete", True), seen.ended.reason
    assert alarms(other) == before | {(8, 25)}
    assert not seen.asked, "nothing was to be deleted"
    assert read_trajectory(tmp_path / "again").manifest.goal == script.goal


@pytest.mark.parametrize("step", thinned([1, 2, 3, 5, 6], 2))
def test_an_alarm_of_the_wrong_time_that_was_there_is_left_alone(step: int, tmp_path: Path) -> None:
    script = corrected("Set an alarm for 8:20", {step: "no, 8:25"}, fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=8)
    recorded("Set an alarm for 8:20", other, tmp_path / "own")
    before = alarms(other)
    replayed(script, other, tmp_path / "again", alone=False)
    assert alarms(other) == before | {(8, 25)}


@pytest.mark.parametrize("step", thinned(range(1, 5), 4))
@pytest.mark.parametrize(
    ("goal", "said", "now"),
    [
        ("Turn on Bluetooth", "no, airplane mode", "Turn on airplane mode"),
        ("打开蓝牙", "不对，飞行模式", "打开飞行模式"),
    ],
)
def test_a_switch_that_was_not_meant_stays_as_it_is(
    goal: str, said: str, now: str, step: int, tmp_path: Path
) -> None:
    first = fresh_phone()
    script = corrected(goal, {step: said}, first, tmp_path / "first")
    assert script.goal == now
    other = fresh_phone(seed=8)
    seen = replayed(script, other, tmp_path / "again", alone=False)
    assert (seen.ended.status, seen.ended.verified) == ("complete", True)
    assert (switch(other, "airplane_mode_on"), switch(other, "bluetooth_on")) == ("1", "0")


def test_a_message_to_the_wrong_number_is_not_sent_again(tmp_path: Path) -> None:
    goal = 'Send "I am late" to +15550104477 and turn on airplane mode'
    first = fresh_phone()
    with hand(first) as device:
        run = build(Settings(out=tmp_path / "first"), device).run(goal)
        for event in run:
            if isinstance(event, Question):
                run.answer("yes")
                run.say("no, to +15550104478")
    script = script_of(read_trajectory(tmp_path / "first"))
    assert script.goal == 'Send "I am late" to +15550104478 and turn on airplane mode'
    other = fresh_phone(seed=8)
    asked = replayed(script, other, tmp_path / "again", alone=False).asked
    assert not any("4477" in question.text for question in asked)


def test_a_routine_of_it_takes_a_value_for_the_corrected_one(tmp_path: Path) -> None:
    script = corrected("Set an alarm for 8:20", {6: "no, 8:25"}, fresh_phone(), tmp_path / "first")
    routine = make_routine("early bird at {time}", script, {"time": "8:25"}, time.time())
    assert routine.goal == "Set an alarm for {time}"
    other = fresh_phone(seed=8)
    before = alarms(other)
    seen = replayed(routine.script_for({"time": "9:40"}), other, tmp_path / "again", alone=False)
    assert (seen.ended.status, seen.ended.verified) == ("complete", True), seen.ended.reason
    assert alarms(other) == before | {(9, 40)}


def test_a_run_that_corrected_the_one_before_deletes_nothing_when_done_again(tmp_path: Path) -> None:
    first, other = fresh_phone(), fresh_phone(seed=8)
    for phone, name in ((first, "wrong"), (other, "own")):
        recorded("Set an alarm for 6:35", phone, tmp_path / name)
    with hand(first) as device:
        before = (Earlier(goal="Set an alarm for 6:35", status="complete"),)
        run = build(Settings(out=tmp_path / "first"), device).run("no, 6:45", earlier=before)
        interrupted(run, {})
    assert (6, 35) not in alarms(first)
    script = script_of(read_trajectory(tmp_path / "first"))
    assert script.goal == "Set an alarm for 6:45"
    there = alarms(other)
    seen = replayed(script, other, tmp_path / "again", alone=False)
    assert (seen.ended.status, seen.ended.verified) == ("complete", True), seen.ended.reason
    assert alarms(other) == there | {(6, 45)}


def test_a_replay_of_a_replay_goes_by_it_too(tmp_path: Path) -> None:
    script = corrected("Set an alarm for 8:20", {3: "no, 8:25"}, fresh_phone(), tmp_path / "first")
    replayed(script, fresh_phone(seed=8), tmp_path / "again", alone=False)
    again = script_of(read_trajectory(tmp_path / "again"))
    assert again.goal == "Set an alarm for 8:25"


def test_a_model_behind_it_is_told_what_the_rules_do_not_understand(tmp_path: Path) -> None:
    def agent(device: object, model: ScriptedModel, folder: str) -> Agent:
        brain = ModelBrain(model, pictures=False)
        return Agent(device, brain, TreeGrounder(), PRESETS["default"], Settings(out=tmp_path / folder))  # type: ignore[arg-type]

    settings = decide({"action_type": "open_app", "app_name": "Settings"})
    reached = says("confirm", reached=True, evidence="it shows")
    with hand(fresh_phone()) as device:
        model = ScriptedModel([settings, decide(click("Display")), complete(), reached])
        interrupted(agent(device, model, "first").run("Make it cosy"), {1: "but not too dark"})
    script = script_of(read_trajectory(tmp_path / "first"))
    assert (script.goal, script.added) == ("Make it cosy", ("but not too dark",))
    with hand(fresh_phone(seed=8)) as device:
        recorder = Recorder([reached])
        run = agent(device, recorder, "again").replay(script)
        assert run.finish().status == "complete"
    assert "but not too dark" in recorder.asked_of("confirm")[0]
