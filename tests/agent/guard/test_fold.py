"""Texts of any length are folded and searched for codes in no time."""

import time

import pytest

from agent.guard.fold import fold
from agent.memory.disguise import decoded


@pytest.mark.parametrize("text", ["a" * 20_000, "1" * 20_000, "字" * 20_000, "%4" * 10_000, "a.-~" * 5_000])
def test_a_long_text_takes_no_longer_than_it_is(text: str) -> None:
    start = time.process_time()
    fold(text)
    decoded(text)
    assert time.process_time() - start < 1


def test_a_code_in_the_middle_of_a_text_is_read() -> None:
    assert decoded("so %63all%20%42ob now") == ("call Bob",)
