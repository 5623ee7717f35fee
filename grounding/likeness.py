"""How surely a name on the screen is the one that was said."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from grounding.wording import concepts, plain, unspaced

EXACT, SAME, JOINED, MEANING, PART, CONTAINED, WORDS = 1.0, 0.97, 0.95, 0.88, 0.82, 0.72, 0.85
"""By kind of match: to the letter, but for case and accents, but for blanks, by meaning, as a part of the
name, as more than the name, word by word. The last three are scaled down by how much is matched."""
LIKELY = 0.75
_LEAST_LIKENESS = 0.74
_LEAST_RECALL = 0.6
_SENTENCE, _SHARE, _AMID = 8, 0.2, 0.88
"""From so many words on a text is a sentence. One that shares less than this with what was said, and does not
begin with it, counts so much: "Send" hardly means "The rent is due. Could you send it by Friday?"."""
STOP = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "in",
        "on",
        "and",
        "or",
        "with",
        "my",
        "your",
        "is",
        "it",
        "de",
        "la",
        "el",
        "le",
        "les",
        "der",
        "die",
        "das",
        "und",
        "y",
        "e",
    )
)


@lru_cache(maxsize=65536)
def likeness(said: str, name: str) -> float:
    """0 for not at all, 1 for the very same text."""
    if not said or not name:
        return 0.0
    if said == name:
        return EXACT
    wanted, there = plain(said), plain(name)
    if not wanted or not there:
        return 0.0
    if wanted == there:
        return SAME
    if wanted.replace(" ", "") == there.replace(" ", ""):
        return JOINED
    return max(
        MEANING if same_meaning(wanted, there) else 0.0,
        _as_part(wanted, there),
        _word_by_word(wanted, there),
        _by_letters(wanted, there),
    )


def same_meaning(first: str, second: str) -> bool:
    """Whether two plain texts stand for one thing, in whatever languages."""
    known = concepts()
    return bool(known.get(first, frozenset()) & known.get(second, frozenset()))


def plain_place(words: str, text: str) -> tuple[float, float] | None:
    """From where to where, each 0-1 of its length, the words stand in a longer text, if they do."""
    wanted, there = plain(words), plain(text)
    if not wanted or wanted == there or not _inside(wanted, there):
        return None
    start = there.index(wanted)
    return start / len(there), (start + len(wanted)) / len(there)


def is_whole(said: str, name: str) -> bool:
    """Whether a name says what was said and nothing besides, be it mistyped or in another language."""
    wanted, there = plain(said), plain(name)
    if not wanted or not there:
        return False
    if wanted.replace(" ", "") == there.replace(" ", "") or same_meaning(wanted, there):
        return True
    ours, theirs = ([word for word in text.split() if word not in STOP] for text in (wanted, there))
    return len(ours) == len(theirs) > 0 and all(
        any(same_word(word, other) for other in others)
        for some, others in ((ours, theirs), (theirs, ours))
        for word in some
    )


def _as_part(wanted: str, there: str) -> float:
    if _inside(wanted, there):
        first = 0.04 if there.startswith(wanted) else 0.0
        return PART * (0.64 + 0.32 * len(wanted) / len(there) + first)
    if _inside(there, wanted):
        return CONTAINED * (0.4 + 0.6 * len(there) / len(wanted))
    return 0.0


def _inside(short: str, long: str) -> bool:
    """Whether one stands in the other as whole words (where words are not parted, anywhere)."""
    if unspaced(short):
        return len(short) > 1 and short in long
    return f" {short} " in f" {long} "


def _word_by_word(wanted: str, there: str) -> float:
    if unspaced(wanted):
        blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
        common = sum(block.size for block in blocks if block.size > 1)
        return _scaled(common / len(wanted), common / len(there))
    said = [word for word in wanted.split() if word not in STOP] or wanted.split()
    names = there.split()
    if len(said) == 1 and len(names) == 1:
        return 0.0
    found = [max((same_word(word, name) for name in names), default=0.0) for word in said]
    weights = [len(word) + 2 for word in said]
    recall = sum(f * w for f, w in zip(found, weights, strict=True)) / sum(weights)
    precision = sum(any(same_word(word, name) for word in said) for name in names) / len(names)
    if len(names) >= _SENTENCE and precision < _SHARE and not there.startswith(wanted):
        return _AMID * _scaled(recall, precision)
    return _scaled(recall, precision)


def _scaled(recall: float, precision: float) -> float:
    return WORDS * recall**2 * (0.75 + 0.25 * precision) if recall >= _LEAST_RECALL else 0.0


@lru_cache(maxsize=65536)
def same_word(said: str, name: str) -> float:
    """How surely one word stands for another: the same, in another language, inflected, or mistyped."""
    if said == name:
        return 1.0
    if same_meaning(said, name):
        return 0.9
    shorter, longer = sorted((said, name), key=len)
    if (
        len(shorter) >= 4
        and longer.startswith(shorter[: max(4, len(shorter) - 2)])
        and len(longer) - len(shorter) < 4
    ):
        return 0.92
    if len(shorter) >= 5 and SequenceMatcher(None, said, name).ratio() >= 0.8:
        return 0.85
    return 0.0


def _by_letters(wanted: str, there: str) -> float:
    """Mistypings: a letter more, less, or another."""
    if abs(len(wanted) - len(there)) > 0.35 * max(len(wanted), len(there)) or len(wanted) < 4:
        return 0.0
    matcher = SequenceMatcher(None, wanted, there)
    if matcher.quick_ratio() < _LEAST_LIKENESS:
        return 0.0
    ratio = matcher.ratio()
    return LIKELY * ratio if ratio >= _LEAST_LIKENESS else 0.0


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FILLERS = frozenset(
    (
        "id",
        "btn",
        "button",
        "tv",
        "iv",
        "et",
        "ll",
        "rl",
        "fl",
        "cl",
        "cb",
        "sv",
        "rv",
        "img",
        "ic",
        "view",
        "layout",
        "container",
        "wrapper",
        "root",
        "text",
        "image",
        "item",
        "icon",
        "title",
        "summary",
        "content",
        "frame",
        "action",
        "widget",
        "menu0",
        "label",
    )
)


@lru_cache(maxsize=8192)
def id_words(resource_id: str) -> str:
    """What a resource id says: `x:id/btnDeleteSelected` -> `delete selected`."""
    own = resource_id.rpartition("/")[2]
    words = re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", own)).lower().split()
    return " ".join(word for word in words if word not in _FILLERS)
