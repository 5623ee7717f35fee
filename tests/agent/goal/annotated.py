"""Readings for tests, made of a goal with its tags written into it.

    [switch on] [cue:turn on] [setting:Bluetooth] [condition:when I get home]

A clause begins with its intent in brackets, with its polarity and mood where it has one; what stands outside
of a clause is put before the first or behind `[]`, which ends a clause. Words without a tag are cue inside of
a clause and filler outside; `[join:and]` links clauses.
"""

import re

from agent.reader.intent import GoalClause, Intent, Mood, Polarity, Reading, Role, Span, Tag

_PIECE = re.compile(
    r"\[(?P<head>[a-z_]+[a-z_ ]*)\] ?|\[(?P<none>)\]"
    r"|\[(?P<tag>[a-z_]+):(?P<words>[^\]]*)\]|(?P<bare>[^\[\]]+)"
)
_TAGS: dict[str, Role | Tag] = {tag.value: tag for tag in (*Role, *Tag)}


def reading(annotated: str) -> Reading:
    """Make the reading of an annotated goal."""
    text, clauses, outside = "", list[GoalClause](), list[Span]()
    head: tuple[Intent, Polarity, Mood] | None = None
    spans: list[Span] = []

    def close() -> None:
        nonlocal spans
        while spans and spans[-1].tag in (Tag.JOIN, Tag.FILLER):
            outside.append(spans.pop())
        if head is not None and spans:
            clauses.append(GoalClause(spans[0].start, spans[-1].end, *head, tuple(spans)))
        spans = []

    for found in _PIECE.finditer(annotated):
        if not found["tag"] and not found["bare"]:
            close()
            head = _head(found["head"] or "")
            continue
        tag = _TAGS[found["tag"]] if found["tag"] else Tag.CUE if head else Tag.FILLER
        words = found["words"] if found["tag"] else found["bare"]
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        if words.strip():
            span = Span(tag, start, start + len(words.strip()))
            (spans if head else outside).append(span)
    close()
    return Reading(text.strip(), tuple(clauses), tuple(sorted(outside, key=lambda span: span.start)))


def _head(words: str) -> tuple[Intent, Polarity, Mood] | None:
    if not words:
        return None
    intent, *more = words.split()
    polarity = next((Polarity(word) for word in more if word in set(Polarity)), Polarity.NONE)
    mood = next((Mood(word) for word in more if word in set(Mood)), Mood.DO)
    return Intent(intent), polarity, mood
