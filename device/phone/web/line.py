"""Layout of inline content: words, pictures and controls in lines."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from device.phone.font import pieces
from device.phone.web.box import Box, Fragment, Span, joined
from device.phone.web.dom import Element, Letters
from device.phone.web.style import Style

if TYPE_CHECKING:
    from device.phone.web.flow import Flow

NORMAL = 1.17
"""Height of a font's own line box, in text sizes."""
_SPACES = " \t\r\n\f"


@dataclass(slots=True)
class _Item:
    """A piece of a line: text that is not broken, or a box."""

    width: float
    style: Style
    source: int
    text: str = ""
    trail: float = 0.0
    """Width of the space behind the text, which does not count at the end of a line."""
    box: Box | None = None
    ends: bool = False
    """The line ends behind it."""
    glued: bool = False
    """May not be parted from what came before."""


@dataclass(slots=True)
class _Lines:
    """Inline content taken apart, and the elements it is in."""

    items: list[_Item] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    """nid of an inline element to the one it is in."""
    elements: dict[int, Element] = field(default_factory=dict)


def lay_lines(
    flow: "Flow",
    box: Box,
    run: list[Element | Letters],
    parent: Element,
    room: float,
    corner: tuple[float, float],
) -> float:
    """Put neighbouring inline content into lines from a corner of the box on; the height they take."""
    lines = _Lines()
    for one in run:
        _gather(flow, lines, one, parent.style, 0, room)
    _trimmed(lines.items)
    first = len(box.fragments)
    y = 0.0
    line: list[_Item] = []
    reach = 0.0
    breakable = parent.style.white not in ("nowrap", "pre")
    for item in lines.items:
        if line and breakable and not item.glued and reach + item.width > room + 0.01:
            y += _place(flow, box, line, parent.style, room, (corner[0], corner[1] + y))
            line, reach = [], 0.0
        line.append(item)
        reach += item.width + item.trail
        if item.ends:
            y += _place(flow, box, line, parent.style, room, (corner[0], corner[1] + y))
            line, reach = [], 0.0
    if line:
        y += _place(flow, box, line, parent.style, room, (corner[0], corner[1] + y))
    _span(box, lines, box.fragments[first:])
    return y


# -- taking apart ------------------------------------------------------------------------------------------
def _gather(
    flow: "Flow", lines: _Lines, one: Element | Letters, style: Style, source: int, room: float
) -> None:
    if isinstance(one, Letters):
        _words(flow, lines, one.text, style, source)
        return
    own = one.style
    if own.display == "none":
        return
    if own.position in ("absolute", "fixed"):
        flow.apart.append((one, style))
        return
    if one.tag == "br":
        lines.items.append(_Item(0.0, style, source, ends=True))
        return
    if own.display != "inline" or one.tag in ("img", "input", "select", "textarea", "canvas"):
        made = flow.box(one, room, shrink=True)
        across = made.margin[1] + made.margin[3]
        lines.items.append(_Item(made.width + across, own, source, box=made))
        return
    lines.parents[one.nid] = source
    lines.elements[one.nid] = one
    edge = flow.edges(own, room)
    left = edge[3] + (own.margin[3] or (0.0, 0.0))[0]
    right = edge[1] + (own.margin[1] or (0.0, 0.0))[0]
    if left:
        lines.items.append(_Item(left, own, one.nid))
    for child in one.children:
        _gather(flow, lines, child, own, one.nid, room)
    if right:
        lines.items.append(_Item(right, own, one.nid, glued=True))


def _words(flow: "Flow", lines: _Lines, text: str, style: Style, source: int) -> None:
    if style.transform:
        ways = {"uppercase": str.upper, "lowercase": str.lower, "capitalize": str.title}
        text = ways.get(style.transform, str)(text)
    kept = style.white.startswith("pre") or style.white == "break-spaces"
    measure, weight = flow.ground.measure, style.weight
    if kept:
        for at, part in enumerate(text.split("\n")):
            if at and style.white != "normal":
                lines.items.append(_Item(0.0, style, source, ends=True))
            words = pieces(part.expandtabs(8)) if style.white == "pre-wrap" else [part.expandtabs(8)]
            for word in words:
                if word:
                    lines.items.append(_Item(measure(word, style.size, weight), style, source, word))
        return
    collapsed = " ".join(text.split()) if text.strip(_SPACES) else ""
    before = text[:1] in _SPACES if text else False
    after = text[-1:] in _SPACES if text else False
    if before and lines.items:
        _space(flow, lines.items[-1])
    if not collapsed:
        return
    space = measure(" ", style.size, weight)
    for word in pieces(collapsed.replace("\u00a0", "\ue000")):
        bare = word.rstrip(" ").replace("\ue000", "\u00a0")
        lines.items.append(
            _Item(
                measure(bare, style.size, weight), style, source, bare, space if word.endswith(" ") else 0.0
            )
        )
    if after:
        _space(flow, lines.items[-1])


def _space(flow: "Flow", item: _Item) -> None:
    if not item.trail and not item.ends:
        item.trail = flow.ground.measure(" ", item.style.size, item.style.weight)


def _trimmed(items: list[_Item]) -> None:
    """A break right at the end makes no line of its own."""
    if items and items[-1].ends and len(items) > 1 and not items[-2].ends:
        items[-2].ends = True
        items.pop()


# -- putting into place --------------------------------------------------------------------------------------
def line_height(style: Style, zoom: float) -> float:
    """Height in CSS pixels of a line of a style."""
    if style.line_factor:
        return style.line_factor * style.size * zoom
    return style.line * zoom if style.line else NORMAL * style.size * zoom


def _place(
    flow: "Flow", box: Box, line: list[_Item], parent: Style, room: float, corner: tuple[float, float]
) -> float:
    """Give a line's items their places; its height."""
    zoom = flow.ground.zoom
    above, below = _extent(line, parent, zoom)
    width = sum(item.width + item.trail for item in line) - (line[-1].trail if line else 0.0)
    spare = max(0.0, room - width) if room < 500_000 else 0.0
    x = corner[0] + (spare / 2 if parent.align == "center" else spare if parent.align == "end" else 0.0)
    base = corner[1] + above
    for item in line:
        if item.box is not None:
            made = item.box
            made.x = x + made.margin[3] + flow._shift(made.style, 3, 1)
            up = _above(made)
            if made.style.valign == "middle":
                up = (made.height + made.margin[0] + made.margin[2]) / 2 + parent.size * 0.27
            elif made.style.valign in ("top", "text-top"):
                up = above
            made.y = base - up + made.margin[0] + flow._shift(made.style, 0, 2)
            box.children.append(made)
        elif item.text:
            high = line_height(item.style, zoom)
            top = base - _ascent(item.style, zoom)
            _add(box, Fragment(x, top, item.width, high, item.text, item.style, item.source), item.trail)
        x += item.width + item.trail
    box.used = max(box.used, x)
    return above + below


def _extent(line: list[_Item], parent: Style, zoom: float) -> tuple[float, float]:
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


def _above(made: Box) -> float:
    """How far an inline box goes above the baseline, with its margin."""
    base = made.baseline or last_baseline(made)
    return made.margin[0] + (base if base else made.height + made.margin[2])


def last_baseline(box: Box) -> float:
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


def _add(box: Box, fragment: Fragment, trail: float) -> None:
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
    else:
        box.fragments.append(fragment)


def _span(box: Box, lines: _Lines, fragments: list[Fragment]) -> None:
    """The inline elements around what lies in them, outer ones first."""
    parts: dict[int, list[Fragment | Box]] = {}
    found: list[tuple[int, Fragment | Box]] = [(one.source, one) for one in fragments]
    found += [(item.source, item.box) for item in lines.items if item.box is not None]
    for source, one in found:
        while source:
            parts.setdefault(source, []).append(one)
            source = lines.parents.get(source, 0)
    for nid, element in lines.elements.items():
        some = parts.get(nid)
        if some:
            left, top = min(one.x for one in some), min(one.y for one in some)
            right, bottom = max(one.x + one.width for one in some), max(one.y + one.height for one in some)
            text = joined([one for one in some if isinstance(one, Fragment)])
            box.spans.append(Span(element, left, top, right - left, bottom - top, text))
