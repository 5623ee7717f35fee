"""Finding songs, artists, albums and playlists by name."""

from functools import partial

from device.phone.apps.music.row import cover, row, start
from device.phone.apps.music.song import found_in
from device.phone.apps.music.state import SEARCH, MusicActivity
from device.phone.apps.music.store import playlists
from device.phone.apps.music.tabs import artist_row, counted, nothing, playlist_row
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import GROWING
from device.phone.widget import SECTION_HEIGHT, TileLook, long_list, search_field, section, tile

_ROW = 72.0


def show_search(hands: MusicActivity) -> list[View]:
    """The field, and below it what it finds, kind by kind."""
    context, tr = hands.context, hands.tr
    typed = context.text(SEARCH)
    words = typed.strip()

    def clear() -> None:
        context.set_text(SEARCH, "")
        context.focus(SEARCH)

    bar = search_field(
        context,
        SEARCH,
        tr("Search your library"),
        above="search ",
        on_back=hands.leave,
        on_clear=clear,
        labels=(tr("Navigate up"), tr("Clear text")),
        resource_id="searchView",
    )
    if not words:
        return [bar, View(box=GROWING, important=False)]
    rows, heights = _found(hands, words.casefold())
    if not rows:
        return [bar, nothing(hands, "search", "No results")]
    return [bar, long_list(context, "search ", heights, lambda place: rows[place])]


def _found(hands: MusicActivity, words: str) -> tuple[list[View], list[float]]:
    tr, rows = hands.tr, []
    heights: list[float] = []
    songs = found_in(hands.library.songs, words)
    groups = (
        (
            "Songs",
            [
                row(
                    hands,
                    song,
                    partial(start, hands, songs, place),
                    partial(hands.ask, "song", (song,)),
                    choosable=False,
                )
                for place, song in enumerate(songs)
            ],
        ),
        (
            "Artists",
            [
                artist_row(hands, one)
                for one in hands.library.artists
                if words in hands.named(one.name).casefold()
            ],
        ),
        (
            "Albums",
            [
                tile(
                    one.title,
                    hands.named(one.artist) + " • " + counted(hands, len(one.songs)),
                    leading=cover(hands, one.songs[0], 48.0),
                    on_tap=partial(hands.go, "album", one.id),
                    look=TileLook(
                        title_id="title", summary_id="text", title_lines=1, summary_lines=1, gap=16.0
                    ),
                )
                for one in hands.library.albums
                if words in one.title.casefold()
            ],
        ),
        (
            "Playlists",
            [playlist_row(hands, one) for one in playlists(hands.context) if words in one.name.casefold()],
        ),
    )
    for label, found in groups:
        if found:
            rows += [section(tr(label)), *found]
            heights += [SECTION_HEIGHT, *[_ROW] * len(found)]
    return rows, heights
