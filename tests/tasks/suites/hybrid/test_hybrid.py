"""The suite `hybrid`: done by touch, by call and by asking; a misused tool, or no question, fails it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from agent.evaluation.verdict import Verdict
from agent.run.event import Question
from agent.run.trajectory import Trajectory, read_trajectory
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tasks.agent.agent import Attempt, BenchmarkAgent
from tasks.agent.code import GOLD, CodeAgent, hand_of, sheet_of
from tasks.agent.recorded import RecordedDevice
from tasks.gold import hybrid as gold_hybrid
from tasks.gold.hand import Hand
from tasks.material.hybrid import hybrid_tasks
from tasks.suite import find_suite, instance_seed
from tasks.suites.hybrid.drawing import known_to_the_person
from tasks.task import Task
from tests.tasks.suites.attempt import attempt
from tests.thin import thinned

SUITE = find_suite("hybrid")
CALLING = replace(GOLD, phone_tools=True)
EITHER, TOOL, PERSON = (
    [name for name, task in hybrid_tasks().items() if task.group == group]
    for group in ("either", "tool", "person")
)


def drawn(name: str) -> Task:
    return SUITE.named(name).task(instance_seed(30, name, 0))


@pytest.fixture(scope="module")
def later() -> Phone:
    return Phone(seed=1, android=16)


@pytest.fixture
def device(later: Phone) -> Iterator[Device]:
    with Device(InProcessTransport(later.fork())) as device:
        yield device


def tried(name: str, agent: BenchmarkAgent, device: Device, folder: Path) -> tuple[Verdict, Trajectory]:
    task = drawn(name)
    task.initialize(device)
    with task.serving(folder / "servers") as tools:
        run = agent.work(Attempt(task, device, folder / "run", pictures=False, tools=tools))
    return task.score(device, run), run


def test_there_are_twenty_of_each() -> None:
    assert (len(EITHER), len(TOOL), len(PERSON)) == (20, 20, 20)
    servers = Counter(server for task in hybrid_tasks().values() for server in task.servers)
    assert set(servers) == {"files", "mail", "feed", "currency", "maps"}
    assert all(hybrid_tasks()[name].servers for name in TOOL)
    assert not any(hybrid_tasks()[name].servers for name in EITHER)


@pytest.mark.parametrize("name", thinned(EITHER, 10))
def test_gold_needs_twenty_touches_and_more(name: str, tmp_path: Path) -> None:
    verdict = attempt(drawn(name), GOLD, tmp_path)
    assert verdict.success, verdict.failed
    assert not verdict.damage
    assert len(read_trajectory(tmp_path / "run").steps) >= 20


@pytest.mark.parametrize("name", thinned(EITHER, 4))
def test_calls_do_the_same_in_a_few_steps(name: str, device: Device, tmp_path: Path) -> None:
    verdict, run = tried(name, CALLING, device, tmp_path)
    assert verdict.success, verdict.failed
    assert not verdict.damage
    calls = [step for step in run.steps if step.action and step.action.action_type == "tool_call"]
    assert len(calls) >= len(hybrid_tasks()[name].parts)
    assert len(run.steps) < 15


@pytest.mark.parametrize("name", thinned([*TOOL, *PERSON], 20))
def test_gold_calls_what_the_task_brings_and_asks_what_is_open(
    name: str, device: Device, tmp_path: Path
) -> None:
    pytest.importorskip("mcp")
    verdict, run = tried(name, CALLING, device, tmp_path)
    assert verdict.success, verdict.failed
    assert not verdict.damage
    asked = [step for step in run.steps if step.action and step.action.action_type == "ask_user"]
    assert len(asked) == len(hybrid_tasks()[name].open)


def test_a_tool_that_does_what_nobody_asked_for_fails_the_task(device: Device, tmp_path: Path) -> None:
    pytest.importorskip("mcp")

    def play(phone: RecordedDevice, one: Attempt) -> str:
        hand = hand_of(phone, one)
        gold_hybrid.do(hand, sheet_of(one.task), hybrid_tasks()["ToolRateText"])
        hand.call("currency_exchange", amount=10, source="EUR", target="USD")
        return ""

    verdict, _ = tried("ToolRateText", CodeAgent("spends", play, 2000, phone_tools=True), device, tmp_path)
    (failed,) = verdict.failed
    assert "no tool did what nobody asked for" in failed.demand
    assert "exchanged" in failed.evidence


def test_who_guesses_instead_of_asking_fails(device: Device, tmp_path: Path) -> None:
    name = "PersonRecipient"

    def play(phone: RecordedDevice, one: Attempt) -> str:
        known = replace(hybrid_tasks()[name], open=())
        gold_hybrid.do(hand_of(phone, one), sheet_of(one.task), known)
        return ""

    verdict, _ = tried(name, CodeAgent("guesses", play, 2000, phone_tools=True), device, tmp_path)
    assert "the person is asked" in {clause.demand for clause in verdict.failed}


@pytest.mark.parametrize("name", PERSON)
def test_no_goal_tells_what_only_the_person_knows(name: str) -> None:
    for seed in range(9):
        task = SUITE.named(name).task(seed)
        for value in known_to_the_person(task.params, hybrid_tasks()[name]).values():
            assert len(value) < 6 or value not in task.goal


def test_the_person_tells_what_a_question_names(device: Device) -> None:
    task = drawn("PersonEvening")
    known = known_to_the_person(task.params, hybrid_tasks()["PersonEvening"])

    def says(text: str, kind: str = "ask") -> str:
        return task.reply(Question.model_validate({"kind": kind, "text": text}), device)

    assert says("At what time?") == f"The time is: {known['event.Time']}"
    assert all(value in says("What do you mean?") for value in known.values())
    assert says("Send it?", "confirm") == "yes"


def test_what_servers_hold_outlives_them_and_begins_anew(device: Device, tmp_path: Path) -> None:
    pytest.importorskip("mcp")
    task = drawn("ToolMessageFiled")
    task.initialize(device)
    for _ in range(2):
        with task.serving(tmp_path) as tools:
            write = next(tool for tool in tools if tool.name == "files_write_file")
            before = (tmp_path / "files.json").read_text("utf-8")
            assert "a.txt" not in before
            write.call({"name": "a.txt", "text": "b"}, "")
            delete = next(tool for tool in tools if tool.name == "files_delete_file")
            assert (write.commits, delete.commits) == (None, "delete")
        assert "a.txt" in (tmp_path / "files.json").read_text("utf-8")


def test_gold_without_tools_says_so_where_one_is_needed(device: Device) -> None:
    task = drawn("ToolFileNote")
    with pytest.raises(KeyError):
        gold_hybrid.do(Hand(device), sheet_of(task), hybrid_tasks()[cast(str, task.name)])
