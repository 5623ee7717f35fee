"""Small measures of layout: lengths in a room, what a box really needs, the marks of lists."""

from device.phone.web.box import PageBox
from device.phone.web.dom import PageElement
from device.phone.web.value import Length

ENDLESS = 1_000_000.0
"""The room in which a box finds out how wide it would like to be."""
_MARKS = {"disc": "\u2022", "circle": "\u2022", "square": "\u2022", "none": ""}


def resolve(length: Length | None, room: float) -> float | None:
    """A length in a room; None for auto."""
    return None if length is None else length[0] + length[1] * (room if room < ENDLESS else 0.0)


def used_width(box: PageBox) -> float:
    """Width that a box laid out in endless room really needs, without its own border and padding."""
    wide = max((one.x + one.width for one in box.fragments), default=0.0)
    for child in box.children:
        if child.element is None:
            continue
        style = child.style
        if child.width >= ENDLESS / 2:
            edges = sum((padding[0] if padding else 0.0) for padding in (style.padding[1], style.padding[3]))
            inner = used_width(child) + edges / 2 + style.border[1]
            wide = max(wide, child.margin[3] + inner + child.margin[1])
        else:
            wide = max(
                wide, (child.x if child.x < ENDLESS / 4 else 0.0) + child.width + max(0.0, child.margin[1])
            )
    return wide


def marker(kind: str, count: int, parent: PageElement) -> str:
    """What stands before a list item."""
    start = parent.attributes.get("start", "")
    if parent.tag == "ol" and start.lstrip("-").isdigit():
        count += int(start) - 1
    if kind.startswith("disclosure"):
        return ""  # it stands within the line, see line.py
    if kind in _MARKS:
        return _MARKS[kind]
    if kind in ("lower-alpha", "upper-alpha", "lower-latin", "upper-latin") and 0 < count <= 26:
        return f"{chr((96 if kind.startswith('lower') else 64) + count)}."
    return f"{count}."
