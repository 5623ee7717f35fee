"""Words as numbers."""

from hypothesis import given
from hypothesis import strategies as st

from grounding.bundled.query import BUCKETS, PIECES, WORDS, query_ids


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
