"""One attempt at one task on a fresh phone in this process, by the gold solver or by a test's own code."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from agent.evaluation.verdict import Verdict
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tasks.agent.agent import Attempt, BenchmarkAgent
from tasks.agent.code import CodeAgent, hand_of, sheet_of
from tasks.agent.recorded import RecordedDevice
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tasks.task import Task
from tests.boot import fresh_phone

LOOKS = (("en-US", False), ("zh-CN", True), ("en-US", True), ("zh-CN", False))
"""Languages, and whether it is dark: each task is done in one of them in the usual run."""

Near = Callable[[Hand, Params], str | None]
"""Does nearly what a task wants, as its gold solver would do it; the answer."""


def attempt(
    task: Task, agent: BenchmarkAgent, folder: Path, locale: str = "en-US", *, dark: bool = False
) -> Verdict:
    """Begin, let the agent work, judge, take down."""
    if task.template.needs:
        pytest.importorskip(task.template.needs, reason=f"needs {task.template.needs}")
    with Device(InProcessTransport(_begun(locale, dark).fork())) as device:
        task.initialize(device)
        with task.serving(folder / "servers") as tools:
            trajectory = agent.work(Attempt(task, device, folder / "run", pictures=False, tools=tools))
        verdict = task.score(device, trajectory)
        task.tear_down(device)
    return verdict


@cache
def _begun(locale: str, dark: bool) -> Phone:
    """The phone of that look that all attempts begin with, each on a fork of its own."""
    phone = fresh_phone(locale=locale)
    if dark:
        phone.shell("cmd uimode night yes")
    return phone


def playing(near: Near) -> CodeAgent:
    """An agent that does this and says that it is done."""

    def play(device: RecordedDevice, one: Attempt) -> str:
        return near(hand_of(device, one), sheet_of(one.task)) or ""

    return CodeAgent(getattr(near, "__name__", "near"), play, most=2_000)


def gold(hand: Hand, params: Params, task: str, **other: object) -> str | None:
    """The gold solver of a task, told other things than the sheet says."""
    return solver_for(task)(hand, Params({**params.values, **other}, params.goal))
