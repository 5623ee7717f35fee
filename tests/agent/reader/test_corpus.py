"""The reader's training utterances: consistent labels, every intent in every language, parts held out."""

import json
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.reader.corpus.__main__ import composed, held, lines, train, values
from agent.reader.corpus.check import faults
from agent.reader.corpus.compose import COMPOSED, SINGLE, UtteranceComposer
from agent.reader.corpus.grammar import LANGUAGES, load
from agent.reader.corpus.other import others
from agent.reader.corpus.piece import Piece, Start, Utterance, row
from agent.reader.corpus.template import BadTemplate, parse
from agent.reader.intent import ALLOWED, Intent, Mood, Polarity, Role, Tag

PLAIN = set("(){}<>[]|¬@")


@given(st.sampled_from(LANGUAGES), st.integers(0, 2**32), st.sampled_from((SINGLE, COMPOSED)), st.booleans())
@settings(deadline=None)
def test_each_row_tags_every_word_once_and_holds_only_what_its_intents_allow(language, seed, chances, kept):
    made = UtteranceComposer(load(language), Random(seed), chances, held=kept).utterance()
    assert faults(made) == []
    assert all(made.text[span.start : span.end] for span in made.spans)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_line_that_is_expanded_in_full_have_no_signs_of_the_notation_left(language):
    rows = train(language, 300, seed=7)
    assert not [one.text for one in rows if set(one.text) & set("{}<>¬~⟦")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_is_trained_on_and_has_a_construction_that_is_held_out(language):
    groups = load(language).groups
    assert set(groups) == set(Intent)
    assert all({group.held for group in found} == {True, False} for found in groups.values())


def test_every_role_polarity_and_mood_occurs_in_each_language():
    for language in LANGUAGES:
        lacking: set[object] = {*Role, *Tag, *Mood}
        for one in train(language, 5000, seed=3):
            lacking -= {*(span.tag for span in one.spans), *(clause.mood for clause in one.clauses)}
            if not lacking:
                break
        assert not lacking
        polarities = {
            group.polarity for found in load(language).groups.values() for group in found if not group.held
        }
        assert polarities == set(Polarity)


def groups_of(one: Utterance) -> set[str]:
    """The constructions that a row was made of."""
    return {
        name.removesuffix("+dont").removesuffix("+howto") for name in one.source.partition(":")[2].split("+")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_held_out_is_in_no_row_for_training_and_in_each_of_its_own(language):
    kept = {group.name for found in load(language).groups.values() for group in found if group.held}
    assert not [one.source for one in train(language, 400, seed=5) if groups_of(one) & kept]
    assert not [one.source for one in composed(language, 100, seed=5) if groups_of(one) & kept]
    assert not [one.source for one in held(language, 100, seed=5) if not groups_of(one) & kept]


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_for_composed_goals_are_others_than_those_for_training(language):
    grammar = load(language)
    split = [
        rule
        for rule in grammar.rules
        if grammar.alternatives(rule, False) != grammar.alternatives(rule, True)
    ]
    assert len(split) > 20
    for rule in split:
        both = set(grammar.alternatives(rule, False)) & set(grammar.alternatives(rule, True))
        assert not [line for line in both if not set(line) & PLAIN]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_aside_is_seldom_met_twice(language):
    rows = train(language, 1500, seed=2)
    told = [one.text[span.start : span.end] for one in rows for span in one.spans if span.tag is Tag.REASON]
    assert len(told) > 300
    assert len(set(told)) > 0.85 * len(told)


@pytest.mark.parametrize(("language", "short"), [("en", "pls"), ("de", "nich"), ("es", "xq"), ("fr", "stp")])
def test_some_goals_are_typed_as_in_a_chat_and_their_values_are_not(language, short):
    texted = [one for one in train(language, 4000, seed=2) if "texted" in one.source]
    assert any(short in one.text.casefold().split() for one in texted)
    assert not [fault for one in texted for fault in faults(one)]


def test_a_composed_goal_has_two_to_four_clauses():
    assert {len(one.clauses) for one in composed("en", 200, seed=1)} == {2, 3, 4}


def test_the_same_seed_makes_the_same_rows():
    assert list(train("de", 50, seed=9)) == list(train("de", 50, seed=9))
    assert list(train("de", 50, seed=9)) != list(train("de", 50, seed=10))


def test_a_language_that_the_reader_does_not_know_asks_for_nothing():
    known, unknown = ({one.language for one in others(300, 1, held=kept)} for kept in (False, True))
    assert known
    assert unknown
    assert not known & unknown
    for one in others(200, 1, held=False):
        assert [clause.intent for clause in one.clauses] == [Intent.NONE]
        assert {span.tag for span in one.spans} <= {Tag.LEFT, Tag.FILLER}


def test_the_check_finds_a_role_that_the_intent_does_not_allow_and_a_word_without_a_tag():
    assert Role.TEXT not in ALLOWED[Intent.SWITCH]
    wrong = row([Start(Intent.SWITCH), Piece("turn on ", Tag.CUE), Piece("hello", Role.TEXT)], "en", "test")
    assert faults(wrong) == ["switch has no text"]
    right = row([Start(Intent.SWITCH), Piece("turn on ", Tag.CUE), Piece("wifi", Role.SETTING)], "en", "test")
    assert faults(right) == []
    untagged = Utterance(right.text, "en", "test", right.clauses, right.spans[:1])
    assert "' wifi' has no tag" in faults(untagged)


@pytest.mark.parametrize("line", ["turn (on|off", "turn on {setting", "{nothing}", "on)", "[cue:on"])
def test_a_line_that_is_not_in_the_notation_is_refused(line):
    with pytest.raises(BadTemplate):
        parse(line, "en")


def test_the_command_writes_training_held_out_and_composed_rows(tmp_path: Path):
    command = [sys.executable, "-m", "agent.reader.corpus", "--per-language", "20", "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[3])
    for name in ("train", "held", "composed"):
        lines = (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()
        for line in islice(lines, 20):
            made = json.loads(line)
            assert {"text", "language", "source", "clauses", "tags"} == set(made)
            assert all(made["text"][start:end].strip() for _, start, end in made["tags"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_for_training_is_said_as_it_stands(language):
    said = Counter(name for one in lines(language, seed=4) for name in groups_of(one))
    groups = [group for found in load(language).groups.values() for group in found]
    assert not [group.name for group in groups if not group.held and said[group.name] < len(group.lines)]
    assert not [group.name for group in groups if group.held and said[group.name]]


def test_a_question_is_said_with_its_mark_and_without():
    asked = [one for one in lines("en", seed=4) if "event_ask.plain" in one.source]
    assert {one.text.endswith("?") for one in asked} == {True, False}


def test_goals_with_held_values_are_of_trained_constructions():
    kept = {group.name for found in load("en").groups.values() for group in found if group.held}
    assert not [one.source for one in values("en", 200, seed=5) if groups_of(one) & kept]
