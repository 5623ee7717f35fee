"""What is the right day or time, however it is put; and that nothing else is."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tasks.material.moment import says_moment

moments = some.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(
    lambda one: one.replace(second=0, microsecond=0)
)
DAYS = (
    "{0:%B} {0.day} {0:%Y}",
    "{0:%b} {0.day}, {0:%Y}",
    "{0.day}th of {0:%B} {0:%Y}",
    "{0.day} {0:%b} {0:%Y}.",
    "{0:%Y-%m-%d}",
    "on {0:%A}, {0:%B} {0.day}, {0:%Y}",
    "{0:%a} {0.day} {0:%B}, {0:%Y}",
)
TIMES = ("{0:%H:%M}", "{0:%I:%M %p}", "{0:%I:%M%p}", "{0:%H:%M:00}", "at {0:%I:%M} {half}.m.")


@given(moments, some.sampled_from(DAYS), some.sampled_from(TIMES), moments)
def test_a_moment_is_right_in_any_wording(moment, day, at, other):
    at = at.replace("{half}", "p" if moment.hour >= 12 else "a")
    worded = f"{day} {at}".format(moment), f"{at}, {day}".format(moment)
    for said in worded:
        assert says_moment(said, moment), said
        if other != moment:
            assert not says_moment(said, other), said
    assert not says_moment(day.format(moment), moment)
    assert not says_moment(at.format(moment), moment)


@pytest.mark.parametrize(
    "answer",
    [
        *("October 27 15:15", "Thursday, October 27 2023 15:15", "October 27 2023 3:15", "October 27 2023"),
        *(
            "October 27 2023 15:15 or 16:15",
            "October 27 2023 15:15, Mall",
            "October 27 2023 15:15 pm",
            "15:15",
        ),
        *("October 27 or 28 2023 15:15", "October 2023 27 15:15"),
    ],
)
def test_what_is_not_this_moment_is_wrong(answer):
    assert not says_moment(answer, datetime(2023, 10, 27, 15, 15))


def test_digits_that_may_be_two_days_are_neither():
    assert says_moment("10/27/2023 15:15", datetime(2023, 10, 27, 15, 15))
    assert says_moment("27.10.2023 15:15", datetime(2023, 10, 27, 15, 15))
    assert says_moment("10/10/2023 15:15", datetime(2023, 10, 10, 15, 15))
    assert not says_moment("10/11/2023 15:15", datetime(2023, 10, 11, 15, 15))
    assert not says_moment("10/11/2023 15:15", datetime(2023, 11, 10, 15, 15))


def test_this_year_need_not_be_said():
    assert says_moment("Oct 27 15:15", datetime(2023, 10, 27, 15, 15), this_year=True)
    assert not says_moment("Oct 27, 2024 15:15", datetime(2023, 10, 27, 15, 15), this_year=True)


def test_hours_alone_need_am_or_pm():
    assert says_moment("2023-10-27 3pm", datetime(2023, 10, 27, 15))
    assert says_moment("2023-10-27 12 a.m.", datetime(2023, 10, 27, 0))
    assert not says_moment("2023-10-27 3", datetime(2023, 10, 27, 3))
    assert not says_moment("2023-10-27 15 pm", datetime(2023, 10, 27, 15))
