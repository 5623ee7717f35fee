"""Reading a picture: texts by OCR, icons by their shape, for presets that perceive.

Mobile-Agent-v2 has an OCR model, an icon detector and a model that captions each icon. The text comes from
grounding's OCR, which is an extra; an icon is told by its place alone: the deciding model sees the picture.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from agent.perception.region import STATUS_BAR, grown
from device.screen import Bounds, Observation, UIElement

_CELL = 8
"""Pixels to a cell of the picture; things less than a cell apart are one."""
_EDGE = 24
"""How much brightness must differ within a cell, of 255, to show something."""
_ICON = (24, 200)
"""Sides of an icon on a screen 1080 pixels wide: as small as a mark, as large as a launcher's."""
_OBLONG = 2.0
"""An icon is less than so much longer than wide, or wider than long."""
_MOST_ICONS = 60


class TextLine(Protocol):
    """A line of text that was read."""

    @property
    def text(self) -> str:
        """What it says."""
        ...

    @property
    def bounds(self) -> Bounds:
        """In device pixels."""
        ...


Read = Callable[[Observation], tuple[TextLine, ...]]
Text = TypeVar("Text", bound=TextLine)


class PicturePerceiver:
    """Texts and icons on the picture, as elements."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def perceive(self, observation: Observation) -> tuple[UIElement, ...]:
        """The texts from the top, then the icons that are no text; nothing where the picture is hidden."""
        if observation.screenshot is None or observation.secure:
            return ()
        lines = single_lines(self._read(observation))
        texts = [UIElement(0, text=line.text, bounds=line.bounds, source="ocr") for line in lines]
        free = (
            box
            for box in icons(observation.screenshot.image)
            if not any(box.intersection(line.bounds).area for line in lines)
        )
        shapes = [
            UIElement(0, class_name="icon", bounds=box, is_clickable=True, source="ocr") for box in free
        ]
        return (*texts, *shapes)


def icons(picture: Image.Image) -> tuple[Bounds, ...]:
    """Boxes around small compact shapes that stand apart, from the top; in pixels of the picture."""
    grey = np.asarray(picture.convert("L"))
    height, width = grey.shape
    rows, columns = height // _CELL, width // _CELL
    cells: NDArray[np.uint8] = grey[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL)
    spread = cells.max(axis=(1, 3)).astype(np.int16) - cells.min(axis=(1, 3))
    spread[: int(rows * STATUS_BAR)] = 0
    left = {(int(row), int(column)): 1 for row, column in np.argwhere(spread > _EDGE)}
    found = []
    smallest, largest = (side * width / 1080 for side in _ICON)
    while left:
        part = grown(next(iter(left)), left)
        box = _box(part)
        long, short = max(box.width, box.height), min(box.width, box.height)
        if smallest <= short and long <= largest and long < _OBLONG * short:
            found.append(box)
    return tuple(sorted(found, key=lambda box: (box.top, box.left))[:_MOST_ICONS])


def _box(part: dict[tuple[int, int], int]) -> Bounds:
    rows, columns = [row for row, _ in part], [column for _, column in part]
    return Bounds(
        min(columns) * _CELL, min(rows) * _CELL, (max(columns) + 1) * _CELL, (max(rows) + 1) * _CELL
    )


def single_lines(lines: Sequence[Text]) -> tuple[Text, ...]:
    """The lines without those that only say what several of the others say together."""
    return tuple(
        line
        for line in lines
        if line.text.strip()
        and not any(
            other is not line and line.bounds.contains(other.bounds.center) and other.text in line.text
            for other in lines
        )
    )
