"""How what is said in the middle of a run bears on its goal: denies it, adds to it, or does not say."""

import re
from dataclasses import dataclass

GAP = r"[\s,，.。!！;；:：-]*"
DENIAL = re.compile(
    rf"(?:(?:no(?:pe)?|not that|(?:(?:that|it)(?:'?s| is| was) )?(?:wrong|not right)|oops|sorry|actually"
    rf"|rather|i (?:meant?|said)|correction|never ?mind"
    rf"|stop(?=\s*[,.!])|forget (?:it|that)|不对|不是?|错了|我是说|算了|应该是)(?![a-z]){GAP})+",
    re.I,
)
OPENING = re.compile(rf"(?:(?:oh|ok(?:ay)?|wait|hm+|please|well|等等|等一下|请)(?![a-z]){GAP})+", re.I)
_INSTEAD = re.compile(rf"{GAP}(?:instead|rather|i meant?|please|才对|吧){GAP}$", re.I)
_ADDS = re.compile(rf"(?:(?:and|also|plus|then|还要?|再|另外|然后)(?![a-z]){GAP})+", re.I)
_TOO = re.compile(rf"{GAP}(?:too|as well|also){GAP}$", re.I)


@dataclass(frozen=True, slots=True)
class StatedWish:
    """What was said, without the words that tell how it bears on the goal."""

    rest: str
    denies: bool
    """Whether it says that the goal is wrong as it is."""
    adds: bool
    """Whether it asks for one thing more."""

    @classmethod
    def of(cls, said: str) -> "StatedWish":
        """Read from the words."""
        rest = without(OPENING, said)
        bare = without(DENIAL, rest)
        bare = without(OPENING, bare)
        denies = bare != rest or re.search(r"\b(?:instead|rather|meant?)\W*$|才对", bare, re.I) is not None
        bare = _INSTEAD.sub("", bare).strip(" ,，.。!！") or bare
        adds = not denies and bool(_ADDS.match(bare) or _TOO.search(bare))
        return cls(_TOO.sub("", without(_ADDS, bare)) if adds else bare, denies, adds)


def without(opening: re.Pattern[str], text: str) -> str:
    """The text without what it begins with, unless that is all."""
    found = opening.match(text)
    return text[found.end() :] or text if found else text
