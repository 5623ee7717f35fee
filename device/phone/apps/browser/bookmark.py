"""Bookmarks: kept by the star, changed in a dialog."""

from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.store import bookmark_of, drop_bookmark, keep_bookmark
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Input
from device.phone.web.address import shown_address
from device.phone.widget import Choice, dialog, text_field

TITLE, URL = "bookmark_title", "bookmark_url"
"""Keys of text fields."""


def star(hands: BrowserActivity) -> None:
    """Keep the page, or change the bookmark it has."""
    tab = hands.tab
    kept = bookmark_of(hands.context, tab.url)
    if kept is None:
        keep_bookmark(hands.context, tab.url, tab.entry.title or shown_address(tab.url))
        hands.context.toast(hands.tr("Bookmarked"))
        return
    open_bookmark(hands, kept.id, kept.title, kept.url)


def open_bookmark(hands: BrowserActivity, number: int, title: str, url: str) -> None:
    """The dialog that changes a bookmark."""
    hands.context.set_text(TITLE, title)
    hands.context.set_text(URL, url)
    hands.set(dialog="bookmark", about=str(number))


def edit_bookmark(hands: BrowserActivity) -> Overlay:
    """Name and address of a bookmark."""
    tr, context = hands.tr, hands.context
    number = int(hands.state.about or 0)

    def save() -> None:
        context.focus("")
        keep_bookmark(hands.context, context.text(URL).strip(), context.text(TITLE).strip(), number)
        hands.close()

    def delete() -> None:
        context.focus("")
        drop_bookmark(hands.context, number)
        hands.close()

    def close() -> None:
        context.focus("")
        hands.close()

    fields = (
        text_field(Input(TITLE, tr("Name")), context.text(TITLE), resource_id="title_text"),
        text_field(Input(URL, tr("URL")), context.text(URL), resource_id="url_text"),
    )
    fine = bool(context.text(TITLE).strip() and context.text(URL).strip())
    return dialog(
        tr("Edit bookmark"),
        fields,
        accept=Choice(tr("Save"), save, enabled=fine),
        cancel=Choice(tr("Cancel"), close),
        neutral=Choice(tr("Delete"), delete),
    )
