"""The server on the phone from the command line: what is asked, and what is done without a yes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.phone.server.host import PhoneServer, serve
from device.phone.system import automation
from device.resident.jar import Jar
from tests.boot import fresh_phone
from tests.device.mirror.standin import server_file
from tests.device.resident.faulty import server_jar
from ui.cli import main

DANGER = ("listens on every network", "without a password", "a shell")


def agent(*words: str, said: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=said)


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Iterator[PhoneServer]:
    monkeypatch.setattr("ui.phoneserver.find_jar", lambda: Jar(server_jar(), "0.4.1"))
    monkeypatch.setattr("ui.command.doctorphone.find_jar", lambda: Jar(server_jar(), "0.4.1"))
    with serve([fresh_phone()]) as server:
        yield server


def used(phone: PhoneServer) -> bool:
    """Whether anything was started through the server on the phone."""
    events = phone.call(lambda: [event.what for event in phone.phones[0].events.since()])
    assert phone.call(lambda: automation.holder(phone.phones[0])) is None
    return any("tapwright-u2.jar" in what for what in events)


def test_nobody_is_overheard_saying_yes(phone: PhoneServer) -> None:
    """Without a terminal nothing is used that was not agreed to; the run says so and goes on."""
    (serial,) = phone.serials
    done = agent("run", "Open Settings", "--device", serial, "--helper")
    assert done.exit_code == 0, done.output
    assert "The server on the phone stays off: nobody has agreed to it for this phone" in done.output
    assert not used(phone)
    asked = agent("setup", "--helper", "--device", serial)
    assert asked.exit_code == 2
    assert all(words in asked.output for words in DANGER)


def test_a_yes_is_kept_told_by_the_doctor_and_taken_back(
    phone: PhoneServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (serial,) = phone.serials
    said = agent("setup", "--helper", "--yes", "--device", serial)
    assert said.exit_code == 0, said.output
    assert all(words in said.output for words in DANGER)
    assert "s by the server" in said.output
    done = agent("run", "Open Settings", "--device", serial, "--helper")
    assert done.exit_code == 0, done.output
    assert "stays off" not in done.output
    assert used(phone)
    monkeypatch.setenv("TAPWRIGHT_HELPER", "uiautomator2")
    assert "gives whoever reaches it the screen and a shell" in agent("doctor", "--device", serial).output
    phone.call(
        lambda: phone.phones[0].settings.put("secure", "enabled_accessibility_services", "a.b/.Reader")
    )
    paused = agent("run", "Open Settings", "--device", serial)
    assert "accessibility services are on and will pause (a.b)" in paused.output
    assert agent("setup", "--no-helper", "--device", serial).exit_code == 0
    assert "nobody has agreed to it" in agent("doctor", "--device", serial).output


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    refused = agent("run", "Open Settings", "--device", "embedded", "--helper")
    assert refused.exit_code == 2
    assert "pip install 'tapwright[fast]'" in refused.output


def test_a_stream_goes_by_the_scrcpy_that_is_installed(
    phone: PhoneServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("av", reason="streams need PyAV: pip install 'tapwright[media]'")
    (serial,) = phone.serials
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = agent("run", "Open Settings", "--device", serial, "--stream")
    assert refused.exit_code == 2
    assert "scrcpy is not installed here" in refused.output
    program = tmp_path / "scrcpy"
    program.write_text("#!/bin/sh\necho 'scrcpy 3.3.4'\n")
    program.chmod(0o755)
    (tmp_path / "scrcpy-server").write_bytes(server_file().data)
    done = agent("run", "Open Settings", "--device", serial, "--stream")
    assert done.exit_code == 0, done.output
    assert "is not used" not in done.output
