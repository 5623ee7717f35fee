"""The words that values are made of: a text becomes a row of words with a sort and a number each.

The tables of data/ say which words those are in each of five languages; the grammars of times, days and
lengths go by the sorts alone and are the same for all of them.
"""

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import TypeVar

from agent.language.number import read_number

T = TypeVar("T")
LANGUAGES = ("en", "zh", "de", "es", "fr")
_MOST_READINGS = 256
_LONGEST = 6
"""Tokens of the longest phrase of the tables."""
_TOKEN = re.compile(r"\d+|[㐀-鿿]|[^\W\d_㐀-鿿]+|[^\s\w]")
_NUMERALS = re.compile("[零〇一二三四五六七八九十百两]+")
_SIMPLE = str.maketrans(
    "點鐘週後兩號時個禮這從為還與間頭電聲視網開關鈴響動設鬧標顯據數觸應適燈閃單雙歐圓張條聯絡記錄簡訊筆檔費飲樂醫療總額過應備訂務無線藍飛轉護眼",
    "点钟周后两号时个礼这从为还与间头电声视网开关铃响动设闹标显据数触应适灯闪单双欧圆张条联络记录简讯笔档费饮乐医疗总额过应备订务无线蓝飞转护眼",
)
"""Traditional letters of words of values and settings, and their simple forms."""


class Sort(StrEnum):
    """What a word is to a value; the letter stands for it in the grammars."""

    FILL = " "
    NUMBER = "n"
    ONE = "1"
    """An article that may be the number."""
    ORDINAL = "o"
    COLON = ":"
    DOT = "."
    COMMA = ","
    SLASH = "/"
    DASH = "-"
    HOURS = "h"
    MINUTES = "m"
    SECONDS = "s"
    DAYS = "d"
    WEEKS = "k"
    MONTHS = "u"
    YEARS = "y"
    DATE_MARK = "#"
    LENGTH = "L"
    QUARTERS = "K"
    HALF = "H"
    HALF_TO = "B"
    QUARTER = "Q"
    THREE_QUARTERS = "T"
    TENTHS = "z"
    PAST = "p"
    TO = "t"
    PLUS = "+"
    MINUS = "_"
    AND = "&"
    UNTIL = ">"
    AM = "a"
    PM = "b"
    NIGHT = "c"
    MIDDAY = "e"
    NOON = "N"
    MIDNIGHT = "M"
    WEEKDAY = "w"
    WEEKDAYS = "W"
    MONTH = "x"
    RELATIVE = "r"
    IN = "j"
    HENCE = "J"
    AGO = "g"
    NEXT = "f"
    COMING = "i"
    LAST = "l"
    NEXT_WEEK = "F"
    EVERY = "E"
    DAILY = "D"
    WEEKLY = "G"
    WORKDAYS = "X"
    WEEKEND = "Y"
    OTHERWISE = "Z"
    PERCENT = "%"
    MOST = "^"
    LEAST = "v"
    MIDDLE = "V"
    ALL = "A"
    BOTH = "2"
    FINAL = "R"
    NEWEST = "S"
    TOP = "P"
    END = "O"
    CURRENCY = "$"
    CENTS = "C"


PARTS = (Sort.AM, Sort.PM, Sort.NIGHT, Sort.MIDDAY)
"""Parts of the day."""
_SIGNS = {":": Sort.COLON, ".": Sort.DOT, ",": Sort.COMMA, "/": Sort.SLASH, "-": Sort.DASH, "–": Sort.DASH}


@dataclass(frozen=True, slots=True)
class ValueWord:
    """A word, or a phrase that stands for one, of a value."""

    sort: Sort
    value: float = 0
    digits: str = ""
    """As it is written, where it is written in digits."""


@dataclass(frozen=True, slots=True)
class WordRow:
    """The words of one way to read a value, without those that say nothing."""

    words: tuple[ValueWord, ...]

    @property
    def code(self) -> str:
        """A letter for each word, for a grammar to match."""
        return "".join(word.sort.value for word in self.words)

    def value(self, found: re.Match[str], group: str) -> float:
        """The number of the word that a group of the grammar matched."""
        return self.words[found.start(group)].value

    def counted(self) -> "WordRow":
        """The same with articles that may be a number as one."""
        words = (ValueWord(Sort.NUMBER, 1) if word.sort is Sort.ONE else word for word in self.words)
        return WordRow(tuple(words))

    @property
    def parts(self) -> set[Sort]:
        """The parts of the day that are said."""
        return {word.sort for word in self.words if word.sort in PARTS}

    def without(self, sorts: tuple[Sort, ...]) -> "WordRow":
        """The same without words of some sorts."""
        return WordRow(tuple(word for word in self.words if word.sort not in sorts))


def meant(text: str, read: Callable[[WordRow], T | None], language: str) -> T | None:
    """What a text is by a grammar; None where it is nothing, or several things.

    The language of the goal counts, and the others only where a text is nothing in that.
    """
    own = _values(text, read, language)
    others = [value for tongue in LANGUAGES if tongue != language for value in _values(text, read, tongue)]
    found = own or others
    return found[0] if found and all(value == found[0] for value in found) else None


def _values(text: str, read: Callable[[WordRow], T | None], language: str) -> list[T]:
    return [value for row in rows(text, language) if (value := read(row)) is not None]


@lru_cache(maxsize=4096)
def rows(text: str, language: str) -> tuple[WordRow, ...]:
    """All ways to read a text as words of values; () where one of its words is none."""
    tokens = _TOKEN.findall(fold(text))
    meanings: list[tuple[ValueWord, ...]] = []
    at = 0
    while at < len(tokens):
        length, words = _longest(tokens, at, _lexicon(language))
        if not words:
            return ()
        meanings.append(words)
        at += length
    ways = (WordRow(way).without((Sort.FILL,)) for way in islice(product(*meanings), _MOST_READINGS))
    return tuple(dict.fromkeys(ways))


def _longest(
    tokens: list[str], at: int, lexicon: Mapping[tuple[str, ...], tuple[ValueWord, ...]]
) -> tuple[int, tuple[ValueWord, ...]]:
    """The words that begin at a token, those of the longest phrase, and how many tokens that takes.

    A compound of two known words ("Freitagabend") is taken apart in place.
    """
    numeral = 0
    while at + numeral < len(tokens) and _NUMERALS.fullmatch(tokens[at + numeral]):
        numeral += 1
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        if length <= numeral and (number := read_number("".join(tokens[at : at + length]))) is not None:
            return length, (ValueWord(Sort.NUMBER, number), *lexicon.get(tuple(tokens[at : at + length]), ()))
        if words := lexicon.get(tuple(tokens[at : at + length])):
            return length, words
    token = tokens[at]
    for cut in range(2, len(token) - 2):  # `Freitagabend`
        if (head := lexicon.get((token[:cut],))) and (token[cut:],) in lexicon:
            tokens[at : at + 1] = [token[:cut], token[cut:]]
            return 1, head
    if token.isdecimal() and len(token) < 10:
        return 1, (ValueWord(Sort.NUMBER, int(token), token),)
    return 1, (ValueWord(_SIGNS[token]),) if token in _SIGNS else ()


def fold(text: str) -> str:
    """A text without case, accents, hyphens between letters and full-width or traditional forms."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_SIMPLE)
    return re.sub(r"(?<=[^\W\d_])[-‐‑’'](?=[^\W\d_])", " ", bare)


def language_of(goal: str) -> str:
    """The language of a goal, as far as the words of values and the little words around them tell."""
    tokens = [token for token in _TOKEN.findall(fold(goal)) if not token.isdecimal()]
    if any("㐀" <= token <= "鿿" for token in tokens):
        return "zh"
    hits = {tongue: sum((token,) in _lexicon(tongue) for token in tokens) for tongue in LANGUAGES}
    return max(LANGUAGES, key=lambda tongue: hits[tongue])


@cache
def _lexicon(language: str) -> Mapping[tuple[str, ...], tuple[ValueWord, ...]]:
    found: dict[tuple[str, ...], dict[ValueWord, None]] = defaultdict(dict)
    for phrase, word in _entries(language):
        found[tuple(_TOKEN.findall(fold(phrase)))][word] = None
    return {phrase: tuple(words) for phrase, words in found.items()}


def _entries(language: str) -> Iterator[tuple[str, ValueWord]]:
    for table in _tables():
        for sort, said in table[language].items():
            values = said if isinstance(said, dict) else {"": said}
            for value, phrases in values.items():
                for phrase in phrases:
                    yield phrase, ValueWord(Sort[sort.upper()], float(value or 0))


@cache
def _tables() -> tuple[dict[str, dict[str, dict[str, list[str]] | list[str]]], ...]:
    data = files("agent.language.value").joinpath("data")
    idioms = tomllib.loads(data.joinpath("idiom.toml").read_text(encoding="utf-8"))
    return json.loads(data.joinpath("words.json").read_text(encoding="utf-8")), idioms
