"""Finding what training shows a reading to rest on: `agent.reader.support` asks for it again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from agent.reader.intent import GoalClause, Intent, Mood, Polarity, Reading, Role, Span, Tag
from agent.reader.support import DECIDING, SpokenGoal, common, grounds, known, write
from agent.reader.wordvector import WordVectors

_OFTEN = 12
"""Times from which on training shows a word often: where it never stood is then no accident."""
_COMMON = 1000
"""Times from which on a word is one of the most common."""
_AGREED = 0.95
"""Share of the clauses of one skeleton that must ask for one thing."""
_SLIP = "+slip"
"""In the source of a row with slips of the keyboard: misspelt words are no way to say a thing."""
_STOPS = tuple(f"<{tag}>" for tag in (Tag.CONDITION, Tag.LEFT))
"""A clause with one of these is never acted upon, however well it is known."""


def make_support(rows: Iterable[Mapping[str, Any]], lexicon: WordVectors, folder: Path) -> int:
    """Write the grounds that the rows show; return how many."""
    clauses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
    others: defaultdict[str, set[str]] = defaultdict(set)
    words: Counter[str] = Counter()
    for row in rows:
        if _SLIP in row.get("source", ""):
            continue
        spoken = SpokenGoal(row["text"], lexicon)
        words.update(word.text for word in spoken.words())
        for ground in grounds(meant(row), spoken):
            if ground.skeleton:
                clauses[ground.skeleton][ground.said] += 1
                surfaces[ground.never][ground.said] += 1
            else:
                others[ground.only].add(ground.said)
    met = {known(word) for word, count in words.items() if count >= _OFTEN}
    met |= {common(word) for word, count in words.items() if count >= _COMMON}
    shown = met.union(*(others[one] for one in ("", *met)), _agreed(clauses))
    shown.update(one for one, ways in surfaces.items() if _share(ways) < _AGREED)
    write(shown, folder)
    return len(shown)


def meant(row: Mapping[str, Any]) -> Reading:
    """Return the reading that a row of the corpus gives."""
    spans = [Span(_tag(tag), start, end) for tag, start, end in row["tags"]]
    clauses = tuple(_clause(told, spans) for told in row["clauses"])
    outside = [span for span in spans if not any(one.start <= span.start < one.end for one in clauses)]
    return Reading(row["text"], clauses, tuple(outside))


def _clause(told: Mapping[str, Any], spans: Iterable[Span]) -> GoalClause:
    start, end = told["start"], told["end"]
    inside = tuple(span for span in spans if start <= span.start < end)
    kind = Intent(told["intent"]), Polarity(told["polarity"]), Mood(told["mood"])
    return GoalClause(start, end, *kind, inside)


def _tag(name: str) -> Role | Tag:
    return Role(name) if name in frozenset(Role) else Tag(name)


def _agreed(clauses: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Keep what nearly all clauses of one skeleton ask for; where they disagree, none is a ground.

    Of intents that the words in a slot tell apart, each is one.
    """
    for skeleton, counted in clauses.items():
        if any(stop in skeleton for stop in _STOPS):
            continue
        is_told = any(f"<{role}>" in skeleton for role in DECIDING)
        ways: Counter[str] = Counter()
        for said, count in counted.items():
            ways[_way(said, is_told)] += count
        way, _ = ways.most_common(1)[0]
        if _share(ways) >= _AGREED:
            yield from (said for said in counted if _way(said, is_told) == way)


def _share(ways: Counter[str]) -> float:
    """Return the share of the most frequent way."""
    return ways.most_common(1)[0][1] / ways.total()


def _way(said: str, is_told: bool) -> str:
    return said.partition(" ")[2] if is_told else said
