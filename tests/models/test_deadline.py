"""A reply that is wanted within a time is not waited for beyond it, nor asked for again."""

import pytest
from pydantic import BaseModel

from models.deadline import OutOfTime, seconds_left, within
from models.error import ModelUnavailable
from models.message import user
from tests.models.server import Answer, serving


class Word(BaseModel):
    word: str


ASK = [user("?")]
SLOW = Answer({"word": "late"}, delay=3.0)


@pytest.mark.parametrize("answer", [SLOW, Answer({"word": "late"}, trickle=3.0)])
def test_a_slow_model_is_left_when_the_time_is_over(connect, answer):
    with serving(answer) as server, within(0.5), pytest.raises(OutOfTime, match="in the time there was"):
        connect(server.url).chat(ASK, Word)
    assert len(server.requests) <= 1  # none where this computer is slower still


def test_a_wait_that_is_longer_than_what_is_left_is_not_begun(connect, patience):
    busy = Answer(status=429, error={"message": "no"}, headers={"retry-after": "30"})
    with serving(busy) as server, within(5.0), pytest.raises(ModelUnavailable):
        connect(server.url).chat(ASK, Word)
    assert patience.waits == []


def test_nothing_is_asked_when_no_time_is_left(connect):
    with serving() as server, within(0.0), pytest.raises(OutOfTime):
        connect(server.url).chat(ASK, Word)
    assert server.requests == []


def test_the_shorter_time_counts():
    with within(100.0), within(0.0):
        assert seconds_left() == 0.0
    with within(0.0), within(100.0):
        assert seconds_left() == 0.0
    assert seconds_left() == float("inf")
