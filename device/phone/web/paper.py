"""A page laid out: where each element is, which one lies under a finger, and how large it all is."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from device.phone.font import text_width
from device.phone.view import View
from device.phone.web.box import Box, pieces
from device.phone.web.dom import Element, Letters
from device.phone.web.extent import resolve
from device.phone.web.flow import Flow, Ground
from device.phone.web.page import Viewport
from device.phone.web.sheet import Rule
from device.phone.web.style import Style, computed
from device.phone.web.usual import MODAL
from device.phone.web.value import Canvas

Rect = tuple[float, float, float, float]
"""left, top, width, height in CSS pixels of the page."""
NARROWEST = 0.25
"""Scale below which a page that is too wide is cut instead."""
_HINTS = frozenset(
    [
        "type",
        "width",
        "height",
        "bgcolor",
        "align",
        "border",
        "cellspacing",
        "color",
        "size",
        "href",
        "open",
        MODAL,
        "hidden",
    ]
)


class Stylist:
    """Gives elements their styles, remembering equal ones; for one set of rules."""

    def __init__(self, rules: Sequence[Rule], canvas: Canvas) -> None:
        self._rules = [(rule.held, rule.urgent) for rule in rules]
        self._canvas = canvas
        self._known: dict[tuple[object, ...], Style] = {}

    def dress(
        self, elements: Iterable[Element | Letters], parent: Style | None = None, around: str = ""
    ) -> None:
        """Style elements and all below them; `around` is the tag of the element they are in."""
        for element in elements:
            if isinstance(element, Element):
                nested = element.tag in ("ul", "ol") and around == "li"
                element.style = self._style(element, parent, nested=nested)
                self.dress(element.children, element.style, element.tag)

    def _style(self, element: Element, parent: Style | None, *, nested: bool) -> Style:
        hinted = tuple((name, value) for name, value in element.attributes.items() if name in _HINTS)
        tag = f"li {element.tag}" if nested else element.tag
        key = (id(parent), tag, element.rules, element.inline, hinted)
        found = self._known.get(key)
        if found is None:
            rules = [self._rules[at] for at in element.rules if at < len(self._rules)]
            found = computed(tag, element.attributes, rules, element.inline, parent, self._canvas)
            self._known[key] = found
        return found


@dataclass(slots=True, eq=False)
class Paper:
    """One page laid out, in CSS pixels."""

    root: Box
    over: list[Box]
    """What lies over the flow (position: absolute), at places of the page."""
    fixed: list[Box]
    """What stays where it is while the page scrolls, at places of the screen."""
    elements: dict[int, Element]
    parents: dict[int, Element]
    rects: dict[int, Rect]
    width: float
    height: float
    scale: float
    """dp of a CSS pixel."""
    background: str
    view: Viewport
    shown: dict[tuple[object, ...], tuple[dict[str, bytes | None], View]] = field(default_factory=dict)
    """The views it was made into, with the pictures that they show, by all that they were made for."""

    def at(self, x: float, y: float, scroll: float) -> Element | None:
        """The innermost element at a place of the page; `scroll` is how far down the page is scrolled."""
        for box in reversed(self.fixed):
            found = _under(box, x, y - scroll)
            if found is not None or is_modal(box):
                return found or box.element
        for box in reversed(self.over):
            found = _under(box, x, y)
            if found is not None:
                return found
        return _under(self.root, x, y) or self.root.element

    @property
    def modal(self) -> Element | None:
        """The dialog that lies over the whole page."""
        return next((box.element for box in reversed(self.fixed) if is_modal(box)), None)

    def hearing(self, nid: int, flag: int) -> Element | None:
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
        for box in (self.root, *self.over):
            _search(box, 0.0, text, found)
        return sorted(found)


def is_modal(box: Box) -> bool:
    """Whether it is a dialog that nothing of the page is in reach beside."""
    return box.element is not None and MODAL in box.element.attributes


def _search(box: Box, top: float, text: str, found: list[float]) -> None:
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


def _under(box: Box, x: float, y: float) -> Element | None:
    x, y = x - box.x, y - box.y
    if (y > box.reach + 1 and y > box.height) or not box.style.visible:
        return None
    for span in reversed(box.spans):
        if span.x <= x < span.x + span.width and span.y <= y < span.y + span.height:
            inner = next((one for child in box.children if (one := _under(child, x, y)) is not None), None)
            return inner or span.element
    for child in reversed(box.children):
        found = _under(child, x, y)
        if found is not None:
            return found
    if box.element is not None and box.element.nid > 0 and 0 <= x < box.width and 0 <= y < box.height:
        return box.element
    return None


def lay_out(
    html: Element,
    view: Viewport,
    width: float,
    picture: Callable[[str], tuple[int, int] | None],
) -> Paper:
    """Lay out a styled page at a layout width; `picture` tells the size of a picture by its address."""
    scale = view.width / width
    paper = _laid(html, view, width, scale, picture)
    reach = max((rect[0] + rect[2] for rect in paper.rects.values()), default=0.0)
    if reach > width + 1:
        paper.width = min(reach, width * scale / NARROWEST)
        paper.scale = view.width / paper.width
        paper.height = max(paper.height, view.height / paper.scale)
    return paper


def _laid(
    html: Element,
    view: Viewport,
    width: float,
    scale: float,
    picture: Callable[[str], tuple[int, int] | None],
) -> Paper:
    factor = scale * view.density * view.zoom

    def measure(text: str, size: float, weight: int) -> float:
        return text_width(text, size * factor, weight) / factor * view.zoom

    flow = Flow(Ground(measure, view.zoom, picture, view.language))
    root = flow.box(html, width, width=width)
    elements: dict[int, Element] = {}
    parents: dict[int, Element] = {}
    _index(html, elements, parents)
    rects: dict[int, Rect] = {}
    _places(root, 0.0, 0.0, rects)
    paper = Paper(root, [], [], elements, parents, rects, width, 0.0, scale, "", view)
    shown = view.height / scale
    while flow.apart:  # what lies apart may hold more that does
        element, _ = flow.apart.pop(0)
        _lay_apart(paper, flow, element, width, shown)
    body = next((one for one in html.children if isinstance(one, Element) and one.tag == "body"), html)
    paper.background = html.style.background or body.style.background or "#FFFFFF"
    for one in (html, body):
        if one.style.background:
            one.style = replace(one.style, background="")
    lowest = max((rect[1] + rect[3] for rect in rects.values() if rect[2] and rect[3]), default=0.0)
    paper.height = max(root.reach, root.height, lowest, shown)
    return paper


def _lay_apart(paper: Paper, flow: Flow, element: Element, width: float, shown: float) -> None:
    style = element.style
    around: Rect = (0.0, 0.0, width, shown)
    if style.position == "absolute":
        parent = paper.parents.get(element.nid)
        while parent is not None and parent.style.position == "static":
            parent = paper.parents.get(parent.nid)
        if parent is not None and parent.nid in paper.rects:
            around = paper.rects[parent.nid]
    top, right, bottom, left = (
        resolve(one, around[2] if at % 2 else around[3]) for at, one in enumerate(style.inset)
    )
    wide = (
        around[2] - left - right if left is not None and right is not None and style.width is None else None
    )
    box = flow.box(element, around[2], width=wide, shrink=True)
    if top is not None and bottom is not None and style.height is None:
        box.height = max(box.height, around[3] - top - bottom)
        box.reach = max(box.reach, box.height)
    if is_modal(box):
        box.x, box.y = (width - box.width) / 2, max(0.0, (shown - box.height) / 2)
        paper.fixed.append(box)
        _places(box, 0.0, 0.0, paper.rects)
        return
    start = paper.parents.get(element.nid)
    still = paper.rects.get(start.nid, around) if start is not None else around
    x = (
        left + around[0]
        if left is not None
        else around[0] + around[2] - right - box.width
        if right is not None
        else still[0]
    )
    y = (
        top + around[1]
        if top is not None
        else around[1] + around[3] - bottom - box.height
        if bottom is not None
        else still[1]
    )
    box.x, box.y = x + box.margin[3], y + box.margin[0]
    (paper.fixed if style.position == "fixed" else paper.over).append(box)
    _places(box, 0.0, 0.0, paper.rects)


def _index(element: Element, elements: dict[int, Element], parents: dict[int, Element]) -> None:
    elements[element.nid] = element
    for child in element.children:
        if isinstance(child, Element):
            parents[child.nid] = element
            _index(child, elements, parents)


def _places(box: Box, left: float, top: float, rects: dict[int, Rect]) -> None:
    x, y = left + box.x, top + box.y
    if box.element is not None and box.element.nid > 0:
        rects[box.element.nid] = (x, y, box.width, box.height)
    for span in box.spans:
        rects[span.element.nid] = (x + span.x, y + span.y, span.width, span.height)
    for child in box.children:
        _places(child, x, y, rects)
