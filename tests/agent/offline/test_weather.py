"""Goals in bad weather: what gets lost, breaks down or comes between is met, and no claim is false."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.action.action import Click, Drag, NavigateBack, Wait
from agent.offline.decision import PastStep
from agent.offline.step.history import Past
from agent.offline.step.interruption import between
from agent.offline.step.move import Act
from agent.offline.step.slider import Reach
from agent.perception.scene import Scene
from benchmarks.everyday.goal import Goal
from benchmarks.everyday.table import goals
from benchmarks.offline_goals import Outcome, pursue
from benchmarks.weather import attempt, handful
from device.phone.apps.recipe import form
from device.screen import Bounds, UIElement
from tests.agent.offline.screens import node, row, screen, switch
from tests.thin import thinned

ALL = [*handful(12), *(goal for goal in goals("en", 0) if goal.possible)]


def met(weather: str, words: str) -> Outcome:
    """A run of the goal with these words, in a weather that strikes."""
    trial = attempt(next(goal for goal in ALL if words in goal.text), weather)
    assert trial.strikes or weather.startswith(("keyboard", "emptytree")), "no trouble came"
    return trial.outcome


@pytest.mark.parametrize(
    ("weather", "words"),
    thinned([
        ("swallow:0.5@3007", "Porridge"),  # the text of one field went into another
        ("swallow:0.5@2010", "brightness"),  # a slider was given up short of the value
        ("swallow:0.5@2004", "plans"),  # the tap that keeps got lost
        ("anr:0.5@1007", "Porridge"),
        ("crash:0.5@1007", "Porridge"),  # under the tap that keeps it
        ("crash:0.5@1003", "schedule"),
        ("popups:0.5@1005", "Lunch"),
        ("ads:0.5@1005", "Lunch"),
        ("dump:0.5@1006", "stamps"),
        ("dump:0.5@1503", "what did Ann Lee text me"),  # half of the screen was told of
        ("keyboard:0.5@1002", "Grandma"),  # it lies over the button that sends
    ], 2),
)  # fmt: skip
def test_a_goal_is_reached_all_the_same(weather, words):
    outcome = met(weather, words)
    assert not outcome.is_false, outcome
    assert outcome.succeeded, outcome


def test_of_a_screen_that_tells_nothing_it_says_so_and_touches_nothing():
    outcome = met("emptytree:0.5@1000", "Iris")
    assert outcome.status == "infeasible"
    assert "cannot be read" in outcome.reason
    assert not outcome.touched


def test_what_was_kept_is_looked_over_and_not_just_its_title(monkeypatch):
    kept = form.save_recipe
    monkeypatch.setattr(
        form, "save_recipe", lambda phone, one, own: kept(phone, replace(one, ingredients=""), own)
    )
    outcome = pursue(next(goal for goal in ALL if "Porridge" in goal.text))
    assert outcome.status == "infeasible"
    assert "ingredients" in outcome.reason


def test_a_form_that_does_not_fit_the_screen_is_read_back():
    text = (
        'add a recipe called Porridge with ingredients "2 cups oats", directions "cook it" and time "9 min"'
    )
    outcome = pursue(
        Goal("recipe", "en", text, lambda done, _: bool(done.added("recipes")), frozenset({"recipes"}))
    )
    assert outcome.succeeded, outcome
    assert 'directions "cook it"' in outcome.reason


# -- dialogs ----------------------------------------------------------------------------------------------
def answer(*nodes, past=(), **more):
    return between(Scene(screen(*nodes, **more)), Past(tuple(past)))


def test_a_note_called_later_is_no_offer_to_put_off():
    rows = node("list", "", row("Later"), row("Skip"), row("Not now"))
    assert answer(rows) is None


def test_an_offer_is_put_off_and_never_taken():
    move = answer(
        node("text", "A new version is here", box=(140, 900, 940, 1000)),
        node("button", "Update", is_clickable=True, box=(600, 1100, 900, 1200)),
        node("button", "Later", is_clickable=True, box=(200, 1100, 500, 1200)),
    )
    assert isinstance(move, Act)
    assert move.action.target.description == "unasked: Later"


def test_an_app_that_hangs_is_waited_for_and_let_go_of_in_the_end():
    question = [
        node("button", "Close app", is_clickable=True, resource_id="android:id/aerr_close"),
        node("button", "Wait", is_clickable=True, resource_id="android:id/aerr_wait"),
    ]
    past: list[PastStep] = []
    said = []
    for _ in range(8):
        move = answer(*question, past=past)
        assert isinstance(move, Act)
        said.append(move.action.target.description if isinstance(move.action, Click) else "wait")
        assert not isinstance(move.action, NavigateBack)
        past.append(PastStep(move.action, "success"))
    assert said[0] == "not responding: wait"
    assert "closed: Close app" in said


def test_an_advertisement_that_cannot_be_skipped_yet_is_waited_for():
    skip = node("text", "Skip in 3", is_enabled=False, box=(900, 60, 1060, 120))
    move = answer(skip, node("button", "Install", is_clickable=True))
    assert isinstance(move, Act)
    assert isinstance(move.action, Wait)


def test_a_page_of_ones_own_is_left_alone():
    assert answer(row("Wi-Fi", switch(True)), row("Close")) is None


# -- sliders ----------------------------------------------------------------------------------------------
SHAPES = {
    "even": lambda x: round(100 * x),
    "25 steps": lambda x: round(100 * round(25 * x) / 25),
    "7 steps": lambda x: round(100 * round(7 * x) / 7),
    "curved": lambda x: round(100 * x**2.2),
    "curved steps": lambda x: round(100 * round(16 * x**2) / 16),
}
WIDTH = 925


@given(
    shape=st.sampled_from(sorted(SHAPES)),
    wanted=st.integers(1, 99),
    begin=st.floats(0, 1),
    losses=st.lists(st.booleans(), min_size=40, max_size=40),
)
def test_a_slider_is_called_as_near_as_it_comes_only_where_that_is_so(shape, wanted, begin, losses):
    value = SHAPES[shape]
    possible = {value(x / WIDTH) for x in range(WIDTH + 1)}
    slider = UIElement(0, bounds=Bounds(78, 600, 78 + WIDTH, 700))
    shown, past = value(begin), Past(())
    for lost in losses:
        reach = Reach.of(past, "slider", shown, wanted)
        if shown == wanted or reach.spent:
            return
        if reach.jumps and shown == reach.nearest:
            assert wanted not in possible
            assert abs(shown - wanted) == min(abs(each - wanted) for each in possible)
            return
        action = reach.slide(slider, "slider").action
        assert isinstance(action, Click | Drag)
        if isinstance(action, Click) and action.target.point and not lost:
            shown = value((action.target.point[0] - 78) / WIDTH)
        past = Past((*past.steps, PastStep(action, "success")))
    raise AssertionError("it never ends")
