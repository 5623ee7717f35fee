"""What an agent is given beside the goal: a person to ask, and a memory of just what was told."""

import socket
from pathlib import Path

import pytest

from agent.build import Agent, build
from agent.memory.store import MemoryStore
from agent.run.event import Question
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from models.error import ModelUnavailable
from tasks.agent.agent import Attempt
from tasks.agent.preset import PresetAgent
from tasks.gold.hand import Hand, NobodyThere
from tasks.suite import find_suite
from tests.boot import fresh_phone


def test_the_agent_has_a_memory_of_what_the_task_says_was_told_and_of_nothing_else(tmp_path: Path) -> None:
    seen: list[Settings] = []

    def built(settings: Settings, device: Device) -> Agent:
        seen.append(settings)
        return build(settings, device)

    task = find_suite("personal").named("PersonalNight").task(3)
    own = Settings(memory=tmp_path / "mine.sqlite", timeout=60)
    with Device(InProcessTransport(fresh_phone())) as device:
        task.initialize(device)
        PresetAgent(own, build=built).work(Attempt(task, device, tmp_path / "run" / "1", pictures=False))
    (settings,) = seen
    assert settings.memory is not None
    assert settings.memory != own.memory
    kept = MemoryStore(settings.memory).entries("preference")
    assert {entry.text for entry in kept} == set(task.remembered)
    assert not (tmp_path / "mine.sqlite").exists()


def test_what_is_changed_when_the_person_is_asked_is_noted_and_a_confirmation_is_no_question() -> None:
    task = find_suite("ask").named("AskWhichRadio").task(1)
    with Device(InProcessTransport(fresh_phone())) as device:
        task.initialize(device)
        assert task.reply(Question(kind="confirm", text="May I?"), device) == "yes"
        first = task.reply(Question(kind="ask", text="Which?"), device)
        device.shell(["svc", "wifi", "disable"])
        assert task.reply(Question(kind="ask", text="Again?"), device) == first
        early, late = task._askings
    assert (early.question, early.answer) == ("Which?", first)
    assert not [change for change in early.changes if "wifi_on" in change.place]
    assert [change for change in late.changes if "wifi_on" in change.place]


def test_a_hand_with_nobody_beside_it_has_nobody_to_ask() -> None:
    with Device(InProcessTransport(fresh_phone())) as device, pytest.raises(NobodyThere):
        Hand(device).ask("Which one?")


def test_an_endpoint_that_does_not_answer_is_what_the_attempt_breaks_by(tmp_path: Path) -> None:
    """Nothing was recorded yet; that nobody answered is still what is told."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    settings = Settings(model="any", base_url=url, preset="single", use_memory=False)
    task = find_suite("world").named("SystemWifiTurnOff").task(3)
    with Device(InProcessTransport(fresh_phone())) as device:
        task.initialize(device)
        one = Attempt(task, device, tmp_path / "run" / "1", pictures=False)
        with pytest.raises(ModelUnavailable, match=url):
            PresetAgent(settings).work(one)
