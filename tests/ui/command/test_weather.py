"""Trouble on demand from the command line: switched on at the start, for a run, and on a running phone."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.link.transport.direct import DirectTransport
from device.phone.weather.registry import KINDS
from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def serial() -> Iterator[str]:
    """A detached phone with weather."""
    started = agent("phone", "start", "--detach", "--json", "--seed", "3", "--weather", "dark,popups:0.8@7")
    assert started.exit_code == 0, started.output
    yield json.loads(started.stdout.splitlines()[-1])["serial"]
    agent("phone", "stop", "--all")


def listed() -> dict[str, str]:
    """The weather of each phone that runs."""
    return {one["serial"]: one["weather"] for one in json.loads(agent("phone", "list", "--json").stdout)}


def test_the_weather_of_a_phone_is_listed_changed_saved_and_put_back(serial: str) -> None:
    assert listed() == {serial: "popups:0.8,dark@7"}
    assert "seed 3, weather popups:0.8,dark@7" in agent("phone", "list").stdout
    transport = DirectTransport.dial(serial)
    assert transport.shell("cmd uimode night").stdout.strip() == b"Night mode: yes"
    assert agent("phone", "weather", serial).stdout == f"{serial}: popups:0.8,dark@7\n"

    assert agent("phone", "snapshot", serial, "stormy").exit_code == 0
    assert agent("phone", "weather", serial, "slow,swallow:0.2").stdout == f"{serial}: slow,swallow:0.2\n"
    assert transport.shell("cmd uimode night").stdout.strip() == b"Night mode: no"
    assert listed() == {serial: "slow,swallow:0.2"}
    assert agent("phone", "weather", serial, "none").stdout == f"{serial}: no trouble\n"
    assert listed() == {serial: ""}

    assert agent("phone", "restore", serial, "stormy").exit_code == 0
    assert listed() == {serial: "popups:0.8,dark@7"}
    forked = json.loads(agent("phone", "fork", serial, "--json").stdout.splitlines()[-1])["serial"]
    assert listed() == dict.fromkeys((serial, forked), "popups:0.8,dark@7")
    transport.close()


def test_what_is_no_weather_is_refused_and_leaves_what_there_is(serial: str) -> None:
    refused = agent("phone", "weather", serial, "slow,popup")
    assert refused.exit_code == 2
    assert refused.stderr == "error: there is no weather 'popup'. Did you mean popups?\n"
    assert listed() == {serial: "popups:0.8,dark@7"}
    for slip in ("", "-slow", "slow;popups"):
        refused = agent("phone", "weather", "--", serial, slip)
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1), slip
        assert listed() == {serial: "popups:0.8,dark@7"}
    unknown = agent("phone", "weather", "99", "slow")
    assert unknown.exit_code == 3
    assert "no embedded phone 99 runs" in unknown.stderr


@pytest.mark.parametrize("words", [("phone", "start"), ("run",), ("run", "turn on Bluetooth")])
def test_the_kinds_are_told(words: tuple[str, ...]) -> None:
    told = agent(*words, "--weather", "list")
    assert told.exit_code == 0
    *names, pace = [line.split()[0] for line in told.stdout.splitlines()]
    assert names == list(KINDS)
    assert pace == "real:pixel|midrange|old|wifi|FILE"


@pytest.mark.parametrize("words", [("phone", "start"), ("run", "turn on Bluetooth", "--device", "embedded")])
def test_a_typo_names_the_nearest_kind_before_anything_starts(words: tuple[str, ...]) -> None:
    refused = agent(*words, "--weather", "slow,swalow")
    assert refused.exit_code == 2
    assert refused.stderr == "error: --weather: there is no weather 'swalow'. Did you mean swallow?\n"


@pytest.mark.parametrize("words", [("phone", "start"), ("run", "turn on Bluetooth", "--device", "embedded")])
@pytest.mark.parametrize("nothing", ["", "  "])
def test_an_empty_weather_is_a_slip_and_no_clear_sky(words: tuple[str, ...], nothing: str) -> None:
    refused = agent(*words, "--weather", nothing)
    assert refused.exit_code == 2
    assert "names no kind of weather. Write it as slow,popups:0.8, all, or none" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_run_has_weather_on_its_own_phone_and_says_so_in_its_manifest(tmp_path: Path) -> None:
    out = tmp_path / "run"
    told = agent(
        "run",
        "turn on Bluetooth",
        "--device",
        "embedded",
        "--weather",
        "dark,slow",
        "--out",
        str(out),
        "--yes",
    )
    assert told.exit_code == 0, told.output
    assert json.loads((out / "manifest.json").read_text())["config"]["weather"] == "dark,slow"


def test_a_run_on_another_phone_has_no_weather_to_order(serial: str) -> None:
    refused = agent("run", "turn on Bluetooth", "--device", serial, "--weather", "slow")
    assert refused.exit_code == 2
    assert f"--weather goes with the embedded phone of a run, and this run is on {serial}" in refused.stderr
    assert "agent phone weather" in refused.stderr


def test_the_environment_may_order_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TAPWRIGHT_WEATHER", "fog")
    refused = agent("run", "turn on Bluetooth", "--device", "embedded")
    assert refused.exit_code == 2
    assert "there is no weather 'fog'" in refused.stderr
