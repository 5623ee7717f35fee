"""Other makers' phones from the command line: their quirks show to whoever connects."""

import json

import pytest
from click.testing import CliRunner, Result

from device.link.transport.direct import DirectTransport
from device.phone.server.vendor import QUIRKS
from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_a_phone_started_with_quirks_has_them_and_so_has_its_fork() -> None:
    started = agent("phone", "start", "--detach", "--json", "--vendor", "injection, split")
    assert started.exit_code == 0, started.output
    serial = json.loads(started.stdout.splitlines()[-1])["serial"]
    try:
        assert "vendor injection, split" in agent("phone", "list").stdout
        fork = json.loads(agent("phone", "fork", serial, "--json").stdout.splitlines()[-1])["serial"]
        for each in (serial, fork):
            transport = DirectTransport.dial(each)
            assert "INJECT_EVENTS" in transport.shell("input tap 5 5 2>&1").text
            assert "multi-window" in transport.shell("dumpsys window").text
            transport.close()
        doctor = agent("doctor", "--device", serial)
        assert "USB debugging (Security settings)" in doctor.output
    finally:
        agent("phone", "stop", "--all")


@pytest.mark.parametrize("detached", [(), ("--detach",)])
def test_two_that_each_have_a_program_in_their_own_way_are_refused(detached: tuple[str, ...]) -> None:
    refused = agent("phone", "start", *detached, "--vendor", "foldable,locked")
    assert refused.exit_code == 2
    assert "a phone is either 'foldable' or 'locked': each changes `dumpsys`" in refused.stderr


def test_quirks_are_listed_and_the_nearest_is_named() -> None:
    lines = agent("phone", "start", "--vendor", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(QUIRKS)
    assert all(len(line.split(maxsplit=1)[1]) > 20 for line in lines)
    assert "Did you mean foldable?" in agent("phone", "start", "--vendor", "fodable").stderr
