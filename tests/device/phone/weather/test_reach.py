"""Whatever the weather, a careful person reaches the goal: gold walks by a hand that looks twice."""

import pytest

from device.phone.phone import Phone
from device.phone.weather.forecast import forecast
from device.phone.weather.registry import KINDS
from tests.device.phone.weather.careful import persevere
from tests.tasks.gold.case import Case, phone_for
from tests.tasks.gold.case_markor import NOTEBOOK, holds, put
from tests.tasks.gold.case_setting import reads, run
from tests.thin import thinned

NOTE = "Bring 2 lamps."
CASES = (
    Case("SystemWifiTurnOff", reads("global", "wifi_on", "0"), {"on_or_off": "off"}),
    Case(
        "SystemBrightnessMax",
        reads("system", "screen_brightness", "255"),
        {"max_or_min": "max"},
        before=run("settings put system screen_brightness 1"),
    ),
    Case(
        "MarkorEditNote",
        holds("plan.md", NOTE),
        {"file_name": "plan.md", "edit_type": "replace", "replace_text": NOTE},
        before=lambda phone: put(phone, "plan.md", "Bring nothing."),
    ),
    Case(
        "MarkorCreateFolder",
        lambda phone, _answer: phone.files.is_dir(f"{NOTEBOOK}/lamps"),
        {"folder_name": "lamps"},
    ),
)


def walk(case: Case, weather: str) -> Phone:
    """The case in that weather."""
    phone = phone_for("en-US", dark=False)
    case.before(phone)
    phone.weather.change(forecast(weather))
    assert not case.done(phone, "")
    persevere(case, phone)
    return phone


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", thinned(CASES, 4), ids=str)
def test_the_goal_stays_within_reach(case: Case, kind: str) -> None:
    walk(case, kind)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("intensity", ["0.5", "1"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_goal_stays_within_reach_in_any_storm(case: Case, kind: str, intensity: str, seed: int) -> None:
    walk(case, f"{kind}:{intensity}@{seed}")
