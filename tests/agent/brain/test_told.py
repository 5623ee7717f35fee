"""What prompts tell, read off those of real runs on the embedded phone: all that is needed, nothing twice."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image as Picture

from agent.action.action import Click, OpenApp
from agent.brain.brain import Ask, View
from agent.brain.modelbrain import ModelBrain
from agent.brain.prompt import Prompts
from agent.build import Agent
from agent.memory.personal import PersonalMemory
from agent.memory.store import MemoryStore
from agent.perception.frame import numbered
from agent.preset.preset import DEFAULT
from agent.role.decide import Deciding
from agent.role.execute import Executing
from agent.role.operate import Operating
from agent.role.plan import Planning
from agent.role.reflect import Reflecting
from agent.role.review import Reviewing
from agent.run.appnames import app_names
from agent.run.run import Run
from agent.run.step import Spot, Step
from agent.settings import Settings
from device.client import Device
from device.phone.phone import Phone
from device.phone.sample import fill
from device.screen import Bounds, Observation, Point, UIElement
from device.state.appname import InstalledApp, names_of
from grounding.grounder import Grounder
from grounding.target import Alternative, Grounding, Target, TargetNotFound
from grounding.tree import TreeGrounder
from models.message import Image, Message
from models.profile import profile_of
from models.reply import Reply
from models.scripted import Item
from tests.agent.script import Recorder, answer, click, complete, decide, says, told

T = TypeVar("T")
Play = Callable[..., tuple[Run, Recorder]]
THOUSAND = profile_of("qwen3-vl-8b")
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
CONTACTS = decide({"action_type": "open_app", "app_name": "Contacts"})
REACHED = says("confirm", reached=True, evidence="it shows")
LOST = says("review", on_track=False, advice="look elsewhere")


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Play]:
    """A run of scripted replies of a model that counts from 0 to 1000 and sees pictures."""
    runs: list[Run] = []

    def begin(
        *items: Item, goal: str = "Turn off Wi-Fi", grounder: Grounder | None = None
    ) -> tuple[Run, Recorder]:
        model = Recorder(items)
        settings = Settings(runs=tmp_path / "runs")
        brain = ModelBrain(model, profile=THOUSAND)
        memory = PersonalMemory(MemoryStore(tmp_path / "memory.jsonl"))
        agent = Agent(device, brain, grounder or TreeGrounder(), DEFAULT, settings, memory=memory)
        runs.append(agent.run(goal))
        return runs[-1], model

    yield begin
    for run in runs:
        run.close()


def record(prompt: str) -> str:
    """The record that a prompt tells."""
    found = re.search(r"<record-(\w+)>\n(.*?)\n</record-\1>", prompt, re.DOTALL)
    return found[2] if found else ""


# -- nothing is cut silently ---------------------------------------------------------------------------
def test_a_long_note_reaches_the_next_decision_and_the_judge_whole(play: Play) -> None:
    text = "\n".join(f"{number}. a line of the letter that has to be carried on" for number in range(60))
    run, model = play(decide({"action_type": "note", "text": text}), OPEN, complete(), REACHED)
    told(run)
    for asked in (*model.asked_of("decide")[1:], *model.asked_of("confirm")):
        assert asked.count(text.replace("\n", "⏎")) == 1


def test_a_longer_one_says_how_much_is_left_out(play: Play) -> None:
    run, model = play(decide({"action_type": "note", "text": "n" * 5_000}), complete(), REACHED)
    told(run)
    assert "n… (1000 more characters)" in model.asked_of("decide")[1]


def test_answers_and_typed_texts_reach_the_judge_whole(phone: Phone, play: Play) -> None:
    letter = "Dear Bob, " + "the rent is paid and the keys are with Ann, " * 8 + "yours, Alex"
    typing: dict[str, object] = {
        "action_type": "input_text",
        "text": letter,
        "target": {"description": "Notes"},
    }
    long = "It was " + "a very long story " * 30 + "in the end"
    new = decide(click("Create contact"))
    run, model = play(
        CONTACTS, new, decide(typing), answer(long), complete(), REACHED, goal="Create a contact"
    )
    told(run)
    (judged,) = model.asked_of("confirm")
    assert letter in record(judged)
    assert long in record(judged)


# -- what a model needs --------------------------------------------------------------------------------
@pytest.mark.parametrize("ask", [Deciding, Executing, Operating, Planning])
def test_date_weekday_time_zone_and_apps(
    device: Device, phone: Phone, ask: Callable[[View], Ask[Any]]
) -> None:
    phone.clock.timezone = "Europe/Berlin"
    seen = device.observe(screenshot=False)
    view = View(goal="Turn off Wi-Fi", observation=seen, apps=app_names(device.apps(), "Turn off Wi-Fi"))
    _, question = Prompts().messages(ask(view))
    assert "Sunday, 15 October 2023, 17:34 (UTC+02:00)" in question.text
    assert "Clock, Contacts" in question.text


def test_a_run_is_told_the_time_and_the_apps_that_fit_its_goal_first(play: Play) -> None:
    run, model = play(complete(), REACHED, goal="Set an alarm in the clock")
    told(run)
    (asked,) = model.asked_of("decide")
    assert "# Apps that can be opened\n\nClock, " in asked
    assert "Sunday, 15 October 2023" in asked
    assert asked.index("# Goal") < asked.index("# Apps") < asked.index("Sunday, 15"), (
        "what changes comes last"
    )


def test_apps_are_named_in_the_goals_script_and_cut_with_their_number() -> None:
    apps = [InstalledApp(name, "", names_of(name)) for name in ("com.android.settings", "com.android.chrome")]
    assert app_names(apps, "打开设置")[0] == "设置"
    assert app_names(apps, "Öffne Chrome") == ("Chrome", "Settings")
    many = [InstalledApp(f"a.app{n}", "", (f"Some app {n}",)) for n in range(200)]
    assert app_names(many, "x")[-1].startswith("… (1")
    assert len(", ".join(app_names(many, "x"))) < 600


def test_the_review_sees_the_screen(device: Device) -> None:
    model = Listener(LOST)
    ModelBrain(model).think(Reviewing(View(goal="g", observation=device.observe())))
    assert model.picture.size == (1080, 2400)


def test_the_two_pictures_of_reflection_are_named(device: Device) -> None:
    before = device.observe()
    device.open_app("Settings")
    step = Step(index=1, action=OpenApp(app_name="Settings"))
    model = Listener(says("reflect", outcome="success", evidence="it is open"))
    ModelBrain(model).think(Reflecting(View(goal="g", observation=device.observe()), step, before))
    parts = model.heard[-1].parts
    assert [part if isinstance(part, str) else "picture" for part in parts[1:]] == [
        "Before:",
        "picture",
        "After:",
        "picture",
    ]


def test_numbers_are_drawn_on_the_picture_where_the_profile_says_so(device: Device) -> None:
    device.open_app("Settings")
    view = View(goal="g", observation=device.observe())
    plain, marked = Listener(complete()), Listener(complete())
    ModelBrain(plain, profile=THOUSAND).think(Deciding(view))
    ModelBrain(marked, profile=replace(THOUSAND, marks=True)).think(Deciding(view))
    assert reds(plain.picture) < 100 < reds(marked.picture)
    row = next(e for e in view.observation.elements if e.is_clickable)
    drawn = numbered(Picture.new("RGB", (1080, 2400)), [row])
    assert drawn.getbbox() == (row.bounds.left, row.bounds.top, row.bounds.right, row.bounds.bottom)


def test_bounds_are_told_in_the_models_scale_where_the_profile_says_so(device: Device) -> None:
    device.open_app("Settings")
    model = Listener(complete())
    view = View(goal="g", observation=device.observe())
    ModelBrain(model, profile=replace(THOUSAND, bounds=True)).think(Deciding(view))
    places = re.findall(r"\[\d+\]\((\d+),(\d+),(\d+),(\d+)\)", model.heard[-1].text)
    assert len(places) > 5
    assert max(int(edge) for place in places for edge in place) <= 1000


# -- one scale -----------------------------------------------------------------------------------------
def test_points_come_back_in_the_scale_in_which_they_were_given(device: Device) -> None:
    spot = Spot(point=Point(540, 617), confidence=1.0, method="point")
    tap = Step(index=1, action=Click(target=Target(point=(540, 617))), grounding=(spot,), performed=True)
    model = Listener(complete())
    view = View(goal="g", observation=device.observe(screenshot=False), steps=(tap,))
    ModelBrain(model, profile=THOUSAND).think(Deciding(view))
    said = record(model.heard[-1].text)
    assert "(500, 257)" in said
    assert "617" not in said, "the pixel it was"


def test_no_prompt_tells_the_screens_pixels_beside_the_models_own_scale(play: Play) -> None:
    run, model = play(OPEN, complete(), REACHED)
    told(run)
    assert not any(re.search(r"1080 ?x ?2400|1088 ?x ?2400", asked) for asked in model.asked)


def test_what_a_point_came_to_is_told_in_the_models_scale(play: Play) -> None:
    nowhere = decide({"action_type": "click", "target": {"point": [500, 10]}})
    advice = says("review", on_track=False, advice="look elsewhere")
    run, model = play(*[nowhere] * 3, advice, complete(), REACHED)
    told(run)
    asked = "\n".join((*model.asked_of("decide")[1:], *model.asked_of("review")))
    assert "changed nothing (click (500, 10))" in asked
    assert "click (500, 10) was done 3 times" in asked
    assert "(540, 24)" not in asked, "the pixel it was"


class Unsure:
    """Could be on the first icon of the home screen, or where nothing stands."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """In doubt."""
        icon = next(e for e in observation.elements if e.label == "Contacts")
        nowhere = Alternative(Point(540, 600), 0.2)
        return Grounding(icon.bounds.center, 0.2, "unsure", alternatives=(nowhere,))


def test_places_that_could_be_meant_are_named_or_counted_as_the_model_counts(play: Play) -> None:
    run, model = play(decide(click("the star")), complete(), REACHED, grounder=Unsure())
    told(run)
    said = model.asked_of("decide")[1]
    assert "(540, 600)" not in said, "no pixels"
    assert re.search(r'could be any of 2 places: "Contacts" \[\d+\], ', said)


def test_a_point_outside_is_told_by_the_edge_and_not_in_pixels(play: Play) -> None:
    tap: dict[str, object] = {"action_type": "click", "target": {"point": [1200, 100]}}
    run, model = play(decide(tap), complete(), REACHED)
    told(run)
    assert "lies outside the screen, beyond its right edge" in model.asked_of("decide")[1]


# -- nothing twice -------------------------------------------------------------------------------------
def test_what_the_owner_answered_is_told_once(play: Play) -> None:
    asks = decide({"action_type": "ask_user", "question": "Which Wi-Fi network of the two?"})
    run, model = play(asks, OPEN, complete(), REACHED, goal="Join the Wi-Fi network")
    told(run, "the one with the funny name")
    for asked in (*model.asked_of("decide")[1:], *model.asked_of("confirm")):
        assert asked.count("the one with the funny name") == 1


def test_the_thought_behind_several_actions_is_told_with_the_first(play: Play) -> None:
    both = decide({"action_type": "open_app", "app_name": "Settings"}, click("Network & internet"))
    run, model = play(both, complete(), REACHED)
    told(run)
    assert record(model.asked_of("decide")[1]).count("because") == 1


def test_older_steps_are_told_by_what_was_done_and_came_of_it(play: Play) -> None:
    laps = [decide({"action_type": "note", "text": f"{n}"}, thought=f"thought {n}.") for n in range(1, 7)]
    run, model = play(*laps, complete(), REACHED)
    told(run)
    said = record(model.asked_of("decide")[6])
    assert re.findall(r"thought (\d)\.", said) == ["3", "4", "5", "6"]
    assert re.findall(r"^(\d)\. ", said, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]


def test_a_failure_is_told_once_also_when_the_run_is_stuck(play: Play) -> None:
    lost = [decide(click("Teleport"))] * 9
    run, model = play(*lost, LOST, complete(), REACHED)
    told(run)
    error = '"Teleport" is not on this screen'
    asked = model.asked_of("decide")
    assert "This leads nowhere" in asked[9]
    for said in asked[1:]:
        assert said.count(error) == 1
    assert "(again)" in asked[2]


def test_a_steps_evidence_is_what_can_be_read_before_what_icons_are_called(phone: Phone, play: Play) -> None:
    fill(phone)
    run, model = play(CONTACTS, decide(click("Ann Lee")), complete(), REACHED)
    told(run)
    said = record(model.asked_of("decide")[2])
    assert "Navigate up" not in said
    assert "Add to favorites" not in said


def test_what_was_read_off_the_picture_is_no_candidate_beside_the_tree(device: Device) -> None:
    device.open_app("Settings")
    seen = device.observe(screenshot=False)
    scrap = UIElement(900, text="Telepor", bounds=Bounds(0, 0, 90, 90), source="ocr")
    both = replace(seen, elements=(*seen.elements, scrap))
    with pytest.raises(TargetNotFound) as error:
        TreeGrounder().ground(both, Target(description="Teleporter of Ulm"))
    assert "nearest" in str(error.value)
    assert 'Telepor"' not in str(error.value)


class Listener(Recorder):
    """A script that keeps the messages themselves."""

    def __init__(self, *items: Item) -> None:
        super().__init__(items)
        self.heard: list[Message] = []

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        self.heard = list(messages)
        return super().chat(messages, reply, role=role)

    @property
    def picture(self) -> Picture.Image:
        """The last one it was shown."""
        (image,) = (part for message in self.heard for part in message.parts if isinstance(part, Image))
        return Picture.open(io.BytesIO(image.read()))


def reds(picture: Picture.Image) -> int:
    """How many of its pixels are as red as the numbers' ground."""
    red, green, blue = (channel.tobytes() for channel in picture.convert("RGB").split())
    return sum(r > 220 and g < 60 and b < 60 for r, g, b in zip(red, green, blue, strict=True))
