"""The words by which something remembered is found: content words of English, pairs of letters of Chinese.

Chinese is written without blanks, so every two letters that stand side by side count as a word, which is how
lexical search engines index it (Nie et al. 2000, "On the use of words and n-grams for Chinese information
retrieval"). Words that nearly every goal has (`words.toml`) say nothing (stop) or little (common).
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_RUN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+(?:'[^\W_\u3400-\u9fff\uf900-\ufaff]+)?"
)
_SPELT = re.compile(r"\b([a-z]{1,3})-([a-z]{1,4})\b")
"""`wi-fi`, `e-mail`, `to-do`: written with or without the stroke."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SHORTEST_STEM = 3
_LOST_E = re.compile(r"[^aeiou][aeiouy][^aeiouwxy]")
"""What is left of `noted`, `timing`: the stem had an e (Porter 1980, "An algorithm for suffix stripping")."""


@dataclass(frozen=True, slots=True)
class _WordTable:
    stop: frozenset[str]
    common: frozenset[str]
    stop_han: re.Pattern[str]
    common_han: frozenset[str]


@cache
def _table() -> _WordTable:
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    han = sorted(table["stop"]["zh"], key=len, reverse=True)
    return _WordTable(
        stop=frozenset(table["stop"]["en"]),
        common=frozenset(stem(word) for word in table["common"]["en"]),
        stop_han=re.compile("|".join(map(re.escape, han))),
        common_han=frozenset(table["common"]["zh"]),
    )


def plain(text: str) -> str:
    """One form for all that reads the same: width, case, accents, kinds of apostrophe."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, in the form in which they are compared."""
    found: list[str] = []
    for run in _RUN.findall(_SPELT.sub(r"\1\2", plain(text))):
        if _HAN.match(run):
            for part in _table().stop_han.split(run):
                found += [part[at : at + 2] for at in range(len(part) - 1)] or ([part] if part else [])
        else:
            word = run.removesuffix("'s")
            if word not in _table().stop:
                found.append(stem(word))
    return tuple(found)


def weight(word: str) -> float:
    """How much it says that two texts share this word: 1, or less where many goals have it."""
    if _HAN.match(word):
        return 0.3 if len(word) == 1 or word in _table().common_han else 1.0
    return 0.3 if word in _table().common or word.isdigit() or len(word) == 1 else 1.0


def stem(word: str) -> str:
    """An English word without its ending: plurals, -ing, -ed, a last e. Others stay as they are."""
    if len(word) <= _SHORTEST_STEM or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST_STEM and re.search("[aeiouy]", rest):
            doubled = len(rest) > _SHORTEST_STEM and rest[-1] == rest[-2] and rest[-1] not in "lsz"
            word = rest[:-1] if doubled else rest + "e" * bool(_LOST_E.fullmatch(rest))
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
