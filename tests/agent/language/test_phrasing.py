"""Everyday goals: what each phrasing means, what must not be begun, and that texts are kept as written."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent.goal.goalreader import goal_reader
from agent.goal.outcome import Refused
from agent.language.errand import ChangeNote, CopyText, Create, CreateEvent, Errand, SendText
from agent.language.intention import NotUnderstood
from agent.language.understand import understand
from agent.language.when import TimeOfDay
from tests.table import each_row
from tests.thin import thinned


def table(name: str) -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


MEANT = [(goal, plan) for rows in table("phrasing").values() for goal, plan in rows.items()]
REFUSED = [(goal, words) for rows in table("refused").values() for goal, words in rows.items()]
SINGLE = [goal for kind, rows in table("phrasing").items() if kind != "several" for goal in rows]


def is_chinese(goal: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in goal)


@each_row(("goal", "plan"), MEANT)
def test_a_phrasing_makes_this_plan(goal, plan):
    understood = understand(goal)
    assert not isinstance(understood, NotUnderstood), understood.reason
    assert [str(part) for part in understood] == ([plan] if isinstance(plan, str) else plan)


@each_row(("goal", "words"), REFUSED)
def test_this_is_refused(goal, words):
    understood = understand(goal)
    assert isinstance(understood, NotUnderstood), [str(part) for part in understood]
    assert words in understood.reason


def test_every_example_of_the_documentation_is_understood():
    page = (Path(__file__).parents[3] / "docs" / "offline.md").read_text("utf-8")
    rows = [row for row in page.split("## What it does not do")[0].splitlines() if row.startswith("| ")]
    examples = [goal for row in rows for goal in re.findall(r"`([^`]+)`", row)]
    assert len(examples) > 40
    for goal in examples:
        outcome = goal_reader().outcome(goal)
        assert not isinstance(outcome, Refused), outcome.reason


@pytest.mark.parametrize("goal", thinned(SINGLE, 6))
def test_forbidden_or_under_a_condition_none_of_them_is_begun(goal):
    english = ("don't {}", "do not {}", "never {}", "if it rains, {}", "how do I {}", "pretend to {}")
    for form in ("不要{}", "别{}", "如果下雨就{}") if is_chinese(goal) else english:
        understood = understand(form.format(goal))
        assert isinstance(understood, NotUnderstood), (form.format(goal), understood)


@pytest.mark.parametrize("goal", thinned(SINGLE, 3))
def test_with_something_unknown_behind_it_none_of_them_is_begun(goal):
    more = ",然后订一张披萨" if is_chinese(goal) else " and order a pizza"
    understood = understand(goal.rstrip(".?") + more)
    assert isinstance(understood, NotUnderstood), understood


@pytest.mark.parametrize(
    ("before", "after"), [("please ", ""), ("could you ", "?"), ("", " please"), ("", "。")]
)
def test_politeness_changes_nothing(before, after):
    for goal, plan in MEANT[:30]:
        if is_chinese(goal) or goal[-1] in ".?":
            continue
        understood = understand(f"{before}{goal}{after}")
        assert not isinstance(understood, NotUnderstood), (goal, understood.reason)
        assert [str(part) for part in understood] == ([plan] if isinstance(plan, str) else plan)


def one(goal: str) -> Errand:
    understood = understand(goal)
    assert not isinstance(understood, NotUnderstood), understood.reason
    (part,) = understood
    return part


LETTERS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="\"'“”„「」『』《》‘’`´"),
    min_size=1,
    max_size=40,
)
TEXTS = st.lists(LETTERS, min_size=1, max_size=6).map(" ".join)


@settings(deadline=None)
@example("º")  # reads as a letter that the sentence has before it
@example("A\u0300")  # one letter, written as two
@given(TEXTS)
def test_what_stands_in_quotes_is_taken_letter_by_letter(text):
    assert one(f'send "{text}" to Bob') == SendText("Bob", text)
    assert one(f'copy "{text}" to the clipboard') == CopyText(text)
    assert one(f'append "{text}" to the note "list.md"') == ChangeNote("list.md", text, "end")
    assert one(f'add a task "{text}"') == Create("task", (("title", text),))


def test_chinese_punctuation_is_kept():
    assert one("给王芳发短信说好的，我晚点到！") == SendText("王芳", "好的，我晚点到！")
    assert one("text Bob “it’s ½ done — really”") == SendText("Bob", "it’s ½ done — really")


@settings(deadline=None)
@given(st.integers(0, 23), st.integers(0, 59))
def test_an_event_is_at_the_time_that_is_written(hour, minute):
    event = one(f'add an event "Walk" tomorrow at {hour:02}:{minute:02}')
    assert isinstance(event, CreateEvent)
    half = f"{hour % 12 or 12}:{minute:02} {'am' if hour < 12 else 'pm'}"
    assert one(f'add an event "Walk" tomorrow at {half}') == event
    assert event.start == TimeOfDay(hour, minute)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_words_at_all_are_understood_or_refused(text):
    for goal in (
        text,
        f"delete the event {text}",
        f"add an event {text} tomorrow at 5 pm",
        f"给{text}发短信说{text}",
    ):
        assert isinstance(understand(goal), list | NotUnderstood)
