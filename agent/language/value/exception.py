"""What is to be left out, by name: `except the notes "ideas" and plans`, `außer Ideen`, `除了想法以外`."""

import re

from agent.language.value.concept import concept, words_of
from agent.language.value.word import fold

_QUOTED = re.compile(r"[\"“”„«»「」『』‘’']([^\"“”„«»「」『』]+?)[\"“”„«»「」『』‘’'](?!\w)")
_AND = re.compile(r"\s*(?:[,、，;]|(?<=\s)(?:and|und|sowie|y|e|et)(?=\s)|[和与跟及])\s*", re.IGNORECASE)


def excepted(words: str, kind: str) -> tuple[str, ...] | None:
    """The names of what is to stay, as they are written; None where the words name nothing.

    Without quotes each name between commas and "and" is one: what is to stay has to be there, or
    nothing goes.
    """
    quoted = tuple(_QUOTED.findall(words))
    if quoted:
        rest = _bare(_AND.sub(" ", _QUOTED.sub(" ", words)), kind)
        return quoted if not rest else None
    names = tuple(name for each in _AND.split(_bare(words, kind)) if (name := _bare(each, kind)))
    return names or None


def _bare(words: str, kind: str) -> str:
    """The words without what says that something stays, articles and the kind of thing."""
    said = words.strip(" ,，、;.。")
    changed = True
    while changed:
        before = said
        for opening in words_of("exception", "openings"):
            said = _without(said, opening)
        for ending in words_of("exception", "endings"):
            said = said.removesuffix(ending).strip()
        first, _, rest = said.partition(" ")
        if concept("kind", first) == kind:
            said = rest
        changed = said != before
    return said


def _without(said: str, opening: str) -> str:
    """The words without an opening, where they begin with it as a whole word."""
    if not fold(said).startswith(fold(opening)):
        return said
    rest = said[len(opening) :]
    whole = not rest or not rest[0].isalnum() or opening[-1] >= "一"
    return rest.strip(" ,:：") if whole else said
