"""What the browser's own pages share: the bar over them, and how they are left."""

from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.surf import go
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import Back, page, top_bar


def leave_page(hands: BrowserActivity) -> None:
    """Back to the tab."""
    hands.set(mode="", dialog="", about="")


def framed(
    hands: BrowserActivity,
    title: str,
    body: View,
    actions: tuple[View, ...] = (),
    overlay: Overlay | None = None,
) -> Screen:
    """A page with a bar that leads back to the tab."""
    bar = top_bar(title, back=Back(lambda: leave_page(hands), hands.tr("Back")), actions=actions)
    return Screen(page(bar, body), overlay=overlay, title=title)


def open_from_list(hands: BrowserActivity, url: str) -> None:
    """An address of a list is opened in the tab."""
    hands.set(mode="", dialog="")
    go(hands, url)
