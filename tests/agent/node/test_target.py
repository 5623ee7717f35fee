"""What is touched is what was meant, and what is told is what was touched, whatever a model calls it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action.action import Click, InputText
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.replay.script import script_of
from agent.run.description import describe_step
from agent.run.event import StepDone
from agent.run.history import brief_line
from agent.run.run import Run
from agent.run.step import Handling, Spot, Step
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.phone.apps.recipe.store import Recipe, save_recipe
from device.phone.phone import Phone
from device.screen import Bounds, Observation
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.replay.stage import add_people, replayed
from tests.agent.script import Recorder, complete, decide, says, told
from tests.boot import fresh_phone

PEOPLE = ("Ann Lee", "Cy Young", "Di Park", "Bob Stone")
"""In the order in which their conversations stand in the list."""
OPEN = decide({"action_type": "open_app", "app_name": "SMS Messenger"})
REACHED = says("confirm", reached=True, evidence="it shows")
GIVE_UP = decide({"action_type": "status", "goal_status": "infeasible", "reason": "I cannot"})
Begin = Callable[..., tuple[Run, Recorder]]


@pytest.fixture
def run_of(device: Device, tmp_path: Path) -> Iterator[Begin]:
    runs: list[Run] = []

    def begin(*items: Item, goal: str = "Text Bob Stone the contents of shopping.md") -> tuple[Run, Recorder]:
        model = Recorder(items)
        settings, brain = Settings(runs=tmp_path / "runs"), ModelBrain(model, pictures=False)
        runs.append(Agent(device, brain, TreeGrounder(), PRESETS["default"], settings).run(goal))
        return runs[-1], model

    yield begin
    for run in runs:
        run.close()


@pytest.fixture
def conversations(phone: Phone) -> None:
    add_people(phone, *PEOPLE)
    for place, name in enumerate(PEOPLE):
        values = {
            "address:s": f"55501{place:05}",
            "body:s": f"'It is {name}'",
            "date:l": 1697400000000 - place,
        }
        bind = " ".join(f"--bind {name}:{value}" for name, value in values.items())
        assert phone.shell(f"content insert --uri content://sms/inbox {bind}").exit_code == 0


def complete_action() -> dict[str, object]:
    return {"action_type": "status", "goal_status": "complete"}


def tap(description: str = "", **place: object) -> dict[str, object]:
    return {"action_type": "click", "target": {"description": description, **place}}


def steps(run: Run) -> list[Step]:
    return [event.step for event in told(run, "yes") if isinstance(event, StepDone)]


def number_of(device: Device, app: str, label: str) -> int:
    """The number that a control has once the app is open."""
    device.open_app(app)
    device.settle()
    return next(e.index for e in device.observe(screenshot=False).elements if e.label == label)


# -- one resolution ----------------------------------------------------------------------------------------
@pytest.mark.usefixtures("conversations")
def test_ann_called_bob_gets_no_message(run_of: Begin, device: Device, phone: Phone) -> None:
    ann = number_of(device, "SMS Messenger", "Ann Lee")
    device.home()
    thousandths = [500, 424]  # Bob's row is at (540, 1017) of 1080x2400 pixels; as pixels it is in Ann's
    write = {"action_type": "input_text", "text": "milk, eggs", "target": {"description": "Type a message…"}}
    run, model = run_of(
        OPEN,
        decide(tap("Bob Stone conversation", point=thousandths)),
        decide(tap("Bob Stone conversation", element=ann)),
        decide(tap("Bob Stone", element=ann), write, tap("SMS")),
        GIVE_UP,
    )
    made = steps(run)
    assert phone.shell("content query --uri content://sms/sent").text.strip() == "No result found."
    assert not any(step.performed for step in made[1:-1])
    assert '"Ann Lee"' in model.asked[2]
    assert '"Bob Stone conversation" fits "Bob Stone"' in model.asked[2]
    assert "nothing was touched" in model.asked[3]
    assert brief_line(made[1]).startswith('2. click (asked for as "Bob Stone"')
    assert "not made" in brief_line(made[1])
    assert made[1].handling is Handling.NOT_FOUND


@pytest.mark.usefixtures("conversations")
@pytest.mark.parametrize("words", ["Bob Stone", "the conversation with Bob Stone", "Bob's chat", "row 4", ""])
def test_words_that_are_not_literal_are_no_disagreement(run_of: Begin, device: Device, words: str) -> None:
    bob = number_of(device, "SMS Messenger", "Bob Stone")
    device.home()
    run, model = run_of(OPEN, decide(tap(words, element=bob)), complete(), REACHED)
    step = steps(run)[1]
    assert step.performed
    assert describe_step(step).startswith('click "Bob Stone" [')
    assert 'click "Bob Stone" [' in model.asked[2]


@pytest.mark.usefixtures("conversations")
def test_a_point_is_told_by_what_it_hit(run_of: Begin) -> None:
    run, model = run_of(OPEN, decide(tap(point=[500, 424])), complete(), REACHED)
    assert describe_step(steps(run)[1]).startswith('click "Ann Lee" [')
    assert 'click "Ann Lee" [' in model.asked[2]


@pytest.mark.usefixtures("conversations")
def test_number_and_point_of_different_controls_disagree(run_of: Begin, device: Device) -> None:
    bob = number_of(device, "SMS Messenger", "Bob Stone")
    device.home()
    run, model = run_of(
        OPEN, decide(tap(element=bob, point=[500, 424])), decide(tap(element=bob, point=[500, 990])), GIVE_UP
    )
    made = steps(run)
    assert 'is "Bob Stone"' in model.asked[2]
    assert 'the point lies on "Ann Lee"' in model.asked[2]
    assert made[1].performed
    assert (made[1].grounding[0].point.x, made[1].grounding[0].point.y) == (500, 990), "it lies in Bob's row"


@pytest.mark.usefixtures("conversations")
def test_words_about_what_goes_into_a_field_are_no_disagreement(run_of: Begin, device: Device) -> None:
    device.open_app("SMS Messenger")
    new = next(e for e in device.observe(screenshot=False).elements if e.label == "New conversation")
    device.tap(new.bounds.center)
    device.settle()
    seen = device.observe(screenshot=False).elements
    field = next(e.index for e in seen if e.is_editable)
    assert any(e.label == "Bob Stone" for e in seen), "these words fit his row better"
    device.back()
    device.home()
    write = {"text": "Bob", "target": {"description": "recipient: Bob Stone", "element": field}}
    typing = decide({"action_type": "input_text", **write})
    made = steps(run_of(OPEN, decide(tap("New conversation")), typing, GIVE_UP)[0])
    assert made[2].performed, made[2].error


def test_controls_that_are_called_alike_are_told_with_what_stands_beside_them(
    run_of: Begin, device: Device
) -> None:
    first = number_of(device, "Clock", "Expand alarm")
    device.home()
    clock = decide({"action_type": "open_app", "app_name": "Clock"})
    run, model = run_of(clock, decide(tap("Expand", element=first)), GIVE_UP, goal="Delete the 8:30 alarm")
    made = steps(run)
    assert re.fullmatch(r'click "Expand alarm" \[\d+\] by "8:30 AM"', describe_step(made[1]))
    assert 'by "8:30 AM"' in model.asked_of("decide")[-1]


def test_cards_that_begin_alike_are_told_by_what_tells_them_apart(
    run_of: Begin, phone: Phone, device: Device
) -> None:
    for title in ("Pancakes", "Tomato Soup"):
        save_recipe(phone.context(), Recipe(title=title), ())
    soup = number_of(device, "Broccoli", "Tomato Soup")
    device.home()
    open_it = decide({"action_type": "open_app", "app_name": "Broccoli"})
    run, model = run_of(open_it, decide(tap("Pancakes", element=soup)), decide(tap("Pancakes")), GIVE_UP)
    made = steps(run)
    assert '"Tomato Soup" [' in model.asked[2]
    assert 'fits "Pancakes" [' in model.asked[2]
    assert describe_step(made[1]).startswith('click "Pancakes" [')


@pytest.mark.parametrize("second", ["Sofija da Silva", "Sofija da Sivla"], ids=["mended", "meant so"])
def test_a_slip_in_the_owners_words_is_told_before_it_is_typed(run_of: Begin, second: str) -> None:
    typing = [
        decide({"action_type": "input_text", "text": text, "target": {"description": "First name"}})
        for text in ("Sofija da Sivla", second)
    ]
    goal = "Make a contact for Sofija da Silva"
    run, model = run_of(CONTACTS, NEW, *typing, complete(), REACHED, goal=goal)
    made = steps(run)
    assert '"Sofija da Sivla" was to be typed, but the owner wrote "Sofija da Silva"' in model.asked[3]
    assert [step.action.text for step in made if isinstance(step.action, InputText)] == [second]
    assert made[2].performed


# -- batches -----------------------------------------------------------------------------------------------
def field(number: int, words: str, text: str) -> dict[str, object]:
    target = {"description": words, "element": number}
    return {"action_type": "input_text", "text": text, "target": target}


CONTACTS = decide({"action_type": "open_app", "app_name": "Contacts"})
NEW = decide(tap("Create contact"))


def test_a_form_is_filled_to_its_end(run_of: Begin, phone: Phone) -> None:
    form = decide(
        field(6, "first name", "Bo"),
        field(8, "the company name input", "Acme"),
        field(11, "what to remember", "met in May"),
        tap("done", element=4),
    )
    run, model = run_of(CONTACTS, NEW, form, complete(), REACHED, goal="Add Bo of Acme, met in May")
    made = steps(run)
    assert [describe_step(step) for step in made if step.handling is not Handling.UNCOVERS][2:6] == [
        'input_text "Bo" "First name" [6]',
        'input_text "Acme" "Company" [8]',
        'input_text "met in May" "Notes" [11]',
        'click "Save" [4]',
    ]
    assert [step.handling for step in made].count(Handling.UNCOVERS) == 1, "the keyboard lay over the notes"
    assert len(model.asked_of("decide")) == 4
    saved = phone.shell("content query --uri content://com.android.contacts/data").text
    assert "Acme" in saved
    assert "met in May" in saved


def test_a_later_target_that_disagrees_ends_the_batch_and_is_told(run_of: Begin, phone: Phone) -> None:
    form = decide(field(6, "first name", "Bo"), field(10, "Phone", "5551234"), tap("Save", element=4))
    run, model = run_of(CONTACTS, NEW, form, GIVE_UP, goal="Add Bo, 5551234")
    made = steps(run)
    assert [step.performed for step in made[:3]] == [True] * 3
    assert len(made) == 4, "neither the wrong field nor what came after it"
    asked = model.asked_of("decide")[-1]
    assert 'those from input_text "5551234" "Phone" on were dropped' in asked
    assert 'what would be touched there is "Email", but "Phone" fits "Phone": nothing was touched' in asked, (
        "the numbers were those of another screen"
    )


def test_words_for_no_field_are_not_typed_into_a_button(run_of: Begin, phone: Phone) -> None:
    wrong = decide(field(4, "Website", "www.example.org"))
    run, model = run_of(CONTACTS, NEW, wrong, wrong, wrong, GIVE_UP, goal="Add www.example.org")
    made = steps(run)
    assert [step.performed for step in made] == [True, True, False, True]
    told_so = (
        'what would be touched there is "Save" [4], which is no text field, and no field "Website" shows'
    )
    assert told_so in model.asked_of("decide")[3]


@pytest.mark.parametrize("number", [4, 23, 999], ids=["of an earlier screen", "of a later one", "of none"])
def test_a_wrong_number_gives_way_to_words_for_a_later_screen(run_of: Begin, number: int) -> None:
    batch = decide({"action_type": "open_app", "app_name": "Clock"}, tap("Stopwatch", element=number))
    made = steps(run_of(batch, GIVE_UP, goal="Show the stopwatch")[0])
    assert describe_step(made[1]).startswith('click "Stopwatch" [')
    assert made[1].performed


@pytest.mark.usefixtures("conversations")
def test_a_field_of_the_next_screen_is_found_by_its_words(run_of: Begin, device: Device) -> None:
    ann = number_of(device, "SMS Messenger", "Ann Lee")
    device.home()
    batch = decide(tap("Ann Lee", element=ann), field(ann, "Type a message…", "late"))
    made = steps(run_of(OPEN, batch, GIVE_UP, goal="Text Ann Lee: late")[0])
    assert describe_step(made[2]).startswith('input_text "late" "Type a message')
    assert made[2].performed


def test_a_plan_has_no_more_done_than_was_carried_out(run_of: Begin) -> None:
    plan = {"subgoals": ["the contact is saved"], "done": 1, "progress": ""}
    run, model = run_of(CONTACTS, decide(tap("Teleport"), complete_action(), plan=plan), GIVE_UP)
    steps(run)
    assert "1. [ ] the contact is saved" in model.asked_of("decide")[2]


def test_what_is_so_already_drops_nothing(run_of: Begin) -> None:
    form = decide(
        field(6, "first name", "Bo"), field(6, "first name", "Bo"), field(7, "last name", "Li"),
    )  # fmt: skip
    run, _ = run_of(CONTACTS, NEW, form, GIVE_UP, goal="Add Bo Li")
    made = steps(run)
    assert [step.handling for step in made[2:5]] == [Handling.NONE, Handling.SETTLED, Handling.NONE]
    assert not made[3].performed
    assert made[4].performed, made[4].error


def test_a_selected_tab_is_not_tapped_and_the_rest_is_done(run_of: Begin, device: Device) -> None:
    device.open_app("Clock")
    seen = device.observe(screenshot=False)
    chosen = next(e for e in seen.elements if e.is_selected)
    other = next(e for e in seen.elements if e.is_clickable and e.label == "Stopwatch")
    device.home()
    batch = decide(tap(element=chosen.index), tap(element=other.index))
    clock = decide({"action_type": "open_app", "app_name": "Clock"})
    made = steps(run_of(clock, batch, GIVE_UP, goal="Show the stopwatch")[0])
    assert (made[1].handling, made[1].outcome) == (Handling.SETTLED, "success")
    assert made[2].performed


def test_a_switch_that_stands_as_expected_is_left_alone(run_of: Begin, phone: Phone, device: Device) -> None:
    phone.shell("am start -a android.settings.DISPLAY_SETTINGS")
    device.settle()
    labels = {e.label: e.index for e in device.observe(screenshot=False).elements if e.label}
    dark, light = labels["Dark theme"], labels["Adaptive brightness"]
    batch = decide(tap(element=light), tap(element=dark), expectation="Dark theme is turned off")
    made = steps(run_of(batch, GIVE_UP, goal="Leave dark theme off")[0])
    assert [step.handling for step in made[:2]] == [Handling.NONE, Handling.SETTLED]
    assert made[1].evidence == "it is off already"


def test_a_recorded_form_is_replayed_to_its_end(run_of: Begin, phone: Phone, tmp_path: Path) -> None:
    form = decide(field(6, "first name", "Bo"), field(11, "Notes", "met in May"), tap(element=4))
    run, _ = run_of(CONTACTS, NEW, form, complete(), REACHED, goal="Add Bo, met in May")
    steps(run)
    other = fresh_phone(seed=2)
    seen = replayed(script_of(read_trajectory(run.folder)), other, tmp_path / "again")
    assert seen.ended.status == "complete", seen.ended.reason
    assert "met in May" in other.shell("content query --uri content://com.android.contacts/data").text


@pytest.mark.usefixtures("read_off_the_tree")
def test_without_an_element_list_points_stay_points(
    run_of: Begin, device: Device, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.shell("am start -a android.intent.action.DIAL")
    device.settle()
    pad = {
        e.resource_id.rpartition("/")[2]: e.bounds.center for e in device.observe(screenshot=False).elements
    }
    keys = [(pad[name].x, pad[name].y) for name in ("two", "five", "eight")]
    observe, see = device.observe, device.see

    def bare(observation: Observation) -> Observation:
        return replace(observation, elements=())

    monkeypatch.setattr(device, "observe", lambda **how: bare(observe(**how)))
    monkeypatch.setattr(device, "see", lambda **how: (lambda still, seen: (still, bare(seen)))(*see(**how)))
    batch = decide(*(tap(point=list(key)) for key in keys))
    unsure = says("reflect", outcome="uncertain", evidence="a small part changed")
    made = steps(run_of(batch, unsure, unsure, unsure, GIVE_UP, goal="Enter 258")[0])
    assert [describe_step(step) for step in made[:3]] == [f"click {key}" for key in keys]
    assert any(e.text == "258" for e in observe(screenshot=False).elements)


# -- records of earlier versions ---------------------------------------------------------------------------
def test_an_older_step_is_told_by_its_label() -> None:
    old = {
        "index": 3,
        "action": {"action_type": "click", "target": {"description": "the conversation"}},
        "grounding": [
            {"point": {"x": 10, "y": 20}, "confidence": 1, "method": "element", "label": "Bob Stone"}
        ],
    }
    step = Step.model_validate(old)
    assert describe_step(step) == 'click "Bob Stone"'
    assert step.handling is Handling.NONE


def test_a_nameless_control_is_told_by_its_kind() -> None:
    click = Click(target=Target(description="send"))
    spot = Spot.model_validate(
        {
            "point": {"x": 10, "y": 20},
            "bounds": Bounds(0, 0, 20, 40),
            "confidence": 1.0,
            "method": "element",
            "mark": {"package": "org.example", "kind": "ImageButton", "resource_id": "org.example:id/go"},
            "element": 4,
        }
    )
    assert describe_step(Step(index=1, action=click, grounding=(spot,))) == "click ImageButton go [4]"
