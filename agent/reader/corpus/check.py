"""Check that a row is consistent: all is tagged once, and each clause holds what its intent allows."""

from agent.reader.corpus.piece import OUTSIDE, Utterance
from agent.reader.intent import ALLOWED, Intent, Role, Tag


def faults(row: Utterance) -> list[str]:
    """Name what is wrong with a row; [] where nothing is."""
    return [*_cover(row), *_clauses(row)]


def _cover(row: Utterance) -> list[str]:
    wrong = []
    at = 0
    for span in row.spans:
        if span.start < at or span.end <= span.start:
            wrong.append(f"{span} overlaps or is empty")
        if row.text[at : span.start].strip():
            wrong.append(f"{row.text[at : span.start]!r} has no tag")
        if row.text[span.start : span.end].strip() != row.text[span.start : span.end]:
            wrong.append(f"{span} begins or ends with a blank")
        at = span.end
    if row.text[at:].strip():
        wrong.append(f"{row.text[at:]!r} has no tag")
    return wrong


def _clauses(row: Utterance) -> list[str]:
    wrong = [] if row.clauses else ["no clause"]
    at = 0
    for clause in row.clauses:
        if clause.start < at or clause.end <= clause.start:
            wrong.append(f"{clause.intent} overlaps or is empty")
        at = clause.end
        for span in clause.spans:
            if span.start < clause.start or span.end > clause.end:
                wrong.append(f"{span} is not in its clause")
            if isinstance(span.tag, Role) and span.tag not in ALLOWED[clause.intent]:
                wrong.append(f"{clause.intent} has no {span.tag}")
            if clause.intent is Intent.NONE and span.tag is Tag.CUE:
                wrong.append(f"a cue in what cannot be done: {row.text[span.start : span.end]!r}")
    inside = {span for clause in row.clauses for span in clause.spans}
    wrong += [
        f"{span} is outside of every clause"
        for span in row.spans
        if span not in inside and span.tag not in OUTSIDE
    ]
    return wrong
