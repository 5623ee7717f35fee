"""Sheets of symbols: what is asked for is there, once, and what is withheld is not."""

from collections import Counter
from random import Random

import numpy as np

from grounding.training.dataset import TrainingExample
from grounding.training.sheet import WITHHELD, Stock, called, sheet, vocabulary
from grounding.wording import plain

SIZE = (360, 240)


def _there(examples: tuple[TrainingExample, ...]) -> list[TrainingExample]:
    return [e for e in examples if not e.absent]


def test_the_same_lot_draws_the_same_sheet() -> None:
    once, again, other = (sheet(SIZE, Random(lot)) for lot in (3, 3, 4))
    assert once.picture.tobytes() == again.picture.tobytes()
    assert once.examples == again.examples
    assert once.examples != other.examples
    assert once.picture.size == SIZE


def test_every_question_means_one_place_and_something_is_drawn_there() -> None:
    for lot in range(6):
        drawn = sheet(SIZE, Random(lot))
        assert len(_there(drawn.examples)) > 15
        assert max(Counter(plain(e.name) for e in _there(drawn.examples)).values()) == 1
        pixels = np.asarray(drawn.picture, dtype=np.int32)
        for example in _there(drawn.examples):
            left, top, right, bottom = (max(0, round(edge)) for edge in example.bbox)
            inside = pixels[top:bottom, left:right].reshape(-1, 3)
            assert np.ptp(inside, axis=0).max() > 40, example


def test_a_symbol_is_asked_for_by_a_name_of_its_own() -> None:
    asked = [e for lot in range(6) for e in sheet(SIZE, Random(lot)).examples]
    assert {e.language for e in asked} == {"en", "zh"}
    assert all(e.name in called()[e.symbol][e.language] for e in asked)
    assert all(e.name in e.instruction for e in asked)
    absent = [e for e in asked if e.absent]
    assert absent
    assert not {e.symbol for e in asked} & WITHHELD


def test_what_is_not_there_is_called_nothing_on_the_sheet() -> None:
    for lot in range(6):
        examples = sheet(SIZE, Random(lot)).examples
        shown = {
            plain(name) for e in _there(examples) for said in called()[e.symbol].values() for name in said
        }
        assert not shown & {plain(e.name) for e in examples if e.absent}


def test_names_of_what_is_withheld_are_not_learned() -> None:
    names, own = vocabulary()
    assert not own.keys() & WITHHELD
    assert all(mine.any() for mine in own.values())
    assert "pie chart" not in names


def test_words_of_a_stock_are_asked_for_where_they_stand() -> None:
    stock = Stock(("add", "close", "search"), ("Accept", "Welcome"), text_share=0.7)
    examples = [e for lot in range(6) for e in sheet((360, 120), Random(lot), stock).examples]
    words = [e for e in examples if e.ui_type == "text"]
    assert {e.instruction for e in words} == {"Accept", "Welcome"}
    assert all(e.bbox[2] - e.bbox[0] > e.bbox[3] - e.bbox[1] for e in words)
    assert {e.symbol for e in examples if e.ui_type == "icon"} <= {"add", "close", "search"}
