"""What is recalled for a goal, and what is not: on goals labelled by hand (`recall.toml`)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.memory.entry import Entry
from agent.memory.personal import search
from agent.memory.relevance import Corpus, Document, relevant
from agent.memory.words import words
from tests.agent.memory.labelled import labelled, measured


def test_recall_on_goals_that_nothing_was_tuned_on() -> None:
    """The figures of docs/memory.md; benchmarks/recall.py prints them with their intervals."""
    result = measured(labelled("held"))
    assert result.precision >= 0.75
    assert result.recall >= 0.8


def test_precision_and_recall_on_the_goals_it_was_tuned_on() -> None:
    result = measured(labelled("tune"))
    assert result.precision >= 0.85
    assert result.recall >= 0.95


def like(text: str, **more: object) -> Entry:
    return Entry.model_validate({"kind": "preference", "text": text, **more})


def texts(found: list[tuple[Entry, float]]) -> list[str]:
    return [entry.text for entry, _ in found]


def test_an_apps_card_is_for_that_app() -> None:
    card = Entry(kind="card", text="Alarms repeat on the days under the arrow", package="a.clock")
    assert texts(search((card,), "Set an alarm that repeats daily", "a.clock")) == [card.text]
    assert not search((card,), "Set an alarm that repeats daily", "a.mail")
    assert not search((card,), "Text Ana", "a.clock")


def test_what_was_said_in_one_app_is_known_in_all() -> None:
    said = Entry(
        kind="confirmation", text="click", cue="Send · Marc Dubois", package="a.sms", source="learnt"
    )
    assert search((said,), "Text Marc that I am late", "a.launcher")


def test_the_better_match_comes_first() -> None:
    entries = (
        like("Ana Lima is my sister"),
        like("My sister Ana likes tea with lemon"),
        like("Tea is green"),
    )
    assert texts(search(entries, "tea with lemon", ""))[0] == entries[1].text


def test_a_key_word_is_enough() -> None:
    assert search((like("At 6:45", cue="wake, 叫醒"), like("x")), "Wake me tomorrow", "")
    assert search((like("At 6:45", cue="wake, 叫醒"), like("x")), "明天叫醒我", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Wi-Fi's settings", ("wifi", "set")),
        ("I noted, was timing and added", ("note", "time", "add")),
        ("工作日我6:30起床", ("工作", "作日", "6", "30", "起床")),
        ("Café ＷＩＦＩ", ("cafe", "wifi")),
        ("", ()),
    ],
)
def test_words_are_brought_to_one_form(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_rated(stored: list[str], goal: str, cue: str) -> None:
    documents = [Document.of(text, cue) for text in stored]
    found = relevant(goal, documents, Corpus(documents))
    assert all(rate >= 1 for _, rate in found)
    assert len({place for place, _ in found}) == len(found) <= len(stored)
