"""Sheets full of symbols: what a symbol looks like, a hundred times a picture instead of six.

Each symbol of the phone in any size, colour and weight, on any ground, among other symbols and words. A
network that has learned these before it sees a screen need only learn there which names apps use.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from device.phone.toolkit.glyph import Mask, text_mask
from device.phone.toolkit.icon import icon_mask, names
from grounding.training.dataset import ABSENT, TrainingExample
from grounding.training.generate import HELD_OUT
from grounding.training.madeup import texts
from grounding.training.plate import Colour, Plate, colours, plate_on

WITHHELD = frozenset(
    (
        "directions_car", "health_and_safety", "movie", "pie_chart",
        "restaurant", "school", "straight", "upload",
    )
)  # fmt: skip
"""Symbols that are never asked for in training: what the network makes of those is reported apart."""
_FINE = 3
"""Drawn so many times as large and shrunk, as screens are."""
_PITCH = (40, 44, 48, 56)
"""From one symbol to the next, in pixels of the sheet."""
_USUAL = (21, 21, 21, 24)
_UNUSUAL = (14, 17, 19, 23, 28, 34)
_BOX = 42
"""The side of what is touched round a symbol of the usual size."""
_COMMON = 0.6
"""The share of symbols that have names in `icon.toml`."""
_TEXTS = 1500
"""How many different ones: each is drawn once."""
_STRANGE = 0.08
"""Questions about what is not there, as a share of the others."""
_WAYS = {
    "en": ("{}", "{}", "{}", "the {} button", "the {} icon"),
    "zh": ("{}", "{}", "{}", "{}按钮", "{}图标"),
}

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture and what can be asked about it."""

    picture: Image.Image
    examples: tuple[TrainingExample, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """What sheets are made of."""

    symbols: tuple[str, ...]
    texts: tuple[str, ...] = ()
    """Asked for like symbols; without any, texts of the phone stand about and none is asked for."""
    text_share: float = 0.12
    """Of places with words instead of a symbol."""


class _Placed(NamedTuple):
    symbol: str
    """"" for words."""
    said: str
    """The words; "" for a symbol."""
    box: Box
    """Round it, in pixels of the sheet."""


@cache
def everything() -> Stock:
    """Every symbol that may be learned."""
    return Stock(tuple(name for name in called() if name not in WITHHELD))


def sheet(size: tuple[int, int], rng: Random, stock: Stock | None = None) -> Sheet:
    """A sheet of (width, height) pixels, of `everything` if not of another stock; all is drawn from `rng`."""
    draw = _SheetDraw(size, rng, stock or everything())
    placed = list(draw.all())
    return Sheet(draw.picture.reduce(_FINE), tuple(_examples(placed, size, rng, draw.stock)))


@cache
def called() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Symbol to what it is called in each language: by people, or else, in English, by its own name."""
    path = files("grounding.training") / "icon.toml"
    read: dict[str, list[list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    own = {name: {"en": [name.replace("_", " ")]} for name in sorted(names())}
    return own | {name: {"en": english, "zh": chinese} for name, (english, chinese) in read.items()}


@cache
def vocabulary() -> tuple[Sequence[str], Mapping[str, npt.NDArray[np.bool_]]]:
    """Every name that may be learned, and for each symbol which of them are its own."""
    learned = {symbol: set(_all(said)) for symbol, said in called().items() if symbol not in WITHHELD}
    every = sorted({name for own in learned.values() for name in own})
    return every, {symbol: np.isin(every, [*own]) for symbol, own in learned.items()}


class _SheetDraw:
    def __init__(self, size: tuple[int, int], rng: Random, stock: Stock) -> None:
        self._rng, self.stock = rng, stock
        self._size = size
        self._pitch = rng.choice(_PITCH)
        self.picture = Image.new("RGB", (size[0] * _FINE, size[1] * _FINE))
        self._pen = ImageDraw.Draw(self.picture)
        self._symbols = _shuffled(rng, stock)

    def all(self) -> Iterator[_Placed]:
        """Draw everything: bands of one ground, in which lines of symbols stand."""
        width, height = self._size
        pitch, rng = self._pitch, self._rng
        top = 0
        while top + pitch <= height:
            lines = rng.randint(1, 4)
            foot = top + lines * pitch
            ground, inks = colours(rng)
            last = height if foot + pitch > height else foot
            self._pen.rectangle((0, top * _FINE, width * _FINE, last * _FINE), fill=ground)
            for line in range(top, min(foot, height - pitch + 1), pitch):
                yield from self._line(line, ground, rng.choice(inks))
            top = foot

    def _line(self, top: int, ground: Colour, ink: Colour) -> Iterator[_Placed]:
        rng, pitch = self._rng, self._pitch
        usual = rng.choice(_USUAL if rng.random() < 0.7 else _UNUSUAL)
        plate = plate_on(rng, ground, ink) if rng.random() < 0.35 else None
        filled = rng.random() < 0.3
        left = rng.randint(0, pitch // 2)
        while left + pitch <= self._size[0]:
            if rng.random() < self.stock.text_share:
                words, taken = self._words(left, top, ink)
                yield from words
                left += taken
                continue
            name = next(self._symbols, None)
            if name is None:  # a small stock on a large sheet
                return
            yield self._symbol(name, left, top, usual, ink, plate, filled)
            left += pitch

    def _symbol(
        self, name: str, left: int, top: int, side: int, ink: Colour, plate: Plate | None, filled: bool
    ) -> _Placed:
        rng, pitch = self._rng, self._pitch
        spare = (pitch - side) * _FINE
        x, y = (edge * _FINE + spare // 2 + rng.randint(-spare // 4, spare // 4) for edge in (left, top))
        full = side * _FINE
        if plate is not None:
            edge = min(spare // 4, round(plate.margin * full))
            box = (x - edge, y - edge, x + full + edge, y + full + edge)
            radius = plate.round * (full + 2 * edge) / 2
            self._pen.rounded_rectangle(box, radius, plate.fill, plate.rim, _FINE)
        self.picture.paste(plate.ink if plate else ink, (x, y), _mask(name, full, filled))
        half = min(_BOX * max(1.0, side / 24), pitch) / 2
        middle_x, middle_y = (x + full / 2) / _FINE, (y + full / 2) / _FINE
        box = (round(middle_x - half), round(middle_y - half), round(middle_x + half), round(middle_y + half))
        return _Placed(name, "", box)

    def _words(self, left: int, top: int, ink: Colour) -> tuple[Sequence[_Placed], int]:
        """Some words, cut off where they get too long, if they are asked for; how wide a place they took."""
        rng, pitch = self._rng, self._pitch
        said, mask = _text(rng.randrange(_TEXTS), self.stock.texts)
        if mask is None:
            return (), pitch
        taken = min(-(-mask.image.width // (pitch * _FINE)), 4) * pitch
        shown = mask.image.crop((0, 0, min(mask.image.width, (taken - 4) * _FINE), mask.image.height))
        middle = top * _FINE + (pitch * _FINE - shown.height) // 2
        self.picture.paste(ink, ((left + 2) * _FINE, middle), shown)
        box = (left + 2, middle // _FINE, left + 2 + shown.width // _FINE, (middle + shown.height) // _FINE)
        return ((_Placed("", said, box),) if self.stock.texts else ()), taken


@cache
def _mask(name: str, side: int, filled: bool) -> Image.Image:
    return icon_mask(name, side, filled)


@cache
def _text(number: int, some: Sequence[str]) -> tuple[str, Mask | None]:
    """One of the texts, of the phone where there are no others, in some size."""
    rng = Random(number)
    said = rng.choice(some or texts(HELD_OUT, rng.random() < 0.4))
    size = rng.choice((11.0, 12.0, 14.0, 16.0, 19.0)) * _FINE
    return said, text_mask(said, size, rng.choice((400, 500)))


def _shuffled(rng: Random, stock: Stock) -> Iterator[str]:
    """Every symbol of the stock in any order, those that people have names for first and oftener."""
    table = called()
    common = [name for name in stock.symbols if "zh" in table[name]]
    rare = [name for name in stock.symbols if "zh" not in table[name]]
    rng.shuffle(common)
    rng.shuffle(rare)
    while common or rare:
        yield (common if common and (rng.random() < _COMMON or not rare) else rare).pop()


def _examples(
    placed: Sequence[_Placed], size: tuple[int, int], rng: Random, stock: Stock
) -> Iterator[TrainingExample]:
    """Questions about what only one thing is called, and a few about what is not there."""
    table = called()
    symbols = [each for each in placed if each.symbol]
    shown = Counter(said for each in symbols for said in set(_all(table[each.symbol])))
    shown.update(each.said.lower() for each in placed if each.said)
    for each in symbols:
        language = rng.choice([*table[each.symbol]])
        own = [said for said in table[each.symbol][language] if shown[said.lower()] == 1]
        if own:
            yield _example(rng.choice(own), language, each.box, size, each.symbol, rng)
    for each in placed:
        if each.said and shown[each.said.lower()] == 1:
            yield TrainingExample("", size, each.said, each.box, language="en", name=each.said)
    there = {each.symbol for each in symbols}
    for name in rng.sample([*table], round(_STRANGE * len(symbols))):
        language = rng.choice([*table[name]])
        said = rng.choice(table[name][language])
        if name in stock.symbols and name not in there and not shown[said.lower()]:
            yield _example(said, language, ABSENT, size, name, rng)


def _example(
    said: str, language: str, box: tuple[float, float, float, float], size: tuple[int, int], symbol: str,
    rng: Random,
) -> TrainingExample:  # fmt: skip
    words = rng.choice(_WAYS[language]).format(said)
    return TrainingExample("", size, words, box, "icon", language=language, name=said, symbol=symbol)


def _all(said: Mapping[str, Sequence[str]]) -> list[str]:
    return [name.lower() for each in said.values() for name in each]
