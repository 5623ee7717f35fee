"""The screen stays on for a run, and goes off again as its owner set it, whatever way the run ends."""

from pathlib import Path

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def value(phone: Phone) -> str | None:
    return phone.settings.get("global", "stay_on_while_plugged_in")


@pytest.mark.parametrize("before", [None, "0", "2"])
def test_it_is_put_back_as_it_was(phone: Phone, tmp_path: Path, before: str | None) -> None:
    if before is not None:
        phone.settings.put("global", "stay_on_while_plugged_in", before)
    else:
        phone.settings.delete("global", "stay_on_while_plugged_in")
    with Device(InProcessTransport(phone), state_folder=tmp_path) as device:
        device.stay_awake()
        device.stay_awake()
        assert value(phone) == "7"
        device.let_sleep()
        assert value(phone) == before
        device.stay_awake()
    assert value(phone) == before


def test_what_a_killed_run_left_on_the_next_puts_back(phone: Phone, tmp_path: Path) -> None:
    phone.settings.put("global", "stay_on_while_plugged_in", "0")
    Device(InProcessTransport(phone), state_folder=tmp_path).stay_awake()
    assert value(phone) == "7"
    Device(InProcessTransport(phone), state_folder=tmp_path)
    assert value(phone) == "0"


def test_what_somebody_set_meanwhile_stands(phone: Phone, tmp_path: Path) -> None:
    with Device(InProcessTransport(phone), state_folder=tmp_path) as device:
        device.stay_awake()
        phone.settings.put("global", "stay_on_while_plugged_in", "3")
    assert value(phone) == "3"


def test_a_phone_that_nothing_is_kept_of_is_left_alone(phone: Phone) -> None:
    before = value(phone)
    with Device(InProcessTransport(phone)) as device:
        device.stay_awake()
        assert value(phone) == before
