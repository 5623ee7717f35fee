"""One line of inline content: its pieces given their places."""

from dataclasses import dataclass

from device.phone.web.box import Fragment, PageBox
from device.phone.web.float import shift
from device.phone.web.style import Style

NORMAL = 1.17
"""Height of a font's own line box, in text sizes."""


@dataclass(slots=True)
class Item:
    """A piece of a line: text that is not broken, or a box."""

    width: float
    style: Style
    source: int
    text: str = ""
    trail: float = 0.0
    """Width of the space behind the text, which does not count at the end of a line."""
    box: PageBox | None = None
    ends: bool = False
    """The line ends behind it."""
    glued: bool = False
    """May not be parted from what came before."""
    floating: bool = False
    """It goes to the side."""


def line_height(style: Style, zoom: float) -> float:
    """Height in CSS pixels of a line of a style."""
    if style.line_factor:
        return style.line_factor * style.size * zoom
    return style.line * zoom if style.line else NORMAL * style.size * zoom


def place_line(
    box: PageBox, line: list[Item], parent: Style, room: float, corner: tuple[float, float], zoom: float
) -> float:
    """Give a line's items their places; its height."""
    above, below = _extent(line, parent, zoom)
    width = sum(item.width + item.trail for item in line) - (line[-1].trail if line else 0.0)
    spare = max(0.0, room - width) if room < 500_000 else 0.0
    x = corner[0] + (spare / 2 if parent.align == "center" else spare if parent.align == "end" else 0.0)
    base = corner[1] + above
    for item in line:
        if item.box is not None:
            made = item.box
            made.x = x + made.margin[3] + shift(made.style, 3, 1)
            up = _above(made)
            if made.style.valign == "middle":
                up = (made.height + made.margin[0] + made.margin[2]) / 2 + parent.size * 0.27
            elif made.style.valign in ("top", "text-top"):
                up = above
            made.y = base - up + made.margin[0] + shift(made.style, 0, 2)
            box.children.append(made)
            part(box)
        elif item.text:
            high = line_height(item.style, zoom)
            top = base - _ascent(item.style, zoom)
            parted = item.trail > 0
            _add(box, Fragment(x, top, item.width, high, item.text, item.style, item.source, parted))
        x += item.width + item.trail
    box.used = max(box.used, x)
    return above + below


def _extent(line: list[Item], parent: Style, zoom: float) -> tuple[float, float]:
    """How far a line goes above and below its baseline."""
    above = _ascent(parent, zoom)
    below = line_height(parent, zoom) - above
    if all(item.box is not None for item in line) and not parent.line_factor and not parent.line:
        below = min(below, parent.size * 0.22 * zoom)
    for item in line:
        if item.box is None:
            up = _ascent(item.style, zoom)
            above, below = max(above, up), max(below, line_height(item.style, zoom) - up)
            continue
        whole = item.box.height + item.box.margin[0] + item.box.margin[2]
        up = _above(item.box)
        if item.style.valign == "middle":
            up = whole / 2 + parent.size * 0.27
        elif item.style.valign in ("top", "text-top"):
            up = min(above, whole)
        above, below = max(above, up), max(below, whole - up)
    return above, below


def _ascent(style: Style, zoom: float) -> float:
    """From the top of a style's line to its baseline; raised and lowered text moves by part of its size."""
    spare = line_height(style, zoom) - NORMAL * style.size * zoom
    up = spare / 2 + 0.928 * style.size * zoom
    return up + {"super": 0.4, "sub": -0.2}.get(style.valign, 0.0) * style.size


def _above(made: PageBox) -> float:
    """How far an inline box goes above the baseline, with its margin."""
    base = made.baseline or last_baseline(made)
    return made.margin[0] + (base if base else made.height + made.margin[2])


def last_baseline(box: PageBox) -> float:
    """Where the last line of text in a box stands, from its top; 0 when it has none."""
    found = 0.0
    if box.fragments:
        last = box.fragments[-1]
        found = last.y + last.height / 2 + last.style.size * 0.35
    for child in reversed(box.children):
        below = last_baseline(child)
        if below:
            return max(found, child.y + below)
    return found


def part(box: PageBox) -> None:
    """What comes next is no part of the same word."""
    if box.fragments:
        box.fragments[-1].parted = True


def _add(box: PageBox, fragment: Fragment) -> None:
    """A fragment, put together with the one before when that one is the same text going on."""
    last = box.fragments[-1] if box.fragments else None
    if (
        last is not None
        and last.style is fragment.style
        and last.source == fragment.source
        and last.y == fragment.y
        and 0 <= fragment.x - last.x - last.width + 0.01 < fragment.style.size * 0.4
    ):
        gap = fragment.x - last.x - last.width
        last.text += (" " if gap > 0.01 else "") + fragment.text
        last.width = fragment.x + fragment.width - last.x
        last.parted = fragment.parted
    else:
        box.fragments.append(fragment)
