"""What must hold of goals for any weights: what is acted upon is right, what stops an act is named."""

import re
import tomllib
from pathlib import Path

import pytest

from agent.goal.goalreader import goal_reader
from agent.goal.outcome import Asked, Refused, Wanted
from agent.language.value.word import fold
from agent.run.status import Cause
from tests.table import each_row
from tests.thin import thinned

READER = goal_reader()
TABLES = Path(__file__).parents[1] / "language"


def table(name: str, *groups: str) -> list[tuple[str, str | list[str]]]:
    rows = tomllib.loads((TABLES / f"{name}.toml").read_text("utf-8"))
    return [(goal, told) for group in rows if group in (groups or rows) for goal, told in rows[group].items()]


def refusal(goal: str) -> Refused | None:
    """What is said where nothing is done, by itself or because nobody answers."""
    found = READER.outcome(goal)
    return found.otherwise if isinstance(found, Asked) else found if isinstance(found, Refused) else None


@each_row(("goal", "plan"), table("phrasing"))
def test_what_is_acted_upon_is_what_was_meant(goal: str, plan: str | list[str]) -> None:
    found = READER.outcome(goal)
    if isinstance(found, Wanted):
        assert [str(part) for part in found.intentions] == ([plan] if isinstance(plan, str) else plan)


KEPT = ("negation", "unclear_day", "not_all", "told_of")
"""Groups of goals of which no reader may begin anything."""


LITERAL = re.compile(r"[:：]|to Tasks$")
"""What stands behind a colon is a text, word for word; a list may be called as an app is."""


@each_row("goal", [goal for goal, _ in table("refused", *KEPT) if not LITERAL.search(goal)])
def test_what_cannot_be_done_as_it_is_said_is_not_begun(goal: str) -> None:
    assert not isinstance(READER.outcome(goal), Wanted)


@each_row("goal", [goal for name in ("phrasing", "refused") for goal, _ in table(name)])
def test_a_refusal_names_the_part_and_its_cause(goal: str) -> None:
    told = refusal(goal)
    if told is not None:
        assert told.cause is not Cause.NONE
        assert told.stop is not None
        assert told.stop.part
        assert told.stop.part[:50] in told.reason
        assert told.stop.part in goal


ON = ("turn on {}", "enable {}", "打开{}", "schalte {} ein", "enciende {}", "allume {}")
OFF = ("turn off {}", "disable {}", "关闭{}", "schalte {} aus", "apaga {}", "éteins {}", "kill {}")


@pytest.mark.parametrize("name", ["Bluetooth", "Wi-Fi", "NFC"])
def test_opposites_are_never_swapped(name: str) -> None:
    for forms, words in ((ON, "turn on"), (OFF, "turn off")):
        for form in forms:
            found = READER.outcome(form.format(name))
            if isinstance(found, Wanted):
                assert [str(part) for part in found.intentions] == [f"{words} {name}"], form


ACTS = ("delete", "call", "complete", "rename", "take", "record", "change", "forward")
SINGLE = [goal for goal, plan in table("phrasing") if isinstance(plan, str) and plan.split(" ", 1)[0] in ACTS]
"""Goals that end with a name or a value, and in no text to be written."""
HELD = {
    "en": ("don't {}", "do not {}", "never {}", "how do I {}", "if it rains, {}", "{} when I get home"),
    "zh": ("不要{}", "别{}", "如果下雨就{}", "{},然后订一张披萨"),
}


@pytest.mark.parametrize("goal", thinned(SINGLE, 4))
def test_forbidden_conditioned_or_with_more_behind_it_none_is_begun(goal: str) -> None:
    is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in goal)
    for form in HELD["zh" if is_chinese else "en"]:
        said = form.format(goal.rstrip(".?？。"))
        assert not isinstance(READER.outcome(said), Wanted), said


@each_row("goal", [goal for name in ("phrasing", "refused") for goal, _ in table(name)])
def test_what_a_refusal_offers_is_not_refused(goal: str) -> None:
    told = refusal(goal)
    if told is not None and told.nearest:
        assert not isinstance(READER.outcome(told.nearest), Refused), told.nearest


def test_the_texts_of_what_is_done_are_the_goals_own() -> None:
    for goal, _ in table("phrasing"):
        found = READER.outcome(goal)
        if isinstance(found, Wanted):
            texts = (getattr(part, "text", "") for part in found.intentions)
            assert all(fold(text) in fold(goal) for text in texts), goal


def test_a_refusal_offers_what_the_goal_is_like() -> None:
    alike, unlike = refusal("stell den wecker"), refusal("order me a pizza")
    assert alike is not None
    assert unlike is not None
    assert alike.nearest == "set an alarm for 7:30"
    assert "A model might do it" in unlike.reason
