"""Moving within the page that shows: scrolling, and the places of the history that a page makes itself."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.browser.reach import reveal, reveal_fragment, scroll_page, scrolled
from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.wish import MOST_ENTRIES

WITHIN = frozenset(("place", "scroll", "reveal", "fragment"))
"""What a page's scripts ask for that moves it and leaves it open."""


def move_within(hands: BrowserActivity, name: str, parts: Sequence[object]) -> None:
    """Do one of these."""
    if name == "place":
        state = str(parts[2]) if len(parts) > 2 else "null"
        _placed(hands, str(parts[0]), instead=bool(parts[1]), state=state)
    elif name == "fragment":
        reveal_fragment(hands, str(parts[0]))
    elif name == "scroll" and isinstance(parts[0], int | float):
        scroll_page(hands, float(parts[0]))
    elif name == "reveal" and isinstance(parts[0], int):
        reveal(hands, parts[0], str(parts[1]))


def _placed(hands: BrowserActivity, url: str, *, instead: bool, state: str) -> None:
    """The page's scripts changed its address without leaving it."""
    tab = hands.tab
    entry = replace(tab.entry, url=url, state=state)
    left = replace(tab.entry, scroll=scrolled(hands))
    before = tab.entries[: tab.at] if instead else (*tab.entries[: tab.at], left)
    entries = (*before, entry)[-MOST_ENTRIES:]
    hands.put(replace(tab, entries=entries, at=len(entries) - 1))
