"""What a page is given, and what it wants of the phone without leaving its place."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from device.phone.apps.browser.form import note_post, pairs_of
from device.phone.apps.browser.net import fetch, online, origin_of
from device.phone.apps.browser.save import download
from device.phone.apps.browser.state import BrowserActivity, BrowserTab
from device.phone.apps.browser.store import put_stored
from device.phone.web.page import Moment, Viewport
from device.phone.web.session import PictureSizes
from device.phone.web.vector import size_of

MOST_ENTRIES = 50
"""Places a tab remembers."""
_MOST_WANTED = 20
"""Answers that scripts wait for at a time."""
TOOLBAR = 56.0
"""dp of the bar above a page."""


# -- what a page is given --------------------------------------------------------------------------------
def moment(hands: BrowserActivity) -> Moment:
    """The phone's time now."""
    clock = hands.context.clock
    return Moment(clock.uptime_ms, clock.date_ms, clock.timezone)


def viewport(hands: BrowserActivity, tab: BrowserTab) -> Viewport:
    """The room for a page, without the keyboard."""
    context = hands.context
    wide, high = context.display.room_size
    density = context.density
    return Viewport(
        wide / density,
        high / density - TOOLBAR,
        density,
        context.font_scale,
        tab.desktop,
        context.locale,
        online(context),
        context.dark,
    )


def gallery(hands: BrowserActivity, tab: BrowserTab) -> PictureSizes:
    """Tells the sizes of the tab's pictures."""
    base = tab.page.url if tab.page is not None else tab.url

    def size(address: str) -> tuple[int, int] | None:
        data = photo(hands, base, address)
        return size_of(data) if data else None

    return size


def photo(hands: BrowserActivity, base: str, address: str) -> bytes | None:
    """A picture by its address on a page; None when it cannot be had."""
    if not address:
        return None
    answer = fetch(hands.context, urljoin(base, address) if not base.startswith("content:") else address)
    return answer.data if not answer.error and answer.data else None


# -- what it wants ---------------------------------------------------------------------------------------
def grant(hands: BrowserActivity, name: str, parts: Sequence[object]) -> None:
    """What leaves the page where it is."""
    tab, texts = hands.tab, [str(part) for part in parts]
    if name == "alert":
        hands.put(replace(tab, alerts=(*tab.alerts, texts[0])[-20:]))
    elif name == "store":
        _store(hands, texts[0], texts[1], None if parts[2] is None else texts[2])
    elif name == "download":
        _download(hands, *texts)
    elif name == "fetch":
        _ask(hands, texts[0], texts[1], texts[2], parts[3])
    else:
        _tell(hands, name, texts)


def _download(hands: BrowserActivity, url: str, name: str) -> None:
    answer = fetch(hands.context, url)
    if answer.error:
        hands.context.toast(hands.tr("Download failed"))
    else:
        download(hands, answer, name)


def _ask(hands: BrowserActivity, number: str, url: str, method: str, pairs: object) -> None:
    """An answer that a script waits for."""
    tab = hands.tab
    hands.put(replace(tab, wanted=(*tab.wanted, (number, url))[:_MOST_WANTED]))
    if method == "POST" and origin_of(url) == origin_of(tab.url):
        note_post(hands.context, url, pairs_of(pairs))


def _tell(hands: BrowserActivity, name: str, texts: Sequence[str]) -> None:
    """Words for the log, the clipboard, other apps or the person."""
    if name == "log":
        level = {"error": "ERROR", "warn": "WARNING"}.get(texts[0], "INFO")
        hands.context.log.append(
            f'I/chromium: [{level}:CONSOLE(1)] "{texts[1]}", source: {hands.tab.url} (1)'
        )
    elif name == "copy":
        hands.context.set_clipboard(texts[0])
    elif name == "share":
        hands.context.share(*texts)
    elif name == "toast":
        hands.context.toast(hands.tr(texts[0]))


def _store(hands: BrowserActivity, kind: str, key: str, value: str | None) -> None:
    tab = hands.tab
    if kind == "local" and not tab.private:
        put_stored(hands.context, origin_of(tab.url), key, value)
    elif kind == "session":
        held = {**dict(tab.stored), key: value or ""}
        if value is None:
            del held[key]
        hands.put(replace(tab, stored=tuple(held.items())))
