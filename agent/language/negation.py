"""Whether a goal that is not understood says what not to do: then nobody is to guess at the rest of it."""

import re

from agent.language.phrase import QUOTED

_TEXT = re.compile(
    r"\b(?:with|says?|saying|text|message|words|write|details|recipe|copy|reply|answer|send|note"
    r"|contents?|of both|here)\b[^.:!?]*:(?!\d).*|(?:内容|写|说|发|复|复制|信息|短信)[^。:]*:(?!\d).*",
    re.I | re.S,
)
_HARMLESS = re.compile(
    r"\bif not\b|\bor not\b|\bno longer\b|\bdo not disturb\b|\bnothing else\b|\bno\. ?\d"
    r"|\b(?:don'?t|do not) forget\b|\b(?:don'?t|do not|without) \w+(?:ing)? (?:anything|any) (?:else|other)\b"
    r"|\bleave (?:everything else|the others?|the rest|all (?:the )?others?)\b[^.,;]*"
    r"|(?:别|其他|其它)的[^，。,;]*|别忘|勿扰|免打扰|是不是|能不能|可不可以?|好不好",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|without|except\w*|exclu\w*|unless|neither|nor|avoid|apart from|aside from|other than"
    r"|besides|with the exception|minus|instead of|rather than|skip|ignore|spare|omit|leave|hands off"
    r"|leaving|keeping"
    r"|unchanged|untouched|alone|as is"
    r"|(?:stays?|remains?|left|kept?|keep) (?:[\w-]+ ){0,4}as (?:it|they) (?:is|are)"
    r"|(?:keep|hold|stay) (?:off|away))\b"
    r"|n't\b|\bdont\b|\b(?:all|any|every|no)\w*\b.*\bbut\b"
    r"|[不别勿甭莫毋]|除(?!夕)|排除|而非|禁止|无需|没有?|照旧|原样|算了|以外|之外|忽略|跳过|保留",
    re.I,
)
_ALONE = re.compile(r"\b(?:only|just|nothing else|but|though|however)\b|[只仅但]|可是|不过", re.I)


def is_negated(goal: str) -> bool:
    """Whether a goal says, outside the texts in it, what is not to be done."""
    bare = _TEXT.sub("", QUOTED.sub("", goal))
    return _NEGATED.search(_HARMLESS.sub("", bare)) is not None


def is_restricted(goal: str) -> bool:
    """Whether it may set a bound to what it asks for: nothing more, or not all of it."""
    return _ALONE.search(QUOTED.sub("", goal)) is not None
