"""From a goal to its clauses.

A clause counts as understood only when nothing is left in its bag but words that say nothing: so a goal
that asks for more than the policy knows is refused and never half done.
"""

import re
from dataclasses import dataclass

from agent.language.phrase import QUOTED
from agent.language.vocabulary import words

# A goal's parts are done as they are told anyway.
_IN_ORDER = (
    r"(?:exactly )?in (?:this|that|the (?:given|same|stated)) (?:exact |very |same )?(?:order|sequence)"
    r"|one after (?:the other|another)"
)
_IN_ORDER_ZH = (
    "(?:请)?(?:依次|(?:按|按照|依照)(?:这个|此|该|上述|以上)?(?:先后)?(?:顺序|次序))(?:来|做|进行|完成|执行)?"
)
_POLITE = re.compile(
    rf"^(?:(?:{_IN_ORDER})\b[,: ]*|{_IN_ORDER_ZH}[:, ]*"
    r"|(?:hey|hi|hello|ok|okay|please|pls|kindly|now|first|next|finally|also|and|then|so|just)\b[, ]*"
    r"|(?:(?:can|could|would|will) you|i (?:want|need|would like|wish) (?:you )?to|i'?d like (?:you )?to"
    r"|help me(?: to)?|be so (?:kind|good) as to|possibly|maybe|perhaps|do me a favou?r and"
    r"|any chance you (?:could|can)|go ahead and|let'?s|try to|you should|do not forget to"
    r"|don'?t forget to|remember to|be sure to)\b[, ]*"
    r"|(?:请你?|麻烦你?|帮我|帮忙|帮|替我|给我|为我|你?能不能|能(?:麻烦)?您?你?(?=帮|给|把)|可不可以|可以|能否|我想要?|我要|我希望"
    r"|记得|别忘了|不要忘记|现在|首先|先|接着|然后|最后|再|并且|并|也|把手机|将手机)\s*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,]*(?:\b(?:please|pls|for me|now|right now|right away|immediately|thanks|thank you|thx|ta|cheers"
    r"|(?:will|would|could|can|won't) you(?: please)?"
    r"|on (?:my|this|the) (?:phone|device)"
    r"|(?:in|(?<!apart )(?<!aside )from|through|via|using) (?:the )?"
    r"(?:(?:system |phone |android )?settings|clock)(?: app| menu)?"
    rf"|if you (?:can|could|would)|as well|too|again|{_IN_ORDER})\b"
    rf"|{_IN_ORDER_ZH}|(?:(?<=[0-9] )|^)on a 24[ -]?hour clock\b"
    r"|谢谢[啦了]?|谢啦|拜托了?|一下|呀|可以吗|好吗|好不好|行吗|吧|呢|啊|哦))+[\s,.!。]*$",
    re.IGNORECASE,
)
_EDGE = " ,.;:!?。、\n"
_SPLIT = re.compile(
    r"\s*(?:[;。!\n]"
    r"|(?<![0-9])[,、](?!\s*(?:please|thanks|thank you|thx|ta\b|cheers|谢"
    r"|(?:will|would|could|can) you(?=\W*$)))"
    r"|(?<=[0-9])[,、](?![0-9])"
    r"|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bProf)\.(?=\s|$)"
    r"|\b(?:and then|and also|and|then|after that|afterwards|as well as|plus|but)\b|&"
    r"|然后|接着|随后|之后再|之后|并且|并|同时|以及|还有|而且|但是?|(?<=\S)[和与跟]|再(?=[打开关设把将调启创新添]))\s*",
    re.IGNORECASE,
)
_APART = re.compile(r"[;。!\n.]|\b(?:then|after that|afterwards)\b|然后|接着|随后|之后|再", re.IGNORECASE)
_BUT = re.compile(r"\bbut\b|但", re.IGNORECASE)
_HELD = re.compile(r"\ue000(\d+)\ue001")
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)"
_DAY_ZH = "(?:周|星期|礼拜)?[一二三四五六日天]"
_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|m)\b"
# Names, lengths and rows of days that hold a word or sign at which clauses are split.
_WHOLE = re.compile(
    r"\b(?:date|sound|network|vibration|ring) and (?:time|vibration|internet|haptics|notifications?)\b"
    r"|日期和时间|声音和振动|网络和互联网|振动和触感|铃声和通知"
    r"|\b\w+(?: hour| minute)? and a half\b|\bcount ?down and\b"
    rf"|\b{_UNIT}(?:,? and|,) (?=(?:\d+|[a-z-]+) ?(?:minutes?|mins?|seconds?|secs?)\b)"
    rf"|\b{_DAY},? (?={_MONTH})"
    rf"|\b{_DAY}(?:\s*,\s*(?:and )?|\s+and\s+)(?=(?:on |every )?{_DAY})"
    rf"|(?:周|星期|礼拜)[一二三四五六日天][、,和](?={_DAY_ZH})",
    re.IGNORECASE,
)


class Held:
    """Pieces of a goal put aside so that nothing is split or read inside them."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def hold(self, text: str) -> str:
        """A stand-in for the piece."""
        self._kept.append(text)
        return f"\ue000{len(self._kept) - 1}\ue001"

    def back(self, text: str) -> str:
        """The text with all pieces in their places again."""
        while _HELD.search(text):
            text = _HELD.sub(lambda found: self._kept[int(found[1])], text)
        return text


@dataclass(frozen=True, slots=True)
class GoalPiece:
    """A stretch of a goal between two places where it may be split."""

    start: int
    end: int
    apart: bool
    """Whether what stands before it parts two sentences for certain (`then`, a full stop), not just `and`."""
    against: bool = False
    """Whether `but` stands before it."""


class Pieces:
    """A goal in its pieces; quotes stay whole."""

    def __init__(self, text: str) -> None:
        self._held = Held()
        text = QUOTED.sub(lambda found: self._held.hold(found[0]), text)
        self._text = _WHOLE.sub(lambda found: self._held.hold(found[0]), text)
        self.all: list[GoalPiece] = []
        at, apart, against = 0, True, False
        for gap in [*_SPLIT.finditer(self._text), None]:
            end = gap.start() if gap is not None else len(self._text)
            if trimmed(self._text[at:end]):
                self.all.append(GoalPiece(at, end, apart, against))
                apart, against = False, False
            if gap is not None:
                apart = apart or bool(_APART.search(gap[0]))
                against = against or bool(_BUT.search(gap[0]))
                at = gap.end()

    def clause(self, place: int) -> str:
        """What one piece asks for, without the words around it that say nothing."""
        piece = self.all[place]
        return trimmed(self._held.back(self._text[piece.start : piece.end]))

    def gap(self, place: int) -> str:
        """What stands between a piece and the one before it."""
        return self._text[self.all[place - 1].end : self.all[place].start] if place else ""

    def row(self, first: int, last: int) -> str:
        """The pieces from one to another with what is written between them, without leading politeness."""
        start, end = self.all[first].start, self.all[last].end
        end += len(self._text[end:]) - len(self._text[end:].lstrip(".!。"))  # may be part of a message
        text = self._held.back(self._text[start:end])
        return _POLITE.sub("", text.strip(" ,;、\n")).strip(" ,;、\n")


def trimmed(clause: str) -> str:
    """Without the words around it that say nothing."""
    clause = clause.strip(_EDGE)
    clause = _POLITE.sub("", clause)
    return _TAIL.sub("", clause).strip(_EDGE)


def is_question(clause: str) -> bool:
    """Whether the clause wants to know something rather than to have something done."""
    return bool(re.search(words("question"), clause, re.IGNORECASE))
