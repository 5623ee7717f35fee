"""The five tabs, the bar below them, and the small player between."""

from collections.abc import Callable
from functools import partial

from device.phone.apps.music import playback
from device.phone.apps.music.home import show_home
from device.phone.apps.music.playlistdialog import ask_name
from device.phone.apps.music.row import chosen_bar, cover, song_list, start
from device.phone.apps.music.song import ORDERS, Album, Artist, ordered
from device.phone.apps.music.state import SEARCH, TABS, MusicActivity
from device.phone.apps.music.store import MusicPlaylist, playlists
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import alike, all_still, fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Icon, Pager, Surface, Text
from device.phone.widget import (
    Choice,
    Tab,
    TileLook,
    bottom_bar,
    choice_dialog,
    empty,
    fab,
    icon_button,
    long_scroll,
    menu,
    page,
    tile,
    top_bar,
)

_TABS = (
    ("For you", "face", "action_home"),
    ("Songs", "audiotrack", "action_song"),
    ("Albums", "album", "action_album"),
    ("Artists", "person", "action_artist"),
    ("Playlists", "queue_music", "action_playlist"),
)
"""Label, icon, resource id."""
_ORDERS = {
    "title": "Title (A–Z)", "title_down": "Title (Z–A)", "artist": "Artist", "album": "Album", "year": "Year",
    "duration": "Duration", "added": "Date added",
}  # fmt: skip
_TILE = 188.0
"""dp of a row of albums."""


def show_tab(hands: MusicActivity) -> View:
    """The tab that is open."""
    head = chosen_bar(hands) if hands.state.selected else _bar(hands)
    body = _BODIES[hands.state.tab](hands)
    places = [Tab(hands.tr(label), icon, resource_id) for label, icon, resource_id in _TABS]

    def choose(place: int) -> None:
        hands.set(tab=TABS[place], selected=(), dialog="")

    foot = bottom_bar(places, TABS.index(hands.state.tab), choose)
    parts = [head, body, *mini_player(hands), foot]
    if hands.state.tab == "songs" and hands.library.songs and not hands.state.selected:
        below = 96.0 + (72.0 if playback.player(hands.context).queue else 0.0)
        shuffle = fab(
            "shuffle", hands.tr("Shuffle all"), lambda: _shuffle(hands), resource_id="shuffleButton"
        )
        return page(*parts, fab=shuffle, fab_bottom=below)
    return page(*parts)


def _shuffle(hands: MusicActivity) -> None:
    songs = hands.library.songs
    playback.set_shuffled(hands.context, True)
    start(hands, songs, hands.context.rng.randrange(len(songs)))


def _bar(hands: MusicActivity) -> View:
    label = _TABS[TABS.index(hands.state.tab)][0]
    title = "Retro Music" if hands.state.tab == "home" else hands.tr(label)

    def search() -> None:
        hands.go("search")
        hands.context.set_text(SEARCH, "")
        hands.context.focus(SEARCH)

    actions = (
        icon_button("search", hands.tr("Search"), search, resource_id="action_search", class_name="Button"),
        icon_button("more_vert", hands.tr("More options"), lambda: hands.ask("menu")),
    )
    bar = top_bar(title, actions=actions)
    bar.resource_id = "toolbar"
    return bar


def mini_player(hands: MusicActivity) -> tuple[View, ...]:
    """What plays, with its button; nothing while the queue is empty."""
    now, tr = playback.player(hands.context), hands.tr
    song = now.song
    if song is None:
        return ()

    def toggle() -> None:
        playback.toggle(hands.context)
        hands.tell()

    def skip(step: int) -> None:
        playback.skip(hands.context, step)
        hands.tell()

    title = View(
        "TextView",
        "miniPlayerTitle",
        Text(f"{song.title} • {hands.artist(song)}", style="body_medium", max_lines=1),
        box=GROWING,
    )
    button = icon_button(
        Icon("pause" if now.playing else "play_arrow", "on_surface_variant", filled=True),
        tr("Pause") if now.playing else tr("Play"),
        toggle,
        resource_id="miniPlayerPlayPauseButton",
    )
    onward = icon_button(
        Icon("skip_next", "on_surface_variant", filled=True),
        tr("Next"),
        lambda: skip(1),
        resource_id="actionNext",
    )
    return (
        View(
            "FrameLayout",
            "miniPlayerFragment",
            content_description=tr("Now playing"),
            box=Box(width=FILL, height=64.0, padding=(12.0, 0.0, 4.0, 0.0)),
            flow=Flow("row", gap=12.0, align="center"),
            surface=Surface("surface_container_high"),
            pager=Pager("mini", skip),
            on_tap=lambda: hands.go("player"),
            children=(cover(hands, song, 44.0), title, button, onward),
        ),
    )


# -- tabs ------------------------------------------------------------------------------------------------
def _songs(hands: MusicActivity) -> View:
    songs = ordered(hands.library.songs, song_order(hands))
    if not songs:
        return nothing(hands, "music_note", "No songs")
    return song_list(hands, "songs", songs, bottom=96.0)


def song_order(hands: MusicActivity) -> str:
    """How songs are sorted."""
    held = hands.choice("song_order", ORDERS[0])
    return held if held in ORDERS else ORDERS[0]


def nothing(hands: MusicActivity, icon: str, words: str) -> View:
    """An empty page."""
    return View(box=Box(width=FILL, weight=1.0), children=(empty(icon, hands.tr(words)),), important=False)


def _albums(hands: MusicActivity) -> View:
    """Two beside each other."""
    albums = hands.library.albums
    if not albums:
        return nothing(hands, "album", "No albums")

    def build(place: int) -> View:
        pair = [album_tile(hands, album) for album in albums[2 * place : 2 * place + 2]]
        if len(pair) == 1:
            pair.append(fixed(box=GROWING, important=False))
        return View(
            box=Box(width=FILL, padding=(12.0, 4.0, 12.0, 4.0)),
            flow=Flow("row", gap=8.0),
            children=pair,
            important=False,
        )

    return long_scroll(hands.context, "albums", -(-len(albums) // 2), build, row_height=_TILE)


def album_tile(hands: MusicActivity, album: Album) -> View:
    """Its cover over its name and artist."""
    art = cover(hands, album.songs[0], 120.0, wide=True, high=True)
    title = fixed("TextView", "title", Text(album.title, style="title_small", max_lines=1))
    artist, grey = hands.named(album.artist), "on_surface_variant"
    text = fixed("TextView", "text", Text(artist, style="body_small", colour=grey, max_lines=1))
    view = View(
        "LinearLayout",
        "imageContainerCard",
        box=Box(height=FILL, weight=1.0),
        flow=Flow(gap=2.0),
        on_tap=lambda: hands.go("album", album.id),
        children=(art, title, text),
    )
    if all_still(view.children):
        view.still = alike("album", view.children)
    return view


def _artists(hands: MusicActivity) -> View:
    artists = hands.library.artists
    if not artists:
        return nothing(hands, "person", "No artists")
    build = lambda place: artist_row(hands, artists[place])  # noqa: E731
    return long_scroll(hands.context, "artists", len(artists), build)


def artist_row(hands: MusicActivity, artist: Artist) -> View:
    """A round picture, the name, how much there is."""
    art = cover(hands, artist.songs[0], 48.0, radius=24.0, sign="person")
    return tile(
        hands.named(artist.name),
        counted(hands, len(artist.songs)),
        leading=art,
        on_tap=lambda: hands.go("artist", artist.id),
        look=TileLook(title_id="title", summary_id="text", title_lines=1, gap=16.0),
    )


def counted(hands: MusicActivity, count: int, duration_ms: int = 0) -> str:
    """As "12 songs" or "12 songs • 47:10"."""
    words = hands.tr("1 song") if count == 1 else hands.tr("{} songs").format(count)
    return f"{words} • {span_text(duration_ms, short=True)}" if duration_ms else words


def _playlists(hands: MusicActivity) -> View:
    found = playlists(hands.context)
    if not found:
        return nothing(hands, "queue_music", "No playlists")
    build = lambda place: playlist_row(hands, found[place])  # noqa: E731
    return long_scroll(hands.context, "playlists", len(found), build)


def playlist_row(hands: MusicActivity, found: MusicPlaylist) -> View:
    """Its name, how much is in it, its menu."""
    more = icon_button(
        "more_vert", hands.tr("More"), lambda: hands.ask("playlist", playlist=found.id), resource_id="menu"
    )
    return tile(
        hands.playlist_name(found.name),
        counted(hands, len(found.songs), found.duration_ms),
        leading=cover(hands, found.songs[0] if found.songs else None, 48.0),
        trailing=(more,),
        on_tap=lambda: hands.go("playlist", found.id),
        on_long_press=lambda: hands.ask("playlist", playlist=found.id),
        look=TileLook(
            title_id="title", summary_id="text", title_lines=1, gap=16.0, padding=(24.0, 8.0, 4.0, 8.0)
        ),
    )


_BODIES: dict[str, Callable[[MusicActivity], View]] = {
    "home": show_home, "songs": _songs, "albums": _albums, "artists": _artists, "playlists": _playlists,
}  # fmt: skip


# -- menu of a tab ---------------------------------------------------------------------------------------
def tab_overlay(hands: MusicActivity) -> Overlay | None:
    """The menu in the bar, and the order of songs."""
    tr, kind = hands.tr, hands.state.dialog
    if kind == "menu":
        items = [(tr("Settings"), lambda: hands.go("settings"))]
        if hands.state.tab == "songs":
            items.insert(0, (tr("Sort order"), lambda: hands.ask("order")))
        elif hands.state.tab == "playlists":
            items.insert(0, (tr("New playlist"), lambda: ask_name(hands, "new")))
        return menu(items, hands.close, anchor=(1.0, 0.0))
    if kind != "order":
        return None

    def choose(order: str) -> None:
        hands.choose("song_order", order)
        hands.context.scroll_to("songs", 0)
        hands.close()

    return choice_dialog(
        tr("Sort order"),
        [tr(_ORDERS[order]) for order in ORDERS],
        ORDERS.index(song_order(hands)),
        [partial(choose, order) for order in ORDERS],
        Choice(tr("Cancel"), hands.close),
    )
