"""Words of one meaning are near each other, whatever their language; a word unknown is read by its form."""

import numpy as np
import pytest

from agent.reader.wordvector import Table, WordVectors


@pytest.fixture(scope="module")
def lexicon() -> WordVectors:
    return WordVectors()


@pytest.mark.parametrize(
    ("word", "same", "other"),
    [
        ("delete", "löschen", "today"),
        ("close", "关闭", "music"),
        ("today", "hoy", "send"),
        ("send", "envoyer", "song"),
    ],
)
def test_a_word_is_nearer_to_its_translation(lexicon: WordVectors, word: str, same: str, other: str) -> None:
    first, near, far = lexicon.meanings([word, same, other])
    assert first @ near / np.linalg.norm(near) > first @ far / np.linalg.norm(far)


def test_case_and_missing_accents_change_nothing(lexicon: WordVectors) -> None:
    assert np.array_equal(*lexicon.meanings(["Téléphone", "telephone"])[:2]) or "telephone" in lexicon
    assert np.array_equal(*lexicon.meanings(["LÖSCHEN", "löschen"]))


def test_a_word_that_is_not_there_means_nothing_but_has_a_form(lexicon: WordVectors) -> None:
    assert not lexicon.meanings(["qzxvwk"]).any()
    assert lexicon.forms(["qzxvwk"]).any()


def test_chinese_is_cut_into_the_longest_known_words(lexicon: WordVectors) -> None:
    assert lexicon.segment("打开手机") == ["打开", "手机"]


def test_packed_vectors_come_back_nearly_as_they_were() -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 64)).astype(np.float32)
    table = Table.of(vectors)
    assert np.abs(table.rows(np.arange(50)) - vectors).max() < 0.3
    assert table.packed.nbytes == 50 * 32
