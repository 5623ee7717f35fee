"""Finding what is meant in words in the text that can be read on the screen's picture."""

import json
import re
import time
from collections import OrderedDict
from dataclasses import replace
from functools import cache
from importlib.resources import files
from threading import Lock

from PIL import Image
from pydantic import TypeAdapter

from device.screen import Bounds, Observation, Point, UIElement
from grounding.direct import directly
from grounding.likeness import is_whole, plain_place
from grounding.look import picture_of, words_of
from grounding.ocrread import Line, Read, paragraphs, read_text
from grounding.phrase import readings
from grounding.spending import spend
from grounding.target import Alternative, Grounding, Target, TargetNotFound
from grounding.tree import FoundElement, TreeFit, find

FEATURES = ("score", "lead", "reading", "structured")
_GAP = re.compile(r"\s{2,}")
"""What parts labels that were read as one line."""
_KEPT = 4
"""Screens whose text is kept: one is often asked about several times."""


class OcrGrounder:
    """Reads the screen and goes by its text as the tree grounder goes by labels.

    What has no text is not found: an icon, a switch beside its label, "the second row". For an icon a text
    counts only where it is the icon's whole name. `read` stands in for RapidOCR. The confidence is logistic
    with weights set by hand, checked by benchmarks/chain_grounding.py.
    """

    def __init__(self, read: Read = read_text) -> None:
        self._read = read
        self._known: OrderedDict[str, tuple[Line, ...]] = OrderedDict()
        self._lock = Lock()

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """See Grounder. Raises ConfigError where no reader is installed."""
        found = directly(observation, target)
        if found is not None:
            return found
        words = words_of(target)
        lines = self.lines(observation)
        return _as_grounding(search(observation, lines, words), lines)

    def lines(self, observation: Observation) -> tuple[Line, ...]:
        """All text in device pixels, and what lines say together. Raises TargetNotFound for no picture."""
        picture = picture_of(observation)
        assert observation.screenshot is not None
        found = self._text_of(picture, observation.screenshot.digest)
        across, down = observation.size[0] / picture.width, observation.size[1] / picture.height
        return tuple(replace(line, bounds=_scaled(line.bounds, across, down)) for line in found)

    def _text_of(self, picture: Image.Image, digest: str) -> tuple[Line, ...]:
        with self._lock:
            if digest not in self._known:
                started = time.perf_counter()
                read = self._read(picture)
                spend(seconds=time.perf_counter() - started)
                self._known[digest] = (*read, *paragraphs(read))
                if len(self._known) > _KEPT:
                    self._known.popitem(last=False)
            return self._known[digest]


@cache
def shipped() -> TreeFit:
    """The fit in the package, read once."""
    text = files("grounding").joinpath("data", "ocr_confidence.json").read_text(encoding="utf-8")
    return TypeAdapter(TreeFit).validate_python(json.loads(text))


def search(observation: Observation, lines: tuple[Line, ...], words: str) -> FoundElement:
    """The text that is meant. Raises TargetNotFound, also where no word of it was said: rows are not seen."""
    seen = _as_screen(observation, lines)
    found = find(seen, words)
    if _is_icon(words) and not _named_whole(words, found.match.control.element.text):
        whole = tuple(element for element in seen.elements if _named_whole(words, element.text))
        if not whole:
            part = found.match.control.element.text[:40]
            raise TargetNotFound(f'"{words}" is an icon, and the text "{part}" is not its whole name')
        found = find(replace(seen, elements=whole), words)
    if not found.phrase.words:
        raise TargetNotFound(f'"{words}" names no text that could be read on the picture')
    return found


def _is_icon(words: str) -> bool:
    """Whether it is an icon that is asked for, and not what stands by one."""
    said = readings(words)
    related = [phrase for phrase in said if phrase.relation]
    return any(phrase.role == "icon" for phrase in related or said)


def _named_whole(words: str, text: str) -> bool:
    """Whether a text names the icon and nothing besides, as the label below an app's does.

    A text that has the very word for an icon in it ("Icon style and shape") may go on after it.
    """
    said = readings(words)
    names = {phrase.words for phrase in said if phrase.role == "icon" and phrase.words}
    names |= {phrase.words for name in names for phrase in readings(name) if not phrase.structured}
    parts = (text, *_GAP.split(text))
    return any(is_whole(name, part) for name in (words, *names) for part in parts) or any(
        plain_place(phrase.words, text) is not None
        for phrase in said
        if not phrase.role and not phrase.structured
    )


def features(found: FoundElement, lines: tuple[Line, ...]) -> tuple[float, ...]:
    """As FEATURES names them."""
    score, lead = found.features[:2]
    return score, lead, lines[found.match.control.element.index].score, float(found.phrase.structured)


def _as_screen(observation: Observation, lines: tuple[Line, ...]) -> Observation:
    elements = tuple(
        UIElement(index, text=line.text, bounds=line.bounds, source="ocr") for index, line in enumerate(lines)
    )
    return replace(observation, elements=elements, tree_error="no text can be read on this screen")


def _as_grounding(found: FoundElement, lines: tuple[Line, ...]) -> Grounding:
    confidence = found.doubt * shipped().weights.probability(features(found, lines)) / (1 + found.twins)
    line = lines[found.match.control.element.index]
    return Grounding(
        point=_aim(line, found.phrase.words if not found.phrase.relation else ""),
        confidence=confidence,
        method="ocr",
        bounds=line.bounds,
        label=line.text,
        alternatives=tuple(
            Alternative(m.control.point, share, m.control.bounds)
            for m, share in zip(found.others, found.shares(confidence), strict=True)
        ),
    )


def _aim(line: Line, words: str) -> Point:
    """The middle, or that of the words in it where the line says more: two buttons may be one line."""
    place = plain_place(words, line.text)
    middle = line.bounds.center
    if place is None:
        return middle
    return Point(line.bounds.left + round(line.bounds.width * (place[0] + place[1]) / 2), middle.y)


def _scaled(bounds: Bounds, across: float, down: float) -> Bounds:
    return Bounds(
        round(bounds.left * across),
        round(bounds.top * down),
        round(bounds.right * across),
        round(bounds.bottom * down),
    )
