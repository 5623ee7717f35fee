"""Numbers, lengths, times and days, in both languages; and no text that is too strange."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.language.clockface import shown_time
from agent.language.number import find_duration, find_percent, read_number
from agent.language.when import TimeOfDay, find_days, find_time
from tests.table import each_row


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("42", 42), ("twelve", 12), ("forty-five", 45), ("forty five", 45), ("a hundred", 100),
        ("十", 10), ("十五", 15), ("二十", 20), ("二十五", 25), ("两", 2), ("一百零五", 105),
        ("二〇二五", 2025), ("五五", 55), ("一百五十", 150),
        ("一百二", 120), ("三千五", 3500), ("两百零三", 203),
        ("", None), ("five forty", None), ("forty eleven", None), ("十百", None), ("五六十", None),
        ("x", None),
    ],
)  # fmt: skip
def test_numbers(text, value):
    assert read_number(text) == value


@each_row(("text", "seconds"), [
        ("5 minutes", 300), ("1h 15m 30s", 4530), ("1h15m30s", 4530), ("half an hour", 1800), ("90s", 90),
        ("an hour and a half", 5400), ("2 and a half hours", 9000), ("1.5 hours", 5400), ("a minute", 60),
        ("1 hour, 2 minutes, and 3 seconds", 3723), ("three quarters of an hour", 2700), ("20-minute", 1200),
        ("五分钟", 300), ("一小时", 3600), ("两个小时", 7200), ("一个半小时", 5400), ("半小时", 1800),
        ("十分半", 630), ("一刻钟", 900), ("3小时20分钟10秒", 12010), ("九十秒", 90),
        ("", None), ("5", None), ("0 minutes", None), ("minutes", None), ("at 7:30", None),
    ])  # fmt: skip
def test_lengths(text, seconds):
    found = find_duration(text)
    assert (found[0] if found else None) == seconds
    assert found is None or not found[1].strip()


@each_row(("text", "time"), [
        ("7:30", "07:30"), ("7.30", "07:30"), ("07:30", "07:30"), ("7:30 pm", "19:30"),
        ("7:30 P.M.", "19:30"),
        ("12 am", "00:00"), ("12 pm", "12:00"), ("7am", "07:00"), ("19:05", "19:05"), ("1905", "19:05"),
        ("half past seven", "07:30"), ("quarter past 6 pm", "18:15"), ("quarter to six", "05:45"),
        ("ten to nine", "08:50"), ("20 past 5", "05:20"), ("seven o'clock", "07:00"), ("noon", "12:00"),
        ("midnight", "00:00"), ("seven thirty", "07:30"),
        ("seven oh five", "07:05"), ("6 in the evening", "18:00"),
        ("6 in the morning", "06:00"), ("11 at night", "23:00"),
        ("1 at night", "01:00"), ("tonight at 8", "20:00"),
        ("七点半", "07:30"), ("早上七点半", "07:30"), ("下午三点一刻", "15:15"), ("晚上十点", "22:00"),
        ("凌晨12点", "00:00"), ("中午十二点", "12:00"), ("中午一点", "13:00"), ("晚上十二点", "00:00"),
        ("7点45分", "07:45"), ("十九点零五分", "19:05"), ("早上6:20", "06:20"), ("六点整", "06:00"),
        ("0:30", "00:30"), ("quarter to one am", "00:45"),
        ("25:00", None), ("7:75", None), ("", None), ("soon", None), ("50%", None),
        ("morning and evening at 7", None),
    ])  # fmt: skip
def test_times(text, time):
    found = find_time(text)
    assert (str(found[0]) if found else None) == time


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every day", range(7)), ("daily", range(7)), ("on weekdays", range(5)), ("weekends", (5, 6)),
        ("Monday", (0,)), ("Mondays and Wednesdays", (0, 2)), ("every Tue, Thu and Sun", (1, 3, 6)),
        ("每天", range(7)), ("工作日", range(5)), ("周末", (5, 6)), ("每周一", (0,)),
        ("星期二和星期日", (1, 6)),
        ("周一到周五", range(5)), ("sunrise", ()), ("monkey", ()), ("", ()),
    ],
)  # fmt: skip
def test_days(text, days):
    assert find_days(text)[0] == tuple(days)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50%", 50),
        ("to 7 percent", 7),
        ("fifty percent", 50),
        ("百分之三十", 30),
        ("101%", None),
        ("50", None),
    ],
)
def test_percentages(text, value):
    found = find_percent(text)
    assert (found[0] if found else None) == value


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("7:30 AM", "07:30"), ("7:30\u202fPM", "19:30"), ("12:05 am", "00:05"), ("19:05", "19:05"),
        ("上午7:30", "07:30"), ("下午 1:05", "13:05"), ("7:30 a.m.", "07:30"),
        ("7:30 AM tomorrow", None), ("25:00", None), ("0:30 PM", None), ("00:00:05", None), ("", None),
    ],
)  # fmt: skip
def test_times_on_the_screen(text, time):
    found = shown_time(text)
    assert (str(found) if found else None) == time


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_time_reads_back(hour, minute):
    time = TimeOfDay(hour, minute)
    assert find_time(str(time)) == (time, "")
    half = "am" if hour < 12 else "pm"
    assert find_time(f"{hour % 12 or 12}:{minute:02} {half}") == (time, "")
    assert shown_time(f"{hour % 12 or 12}:{minute:02} {half.upper()}") == time


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_every_length_reads_back(hours, minutes, seconds):
    total = hours * 3600 + minutes * 60 + seconds
    wanted = (total, "") if total else None
    assert find_duration(f"{hours} hours {minutes} minutes {seconds} seconds") == wanted
    assert find_duration(f"{hours}小时{minutes}分{seconds}秒") == wanted


@given(st.text(max_size=60) | st.text(alphabet="0123456789:.点分时秒半零一二十百 ampmhs%-", max_size=30))
def test_no_text_is_too_strange(text):
    time = find_time(text)
    assert time is None or (0 <= time[0].hour < 24 and 0 <= time[0].minute < 60)
    length = find_duration(text)
    assert length is None or length[0] > 0
    percent = find_percent(text)
    assert percent is None or 0 <= percent[0] <= 100
    days = find_days(text)[0]
    assert all(0 <= day < 7 for day in days)
    number = read_number(text)
    assert number is None or number >= 0
    shown_time(text)
