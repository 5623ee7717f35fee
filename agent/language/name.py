"""Compares names and telephone numbers as goals and screens write them."""

import re
import unicodedata

from agent.language.saying import is_number

_SHORTEST = 7
"""Digits from which two numbers with and without a country's prefix can be told to be one."""


def canon(text: str) -> str:
    """A label without case, blanks, punctuation and kinds of hyphen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def same(name: str, other: str) -> bool:
    """Whether two names are one, case, blanks and punctuation aside (but not where they are nothing else)."""
    if canon(name) and canon(other):
        return canon(name) == canon(other)
    return name.strip() == other.strip()


def is_meant(who: str, shown: str) -> bool:
    """Whether a row's name, or number, is the person: the whole name, or words of it."""
    if is_number(who):
        return same_number(who, shown)
    if canon(who) == canon(shown):
        return True
    said, own = _words(who), _words(shown)
    return bool(said) and all(word in own for word in said)


def is_wholly(who: str, shown: str) -> bool:
    """Whether the name is said in full."""
    return same_number(who, shown) if is_number(who) else canon(who) == canon(shown)


def same_number(one: str, other: str) -> bool:
    """Whether two ways of writing are one number; a prefix of a country may be left out."""
    if not re.fullmatch(r"[+0-9() .\-]+", other.strip()):
        return False
    first, second = re.sub(r"\D", "", one), re.sub(r"\D", "", other)
    if first == second:
        return bool(first)
    short, long = sorted((first, second), key=len)
    return len(short) >= _SHORTEST and long.endswith(short) and len(long) - len(short) <= 3


def _words(name: str) -> list[str]:
    return [word for word in (canon(word) for word in re.split(r"[\s,]+", name)) if word]
