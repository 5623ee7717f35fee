"""What a phone lacks is told before anybody is blamed for it."""

from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from tasks.runner.fault import fault_of
from tasks.runner.preflight import AppMissing, needs, preflight, see_apps
from tasks.suite import find_suite
from tests.boot import fresh_phone


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone(seed=0))) as held:
        yield held


def test_every_app_of_every_suite_of_ours_is_known() -> None:
    for suite in ("world", "infeasible", "ask", "long", "lab", "personal", "safety"):
        names = {name for each in find_suite(suite).templates.values() for name in each.facts.app_names}
        assert {name for name in names if not needs([name])} <= {"notifications"}


def test_what_is_there_is_seen_with_its_version(device: Device) -> None:
    clock, recorder = preflight(device, ["clock", "Audio Recorder"])
    assert (clock.trouble, clock.code) == ("", 70500)
    assert recorder.code == recorder.need.code == 926
    see_apps(device, ["clock", "audio recorder", "notifications"])


def test_an_app_that_is_missing_is_no_fault_of_the_agents(device: Device) -> None:
    device.shell(["pm", "uninstall", "net.gsantner.markor"])
    (markor,) = preflight(device, ["markor"])
    assert markor.trouble == "not installed"
    assert "adb -s emulator-5554 install -r -g net.gsantner.markor_146.apk" in markor.commands(
        "emulator-5554"
    )
    with pytest.raises(AppMissing, match=r"markor \(net.gsantner.markor\)") as missing:
        see_apps(device, ["clock", "markor"])
    assert fault_of(missing.value, "harness") == "harness"


def test_another_version_and_a_permission_that_is_lacking_are_told(device: Device) -> None:
    (calendar,) = preflight(device, ["simple calendar pro"])
    assert "238 is pinned" in calendar.trouble
    device.shell(["pm", "revoke", "com.dimowner.audiorecorder", "android.permission.RECORD_AUDIO"])
    (recorder,) = preflight(device, ["audio recorder"])
    assert recorder.trouble == "lacks android.permission.RECORD_AUDIO"
    granting = "adb -s x shell pm grant com.dimowner.audiorecorder android.permission.RECORD_AUDIO"
    assert list(recorder.commands("x")) == [granting]
