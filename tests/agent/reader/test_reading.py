"""What the reader in the package promises: size, speed, and that no word of a goal is lost."""

import time
from importlib.resources import files
from itertools import pairwise

import pytest

from agent.reader.intent import Intent, Polarity, Role, Tag
from agent.reader.reading import MOST_TOKENS, is_sure, read

MOST_BYTES = 3_550_000


def test_the_weights_are_small() -> None:
    assert (
        sum(len(file.read_bytes()) for file in files("agent.reader").joinpath("data").iterdir()) <= MOST_BYTES
    )


@pytest.mark.parametrize(
    ("goal", "polarity", "setting"),
    [
        ("Turn on Bluetooth", Polarity.ON, "Bluetooth"),
        ("打开蓝牙", Polarity.ON, "蓝牙"),
        ("Schalte WLAN aus", Polarity.OFF, "WLAN"),
        ("Apaga el wifi", Polarity.OFF, "wifi"),
        ("Désactive le Bluetooth", Polarity.OFF, "Bluetooth"),
    ],
)
def test_a_switch_goes_the_way_that_was_said(goal: str, polarity: Polarity, setting: str) -> None:
    (clause,) = read(goal).clauses
    assert (clause.intent, clause.polarity, clause.values(goal, Role.SETTING)) == (
        Intent.SWITCH,
        polarity,
        (setting,),
    )


def test_it_acts_on_what_training_showed_and_on_nothing_else() -> None:
    assert is_sure(read("Turn on Bluetooth"))
    unknown = read("Pfeffere Sonnencreme in den Warenkorb")
    assert unknown.unsupported
    assert not is_sure(unknown)


def test_a_condition_is_seen() -> None:
    goal = "Turn on Bluetooth when I get home"
    (clause,) = read(goal).clauses
    assert clause.values(goal, Tag.CONDITION) == ("when I get home",)


@pytest.mark.parametrize("goal", ["Spegni il Bluetooth", "Не включай Wi-Fi", "Wyłącz dźwięk"])
def test_an_unknown_language_is_not_acted_upon(goal: str) -> None:
    reading = read(goal)
    assert not is_sure(reading) or {clause.intent for clause in reading.clauses} <= {Intent.NONE}


@pytest.mark.parametrize(
    "goal",
    [
        'call "Dora Lund", 好吗? 🙂',
        "a" * 400,
        "x " * (MOST_TOKENS + 1),
        "ok",
        ".",
        "",
        "把「牛奶」加到购物清单",
    ],
)
def test_every_word_lies_in_one_span(goal: str) -> None:
    reading = read(goal)
    inside = [span for clause in reading.clauses for span in clause.spans]
    spans = sorted((*reading.outside, *inside), key=lambda span: span.start)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered for at, character in enumerate(goal) if not character.isspace())
    assert reading.clauses or not is_sure(reading)


def test_a_goal_is_read_in_time() -> None:
    read("warm up")
    began = time.process_time()
    for number in range(20):
        read(f"set an alarm called gym for {number}:15 and text Ann Lee that I am {number} minutes late")
    assert (time.process_time() - began) / 20 <= 0.06
