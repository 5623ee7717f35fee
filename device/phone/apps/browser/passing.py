"""What happens to the page that shows without a touch."""

from dataclasses import replace

from device.phone.apps.browser.acting import act
from device.phone.apps.browser.net import BrowserAnswer, fetch, origin_of
from device.phone.apps.browser.pad import Pad
from device.phone.apps.browser.reach import scrolled
from device.phone.apps.browser.state import BrowserActivity, BrowserTab
from device.phone.apps.browser.store import remember
from device.phone.apps.browser.surf import load
from device.phone.apps.browser.wish import gallery, moment, viewport
from device.phone.web.engine import PageCrashed, PageHung
from device.phone.web.page import Act, Page
from device.phone.web.work import at_work

_MOST_FETCHED = 1_000_000
"""Bytes of an answer that a script gets: the page's state holds them."""


def notice(hands: BrowserActivity) -> None:
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
            pad.tap(*pad.middle(nid), pad.within(nid))
            return
    if _unheard(hands, tab, page):
        act(hands, Act("scroll", moment(hands)))
    elif page.due_ms and page.due_ms <= hands.context.clock.uptime_ms:
        act(hands, Act("time", moment(hands)))


def _deliver(hands: BrowserActivity, tab: BrowserTab) -> None:
    """What scripts asked for (fetch, XMLHttpRequest), from the site of the page alone."""
    hands.put(replace(tab, wanted=()))
    for number, url in tab.wanted:
        own = origin_of(url) == origin_of(tab.url) != "file://"
        got = fetch(hands.context, url) if own else BrowserAnswer(url, error="ERR_FAILED")
        status = 404 if got.error == "HTTP_404" else 0 if got.error else 200
        text = got.data[:_MOST_FETCHED].decode("utf-8", "replace")
        act(hands, Act("fetched", moment(hands), text=text, values=(number, str(status), got.kind)))


def _unheard(hands: BrowserActivity, tab: BrowserTab, page: Page) -> bool:
    """Whether the page was scrolled since its scripts, which ask for that, last heard of it."""
    try:
        with at_work(page, gallery(hands, tab)) as session:
            return session.hears_scrolling and abs(scrolled(hands) - page.scrolled) >= 1
    except (PageHung, PageCrashed):
        return False


def _page_focus(hands: BrowserActivity, tab: BrowserTab, page: Page) -> int:
    try:
        with at_work(page, gallery(hands, tab)) as session:
            return session.focus
    except (PageHung, PageCrashed):
        return 0
