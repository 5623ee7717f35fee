"""The five tabs, their bars, and how Back leads through them."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.apps.gate import closed
from device.phone.apps.vlc.asking import ask_list, overlay
from device.phone.apps.vlc.browse import show_browse
from device.phone.apps.vlc.first import show_first
from device.phone.apps.vlc.library import VlcItem, media
from device.phone.apps.vlc.more import show_more
from device.phone.apps.vlc.row import ROW, Main, counted, line, media_row, play, sign_of, turn
from device.phone.apps.vlc.state import LIST, NEEDED, QUERY, TABS
from device.phone.apps.vlc.store import VlcPlaylist, shelf
from device.phone.file.entry import SHARED
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import Handler
from device.phone.widget import (
    Back,
    Tab,
    bottom_bar,
    empty,
    fab,
    icon_button,
    long_scroll,
    page,
    search_field,
    selection_bar,
    top_bar,
)

_TABS = (
    ("Video", "movie"),
    ("Audio", "music_note"),
    ("Browse", "folder"),
    ("Playlists", "queue_music"),
    ("More", "more_horiz"),
)
_WHY = "VLC needs permission to show the media files on this device"


def show_main(hands: Main) -> Screen:
    """The tab that is open."""
    tr, state = hands.tr, hands.state
    if state.first:
        return show_first(hands)
    shut = closed(hands.context, "folder", _WHY, *NEEDED)
    if shut is not None:
        return shut
    tab = state.tab
    body = _BODIES[tab](hands)
    tabs = [Tab(tr(label), icon, f"nav_{key}") for key, (label, icon) in zip(TABS, _TABS, strict=True)]
    foot = bottom_bar(tabs, TABS.index(tab), lambda place: go(hands, TABS[place]))
    head = _picked(hands) if state.selected else _search(hands) if state.searching else _bar(hands)
    parts = (head, body) if hands.context.keyboard_shown else (head, body, foot)
    return Screen(
        page(*parts, fab=_play_all(hands), fab_bottom=96.0), overlay=overlay(hands), title=tr("VLC")
    )


def go(hands: Main, tab: str) -> None:
    """Open a tab; the one that is open goes back to its first page."""
    hands.context.focus("")
    hands.set(tab=tab, folder="", selected=(), searching=False, dialog="")


def leave_main(hands: Main) -> bool:
    """Back: closes selection and search, goes up in folders; False at the end of it."""
    state = hands.state
    if state.first == "permission":
        hands.set(first="welcome")
    elif hands.step_back():
        return True
    elif state.folder:
        up(hands)
    else:
        return False
    return True


def up(hands: Main) -> None:
    """To the folder around the one that is open."""
    folder = hands.state.folder
    hands.set(folder="" if folder == SHARED else folder.rpartition("/")[0], selected=())
    hands.context.scroll_to("directories")


# -- bars ------------------------------------------------------------------------------------------------
def _bar(hands: Main) -> View:
    tr, state = hands.tr, hands.state
    folder = state.folder
    title = tr("VLC")
    if state.tab == "directories" and folder:
        title = tr("Internal memory") if folder == SHARED else folder.rpartition("/")[2]
    find = icon_button(
        "search", tr("Search"), lambda: hands.begin_search(QUERY), resource_id="ml_menu_filter"
    )
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("overflow"))
    searched = state.tab in ("video", "audio", "playlists")
    actions = (find, more) if searched else (more,) if state.tab == "directories" else ()
    if folder:
        return top_bar(title, back=Back(lambda: up(hands), tr("Navigate up")), actions=actions)
    return top_bar(title, actions=actions)


def _search(hands: Main) -> View:
    tr, context = hands.tr, hands.context
    return search_field(
        context,
        QUERY,
        tr("Search…"),
        above=hands.state.tab,
        on_back=hands.leave_search,
        labels=(tr("Collapse"), tr("Clear query")),
        resource_id=QUERY,
    )


def _picked(hands: Main) -> View:
    """What can be done with all that is selected."""
    tr, chosen = hands.tr, hands.state.selected

    def action(icon: str, label: str, name: str, act: Handler) -> View:
        return icon_button(icon, label, act, resource_id=f"action_mode_{name}")

    def start() -> None:
        hands.set(selected=())
        play(hands, chosen)

    def share() -> None:
        hands.context.share_files(chosen)

    if hands.state.tab == "playlists":
        delete = action(
            "delete", tr("Delete"), "delete", lambda: hands.set(dialog="delete_list", chosen=chosen)
        )
        return selection_bar(len(chosen), lambda: hands.set(selected=()), (delete,), tr("Done"))
    actions = (
        action("play_arrow", tr("Play"), "play", start),
        action("playlist_add", tr("Add to playlist"), "add_playlist", lambda: ask_list(hands, chosen)),
        action("share", tr("Share"), "share", share),
        action("delete", tr("Delete"), "delete", lambda: hands.set(dialog="delete", chosen=chosen)),
    )
    return selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))


def _play_all(hands: Main) -> View | None:
    state = hands.state
    if state.selected or state.searching or state.tab not in ("video", "audio"):
        return None
    items = _media(hands)
    if not items:
        return None
    button = fab("play_arrow", hands.tr("Play all"), lambda: play(hands, [item.path for item in items]))
    button.surface = replace(button.surface, background="app_orange")
    button.icon = replace(button.icon, colour="#FFFFFF")
    return button


# -- bodies ----------------------------------------------------------------------------------------------
def _wanted(hands: Main) -> str:
    return hands.context.text(QUERY).strip().casefold() if hands.state.searching else ""


def _media(hands: Main) -> tuple[VlcItem, ...]:
    films, backwards = hands.state.tab == "video", hands.on("backwards")
    return media(hands.context, _wanted(hands), hands.setting("sort"), films=films, backwards=backwards)


def _library(hands: Main) -> View:
    """All films, or all sounds."""
    items = _media(hands)
    if not items:
        film = hands.state.tab == "video"
        return empty("movie" if film else "music_note", hands.tr("No media found"))
    queue = [item.path for item in items]
    return long_scroll(
        hands.context,
        hands.state.tab,
        len(items),
        lambda place: media_row(hands, items[place], queue),
        row_height=ROW,
        bottom=88.0,
    )


def _playlists(hands: Main) -> View:
    word = _wanted(hands)
    lists = [one for one in shelf(hands.context).playlists if word in one.name.casefold()]
    if not lists:
        return empty("queue_music", hands.tr("No playlists found"))
    return long_scroll(
        hands.context,
        "playlists",
        len(lists),
        lambda place: _list_row(hands, lists[place]),
        row_height=ROW,
    )


def _list_row(hands: Main, one: VlcPlaylist) -> View:
    key = str(one.id)

    def tap() -> None:
        if not hands.state.selected:
            hands.context.start(LIST, id=one.id)
        else:
            turn(hands, key)

    about = counted(hands, len(one.entries), "{} track", "{} tracks")
    return line(
        hands,
        key,
        one.name,
        about,
        sign_of("queue_music", "app_orange"),
        on_tap=tap,
        on_more=lambda: hands.set(dialog="list_menu", chosen=(key,)),
    )


_BODIES: dict[str, Callable[[Main], View]] = {
    "video": _library,
    "audio": _library,
    "directories": show_browse,
    "playlists": _playlists,
    "more": show_more,
}
