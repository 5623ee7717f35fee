"""Blocks below each other, and what stands beside them (CSS 2.2, sections 9.4, 9.5 and 10.3)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.web.box import PageBox
from device.phone.web.dom import Letters, PageElement
from device.phone.web.extent import marker, resolve
from device.phone.web.float import place_float, shift
from device.phone.web.line import lay_lines
from device.phone.web.style import Style

if TYPE_CHECKING:
    from device.phone.web.flow import PageFlow

INLINE = frozenset(("inline", "inline-block", "inline-flex", "inline-grid", "inline-table"))
_OWN = frozenset(("flex", "grid", "table", "flow-root"))


@dataclass(slots=True)
class _Stack:
    """A box being filled from its top down."""

    box: PageBox
    inner: float
    left: float
    top: float
    y: float = 0.0
    pending: float = 0.0
    """The margin below what came last, not yet spent."""
    count: int = 0
    """Items of a list so far."""


def lay_blocks(
    flow: "PageFlow", box: PageBox, element: PageElement, inner: float, corner: tuple[float, float]
) -> float:
    """Lay out an element's content: blocks, inline content between them in lines. The height it takes."""
    stack = _Stack(box, inner, *corner)
    for run in _runs(flow, element):
        if isinstance(run, list):
            stack.y += stack.pending
            high = lay_lines(flow, box, run, element, inner, (stack.left, stack.top + stack.y))
            stack.y += high if high else -stack.pending
            stack.pending = 0.0 if high else stack.pending
        elif run.style.position in ("absolute", "fixed"):
            flow.apart.append((run, element.style))
            box.children.append(PageBox(None, run.style, stack.left, stack.top + stack.y))
        elif run.style.floating:
            _float(flow, stack, run)
        else:
            _block(flow, stack, run, element)
    return stack.y + stack.pending


def _float(flow: "PageFlow", stack: _Stack, element: PageElement) -> None:
    """A box at the side; what follows begins no lower for it."""
    made = flow.box(element, stack.inner, shrink=True)
    place_float(flow, made, stack.inner, (stack.left, stack.top + stack.y + stack.pending))
    stack.box.children.append(made)
    stack.box.used = max(stack.box.used, made.x + made.width + made.margin[1])


def _block(flow: "PageFlow", stack: _Stack, element: PageElement, parent: PageElement) -> None:
    style = element.style
    above = resolve(style.margin[0], stack.inner) or 0.0
    gap = max(stack.pending, above) if min(stack.pending, above) >= 0 else stack.pending + above
    y = stack.y + gap
    if style.clear and flow.floats:
        top = flow.origin[1] + stack.top
        y = max(y, flow.floats.cleared(top + y, style.clear) - top)
    child, x, y = _made(flow, stack, element, y)
    if style.display == "list-item":
        value = element.attributes.get("value", "")
        stack.count = int(value) if value.isdigit() else stack.count + 1
        child.marker = marker(style.marker, stack.count, parent)
    stack.box.children.append(child)
    if child.height == 0 and not child.children and not child.fragments:
        if y > stack.y + gap:
            stack.y, stack.pending = y, 0.0
        stack.pending = max(stack.pending, child.margin[0], child.margin[2])
        child.x, child.y = stack.left + x, stack.top + stack.y
        return
    child.x, child.y = stack.left + x, stack.top + y + shift(style, 0, 2)
    stack.y = y + child.height
    stack.pending = child.margin[2]
    stack.box.used = max(stack.box.used, child.x + child.width + max(0.0, child.margin[1]))


def _made(flow: "PageFlow", stack: _Stack, element: PageElement, y: float) -> tuple[PageBox, float, float]:
    """A block, how far it stands from the left, and from the top: lower where it fits beside no float."""
    style, inner = element.style, stack.inner
    shrink = element.tag == "dialog" or style.display == "table"
    start = flow.origin[0] + stack.left
    if not _is_own(element):
        at = (start + (resolve(style.margin[3], inner) or 0.0), flow.origin[1] + stack.top + y)
        child = flow.box(element, inner, shrink=shrink, at=at)
        return child, _across(child, inner), y
    while True:
        top = flow.origin[1] + stack.top + y
        left, right = flow.floats.span(top, 1.0, start, start + inner)
        child = flow.box(element, right - left, shrink=shrink)
        further = flow.floats.below(top)
        if child.width <= right - left + 0.01 or further is None:
            return child, left - start + _across(child, right - left), y
        y = further - flow.origin[1] - stack.top


def _is_own(element: PageElement) -> bool:
    """Whether no float reaches into it from outside, and none out of it."""
    return element.style.display in _OWN or element.style.rooted


def _across(child: PageBox, room: float) -> float:
    """Where a block lies from left to right: auto margins share what is left over."""
    style = child.style
    spare = room - child.width - child.margin[1] - child.margin[3]
    x = child.margin[3]
    if spare > 0 and style.margin[3] is None:
        x += spare / 2 if style.margin[1] is None else spare
    return x + shift(style, 3, 1)


def _runs(flow: "PageFlow", element: PageElement) -> list[list[PageElement | Letters] | PageElement]:
    """Children in order: blocks one by one, neighbouring inline content together."""
    runs: list[list[PageElement | Letters] | PageElement] = []
    for child in flow.children(element):
        among = bool(runs) and isinstance(runs[-1], list) and not _blank(runs[-1], element.style)
        if isinstance(child, PageElement) and child.style.floating and not among:
            runs.append(child)
        elif (
            isinstance(child, Letters)
            or child.style.display in INLINE
            or child.tag == "br"
            or (child.style.floating)
        ):
            if isinstance(child, PageElement) and child.style.position in ("absolute", "fixed"):
                runs.append(child)
            elif runs and isinstance(runs[-1], list):
                runs[-1].append(child)
            else:
                runs.append([child])
        else:
            runs.append(child)
    return [run for run in runs if not isinstance(run, list) or not _blank(run, element.style)]


def _blank(run: "list[PageElement | Letters] | PageElement", style: Style) -> bool:
    return (
        isinstance(run, list)
        and not style.white.startswith("pre")
        and all(isinstance(one, Letters) and not one.text.strip(" \t\r\n\f") for one in run)
    )
