"""What lies over what (CSS 2.2, appendix E, for boxes apart from the flow), and what a box cuts off."""

from collections.abc import Iterator, Mapping

from device.phone.web.box import PageBox
from device.phone.web.dom import PageElement
from device.phone.web.usual import MODAL

Rank = tuple[tuple[int, int], ...]
"""Layer and place on the page of each stacking context around, the outermost first, and of the box itself."""
_TOP = 1 << 40
"""The layer of a modal dialog, over every z-index."""
_SLACK = 1.0
"""CSS pixels by which content may go over an edge without being cut: rounding does."""


def is_modal(box: PageBox) -> bool:
    """Whether it is a dialog that nothing of the page is in reach beside."""
    return box.element is not None and MODAL in box.element.attributes


def around(element: PageElement, parents: Mapping[int, PageElement]) -> Iterator[PageElement]:
    """The elements around one, from the inside out."""
    one = parents.get(element.nid)
    while one is not None:
        yield one
        one = parents.get(one.nid)


def rank(element: PageElement, parents: Mapping[int, PageElement], places: Mapping[int, int]) -> Rank:
    """How far up a box that lies apart is painted; `places` says where on the page each element begins."""
    contexts = [one for one in around(element, parents) if _is_context(one)]
    return tuple((_layer(one), places.get(one.nid, 0)) for one in (*reversed(contexts), element))


def _is_context(element: PageElement) -> bool:
    style = element.style
    return MODAL in element.attributes or style.position == "fixed" or style.layer is not None


def _layer(element: PageElement) -> int:
    return _TOP if MODAL in element.attributes else element.style.layer or 0


def stays(element: PageElement, parents: Mapping[int, PageElement]) -> bool:
    """Whether it stands still while the page scrolls: it is fixed, or lies in what is."""
    return any(
        one.style.position == "fixed" or MODAL in one.attributes
        for one in (element, *around(element, parents))
    )


def extent(box: PageBox) -> tuple[float, float]:
    """How far to the right and down its content goes, from its corner."""
    wide = max((one.x + one.width for one in box.fragments), default=0.0)
    high = max((one.y + one.height for one in box.fragments), default=0.0)
    for child in box.children:
        right, below = (0.0, 0.0) if child.style.cut else extent(child)
        wide = max(wide, child.x + max(child.width, right))
        high = max(high, child.y + max(child.height, below))
    return wide, high


def cuts(box: PageBox) -> bool:
    """Whether some of its content is not to be seen where it would lie."""
    if not box.style.cut:
        return False
    wide, high = extent(box)
    return high > box.height + _SLACK or wide > box.width + _SLACK
