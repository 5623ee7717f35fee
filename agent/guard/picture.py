"""What the picture shows at a finger, where no element of the screen tells what is there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, reduce

import numpy as np

from agent.action.touched import control_at, said_by
from agent.perception.perceiver import single_lines
from device.error import ConfigError
from device.screen import Bounds, Observation, Point, UIElement
from grounding.look import picture_of
from grounding.ocr import OcrGrounder
from grounding.ocrread import Line
from grounding.target import TargetNotFound

_FINGER = 0.058
"""Half of what a finger covers (24 dp), as a share of the screen's shorter side."""
_LABEL = 2.2
"""How far below a finger the name of an icon under it begins at most, in halves of a finger."""
_DRAWN = 24
"""How much brightness must differ under a finger, of 255, where something is drawn."""
_LABELS = re.compile(r"\S+(?:\s\S+)*")
"""The labels in what was read as one line: more than a blank parts them."""
_LETTER = re.compile(r"\w")
_WRITTEN = 2
"""A reading of fewer letters than this that is no number is rather that of an icon."""
_WIDE = 1.6
"""Signs of a line are no wider than this in its heights; else most of what stands there was not read."""
_BOX = "\u25a1"
"""What is read where a font lacks a sign."""
_CANVAS = 0.25
"""A part of the screen that takes touches, says nothing and is larger than this is a canvas."""
_UNREAD = "unread"


def is_bare(observation: Observation, point: Point) -> bool:
    """Whether no element tells what a finger at a point touches, as on a canvas, or where the tree failed."""
    told = without_picture(observation)
    control = control_at(told, point)
    if control is None:
        return True
    if control.is_clickable or control.is_long_clickable or control.is_editable:
        return not said_by(control, told) and control.bounds.area > _CANVAS * told.size[0] * told.size[1]
    return bool(told.tree_error) or told.tree_cut or not said_by(control, told)


def without_picture(observation: Observation) -> Observation:
    """The screen as its tree alone tells it."""
    if all(e.source == "tree" for e in observation.elements):
        return observation
    return replace(observation, elements=tuple(e for e in observation.elements if e.source == "tree"))


def is_unread(control: UIElement) -> bool:
    """Whether it stands for a place where nothing could be read."""
    return control.class_name == _UNREAD


def read_at(observation: Observation, point: Point) -> tuple[UIElement, ...]:
    """Read the picture: all that the page says, and the control at a finger with what is written there.

    Where nothing can be read at the finger, the control stands for that: see `is_unread`.
    """
    half = round(_FINGER * min(observation.size))
    finger = Bounds(point.x - half, point.y - half, point.x + half, point.y + half)
    lines = _lines(observation)
    here = [line for line in lines if line.bounds.intersection(finger).area] or _beside(
        observation, lines, finger, point
    )
    here.sort(key=lambda line: abs(line.bounds.center.y - point.y))
    box = reduce(Bounds.union, (line.bounds for line in here), finger)
    page = [_read(line.text if _is_legible(line) else "", line.bounds) for line in lines]
    text = here[0].text if here and _is_legible(here[0]) else ""
    control = replace(_read(text, box), is_clickable=True)
    return tuple(replace(element, package_name=observation.package) for element in (*page, control))


def _read(text: str, bounds: Bounds) -> UIElement:
    return UIElement(0, text, class_name="" if text else _UNREAD, bounds=bounds, source="ocr", depth=1)


@cache
def _reader() -> OcrGrounder:
    """The reader, which keeps the text of the last screens; its network is loaded when it first reads."""
    return OcrGrounder()


def _lines(observation: Observation) -> list[Line]:
    """All labels on the picture; none where there is no picture, it is hidden, or no reader is installed."""
    try:
        lines = single_lines(_reader().lines(observation))
    except (ConfigError, TargetNotFound):
        return []
    parts = [part for line in lines for part in _parts(line)]
    return [part for part in parts if part.text.isdigit() or len(_LETTER.findall(part.text)) >= _WRITTEN]


def _is_legible(line: Line) -> bool:
    """Whether a reading may be all that stands there, and not just what the reader knows of its script."""
    signs = len(line.text.replace(" ", ""))
    return _BOX not in line.text and line.bounds.width <= _WIDE * signs * line.bounds.height


def _parts(line: Line) -> Iterator[Line]:
    """The labels that were read as one line, each with its share of the line's box."""
    wide = line.bounds.width / max(1, len(line.text))
    for part in _LABELS.finditer(line.text):
        left, right = (line.bounds.left + round(place * wide) for place in part.span())
        yield replace(line, text=part[0], bounds=replace(line.bounds, left=left, right=right))


def _beside(observation: Observation, lines: list[Line], finger: Bounds, point: Point) -> list[Line]:
    """What names a place without words: the label below an icon; on blank ground, what its row says."""
    if _is_drawn(observation, finger):
        return [
            line
            for line in lines
            if abs(line.bounds.center.x - point.x) <= finger.width // 4
            and 0 <= line.bounds.top - point.y <= _LABEL * finger.height / 2
        ]
    return [line for line in lines if line.bounds.top < finger.bottom and line.bounds.bottom > finger.top]


def _is_drawn(observation: Observation, finger: Bounds) -> bool:
    try:
        picture = picture_of(observation)
    except TargetNotFound:
        return True
    across, down = picture.width / observation.size[0], picture.height / observation.size[1]
    left, right = round(finger.left * across), round(finger.right * across)
    top, bottom = round(finger.top * down), round(finger.bottom * down)
    part = np.asarray(picture.crop((left, top, right, bottom)).convert("L"))
    return bool(part.size) and int(part.max()) - int(part.min()) > _DRAWN
