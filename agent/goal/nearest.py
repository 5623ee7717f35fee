"""The next step that a refusal offers: the nearest goal that can be done, as it would be said."""

import tomllib
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from agent.goal.outcome import Obstacle, Outcome, Stop, Wanted
from agent.language.feature import table
from agent.language.intention import Intention
from agent.language.speech import is_chinese
from agent.language.typedgoal import worded
from agent.language.value.setting import bare
from agent.reader.intent import Intent, Reading, Tag

_ALIKE = 0.6
"""How alike a name and what was meant by it are, as difflib counts it."""
_EDGE = " ,，、;；.。:："


def next_step(
    reading: Reading,
    stop: Stop,
    possible: Sequence[Intention],
    reread: Callable[[str], Outcome] | None,
) -> str:
    """The goal without the part that stops it, where that is known to be done; else a like one."""
    if possible:
        own = _without(reading, stop)
        if reread is not None and own and reread(own) == Wanted(tuple(possible)):
            return own
        ours = worded(possible, reading.text).text
        if reread is not None and reread(ours) == Wanted(tuple(possible)):
            return ours
    clause = next((each for each in reading.clauses if each.start <= stop.start < each.end), None)
    if clause is None:
        clause = reading.clauses[0] if reading.clauses else None
    if clause is not None and stop.obstacle is Obstacle.UNKNOWN and (name := _setting_like(stop.part)):
        return _like(reading, stop, name, reread)
    intent = clause.intent if clause else Intent.NONE
    return example(reading.likeliest if intent is Intent.NONE else intent, reading.text, reread)


def _without(reading: Reading, stop: Stop) -> str:
    """The goal's own words without the part, and without what linked it with the rest."""
    start, end = stop.start, stop.start + len(stop.part)
    if start < 0:
        return ""
    inside = (span for clause in reading.clauses for span in clause.spans)
    joints = [span for span in (*reading.outside, *inside) if span.tag is Tag.JOIN]
    before = next((span for span in joints if not reading.text[span.end : start].strip()), None)
    behind = next((span for span in joints if not reading.text[end : span.start].strip(_EDGE)), None)
    if before is not None and before.end <= start:
        start = before.start
    elif behind is not None and behind.start >= end:
        end = behind.end
    left, right = reading.text[:start].rstrip(_EDGE), reading.text[end:].lstrip(_EDGE)
    gap = "" if is_chinese(reading.text) else " "
    return f"{left}{gap}{right}".strip(_EDGE)


def _setting_like(part: str) -> str:
    """The setting whose name is nearest to a word; "" for none."""
    names = {
        bare(name): one.title for one in (*table().switch, *table().level) for name in (one.title, *one.names)
    }
    found = get_close_matches(bare(part), names, 1, _ALIKE)
    return names[found[0]] if found else ""


def _like(reading: Reading, stop: Stop, name: str, reread: Callable[[str], Outcome] | None) -> str:
    """The goal with another name in the place of a part."""
    end = stop.start + len(stop.part)
    own = f"{reading.text[: stop.start]}{name}{reading.text[end:]}".strip(_EDGE)
    if reread is not None and isinstance(reread(own), Wanted):
        return own
    return example(Intent.SWITCH, reading.text, reread)


def example(intent: Intent, goal: str, reread: Callable[[str], Outcome] | None) -> str:
    """The nearest goal of the intent that is done without a question, in the language of another."""
    known = [*examples().get(intent, ()), *examples()[Intent.NONE]]
    said = (pair[is_chinese(goal)] for pair in known)
    return next((each for each in said if reread is None or isinstance(reread(each), Wanted)), "")


@cache
def examples() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each intent goals that can be done, the nearest first, in English and in Chinese."""
    text = files("agent.goal").joinpath("example.toml").read_text(encoding="utf-8")
    return {
        intent: tuple(zip(said[::2], said[1::2], strict=True)) for intent, said in tomllib.loads(text).items()
    }
