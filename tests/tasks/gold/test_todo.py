"""What is read of the rows of Tasks, in both languages, and that long lists are read to their end."""

from datetime import date

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from tasks.gold.hand import Hand
from tasks.gold.todo import day_in, entries, open_tasks
from tests.tasks.gold.case import phone_for
from tests.tasks.gold.case_todo import Seeded, noise, seed

TODAY = date(2023, 10, 15)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Today", date(2023, 10, 15)),
        ("Tomorrow 15:00", date(2023, 10, 16)),
        ("Yesterday 3:00 PM", date(2023, 10, 14)),
        ("Oct 24", date(2023, 10, 24)),
        ("Jan 3, 2024", date(2024, 1, 3)),
        ("今天", date(2023, 10, 15)),
        ("明天 下午3:00", date(2023, 10, 16)),
        ("10月24日", date(2023, 10, 24)),
        ("2024年1月3日 15:00", date(2024, 1, 3)),
    ],
)
def test_days_are_read_in_both_languages(words, day):
    assert day_in(words, TODAY) == day


def test_what_is_no_day_is_said_to_be_none():
    with pytest.raises(ValueError, match="no day"):
        day_in("some day", TODAY)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("scale", ["1.0", "1.3"])
def test_every_task_is_read_once(locale, scale):
    phone = phone_for(locale, dark=False)
    phone.settings.put("system", "font_scale", scale)
    tasks = (*noise(30, lambda one: False), *(Seeded("Same", 20) for _ in range(3)))
    seed(tasks)(phone)
    with Device(InProcessTransport(phone)) as device:
        hand = Hand(device)
        today = open_tasks(hand)
        found = entries(hand, today)
    assert today == TODAY
    wanted = sorted((one.title, one.due, one.importance == 0, one.done > 0) for one in tasks)
    assert sorted((one.title, one.due.day if one.due else 0, one.high, one.done) for one in found) == wanted
