"""A page laid out becoming views: what is near the screen, painted in pieces, named as Chrome does."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import Literal

from device.phone.toolkit import viewpart
from device.phone.toolkit.font import text_width
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Gestures, Shape, Surface, Text
from device.phone.web.box import Fragment, PageBox, Span, joined
from device.phone.web.control import EDITABLE
from device.phone.web.controlview import show_control
from device.phone.web.dom import DRAWS, PageElement
from device.phone.web.easel import Easel, Touches, interesting
from device.phone.web.paper import Paper
from device.phone.web.pictureview import show_canvas, show_figure, show_image, show_meter
from device.phone.web.sign import show_disclosure, show_marker
from device.phone.web.stacking import extent, is_modal
from device.phone.web.value import NOTHING

_FINE = 8
"""Widths are taken at this many times the size, where they are told in whole pixels."""
_SLACK = 4.0
"""dp by which a line's view is wider than its text, so that rounding never cuts it."""
_PART = 0.8
"""Of its width that a box is scrolled sideways by one swipe."""
_CLASSES = {
    "img": "Image",
    "select": "Spinner",
    "progress": "ProgressBar",
    "meter": "ProgressBar",
    "button": "Button",
}
_NAMED = frozenset(["a", "button", "summary"])
_WAYS: dict[str, Literal["start", "center", "end"]] = {"center": "center", "end": "end"}


@dataclass(frozen=True, slots=True)
class PageWindow:
    """What is shown of a page, in CSS pixels of it."""

    scroll: float
    height: float
    aside: tuple[tuple[int, float], ...] = ()
    """How far boxes within the page are scrolled sideways, by the nid of their element."""


def show(paper: Paper, window: PageWindow, touches: Touches, key: str, title: str, marked: str = "") -> View:
    """The page as a scrolling view; what is far from the window is left out.

    `key` is where its offset is kept, `marked` a text that is marked wherever it is found.
    """
    shower = _Shower(paper, window, touches, key, marked.lower())
    below = [one for one in paper.apart if one.rank[0][0] < 0]
    for one in below:
        shower.box(one.box, 0.0, window.scroll if one.still else 0.0)
    shower.box(paper.root, 0.0, 0.0)
    for one in paper.apart[len(below) :]:
        if is_modal(one.box):
            shower.veil(window)
        shower.box(one.box, 0.0, window.scroll if one.still else 0.0)
    sheet = shower.sheet(0.0, 0.0, paper.width, paper.height)
    sheet.children = shower.views
    return View(
        "android.webkit.WebView",
        text=Text(title, style="1/400/1", colour="transparent"),
        box=viewpart.Box(width=FILL, weight=1.0),
        surface=Surface(paper.background),
        scroll=key,
        children=(sheet,),
    )


class _Shower(Easel):
    """The boxes of one page, from the outer to the inner ones."""

    def __init__(self, paper: Paper, window: PageWindow, touches: Touches, key: str, marked: str) -> None:
        self.key, self.marked, self.window = key, marked, window
        super().__init__(paper, touches)
        spare = window.height / 4
        self.top, self.bottom = window.scroll - spare, window.scroll + window.height + spare
        self.right = paper.width
        """Where words end that go on beyond what can be seen."""
        self.done: set[int] = set()
        """nid of the inline elements that have their views."""

    def veil(self, window: PageWindow) -> None:
        """What lies under a modal dialog is darker, out of reach, and no longer told."""
        for view in self.views:
            view.important = False
        paper, touches = self.paper, self.touches
        veil = self.view("android.view.View", 0.0, window.scroll, paper.width, window.height)
        veil.surface = Surface("#1A000000")
        veil.gestures = Gestures(
            on_tap_at=lambda x, y: touches.tap(x * paper.width, window.scroll + y * window.height)
        )
        veil.important = False

    # -- boxes -----------------------------------------------------------------------------------------
    def box(self, box: PageBox, left: float, top: float) -> None:
        """A box and all in it that is near the window."""
        x, y = left + box.x, top + box.y
        if y > self.bottom or y + max(box.reach, box.height) < self.top:
            return
        element, style = box.element, box.style
        if not style.visible or style.opacity < 0.05:
            if not box.cut:
                for child in box.children:
                    self.box(child, x, y)
            return
        if element is not None and y + box.height >= self.top:
            self._own(box, element, x, y)
        if element is not None and element.held.kind == EDITABLE:
            return
        if box.marker:
            show_marker(self, box, x, y)
        elif element is not None and style.marker.startswith("disclosure") and style.display == "list-item":
            show_disclosure(self, element, box, x, y)
        if element is not None and box.cut:
            self._cut(box, element, x, y)
        else:
            self._content(box, x, y)

    def _content(self, box: PageBox, x: float, y: float) -> None:
        for span in box.spans:
            if span.element.style.background or any(span.element.style.border):
                self._span_grounds(box, span, x, y)
        self._inside(box, x, y)
        for span in box.spans:
            self._name_span(span, x, y)

    def _cut(self, box: PageBox, element: PageElement, x: float, y: float) -> None:
        """What is in a box that shows no more of it than fits, or has it scrolled by a finger."""
        border, inner = box.style.border, self.paper.inner.get(element.nid, [])
        left, top = x + border[3], y + border[0]
        width, high = box.width - border[1] - border[3], box.height - border[0] - border[2]
        if width <= 0 or high <= 0:
            return
        holder = self.view("android.view.View", left, top, width, high)
        down = max(extent(box)[1] - border[0], *(one.y + one.height - top for one in inner), high)
        scrolls = box.style.cut == "scroll" and down > high + 1
        down = down + (box.style.padding[2] or NOTHING)[0] if scrolls else high
        far = max(0.0, extent(box)[0] - border[3] - width) if box.style.aside else 0.0
        aside = min(far, dict(self.window.aside).get(element.nid, 0.0))
        kept = self.views, self.corner, self.within, self.top, self.bottom, self.right
        self.views, self.corner, self.within = [], (left, top), element.nid
        if scrolls:
            self.top, self.bottom = -inf, inf
        if far:
            self.right = left + width + far
        self._content(box, x, y)
        for one in inner:
            self.box(one, 0.0, 0.0)
        sheet = self.sheet(left, top, width + far, down)
        sheet.box = replace(sheet.box, margin=(-aside * self.scale, 0.0, 0.0, 0.0))
        sheet.children = self.views
        self.views, self.corner, self.within, self.top, self.bottom, self.right = kept
        holder.children, holder.important = (sheet,), scrolls or far > 1
        if scrolls:
            holder.scroll = f"{self.key}.{element.nid}"
        if far > 1:
            touches, nid = self.touches, element.nid
            holder.pager = viewpart.Pager(
                f"{self.key}.x{nid}",
                lambda way: touches.aside(nid, max(0.0, min(far, aside + way * width * _PART))),
            )

    def _inside(self, box: PageBox, x: float, y: float) -> None:
        """Lines and boxes as they follow each other on the page."""
        children = list(reversed(box.children))
        for run, show_run in self._lines(box, x, y):
            while children and _before(children[-1], run):
                self.box(children.pop(), x, y)
            show_run()
        while children:
            self.box(children.pop(), x, y)

    def _own(self, box: PageBox, element: PageElement, x: float, y: float) -> None:
        """The box itself: what is painted of it, and what accessibility is told."""
        tag, width, height = element.tag, box.width, box.height
        if tag in ("input", "textarea", "select") or element.held.kind == EDITABLE:
            show_control(self, element, x, y, width, height)
            return
        self.ground(box.style, x, y, width, height)
        if tag == "img":
            show_image(self, element, x, y, width, height)
        elif tag == "svg":
            show_figure(self, element, x, y, width, height)
        elif tag == "canvas":
            show_canvas(self, element, x, y, width, height)
        elif tag in ("progress", "meter"):
            show_meter(self, element, x, y, width, height)
        elif tag != "html" and tag != "body":
            whole = (
                not box.children
                and box.fragments
                and not any(interesting(span.element) for span in box.spans)
            )
            if whole or element.clickable or element.flags & DRAWS or tag == "button":
                text = joined(box.fragments) if whole else ""
                if element.clickable and not text:
                    text = " ".join(element.text().split())[:500]
                self.named(element, x, y, width, height, text)

    # -- text ------------------------------------------------------------------------------------------
    def _lines(self, box: PageBox, x: float, y: float) -> Iterator[tuple[Fragment, Callable[[], None]]]:
        """The lines near the window: each run of text with one meaning, its first part and what shows it."""
        fragments = box.fragments
        first = max(0, bisect_left(fragments, self.top - y - 200.0, key=lambda one: one.y))
        told = (
            box.element is None or bool(box.children) or any(interesting(span.element) for span in box.spans)
        )
        if box.element is not None and (box.element.tag in _NAMED or box.element.clickable):
            told = told and any(interesting(span.element) for span in box.spans)
        told = told or (box.element is not None and box.element.tag in ("html", "body"))
        spans = {span.element.nid: span for span in box.spans}
        run: list[Fragment] = []
        owner = 0
        for at in range(first, len(fragments)):
            one = fragments[at]
            if one.y + y > self.bottom:
                break
            mine = self._owner(one, box)
            if run and (mine != owner or self._parted(box, run[-1], one)):
                yield run[0], partial(self._run, run, owner, spans, x, y, told=told)
                run = []
            owner = mine
            run.append(one)
        if run:
            yield run[0], partial(self._run, run, owner, spans, x, y, told=told)

    def _parted(self, box: PageBox, before: Fragment, after: Fragment) -> bool:
        """Whether a box lies between two fragments: a control or a picture of a line, or a block."""
        if before.y == after.y:
            return any(before.x < child.x < after.x and abs(child.y - after.y) < 60 for child in box.children)
        end = before.y + before.height
        return any(
            end - 1 <= child.y and child.y + child.height <= after.y + 1 and child.height > 0
            for child in box.children
        )

    def _owner(self, one: Fragment, box: PageBox) -> int:
        """Nid of the nearest inline element with a meaning of its own; 0 = none."""
        nid = one.source
        while nid:
            element = self.paper.elements.get(nid)
            if element is None or element is box.element:
                return 0
            if interesting(element):
                return nid
            parent = self.paper.parents.get(nid)
            nid = parent.nid if parent is not None else 0
        return 0

    def _run(
        self, run: list[Fragment], owner: int, spans: Mapping[int, Span], x: float, y: float, *, told: bool
    ) -> None:
        for one in run:
            self._fragment(one, x, y)
        if owner or not told:
            self._name_span(spans.get(owner), x, y)
            return
        text = joined(run)
        if text:
            left, top = min(one.x for one in run), min(one.y for one in run)
            right, bottom = max(one.x + one.width for one in run), max(one.y + one.height for one in run)
            view = self.view("TextView", x + left, y + top, right - left, bottom - top)
            view.text = Text(text, style="1/400/1", colour="transparent", max_lines=1)

    def _fragment(self, one: Fragment, x: float, y: float) -> None:
        if not one.text.strip() or not one.style.visible:
            return
        view = self.view("TextView", x + one.x, y + one.y, one.width, one.height)
        words = _within(one, self.right - x - one.x)
        view.text = Text(words, style=self.styled(one.style, one.height), colour=one.style.ink, max_lines=1)
        view.important = False
        if self.marked and self.marked in one.text.lower():
            view.surface = replace(view.surface, background="#FFFF66")
        if view.box.width is not None:
            if one.style.decoration:
                share = view.box.width / (view.box.width + _SLACK)
                at = 0.52 if one.style.decoration == "line-through" else 0.86
                thick = max(0.4, one.style.size * self.scale / 16)
                view.shapes = (Shape("line", one.style.ink, thick, points=((0.0, at), (share, at))),)
            view.box = replace(view.box, width=view.box.width + _SLACK)

    def _span_grounds(self, box: PageBox, span: Span, x: float, y: float) -> None:
        """Background and border of an inline element: a piece for each of its lines."""
        lines: dict[float, tuple[float, float, float]] = {}
        for one in box.fragments:
            if self._is_in(one.source, span.element.nid):
                left, right, _ = lines.get(one.y, (one.x, one.x, 0.0))
                lines[one.y] = (min(left, one.x), max(right, one.x + one.width), one.height)
        edges = span.element.style.border
        across = [(side or NOTHING)[0] + edges[at] for at, side in enumerate(span.element.style.padding)]
        for top, (left, right, high) in lines.items():
            wide = right - left + across[1] + across[3]
            self.ground(span.element.style, x + left - across[3], y + top, wide, high)

    def _is_in(self, nid: int, outer: int) -> bool:
        """Whether an element is another one or lies in it."""
        while nid and nid != outer:
            parent = self.paper.parents.get(nid)
            nid = parent.nid if parent is not None else 0
        return nid == outer

    def _name_span(self, span: Span | None, x: float, y: float) -> None:
        """A link or another inline element that is more than text, once."""
        if span is None or span.element.nid in self.done:
            return
        element = span.element
        self.done.add(element.nid)
        if interesting(element) and not element.held.disabled and element.style.visible:
            text = span.text or " ".join(element.text().split()) or element.attributes.get("title", "")
            self.named(element, x + span.x, y + span.y, span.width, span.height, text)


def _before(box: PageBox, text: Fragment) -> bool:
    """Whether a box comes before a text on the page: left of it on its line, else above it."""
    beside = box.y < text.y + text.height and text.y < box.y + box.height
    return box.x < text.x if beside else box.y < text.y


def _within(one: Fragment, room: float) -> str:
    """The words of a line up to the edge of the page, over which they run without a sign that they do."""
    if one.width <= room + _SLACK:
        return one.text
    size, weight = one.style.size * _FINE, one.style.weight
    share = one.width / max(1, text_width(one.text, size, weight))
    ends = range(1, len(one.text) + 1)
    fit = bisect_right(ends, room, key=lambda end: share * text_width(one.text[:end], size, weight))
    return one.text[:fit]
