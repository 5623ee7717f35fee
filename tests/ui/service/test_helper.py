"""The server on the phone in sessions and from Python: it runs while a run does, and no longer."""

from pathlib import Path

import pytest

from agent import Agent
from agent.run.event import Noticed, StepDone
from agent.settings import Settings
from device.link.discovery import open_device
from device.phone.server.host import PhoneServer, serve
from device.phone.system import automation
from device.resident.jar import Jar
from tests.boot import fresh_phone
from tests.device.mirror.standin import server_file
from tests.device.resident.faulty import server_jar
from ui.service.phone import Phones

OFF = "The server on the phone stays off: nobody has agreed to it for this phone"


@pytest.fixture(autouse=True)
def jar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.connect.find_jar", lambda: Jar(server_jar(), "0.4.1"))


def runs_there(server: PhoneServer) -> bool:
    return server.call(lambda: automation.holder(server.phones[0])) is not None


def test_from_python_it_runs_only_while_a_run_does(tmp_path: Path) -> None:
    settings = Settings(helper="uiautomator2", runs=tmp_path / "runs", use_memory=False)
    with serve([fresh_phone()]) as server:
        (serial,) = server.serials
        with Agent.on(serial, settings, state=tmp_path) as agent:
            told = [event.text for event in agent.run("Open Settings") if isinstance(event, Noticed)]
            assert any(OFF in text for text in told)
        with open_device(serial, state_folder=tmp_path) as device:
            device.consent.give()
        with Agent.on(serial, settings, state=tmp_path) as agent:
            for _ in range(2):
                during = [
                    runs_there(server)
                    for event in agent.run("Open the Clock")
                    if isinstance(event, StepDone) and event.step.performed
                ]
                assert during
                assert all(during)
                assert not runs_there(server)


def test_a_session_takes_a_phone_that_its_runs_use_it_on(tmp_path: Path) -> None:
    settings = Settings(helper="uiautomator2", runs=tmp_path / "runs")
    with serve([fresh_phone()]) as server:
        taken = Phones(settings, "the chat").take(server.serials[0], settings)
        with taken.device as device:
            device.consent.give()
            for _ in range(2):
                device.serve()
                assert device.served
                device.unserve()
                assert not device.served
                assert not runs_there(server)


def test_a_stream_lasts_as_long_as_a_run_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("av", reason="streams need PyAV: pip install 'tapwright[media]'")
    monkeypatch.setattr("agent.connect.find_server", server_file)
    settings = Settings(stream="scrcpy", runs=tmp_path / "runs", use_memory=False)
    with serve([fresh_phone()]) as server, Agent.on(server.serials[0], settings, state=tmp_path) as agent:
        for goal in ("Open Settings", "Open the Clock"):
            during = [
                agent.device.streams
                for event in agent.run(goal)
                if isinstance(event, StepDone) and event.step.performed
            ]
            assert during
            assert all(during)
            assert not agent.device.streams
        assert agent.device.observe().screenshot is not None
