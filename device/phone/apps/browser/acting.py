"""What touches do to the page that shows, and what people answer to its questions."""

from dataclasses import replace

from device.phone.apps.browser.net import Answer, fetch, origin_of
from device.phone.apps.browser.state import Asked, Hands, Tab, field_key, scroll_key
from device.phone.apps.browser.store import remember
from device.phone.apps.browser.surf import follow, go_where_sent, load, named, settle_load
from device.phone.apps.browser.wish import gallery, moment, photo, viewport
from device.phone.web.control import PICKED, is_field
from device.phone.web.dom import DRAWS, Element
from device.phone.web.engine import PageCrashed, PageHung
from device.phone.web.page import Act, Page
from device.phone.web.work import act_on, at_work, open_page

_MOST_FETCHED = 1_000_000
"""Bytes of an answer that a script gets: the page's state holds them."""
_STEPS = 12
"""Places along a drag that a page hears of."""


def act(hands: Hands, done: Act) -> None:
    """Do something to the page, and what it asks for then."""
    tab = hands.tab
    if tab.page is None or tab.asked is not None:
        return
    if tab.trouble:
        if done.kind not in ("time", "size", "fetched"):
            hands.put(replace(tab, told=False))
        return
    outcome = act_on(tab.page, done, gallery(hands, tab))
    if outcome.asked is not None:
        hands.put(replace(tab, asked=Asked(*outcome.asked, act=done)))
        return
    if outcome.trouble:
        hands.put(replace(tab, trouble=outcome.trouble, why=outcome.why, told=False))
        return
    hands.put(
        named(
            hands, replace(tab, page=outcome.page, hops=tab.hops if done.kind in ("time", "fetched") else 0)
        )
    )
    if done.kind in ("tap", "enter", "text", "choose"):
        _follow_focus(hands)
    follow(hands, outcome, touched=done.kind in ("tap", "enter"))


def _follow_focus(hands: Hands) -> None:
    """The cursor goes where the page put its focus."""
    tab = hands.tab
    if tab.page is None or tab.trouble:
        return
    with at_work(tab.page, gallery(hands, tab)) as session:
        element = session.paper.elements.get(session.focus)
    field = element is not None and is_field(element)
    key = field_key(tab, element.nid) if element is not None and field else ""
    now = hands.phone.refreshed(hands.context.activity).layout.focus
    if key != now and (key or now.startswith("web")):
        hands.context.focus(key)


def answer(hands: Hands, said: str | bool | None) -> None:
    """Answer the question of the page: what led to it happens again, with the answer."""
    tab = hands.tab
    asked, before = tab.asked, tab.page
    hands.context.focus("")
    if asked is None or before is None:
        return
    tab = replace(tab, asked=None)
    hands.put(tab)
    if asked.act is not None:
        act(hands, replace(asked.act, answers=(*asked.act.answers, said)))
        return
    page = replace(before, answers=(*before.answers, said))
    settle_load(hands, tab, page, open_page(page, gallery(hands, tab)))


def dismiss_alert(hands: Hands) -> None:
    """OK on what the page told."""
    tab = hands.tab
    hands.put(replace(tab, alerts=tab.alerts[1:]))
    go_where_sent(hands)


def notice(hands: Hands) -> None:
    """What happened to the page without a touch: time passed, the screen turned, a field got the cursor."""
    remember(hands)
    tab = hands.tab
    page = tab.page
    if page is None and not tab.error and not tab.url.startswith("chrome") and not hands.state.step:
        load(hands, tab)  # it was open when the app was closed
        return
    if page is None or tab.trouble or tab.asked is not None or hands.state.step:
        return
    if tab.wanted:
        _deliver(hands, tab)
        return
    now = viewport(hands, tab)
    if page.seen != now:
        act(hands, Act("size", moment(hands), view=now))
        return
    focus = hands.context.activity.layout.focus
    start = f"web{tab.id}.{tab.entry.document}."
    if focus.startswith(start):
        nid = int(focus.removeprefix(start))
        if _page_focus(hands, tab, page) != nid:
            pad = Pad(hands)
            pad.tap(*pad.middle(nid))
            return
    if page.due_ms and page.due_ms <= hands.phone.clock.uptime_ms:
        act(hands, Act("time", moment(hands)))


def _deliver(hands: Hands, tab: Tab) -> None:
    """What scripts asked for (fetch, XMLHttpRequest), from the site of the page alone."""
    hands.put(replace(tab, wanted=()))
    for number, url in tab.wanted:
        own = origin_of(url) == origin_of(tab.url) != "file://"
        got = fetch(hands.phone, url) if own else Answer(url, error="ERR_FAILED")
        status = 404 if got.error == "HTTP_404" else 0 if got.error else 200
        text = got.data[:_MOST_FETCHED].decode("utf-8", "replace")
        act(hands, Act("fetched", moment(hands), text=text, values=(number, str(status), got.kind)))


def _page_focus(hands: Hands, tab: Tab, page: Page) -> int:
    try:
        with at_work(page, gallery(hands, tab)) as session:
            return session.focus
    except (PageHung, PageCrashed):
        return 0


class Pad:
    """Touches on the page that shows; see web/show.py."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def _scroll(self, scale: float) -> float:
        """How far down the page is scrolled, in CSS pixels."""
        hands = self._hands
        now = hands.phone.refreshed(hands.context.activity)
        return now.layout.scroll.get(scroll_key(hands.tab), 0) / hands.phone.density / scale

    def _at(self, x: float, y: float) -> tuple[Element | None, float]:
        """The element at a place of the page, and how far the page is scrolled."""
        tab = self._hands.tab
        if tab.page is None:
            return None, 0.0
        try:
            with at_work(tab.page, gallery(self._hands, tab)) as session:
                scroll = self._scroll(session.paper.scale)
                return session.paper.at(x, y, scroll), scroll
        except (PageHung, PageCrashed):
            return None, 0.0

    def middle(self, nid: int) -> tuple[float, float]:
        """The middle of an element."""
        tab = self._hands.tab
        if tab.page is None:
            return (0.0, 0.0)
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            x, y, wide, high = session.paper.rects.get(nid, (0.0, 0.0, 0.0, 0.0))
        return (x + wide / 2, y + high / 2)

    def tap(self, x: float, y: float) -> None:
        """A short touch."""
        element, scroll = self._at(x, y)
        if element is not None:
            place = (round(x, 2), round(y - scroll, 2))
            act(self._hands, Act("tap", moment(self._hands), element.nid, (place,), scroll=scroll))

    def hold(self, x: float, y: float) -> None:
        """A long touch: a menu for a link, else the page hears of it."""
        element, scroll = self._at(x, y)
        link = self._link(element)
        if link:
            self._hands.set(dialog="link", about=link)
        elif element is not None:
            place = (round(x, 2), round(y - scroll, 2))
            act(self._hands, Act("hold", moment(self._hands), element.nid, (place,), scroll=scroll))

    def _link(self, element: Element | None) -> str:
        tab = self._hands.tab
        if element is None or tab.page is None:
            return ""
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            one: Element | None = element
            while one is not None:
                if one.tag == "a" and one.attributes.get("href"):
                    return one.attributes["href"]
                one = session.paper.parents.get(one.nid)
        return ""

    def drag(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A finger moved over a drawing."""
        element, scroll = self._at(x1, y1)
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
        self._hands.phone.show_keyboard(False)
        act(self._hands, Act("enter", moment(self._hands), nid))

    def pick(self, nid: int) -> None:
        """A list, date, time or colour is to be picked."""
        self._hands.set(dialog="pick", about=str(nid))

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

    def control(self, nid: int) -> Element | None:
        """An element by its number."""
        tab = self._hands.tab
        if tab.page is None:
            return None
        with at_work(tab.page, gallery(self._hands, tab)) as session:
            return session.paper.elements.get(nid)


def picked_kind(element: Element) -> str:
    """What is picked for it: "list", or a kind of input."""
    return element.held.kind if element.held.kind in PICKED else "list"


def _number(text: str, usual: float) -> float:
    try:
        return float(text)
    except ValueError:
        return usual


def go_on(hands: Hands) -> None:
    """Wait for a page that does not respond."""
    hands.put(replace(hands.tab, told=True))


def start_again(hands: Hands) -> None:
    """Load a page anew that broke."""
    load(hands, replace(hands.tab, hops=0))
