"""Larkmart while the phone is offline: in place of what the shop would send it says so."""

from dataclasses import replace

from device.phone.apps.store.state import StoreActivity
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box
from device.phone.widget import Back, Choice, alert, button, empty, page, top_bar

_NEEDED = frozenset({"search", "product", "app", "reviews", "writereview", "checkout"})
"""Pages that come from the shop."""
_TABS_NEEDED = (0, 1)
"""So do these tabs."""


def is_cut_off(hands: StoreActivity) -> bool:
    """Whether the page cannot be shown for want of a connection."""
    state = hands.state
    needed = state.tab in _TABS_NEEDED if state.page == "main" else state.page in _NEEDED
    return needed and not hands.online


def cut_off(hands: StoreActivity) -> View:
    """That one is offline, and the button that tries once more."""
    tr = hands.tr

    def retry() -> None:
        if hands.online:
            hands.set(dialog="")
        else:
            hands.context.toast(tr("Still offline"))

    view = empty("cloud_off", tr("You’re offline"), tr("Check your connection and try again."))
    again = button(tr("Try again"), retry, kind="tonal", resource_id="retry_button")
    view.children = (*view.children, again)
    return View(box=Box(width=FILL, weight=1.0), children=(view,), important=False)


def offline_page(hands: StoreActivity) -> Screen:
    """The same under a bar with an arrow."""
    bar = top_bar("", back=Back(hands.context.finish, hands.tr("Navigate up")))
    return Screen(page(bar, cut_off(hands)), title="Larkmart")


def refused(hands: StoreActivity, screen: Screen) -> Screen:
    """With the notice over it that what was asked for cannot be done now."""
    if hands.state.dialog != "offline":
        return screen
    return replace(screen, overlay=_notice(hands))


def _notice(hands: StoreActivity) -> Overlay:
    tr = hands.tr
    words = tr("Nothing was changed. Check your connection and try again.")
    return alert(tr("You’re offline"), words, accept=Choice(tr("OK"), hands.close))
