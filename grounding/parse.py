"""From a model's words to a point: the answer formats of the field, as data.

A `Convention` says how a model family spells a point and what its numbers count. Parsing never raises on any
text. What does not hold a point gives None; so does a number beyond the far edge (the model counted in
another scale), while a negative one is moved to the edge, as in Qwen3-VL's evaluation code for MVP (arXiv
2512.08529, code of 2026-02-22); -1, -1 says that nothing is meant (UI-Venus). A box gives its middle. What a
model thinks aloud is not read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from models.lenient import without_thoughts

Pair = tuple[float, float]
Size = tuple[int, int]
Box = tuple[float, float, float, float]

# Every run is bounded, so that no text takes more than linear time.
_NUMBER = r"[-+]?(?:[0-9]{1,12}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,2})?"
_COMMA = r"\s{0,8},\s{0,8}"
_LIST = rf"\s{{0,8}}(?P<numbers>{_NUMBER}(?:{_COMMA}{_NUMBER}){{1,3}})\s{{0,8}}"
_LOOSE = r"(?P<numbers>[-+0-9.eE,\s()\[\]]{3,200})"
_KEY = r"\\?[\"']\s{0,4}:\s{0,8}\["
_numbers = re.compile(_NUMBER)
_NOWHERE = (-1.0, -1.0)

SPELLINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "pair": re.compile(rf"\({_LIST}\)"),
        "bracket": re.compile(rf"\[{_LIST}\]"),
        "corners": re.compile(
            rf"\[(?P<numbers>\s{{0,8}}{_NUMBER}{_COMMA}{_NUMBER}\s{{0,8}}\]{_COMMA}"
            rf"\[\s{{0,8}}{_NUMBER}{_COMMA}{_NUMBER}\s{{0,8}})\]"
        ),
        "bare": re.compile(rf"(?<![0-9.])(?P<numbers>{_NUMBER}{_COMMA}{_NUMBER})"),
        "coordinate": re.compile(rf"[\"']coordinates?{_KEY}{_LIST}\]"),
        # What follows where the prompt ends in `"coordinate":[`, as ScreenSpot-Pro's for Qwen2.5-VL does.
        "continued": re.compile(rf"\A{_LIST}\]"),
        "point_2d": re.compile(rf"[\"']point(?:_2d)?{_KEY}{_LIST}\]"),
        "bbox_2d": re.compile(rf"[\"']bbox(?:_2d)?{_KEY}{_LIST}\]"),
        "start_box": re.compile(rf"(?:start_box|start_point)\s{{0,4}}=\s{{0,4}}\\?['\"]?[(\[]{_LIST}[)\]]"),
        "box_token": re.compile(rf"<\|box_start\|>{_LOOSE}(?:<\|box_end\|>|\Z)"),
        "box_tag": re.compile(rf"<box>{_LOOSE}</box>"),
        "point_tag": re.compile(rf"<point>{_LOOSE}</point>"),
        "element": re.compile(rf"\belement\s{{0,4}}=\s{{0,4}}\[{_LIST}\]"),
        "call": re.compile(
            rf"\.\w{{1,20}}\(\s{{0,8}}(?P<numbers>(?:x\s{{0,4}}=\s{{0,4}})?{_NUMBER}{_COMMA}"
            rf"(?:y\s{{0,4}}=\s{{0,4}})?{_NUMBER})"
        ),
    }
)
"""What each spelling looks like; `numbers` holds two for a point or four for a box."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How a family of models answers with a place."""

    spellings: tuple[str, ...]
    """Keys of SPELLINGS, tried in this order; of each the first match counts."""
    scale: float | Literal["resized"]
    """What the far edge is called: 1, 1000, or the size in pixels of the resized image the model saw."""
    relative_below: float = 0
    """Where neither number is above this, they are taken as 0-1 already."""


QWEN3_VL = Convention(
    ("coordinate", "point_2d", "bbox_2d", "box_token", "pair", "bracket", "bare"), 1000, relative_below=10
)
"""0-1000 of the image. Its evaluation code reads numbers up to 10 as 0-1, so that (5, 7) becomes (1, 1)."""

CONVENTIONS: Mapping[str, Convention] = MappingProxyType(
    {
        "gta1": Convention(("pair",), "resized"),
        "qwen2.5-vl": Convention(
            ("coordinate", "point_2d", "bbox_2d", "box_token", "pair", "bracket", "continued"), "resized"
        ),
        "qwen3-vl": QWEN3_VL,
        "qwen2-vl": Convention(("box_token", "coordinate", "pair", "bracket"), 1000),
        "ui-tars-1.5": Convention(("start_box", "box_token", "point_tag", "pair"), "resized"),
        "ui-tars": Convention(("start_box", "box_token", "point_tag", "pair"), 1000),
        "point-tag": Convention(("point_tag", "box_tag", "start_box", "pair"), 1000),
        "box-tag": Convention(("box_tag", "box_token", "point_tag", "bracket", "pair"), 1000),
        "ui-venus": Convention(("corners", "bracket", "pair"), "resized"),
        "ui-venus-1.5": Convention(("corners", "bracket", "pair"), 1000),
        "mai-ui": Convention(("coordinate", "pair", "bracket"), 999),
        "autoglm": Convention(("element", "bracket"), 1000),  # says 0-999, divides by 1000
        "pyautogui": Convention(("call", "pair"), 1),
        "picture": Convention(("coordinate", "point_2d", "bbox_2d", "pair", "bracket", "bare"), "resized"),
        "thousand": Convention(("coordinate", "point_2d", "bbox_2d", "pair", "bracket", "bare"), 1000),
        "relative": Convention(("coordinate", "point_2d", "bbox_2d", "pair", "bracket", "bare"), 1),
    }
)
"""By model family, or by the spelling that names it."""


def parse_point(text: str, convention: Convention, resized: Size | None = None) -> Pair | None:
    """The point in an answer as (x, y), each 0-1 of the image; None where it holds none inside the image.

    `resized` is the (width, height) in pixels of the image that the model saw.

    Raises ValueError when the convention counts in those pixels and they are not given; never for a text.
    """
    if convention.scale == "resized":
        if resized is None or min(resized) < 1:
            raise ValueError("this convention counts pixels of the resized image: say its width and height")
        edges: Pair = (float(resized[0]), float(resized[1]))
    else:
        edges = (convention.scale, convention.scale)
    found = _first(without_thoughts(text), convention.spellings)
    if found is None or found == _NOWHERE:
        return None
    if max(found) <= convention.relative_below:
        edges = (1.0, 1.0)
    elif found[0] > edges[0] or found[1] > edges[1]:
        return None
    return _share(found[0] / edges[0]), _share(found[1] / edges[1])


def _first(text: str, spellings: tuple[str, ...]) -> Pair | None:
    for spelling in spellings:
        for found in SPELLINGS[spelling].finditer(text):
            numbers = [float(number) for number in _numbers.findall(found["numbers"])]
            if len(numbers) == 2:
                return numbers[0], numbers[1]
            if len(numbers) == 4:
                return (numbers[0] + numbers[2]) / 2, (numbers[1] + numbers[3]) / 2
    return None


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
