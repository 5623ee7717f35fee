"""Cutting a goal into tokens: words, Chinese characters, and literals that are never cut."""

import re
from dataclasses import dataclass
from enum import IntEnum


class TokenShape(IntEnum):
    """What a token looks like, whatever it means."""

    LOWER = 1
    CAPITALISED = 2
    UPPER = 3
    HAN = 4
    FOREIGN = 5
    """Letters of a script that none of the reader's languages is written in."""
    NUMBER = 6
    TIME = 7
    DATE = 8
    PHONE = 9
    PERCENT = 10
    MONEY = 11
    ADDRESS = 12
    """Of a page."""
    EMAIL = 13
    FILE = 14
    """A name with an ending, or with an underscore in it."""
    QUOTED = 15
    PUNCTUATION = 16
    SYMBOL = 17


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the goal that gets one tag."""

    text: str
    start: int
    shape: TokenShape
    spaced: bool
    """Whether a blank, or nothing, stands before it."""

    @property
    def end(self) -> int:
        """Where it ends in the goal."""
        return self.start + len(self.text)

    @property
    def inner(self) -> tuple[int, int]:
        """Where its content stands: without the marks of a quotation, and the blanks beside them."""
        if self.shape is not TokenShape.QUOTED:
            return self.start, self.end
        content = self.text[1:-1]
        start = self.start + 1 + len(content) - len(content.lstrip())
        return start, start + len(content.strip())


_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SPELLED = rf"[^\W{_HAN}]"
"""A letter or digit of a script whose words may hold an apostrophe."""
_PAIRS = ('""', "“”", "„“", "„”", "«»", "»«", "「」", "『』", "《》", "‹›", "‚‘", "‘’", "''")


def _quotation(mark: str, end: str) -> str:
    """Return the pattern of a quotation; single marks may also be apostrophes inside it and around it."""
    if mark not in "'‘‚":
        return rf"{mark}[^{mark}{end}\n]{{1,200}}{end}"
    first = r"(?=\S)" if mark == end else ""
    inside = rf"(?:[^{mark}{end}\n]|(?<={_SPELLED}){end}(?={_SPELLED})){{1,200}}"
    return rf"(?<!{_SPELLED}){mark}{first}{inside}{end}(?!{_SPELLED})"


_QUOTED = "|".join(_quotation(*pair) for pair in _PAIRS)
_SITES = "com|org|net|io|de|fr|es|cn|eu|edu|gov|info|app|dev|ch|at|uk"
_NO_ADDRESS = rf"\s,;!?，。！？；、：“”「」《》（）{_HAN}"
_ADDRESS = (
    rf"(?:https?://|www\.)[^{_NO_ADDRESS}]*[^.){_NO_ADDRESS}]"
    rf"|(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_SITES})\b(?:/[\w./-]*\w)?"
)
_DATE = (
    r"(?<!\d)(?<!\d[./-])"
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?P<between>[./-])\d{1,2}(?P=between)(?:\d{4}|\d{2})"
    r"|\d{1,2}\.\d{1,2}\.|\d{1,2}/\d{1,2})(?![./-]?\d)"
)
_PHONE = (
    r"(?<!\d)\+\d{1,3}(?:[ ./-]?\(?\d+\)?){2,}(?<=[\d ./+()-]{7})(?!\d)"
    r"|(?<!\d)(?:\(\d{1,4}\)[ .-]?)?\d{2,}(?:[ ./-]?\d{2,})+(?<=[\d ./()-]{7})(?!\d)"
    r"|(?<!\d)\d{7,}(?!\d)"
)
_LITERALS = {
    TokenShape.QUOTED: _QUOTED,
    TokenShape.EMAIL: r"[a-z0-9_.+-]+@[\w-]+(?:\.[a-z0-9_-]+)+",
    TokenShape.ADDRESS: _ADDRESS,
    TokenShape.FILE: (
        rf"(?:(?![{_HAN}])[\w-])+(?:\.[a-z][a-z0-9]{{1,3}}){{1,2}}(?![a-z0-9])"
        rf"|(?:(?!_){_SPELLED})+(?:_+(?:(?!_){_SPELLED})+)+"
    ),
    TokenShape.DATE: _DATE,
    TokenShape.TIME: r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)",
    TokenShape.PHONE: _PHONE,
    TokenShape.PERCENT: r"\d+(?:[.,]\d+)?\s?[%％]",
    TokenShape.MONEY: r"[$€£¥￥]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s?[$€£¥￥]",
    TokenShape.NUMBER: r"\d+(?:[.,]\d+)*",
}
_CUT = re.compile(
    "|".join(
        [f"(?P<{shape.name}>{pattern})" for shape, pattern in _LITERALS.items()]
        + [rf"(?P<HAN>[{_HAN}])", rf"(?P<WORD>(?:(?![{_HAN}])[^\W\d_]|[\u0300-\u036f])+)", r"(?P<MARK>\S)"]
    ),
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff]+")


def cut(goal: str) -> tuple[Token, ...]:
    """Cut a goal into its tokens, in order; every character that is not a blank belongs to one."""
    tokens: list[Token] = []
    end = 0
    for found in _CUT.finditer(goal):
        spaced = not tokens or found.start() > end
        end = found.end()
        tokens.append(Token(found[0], found.start(), _shape(str(found.lastgroup), found[0]), spaced))
    return tuple(tokens)


def _shape(kind: str, text: str) -> TokenShape:
    if kind == "WORD":
        if not _LATIN.fullmatch(text):
            return TokenShape.FOREIGN
        if text.islower() or not text[0].isupper():
            return TokenShape.LOWER
        return TokenShape.UPPER if text.isupper() and len(text) > 1 else TokenShape.CAPITALISED
    if kind == "MARK":
        return (
            TokenShape.PUNCTUATION
            if text.isascii() or text in "，。！？、；：“”‘’„«»¿¡…–—「」《》"
            else TokenShape.SYMBOL
        )
    return TokenShape[kind]
