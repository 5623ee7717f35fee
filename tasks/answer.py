"""Whether an answer in words is the right one: strict about what it says, forgiving about how it looks.

Forgiven everywhere: upper and lower case, blanks, quotes, full stops and other punctuation, typographic
variants of a sign. Each function says what else. Nothing else may stand in an answer: no sentence around it,
no second guess beside it.

Where we differ from AndroidWorld. It takes two texts for the same when difflib finds nine tenths of their
letters alike, so that of two long titles the wrong one passes ("Meeting 12" for "Meeting 13"), and a list
when every wanted text is like some text in an answer of equal length, so that one title said twice passes for
two. It splits lists at commas, so that a title with a comma never passes, and reads numbers and moments in
one form alone ("45 minutes" is no number). Here a text is right when its words are, in their order; of a
list each item is wanted once and found once, wherever commas stand; numbers may have their unit; days and
times (tasks/material/moment.py) may be worded as people word them. What can be read in two ways is wrong.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

Units = Mapping[str, float]
"""How units may be written, and how much of the unit that is asked for each of them is."""

MINUTES: Units = MappingProxyType(
    dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 1)
    | dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60)
    | dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1 / 60)
)
METRES: Units = MappingProxyType(
    dict.fromkeys(("m", "metre", "metres", "meter", "meters"), 1)
    | dict.fromkeys(("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"), 1000)
    | dict.fromkeys(("mi", "mile", "miles"), 1609.344)
)

_SEPARATORS = frozenset(",;\n、|")
_ARTICLES = frozenset(("the", "a", "an"))
_KEPT = frozenset("#%@")
"""Punctuation that makes another text of it: "room #12"."""
_PIECE = re.compile(r"(?<!\S)-\d\w*(?:[./]\d+)*|\d+(?:[./]\d+)+|\w+|\n|\S")
_BULLET = re.compile(r"^[ \t]*(?:[-*•·]|\d+[.)])[ \t]+", re.MULTILINE)
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_YES = frozenset(("yes", "true", "y", "yes it is", "it is", "correct"))
_NO = frozenset(("no", "false", "n", "no it is not", "no it isnt", "it is not", "it isnt", "incorrect"))


# -- texts -------------------------------------------------------------------------------------------------
def says_text(answer: str, wanted: str) -> bool:
    """Whether it is this text. An article before either is forgiven, and "&" for "and"."""
    return says_texts(answer, (wanted,))


def says_texts(answer: str, wanted: Sequence[str]) -> bool:
    """Whether it lists these texts and no others, in any order; one wanted twice must be there twice.

    Items are set apart by commas, semicolons, "and" or lines, with bullets or numbers before them or not;
    any of these may be within an item, too. Raises ValueError when nothing is wanted.
    """
    if not wanted:
        raise ValueError("an answer has to say something")
    items = tuple(_bare(_pieces(text)) for text in wanted)
    readings = (answer, _BULLET.sub("", answer))
    return any(_listed(_pieces(reading), items) for reading in readings)


def _listed(found: Sequence[str], items: Sequence[Sequence[str]]) -> bool:
    """Whether these pieces are the items, one after the other in some order, set apart."""
    if not items:
        return not _after_separators(found)
    return any(
        left is not None and _set_apart(left) and _listed(left, (*items[:place], *items[place + 1 :]))
        for place, item in enumerate(items)
        if item not in items[:place]
        for left in (_after(start, item) for start in _starts(found))
    )


def _starts(found: Sequence[str]) -> Iterator[Sequence[str]]:
    """Where an item may begin: past separators, and past an "and" or an article or not."""
    rest = _after_separators(found)
    yield rest
    if rest and rest[0] == "and":
        yield from _starts(rest[1:])
    elif rest and rest[0] in _ARTICLES:
        yield rest[1:]


def _set_apart(rest: Sequence[str]) -> bool:
    return not rest or rest[0] in _SEPARATORS or rest[0] == "and"


def _after(found: Sequence[str], item: Sequence[str]) -> Sequence[str] | None:
    """What follows an item that stands at the beginning, commas in it aside; None where it does not."""
    place = 0
    for word in item:
        while place < len(found) and found[place] in _SEPARATORS:
            place += 1
        if place == len(found) or found[place] != word:
            return None
        place += 1
    return found[place:]


def _after_separators(found: Sequence[str]) -> Sequence[str]:
    place = next((place for place, one in enumerate(found) if one not in _SEPARATORS), len(found))
    return found[place:]


def _bare(pieces: Sequence[str]) -> tuple[str, ...]:
    """The words of an item alone, without an article before them."""
    words = tuple(piece for piece in pieces if piece not in _SEPARATORS)
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _pieces(text: str) -> tuple[str, ...]:
    """Words, numbers, signs that count, and separators."""
    return tuple(piece for piece in _PIECE.findall(_folded(text)) if _counts(piece))


def _counts(piece: str) -> bool:
    word = len(piece) > 1 or piece in _SEPARATORS or piece in _KEPT
    return word or not unicodedata.category(piece).startswith("P")


def _folded(text: str) -> str:
    """Case and typography taken away; apostrophes are none of a word's letters."""
    whole = re.sub(r"(?<=\d)(?=[\u00bc-\u00be\u2150-\u215e])", " ", text)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", whole).casefold())
    plain = plain.replace("\u2044", "/").replace("\u2212", "-").replace("&", " and ")
    return re.sub(r"['\u2019\u2018`\u00b4\u02bc]", "", plain)


# -- numbers -----------------------------------------------------------------------------------------------
def says_number(answer: str, wanted: float, units: Units = MappingProxyType({}), within: float = 0) -> bool:
    """Whether it is this number, or one at most `within` away from it.

    It may be written with commas between thousands, in words up to twenty, with one of the `units` after or
    before it, and as a sum of different units ("1 h 45 min").
    """
    number = _number(answer, units)
    return number is not None and abs(number - wanted) <= within + 1e-6


def counted(*nouns: str) -> Units:
    """That what is counted may be named after its number: `counted("task", "tasks")`."""
    return dict.fromkeys(nouns, 1)


def _number(answer: str, units: Units) -> float | None:
    """What it comes to in the unit that is asked for; None where it is anything but a number."""
    text = re.sub(rf"\b(?:{'|'.join(_WORDS)})\b", lambda word: str(_WORDS.index(word[0])), _folded(answer))
    names = {_folded(name): factor for name, factor in units.items()}
    unit = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    part = re.compile(rf"(?:(?P<before>{unit})\s*)?(?P<number>{_NUMBER})(?:\s*(?P<after>{unit})(?![^\W\d]))?")
    bare = text.strip(' \t\n"*()').removesuffix(".").strip()
    found = list(part.finditer(bare))
    rest = part.sub(" ", bare)
    if not found or re.sub(r"\band\b|[\s,]", "", rest):
        return None
    named = [one["after"] or one["before"] for one in found]
    factors = [names[name] if name else 1 for name in named]
    if len(found) > 1 and (not all(named) or sorted(set(factors), reverse=True) != factors):
        return None
    numbers = [float(one["number"].replace(",", "")) for one in found]
    return sum(number * factor for number, factor in zip(numbers, factors, strict=True))


# -- yes and no ----------------------------------------------------------------------------------------------
def says_truth(answer: str, wanted: bool) -> bool:
    """Whether it says yes (or true), or no (or false), as wanted."""
    words = " ".join(piece for piece in _pieces(answer) if piece not in _SEPARATORS)
    return words in (_YES if wanted else _NO)
