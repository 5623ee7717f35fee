"""Days and times are read as phones write them, in the languages that are known."""

from datetime import date

import pytest

from agent.guard.due import Calendar, Told, due, told
from agent.guard.shown_day import shown_days

THURSDAY = date(2023, 10, 19)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("October 19, 2023 (Thu)", "en"), ("19th of October", "en"), ("10/19/2023", "en"),
        ("2023-10-19", "en"),
        ("Thursday", "en"), ("Do., 19. Okt. 2023", "de"), ("19.10.2023", "de"), ("Donnerstag", "de"),
        ("jueves, 19 de octubre de 2023", "es"), ("jeu. 19 oct.", "fr"), ("2023年10月19日周四", "zh-Hans"),
        ("周四", "zh-Hans"), ("2023. 10. 19.", "ko"), ("10月19日", "ja"), ("गुरुवार, 19 अक्तूबर", "hi"),
        ("четверг, 19 октября", "ru"), ("Tomorrow, 5:30 PM", "en"), ("mañana", "es"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_a_phone_writes_it(text: str, language: str) -> None:
    found = shown_days(text, (language,))
    today = date(2023, 10, 18)
    assert any(day.may_be(THURSDAY, today) for day in found)
    assert not any(day.may_be(date(2023, 10, 24), today) for day in found)


@pytest.mark.parametrize("text", ["Set 2 alarms", "$19.10", "Room 4, second floor", "1.2.3", "", "x" * 500])
def test_what_is_no_day_is_read_as_none(text: str) -> None:
    assert not shown_days(text, ("en", "de"))


@pytest.mark.parametrize("when", ["", "tomorrow", "2023-13-45x", "soon"])
def test_what_is_no_moment_is_not_compared(when: str) -> None:
    assert due(when) is None


def test_the_nearest_text_that_tells_a_day_counts() -> None:
    wanted = due("2023-10-19")
    assert wanted is not None
    calendar = Calendar(("en",), date(2023, 10, 15))
    assert told(wanted, [("Oct 19",)], [("Oct 17",)], calendar) is Told.SAME
    assert told(wanted, [("Oct 17",)], [("Oct 19",)], calendar) is Told.OTHER
    assert told(wanted, [()], [("Oct 17", "Oct 18", "Oct 20")], calendar) is Told.NOTHING
