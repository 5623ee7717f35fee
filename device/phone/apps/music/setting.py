"""The settings that change something here, and what app this is."""

from functools import partial

from device.phone.apps.music.detail import detail_bar
from device.phone.apps.music.state import TABS, MusicActivity
from device.phone.toolkit.view import Overlay, View
from device.phone.widget import Choice, choice_dialog, scroll, section, switch_tile, tile

VERSION = "6.1.0"
_LABELS = {
    "home": "For you",
    "songs": "Songs",
    "albums": "Albums",
    "artists": "Artists",
    "playlists": "Playlists",
}


def show_settings(hands: MusicActivity) -> list[View]:
    """A page of them."""
    tr = hands.tr
    first = first_tab(hands)

    def keep(on: bool) -> None:
        hands.choose("remember_tab", "1" if on else "")

    rows = [
        section(tr("Personalize")),
        tile(tr("Start page"), tr(_LABELS[first]), icon="home", on_tap=lambda: hands.ask("start")),
        switch_tile(
            tr("Remember last tab"),
            remembers(hands),
            keep,
            summary=tr("Navigate to the last used tab on start"),
            icon="tab",
        ),
        section(tr("About")),
        tile("Retro Music", tr("Version {}").format(VERSION), icon="info"),
        tile(tr("Songs"), str(len(hands.library.songs)), icon="audiotrack"),
    ]
    return [detail_bar(hands, tr("Settings")), scroll("settings ", rows)]


def remembers(hands: MusicActivity) -> bool:
    """Whether a start shows the tab that was left last."""
    return hands.choice("remember_tab") == "1"


def first_tab(hands: MusicActivity) -> str:
    """The tab that a start shows."""
    key = "last_tab" if remembers(hands) else "start_tab"
    held = hands.choice(key, TABS[0])
    return held if held in TABS else TABS[0]


def setting_overlay(hands: MusicActivity) -> Overlay | None:
    """The list of tabs to start with."""
    if hands.state.dialog != "start":
        return None
    tr = hands.tr

    def choose(tab: str) -> None:
        hands.choose("start_tab", tab)
        hands.choose("last_tab", tab)
        hands.close()

    return choice_dialog(
        tr("Start page"),
        [tr(_LABELS[tab]) for tab in TABS],
        TABS.index(first_tab(hands)),
        [partial(choose, tab) for tab in TABS],
        Choice(tr("Cancel"), hands.close),
    )
