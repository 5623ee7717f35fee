"""What training showed supports a reading; what it never showed is named."""

from pathlib import Path
from typing import Any

import pytest

from agent.reader.intent import GoalClause, Intent, Mood, Polarity, Reading, Role, Span, Tag
from agent.reader.support import Support
from agent.reader.training.support import make_support, meant
from agent.reader.wordvector import WordVectors

Row = dict[str, Any]
Part = tuple[str, str]


def row(intent: str, polarity: str, *parts: Part) -> Row:
    """Write a goal of one clause part by part."""
    text, tags = "", []
    for tag, words in parts:
        text += " " if text else ""
        tags.append([tag, len(text), len(text) + len(words)])
        text += words
    kind = {"intent": intent, "polarity": polarity, "mood": "do"}
    return {"text": text, "clauses": [{"start": 0, "end": len(text), **kind}], "tags": tags}


ROWS = [
    row("basket_add", "none", ("title", thing), ("cue", f"in den Warenkorb{verb}"))
    for thing in ("Milch", "Brot", "Butter", "Eier", "Salz", "Tee", "Reis")
    for verb in (" legen", "")
] + [
    row("switch", way, ("cue", f"schalte {mine} "[:-1]), ("setting", setting), ("cue", end))
    for way, end in (("on", "an"), ("off", "aus"))
    for mine in ("das", "mein")
    for setting in ("WLAN", "Bluetooth", "GPS", "NFC")
]


@pytest.fixture(scope="module")
def support(tmp_path_factory: pytest.TempPathFactory) -> Support:
    folder = tmp_path_factory.mktemp("support")
    lexicon = WordVectors()
    make_support(ROWS, lexicon, folder)
    return Support(folder, lexicon)


def lacking(support: Support, row: Row) -> list[str]:
    return [row["text"][span.start : span.end] for span in support.lacking(meant(row))]


def test_what_training_showed_is_supported(support: Support) -> None:
    assert not any(lacking(support, one) for one in ROWS)


def test_case_and_accents_and_new_values_behind_a_cue_do_not_matter(support: Support) -> None:
    said = row("basket_add", "none", ("title", "Milch Schokolade"), ("cue", "IN DÉN Warenkorb"))
    assert lacking(support, said) == []


def test_a_word_that_decides_what_is_asked_must_be_known(support: Support) -> None:
    said = row("switch", "on", ("cue", "schalte das"), ("setting", "Radio"), ("cue", "an"))
    assert lacking(support, said) == ["Radio"]


def test_a_verb_taken_into_the_slot_that_begins_a_clause_is_named(support: Support) -> None:
    said = row("basket_add", "none", ("title", "Schmeiß Milch"), ("cue", "in den Warenkorb"))
    assert lacking(support, said) == ["Schmeiß"]


def test_a_word_that_is_always_a_cue_is_named_in_a_slot(support: Support) -> None:
    said = row("switch", "on", ("cue", "schalte das"), ("setting", "WLAN Warenkorb"), ("cue", "an"))
    assert lacking(support, said) == ["Warenkorb"]


@pytest.mark.parametrize(("way", "end"), [("on", "aus"), ("on", "ein"), ("none", "an")])
def test_a_clause_built_in_another_way_is_named_whole(support: Support, way: str, end: str) -> None:
    said = row("switch", way, ("cue", "schalte das"), ("setting", "WLAN"), ("cue", end))
    assert lacking(support, said) == [said["text"]]


def test_what_was_said_beside_the_clauses_must_be_known_too(support: Support) -> None:
    goal = "schalte das WLAN an wenn es geht"
    spans = Span(Tag.CUE, 0, 11), Span(Role.SETTING, 12, 16), Span(Tag.CUE, 17, 19)
    clause = GoalClause(0, 19, Intent.SWITCH, Polarity.ON, Mood.DO, spans)
    reading = Reading(goal, (clause,), (Span(Tag.FILLER, 20, len(goal)),))
    assert [goal[span.start : span.end] for span in support.lacking(reading)] == ["wenn es geht"]


def test_where_training_disagrees_it_supports_nothing(tmp_path: Path) -> None:
    lexicon = WordVectors()
    rows = [
        row(intent, "none", ("cue", "efface"), ("name", "Plan")) for intent in ("file_delete", "note_delete")
    ]
    make_support(rows, lexicon, tmp_path)
    support = Support(tmp_path, lexicon)
    assert [lacking(support, one) for one in rows] == [["efface Plan"]] * 2
