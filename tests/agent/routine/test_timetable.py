"""When goals by the clock are due: as cron has it."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.routine.localzone import local_zone
from agent.routine.timetable import Timetable, trigger_of
from device.error import ConfigError

SUMMER_IN_BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"
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
        ("0 9 * * 0-1", "03-02 09:00"),
        ("0 9 * * sat-sun", "03-07 09:00"),
        ("0 9 * * 5-7/2", "03-06 09:00"),
        ("0 9 * * */3", "03-04 09:00"),
        ("0 22 */2 * 1", "03-09 22:00"),
        ("0 22 1-31 * */6", "03-01 22:00"),
    ],
)
def test_next_time(cron: str, due: str) -> None:
    found = trigger_of(cron).get_next_fire_time(None, SUNDAY.replace(minute=1))
    assert found.strftime("%m-%d %H:%M") == due


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "bad",
        "61 * * * *",
        "* * * *",
        "* * * * * *",
        "0 25 * * *",
        "0 0 * * 9",
        "a b c d e",
        "0 0 * * 5-1",
        "0 0 * * */0",
        "0 0 * * 1-",
        "0 0 * * mon,,tue",
        "0 0 * * 5/9x",
    ],
)
def test_what_is_no_time(cron: str) -> None:
    with pytest.raises(ConfigError, match="is no time"):
        trigger_of(cron)


def test_a_weekday_there_is_none_of_is_told_by_crons_numbers() -> None:
    with pytest.raises(ConfigError, match=r"weekday 8.*0 to 7"):
        trigger_of("0 0 * * 8")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Names another time zone for this process, which has its own again afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("UTC0", "2026-03-01T22:00:00+00:00"),
        (SUMMER_IN_BERLIN, "2026-03-01T22:00:00+01:00"),
        ("<+0330>-3:30", "2026-03-01T22:00:00+03:30"),
        (":Europe/Berlin", "2026-03-01T22:00:00+01:00"),
        ("America/St_Johns", "2026-03-01T22:00:00-03:30"),
        ("", "2026-03-01T22:00:00+00:00"),
    ],
)
def test_the_clock_here_is_the_systems_whatever_names_its_zone(
    name: str, due: str, zone: pytest.MonkeyPatch
) -> None:
    zone.setenv("TZ", name)
    time.tzset()
    found = trigger_of("0 22 * * *").get_next_fire_time(None, datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert found.isoformat() == due


def test_the_hours_that_summer_time_takes_and_gives(zone: pytest.MonkeyPatch) -> None:
    zone.setenv("TZ", SUMMER_IN_BERLIN)
    time.tzset()
    here = local_zone()
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    told = [(first + timedelta(hours=later)).astimezone(here).isoformat() for later in (0, 1)]
    assert told == ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]
    nightly = trigger_of("30 4 * * *")
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    due = nightly.get_next_fire_time(None, before)
    assert due.isoformat() == "2026-03-29T04:30:00+02:00"


@pytest.mark.parametrize("name", ["Nonsense/Zone", "UT", "UTC0,M3", "/etc/passwd", "../x"])
def test_a_zone_that_is_none_is_one_clear_line(name: str, zone: pytest.MonkeyPatch) -> None:
    zone.setenv("TZ", name)
    time.tzset()
    with pytest.raises(ConfigError, match=r"is no time zone.*Europe/Berlin"):
        trigger_of("0 22 * * *")


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


def test_what_never_comes_is_not_kept(tmp_path: Path) -> None:
    table = Timetable(tmp_path / "schedule.json")
    with pytest.raises(ConfigError, match="never"):
        table.add("0 0 31 2 *", "x", routine=False, flags={})
    assert table.all() == ()
    table.add("0 0 29 2 *", "x", routine=False, flags={})


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "schedule.json"
    path.write_text("{nonsense")
    with pytest.raises(ConfigError, match="cannot be read"):
        Timetable(path).all()
