"""When goals by the clock are due: as cron has it."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.timetable import Timetable, trigger_of
from device.error import ConfigError

SUNDAY = datetime(2026, 3, 1, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("cron", "due"),
    [
        ("0 22 * * *", "03-01 22:00"),
        ("30 6 * * mon-fri", "03-02 06:30"),
        ("30 6 * * 1-5", "03-02 06:30"),
        ("0 9 * * 0", "03-08 09:00"),
        ("0 9 * * 7", "03-08 09:00"),
        ("0 13 * * 0", "03-01 13:00"),
        ("*/15 9-17 * * *", "03-01 12:15"),
        ("0 0 13 * 5", "03-06 00:00"),
        ("@daily", "03-02 00:00"),
        ("@weekly", "03-08 00:00"),
    ],
)
def test_next_time(cron: str, due: str) -> None:
    found = trigger_of(cron).get_next_fire_time(None, SUNDAY.replace(minute=1))
    assert found.strftime("%m-%d %H:%M") == due


@pytest.mark.parametrize(
    "cron", ["", "bad", "61 * * * *", "* * * *", "* * * * * *", "0 25 * * *", "0 0 * * 9", "a b c d e"]
)
def test_what_is_no_time(cron: str) -> None:
    with pytest.raises(ConfigError, match="is no time"):
        trigger_of(cron)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    try:
        trigger_of(text)
    except ConfigError:
        return


def test_kept_numbered_and_removed(tmp_path: Path) -> None:
    table = Timetable(tmp_path / "deep" / "schedule.json")
    first = table.add("0 22 * * *", " Turn on Bluetooth ", routine=False, flags={"device": "S1"})
    second = table.add("@daily", "alarm at 7", routine=True, flags={})
    assert [(one.id, one.goal) for one in table.all()] == [("1", "Turn on Bluetooth"), ("2", "alarm at 7")]
    table.remove(first.id)
    assert table.all() == (second,)
    assert table.add("@daily", "x", routine=False, flags={}).id == "3"
    with pytest.raises(ConfigError, match="nothing is scheduled as 9"):
        table.remove("9")
    with pytest.raises(ConfigError, match="goal is empty"):
        table.add("@daily", " ", routine=False, flags={})


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "schedule.json"
    path.write_text("{nonsense")
    with pytest.raises(ConfigError, match="cannot be read"):
        Timetable(path).all()
