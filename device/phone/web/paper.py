"""A page laid out: where each element is, which one lies under a finger, and how large it all is."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

from device.phone.toolkit.font import text_width
from device.phone.toolkit.view import View
from device.phone.web.box import PageBox, pieces
from device.phone.web.dom import PageElement
from device.phone.web.extent import resolve
from device.phone.web.flow import REPLACED, Ground, PageFlow
from device.phone.web.page import Viewport
from device.phone.web.stacking import Rank, around, cuts, is_modal, rank, stays

Rect = tuple[float, float, float, float]
"""left, top, width, height in CSS pixels of the page."""
NARROWEST = 0.25
"""Scale below which a page that is too wide is cut instead."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A box that lies apart from the flow."""

    rank: Rank
    """Sorts what is painted later after what lies under it."""
    box: PageBox
    still: bool
    """Whether it stays where it is while the page scrolls; its place is one of the screen then."""


@dataclass(slots=True, eq=False)
class Paper:
    """One page laid out, in CSS pixels."""

    root: PageBox
    apart: list[Apart]
    """What lies under and over the flow, the lowest first."""
    cutting: dict[int, PageBox]
    """Boxes that show no more of their content than fits, by the nid of their element."""
    inner: dict[int, list[PageBox]]
    """What lies apart from the flow within one of these, at places of the page."""
    hidden: set[int]
    """Nid of what lies within them, and so makes the page no larger."""
    elements: dict[int, PageElement]
    parents: dict[int, PageElement]
    rects: dict[int, Rect]
    width: float
    height: float
    scale: float
    """dp of a CSS pixel."""
    background: str
    view: Viewport
    shown: dict[tuple[object, ...], tuple[dict[str, bytes | None], View]] = field(default_factory=dict)
    """The views it was made into, with the pictures that they show, by all that they were made for."""

    def at(self, x: float, y: float, scroll: float, within: int = 0) -> PageElement | None:
        """The innermost element at a place of the page; `scroll` is how far down the page is scrolled.

        `within` is the nid of the cutting box that was touched: its content is where it lies unscrolled.
        """
        found = self._at(x, y, scroll, within)
        while found is not None and found.nid < 0:  # what style sheets put in is its element's
            found = self.parents.get(found.nid)
        return found

    def _at(self, x: float, y: float, scroll: float, within: int) -> PageElement | None:
        box = self.cutting.get(within)
        if box is not None:
            for inner in reversed(self.inner.get(within, [])):
                found = _under(inner, x, y)
                if found is not None:
                    return found
            left, top, _, _ = self.rects[within]
            return _inside(box, x - left, y - top) or box.element
        for one in reversed(self.apart):
            found = _under(one.box, x, y - scroll if one.still else y)
            if found is not None or is_modal(one.box):
                return found or one.box.element
        return _under(self.root, x, y) or self.root.element

    def cutter(self, nid: int) -> int:
        """Nid of the nearest box around an element that shows but a part of what is in it; 0 = none does."""
        parent = self.parents.get(nid)
        while parent is not None and not (parent.nid in self.cutting and self.cutting[parent.nid].cut):
            parent = self.parents.get(parent.nid)
        return parent.nid if parent is not None else 0

    @property
    def modal(self) -> PageElement | None:
        """The dialog that lies over the whole page."""
        return next((one.box.element for one in reversed(self.apart) if is_modal(one.box)), None)

    def hearing(self, nid: int, flag: int) -> PageElement | None:
        """The nearest element around one, or itself, that has a flag."""
        element = self.elements.get(nid)
        while element is not None:
            if element.flags & flag:
                return element
            element = self.parents.get(element.nid)
        return None

    def places_of(self, text: str) -> list[float]:
        """How far down the page a text (in small letters) is, once for each time that it is there."""
        found: list[float] = []
        for box in (self.root, *(one.box for one in self.apart if not one.still)):
            _search(box, 0.0, text, found)
        return sorted(found)


def _search(box: PageBox, top: float, text: str, found: list[float]) -> None:
    y = top + box.y
    told = [piece.lower() for piece in pieces(box.fragments)]
    ends = list(accumulate(map(len, told)))
    words = "".join(told)
    at = words.find(text)
    while at >= 0:
        found.append(y + box.fragments[bisect_right(ends, at)].y)
        at = words.find(text, at + len(text))
    for child in box.children:
        _search(child, y, text, found)


def _under(box: PageBox, x: float, y: float) -> PageElement | None:
    x, y = x - box.x, y - box.y
    if (y > box.reach + 1 and y > box.height) or not box.style.visible:
        return None
    shown = 0 <= x < box.width and 0 <= y < box.height
    found = _inside(box, x, y) if shown or not box.cut else None
    if found is None and box.element is not None and box.element.nid > 0 and shown:
        return box.element
    return found


def _inside(box: PageBox, x: float, y: float) -> PageElement | None:
    """The same of what is in a box, from its corner."""
    for span in reversed(box.spans):
        if span.x <= x < span.x + span.width and span.y <= y < span.y + span.height:
            inner = next((one for child in box.children if (one := _under(child, x, y)) is not None), None)
            return inner or span.element
    for child in reversed(box.children):
        found = _under(child, x, y)
        if found is not None:
            return found
    return None


def lay_out(
    html: PageElement,
    view: Viewport,
    width: float,
    picture: Callable[[str], tuple[int, int] | None],
) -> Paper:
    """Lay out a styled page at a layout width; `picture` tells the size of a picture by its address."""
    scale = view.width / width
    paper = _laid(html, view, width, scale, picture)
    reach = max(
        (rect[0] + rect[2] for nid, rect in paper.rects.items() if nid not in paper.hidden), default=0.0
    )
    if reach > width + 1:
        paper.width = min(reach, width * scale / NARROWEST)
        paper.scale = view.width / paper.width
        paper.height = max(paper.height, view.height / paper.scale)
    return paper


def _laid(
    html: PageElement,
    view: Viewport,
    width: float,
    scale: float,
    picture: Callable[[str], tuple[int, int] | None],
) -> Paper:
    factor = scale * view.density * view.zoom

    def measure(text: str, size: float, weight: int) -> float:
        return text_width(text, size * factor, weight) / factor * view.zoom

    flow = PageFlow(Ground(measure, view.zoom, picture, view.language))
    flow.high = view.height / scale
    root = flow.box(html, width, width=width)
    elements: dict[int, PageElement] = {}
    parents: dict[int, PageElement] = {}
    _index(html, elements, parents)
    paper = Paper(root, [], {}, {}, set(), elements, parents, {}, width, 0.0, scale, "", view)
    _places(paper, root, 0.0, 0.0)
    shown = view.height / scale
    places = {nid: place for place, nid in enumerate(elements)}
    while flow.apart:  # what lies apart may hold more that does
        element, _ = flow.apart.pop(0)
        _lay_apart(paper, flow, element, places, (width, shown))
    paper.apart.sort(key=lambda one: one.rank)
    body = next((one for one in html.children if isinstance(one, PageElement) and one.tag == "body"), html)
    paper.background = html.style.background or body.style.background or "#FFFFFF"
    for one in (html, body):
        if one.style.background:
            one.style = replace(one.style, background="")
    seen = (rect for nid, rect in paper.rects.items() if rect[2] and rect[3] and nid not in paper.hidden)
    lowest = max((rect[1] + rect[3] for rect in seen), default=0.0)
    paper.height = max(root.reach, root.height, lowest, shown)
    return paper


def _lay_apart(
    paper: Paper, flow: PageFlow, element: PageElement, places: Mapping[int, int], screen: tuple[float, float]
) -> None:
    style, (width, shown) = element.style, screen
    room: Rect = (0.0, 0.0, width, shown)
    holder: PageElement | None = None
    if style.position == "absolute":
        outer = around(element, paper.parents)
        holder = next((one for one in outer if one.style.position != "static"), None)
        if holder is not None and holder.nid in paper.rects:
            room = paper.rects[holder.nid]
    top, right, bottom, left = (
        resolve(one, room[2] if at % 2 else room[3]) for at, one in enumerate(style.inset)
    )
    wide = room[2] - left - right if left is not None and right is not None and style.width is None else None
    if top is not None and bottom is not None and style.height is None and element.tag not in REPLACED:
        edges = flow.edges(style, room[2])
        inside = room[3] - top - bottom - (0.0 if style.border_box else edges[0] + edges[2])
        element.style = replace(style, height=(max(0.0, inside), 0.0))
    flow.high = room[3]
    box = flow.box(element, room[2], width=wide, shrink=True)
    if is_modal(box):
        box.x, box.y = (width - box.width) / 2, max(0.0, (shown - box.height) / 2)
        paper.apart.append(Apart(rank(element, paper.parents, places), box, still=True))
        _places(paper, box, 0.0, 0.0)
        return
    start = paper.parents.get(element.nid)
    still = paper.rects.get(start.nid, room) if start is not None else room
    x = (
        left + room[0]
        if left is not None
        else room[0] + room[2] - right - box.width
        if right is not None
        else still[0]
    )
    y = (
        top + room[1]
        if top is not None
        else room[1] + room[3] - bottom - box.height
        if bottom is not None
        else still[1]
    )
    box.x, box.y = x + box.margin[3], y + box.margin[0]
    cutter = _cutter(paper, holder, (box.x, box.y, box.width, box.height))
    fixed = stays(element, paper.parents)
    if cutter:
        paper.inner.setdefault(cutter, []).append(box)
    else:
        paper.apart.append(Apart(rank(element, paper.parents, places), box, still=fixed))
    _places(paper, box, 0.0, 0.0, hidden=bool(cutter) or fixed)


def _cutter(paper: Paper, holder: PageElement | None, rect: Rect) -> int:
    """Nid of the box that a part of what lies apart in a holder is cut off by; 0 = by none."""
    if holder is None:
        return 0
    outer = (holder, *around(holder, paper.parents))
    nid = next((one.nid for one in outer if one.nid in paper.cutting), 0)
    if not nid:
        return 0
    left, top, wide, high = paper.rects[nid]
    inside = left <= rect[0] and top <= rect[1] and rect[0] + rect[2] <= left + wide
    if inside and rect[1] + rect[3] <= top + high and not paper.cutting[nid].cut:
        return 0
    paper.cutting[nid].cut = True
    return nid


def _index(element: PageElement, elements: dict[int, PageElement], parents: dict[int, PageElement]) -> None:
    elements[element.nid] = element
    for child in element.children:
        if isinstance(child, PageElement):
            parents[child.nid] = element
            _index(child, elements, parents)


def _places(paper: Paper, box: PageBox, left: float, top: float, *, hidden: bool = False) -> None:
    if box.style.move is not None:
        right, below = box.style.move
        box.x += right[0] + right[1] * box.width
        box.y += below[0] + below[1] * box.height
        hidden = True
    x, y, rects = left + box.x, top + box.y, paper.rects
    if box.element is not None and box.element.nid > 0:
        rects[box.element.nid] = (x, y, box.width, box.height)
        if hidden:
            paper.hidden.add(box.element.nid)
        if box.style.cut:
            box.cut = cuts(box)
            paper.cutting[box.element.nid], hidden = box, hidden or box.cut
    for span in box.spans:
        rects[span.element.nid] = (x + span.x, y + span.y, span.width, span.height)
        if hidden:
            paper.hidden.add(span.element.nid)
    for child in box.children:
        _places(paper, child, x, y, hidden=hidden)
