"""Drawings as SVG files: written with every stroke as a path, and read back."""

import base64
import re
from collections.abc import Iterable
from itertools import groupby

from device.phone.apps.draw.flood import Run, area
from device.phone.apps.draw.sheet import DrawStroke, Fill, Mark, Sheet, Wipe, painted

_NUMBER = r"(-?[\d.]+)"
_PATH = re.compile(
    rf'<path d="M {_NUMBER} {_NUMBER} L {_NUMBER} {_NUMBER}" fill="none" stroke="(#[0-9A-Fa-f]{{6}})" '
    rf'stroke-width="{_NUMBER}"'
)
_RECT = re.compile(r'<rect width="100%" height="100%" fill="(#[0-9A-Fa-f]{6})"')


def svg_of(sheet: Sheet, size: tuple[int, int]) -> bytes:
    """The file; `size` is that of the sheet in pixels, which filled areas are found by."""
    from device.phone.toolkit.imaging import picture_size  # noqa: PLC0415  (heavy)

    scale = size[0] / sheet.wide
    wide, high = _number(sheet.wide), _number(size[1] / scale)
    box = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {box}>', _paper(sheet.background)]
    if sheet.image and picture_size(sheet.image) is not None:
        data = base64.b64encode(sheet.image).decode()
        lines.append(f'<image width="{wide}" height="{high}" href="data:;base64,{data}"/>')
    for place, mark in enumerate(sheet.marks):
        lines.append(_element(sheet, size, place, mark))
    return "\n".join((*lines, "</svg>\n")).encode()


def read_svg(text: str) -> tuple[str, tuple[Mark, ...]] | None:
    """Background and strokes of a file as `svg_of` writes it, filled areas left out; None for other files."""
    paper = _RECT.search(text)
    if paper is None:
        return None
    marks = []
    for x1, y1, x2, y2, colour, width in _PATH.findall(text):
        try:
            marks.append(DrawStroke(float(x1), float(y1), float(x2), float(y2), float(width), colour))
        except ValueError:
            continue
    return paper[1], tuple(marks)


def _element(sheet: Sheet, size: tuple[int, int], place: int, mark: Mark) -> str:
    if isinstance(mark, DrawStroke):
        x1, y1, x2, y2 = map(_number, (mark.x1, mark.y1, mark.x2, mark.y2))
        return (
            f'<path d="M {x1} {y1} L {x2} {y2}" fill="none" stroke="{mark.colour or sheet.background}" '
            f'stroke-width="{_number(mark.width)}" stroke-linecap="round"/>'
        )
    if isinstance(mark, Wipe):
        return _paper(sheet.background)
    return _filled(sheet, size, place, mark)


def _filled(sheet: Sheet, size: tuple[int, int], place: int, mark: Fill) -> str:
    """The area as rectangles."""
    import numpy as np  # noqa: PLC0415  (heavy)

    scale = size[0] / sheet.wide
    before = Sheet(sheet.wide, sheet.marks[:place], sheet.background, sheet.image)
    x, y = min(int(mark.x * scale), size[0] - 1), min(int(mark.y * scale), size[1] - 1)
    runs = area(np.asarray(painted(before, size)), max(0, x), max(0, y))
    path = "".join(
        f"M{_number(left / scale)} {_number(top / scale)}h{_number((right - left) / scale)}"
        f"v{_number((bottom - top) / scale)}h{_number((left - right) / scale)}z"
        for left, top, right, bottom in _boxes(runs)
    )
    return f'<path d="{path}" fill="{mark.colour}"/>'


def _boxes(runs: Iterable[Run]) -> list[tuple[int, int, int, int]]:
    """Runs of the same columns in rows below each other as one box: left, top, right, bottom."""
    boxes = []
    for (begin, end), same in groupby(
        sorted(runs, key=lambda run: (run[1], run[2], run[0])), lambda run: run[1:]
    ):
        rows = [row for row, _, _ in same]
        for _, together in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            held = [row for _, row in together]
            boxes.append((begin, held[0], end, held[-1] + 1))
    return boxes


def _paper(colour: str) -> str:
    return f'<rect width="100%" height="100%" fill="{colour}"/>'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
