"""Weather between phone and computer, over the wire and in this process: dumps that fail, broken lines."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from device.client import Device
from device.error import ActionRejected, DeviceError, DeviceLost
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.screen import Point
from tests.device.conftest import AdbServer
from tests.device.phone.weather.page import (
    NOWHERE,
    change,
    element,
    labels,
    look,
    page_phone,
    shows,
    strikes,
    tapped,
    touch,
    until_struck,
)

WAYS = ("wire", "process")


@contextmanager
def held(way: str, weather: str, seed: int = 1) -> Iterator[tuple[Phone, Device]]:
    """The page's phone in a device's hand."""
    phone = page_phone(weather, seed=seed)
    if way == "process":
        with Device(InProcessTransport(phone)) as device:
            yield phone, device
        return
    with serve([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        yield phone, device


# -- dumps -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("way", WAYS)
def test_a_dump_fails_for_a_while_after_an_input_and_says_why(way: str) -> None:
    reasons, cut = set(), 0
    with held(way, "dump:1") as (phone, device):
        whole = look(device)
        for _ in range(25):
            until_struck(phone, "dump", lambda: device.tap(NOWHERE))
            seen = look(device)
            reasons.add(seen.tree_error)
            lacking = not seen.tree_error and len(seen.elements) < len(whole.elements)
            assert seen.tree_cut is lacking, "what is there is not taken for the whole"
            cut += lacking
            assert len(seen.elements) < len(whole.elements) or way == "wire"
            device.wait(5.5)
            assert look(device).elements == whole.elements, "it passes"
    told = " | ".join(reasons)
    assert "could not get idle state" in told
    assert "null root node" in told
    assert "Killed" in told
    assert cut, "some are cut, and what is there of them is read"


def test_the_phone_waits_for_an_idle_state_that_does_not_come() -> None:
    with held("process", "dump:1") as (phone, device):
        waits = set()
        for _ in range(25):
            until_struck(phone, "dump", lambda: device.tap(NOWHERE))
            before = phone.clock.uptime_ms
            said = device.shell("uiautomator dump /dev/tty")
            if b"idle state" in said.stderr:
                assert said.stdout == b""
                waits.add(phone.clock.uptime_ms - before)
            device.wait(6.0)
        assert waits == {10_000}


def test_a_dump_into_a_file_that_fails_leaves_none() -> None:
    with held("process", "dump:1") as (phone, device):
        kinds = set()
        for _ in range(25):
            until_struck(phone, "dump", lambda: device.tap(NOWHERE))
            device.shell("rm -f /sdcard/d.xml")
            said = device.shell("uiautomator dump /sdcard/d.xml")
            assert said.exit_code == (137 if said.stderr.startswith(b"Killed") else 0)
            there = phone.files.exists("/sdcard/d.xml")
            assert there is not said.stderr.startswith((b"ERROR", b"Killed"))
            kinds.add(there)
            device.wait(6.0)
        assert kinds == {True, False}


# -- the line ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("way", WAYS)
def test_the_line_breaks_at_a_tap_that_was_done_or_not_and_is_made_again(way: str) -> None:
    done = []
    with held(way, "disconnect") as (phone, device):
        save = element(look(device), "Save").bounds.center
        for _ in range(200):
            before, struck = len(tapped(phone)), strikes(phone, "disconnect")
            try:
                device.tap(save)
                assert strikes(phone, "disconnect") == struck
                assert len(tapped(phone)) == before + 1
            except ActionRejected:
                assert strikes(phone, "disconnect") == struck + 1
                done.append(len(tapped(phone)) - before)
                assert shows(look(device), "Save"), "it can be looked at at once"
    assert set(done) == {0, 1}, "nobody can tell without a look whether it was done"


@pytest.mark.parametrize("way", WAYS)
def test_in_a_storm_the_phone_stays_away_for_some_dials_and_comes_back(way: str) -> None:
    lost = 0
    with held(way, "disconnect:1") as (_phone, device):
        for _ in range(60):
            try:
                device.tap(NOWHERE)
            except DeviceLost:
                lost += 1
                for _ in range(5):
                    try:
                        device.transport.reconnect()
                        break
                    except DeviceError:
                        continue
                assert shows(look(device), "Save")
            except ActionRejected:
                raise AssertionError("it was not away at all") from None
    assert lost > 2


def test_a_broken_line_is_no_end_for_others(adb_server: AdbServer) -> None:
    """The stock adb finds the phone again after it was gone."""
    run = adb_server
    phone = page_phone("disconnect")
    with serve([phone]) as server:
        serial = server.serials[0]
        run("connect", serial)
        broken = 0
        for _ in range(60):
            struck = strikes(phone, "disconnect")
            run("-s", serial, "shell", "input tap 540 1900", check=False)
            if strikes(phone, "disconnect") > struck:
                broken += 1
                run("disconnect", serial, check=False)
                run("connect", serial)
                assert run("-s", serial, "shell", "echo here").stdout.strip() == b"here"
                if broken == 2:
                    break
        assert broken == 2
        run("disconnect", serial, check=False)


def test_a_secure_screen_over_the_wire() -> None:
    with held("wire", "secure:1") as (_, device):
        seen = device.observe()
        assert seen.secure
        assert shows(seen, "Save")


def test_a_slow_screen_over_the_wire_settles() -> None:
    with held("wire", "slow:1") as (phone, device):
        assert labels(look(device)) == ["Loading…"]
        assert device.settle(30.0)
        touch(device, "Save")
        assert tapped(phone) == ("Save",)


def test_the_weather_of_a_running_phone_can_change() -> None:
    with held("wire", "") as (phone, device):
        change(phone, "emptytree:1")
        assert labels(look(device)) == []
        change(phone, "none")
        device.tap(Point(540, 1900))
        assert shows(look(device), "Save")
