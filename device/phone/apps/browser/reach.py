"""How far the page that shows is scrolled, and bringing a part of it into view."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from device.phone.apps.browser.state import BrowserActivity, scroll_key
from device.phone.apps.browser.wish import gallery
from device.phone.web.engine import PageCrashed, PageHung
from device.phone.web.paper import Paper
from device.phone.web.work import at_work

T = TypeVar("T")


def scrolled(hands: BrowserActivity) -> float:
    """How far down the page is, in its CSS pixels."""
    pixels = _pixels(hands)
    if not pixels:
        return 0.0
    return _with_paper(hands, lambda paper: min(pixels / _dots(hands, paper), _limit(paper)), 0.0)


def _pixels(hands: BrowserActivity) -> int:
    now = hands.context.now()
    return now.layout.scroll.get(scroll_key(hands.tab), 0)


def scroll_page(hands: BrowserActivity, to: float) -> None:
    """Scroll it so far down, as far as that goes."""
    tab = hands.tab
    if tab.page is None:
        return
    to = _with_paper(hands, lambda paper: max(0.0, min(to, _limit(paper))), 0.0)
    pixels = _with_paper(hands, lambda paper: round(to * _dots(hands, paper)), 0)
    hands.context.scroll_to(scroll_key(tab), pixels)


def reveal(hands: BrowserActivity, nid: int, where: str) -> None:
    """Scroll an element into view: to the "start", "center" or "end" of the screen, or to the "nearest"."""
    now = scrolled(hands)

    def aim(paper: Paper) -> float:
        _, top, _, height = _rect(paper, nid)
        room = paper.view.height / paper.scale
        places = {"start": top, "center": top + height / 2 - room / 2, "end": top + height - room}
        if where in places:
            return places[where]
        return min(top, max(now, top + height - room))

    scroll_page(hands, _with_paper(hands, aim, now))


def reveal_fragment(hands: BrowserActivity, url: str) -> None:
    """Scroll to the part of the page that an address names; the top where it names none."""
    name = unquote(urlsplit(url).fragment)

    def found(paper: Paper) -> int:
        attributes = ("id", "name")
        return next(
            (
                nid
                for attribute in attributes
                for nid, element in paper.elements.items()
                if element.attributes.get(attribute) == name and (attribute == "id" or element.tag == "a")
            ),
            0,
        )

    nid = _with_paper(hands, found, 0) if name else 0
    if nid:
        reveal(hands, nid, "start")
    elif name in ("", "top"):
        scroll_page(hands, 0.0)


def _rect(paper: Paper, nid: int) -> tuple[float, float, float, float]:
    """Where an element is; one that takes no room is where the one around it is."""
    while nid and nid not in paper.rects:
        around = paper.parents.get(nid)
        nid = around.nid if around is not None else 0
    return paper.rects.get(nid, (0.0, 0.0, 0.0, 0.0))


def _dots(hands: BrowserActivity, paper: Paper) -> float:
    return paper.scale * hands.context.density


def _limit(paper: Paper) -> float:
    return max(0.0, paper.height - paper.view.height / paper.scale)


def _with_paper(hands: BrowserActivity, read: Callable[[Paper], T], otherwise: T) -> T:
    tab = hands.tab
    if tab.page is None or tab.trouble == "crashed":
        return otherwise
    try:
        with at_work(tab.page, gallery(hands, tab)) as session:
            return read(session.paper)
    except (PageHung, PageCrashed):
        return otherwise
