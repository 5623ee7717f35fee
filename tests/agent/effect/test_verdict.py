"""A claim is believed effect by effect, by the phone's state or by a judge who never hears the claim."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.action.action import Action, Status
from agent.brain.brain import Confirmation, CoreBrain, Decision, View
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.effect.effect import Standing, Witness
from agent.preset.preset import PRESETS
from agent.run.event import EffectsListed, Ended, Question, StepDone
from agent.run.run import Run
from agent.run.status import Cause
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from models.reply import Reply, Usage
from models.scripted import Item
from tests.agent.killing import GOAL as SEND
from tests.agent.killing import MESSAGE, NUMBER, Careful, next_action
from tests.agent.script import Recorder, answer, click, complete, decide, says, told

HOME = decide({"action_type": "navigate_home"})
GIVE_UP = decide({"action_type": "status", "goal_status": "infeasible", "reason": "there is no such thing"})
LONG = "The note says: " + ", ".join(f"item {number} of the list" for number in range(40))
Play = Callable[..., tuple[Run, Recorder]]


def finding(number: int, verdict: str, evidence: str = "so it shows") -> dict[str, object]:
    return {"number": number, "verdict": verdict, "evidence": evidence}


def judges(*effects: dict[str, object], reached: bool | None = True, **more: object) -> Item:
    return says("confirm", reached=reached, evidence="as seen", effects=list(effects), **more)


def lists(*effects: dict[str, object]) -> Item:
    return says("effects", effects=list(effects))


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Play]:
    runs: list[Run] = []

    def begin(goal: str, *items: Item, preset: str = "default") -> tuple[Run, Recorder]:
        model = Recorder(items)
        settings = Settings(runs=tmp_path / "runs", preset=preset)
        agent = Agent(device, ModelBrain(model, pictures=False), TreeGrounder(), PRESETS[preset], settings)
        runs.append(agent.run(goal))
        return runs[-1], model

    yield begin
    for run in runs:
        run.close()


def sent(device: Device, number: str, text: str) -> None:
    """A text went out, whoever sent it."""
    values = {"address": f"s:{number}", "body": f"s:{text}", "type": "i:2", "date": "l:1697384040000"}
    binds = [word for name, value in values.items() for word in ("--bind", f"{name}:{value}")]
    device.shell(["content", "insert", "--uri", "content://sms", *binds])


# -- the phone's state ---------------------------------------------------------------------------------
def test_what_holds_already_is_complete_and_nothing_had_to_be_done(play: Play) -> None:
    run, _ = play("Turn off Bluetooth", complete(), preset="single")
    end = run.finish()
    assert (end.status, end.verified, end.steps) == ("complete", True, 1)
    assert end.evidence.startswith("nothing had to be done: setting global/bluetooth_on")


def test_a_claim_against_the_phones_state_is_denied_even_where_the_judge_believes_it(play: Play) -> None:
    fooled = judges(finding(1, "met"))
    run, model = play("Turn on Bluetooth", complete(), fooled, complete(), fooled, complete(), fooled)
    end = run.finish()
    assert (end.status, end.verified) == ("truncated", False)
    assert [proof.standing for proof in end.proofs] == [Standing.MISSING]
    assert "global/bluetooth_on: 0" in model.asked_of("decide")[1], "the decider hears what says so"


def test_a_preset_without_a_judge_goes_by_the_phones_state(play: Play, device: Device) -> None:
    run, _ = play("Turn on Bluetooth", HOME, complete(), preset="single")
    for event in run:
        if isinstance(event, StepDone):
            device.shell(["svc", "bluetooth", "enable"])
    assert run.ended is not None
    assert (run.ended.status, run.ended.verified) == ("complete", True)
    assert [proof.by for proof in run.ended.proofs] == [Witness.PROBE]


def test_where_nothing_tells_a_preset_without_a_judge_ends_unverified(play: Play) -> None:
    run, _ = play("Look through the settings", HOME, complete(), preset="single")
    end = run.finish()
    assert (end.status, end.verified) == ("unverified", False)
    assert "Look through the settings" in end.reason


@pytest.mark.parametrize("number", [NUMBER, "+15550999999"], ids=["the right one", "somebody else"])
def test_a_text_is_proved_by_the_one_that_went_out(play: Play, device: Device, number: str) -> None:
    fooled = judges(finding(1, "met"))
    run, model = play(SEND, HOME, complete(), fooled, complete(), fooled)
    sent(device, NUMBER, MESSAGE)  # one like it was there before
    for event in run:
        if isinstance(event, StepDone) and event.step.index == 1:
            sent(device, number, MESSAGE)
    assert run.ended is not None
    right = number == NUMBER
    assert (run.ended.status, run.ended.verified) == ("complete" if right else "unverified", right)
    if not right:
        assert f"texts sent to {NUMBER}: no new one" in model.asked_of("decide")[2]


def test_a_text_that_differs_from_the_owners_is_doubted_once(play: Play, device: Device) -> None:
    claims = (complete(), judges(finding(1, "met"))) * 2
    run, model = play(SEND, HOME, *claims)
    for event in run:
        if isinstance(event, StepDone) and event.step.index == 1:
            sent(device, NUMBER, f"{MESSAGE}, not")
    assert run.ended is not None
    assert (run.ended.status, model.roles.count("confirm")) == ("unverified", 2)
    assert f"{MESSAGE}, not" in model.asked_of("decide")[2]


# -- the judge ---------------------------------------------------------------------------------------------
def test_the_judge_sees_full_texts_and_effects_but_neither_claim_nor_thoughts(play: Play) -> None:
    effect = {"kind": "answer", "text": "an answer: what is on the list"}
    done = decide(
        {"action_type": "status", "goal_status": "complete", "reason": "all is well"}, thought="I am certain"
    )
    run, model = play("What is on my list?", lists(effect), answer(LONG), done, judges(finding(1, "met")))
    end = run.finish()
    assert (end.status, end.verified) == ("complete", True)
    (asked,) = model.asked_of("confirm")
    assert LONG in asked
    assert "1. answer: an answer: what is on the list" in asked
    assert not any(word in asked for word in ("status complete", "all is well", "I am certain", "because"))


def test_the_judge_sees_what_was_read_for_later_and_what_could_not_be_opened(play: Play) -> None:
    lost = decide({"action_type": "open_app", "app_name": "Teleporter"})
    read = decide({"action_type": "note", "text": "two eggs"})
    home = decide({"action_type": "open_app", "app_name": "Settings"})
    effect = {"kind": "send", "text": "a message to Bob", "source": "the note on eggs"}
    steps = (lost, read, home, complete())
    run, model = play(
        "Send Bob my note on eggs", lists(effect), *steps, judges(finding(1, "unknown")), GIVE_UP
    )
    run.finish()
    asked = model.asked_of("confirm")[0]
    assert "1. send: a message to Bob (its text is that of the note on eggs)" in asked
    assert re.search(r'1\. could not be done: open_app "Teleporter": .*installed', asked)
    assert "The pictures show screens of the run" in asked, "that on which the note was made, too"


def test_one_effect_missing_denies_and_what_cannot_be_told_is_asked_for_once(play: Play) -> None:
    effects = lists(
        {"kind": "other", "text": "the door is open"}, {"kind": "other", "text": "the light is on"}
    )
    missing = judges(finding(1, "met"), finding(2, "missing", "it is dark"), reached=None)
    dim = judges(finding(1, "met"), reached=None)
    run, model = play("Open up", effects, complete(), missing, complete(), dim, complete(), dim)
    end = run.finish()
    assert (end.status, end.verified) == ("unverified", False)
    second, third = model.asked_of("decide")[1:]
    assert "Not complete yet: the light is on (it is dark)" in second
    assert second.count("it is dark") == 1, "the record need not say it too"
    assert "Not certain yet" in third
    assert "the light is on" in third
    assert [proof.standing for proof in end.proofs] == [Standing.MET, Standing.UNKNOWN]


def test_a_claim_that_is_denied_ticks_nothing(play: Play) -> None:
    claim = {"action_type": "status", "goal_status": "complete"}
    plan = {"subgoals": ["the door is open", "the light is on"], "done": 2, "progress": ""}
    dark = judges(finding(1, "missing", "it is dark"), reached=False)
    run, model = play(
        "Open up", lists({"kind": "other", "text": "all"}), decide(claim, plan=plan), dark, GIVE_UP
    )
    run.finish()
    assert "1. [ ] the door is open\n2. [ ] the light is on" in model.asked_of("decide")[1]


def test_giving_up_is_judged_as_often_as_a_claim_may_be_denied(play: Play) -> None:
    more = [judges(reached=False, untried=f"look in {place}") for place in ("the drawer", "the box")]
    run, model = play("Find the red folder", GIVE_UP, more[0], GIVE_UP, more[1], HOME, GIVE_UP)
    end = run.finish()
    assert (end.status, end.cause, end.steps) == ("infeasible", Cause.IMPOSSIBLE, 4)
    assert "Not given up yet. look in the drawer" in model.asked_of("decide")[1]
    assert "Not given up yet. look in the box" in model.asked_of("decide")[2]
    assert model.roles.count("confirm") == 2 == PRESETS["default"].max_denials


def test_who_judges_a_surrender_is_told_the_effects_and_the_phones_state(play: Play) -> None:
    effect = {"kind": "change", "text": "Bluetooth is on", "place": "Bluetooth", "amount": "on"}
    run, model = play("See to my headphones", lists(effect), GIVE_UP, judges(reached=False))
    assert run.finish().status == "infeasible"
    (asked,) = model.asked_of("confirm")
    assert "1. change: Bluetooth is on" in asked
    assert "setting global/bluetooth_on: 0" in asked


def test_an_app_in_front_is_no_proof_against_a_judge_who_misses_its_page(play: Play) -> None:
    effect = {"kind": "open", "text": "the page Storage of Settings", "place": "Settings"}
    opened = decide({"action_type": "open_app", "app_name": "Settings"})
    doubts = judges(finding(1, "unknown", "that is its first page"), reached=None)
    run, _ = play("Show me the storage", lists(effect), opened, complete(), doubts, complete(), doubts)
    end = run.finish()
    assert (end.status, end.verified) == ("unverified", False)


def test_the_claim_of_an_unverified_run_is_told_as_a_claim_and_not_as_done(play: Play) -> None:
    dim = judges(finding(1, "unknown", "it is dark"), reached=None)
    effects = lists({"kind": "other", "text": "the light is on"})
    done = decide({"action_type": "status", "goal_status": "complete", "reason": "All is bright"})
    run, _ = play("Light", effects, done, dim, done, dim)
    steps = [event.step for event in told(run) if isinstance(event, StepDone)]
    assert [step.outcome for step in steps] == ["uncertain", "uncertain"]
    assert run.ended is not None
    assert run.ended.reason == "without evidence: the light is on (it is dark); the claim: All is bright"


def test_what_left_no_trace_is_doubted_once_though_the_judge_believes_it(play: Play) -> None:
    effect = {"kind": "create", "text": "Bo is a contact", "place": "Contacts", "object": "Bo"}
    claims = (complete(), judges(finding(1, "met"))) * 2
    run, model = play("Make Bo a contact", lists(effect), HOME, *claims)
    end = run.finish()
    assert (end.status, model.roles.count("confirm")) == ("unverified", 2)
    assert "contacts called Bo: none" in model.asked_of("decide")[2]


def test_a_folder_of_notes_is_a_trace(play: Play, device: Device) -> None:
    effect = {"kind": "create", "text": "a folder trip", "place": "Markor", "object": "trip"}
    run, model = play("Make a folder trip", lists(effect), HOME, complete(), judges(finding(1, "met")))
    for event in run:
        if isinstance(event, StepDone) and event.step.index == 1:
            device.shell(["mkdir", "-p", "/storage/emulated/0/Documents/trip"])
    assert run.ended is not None
    assert (run.ended.status, model.roles.count("confirm")) == ("complete", 1)


# -- the second judge --------------------------------------------------------------------------------------
def rechecks(*effects: dict[str, object], reached: bool | None = True) -> Item:
    return says("recheck", reached=reached, evidence="looked at anew", effects=list(effects))


LIGHT = {"kind": "other", "text": "the light is on"}


def test_a_judges_word_is_put_to_a_second_who_does_not_know_it(play: Play) -> None:
    met = finding(1, "met", "I saw a lamp")
    run, model = play("Light", lists(LIGHT), complete(), judges(met), rechecks(finding(1, "met")))
    end = run.finish()
    assert (end.status, end.verified) == ("complete", True)
    (asked,) = model.asked_of("recheck")
    assert "1. other: the light is on" in asked
    assert "lamp" not in asked
    assert asked.index("# Screen now") < asked.index("# Required effects")


@pytest.mark.parametrize(
    "again",
    [
        rechecks(finding(1, "missing", "it is dark")),
        rechecks(finding(1, "unknown", "it is dark")),
        rechecks(reached=False),
        rechecks(finding(1, "met"), reached=False),
        Item("", role="recheck", error="bad reply"),
    ],
    ids=["missing", "unknown", "not reached", "met but not reached", "no reply"],
)
def test_judges_who_disagree_send_back_once_and_leave_it_unverified(play: Play, again: Item) -> None:
    believed = judges(finding(1, "met"))
    run, model = play("Light", lists(LIGHT), complete(), believed, again, complete(), believed, again)
    end = run.finish()
    assert (end.status, end.verified) == ("unverified", False)
    assert [proof.standing for proof in end.proofs] == [Standing.UNKNOWN]
    assert model.roles.count("recheck") == 2
    assert "Not certain yet, nobody can tell: the light is on (a second look: " in model.asked_of("decide")[1]


def test_only_what_rests_on_a_word_is_judged_again(play: Play, device: Device) -> None:
    bluetooth = {"kind": "change", "text": "Bluetooth is on", "place": "Bluetooth", "amount": "on"}
    device.shell(["svc", "bluetooth", "enable"])
    both = judges(finding(1, "met"), finding(2, "met"))
    run, model = play("Go", lists(bluetooth, LIGHT), complete(), both, rechecks(finding(2, "met")))
    assert run.finish().verified
    (asked,) = model.asked_of("recheck")
    assert "2. other: the light is on" in asked
    assert "Bluetooth is on" not in asked


def test_what_the_phone_proves_is_not_judged_again(play: Play, device: Device) -> None:
    device.shell(["svc", "bluetooth", "enable"])
    run, model = play("Turn on Bluetooth", complete(), judges(finding(1, "met")), rechecks(reached=False))
    assert run.finish().verified
    assert "recheck" not in model.roles


@pytest.mark.parametrize("again", ["met", "missing"])
def test_where_phone_and_judge_disagree_a_second_judge_decides(
    play: Play, device: Device, again: str
) -> None:
    """It may be on, and something else have been done that nobody asked for."""
    device.shell(["svc", "bluetooth", "enable"])
    denies, second = judges(finding(1, "missing"), reached=False), rechecks(finding(1, again))
    run, _ = play("Turn on Bluetooth", complete(), denies, second, complete(), denies, second)
    assert run.finish().verified is (again == "met")


# -- what was made twice -----------------------------------------------------------------------------------
BO = {"kind": "create", "text": "Bo is a contact", "place": "Contacts", "object": "Bo", "content": "555 0100"}
REFILLED = (("First name", "Bo"),), (("First name", "Bo"), ("Phone", "555 0100"))


def touches(what: str) -> Item:
    return decide({"action_type": "click", "target": {"description": what}})


def types(text: str, field: str) -> Item:
    return decide({"action_type": "input_text", "text": text, "target": {"description": field}})


def saved(*forms: tuple[tuple[str, str], ...]) -> list[Item]:
    """Open Contacts, and make a contact with each of these forms."""
    steps = [decide({"action_type": "open_app", "app_name": "Contacts"})]
    for form in forms:
        typed = (types(text, field) for field, text in form)
        steps += [
            touches("Create contact"),
            *typed,
            touches("Save"),
            decide({"action_type": "navigate_back"}),
        ]
    return steps


@pytest.mark.parametrize("forms", [REFILLED, REFILLED[1:]], ids=["half first", "once"])
def test_a_thing_that_was_saved_half_and_then_anew_is_not_verified(
    play: Play, forms: tuple[tuple[tuple[str, str], ...], ...]
) -> None:
    believed = (judges(finding(1, "met")), rechecks(finding(1, "met")))
    claims = (complete(), *believed) * 2
    run, model = play("Make Bo a contact, number 555 0100", lists(BO), *saved(*forms), *claims)
    end = run.finish()
    once = len(forms) == 1
    assert (end.status, end.verified) == ("complete" if once else "unverified", once)
    if not once:
        assert 'a form with "Bo" was filled in and left twice' in model.asked_of("decide")[-1]


# -- what was not allowed ----------------------------------------------------------------------------------
class Boaster(Careful):
    """Claims that it is done once somebody said no, and confirms anything."""

    def decide(self, view: View) -> Reply[Decision]:
        refused = any(step.permit and not step.permit.allowed for step in view.steps)
        action: Action = Status(goal_status="complete") if refused else next_action(view.observation)
        return Reply(Decision(thought="next", actions=(action,)), Usage(), "", 0)

    def confirm(self, view: View) -> Reply[Confirmation]:
        return Reply(Confirmation(reached=True, evidence="the message stands there"), Usage(), "", 0)


def test_a_send_that_was_held_is_never_verified(device: Device, tmp_path: Path) -> None:
    agent = Agent(
        device, CoreBrain(Boaster()), TreeGrounder(), PRESETS["default"], Settings(runs=tmp_path / "runs")
    )
    run = agent.run(SEND)
    assert any(isinstance(event, Question) for event in told(run, "no"))
    assert run.ended is not None
    assert (run.ended.status, run.ended.verified) == ("infeasible", False)
    assert run.ended.cause is Cause.REFUSED_BY_PERSON
    assert [proof.standing for proof in run.ended.proofs] == [Standing.HELD]
    kept = read_trajectory(run.folder)
    assert kept.steps[-1].outcome == "no_change", "the claim counts for nothing"
    ending = kept.ending
    assert ending is not None
    assert (ending.cause, ending.proofs) == (run.ended.cause, run.ended.proofs), "the record has it too"


def test_what_the_guard_refused_as_a_mistake_was_refused_by_nobody(play: Play, device: Device) -> None:
    """A text to Ann where the goal says Bob: the model hears it, and its claim is denied."""
    for number, name in (("5550101", "Ann Lee"), ("5550199", "Bob Stone")):
        sent(device, number, f"hello {name}")
    text = {
        "kind": "send",
        "text": "Bob gets it",
        "place": "Messages",
        "object": "5550199",
        "content": "Late",
    }
    steps = [
        decide({"action_type": "open_app", "app_name": "Messages"}),
        decide(click("hello Ann Lee")),
        decide({"action_type": "input_text", "text": "Late", "target": {"description": "Type a message"}}),
        decide(click("SMS")),
    ]
    run, _ = play(
        "Text 5550199: Late", lists(text), *steps, complete(), complete(), complete(), preset="single"
    )
    asked = [event for event in told(run) if isinstance(event, Question)]
    assert run.ended is not None
    assert not asked
    assert (run.ended.status, run.ended.cause) != ("infeasible", Cause.REFUSED_BY_PERSON)
    assert not run.ended.verified
    (proof,) = run.ended.proofs
    assert (proof.standing, proof.by) == (Standing.MISSING, Witness.GUARD)


# -- the list ------------------------------------------------------------------------------------------------
def test_the_list_is_made_of_the_owners_words_before_the_first_decision(play: Play) -> None:
    effect = {"kind": "other", "text": "the folder is found"}
    run, model = play("Find the red folder", lists(effect), complete(), judges(finding(1, "met")))
    events = told(run)
    assert isinstance(events[0], EffectsListed)
    assert model.roles[0] == "effects"
    (asked,) = model.asked_of("effects")
    assert "Settings" in asked, "the apps are named"
    assert "<screen-" not in asked
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.verified


def test_the_decider_is_told_the_list_where_it_holds_more_than_the_goal(play: Play) -> None:
    several = ({"kind": "other", "text": "the door is open"}, {"kind": "other", "text": "the light is on"})
    for effects in (several, several[:1]):
        run, model = play(
            "Open up", lists(*effects), complete(), judges(finding(1, "unknown"), reached=False)
        )
        run.finish()
        asked = model.asked_of("decide")[0]
        heading = "# What must have happened in the end\n\n- the door is open\n- the light is on"
        assert (heading in asked) is (len(effects) > 1)


def test_a_setting_that_the_list_forgets_is_required_all_the_same(play: Play) -> None:
    alarm = {"kind": "create", "text": "an alarm rings at 6:45", "place": "Clock", "amount": "6:45"}
    believer = judges(finding(1, "met"), finding(2, "met"))
    claims = [complete(), believer] * 4
    run, _ = play("Set an alarm for 6:45 and turn on Bluetooth", lists(alarm), *claims)
    end = run.finish()
    assert [proof.effect.place for proof in end.proofs] == ["Clock", "Bluetooth"]
    assert (end.verified, end.proofs[1].standing) == (False, Standing.MISSING)


def test_without_a_list_the_goal_is_one_effect(play: Play) -> None:
    bad = Item("", role="effects", error="bad reply")
    run, _ = play("Find the red folder", bad, complete(), judges(finding(1, "met")))
    end = run.finish()
    assert [proof.effect.text for proof in end.proofs] == ["Find the red folder"]


def test_the_list_and_what_was_so_before_are_kept_for_a_resumed_run(
    play: Play, device: Device, tmp_path: Path
) -> None:
    effect = {"kind": "change", "text": "Bluetooth is on", "place": "Bluetooth", "amount": "on"}
    run, _ = play("See to my headphones", lists(effect), HOME)
    assert run.finish().status == "error", "the script is at its end"
    kept = read_trajectory(run.folder)
    assert kept.required is not None
    assert [(item.effect.text, item.baseline) for item in kept.required.items] == [
        ("Bluetooth is on", ("0",))
    ]
    device.shell(["svc", "bluetooth", "enable"])
    model = Recorder([complete(), judges(finding(1, "met"))])
    brain = ModelBrain(model, pictures=False)
    again = Agent(device, brain, TreeGrounder(), PRESETS["default"], Settings(runs=tmp_path / "runs"))
    end = again.resume(kept).finish()
    assert (end.status, end.verified) == ("complete", True)
    assert "effects" not in model.roles
    assert "1. change: Bluetooth is on" in model.asked_of("confirm")[0]
