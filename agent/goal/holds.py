"""Whether intentions hold each slot of a reading word for word, and not more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from agent.language.errand import CopyText, Create, DeleteAll, SendText
from agent.language.intention import Intention
from agent.language.saying import is_number, number_of
from agent.language.value.concept import concept
from agent.reader.intent import Intent, Mood, Reading, Role, Tag

COPIED = frozenset(
    {
        Role.PERSON,
        Role.EMAIL,
        Role.TEXT,
        Role.TITLE,
        Role.NAME,
        Role.NEW_NAME,
        Role.PLACE,
        Role.DESCRIPTION,
        Role.SOURCE,
        Role.INGREDIENTS,
        Role.DIRECTIONS,
    }
)
"""Roles whose words are written down or looked for as they are; the words of others are read as values."""
_TEXTS = ("who", "text", "source", "name", "new", "title", "location", "description", "label", "folder")
_FILE = re.compile(r"\w\.(?:md|txt)(?![a-z0-9_])", re.IGNORECASE)


def holds(wants: Sequence[Intention], reading: Reading) -> bool:
    """Whether each copied slot is in an intention unchanged, and each text of an intention is a slot."""
    slots = [text for text, copied in _slots(reading) if copied]
    texts = [text for want in wants for text in texts_of(want)]
    numbers = {number_of(text) for text, _ in _slots(reading)}
    everything = {text for text, _ in _slots(reading)}
    kept = [text for clause in reading.clauses for text in clause.values(reading.text, Tag.EXCEPTION)]
    for want in wants:
        names = want.besides if isinstance(want, DeleteAll) else ()
        if not all(any(name in each for each in kept) for name in names):
            return False
    if any(_FILE.search(want.text) for want in wants if isinstance(want, SendText | CopyText)):
        return False  # the words may mean what is in the file
    said = all(text in everything or (is_number(text) and text in numbers) for text in texts)
    return said and all(_is_in(slot, texts) for slot in slots)


def _slots(reading: Reading) -> Iterator[tuple[str, bool]]:
    """The words of all slots, and whether they have to stand in an intention as they are."""
    for clause in reading.clauses:
        for span in clause.spans:
            if isinstance(span.tag, Role):
                words = reading.text[span.start : span.end]
                label = span.tag is Role.LABEL and clause.intent is Intent.ALARM_SET
                day = span.tag is Role.SOURCE and clause.intent is Intent.EVENT_MOVE
                copied = span.tag in COPIED and not day
                wanted = label or (copied and concept("pronoun", words) is None)
                yield words, wanted and clause.mood is not Mood.DONT


def _is_in(slot: str, texts: Sequence[str]) -> bool:
    from_number = number_of(slot) if re.search(r"\d", slot) else None
    return slot in texts or (from_number is not None and from_number in texts)


def texts_of(want: Intention) -> Iterator[str]:
    """The texts of an intention that are words of the goal."""
    if isinstance(want, Create):
        if want.kind == "contact":
            yield want.name
        yield from (text for field, text in want.values if field not in ("first", "last", "amount"))
        return
    assert is_dataclass(want)
    for field in fields(want):
        value = getattr(want, field.name)
        if field.name in _TEXTS and isinstance(value, str) and value:
            yield value
