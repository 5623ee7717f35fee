"""Layout of inline content: words, pictures and controls in lines."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from device.phone.toolkit.font import pieces
from device.phone.web.box import Fragment, PageBox, Span, joined
from device.phone.web.dom import Letters, PageElement
from device.phone.web.float import place_float
from device.phone.web.row import Item, line_height, part, place_line
from device.phone.web.style import Style

if TYPE_CHECKING:
    from device.phone.web.flow import PageFlow

MARK = 1.1
"""Width of the sign before a <summary>, in text sizes."""
_SPACES = " \t\r\n\f"


@dataclass(slots=True)
class _WebLines:
    """Inline content taken apart, and the elements it is in."""

    items: list[Item] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    """nid of an inline element to the one it is in."""
    elements: dict[int, PageElement] = field(default_factory=dict)


def lay_lines(
    flow: "PageFlow",
    box: PageBox,
    run: list[PageElement | Letters],
    parent: PageElement,
    room: float,
    corner: tuple[float, float],
) -> float:
    """Put neighbouring inline content into lines from a corner of the box on; the height they take."""
    lines = _WebLines()
    for one in run:
        _gather(flow, lines, one, parent.style, 0, room)
    _trimmed(lines.items)
    if parent.style.display == "list-item" and parent.style.marker.startswith("disclosure"):
        lines.items.insert(0, Item(MARK * parent.style.size * flow.ground.zoom, parent.style, 0))
    part(box)
    first = len(box.fragments)
    filler = _Filler(flow, box, parent.style, room, corner)
    for item in lines.items:
        filler.take(item)
    filler.end()
    _span(box, lines, box.fragments[first:])
    return filler.y


class _Filler:
    """Lines being filled, each in the room that floats leave it."""

    def __init__(
        self, flow: "PageFlow", box: PageBox, style: Style, room: float, corner: tuple[float, float]
    ) -> None:
        self._flow, self._box, self._style, self._room, self._corner = flow, box, style, room, corner
        self._breakable = style.white not in ("nowrap", "pre")
        self._line: list[Item] = []
        self._late: list[PageBox] = []
        """Floats that did not fit beside what stands on their line already."""
        self._reach = self.y = 0.0

    def take(self, item: Item) -> None:
        """The next piece."""
        if item.floating and item.box is not None:
            self._float(item.box)
            return
        span = self._span()
        if self._line and self._breakable and not item.glued and self._reach + item.width > span[1] + 0.01:
            self.end()
            span = self._span()
        if not self._line and self._flow.floats:
            self._lower(item)
        self._line.append(item)
        self._reach += item.width + item.trail
        if item.ends:
            self.end()
            part(self._box)

    def end(self) -> None:
        """The line is over."""
        if self._line:
            left, room = self._span()
            corner = (self._corner[0] + left, self._corner[1] + self.y)
            self.y += place_line(self._box, self._line, self._style, room, corner, self._flow.ground.zoom)
        self._line, self._reach = [], 0.0
        late, self._late = self._late, []
        for made in late:
            self._put(made)

    def _float(self, made: PageBox) -> None:
        wide = made.width + made.margin[1] + made.margin[3]
        if self._line and (self._late or self._reach + wide > self._span()[1] + 0.01):
            self._late.append(made)
        else:
            self._put(made)

    def _put(self, made: PageBox) -> None:
        place_float(self._flow, made, self._room, (self._corner[0], self._corner[1] + self.y))
        self._box.children.append(made)
        self._box.used = max(self._box.used, made.x + made.width + made.margin[1])

    def _span(self) -> tuple[float, float]:
        """How far from the left the line begins, and its room."""
        floats, (across, down) = self._flow.floats, self._flow.origin
        if not floats:
            return 0.0, self._room
        start = across + self._corner[0]
        high = line_height(self._style, self._flow.ground.zoom)
        left, right = floats.span(down + self._corner[1] + self.y, high, start, start + self._room)
        return left - start, max(0.0, right - left)

    def _lower(self, item: Item) -> None:
        """Down to where there is room for the first piece of a line."""
        while item.width > self._span()[1] + 0.01:
            down = self._flow.origin[1] + self._corner[1]
            further = self._flow.floats.below(down + self.y)
            if further is None:
                return
            self.y = further - down


# -- taking apart ------------------------------------------------------------------------------------------
def _gather(
    flow: "PageFlow", lines: _WebLines, one: PageElement | Letters, style: Style, source: int, room: float
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
        lines.items.append(Item(0.0, style, source, ends=True))
        return
    if own.floating:
        lines.items.append(Item(0.0, own, source, box=flow.box(one, room, shrink=True), floating=True))
        return
    if own.display != "inline" or one.tag in ("img", "input", "select", "textarea", "canvas"):
        made = flow.box(one, room, shrink=True)
        across = made.margin[1] + made.margin[3]
        lines.items.append(Item(made.width + across, own, source, box=made))
        return
    lines.parents[one.nid] = source
    lines.elements[one.nid] = one
    edge = flow.edges(own, room)
    left = edge[3] + (own.margin[3] or (0.0, 0.0))[0]
    right = edge[1] + (own.margin[1] or (0.0, 0.0))[0]
    if left:
        lines.items.append(Item(left, own, one.nid))
    for child in one.children:
        _gather(flow, lines, child, own, one.nid, room)
    if right:
        lines.items.append(Item(right, own, one.nid, glued=True))


def _words(flow: "PageFlow", lines: _WebLines, text: str, style: Style, source: int) -> None:
    if style.transform:
        ways = {"uppercase": str.upper, "lowercase": str.lower, "capitalize": str.title}
        text = ways.get(style.transform, str)(text)
    kept = style.white.startswith("pre") or style.white == "break-spaces"
    measure, weight = flow.ground.measure, style.weight
    if kept:
        for at, part in enumerate(text.split("\n")):
            if at and style.white != "normal":
                lines.items.append(Item(0.0, style, source, ends=True))
            words = pieces(part.expandtabs(8)) if style.white == "pre-wrap" else [part.expandtabs(8)]
            for word in words:
                if word:
                    lines.items.append(Item(measure(word, style.size, weight), style, source, word))
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
            Item(measure(bare, style.size, weight), style, source, bare, space if word.endswith(" ") else 0.0)
        )
    if after:
        _space(flow, lines.items[-1])


def _space(flow: "PageFlow", item: Item) -> None:
    if not item.trail and not item.ends:
        item.trail = flow.ground.measure(" ", item.style.size, item.style.weight)


def _trimmed(items: list[Item]) -> None:
    """A break right at the end makes no line of its own."""
    if items and items[-1].ends and len(items) > 1 and not items[-2].ends:
        items[-2].ends = True
        items.pop()


def _span(box: PageBox, lines: _WebLines, fragments: list[Fragment]) -> None:
    """The inline elements around what lies in them, outer ones first."""
    parts: dict[int, list[Fragment | PageBox]] = {}
    found: list[tuple[int, Fragment | PageBox]] = [(one.source, one) for one in fragments]
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
