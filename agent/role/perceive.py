"""perceive: texts and icons read off the picture, where the element list says little.

Mobile-Agent-v2 sees by OCR and icon detection alone; here the element list comes first, as it is exact and
free, and the picture is read where the list is poor: none could be had, or it names next to nothing.
"""

from dataclasses import replace
from importlib.util import find_spec
from typing import Protocol

from device.screen import Observation, UIElement

POOR = 3
"""A screen with fewer elements that say anything is poor: a web page, a game or a camera has one or two."""


INSTALL = "pip install 'tapwright[ocr]'"


class Perceiver(Protocol):
    """Reads a picture."""

    def perceive(self, observation: Observation) -> tuple[UIElement, ...]:
        """What can be read off it, with `source` ocr; nothing where there is no picture."""
        ...


def find_perceiver() -> Perceiver | None:
    """A reader of pictures, where what grounding's OCR needs is installed; else None."""
    if find_spec("rapidocr") is None:
        return None
    from agent.perception.perceiver import PicturePerceiver  # noqa: PLC0415 - brings numpy
    from grounding.ocr import OcrGrounder  # noqa: PLC0415

    return PicturePerceiver(OcrGrounder().lines)


def is_poor(observation: Observation) -> bool:
    """Whether the element list says too little to go by."""
    telling = [element for element in observation.elements if element.label and element.bounds.area]
    return len(telling) < POOR


def perceive(observation: Observation, perceiver: Perceiver) -> Observation:
    """The observation with what the picture shows added to its elements, numbered after them."""
    first = 1 + max((element.index for element in observation.elements), default=-1)
    read = perceiver.perceive(observation)
    added = tuple(replace(element, index=first + number) for number, element in enumerate(read))
    return replace(observation, elements=(*observation.elements, *added))
