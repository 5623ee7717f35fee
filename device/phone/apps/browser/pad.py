"""Touches on the page that shows."""

from device.phone.apps.browser.acting import act
from device.phone.apps.browser.state import BrowserActivity, field_key, scroll_key
from device.phone.apps.browser.upload import ask_for_files
from device.phone.apps.browser.wish import gallery, moment, photo
from device.phone.web.control import PICKED, is_picked
from device.phone.web.dom import DRAWS, PageElement
from device.phone.web.engine import PageCrashed, PageHung
from device.phone.web.page import Act
from device.phone.web.paper import Rect
from device.phone.web.work import at_work

_STEPS = 12
"""Places along a drag that a page hears of."""


class Pad:
    """Touches on the page that shows; see web/show.py."""

    def __init__(self, hands: BrowserActivity) -> None:
        self._hands = hands

    def _scroll(self, scale: float) -> float:
        """How far down the page is scrolled, in CSS pixels."""
        hands = self._hands
        now = hands.context.now()
        return now.layout.scroll.get(scroll_key(hands.tab), 0) / hands.context.density / scale

    def _at(self, x: float, y: float, within: int) -> tuple[PageElement | None, float]:
        """The element at a place of the page, and how far the page is scrolled."""
        tab = self._hands.tab
        if tab.page is None:
            return None, 0.0
        try:
            with at_work(tab.page, gallery(self._hands, tab)) as session:
                scroll = self._scroll(session.paper.scale)
                return session.paper.at(x, y, scroll, within), scroll
        except (PageHung, PageCrashed):
            return None, 0.0

    def aside(self, nid: int, to: float) -> None:
        """A box was scrolled sideways."""
        hands, tab = self._hands, self._hands.tab
        if tab.page is not None:
            with at_work(tab.page, gallery(hands, tab)) as session:
                dots = hands.context.density * session.paper.scale
            hands.context.scroll_to(f"{scroll_key(tab)}.x{nid}", round(to * dots))

    def middle(self, nid: int) -> tuple[float, float]:
        """The middle of an element."""
        x, y, wide, high = self._rect(nid)
        return (x + wide / 2, y + high / 2)

    def within(self, nid: int) -> int:
        """Nid of the cutting box that it lies in; 0 = in none."""
        tab = self._hands.tab
        if tab.page is None:
            return 0
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            return session.paper.cutter(nid)

    def _rect(self, nid: int) -> Rect:
        tab = self._hands.tab
        if tab.page is None:
            return (0.0, 0.0, 0.0, 0.0)
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            return session.paper.rects.get(nid, (0.0, 0.0, 0.0, 0.0))

    def tap(self, x: float, y: float, within: int = 0) -> None:
        """A short touch; `within` is the cutting box whose content it is on."""
        element, scroll = self._at(x, y, within)
        if element is None:
            return
        place = (round(x, 2), round(y - scroll, 2))
        document = self._hands.tab.entry.document
        self._touch(Act("tap", moment(self._hands), element.nid, (place,), scroll=scroll))
        if element.held.disabled or self._hands.tab.entry.document != document:
            return
        if is_picked(element):
            self._pick(element.nid)
        elif element.held.kind == "range":
            left, _, wide, _ = self._rect(element.nid)
            self.slide(element.nid, (x - left) / max(1.0, wide))

    def hold(self, x: float, y: float, within: int = 0) -> None:
        """A long touch: a menu for a link, else the page hears of it."""
        element, scroll = self._at(x, y, within)
        link = self._link(element)
        if link:
            self._hands.set(dialog="link", about=link)
        elif element is not None:
            place = (round(x, 2), round(y - scroll, 2))
            act(self._hands, Act("hold", moment(self._hands), element.nid, (place,), scroll=scroll))

    def _link(self, element: PageElement | None) -> str:
        tab = self._hands.tab
        if element is None or tab.page is None:
            return ""
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            one: PageElement | None = element
            while one is not None:
                if one.tag == "a" and one.attributes.get("href"):
                    return one.attributes["href"]
                one = session.paper.parents.get(one.nid)
        return ""

    def drag(self, x1: float, y1: float, x2: float, y2: float, within: int = 0) -> None:
        """A finger moved over a drawing."""
        element, scroll = self._at(x1, y1, within)
        tab = self._hands.tab
        if element is None or tab.page is None:
            return
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            heard = session.paper.hearing(element.nid, DRAWS)
        if heard is None:
            return
        steps = [step / _STEPS for step in range(_STEPS + 1)]
        places = tuple((round(x1 + (x2 - x1) * t, 2), round(y1 + (y2 - y1) * t - scroll, 2)) for t in steps)
        act(self._hands, Act("drag", moment(self._hands), element.nid, places, scroll=scroll))

    def text(self, nid: int, text: str) -> None:
        """A field holds another text."""
        act(self._hands, Act("text", moment(self._hands), nid, text=text))

    def enter(self, nid: int) -> None:
        """Enter in a field."""
        self._hands.context.show_keyboard(False)
        self._touch(Act("enter", moment(self._hands), nid))

    def _touch(self, done: Act) -> None:
        """A touch, and what the page has picked for it: scripts may ask for that only then."""
        for effect in act(self._hands, done):
            if effect[0] == "pick" and isinstance(effect[1], int):
                self._pick(effect[1])

    def _pick(self, nid: int) -> None:
        """A list, date, time, colour or file is to be picked."""
        element = self.control(nid)
        if element is None or element.held.disabled:
            return
        if element.held.kind == "file":
            ask_for_files(self._hands, element)
        elif is_picked(element):
            self._hands.set(dialog="pick", about=str(nid))

    def leave_dialog(self) -> bool:
        """Back, for the page: out of a modal dialog; False where there is none."""
        tab = self._hands.tab
        if tab.page is None or tab.trouble:
            return False
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            modal = session.paper.modal
        if modal is not None:
            act(self._hands, Act("cancel", moment(self._hands), modal.nid))
        return modal is not None

    def choose(self, nid: int, *values: str) -> None:
        """It was picked."""
        self._hands.set(dialog="", about="")
        act(self._hands, Act("choose", moment(self._hands), nid, values=values))

    def slide(self, nid: int, share: float) -> None:
        """A slider was moved."""
        tab = self._hands.tab
        if tab.page is None:
            return
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            element = session.paper.elements.get(nid)
        if element is not None:
            low, high, step = (
                _number(element.attributes.get(name, ""), usual)
                for name, usual in (("min", 0), ("max", 100), ("step", 1))
            )
            value = low + round(share * (high - low) / max(1e-6, step)) * step
            self.choose(nid, f"{min(high, max(low, value)):.6f}".rstrip("0").rstrip("."))

    def field(self, nid: int) -> str:
        """Under which key the text of a field is kept."""
        return field_key(self._hands.tab, nid)

    def photo(self, address: str) -> bytes | None:
        """A picture file of the page."""
        page = self._hands.tab.page
        return photo(self._hands, page.url, address) if page is not None else None

    def canvas(self, nid: int, stamp: int) -> tuple[int, ...]:
        """The pixels of a canvas."""
        tab = self._hands.tab
        if tab.page is None:
            return ()
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            return session.pixels(nid, stamp)

    def control(self, nid: int) -> PageElement | None:
        """An element by its number."""
        tab = self._hands.tab
        if tab.page is None:
            return None
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            return session.paper.elements.get(nid)


def picked_kind(element: PageElement) -> str:
    """What is picked for it: "list", or a kind of input."""
    return element.held.kind if element.held.kind in PICKED else "list"


def _number(text: str, usual: float) -> float:
    try:
        return float(text)
    except ValueError:
        return usual
