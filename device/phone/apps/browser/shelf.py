"""The lists of bookmarks and of downloads."""

from posixpath import basename

from device.phone.apps.browser.bookmark import edit_bookmark, open_bookmark
from device.phone.apps.browser.frame import framed, open_from_list
from device.phone.apps.browser.net import origin_of
from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.store import bookmarks, downloads, drop_download
from device.phone.file.document import document_uri
from device.phone.file.mediatype import media_type
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.view import Screen, View
from device.phone.web.address import shown_address
from device.phone.widget import TileLook, empty, icon_button, long_scroll, tile


def show_bookmarks(hands: BrowserActivity) -> Screen:
    """Pages that were kept."""
    tr = hands.tr
    found = bookmarks(hands.context)
    over = edit_bookmark(hands) if hands.state.dialog == "bookmark" else None
    if not found:
        return framed(
            hands,
            tr("Bookmarks"),
            empty("star", tr("No bookmarks yet"), tr("Tap the star in the menu to keep a page")),
            overlay=over,
        )

    def row(place: int) -> View:
        one = found[place]
        more = icon_button(
            "edit",
            tr("Edit {}").format(one.title),
            lambda: open_bookmark(hands, one.id, one.title, one.url),
            resource_id="more",
        )
        return tile(
            one.title,
            shown_address(one.url),
            icon="star",
            trailing=(more,),
            on_tap=lambda: open_from_list(hands, one.url),
            on_long_press=lambda: open_bookmark(hands, one.id, one.title, one.url),
            look=TileLook(
                title_id="title",
                summary_id="description",
                title_lines=1,
                summary_lines=1,
                padding=(16.0, 8.0, 8.0, 8.0),
            ),
        )

    return framed(
        hands, tr("Bookmarks"), long_scroll(hands.context, "bookmarks", len(found), row), overlay=over
    )


def show_downloads(hands: BrowserActivity) -> Screen:
    """Files that were fetched."""
    tr = hands.tr
    found = downloads(hands.context)
    if not found:
        return framed(hands, tr("Downloads"), empty("download", tr("You’ll find your downloads here")))

    def row(place: int) -> View:
        one = found[place]
        kind = media_type(one.path)
        gone = icon_button(
            "close",
            tr("Remove {}").format(basename(one.path)),
            lambda: drop_download(hands.context, one.id),
            resource_id="remove",
        )
        view = Intent(VIEW, document_uri(one.path), type=kind)
        return tile(
            basename(one.path),
            f"{_size(one.size)} · {shown_address(origin_of(one.url))}",
            icon="description",
            trailing=(gone,),
            on_tap=lambda: hands.send(view),
            look=TileLook(
                title_id="title",
                summary_id="caption",
                title_lines=1,
                summary_lines=1,
                padding=(16.0, 8.0, 8.0, 8.0),
            ),
        )

    return framed(hands, tr("Downloads"), long_scroll(hands.context, "downloads", len(found), row))


def _size(count: int) -> str:
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:.1f} kB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"
