"""The Python API holds what it says: own parts are used, closed is closed, what is wrong is told early."""

import ast
import asyncio
import gc
import inspect
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from agent import (
    Action,
    Agent,
    Click,
    ConfigError,
    Decision,
    DeviceError,
    EffectMet,
    Ended,
    Grounding,
    Intended,
    OpenApp,
    Question,
    Run,
    Settings,
    Stance,
    Status,
    StepDone,
    Target,
    View,
    read_trajectory,
)
from agent import map as fan_out
from agent.run.control import CLOSED, LEFT
from device.screen import Observation, Point

GOAL = "Turn on Bluetooth"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(runs=tmp_path / "runs", use_memory=False)


def test_settings_that_cannot_be_are_told_before_a_phone_is_touched(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="no preset is called 'defualt'"):
        Agent.on("no-such-phone", settings.model_copy(update={"preset": "defualt"}))


def test_a_closed_agent_begins_no_run_and_touches_nothing(settings: Settings) -> None:
    with Agent.on("embedded", settings) as agent:
        begun = agent.run(GOAL)
        assert repr(agent) == "<Agent on embedded, offline, preset default>"
        assert repr(begun) == f'<Run "{GOAL}", not ended>'
    with pytest.raises(ConfigError, match="closed"):
        agent.run(GOAL)
    with pytest.raises(DeviceError, match="given back"):
        agent.device.tap(Point(5, 5))
    late = begun.finish()
    assert (late.status, late.cause) == ("error", "device")
    assert repr(agent).endswith(", closed>")


def test_events_are_awaited_and_a_cancelled_task_stops_its_run(settings: Settings) -> None:
    async def whole() -> list[object]:
        with Agent.on("embedded", settings) as agent:
            return [event async for event in agent.run(GOAL)]

    async def cut_short() -> Ended | None:
        with Agent.on("embedded", settings) as agent:
            run = agent.run(GOAL)

            async def follow() -> None:
                async for event in run:
                    if isinstance(event, StepDone):
                        begun.set()

            begun = asyncio.Event()
            following = asyncio.create_task(follow())
            await begun.wait()
            following.cancel()
            with pytest.raises(asyncio.CancelledError):
                await following
            return run.ended

    told = asyncio.run(whole())
    assert isinstance(told[-1], Ended)
    assert told[-1].status == "complete"
    stopped = asyncio.run(cut_short())
    assert stopped is not None
    assert stopped.status == "stopped"


def test_goals_go_to_the_phones_that_can_be_had(settings: Settings) -> None:
    goals = (GOAL, "Turn off Wi-Fi", "Turn on dark theme")
    ended = fan_out(goals, ("embedded", "127.0.0.1:1", "embedded"), settings)
    assert [one.status for one in ended] == ["complete"] * 3
    (nobody,) = fan_out([GOAL], ("127.0.0.1:1",), settings)
    assert (nobody.status, nobody.cause) == ("error", "device")
    assert "127.0.0.1:1" in nobody.reason


def test_one_goal_on_several_phones_at_once_has_a_record_for_each(settings: Settings) -> None:
    ended = fan_out([GOAL] * 3, ("embedded",) * 3, settings)
    assert [one.status for one in ended] == ["complete"] * 3
    assert len({one.folder for one in ended}) == len(list(settings.runs.iterdir())) == 3


def test_a_run_that_nobody_iterates_leaves_nothing(settings: Settings) -> None:
    with Agent.on("embedded", settings) as agent:
        agent.run(GOAL)
    gc.collect()
    assert not list(settings.runs.iterdir())


def test_one_text_is_no_list_of_goals_or_phones(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="goals is one text"):
        fan_out(GOAL, ("embedded",), settings)
    with pytest.raises(ConfigError, match="phones is one text"):
        fan_out([GOAL], "embedded", settings)


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (lambda run: run.stop(), ("stopped", "stopped", "stopped by the person")),
        (lambda run: run.stop("the shop closes"), ("stopped", "stopped", "the shop closes")),
        (lambda run: run.stop(CLOSED), ("stopped", "closed", CLOSED)),
        (lambda run: run.close(), ("stopped", "stopped", LEFT)),
    ],
)
@pytest.mark.parametrize("begun", [False, True])
def test_a_run_that_was_stopped_says_why(
    settings: Settings, end: Callable[[Run], None], told: tuple[str, str, str], begun: bool
) -> None:
    with Agent.on("embedded", settings) as agent:
        run = agent.run(GOAL)
        events = iter(run)
        if begun:
            assert next(events)
        end(run)
        list(events)
        if not begun and run.ended is None:
            return  # closed before it began: there is no run
    assert run.ended is not None
    reason = run.ended.reason.replace("stopped before the first step", "stopped by the person")
    assert (run.ended.status, run.ended.cause, reason) == told


class Returns:
    """Has one answer to everything."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def ground(self, observation: Observation, target: Target) -> Grounding:
        return self.answer  # type: ignore[return-value]


def grounding(point: object, **more: object) -> Grounding:
    return Grounding(point=point, confidence=0.9, method="mine", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "returned NoneType, not a Grounding"),
        ((5, 5), "returned tuple, not a Grounding"),
        (Point(5, 5), "returned Point, not a Grounding"),
        (Target(point=(5, 5)), "returned Target, not a Grounding"),
        (grounding((5, 5)), "returned a Grounding whose point is (5, 5), not a Point"),
        (
            grounding(Point(5.5, 5)),
            "returned a Grounding whose pixels are not whole: Point(x=5.5, y=5)",
        ),  # type: ignore[arg-type]
        (grounding(Point(5, 5), bounds=(1, 1, 9, 9)), "whose bounds is (1, 1, 9, 9), not a Bounds"),
        (grounding(Point(5, 5), alternatives=(Point(1, 1),)), "whose alternatives are not Alternatives"),
    ],
)
def test_a_grounder_that_returns_no_grounding_is_named(
    settings: Settings, answer: object, told: str, several: bool
) -> None:
    grounder = ["tree", Returns(answer)] if several else Returns(answer)
    decider = Goes(Click(target=Target(description="a place that is not there")))
    with Agent.on("embedded", settings, brain=decider, grounder=grounder) as agent:
        ended = agent.run(GOAL).finish()
    assert (ended.status, ended.cause) == ("error", "config")
    assert told in ended.reason
    assert ended.reason.startswith("Returns.ground returned")
    assert ended.reason.endswith("or raise TargetNotFound where it is not there")
    assert "\n" not in ended.reason


class Goes:
    """Does one thing."""

    def __init__(self, action: Action) -> None:
        self.action = action

    def decide(self, view: View) -> Decision:
        return Decision(thought="", actions=(self.action,))


class ToTheStopwatch:
    """Opens the clock's stopwatch, and gives up where it may not."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def decide(self, view: View) -> Decision:
        self.heard += view.feedback
        if not view.steps:
            return Decision(thought="", actions=(OpenApp(app_name="Clock"),))
        if len(view.steps) == 1:
            return Decision(thought="", actions=(Click(target=Target(description="Stopwatch")),))
        return Decision(thought="", actions=(Status(goal_status="infeasible", reason="it may not"),))


class Says:
    """Says one thing of every touch of a tab."""

    def __init__(self, stance: Stance) -> None:
        self.stance = stance

    def judge(self, intended: Intended) -> Stance | None:
        return self.stance if intended.label == "Stopwatch" else None


@pytest.mark.parametrize(
    ("stance", "asked", "performed"),
    [
        (Stance("refuse", "no stopwatches"), [], False),
        (Stance("ask", "who times what?"), ["who times what?"], True),
        (Stance("allow"), [], True),
    ],
)
def test_an_own_guard_has_its_say(
    settings: Settings, stance: Stance, asked: list[str], performed: bool
) -> None:
    decider = ToTheStopwatch()
    with Agent.on("embedded", settings, brain=decider, guard=Says(stance)) as agent:
        questions, steps = [], []
        run = agent.run("Show the stopwatch")
        for event in run:
            if isinstance(event, Question):
                questions.append(event.why)
                run.answer("yes")
            if isinstance(event, StepDone):
                steps.append(event.step)
    assert questions == asked
    assert steps[1].performed is performed
    assert any("no stopwatches" in line for line in decider.heard) is not performed


@pytest.mark.parametrize(
    ("part", "given", "told"),
    [
        ("brain", ToTheStopwatch, "the class ToTheStopwatch is no brain"),
        ("brain", "offline", "str object is no brain"),
        ("grounder", ["tree", object()], "object object is no grounder"),
        ("guard", "never", "no guard policy is called"),
        ("model", object(), "object object is no model"),
        ("graunder", "tree", "no part called 'graunder'. Did you mean grounder"),
        ("max_steps", 3, r"no part called 'max_steps'. It is a setting: Settings\(max_steps"),
    ],
)
def test_parts_that_cannot_be_are_told_at_once(
    settings: Settings, part: str, given: object, told: str
) -> None:
    with pytest.raises(ConfigError, match=told):
        Agent.on("no-such-phone", settings, **{part: given})


def test_what_is_required_ticks_off_as_it_happens(settings: Settings) -> None:
    with Agent.on("embedded", settings) as agent:
        run = agent.run("Turn on Bluetooth and turn off Wi-Fi")
        standings = [
            [str(proof.standing) for proof in run.effects] for event in run if isinstance(event, EffectMet)
        ]
    assert standings == [["met", "unknown"], ["met", "met"]]


# Each is a module by itself, as a script or a notebook's cell is: nothing goes out of scope when it breaks.
BROKEN_OFF = {
    "for": """
with Agent.on("embedded", settings) as agent:
    run = agent.run(GOAL)
    for event in run:
        if isinstance(event, StepDone):
            break
    ended = run.ended
""",
    "raised": """
with Agent.on("embedded", settings) as agent:
    run = agent.run(GOAL)
    try:
        for event in run:
            if isinstance(event, StepDone):
                raise ValueError("mine")
    except ValueError as error:
        kept = error
    ended = run.ended
""",
    "without a with": """
from agent import Device
from agent.build import build
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone

device = Device(InProcessTransport(Phone(seed=1)))
run = build(settings, device).run(GOAL)
for event in run:
    if isinstance(event, StepDone):
        break
ended = run.ended
""",
    "async for": """
async with Agent.on("embedded", settings) as agent:
    run = agent.run(GOAL)
    async for event in run:
        if isinstance(event, StepDone):
            break
    for _ in range(200):
        if run.ended is None:
            await asyncio.sleep(0.05)
    ended = run.ended
""",
    "async for, left at once": """
async with Agent.on("embedded", settings) as agent:
    run = agent.run(GOAL)
    async for event in run:
        if isinstance(event, StepDone):
            break
ended = run.ended
""",
    "by hand": """
with Agent.on("embedded", settings) as agent:
    run = agent.run(GOAL)
    events = iter(run)
    while not isinstance(next(events), StepDone):
        pass
ended = run.ended
""",
}


@pytest.mark.parametrize("how", BROKEN_OFF)
def test_a_run_that_is_broken_off_is_ended_and_recorded(settings: Settings, how: str) -> None:
    names: dict[str, object] = {**globals(), "settings": settings}
    cell = compile(BROKEN_OFF[how], how, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    if cell.co_flags & inspect.CO_COROUTINE:
        asyncio.run(types.FunctionType(cell, names)())
    else:
        exec(cell, names)
    ended = names["ended"]
    assert isinstance(ended, Ended)
    assert (ended.status, ended.cause) == ("stopped", "stopped")
    assert ended.folder is not None
    assert read_trajectory(ended.folder).ending is not None
    assert list(names["run"]) == [], "it goes no further"  # type: ignore[call-overload]
