"""The words of an SVG drawing: where each line of them stands, and in what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from device.phone.toolkit.font import text_width
from device.phone.web.sheet import declared
from device.phone.web.source import Branch
from device.phone.web.value import LengthBasis, colour_of, measured

_FINE = 8
"""Widths are taken at this many times the size, where they are told in whole pixels."""
_MOST_CHARS = 1_000
_SHARES = {"middle": 0.5, "end": 1.0}
_RAISED = {"middle": 0.3, "central": 0.3, "hanging": 0.72, "text-before-edge": 0.9, "text-after-edge": -0.2}
"""How far below its place a line's foot is, in text sizes, by dominant-baseline."""
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """Words at the place where they begin, on their baseline; in the drawing's units."""

    text: str
    x: float
    y: float
    size: float
    weight: int
    colour: str


@dataclass(frozen=True, slots=True)
class Ink:
    """What words are written with, as an element passes it on."""

    size: float = 16.0
    weight: int = 400
    fill: str = "#000000"
    """"" = nothing shows."""
    current: str = "#000000"
    anchor: str = ""
    base: str = ""

    def within(self, attributes: Mapping[str, str]) -> "Ink":
        """For an element's content."""
        held = dict(attributes)
        if attributes.get("style"):
            held.update(declared(attributes["style"])[0])
        current = colour_of(held.get("color", "").lower(), self.current) or self.current
        fill = held.get("fill", "").strip()
        known = colour_of(fill, current)
        bare = fill.lower() in ("none", "transparent")
        asked = measured(held.get("font-size", "") or "-", self.size, LengthBasis(100.0, 100.0))
        found = _NUMBER.fullmatch(held.get("font-size", ""))
        size = float(found[0]) if found else asked[0] + asked[1] * self.size if asked else self.size
        weight = held.get("font-weight", "")
        return replace(
            self,
            size=min(2000.0, max(0.0, size)),
            weight=700 if weight.startswith("bold") else int(weight) if weight.isdigit() else self.weight,
            fill="" if bare else known or self.fill,
            current=current,
            anchor=held.get("text-anchor", self.anchor),
            base=held.get("dominant-baseline", held.get("alignment-baseline", self.base)),
        )


class Lettering:
    """One <text> being set."""

    def __init__(self) -> None:
        self.lines: list[FigureLine] = []
        self._x = self._y = 0.0
        self._chunk: list[FigureLine] = []
        """What stands on one line, from a place that was said on."""
        self._anchor = ""
        self._blank = True

    def set(self, attributes: Mapping[str, str], below: list[Branch], ink: Ink, depth: int = 0) -> None:
        """An element's words, at its place or where the last ones ended."""
        across, down = _first(attributes.get("x", "")), _first(attributes.get("y", ""))
        if across is not None or down is not None or not depth:
            self.end()
            self._anchor = ink.anchor
        self._x = (self._x if across is None else across) + (
            _first(attributes.get("dx", ""), ink.size) or 0.0
        )
        self._y = (self._y if down is None else down) + (_first(attributes.get("dy", ""), ink.size) or 0.0)
        for child in below:
            if isinstance(child, str):
                self._words(child, ink)
            elif child[0] in ("tspan", "a", "textPath") and depth < 20:
                self.set(child[1], child[2], ink.within(child[1]), depth + 1)

    def _words(self, text: str, ink: Ink) -> None:
        words = re.sub(r"\s+", " ", text)[:_MOST_CHARS]
        if self._blank:
            words = words.lstrip()
        if not words:
            return
        self._blank = words.endswith(" ")
        size = ink.size
        wide = text_width(words, size * _FINE, ink.weight) / _FINE if size else 0.0
        foot = self._y + _RAISED.get(ink.base, 0.0) * size
        if ink.fill and size:
            self._chunk.append(FigureLine(words, self._x, foot, size, ink.weight, ink.fill))
        self._x += wide

    def end(self) -> None:
        """The chunk is whole: it is moved by its anchor."""
        if self._chunk:
            last = self._chunk[-1]
            start = self._chunk[0].x
            right = last.x + text_width(last.text.rstrip(), last.size * _FINE, last.weight) / _FINE
            by = (right - start) * _SHARES.get(self._anchor, 0.0)
            self.lines += [replace(one, x=one.x - by) for one in self._chunk]
        self._chunk = []
        self._blank = True


def _first(text: str, size: float = 16.0) -> float | None:
    """The first of the lengths in an attribute."""
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    return float(found[0]) * (size if text.strip()[found.end() :].startswith("em") else 1.0)
