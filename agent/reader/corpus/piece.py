"""What an utterance is made of before it is a row: pieces of text with a tag, and where clauses begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.reader.intent import GoalClause, Intent, Mood, Polarity, Role, Span, Tag

OUTSIDE = frozenset((Tag.FILLER, Tag.JOIN))


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters with one tag."""

    text: str
    tag: Role | Tag


@dataclass(frozen=True, slots=True)
class Start:
    """From here on the pieces are of this clause."""

    intent: Intent
    polarity: Polarity = Polarity.NONE
    mood: Mood = Mood.DO


Item = Piece | Start


@dataclass(frozen=True, slots=True)
class Utterance:
    """An utterance, labelled."""

    text: str
    language: str
    source: str
    clauses: tuple[GoalClause, ...]
    spans: tuple[Span, ...]

    def as_json(self) -> dict[str, object]:
        """Write it as a training row."""
        clauses = [
            {
                "start": one.start,
                "end": one.end,
                "intent": one.intent.value,
                "polarity": one.polarity.value,
                "mood": one.mood.value,
            }
            for one in self.clauses
        ]
        tags = [[span.tag.value, span.start, span.end] for span in self.spans]
        return {
            "text": self.text,
            "language": self.language,
            "source": self.source,
            "clauses": clauses,
            "tags": tags,
        }


def row(items: Sequence[Item], language: str, source: str) -> Utterance:
    """Lay the pieces out; blanks at the ends and doubled ones go, spans of one tag that touch are one."""
    text = ""
    spans: list[Span] = []
    starts: list[tuple[Start, int]] = []
    for item in items:
        if isinstance(item, Start):
            starts.append((item, len(spans)))
            continue
        for run in _runs(item.text):
            if run.isspace():
                text += " " if text and not text.endswith(" ") else ""
                continue
            same = spans and spans[-1].tag == item.tag and not text[spans[-1].end :].strip()
            apart = bool(starts) and starts[-1][1] == len(spans)
            start = len(text)
            text += run
            if same and not apart:
                spans[-1] = Span(item.tag, spans[-1].start, len(text))
            else:
                spans.append(Span(item.tag, start, len(text)))
    return Utterance(text.rstrip(), language, source, _clauses(spans, starts), tuple(spans))


def _runs(text: str) -> list[str]:
    runs: list[str] = []
    for one in text:
        if runs and runs[-1][-1].isspace() == one.isspace():
            runs[-1] += one
        else:
            runs.append(one)
    return runs


def _clauses(spans: list[Span], starts: list[tuple[Start, int]]) -> tuple[GoalClause, ...]:
    clauses = []
    for index, (start, first) in enumerate(starts):
        last = starts[index + 1][1] if index + 1 < len(starts) else len(spans)
        inside = spans[first:last]
        while inside and inside[0].tag in OUTSIDE:
            inside = inside[1:]
        while inside and inside[-1].tag in OUTSIDE:
            inside = inside[:-1]
        if inside:
            ends = inside[0].start, inside[-1].end
            clauses.append(GoalClause(*ends, start.intent, start.polarity, start.mood, tuple(inside)))
    return tuple(clauses)
