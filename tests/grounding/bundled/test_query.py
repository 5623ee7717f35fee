"""Words as numbers, and pictures as pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from grounding.bundled.query import BUCKETS, PIECES, WORDS, query_ids
from grounding.training.answer import answer, shares_of
from grounding.training.pixel import PATCH, WIDTH, to_pixels


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_is_numbers(texts: list[str]) -> None:
    ids = query_ids(texts)
    assert ids.shape == (len(texts), WORDS, PIECES)
    assert ids.min() >= 0
    assert ids.max() < BUCKETS


def test_case_and_marks_do_not_count_and_words_do() -> None:
    same = query_ids(["Wi-Fi", "wifi", "WI-FI."])
    assert (same[0] == same[1]).all()
    assert (same[0] == same[2]).all()
    other = query_ids(["the back button", "the button back"])
    assert (other[0] != other[1]).any()
    assert query_ids([""]).max() == 0


def test_words_of_one_root_share_pieces() -> None:
    alarm, alarms, timer = (set(row[0]) - {0} for row in query_ids(["alarm", "alarms", "timer"]))
    assert len(alarm & alarms) >= 3
    assert not alarm & timer


def test_chinese_is_cut_into_pairs() -> None:
    (more,) = query_ids(["更多选项"])
    assert (more[:, 0] > 0).sum() == 3


@given(st.integers(1, 400), st.integers(1, 400))
def test_any_picture_has_whole_patches(width: int, height: int) -> None:
    picture = Image.new("RGB", (width, height), "red")
    if max(width, height) > 8 * min(width, height):
        with pytest.raises(ValueError, match="long and thin"):
            to_pixels(picture)
        return
    pixels = to_pixels(picture)
    assert pixels.values.shape[2] == WIDTH
    assert pixels.values.shape[1] % PATCH == 0
    assert pixels.values.min() >= 0
    assert pixels.values.max() <= 1
    assert pixels.size[1] <= pixels.values.shape[1]


def test_an_answer_lies_on_the_picture_and_nowhere_is_none() -> None:
    pixels = to_pixels(Image.new("RGB", (360, 12)).resize((360, 60)))
    columns, rows = pixels.grid
    logits = np.zeros(columns * rows + 1)
    logits[-2] = 12.0
    look, score = answer(shares_of(logits), pixels)
    assert look.point is not None
    assert look.point[1] <= 1
    assert score > 0.9
    logits[-1] = 20.0
    look, score = answer(shares_of(logits), pixels)
    assert look.point is None
    assert score < 0.1
