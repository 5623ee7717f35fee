"""The text on a picture, by RapidOCR, whose models come in its wheel (extra `ocr`)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import ceil, floor
from typing import Any

from PIL import Image

from device.error import ConfigError
from device.screen import Bounds

INSTALL = "pip install 'tapwright[ocr]'"
threads = -1
"""How many threads read one picture; -1 for as many as there are processors. To be set before the first."""
_LEAST_SCORE = 0.5
_LEAST_SIDE, _MOST_STRETCHED = 32, 4
"""Pixels of the shorter side, and how many times longer the other is at most: thinner pictures are shrunk to
nothing by the reader, or blown up."""
_GAP, _INDENT, _UNEVEN = 0.7, 0.4, 1.35
"""Lines belong to one paragraph by the blank between them and the shift of their left edges, in heights of a
line, and by how unlike their heights are."""


@dataclass(frozen=True, slots=True)
class Line:
    """Text that was read in one go."""

    text: str
    bounds: Bounds
    """In pixels of the picture."""
    score: float
    """How sure the reading is, 0-1."""


Read = Callable[[Image.Image], tuple[Line, ...]]


def is_installed() -> bool:
    """Whether pictures can be read here."""
    return find_spec("rapidocr") is not None


def read_text(picture: Image.Image) -> tuple[Line, ...]:
    """All text on it, from the top. Raises ConfigError without the extra."""
    read = _engine()(_widened(picture.convert("RGB")))
    texts, boxes, scores = read.txts or (), read.boxes, read.scores or ()
    if not texts or boxes is None:
        return ()
    return tuple(
        Line(text, _bounds(box), float(score)) for text, box, score in zip(texts, boxes, scores, strict=True)
    )


def paragraphs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """What two or more lines below each other say together; a label may be broken in two."""
    found: list[Line] = []
    for at, first in enumerate(lines):
        whole = first
        last = first
        for other in lines[at + 1 :]:
            if _goes_on(last, other):
                last = other
                whole = Line(f"{whole.text} {other.text}", whole.bounds.union(other.bounds), whole.score)
        if last is not first and not any(_inside(whole.bounds, known.bounds) for known in found):
            found.append(whole)
    return tuple(found)


def _widened(picture: Image.Image) -> Image.Image:
    """The picture with blank below or beside it where it is so thin that the reader shrinks it to nothing."""
    least = max(_LEAST_SIDE, max(picture.size) // _MOST_STRETCHED)
    size = (max(picture.width, least), max(picture.height, least))
    if size == picture.size:
        return picture
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture, (0, 0))
    return sheet


@cache
def _engine() -> Callable[[Image.Image], Any]:
    try:
        from rapidocr import RapidOCR  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as missing:
        raise ConfigError("reading text off pictures needs RapidOCR", INSTALL) from missing
    # Text on a screen is upright: nothing is to be turned.
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": _LEAST_SCORE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        }
    )


def _goes_on(line: Line, other: Line) -> bool:
    height = line.bounds.height
    return (
        0 <= other.bounds.top - line.bounds.bottom + 0.3 * height <= (_GAP + 0.3) * height
        and abs(other.bounds.left - line.bounds.left) <= _INDENT * height
        and max(height, other.bounds.height) <= _UNEVEN * min(height, other.bounds.height)
    )


def _bounds(corners: Iterable[Iterable[float]]) -> Bounds:
    """The upright box around four corners."""
    across, down = zip(*corners, strict=True)
    return Bounds(floor(min(across)), floor(min(down)), ceil(max(across)), ceil(max(down)))


def _inside(inner: Bounds, outer: Bounds) -> bool:
    return inner.intersection(outer) == inner
