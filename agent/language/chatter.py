"""What people say around what they ask for: "hey so um ...", "I keep forgetting things. Write ..."."""

import re

from agent.language.ask_settings import names_setting
from agent.language.negation import is_negated

_SOUNDS = re.compile(
    r"^(?:(?:hey|hi|ok(?:ay)?|so|um+|uh+|erm?|well|anyway|sorry(?: to (?:bother|disturb) you)?(?: again)?"
    r"|excuse me|if you don'?t mind|if you would be so kind)\b[\s,.!-]*)+(?=\S)"
    r"|^(?:(?:那个|嗯+|呃+|喂|嘿|哎|不好意思|打扰(?:一下)?了?|劳驾)[\s,.!。]*)+(?=\S)",
    re.I,
)
_TOLD = re.compile(
    r"^(?:i|i'm|i am|i've|my|we|we're|it|it's|this|today|tomorrow(?:'s)?|tonight|the (?:screen|phone|room))\b"
    r"[^.!?:;\"]*",
    re.I,
)
_END = re.compile(r"[.!]\s+(?:(?:so|anyway|then)\b[\s,]*)?(?=\S)", re.I)
_WONDERING = re.compile(
    r"(?:^|,? (?:so|and) )(?:i was|i'm|i am) (?:just )?wondering (?:if|whether)"
    r" you (?:could|can|might|would)\s+",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:need|want|like|love|wish|spent|paid|bought|cost|have to|has to|must|should|shall|remind|remember"
    r"|forget|call(?:ed)?|name[ds]?|number|mail|can you|could you|please|turn|switch|open|send|text|add"
    r"|delete)\b|\d",
    re.I,
)
"""What tells something that is asked for, or that the rest may lean on."""
_LEANS = re.compile(r"\b(?:it|its|them|they|that|this|those|these|him|her|his|he|she|there|one)\b", re.I)


def to_the_point(text: str) -> str:
    """A goal without sounds and without what it only tells before it asks; as it is where that may matter."""
    bare = _SOUNDS.sub("", text)
    while (rest := _behind_telling(bare)) is not None:
        bare = _SOUNDS.sub("", rest)
    return bare


def _behind_telling(text: str) -> str | None:
    wonders = _WONDERING.search(text)
    if wonders is not None:
        before = text[: wonders.start()]
        is_told = not before or (_TOLD.fullmatch(before) is not None and _only_tells(before))
        return text[wonders.end() :] if is_told else None
    told = _TOLD.match(text)
    end = _END.match(text, told.end()) if told else None
    if told is None or end is None or not _only_tells(told[0]) or _LEANS.search(text[end.end() :]):
        return None
    return text[end.end() :]


def _only_tells(text: str) -> bool:
    return not (_ASKS.search(text) or is_negated(text) or names_setting(text)) and '"' not in text
