"""The menu of a link that is held."""

from collections.abc import Callable
from urllib.parse import urljoin

from device.phone.apps.browser.net import fetch
from device.phone.apps.browser.save import download
from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.surf import new_tab
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Box, Handler, Text
from device.phone.widget import TileLook, dialog, listed, tile


def link_menu(hands: BrowserActivity) -> Overlay:
    """A long press on a link."""
    tr = hands.tr
    url = urljoin(hands.tab.url, hands.state.about)

    def then(do: Callable[[], object]) -> Handler:
        def run() -> None:
            hands.close()
            do()

        return run

    def save() -> None:
        got = fetch(hands.context, url)
        if got.error:
            hands.context.toast(tr("Download failed"))
        else:
            download(hands, got)

    items = (
        (tr("Open in new tab"), then(lambda: new_tab(hands, url, behind=True))),
        (tr("Open in Incognito tab"), then(lambda: new_tab(hands, url, private=True))),
        (tr("Copy link address"), then(lambda: hands.context.set_clipboard(url))),
        (tr("Download link"), then(save)),
        (tr("Share link"), then(lambda: hands.context.share(url))),
    )
    rows = [tile(label, on_tap=do, look=TileLook(padding=(24.0, 8.0, 24.0, 8.0))) for label, do in items]
    head = fixed(
        "TextView",
        "title",
        Text(url[:200], style="body_medium", colour="on_surface_variant", max_lines=2),
        box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
    )
    return dialog("", (head, listed("link_menu", rows)), on_dismiss=hands.close)
