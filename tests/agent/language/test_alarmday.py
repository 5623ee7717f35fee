"""A day said with an alarm is the one on which it rings, or nothing is set; with anything else it is refused.

The phone's clock stands on Sunday, October 15, 2023, at 15:34.
"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.language.alarmday import is_for_its_day, read_now
from agent.language.day import Day
from agent.language.intention import CheckDay, NotUnderstood, SetAlarm
from agent.language.typedgoal import worded
from agent.language.understand import understand
from agent.offline.policy import in_order
from benchmarks.everyday.goal import Goal
from benchmarks.offline_goals import filled, pursue
from tests.agent.offline.drive import drive
from tests.boot import fresh_phone
from tests.thin import thinned

COMES = [
    ("set an alarm for 9:20 tomorrow", (9, 20)),
    ("wake me up at 3:30 pm tomorrow", (15, 30)),
    ("set an alarm for 5 pm today", (17, 0)),
    ("wake me tonight at 11", (23, 0)),
    ("wake me tonight at 1", (1, 0)),
    ("set an alarm for Monday at 7:00", (7, 0)),
    ("set an alarm for 7:00 on October 16", (7, 0)),
    ("set an alarm for 7:00 on Monday, October 16", (7, 0)),
    ("alarm on the 16th at 7:00", (7, 0)),
    ("set alarms for 7:00 and 7:10 tomorrow", (7, 0)),
    ("设一个明天早上七点的闹钟", (7, 0)),
    ("今晚十一点叫我", (23, 0)),
    ("设一个下周一早上七点的闹钟", (7, 0)),
    ("设一个16号早上七点的闹钟", (7, 0)),
]
COMES_NOT = [
    "set an alarm for 5 pm tomorrow",
    "wake me up at 6 pm tomorrow",
    "alarm for 7:30 today",
    "alarm for 3 am today",
    "alarm for Friday 7:00",
    "set an alarm for 7:00 on the 20th",
    "set an alarm for 5 pm on Monday",
    "set an alarm for 7:00 on October 20",
    "set an alarm for 7:00 on Friday, October 16",
    "set an alarm for 7:00 on October 16, 2034",
    "set an alarm for 7:00 the day after tomorrow",
    "set an alarm for 7:00 in 3 days",
    "set alarms for 7:00 am and 5 pm tomorrow",
    "turn on NFC and set an alarm for 5 pm tomorrow",
    "设一个明天下午五点的闹钟",
    "今天早上七点的闹钟",
    "设一个周五早上七点的闹钟",
    "设一个20号早上七点的闹钟",
    "后天早上七点叫我起床",
    "打开蓝牙,设一个明天下午五点的闹钟",
]
NO_DAY_HERE = [
    "set a timer for 5 minutes tomorrow",
    "start the stopwatch tomorrow",
    "start a 10 minute timer on Friday",
    "明天倒计时五分钟",
    "delete the alarm for 8:30 tomorrow",
    "turn on the 8:30 alarm on Friday",
    "is there an alarm for 8:30 tomorrow?",
    "what alarms do I have on Monday?",
    "set an alarm for 7:30 called Gym tomorrow",
    "set an alarm for 7:30 today and tomorrow",
    "set an alarm for 7:30 every weekday starting tomorrow",
    "turn on Wi-Fi tomorrow",
    "turn on Wi-Fi, tomorrow",
    "删除明天8:30的闹钟",
]


def goal(text: str) -> Goal:
    language = "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "en"
    return Goal("cannot", language, text, lambda done, _: True, frozenset(), possible=False)


@pytest.mark.parametrize(("text", "time"), thinned(COMES, 3))
def test_on_the_day_on_which_it_comes_next_it_is_set_and_seen(text, time):
    run = drive(text)
    assert run.status == "complete", run.lines
    assert (*time, 0, 1, "") in run.alarms()
    day = "today" if time > (15, 34) else "tomorrow"
    assert f"rings {day}" in run.reason or ("今天响" if day == "today" else "明天响") in run.reason


@pytest.mark.parametrize("text", thinned(COMES_NOT, 2))
def test_on_any_other_day_nothing_is_set(text):
    outcome = pursue(goal(text), consent="")
    assert outcome.status == "infeasible", outcome
    assert not outcome.touched
    assert any(word in outcome.reason for word in ("next", "下一个", "may mean")), outcome.reason


@pytest.mark.parametrize("text", thinned(NO_DAY_HERE, 3))
def test_where_a_day_cannot_be_met_nothing_is_begun_and_nobody_guesses(text):
    assert isinstance(understand(text), NotUnderstood)
    assert not pursue(goal(text), consent="").touched


def test_what_the_list_shows_is_part_of_the_claim():
    phone = fresh_phone(seed=0)
    assert drive("set an alarm for 9:20 tomorrow", phone).status == "complete"
    for wanted, status in (("tomorrow", "complete"), ("on Monday", "complete"), ("today", "infeasible")):
        run = drive(f"set an alarm for 9:20 {wanted}", phone)
        assert run.status == status, run.lines
    assert run.alarms().count((9, 20, 0, 1, "")) == 1


def test_a_phone_in_chinese_tells_the_day_too():
    phone = filled(goal("明天"))
    assert drive("设一个明天早上七点十分的闹钟", phone).status == "complete"
    assert drive("设一个明天下午五点十分的闹钟", phone).status == "infeasible"


def test_days_that_repeat_are_said_so():
    for text, days in (
        ("every Friday", (4,)),
        ("on Fridays", (4,)),
        ("on Monday and Friday", (0, 4)),
        ("on weekdays", (0, 1, 2, 3, 4)),
        ("every day", tuple(range(7))),
    ):
        assert understand(f"set alarms for 7:00 and 8:00 {text}") == [
            part
            for part in understand("set alarms for 7:00 and 8:00")
            for part in [SetAlarm(part.time, days=days)]
        ]
    assert understand("设每天早上七点和八点的闹钟") == understand("set alarms for 7:00 and 8:00 every day")


# -- any time, any day, any now -----------------------------------------------------------------------
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = st.sampled_from(
    ["today", "tomorrow", "on {weekday}", "on {date}", "on the {number}", "on {weekday}, {date}"]
)
ZH_DAYS = st.sampled_from(["今天", "明天", "星期五", "10月20日", "10月20日星期五", "20号"])


def ordinal(number: int) -> str:
    return str(Day(day=number)).removeprefix("the ")


@settings(deadline=None, max_examples=300)
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 20)),
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 9),
    DAYS,
)
def test_a_day_is_right_just_where_the_alarm_rings_on_it(now, hour, minute, ahead, form):
    wanted = now.date() + timedelta(days={"today": 0, "tomorrow": 1}.get(form, ahead))
    words = form.format(
        weekday=NAMES[wanted.weekday()], date=f"{wanted:%B} {wanted.day}", number=ordinal(wanted.day)
    )
    (part,) = understood = understand(f"set an alarm for {hour:02}:{minute:02} {words}")
    assert isinstance(part, SetAlarm)
    assert worded(understood, "").text == f"Set an alarm for {hour:02}:{minute:02} {words}"
    assert in_order(understood) == [CheckDay((part,)), part]
    shown = read_now(f"{now:%a}, {now:%b} {now.day}", f"{now:%H:%M}")
    assert shown is not None
    assert now.date() in shown.days
    rings = now.date() + timedelta(days=(hour, minute) <= (now.hour, now.minute))
    fits = rings == wanted
    if form == "on {weekday}":  # the coming one, never today
        fits = rings.weekday() == wanted.weekday() and rings != now.date()
    taken = is_for_its_day(part, shown)
    assert taken == fits or (not taken and around_leap_day(now.date()))


def around_leap_day(day: date) -> bool:
    """The clock app shows no year: what comes after February 28 is not known then."""
    return (day.month, day.day) in ((2, 28), (2, 29))


@settings(deadline=None)
@given(st.integers(0, 23), st.integers(0, 59), ZH_DAYS)
def test_in_chinese_the_day_stays_too(hour, minute, day):
    text = f"设{day} {hour:02}:{minute:02} 的闹钟"
    (part,) = understood = understand(text)
    assert part.day is not None
    assert worded(understood, text).text == text
