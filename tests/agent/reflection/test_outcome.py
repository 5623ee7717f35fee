"""What follows from outcomes in each preset: no change, a wrong page, failures in a row, a false claim."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Question, StepDone
from agent.run.run import Run
from agent.run.step import Step
from agent.settings import Settings
from device.client import Device
from device.screen import Point
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, click, complete, decide, says, speakers, told

Begin = Callable[..., tuple[Run, Recorder]]
SETTINGS = {"action_type": "open_app", "app_name": "Settings"}
CLOCK = {"action_type": "open_app", "app_name": "Clock"}
HOME = {"action_type": "navigate_home"}
BACK = {"action_type": "navigate_back"}
DONE = {"action_type": "status", "goal_status": "complete"}
REACHED = says("confirm", reached=True, evidence="it shows")
LOST = says("review", on_track=False, advice="Leave the home screen")
DENIED = says("confirm", reached=False, evidence="Wi-Fi is still on")


def judged(outcome: str) -> Item:
    return says("reflect", outcome=outcome, evidence=f"evidence of {outcome}")


def managed(*plan: str) -> Item:
    return says("manage", thought="t", completed="so far", plan=list(plan))


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Begin]:
    runs: list[Run] = []

    def begin(preset: str, *items: Item, pictures: bool = False) -> tuple[Run, Recorder]:
        model = Recorder(items)
        settings = Settings(runs=tmp_path / "runs", preset=preset)
        brain = ModelBrain(model, pictures=pictures)
        runs.append(
            Agent(device, brain, TreeGrounder(), PRESETS[preset], settings).run(
                "Look through the Wi-Fi settings"
            )
        )
        return runs[-1], model

    yield begin
    for run in runs:
        run.close()


def steps(run: Run, answer: str = "") -> tuple[list[Step], Ended]:
    events = told(run, answer)
    assert isinstance(events[-1], Ended)
    return [event.step for event in events if isinstance(event, StepDone)], events[-1]


def kinds(made: list[Step]) -> list[str]:
    return [step.action.action_type if step.action else "" for step in made]


NOTHING = says("remember", content="")
PROGRESS = says("progress", completed="Settings is open")


def test_v2_a_wrong_page_is_left_before_anything_else_is_decided(play: Begin) -> None:
    items = [decide(CLOCK), judged("wrong_page"), decide(SETTINGS), judged("success"), PROGRESS, complete()]
    run, model = play("mobile-agent-v2", *items, *[NOTHING] * 3)
    made, end = steps(run)
    assert kinds(made) == ["open_app", "navigate_back", "open_app", "status"]
    assert [speakers(step) for step in made] == [
        ["decide", "remember"],
        ["reflect"],
        ["decide", "remember"],
        ["reflect", "progress", "decide", "remember"],
    ]
    assert [step.decided_by for step in made] == ["decide", "reflect", "decide", "decide"]
    second = model.asked_of("decide")[1]
    assert 'led to the wrong page (open_app "Clock"): evidence of wrong_page' in second
    assert "# So far" not in second, "what failed is not in the record it is told"
    assert '1. open_app "Clock"' not in model.asked_of("progress")[0]
    assert '3. open_app "Settings"' in model.asked_of("progress")[0]
    assert end.status == "unverified", "nobody judges in this preset"


def test_v2_no_change_is_told_and_makes_no_progress(play: Begin) -> None:
    items = [decide(HOME), judged("no_change"), decide(SETTINGS), judged("success"), PROGRESS, complete()]
    run, model = play("mobile-agent-v2", *items, *[NOTHING] * 3)
    made, _ = steps(run)
    assert kinds(made) == ["navigate_home", "open_app", "status"], "no Back: nothing was left"
    assert speakers(made[1]) == ["reflect", "decide", "remember"]
    assert "changed nothing (navigate_home): evidence of no_change" in model.asked_of("decide")[1]


def test_v2_keeps_what_a_screen_shows_once_with_where_it_was_read(play: Begin) -> None:
    code = says("remember", content="the code is 12")
    items = [
        decide(SETTINGS),
        judged("success"),
        PROGRESS,
        decide(HOME),
        judged("success"),
        PROGRESS,
        complete(),
    ]
    run, model = play("mobile-agent-v2", *items, code, code, NOTHING)
    made, _ = steps(run)
    assert [note.text for note in made[-1].notes] == ["the code is 12"]
    assert "the code is 12 (read in com.google.android.apps.nexuslauncher)" in model.asked_of("decide")[1]


def test_v3_two_failures_in_a_row_reach_the_manager(play: Begin) -> None:
    run, model = play(
        "mobile-agent-v3",
        managed("Wi-Fi is off"), decide(HOME, role="execute"), judged("no_change"),
        managed("Wi-Fi is off"), decide(CLOCK, role="execute"), judged("wrong_page"),
        managed("look in Settings"), decide(SETTINGS, role="execute"), judged("success"),
        says("take_notes", notes=[]), managed(),
    )  # fmt: skip
    made, end = steps(run)
    assert kinds(made) == ["navigate_home", "open_app", "open_app", "status"], "v3 never goes back by itself"
    first, second, third, fourth = model.asked_of("manage")
    assert "attempts all failed" not in first + second + fourth
    assert "attempts all failed" in third
    attempts = third.split("attempts all failed")[1]
    assert "1. navigate_home: no_change" in attempts
    assert '2. open_app "Clock": wrong_page' in attempts
    assert speakers(made[-1]) == ["reflect", "take_notes", "manage"]
    assert end.status == "unverified", "nobody judges in this preset"


def test_v3_a_reply_that_cannot_be_read_skips_the_manager_until_failures_add_up(play: Begin) -> None:
    bad = Item("", role="execute", error="bad reply")
    run, model = play(
        "mobile-agent-v3",
        managed("Wi-Fi is off"), bad, bad, managed("another way"), decide(SETTINGS, role="execute"),
        judged("success"), says("take_notes", notes=[]), managed(),
    )  # fmt: skip
    made, _ = steps(run)
    assert [speakers(step) for step in made] == [
        ["manage", "execute"],
        ["execute"],
        ["manage", "execute"],
        ["reflect", "take_notes", "manage"],
    ]
    assert "attempts all failed" in model.asked_of("manage")[1]


def test_v3_a_manager_that_gives_no_plan_ends_nothing(play: Begin) -> None:
    unsure = says("manage", thought="hm, unsure")
    run, model = play(
        "mobile-agent-v3",
        unsure, unsure, decide(SETTINGS, role="execute"), judged("success"), says("take_notes", notes=[]),
        unsure, managed("Wi-Fi is off"), decide(HOME, role="execute"), judged("success"),
        says("take_notes", notes=[]), managed(),
    )  # fmt: skip
    made, end = steps(run)
    assert kinds(made) == ["open_app", "navigate_home", "status"], "only an empty plan says that all is done"
    assert made[1].plan is not None
    assert made[1].plan.subgoals == ("Wi-Fi is off",), "told what was wrong, it gave one"
    assert "`plan` stands in every reply" in model.asked_of("manage")[0]
    assert end.status == "unverified", "nobody judges in this preset"


def test_v3_the_executor_sees_the_plan_its_first_items_and_five_actions(play: Begin) -> None:
    plan = ["one", "two", "three", "four"]
    laps = [
        item for _ in range(6) for item in (decide(SETTINGS, role="execute"), decide(HOME, role="execute"))
    ]
    notes = [says("take_notes", notes=[])] * 12
    run, model = play(
        "mobile-agent-v3", *[managed(*plan)] * 12, managed(), *laps, *[judged("success")] * 12, *notes
    )
    run.finish()
    last = model.asked_of("execute")[-1]
    assert "one\ntwo\nthree\nfour" in last
    assert "one\ntwo\nthree\n</plan" in last, "the first three are the current sub-goal"
    record = last.split("# Latest actions")[1]
    assert record.count("open_app") + record.count("navigate_home") >= 5
    assert '\n1. open_app "Settings"' not in record


@pytest.mark.parametrize(("preset", "decider"), [("default", "decide"), ("coloragent", "operate")])
def test_a_false_claim_is_denied_and_the_work_goes_on(play: Begin, preset: str, decider: str) -> None:
    acts = [decide(act, role=decider) for act in (DONE, SETTINGS, DONE)]
    run, model = play(preset, says("classify", kind="other"), *acts, DENIED, REACHED)
    made, end = steps(run)
    assert kinds(made) == ["status", "open_app", "status"]
    assert "Not complete yet: Wi-Fi is still on" in model.asked_of(decider)[1]
    assert speakers(made[1])[0] == "confirm"
    assert (end.status, end.verified) == ("complete", True)


def test_an_app_that_closes_is_a_wrong_page_with_nothing_to_go_back_to(
    play: Begin, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, model = play(
        "default", decide(SETTINGS), decide(click("Battery")), decide(SETTINGS), complete(), REACHED
    )
    taps = device.tap

    def crash(point: Point) -> None:
        taps(point)
        device.home()

    monkeypatch.setattr(device, "tap", crash)
    made, end = steps(run, "yes")
    assert (made[1].outcome, end.status) == ("wrong_page", "complete")
    assert "com.android.settings is gone, and the home screen is in front" in model.asked_of("decide")[2]
    assert kinds(made) == ["open_app", "click", "open_app", "status"], "no Back on the home screen"


def test_default_asks_where_a_tap_led_to_another_app_and_goes_back(
    play: Begin, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [decide(SETTINGS), decide(click("Battery")), judged("wrong_page"), complete(), REACHED]
    run, model = play("default", *items)
    monkeypatch.setattr(device, "tap", lambda _: device.open_app("Clock"))
    made, end = steps(run, "yes")
    assert kinds(made) == ["open_app", "click", "navigate_back", "status"]
    assert [speakers(step) for step in made] == [["decide"], ["decide"], ["reflect"], ["decide"]]
    assert "is in front instead of com.android.settings" in model.asked_of("reflect")[0]
    assert "led to the wrong page" in model.asked_of("decide")[2]
    assert made[2].thought == "back from the wrong page"
    assert end.status == "complete"


def test_default_asks_nobody_where_nothing_is_in_doubt(play: Begin) -> None:
    wrong = [decide(SETTINGS), decide(click("Network & internet")), decide(CLOCK)]
    run, _ = play("default", *wrong, complete(), REACHED)
    made, _ = steps(run)
    assert all(speakers(step) == ["decide"] for step in made), "nothing was in doubt, so nobody was asked"


def test_a_stuck_run_is_looked_at_planned_anew_put_to_the_person_and_goes_on(play: Begin) -> None:
    again = says("plan", subgoals=["another way"])
    run, model = play("default", *[decide(HOME)] * 5, LOST, again, decide(SETTINGS), complete(), REACHED)
    asked = []
    for event in run:
        if isinstance(event, Question):
            asked.append(event)
            run.answer("Open the settings")
    assert run.ended is not None
    assert run.ended.status == "complete"
    assert [question.kind for question in asked] == ["ask"]
    assert "I am not getting on" in asked[0].text
    looked = [*["decide"] * 3, "review", "decide", "plan"]
    assert model.roles == [*looked, "decide", "decide", "decide", "confirm"]
    third = model.asked_of("decide")[3]
    assert "The latest steps lead away from the goal: Leave the home screen" in third
    assert "This leads nowhere: navigate_home was done 3 times on this same screen" in third
    assert "- Open the settings (to the question" in model.asked_of("decide")[5]


def test_a_stuck_run_that_nobody_helps_ends(play: Begin) -> None:
    run, _ = play("default", *[decide(HOME)] * 5, LOST, says("plan", subgoals=["another way"]))
    made, end = steps(run)
    assert kinds(made)[-1] == "ask_user"
    assert end.status == "truncated"
    assert end.reason.endswith("and nobody said how to go on")


@pytest.mark.parametrize("preset", ["single", "mobile-agent-v2", "mobile-agent-v3"])
def test_presets_that_ask_nobody_stop_by_themselves(play: Begin, preset: str) -> None:
    items = [
        *[decide(HOME, role=PRESETS[preset].decider)] * 9,
        *[judged("no_change")] * 9, *[NOTHING] * 9, *[managed("Wi-Fi is off")] * 9,
    ]  # fmt: skip
    run, _ = play(preset, *items)
    made, end = steps(run)
    assert (end.status, end.reason[:5]) == ("truncated", "stuck")
    assert len(made) < 9
    assert "ask_user" not in kinds(made)
