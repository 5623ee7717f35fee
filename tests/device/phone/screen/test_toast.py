"""Toasts: how long they stay, over whatever app comes to the front."""

import pytest

from device.phone.phone import Phone
from tests.boot import fresh_phone

SHORT_MS, LONG_MS = 2_000, 3_500
"""How long Android shows them."""


def shown(phone: Phone) -> str:
    """The toast that is in the picture."""
    windows = [window for window in phone.frame().windows if window.kind == "toast"]
    return " ".join(child.view.text.content for window in windows for child in window.root.children)


@pytest.mark.parametrize(
    "elsewhere", ["input keyevent HOME", "am start -a android.settings.SETTINGS", "true"]
)
@pytest.mark.parametrize("ms", [SHORT_MS, LONG_MS])
def test_a_toast_stays_its_time_whatever_app_is_on_top_and_no_longer(ms: int, elsewhere: str) -> None:
    phone = fresh_phone()
    begun = phone.clock.uptime_ms
    phone.toast("Saved", ms)
    phone.shell(elsewhere)
    assert shown(phone) == "Saved"
    phone.clock.advance(ms - (phone.clock.uptime_ms - begun) - 1)
    assert shown(phone) == "Saved"
    phone.clock.advance(1)
    assert shown(phone) == ""


def test_a_short_one_is_what_apps_show() -> None:
    phone = fresh_phone()
    phone.toast("Saved")
    assert phone.window.toast_until_ms - phone.clock.uptime_ms == SHORT_MS


def test_one_is_out_of_the_picture_after_a_sleep_and_of_no_snapshot_that_is_put_back_later() -> None:
    phone = fresh_phone()
    plain = phone.shell("screencap -p").stdout
    phone.toast("Saved")
    assert phone.shell("screencap -p").stdout != plain
    kept = phone.snapshot()
    phone.shell("sleep 2")
    assert phone.shell("screencap -p").stdout == plain
    phone.restore(kept)
    assert shown(phone) == "Saved"
    phone.shell("sleep 2")
    assert shown(phone) == ""


def test_the_next_one_has_its_own_time() -> None:
    phone = fresh_phone()
    phone.toast("First")
    phone.clock.advance(SHORT_MS - 1)
    phone.toast("Second")
    phone.clock.advance(SHORT_MS - 1)
    assert shown(phone) == "Second"
    phone.clock.advance(1)
    assert shown(phone) == ""


def test_of_a_long_one_two_lines_show() -> None:
    phone = fresh_phone()
    phone.toast("Anna Maria " * 30)
    window = next(window for window in phone.frame().windows if window.kind == "toast")
    (words,) = window.root.children
    assert words.text is not None
    assert len(words.text.lines) == 2
    assert words.text.lines[1].endswith("…")
