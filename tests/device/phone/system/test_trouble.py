"""Apps that hang or crash, and what the phone asks about them."""

import pytest

from device.phone.phone import Phone
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.system.intent import Intent
from tests.boot import fresh_phone
from tests.device.phone.probe import elements, install, tap

PROBE = "test.probe"
CONTACTS = "com.google.android.contacts"


@pytest.fixture
def phone() -> Phone:
    phone = fresh_phone(seed=3)
    install(phone)
    return phone


def focus(phone: Phone) -> str:
    return phone.shell("dumpsys window | grep mCurrentFocus").stdout.decode()


def test_a_hanging_app_is_asked_about_and_can_be_closed(phone: Phone) -> None:
    phone.hang(PROBE)
    assert elements(phone, "Probe isn't responding")
    assert {element.package_name for element in phone.frame().elements()} == {"android"}
    assert "Application Not Responding: test.probe" in focus(phone)
    phone.touch.key(4)
    assert elements(phone, "aerr_wait")  # Back does not answer it
    tap(phone, "aerr_close")
    assert phone.front.package == phone.home_package
    phone.start(Intent(package=PROBE))
    tap(phone, "field")
    assert phone.front.layout.focus == "field"


def test_while_it_hangs_it_answers_nothing_and_is_asked_about_again(phone: Phone) -> None:
    phone.hang(PROBE)
    tap(phone, "aerr_wait")
    before = phone.front
    tap(phone, "field")
    phone.touch.text("lost")
    phone.touch.key(4)
    phone.touch.swipe(500, 1500, 500, 500)
    assert phone.front == before
    assert not elements(phone, "aerr_close")
    phone.shell("sleep 5")
    assert elements(phone, "aerr_close")
    phone.touch.key(3)
    assert phone.front.package == phone.home_package


def test_nobody_is_asked_about_an_app_in_the_background(phone: Phone) -> None:
    phone.touch.key(3)
    phone.hang(PROBE)
    assert not elements(phone, "aerr_wait")
    phone.start(Intent(package=PROBE))
    assert elements(phone, "aerr_wait")


def test_a_hang_can_pass_by_itself(phone: Phone) -> None:
    phone.hang(PROBE, 20_000)
    tap(phone, "Wait")
    phone.shell("sleep 21")
    tap(phone, "field")
    assert phone.front.layout.focus == "field"
    assert not elements(phone, "aerr_close")


def test_a_frozen_process_hangs_and_wakes(phone: Phone) -> None:
    phone.shell(f"kill -STOP $(pidof {PROBE})")
    assert elements(phone, "aerr_wait")
    phone.shell(f"kill -CONT $(pidof {PROBE})")
    assert not elements(phone, "aerr_wait")
    tap(phone, "field")
    assert phone.front.layout.focus == "field"


def test_a_crash_closes_the_app_and_says_so(phone: Phone) -> None:
    phone.crash(PROBE, "java.lang.NullPointerException")
    assert phone.front.package == phone.home_package
    assert elements(phone, "Probe has stopped")
    assert "Application Error: test.probe" in focus(phone)
    assert any("FATAL EXCEPTION" in line and PROBE in line for line in phone.log)
    tap(phone, "aerr_close")
    assert not elements(phone, "aerr_close")
    phone.start(Intent(package=PROBE))
    assert phone.shell(f"am crash {PROBE}").exit_code == 0
    assert elements(phone, "Probe keeps stopping")
    tap(phone, "App info")
    assert phone.front.package == "com.android.settings"
    assert elements(phone, "Probe")


@pytest.mark.parametrize("key", ["HOME", "APP_SWITCH"])
def test_a_crash_is_told_until_somebody_goes_home_or_to_recents(phone: Phone, key: str) -> None:
    phone.crash(PROBE)
    phone.shell("input keyevent BACK")
    assert elements(phone, "aerr_close")
    phone.shell(f"input keyevent {key}")
    assert not elements(phone, "aerr_close")
    assert "Application Error" not in focus(phone)
    phone.crash(PROBE)
    assert elements(phone, "Probe keeps stopping")


def test_going_home_answers_nothing_about_an_app_that_hangs(phone: Phone) -> None:
    phone.hang(PROBE)
    phone.shell("input keyevent HOME")
    assert not elements(phone, "aerr_wait")
    phone.start(Intent(package=PROBE))
    assert elements(phone, "aerr_wait")


def test_only_an_open_app_can_be_crashed_from_the_shell(phone: Phone) -> None:
    phone.shell("am crash com.google.android.deskclock")
    assert phone.front.package == PROBE
    with pytest.raises(KeyError):
        phone.crash("no.such.app")
    with pytest.raises(KeyError):
        phone.hang("no.such.app")


def test_an_app_stopped_from_elsewhere_is_not_asked_about_any_more(phone: Phone) -> None:
    phone.hang(PROBE)
    phone.shell(f"am force-stop {PROBE}")
    assert not elements(phone, "aerr_close")


def test_trouble_is_part_of_a_snapshot_and_of_its_file(phone: Phone) -> None:
    phone.start(Intent(package=CONTACTS))
    phone.stack.remove(PROBE)
    phone.hang(CONTACTS)
    saved = from_bytes(to_bytes(phone.snapshot()))
    tap(phone, "aerr_close")
    phone.restore(saved)
    assert elements(phone, "aerr_wait")
    tap(phone, "aerr_wait")
    assert not elements(phone, "aerr_wait")


def test_in_chinese() -> None:
    phone = fresh_phone(seed=3, locale="zh-CN")
    install(phone)
    phone.hang(PROBE)
    assert elements(phone, "Probe没有响应")
    assert elements(phone, "等待")
