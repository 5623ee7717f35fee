"""What one prompt shows a model: in which numbers it counts places, and which elements have a number."""

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from device.screen import Observation, Point, UIElement
from tasks.gold.sight import row_of

THOUSAND = 1000.0
_NUMBER = re.compile(r"\[(\d+)\b")


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen as a model gets it."""

    page: Observation
    edges: tuple[float, float]
    """What it calls the two far edges of the screen."""
    numbers: frozenset[int]
    """The numbers in square brackets that it can read; with none, any element may be named."""

    def point(self, pixel: Point) -> list[float]:
        """A device pixel as [x, y] of the model's."""
        there = zip((pixel.x, pixel.y), self.edges, self.page.size, strict=True)
        return [round(value * far / pixels, 1) for value, far, pixels in there]

    def number(self, spot: UIElement) -> int | None:
        """The number of an element, or of the row it stands in; None where neither has one."""
        for one in (spot, row_of(self.page, spot)):
            if not self.numbers or one.index in self.numbers:
                return one.index
        return None

    @property
    def mistaken(self) -> "Shown":
        """0-1000 where pixels are due, and pixels where 0-1000 is."""
        wide, high = self.page.size
        in_thousands = self.edges == (THOUSAND, THOUSAND)
        return replace(self, edges=(float(wide), float(high)) if in_thousands else (THOUSAND, THOUSAND))


def shown(model: str, page: Observation, messages: Sequence[Mapping[str, object]]) -> Shown:
    """What a model of this name gets to see; it is to count from 0 to 1000, or pixels of the picture."""
    numbers = frozenset(int(found) for text in _texts(messages) for found in _NUMBER.findall(text))
    if model.startswith("gemini"):
        return Shown(page, (THOUSAND, THOUSAND), numbers)
    wide, high = page.size
    for url in _pictures(messages):
        with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as picture:
            wide, high = picture.size
    return Shown(page, (float(wide), float(high)), numbers)


def _texts(messages: Sequence[Mapping[str, object]]) -> Iterator[str]:
    for message in messages:
        content = message.get("content")
        if isinstance(content, str):
            yield content
        for part in content if isinstance(content, list) else ():
            if part.get("type") == "text":
                yield part["text"]


def _pictures(messages: Sequence[Mapping[str, object]]) -> Iterator[str]:
    for message in messages:
        parts = message.get("content")
        for part in parts if isinstance(parts, list) else ():
            if part.get("type") == "image_url":
                yield part["image_url"]["url"]
