"""Texts broken into lines, remembered: most frames show the texts of the frame before."""

from functools import lru_cache

from device.phone.toolkit.font import line_height, text_width, wrap
from device.phone.toolkit.node import TextBlock
from device.phone.toolkit.theme import type_style


@lru_cache(maxsize=8192)
def text_block(text: str, style: str, scale: float, width: int, max_lines: int) -> TextBlock:
    """A text in a style of the type scale, in at most `max_lines` lines (0 = any) of `width` pixels.

    `scale` is pixels per sp.
    """
    size_sp, weight, line_sp = type_style(style)
    size = size_sp * scale
    lines = tuple(wrap(text, size, weight, width, max_lines))
    widths = tuple(min(width, _ceil(text_width(line, size, weight))) for line in lines)
    high = _ceil(line_sp * scale) or line_height(size)
    return TextBlock(lines, widths, (), max(widths, default=0), high * len(lines), high, size, weight)


def _ceil(value: float) -> int:
    return -int(-value // 1)


@lru_cache(maxsize=256)
def edited_block(text: str, style: str, scale: float, width: int) -> TextBlock:
    """A text field's text: every character keeps its place, so that a cursor can stand anywhere.

    `width` 0 means one endless line.
    """
    size_sp, weight, line_sp = type_style(style)
    size = size_sp * scale
    lines: list[str] = []
    starts: list[int] = []
    widths: list[int] = []
    start = 0
    for paragraph in text.split("\n") if width else (text,):
        for at, line, wide in _broken(paragraph, size, weight, width):
            starts.append(start + at)
            lines.append(line)
            widths.append(wide)
        start += len(paragraph) + 1
    high = _ceil(line_sp * scale) or line_height(size)
    return TextBlock(
        tuple(lines),
        tuple(widths),
        tuple(starts),
        max(widths, default=0),
        high * len(lines),
        high,
        size,
        weight,
    )


@lru_cache(maxsize=8192)
def _broken(paragraph: str, size: float, weight: int, width: int) -> tuple[tuple[int, str, int], ...]:
    """A paragraph's lines, each with its start and its width in pixels.

    Broken behind spaces, else within a word. Remembered, as typing changes one paragraph of a long text.
    """
    lines = []
    at, end = 0, len(paragraph)
    while True:
        stop = _line_end(paragraph, at, end, size, weight, width) if width else end
        line = paragraph[at:stop].replace("\n", " ")
        lines.append((at, line, _ceil(text_width(line, size, weight))))
        at = stop
        if at >= end:
            return tuple(lines)


def _line_end(text: str, start: int, end: int, size: float, weight: int, width: int) -> int:
    """Where a line that starts here has to stop; always beyond its start unless the paragraph is empty."""
    reach = 0.0
    space = 0
    for at in range(start, end):
        char = text[at]
        reach += text_width(char, size, weight)
        if char == " ":
            space = at + 1
        elif reach > width and at > start:
            return space if space > start else at
    return end
