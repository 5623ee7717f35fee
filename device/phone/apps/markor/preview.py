"""A note as a page to read."""

from device.phone.apps.markor.note import folder_of
from device.phone.apps.markor.state import DOCUMENT, Desk
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.view import View
from device.phone.widget.markpage import Following, markdown_page


def preview(hands: Desk, text: str, key: str, *, markdown: bool) -> View:
    """The page; a text that is no Markdown is shown as it is."""
    return markdown_page(
        hands.context,
        text,
        key,
        Following(lambda target: _follow(hands, target)),
        resource_id="document__fragment_view_webview",
        markdown=markdown,
    )


def _follow(hands: Desk, target: str) -> None:
    """Open a link: another note beside this one, or an address in whatever app takes it."""
    path = f"{folder_of(hands.state.paper.path)}/{target}"
    if "://" not in target and hands.files.is_file(path):
        hands.context.start(DOCUMENT, path=path)
    else:
        hands.send(Intent(VIEW, data=target))
