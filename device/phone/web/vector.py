"""SVG drawings, from files and from pages, as figures: how large they are, and what they hold (writer.py)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from device.phone.toolkit.imaging import picture_size
from device.phone.web.figure import Figure
from device.phone.web.lettering import Ink
from device.phone.web.source import Branch, tree_of
from device.phone.web.writer import BAD, FigureWriter, Find, Full, Tag

_DEFAULT = (300.0, 150.0)


def figure_of(data: bytes) -> Figure | None:
    """The drawing in an SVG file; None when that is none, or holds too much."""
    return _read(data) if b"<svg" in data[:4096] else None


@lru_cache(maxsize=64)
def _read(data: bytes) -> Figure | None:
    root = _svg_in(tree_of(data.decode("utf-8", "replace")))
    if root is None:
        return None
    named: dict[str, Tag] = {}
    name_all(root, named)
    figure = written(root, named.get)
    if figure is not None and not figure.box:
        return replace(figure, box=f"0 0 {figure.size[0]:g} {figure.size[1]:g}")
    return figure


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture file, SVG too; None when it cannot be read."""
    figure = figure_of(data)
    if figure is None:
        return picture_size(data)
    return (max(1, round(figure.size[0])), max(1, round(figure.size[1])))


def _svg_in(branches: list[Branch]) -> Tag | None:
    for branch in branches:
        if not isinstance(branch, str):
            found = branch if branch[0] == "svg" else _svg_in(branch[2])
            if found is not None:
                return found
    return None


def name_all(tag: Tag, named: dict[str, Tag]) -> None:
    """Take note of all elements that have an id."""
    waiting = [tag]
    while waiting:
        one = waiting.pop()
        if one[1].get("id"):
            named.setdefault(one[1]["id"], one)
        waiting += [child for child in reversed(one[2]) if not isinstance(child, str)]


def written(root: Tag, find: Find, colour: str = "", text_size: float = 16.0) -> Figure | None:
    """A whole <svg> as a figure; None when it holds too much. `colour` is that of the text around it."""
    attributes = root[1]
    writer = FigureWriter(find)
    ink = Ink(text_size, fill=colour or "#000000", current=colour or "#000000")
    ink = replace(ink, fill="#000000").within(attributes)
    try:
        writer.bound(attributes)
        for child in root[2]:
            writer.write(child, ink, 0)
        writer.write_wanted()
        look = writer.attributes(
            attributes, without=("width", "height", "x", "y", "viewBox", "preserveAspectRatio")
        )
    except Full:
        return None
    own = f"color:{colour};font-size:{text_size:g}px;" if colour else ""
    style = BAD.sub("", own + writer.style(attributes.get("style", "")))
    box = view_box(attributes)
    return Figure(
        tuple(writer.parts),
        f"{look} style={quoteattr(style)}" if style else look,
        " ".join(f"{one:g}" for one in box) if box else "",
        attributes.get("preserveAspectRatio", "") if _is_plain(attributes) else "",
        natural_size(attributes),
    )


def _is_plain(attributes: Mapping[str, str]) -> bool:
    return re.fullmatch(r"[A-Za-z ]{1,30}", attributes.get("preserveAspectRatio", "")) is not None


def view_box(attributes: Mapping[str, str]) -> tuple[float, float, float, float] | None:
    """Its viewBox: left, top, width, height; None when it has none."""
    parts = re.findall(r"-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?", attributes.get("viewBox", ""))
    if len(parts) != 4:
        return None
    left, top, wide, high = (float(part) for part in parts)
    return (left, top, wide, high) if 0 < wide < 1e9 and 0 < high < 1e9 else None


def natural_size(attributes: Mapping[str, str]) -> tuple[float, float]:
    """Width and height by its attributes, the one that is missing by the shape of its viewBox."""
    wide, high = (_pixels(attributes.get(name, "")) for name in ("width", "height"))
    box = view_box(attributes)
    ratio = box[2] / box[3] if box else _DEFAULT[0] / _DEFAULT[1]
    if wide and high:
        return (wide, high)
    if wide:
        return (wide, wide / ratio if box else _DEFAULT[1])
    if high:
        return (high * ratio if box else _DEFAULT[0], high)
    return (_DEFAULT[0], _DEFAULT[0] / ratio)


def _pixels(text: str) -> float:
    found = re.fullmatch(r"\s*(\d{1,6}(?:\.\d+)?)(?:px)?\s*", text)
    return float(found[1]) if found else 0.0
