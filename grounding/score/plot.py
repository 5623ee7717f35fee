"""The reliability plot: what the confidence says against what comes true."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from grounding.score.calibration import Bin
from grounding.score.result import ConfidenceScore

_SCALE = 2
"""Drawn larger and shrunk, for smooth edges."""
_SIZE = (640, 760)
_LEFT, _TOP, _SIDE = 84, 76, 520
_BARS_TOP, _BARS_HEIGHT = 628, 66
_PAPER, _INK, _PALE, _GRID, _BLUE = "#ffffff", "#1f2933", "#7b8794", "#e4e7eb", "#2563eb"
_SHADE = "#bfd3fb"


def reliability_plot(confidence: ConfidenceScore, title: str) -> Image.Image:
    """A picture of 640 x 760 pixels: share right by probability said, with 95 % intervals, and item counts.

    On the diagonal the probabilities mean what they say. `Image.save` writes it as PNG.
    """
    sheet = _Sheet(Image.new("RGB", (_SIZE[0] * _SCALE, _SIZE[1] * _SCALE), _PAPER))
    made = confidence.calibration
    auroc = "" if made.auroc is None else f"AUROC {made.auroc:.3f}, "
    sheet.text((_LEFT, 24), title, 17, _INK, "ls")
    sheet.text((_LEFT, 48), f"{confidence.how}: {auroc}calibration error {made.error:.3f}", 14, _PALE, "ls")
    _axes(sheet)
    _counts(sheet, made.bins)
    for part in made.bins:
        sheet.line([_at(part.said, part.interval.low), _at(part.said, part.interval.high)], _BLUE, 1.5)
    sheet.line([_at(part.said, part.right) for part in made.bins], _BLUE, 2)
    for part in made.bins:
        sheet.dot(_at(part.said, part.right), 4.5, _BLUE)
    return sheet.picture.resize(_SIZE, Image.Resampling.LANCZOS)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A picture drawn on in final pixels."""

    picture: Image.Image

    @property
    def _pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.picture)

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._pen.line(scaled, fill=colour, width=round(width * _SCALE), joint="curve")

    def dot(self, centre: tuple[float, float], radius: float, colour: str) -> None:
        x, y = centre[0] * _SCALE, centre[1] * _SCALE
        reach = radius * _SCALE
        edge = round(1.5 * _SCALE)
        self._pen.ellipse((x - reach, y - reach, x + reach, y + reach), colour, _PAPER, edge)

    def box(self, corners: tuple[float, float, float, float], colour: str) -> None:
        left, top, right, bottom = (round(value * _SCALE) for value in corners)
        if right > left and bottom > top:
            self._pen.rectangle((left, top, right, bottom), fill=colour)

    def text(self, at: tuple[float, float], words: str, size: int, colour: str, anchor: str) -> None:
        font = ImageFont.load_default(size * _SCALE)
        self._pen.text((at[0] * _SCALE, at[1] * _SCALE), words, colour, font, anchor)


def _at(said: float, right: float) -> tuple[float, float]:
    """Where a pair of shares stands on the sheet."""
    return _LEFT + _SIDE * said, _TOP + _SIDE * (1 - right)


def _axes(sheet: _Sheet) -> None:
    for tenth in range(0, 11, 2):
        share = tenth / 10
        sheet.line([_at(share, 0), _at(share, 1)], _GRID, 1)
        sheet.line([_at(0, share), _at(1, share)], _GRID, 1)
        sheet.text((_LEFT - 10, _at(0, share)[1]), f"{tenth * 10} %", 13, _PALE, "rm")
        sheet.text((_at(share, 0)[0], _SIZE[1] - 44), f"{tenth * 10} %", 13, _PALE, "ms")
    sheet.line([_at(0, 0), _at(1, 1)], _PALE, 1)
    sheet.text((_LEFT + 12, _TOP + 24), "share right", 14, _INK, "ls")
    sheet.text((_LEFT + _SIDE, _SIZE[1] - 16), "probability said", 14, _INK, "rs")


def _counts(sheet: _Sheet, bins: tuple[Bin, ...]) -> None:
    most = max(part.count for part in bins)
    bottom = _BARS_TOP + _BARS_HEIGHT
    for part in bins:
        left, right = _at(part.low, 0)[0] + 2, _at(part.high, 0)[0] - 2
        top = bottom - (_BARS_HEIGHT - 16) * part.count / most
        sheet.box((left, top, right, bottom), _SHADE)
        sheet.text(((left + right) / 2, top - 4), f"{part.count:,}", 12, _PALE, "ms")
    sheet.line([(_LEFT, bottom), (_LEFT + _SIDE, bottom)], _PALE, 1)
