"""How wide text is and where it breaks into lines, from a table of advances: layout needs no font engine.

The Latin, Greek and Cyrillic of Roboto, then the Chinese of Noto Sans SC, then the figures of Noto Emoji;
what none of them has takes the room of a box, and is drawn as one. Sizes are text sizes in pixels; weights
are those of CSS (400, 500, 700), others count as the nearest of them. There is no kerning.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

ASCENT = 1900 / 2048
"""Roboto's line box above the baseline, in text sizes."""
DESCENT = 500 / 2048
ELLIPSIS = "\u2026"
BOX_ADVANCE = 0.6
"""Room of a character that no font has, in text sizes; East Asian ones take a whole size."""

_WIDE = (
    r"\u2e80-\u2fff\u3003-\u3007\u3012-\u9fff\uac00-\ud7af\uf900-\ufaff"
    r"\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001f000-\U0001f3fa\U0001f400-\U0003ffff"
)
_OPEN = r"\u201c\u3008\u300a\u300c\u300e\u3010\uff08\uff3b\uff5b"
_CLOSE = (
    r"\u201d\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d"
    r"\ufe0f\u200d\U0001f3fb-\U0001f3ff"
)
_PIECE = re.compile(
    rf"[{_OPEN}]*(?:[{_WIDE}]|(?:[^\s{_WIDE}{_OPEN}{_CLOSE}-]|-(?=\d))+-*|-+)?[{_CLOSE}]*\s*", re.DOTALL
)
"""What stays on one line: a word with its hyphen or an East Asian character, and what clings to its end."""


class _Advances(dict[str, float]):
    """Roboto's advances in text sizes by character; those of all others are looked up or worked out once."""

    def __missing__(self, char: str) -> float:
        found = _beyond().get(char)
        if found is not None:
            advance = found[0]
        elif is_invisible(char):
            advance = 0.0
        elif unicodedata.east_asian_width(char) in "WF":
            advance = 1.0
        else:
            advance = BOX_ADVANCE
        self[char] = advance
        return advance


@cache
def _fonts() -> dict[str, dict[str, Any]]:
    """What the table has of each font, by name; Roboto's weights come first."""
    path = resources.files("device.phone") / "data" / "font" / "advance.json"
    fonts: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return fonts


@cache
def _tables() -> dict[int, _Advances]:
    """Advances by weight."""
    tables = {}
    for weight in (400, 500, 700):
        tables[weight] = table = _Advances(_measured(_fonts()[f"roboto-{weight}"]))
        table.update({"\t": table[" "], "\n": 0.0, "\r": 0.0, "\u3000": 1.0})
    return tables


@cache
def _beyond() -> dict[str, tuple[float, str]]:
    """Advance and font of each character that Roboto lacks: thousands, of which many a screen shows none."""
    beyond: dict[str, tuple[float, str]] = {}
    for name, font in reversed(_fonts().items()):  # of two that have a character the first counts
        if not name.startswith("roboto"):
            beyond.update((char, (advance, name)) for char, advance in _measured(font))
    return beyond


def _measured(font: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Each character of a font with its advance in text sizes."""
    em = font["em"]
    return zip(font["characters"], [advance / em for advance in font["advances"]], strict=True)


@cache
def _roboto() -> frozenset[str]:
    """The characters that Roboto has."""
    return frozenset(_fonts()["roboto-400"]["characters"])


def nearest_weight(weight: int) -> int:
    """The weight that is drawn for one asked for."""
    return 400 if weight < 450 else 500 if weight < 600 else 700


def is_invisible(char: str) -> bool:
    """Whether a character takes no room and no ink: a joiner, a variation selector, a skin tone."""
    return (
        unicodedata.category(char) in ("Cc", "Cf", "Mn", "Me", "Cs") or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


def face_of(char: str, weight: int) -> str:
    """Name of the font a character is drawn from; "" when no font has it."""
    if char in _roboto():
        return f"roboto-{nearest_weight(weight)}"
    found = _beyond().get(char)
    return found[1] if found is not None else ""


def advances(weight: int) -> dict[str, float]:
    """Advance of any character in text sizes (reading a missing one adds it)."""
    return _tables()[nearest_weight(weight)]


@lru_cache(maxsize=16384)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of one line in pixels."""
    return sum(map(advances(weight).__getitem__, text)) * size


def ascent(size: float) -> float:
    """Pixels from the top of the font's line box to the baseline."""
    return ASCENT * size


def line_height(size: float) -> int:
    """The font's own line box in whole pixels."""
    return -int(-(ASCENT + DESCENT) * size // 1)


@lru_cache(maxsize=8192)
def wrap(text: str, size: float, weight: int, width: int, max_lines: int = 0) -> tuple[str, ...]:
    """Lines of at most `width` pixels; at most `max_lines` (0 = any), the last of them cut with an ellipsis.

    Breaks at newlines, between words, behind hyphens and between East Asian characters, inside a word only
    when it is wider than a whole line. A line never ends in the space it broke at.
    """
    if "\n" not in text and text_width(text, size, weight) <= width:
        return (text,)
    lines: list[str] = []
    paragraphs = text.splitlines() or [""]
    for index, paragraph in enumerate(paragraphs):
        room = max_lines - len(lines) if max_lines else len(paragraph) + 1
        filled, rest = _fill(paragraph, size, weight, width, room)
        lines += filled
        cut_off = bool(rest) or (len(lines) == max_lines and index + 1 < len(paragraphs))
        if cut_off:
            lines[-1] = _cut((filled[-1] if filled else "") + rest, size, weight, width)
            break
    return tuple(lines)


def _fill(text: str, size: float, weight: int, width: int, most: int) -> tuple[list[str], str]:
    """One paragraph in at most `most` lines, and what follows the last of them."""
    room = width / size
    table = advances(weight)
    lines: list[str] = []
    start = at = 0
    reach = 0.0
    for piece in _pieces(text, table, room):
        wide = sum(map(table.__getitem__, piece.rstrip()))
        if reach + wide > room and at > start:
            if len(lines) + 1 == most:
                return [*lines, text[start:at]], text[at:]
            lines.append(text[start:at].rstrip())
            start = at
            reach = 0.0
        reach += sum(map(table.__getitem__, piece))
        at += len(piece)
    return [*lines, text[start:].rstrip() if lines else text[start:]], ""


def pieces(text: str) -> list[str]:
    """The parts of a text that stay on one line, each with the white space behind it."""
    return [piece for piece in _PIECE.findall(text) if piece]


def _pieces(text: str, table: dict[str, float], room: float) -> list[str]:
    """The unbreakable parts in order, those wider than a line cut into single characters."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and sum(map(table.__getitem__, piece.rstrip())) > room:
            pieces += piece
        elif piece:
            pieces.append(piece)
    return pieces


def _cut(text: str, size: float, weight: int, width: int) -> str:
    """As much of a text as fits in front of an ellipsis."""
    table = advances(weight)
    room = width / size - table[ELLIPSIS]
    for count, char in enumerate(text):
        room -= table[char]
        if room < 0:
            return text[:count].rstrip() + ELLIPSIS
    return text.rstrip() + ELLIPSIS
