"""Texts and rows of names in goals, as the phrase book cuts them out."""

import re

from agent.language.phrasing import piece
from agent.language.reference import tells_where
from agent.language.saying import ANOTHER, QUOTED, is_quoted, title_of, unquoted

_NO_TEXT = re.compile(
    r"(?:something|anything|stuff)[ .!]*|(?:for|to) (?:me|us)[ .!]*|(?:内容)?只有[^,，。]+[,，]它?在.+"
    r"|(?:(?:paste|copy|use|send) )?(?:from |(?:exactly )?what(?:'s| is) (?:on|in) |what )?(?:the|my)"
    r" clipboard(?:'s?)?(?: (?:contents?|text|holds|has|says))?[ .!]*"
    r"|(?:粘贴)?剪[贴切]板[里上中]?的?(?:内容|文字)?[ 。]*",
    re.IGNORECASE,
)
"""What is said of a text to be written, and is none."""
_TOO = re.compile(
    r"(?:,| and| &|;) *(?:and )?(?:the same )?(?:to )?[A-Z]\w+(?: [A-Z]\w+)? (?:too|as well|also)[ .!]*$"
    r"|^[^,]+, and (?:to )?[A-Z]\w+(?: [A-Z]\w+)?$"
    r"|[,，;；](?:给|对)?[^,，。]{1,4}也(?:一样|发|说|告诉)[^,，。]{0,4}[。!！]*$"
)
"""Behind a text: somebody else who is to have it."""


def several(text: str) -> list[str]:
    """A row of names as its pieces: `"a", "b" and c`."""
    held: list[str] = QUOTED.findall(text)
    bare = QUOTED.sub("\1", text)
    pieces = [piece.strip() for piece in re.split(r"\s*(?:,|、|\band\b|&|和|与|以及)\s*", bare)]
    return [re.sub("\1", lambda _: f'"{held.pop(0)}"', piece) for piece in pieces if piece]


def titles(text: str, *, listed: bool) -> list[str] | None:
    """The names of one thing, or of the things of a row where it is `listed`; None when one can be none.

    In `Soup, Cheese with Tomato and Basil` it is not clear what the last is called.
    """
    bare = QUOTED.sub('""', text)
    if ANOTHER.search(bare) or re.search(r"[,、].*[^\s,\"]\s*(?:\band\b|&|和|与)\s*[^\s\"]", bare):
        return None
    names = [title_of(name) for name in (several(text) if listed else [text])]
    found = [name for name in names if name]
    return found if found and len(found) == len(names) else None


def without_app(text: str) -> str:
    """The words without the name of the app that would be taken anyway (`in Markor, create ...`)."""
    held = QUOTED.findall(text)
    bare = QUOTED.sub('""', text)
    bare = re.sub(r"\s+", " ", piece("app").sub("", bare)).strip(" ,")
    return re.sub('""', lambda _: f'"{held.pop(0)}"', bare)


def detail_of(text: str) -> str | None:
    """What is to be written into a field, "" for nothing; None when quotes end and more follows."""
    return None if '"' in text and not is_quoted(text) else unquoted(text)


def free_text(text: str) -> str | None:
    """What is to be written; None when it is empty or, without quotes, may run on into something else."""
    if is_quoted(text):
        return QUOTED.findall(text)[0] or None
    bare = text.strip()
    if not bare or '"' in bare or ANOTHER.search(bare) or _TOO.search(bare):
        return None
    return None if _NO_TEXT.fullmatch(bare) or tells_where(bare) else bare
