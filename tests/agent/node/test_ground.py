"""Finding places in the loop: falling through, doubt that is told, what is found in no tree is guarded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent, build
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Event, Question, StepDone
from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from device.error import ConfigError
from device.screen import Bounds, Observation, Point
from grounding.chat import ChatGrounder
from grounding.first import FirstOf
from grounding.grounder import Grounder
from grounding.ocr import OcrGrounder
from grounding.ocrread import Line
from grounding.target import Alternative, Grounding, Target
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.run.test_loop import Recorder
from tests.agent.script import click, complete, decide, says

PLAN = says("plan", subgoals=["it is done"])
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})


def reading(*lines: Line) -> OcrGrounder:
    def read(picture: Image.Image) -> tuple[Line, ...]:
        return lines

    return OcrGrounder(read)


@pytest.fixture
def run_of(device: Device, tmp_path: Path) -> Iterator[Callable[..., tuple[Run, Recorder]]]:
    runs: list[Run] = []

    def begin(grounder: Grounder, *items: Item) -> tuple[Run, Recorder]:
        settings = Settings(runs=tmp_path / "runs")
        model = Recorder(items)
        brain = ModelBrain(model, pictures=False)
        runs.append(Agent(device, brain, grounder, PRESETS["default"], settings).run("Play the game"))
        return runs[-1], model

    yield begin
    for run in runs:
        run.close()


def steps(events: list[Event]) -> list[StepDone]:
    return [event for event in events if isinstance(event, StepDone)]


def test_what_the_tree_lacks_is_read_off_the_picture(run_of: Callable[..., tuple[Run, Recorder]]) -> None:
    chain = FirstOf([TreeGrounder(), reading(Line("Level 7", Bounds(100, 300, 300, 360), 0.98))])
    run, _ = run_of(
        chain, PLAN, OPEN, decide(click("Level 7")), complete(), says("confirm", reached=True, evidence="x")
    )
    spot = steps(list(run))[1].step.grounding[0]
    assert (spot.method, spot.point, spot.label) == ("ocr", Point(200, 330), "Level 7")
    assert spot.confidence > 0.5


class Unsure:
    """Could be here or there."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        other = Alternative(Point(300, 900), 0.2)
        return Grounding(Point(300, 600), 0.2, "unsure", alternatives=(other,))


def test_doubt_is_told_instead_of_guessed_and_has_an_end(run_of: Callable[..., tuple[Run, Recorder]]) -> None:
    tries = [decide(click(f"the star {n}")) for n in range(3)]
    run, model = run_of(Unsure(), PLAN, *tries)
    (step, *_) = steps(list(run))
    assert "could be any of 2 places: (300, 600), (300, 900)" in step.step.error
    assert not step.step.grounding
    told = [asked for asked in model.asked if "could be any of 2 places" in asked]
    assert len(told) >= 2, "each next decision hears why"


def test_what_is_in_no_tree_is_guarded_by_what_was_read(run_of: Callable[..., tuple[Run, Recorder]]) -> None:
    chain = FirstOf([TreeGrounder(), reading(Line("Pay now", Bounds(400, 1500, 680, 1580), 0.98))])
    run, _ = run_of(chain, PLAN, OPEN, decide(click("Pay now")))
    assert asked(run) == [("confirm", ("payment", "screen"))]


def test_what_a_model_points_at_is_guarded_by_what_was_looked_for(
    run_of: Callable[..., tuple[Run, Recorder]],
) -> None:
    model = ScriptedModel([Item('{"point_2d": [500, 640]}')], "m")
    run, _ = run_of(FirstOf([TreeGrounder(), ChatGrounder(model)]), PLAN, OPEN, decide(click("Pay now")))
    assert asked(run) == [("confirm", ("payment", "screen"))]


def asked(run: Run) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for event in run:
        if isinstance(event, Question):
            found.append((event.kind, event.classes))
            run.stop()
    return found


def test_what_a_grounding_model_costs_is_counted(run_of: Callable[..., tuple[Run, Recorder]]) -> None:
    model = ScriptedModel([Item('{"point_2d": [500, 300]}')], "m")
    chain = FirstOf([TreeGrounder(), ChatGrounder(model)])
    run, _ = run_of(
        chain,
        PLAN,
        OPEN,
        decide(click("the hologram")),
        complete(),
        says("confirm", reached=True, evidence="x"),
    )
    events = list(run)
    assert steps(events)[1].step.usage["ground"].calls == 1
    assert isinstance(events[-1], Ended)
    assert events[-1].status == "complete"


def test_a_grounder_that_is_none_is_told_before_the_phone_is_touched(device: Device) -> None:
    with pytest.raises(ConfigError, match="no grounder is called 'warp'"):
        build(Settings(grounder="warp"), device)
