"""What is read of the calendar's screens, and of a task's sheet, in both languages."""

from datetime import date, time

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from tasks.gold.calendar import clock_time, day_meant
from tasks.gold.calendarpage import (
    day_in,
    entries_of_day,
    open_calendar,
    open_day,
    open_today,
    time_in,
    time_now,
)
from tasks.gold.hand import Hand
from tasks.gold.params import BadParams
from tests.tasks.gold.case import phone_for
from tests.tasks.gold.case_calendar import Seeded, seed

TODAY = date(2023, 10, 15)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("October 24 2023", 24),
        ("October 24", 24),
        ("today", 15),
        ("tomorrow", 16),
        ("yesterday", 14),
        ("this Saturday", 21),
        ("Sunday", 22),
        ("the Monday after next", 23),
        ("the Sunday after next", 29),
    ],
)
def test_days_are_meant_as_the_sheet_words_them(words, day):
    assert day_meant(words, TODAY) == date(2023, 10, day)


def test_what_is_no_day_or_time_is_said_to_be_none():
    with pytest.raises(BadParams):
        day_meant("some day", TODAY)
    with pytest.raises(BadParams):
        clock_time("soon")


@pytest.mark.parametrize(
    ("words", "at"), [("9:15pm", (21, 15)), ("12am", (0, 0)), ("12pm", (12, 0)), ("20:00", (20, 0))]
)
def test_times_are_read_as_the_sheet_writes_them(words, at):
    assert clock_time(words) == time(*at)


def test_days_and_times_are_read_in_both_languages():
    assert day_in("October 5, 2023 (Thu)") == day_in("2023年10月5日（周四）") == date(2023, 10, 5)
    assert day_in("May 2024") == day_in("2024年5月") == date(2024, 5, 1)
    assert time_in("下午1:05") == time_in("1:05 PM") == time_in("13:05") == time(13, 5)
    assert time_in("12:05 AM") == time_in("上午12:05") == time(0, 5)
    assert time_in("All-day") is None


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_long_day_is_read_to_its_end(locale):
    phone = phone_for(locale, dark=False)
    events = [Seeded(20, place // 2, 15, "Same", minute=30 * (place % 2)) for place in range(24)]
    seed([*events, Seeded(19, 23, 90, "Night"), Seeded(20, 23, 90, "Late")])(phone)
    with Device(InProcessTransport(phone)) as device:
        hand = Hand(device)
        assert open_today(hand) == TODAY
        open_day(hand, date(2023, 10, 20))
        found = entries_of_day(hand)
    assert [entry.title for entry in found] == ["Night", *["Same"] * 24, "Late"]
    assert found[0].start is None
    assert found[0].end == time(0, 30)
    assert found[-1].start == time(23)
    assert found[-1].end is None


def test_the_clock_is_read_and_a_form_left_open_is_given_up():
    phone = phone_for("zh-CN", dark=True)
    with Device(InProcessTransport(phone)) as device:
        hand = Hand(device)
        open_calendar(hand)
        assert time_now(hand) == time(15, 34)
        hand.tap(id="calendar_fab")
        hand.tap(id="fab_event_label")
        hand.type("Half written", id="event_title")
        open_calendar(hand)
        assert hand.sees(id="calendar_fab")
