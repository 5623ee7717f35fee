"""A page of Markdown in lines: what goes on which, and how high each block is.

Worked out once for a text and a width; the screen then makes only the blocks that show.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from device.phone.toolkit.font import text_width
from device.phone.toolkit.textblock import text_block
from device.phone.toolkit.theme import type_style
from device.phone.widget.markdown import Block, Run, blocks

SIDE = 16.0
"""dp beside the page."""
GAP = 8.0
"""dp below each block."""
_STYLES = {
    "heading1": "28/700/36", "heading2": "24/700/32", "heading3": "20/700/28", "heading4": "18/700/26",
    "heading5": "16/700/24", "heading6": "14/700/20", "code": "14/400/20", "plain": "14/400/20",
}  # fmt: skip
_BODY = "16/400/24"
_INDENT = 20.0
_SIGN = 32.0
"""dp of an item's bullet with the room behind it."""
_CODE_FRAME = (24.0, 16.0)
"""dp that the frame of code takes, across and down."""
_QUOTE = 16.0
_RULE = 1.0


@dataclass(frozen=True, slots=True)
class Laid:
    """One block of a page with its lines."""

    block: Block
    style: str
    lines: tuple[tuple[Run, ...], ...]
    """() where the block is one run, which wraps by itself."""
    height: int
    """Pixels, without the gap below."""


def weight_of(run: Run, style: str) -> int:
    """How bold a run is."""
    return 700 if run.bold else int(style.split("/")[1])


def indent_of(block: Block) -> float:
    """How far an item stands in, in dp."""
    return block.level * _INDENT if block.kind == "item" else 0.0


@lru_cache(maxsize=16)
def laid_out(text: str, markdown: bool, width: int, density: float, font_scale: float) -> tuple[Laid, ...]:
    """The blocks of a page `width` pixels wide; a text that is no Markdown is one block."""
    found = blocks(text) if markdown else [Block("plain", (Run(text),))]
    return tuple(_laid(block, width, density, font_scale) for block in found)


def _laid(block: Block, width: int, density: float, font_scale: float) -> Laid:
    scale = density * font_scale
    style = _STYLES.get(f"heading{block.level}" if block.kind == "heading" else block.kind, _BODY)
    across, down = 2 * SIDE + indent_of(block), 0.0
    if block.kind == "rule":
        return Laid(block, style, (), max(1, int(_RULE * density + 0.5)))
    if block.kind == "item":
        across += _SIGN
    elif block.kind == "quote":
        across += _QUOTE
    elif block.kind == "code":
        across, down = across + _CODE_FRAME[0], _CODE_FRAME[1]
    room = width - int(across * density + 0.5) - 2
    frame = int(down * density + 0.5)
    if len(block.runs) <= 1:
        run = block.runs[0] if block.runs else Run("")
        size, _, line = style.split("/")
        whole = text_block(run.text, f"{size}/{weight_of(run, style)}/{line}", scale, room, 0)
        return Laid(block, style, (), max(whole.height, whole.line_height) + frame)
    lines = _flow(block.runs, style, scale, room)
    high = -int(-type_style(style)[2] * scale // 1)
    return Laid(block, style, lines, high * len(lines) + frame)


def _flow(runs: tuple[Run, ...], style: str, scale: float, room: int) -> tuple[tuple[Run, ...], ...]:
    """Lines no wider than `room` pixels, broken behind spaces, beside Chinese characters, at newlines."""
    size = type_style(style)[0] * scale
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        for piece in _pieces(run.text, size, weight_of(run, style), room):
            wide = text_width(piece.rstrip(), size, weight_of(run, style))
            if lines[-1] and used + wide > room:
                lines.append([])
                used = 0.0
            shown = piece.rstrip("\n")
            if shown:
                used += _join(lines[-1], run, shown)
            used += text_width(shown, size, weight_of(run, style))
            if piece.endswith("\n"):
                lines.append([])
                used = 0.0
    return tuple(tuple(line) for line in lines if line)


def _pieces(text: str, size: float, weight: int, room: int) -> list[str]:
    """Words, each with the spaces or the newline behind it; one wider than a line in single characters."""
    pieces = [""]
    for char in text:
        last = pieces[-1][-1:]
        ends = last.isspace() and (not char.isspace() or last == "\n")
        if last and (ends or (not char.isspace() and (_is_wide(last) or _is_wide(char)))):
            pieces.append("")
        pieces[-1] += char
    cut: list[str] = []
    for piece in pieces:
        cut += [piece] if text_width(piece.rstrip(), size, weight) <= room else list(piece)
    return [piece for piece in cut if piece]


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _join(line: list[Run], run: Run, text: str) -> int:
    """Put a piece behind a line, into its last run where that has the same style.

    Gives the pixels that this takes beside the text: each run ends on a whole one.
    """
    marks = (run.bold, run.italic, run.code, run.struck, run.link)
    if line:
        last = line[-1]
        if (last.bold, last.italic, last.code, last.struck, last.link) == marks:
            line[-1] = Run(last.text + text, *marks)
            return 0
    line.append(Run(text, *marks))
    return 1
