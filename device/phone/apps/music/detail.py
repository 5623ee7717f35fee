"""Pages of one album, artist or playlist, and of the lists that make themselves."""

from collections.abc import Sequence

from device.phone.apps.music import playback
from device.phone.apps.music.home import smart_songs
from device.phone.apps.music.row import cover, song_list, start
from device.phone.apps.music.song import Song
from device.phone.apps.music.state import MusicActivity, MusicPage
from device.phone.apps.music.store import playlist
from device.phone.apps.music.tabs import album_tile, counted, nothing
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Text
from device.phone.widget import Back, Head, button, icon_button, section, top_bar

_HEAD = 232.0
_STRIP = 236.0
_SMART = {"history": "History", "last_added": "Last added", "top": "Most played"}


def show_detail(hands: MusicActivity, page: MusicPage) -> list[View]:
    """Bar and body of such a page."""
    shown = {"album": _album, "artist": _artist, "playlist": _playlist, "smart": _smart}
    return shown[page.kind](hands, page)


def detail_bar(hands: MusicActivity, title: str, actions: Sequence[View] = ()) -> View:
    """The bar of a page that lies over the tabs."""
    made = top_bar(title, back=Back(hands.leave, hands.tr("Navigate up")), actions=actions)
    made.resource_id = "toolbar"
    return made


def _head(hands: MusicActivity, name: str, words: str, songs: Sequence[Song]) -> View:
    """Cover, name, what there is, and the two buttons that play it."""
    tr = hands.tr

    def shuffle() -> None:
        playback.set_shuffled(hands.context, True)
        start(hands, songs, hands.context.rng.randrange(len(songs)))

    def play() -> None:
        playback.set_shuffled(hands.context, False)
        start(hands, songs)

    title = fixed("TextView", "title", Text(name, style="headline_small", max_lines=2))
    text = fixed(
        "TextView", "text", Text(words, style="body_medium", colour="on_surface_variant", max_lines=1)
    )
    top = View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=16.0, align="center"),
        important=False,
        children=(
            cover(hands, songs[0] if songs else None, 112.0, radius=16.0),
            View(box=GROWING, flow=Flow(gap=4.0), children=(title, text), important=False),
        ),
    )
    buttons = View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=12.0),
        important=False,
        children=(
            button(
                tr("Play all"),
                play,
                icon="play_arrow",
                resource_id="playAction",
                weight=1.0,
                enabled=bool(songs),
            ),
            button(
                tr("Shuffle"),
                shuffle,
                kind="tonal",
                icon="shuffle",
                resource_id="shuffleAction",
                weight=1.0,
                enabled=bool(songs),
            ),
        ),
    )
    return View(
        box=Box(width=FILL, padding=(16.0, 16.0, 16.0, 12.0)), flow=Flow(gap=20.0), children=(top, buttons)
    )


def _listed(
    hands: MusicActivity, page: MusicPage, songs: Sequence[Song], head: Sequence[View], height: float
) -> View:
    scale = max(1.0, hands.context.font_scale)
    number = int(page.key) if page.kind == "playlist" else 0
    return song_list(
        hands,
        page.scroll,
        songs,
        kind="in_playlist" if number else "song",
        playlist=number,
        head=Head(head, height * scale),
        choosable=not number,
    )


def _album(hands: MusicActivity, page: MusicPage) -> list[View]:
    found = next((one for one in hands.library.albums if str(one.id) == page.key), None)
    if found is None:
        return [detail_bar(hands, ""), nothing(hands, "album", "No songs")]
    length = sum(song.duration_ms for song in found.songs)
    words = " • ".join(
        part
        for part in (
            hands.named(found.artist),
            str(found.year or ""),
            counted(hands, len(found.songs), length),
        )
        if part
    )
    head = _head(hands, found.title, words, found.songs)
    return [detail_bar(hands, ""), _listed(hands, page, found.songs, (head,), _HEAD)]


def _artist(hands: MusicActivity, page: MusicPage) -> list[View]:
    found = next((one for one in hands.library.artists if str(one.id) == page.key), None)
    if found is None:
        return [detail_bar(hands, ""), nothing(hands, "person", "No songs")]
    tr = hands.tr
    length = sum(song.duration_ms for song in found.songs)
    head = _head(hands, hands.named(found.name), counted(hands, len(found.songs), length), found.songs)
    tiles = [album_tile(hands, album) for album in found.albums[:2]]
    tiles += [View(box=GROWING, important=False)] if len(tiles) == 1 else []
    strip = View(
        box=Box(width=FILL, height=180.0, padding=(12.0, 4.0, 12.0, 4.0)),
        flow=Flow("row", gap=8.0),
        children=tiles,
        important=False,
    )
    parts = (head, section(tr("Albums")), strip, section(tr("Songs")))
    return [detail_bar(hands, ""), _listed(hands, page, found.songs, parts, _HEAD + _STRIP + 52.0)]


def _playlist(hands: MusicActivity, page: MusicPage) -> list[View]:
    found = playlist(hands.context, int(page.key))
    if found is None:
        return [detail_bar(hands, ""), nothing(hands, "queue_music", "No playlists")]
    more = icon_button(
        "more_vert", hands.tr("More options"), lambda: hands.ask("playlist", playlist=found.id)
    )
    words = counted(hands, len(found.songs), found.duration_ms)
    head = _head(hands, hands.playlist_name(found.name), words, found.songs)
    if not found.songs:
        return [detail_bar(hands, "", (more,)), head, nothing(hands, "music_note", "No songs")]
    return [detail_bar(hands, "", (more,)), _listed(hands, page, found.songs, (head,), _HEAD)]


def _smart(hands: MusicActivity, page: MusicPage) -> list[View]:
    songs = smart_songs(hands, page.key)
    label = hands.tr(_SMART.get(page.key, "Songs"))
    if not songs:
        return [detail_bar(hands, label), nothing(hands, "music_note", "No songs")]
    head = _head(hands, label, counted(hands, len(songs)), songs)
    return [detail_bar(hands, ""), _listed(hands, page, songs, (head,), _HEAD)]
