"""The settings."""

from device.phone.apps.gallery.state import GalleryActivity, GallerySettingsState
from device.phone.apps.gallery.store import binned, empty_bin
from device.phone.toolkit.view import Overlay, Screen
from device.phone.widget import Back, Choice, alert, page, scroll, section, switch_tile, tile, top_bar

VERSION = "6.28.1"
Settings = GalleryActivity[GallerySettingsState]


def show_settings(hands: Settings) -> Screen:
    """All of them on a page."""
    tr = hands.tr
    excluded = hands.listed("excluded")
    rows = [
        section(tr("Visibility")),
        tile(
            tr("Manage excluded folders"),
            "\n".join(excluded) or tr("None"),
            on_tap=(lambda: hands.open("included")) if excluded else None,
        ),
        switch_tile(
            tr("Show hidden items"), hands.is_on("show_hidden"), lambda on: hands.choose("show_hidden", on)
        ),
        section(tr("Thumbnails")),
        switch_tile(tr("Show file names"), hands.is_on("names"), lambda on: hands.choose("names", on)),
        section(tr("File operations")),
        switch_tile(
            tr("Delete empty folders after deleting their content"),
            hands.is_on("delete_empty"),
            lambda on: hands.choose("delete_empty", on),
        ),
        section(tr("Recycle Bin")),
        switch_tile(
            tr("Move items into the Recycle Bin instead of deleting"),
            hands.choice("use_bin", "1") == "1",
            lambda on: hands.choose("use_bin", "1" if on else "0"),
        ),
        tile(
            tr("Empty the Recycle Bin"),
            tr("{} items").format(len(binned(hands.context))),
            on_tap=lambda: hands.open("empty"),
        ),
        section(tr("About")),
        tile("Simple Gallery Pro", tr("Version {}").format(VERSION)),
    ]
    bar = top_bar(tr("Settings"), back=Back(hands.context.finish, tr("Back")))
    return Screen(page(bar, scroll("settings", rows)), overlay=_overlay(hands), title=tr("Settings"))


def _overlay(hands: Settings) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    if not kind:
        return None

    def accept() -> None:
        if kind == "empty":
            empty_bin(hands.context)
        else:
            hands.choose("excluded", "")
        hands.close()

    words = {
        "empty": "Are you sure you want to empty the Recycle Bin? The files will be permanently lost.",
        "included": "Show all excluded folders again?",
    }
    no = Choice(tr("No"), hands.close)
    return alert("", tr(words[kind]), accept=Choice(tr("Yes"), accept), cancel=no)
