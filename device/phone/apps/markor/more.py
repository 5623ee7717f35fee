"""The tab More, and the settings that it leads to."""

from functools import partial

from device.phone.apps.markor.state import (
    NOTEBOOK,
    SETTINGS,
    MarkorActivity,
    MarkorMainState,
    MarkorSettingsState,
)
from device.phone.apps.markor.store import FONT_SIZES, font_size, is_on, prefer
from device.phone.apps.markor.store import NAME as STORE
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import (
    Back,
    Choice,
    alert,
    choice_dialog,
    page,
    scroll,
    section,
    switch_tile,
    tile,
    top_bar,
)

VERSION = "2.11.1"
_PROJECT = "https://github.com/gsantner/markor"


def more(hands: MarkorActivity[MarkorMainState]) -> View:
    """Settings, and who made the app."""
    tr, context = hands.tr, hands.context
    rows = [
        tile(tr("Settings"), icon="settings", on_tap=lambda: context.start(SETTINGS)),
        tile(
            tr("Share app"),
            icon="share",
            on_tap=lambda: context.share(f"{tr('Markor')}\n{_PROJECT}", tr("Markor")),
        ),
        tile(tr("About"), tr("Version {}").format(VERSION), icon="info", on_tap=hands.doing("about")),
    ]
    return scroll("more", rows, resource_id="more_list")


def about(hands: MarkorActivity[MarkorMainState]) -> Overlay:
    """What the app is."""
    tr = hands.tr
    words = tr("Text editor. Notes and to-do lists as plain text files, in Markdown and todo.txt.")
    return alert(
        tr("Markor"),
        f"{words}\n\n{tr('Version {}').format(VERSION)}",
        accept=Choice(tr("OK"), hands.close),
    )


def show_settings(hands: MarkorActivity[MarkorSettingsState]) -> Screen:
    """The settings."""
    tr, database = hands.tr, hands.context.database(STORE)

    def turn(label: str, name: str, summary: str = "") -> View:
        return switch_tile(
            tr(label),
            is_on(database, name),
            lambda on: prefer(database, name, str(int(on))),
            summary=tr(summary) if summary else "",
        )

    rows = [
        section(tr("General")),
        tile(tr("Notebook"), NOTEBOOK, icon="folder"),
        section(tr("File browser")),
        turn("Folder first", "folders_first"),
        turn("Hidden files", "hidden"),
        section(tr("Editor")),
        tile(tr("Font size"), str(font_size(database)), on_tap=hands.doing("size")),
        turn("Start in view mode", "view_mode", "Open files as a page to read"),
    ]
    bar = top_bar(tr("Settings"), back=Back(hands.context.finish, tr("Navigate up")))
    return Screen(page(bar, scroll("settings", rows)), overlay=_sizes(hands), title=tr("Settings"))


def _sizes(hands: MarkorActivity[MarkorSettingsState]) -> Overlay | None:
    if hands.state.dialog != "size":
        return None
    tr, database = hands.tr, hands.context.database(STORE)
    size = font_size(database)

    def choose(step: int) -> None:
        prefer(database, "font_size", str(step))
        hands.close()

    return choice_dialog(
        tr("Font size"),
        [str(step) for step in FONT_SIZES],
        FONT_SIZES.index(size) if size in FONT_SIZES else -1,
        [partial(choose, step) for step in FONT_SIZES],
        Choice(tr("CANCEL"), hands.close),
    )
