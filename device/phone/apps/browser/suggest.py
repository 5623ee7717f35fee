"""What is offered while an address is typed: a search, and pages seen before."""

from device.phone.apps.browser.address import SEARCHED
from device.phone.apps.browser.state import ADDRESS, BrowserActivity
from device.phone.apps.browser.store import bookmarks, visits
from device.phone.apps.browser.surf import go
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import Handler
from device.phone.web.address import shown_address, typed_address
from device.phone.widget import TileLook, icon_button, scroll, tile

_MOST = 8


def show_suggestions(hands: BrowserActivity) -> View:
    """The list below the address bar."""
    text = hands.context.text(ADDRESS).strip()
    rows = []
    if hands.tab.url == text:
        rows.append(
            _row(
                hands, "content_copy", hands.tr("Copy link"), shown_address(text), lambda: _copy(hands, text)
            )
        )
        text = ""
    elif text:
        rows.append(_row(hands, "search", text, "", lambda: _go(hands, typed_address(text, SEARCHED))))
    seen: set[str] = set()
    marks = [(one.url, one.title, "star") for one in bookmarks(hands.context)] if text else []
    for url, title, icon in (*marks, *((one.url, one.title, "history") for one in visits(hands.context))):
        if (
            len(seen) < _MOST
            and url not in seen
            and (text.lower() in url.lower() or text.lower() in title.lower())
        ):
            seen.add(url)
            rows.append(_seen(hands, icon, title or url, url))
    return scroll("suggestions", rows, resource_id="omnibox_suggestions_dropdown")


def _seen(hands: BrowserActivity, icon: str, title: str, url: str) -> View:
    return _row(hands, icon, title, shown_address(url), lambda: _go(hands, url), url)


def _go(hands: BrowserActivity, url: str) -> None:
    hands.context.focus("")
    hands.set(mode="")
    go(hands, url)


def _copy(hands: BrowserActivity, text: str) -> None:
    hands.context.focus("")
    hands.set(mode="")
    hands.context.set_clipboard(text)


def _row(
    hands: BrowserActivity, icon: str, title: str, below: str, on_tap: Handler, refine: str = ""
) -> View:
    put = (
        (
            icon_button(
                "north_west",
                hands.tr("Refine: {}").format(title),
                lambda: hands.context.set_text(ADDRESS, refine),
            ),
        )
        if refine
        else ()
    )
    return tile(
        title,
        below,
        icon=icon,
        on_tap=on_tap,
        trailing=put,
        look=TileLook(
            title_id="line_1",
            summary_id="line_2",
            title_lines=1,
            summary_lines=1,
            gap=20.0,
            padding=(16.0, 10.0, 8.0, 10.0),
        ),
    )
