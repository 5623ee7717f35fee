"""Comparing readings with what was meant."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from agent.reader.intent import GoalClause, Intent, Mood, Reading, Role, Tag
from agent.reader.token import Token, TokenShape, cut

STOPS = frozenset({Tag.CONDITION, Tag.EXCEPTION, Tag.LEFT})
"""Words that stop the action."""
_SILENT = frozenset({TokenShape.PUNCTUATION, TokenShape.SYMBOL})


@dataclass(frozen=True, slots=True)
class Assessment:
    """How one reading compares with what was meant."""

    exact: bool
    """Clauses, intents, polarities, moods, slots and the words that stop are right."""
    kinds: bool
    """Clauses, intents, polarities and moods are."""
    acts: bool
    """Something would be done: nothing that was read stops the action."""
    lost: int
    """Words meant for a slot, or to stop, that were read as something else."""


def judge(row: Mapping[str, Any], reading: Reading) -> Assessment:
    """Compare a reading with a row of the corpus."""
    tokens = cut(row["text"])
    meant = _meant(row, tokens)
    told = _told(reading, tokens)
    wanted = [(one["intent"], one["polarity"], one["mood"]) for one in row["clauses"]]
    kinds = wanted == [(one.intent, one.polarity, one.mood) for one in reading.clauses]
    lost = [
        token
        for token, mine, its in zip(tokens, meant, told, strict=True)
        if mine != its and token.shape not in _SILENT
    ]
    exact = kinds and not lost and _slots(row) == _read_slots(reading)
    return Assessment(exact, kinds, _acts(reading), len(lost))


def _acts(reading: Reading) -> bool:
    if any(span.tag in STOPS for span in reading.outside) or any(map(_stops, reading.clauses)):
        return False
    return any(clause.mood is not Mood.DONT for clause in reading.clauses)


def _stops(clause: GoalClause) -> bool:
    """Whether a clause keeps the whole goal from being done: out of reach, or about an act and no order."""
    is_wish = clause.mood is not Mood.ASK or clause.intent.endswith("_ask")
    stops = STOPS - {Tag.EXCEPTION} if clause.intent is Intent.DELETE_ALL else STOPS
    return clause.intent is Intent.NONE or not is_wish or any(span.tag in stops for span in clause.spans)


def _slots(row: Mapping[str, Any]) -> Counter[tuple[str, int, int]]:
    roles = frozenset(Role)
    return Counter((tag, start, end) for tag, start, end in row["tags"] if tag in roles)


def _read_slots(reading: Reading) -> Counter[tuple[str, int, int]]:
    spans = (span for one in reading.clauses for span in one.spans)
    return Counter((str(span.tag), span.start, span.end) for span in spans if isinstance(span.tag, Role))


def _meant(row: Mapping[str, Any], tokens: Iterable[Token]) -> list[str]:
    return [_at(((tag, start, end) for tag, start, end in row["tags"]), token) for token in tokens]


def _told(reading: Reading, tokens: Iterable[Token]) -> list[str]:
    spans = [*reading.outside, *(span for one in reading.clauses for span in one.spans)]
    return [_at(((str(span.tag), span.start, span.end) for span in spans), token) for token in tokens]


def _at(spans: Iterable[tuple[str, int, int]], token: Token) -> str:
    """Return the tag of a token where it matters; all that changes nothing is one."""
    counted = frozenset(Role) | STOPS
    start = token.inner[0]
    tag = next((tag for tag, first, end in spans if first <= start < end), "")
    return tag if tag in counted else ""
