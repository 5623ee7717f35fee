"""Rows of songs and covers, and the bar while several songs are selected."""

import zlib
from collections.abc import Callable, Sequence

from device.phone.apps.activity import toggled
from device.phone.apps.music import playback
from device.phone.apps.music.song import Song, file_tags
from device.phone.apps.music.state import MusicActivity
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, FILL, GROWING, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import NO_HEAD, Head, icon_button, long_scroll, selection_bar

ROW = 72.0
_GROUNDS = ("app_indigo", "app_teal", "app_purple", "app_brown", "app_blue", "app_pink", "app_green")


def cover(
    hands: MusicActivity,
    song: Song | None,
    size: float,
    *,
    radius: float = 8.0,
    sign: str = "music_note",
    wide: bool = False,
    high: bool = False,
) -> View:
    """A song's cover, or a sign on a ground by its album; `wide` and `high`: as far as there is room."""
    art = file_tags(hands.context, song).cover if song is not None else b""
    ground = _GROUNDS[zlib.crc32(song.album.encode()) % len(_GROUNDS)] if song is not None else "app_grey"
    make = View if art else fixed  # pictures are not kept: some are megabytes
    return make(
        "ImageView",
        "image",
        icon=Icon("" if art else sign, "#FFFFFF", size=size * 0.5),
        box=Box(width=FILL if wide else size, height=None if high else size, weight=1.0 if high else 0.0),
        flow=CENTRED,
        surface=Surface(ground, radius=radius),
        picture=art or None,
        important=False,
    )


def row(
    hands: MusicActivity,
    song: Song,
    on_tap: Handler,
    on_menu: Handler,
    *,
    playing: bool = False,
    choosable: bool = True,
    leading: View | None = None,
) -> View:
    """A song: cover, title over artist, length, its menu."""
    chosen = song.path in hands.state.selected
    more = icon_button("more_vert", hands.tr("More"), on_menu, resource_id="menu")
    picking = bool(hands.state.selected)
    return View(
        "FrameLayout",
        "rootView",
        box=Box(width=FILL, height=ROW, padding=(16.0, 0.0, 4.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("secondary_container" if chosen else ""),
        selected=chosen,
        on_tap=(lambda: turn(hands, song)) if picking and choosable else on_tap,
        on_long_press=(lambda: turn(hands, song)) if choosable else None,
        children=(
            leading or cover(hands, song, 48.0),
            _words(song.title, hands.artist(song), playing=playing),
            fixed(
                "TextView",
                "time",
                Text(
                    span_text(song.duration_ms, short=True), style="body_small", colour="on_surface_variant"
                ),
            ),
            more,
        ),
    )


@still
def _words(name: str, artist: str, *, playing: bool) -> View:
    title = View(
        "TextView",
        "title",
        Text(name, style="title_medium", colour="primary" if playing else "on_surface", max_lines=1),
    )
    text = View(
        "TextView", "text", Text(artist, style="body_medium", colour="on_surface_variant", max_lines=1)
    )
    return View(box=GROWING, children=(title, text), important=False)


def turn(hands: MusicActivity, song: Song) -> None:
    """Select a song, or no longer."""
    hands.set(selected=toggled(hands.state.selected, song.path))


def song_list(
    hands: MusicActivity,
    key: str,
    songs: Sequence[Song],
    *,
    kind: str = "song",
    playlist: int = 0,
    head: Head = NO_HEAD,
    choosable: bool = True,
    bottom: float = 16.0,
) -> View:
    """Songs below each other; a touch plays them from that one on. `kind` is the menu of a row."""
    now = playback.player(hands.context).song
    current = now.path if now is not None else ""

    def build(place: int) -> View:
        song = songs[place]
        return row(
            hands,
            song,
            lambda: start(hands, songs, place),
            lambda: hands.ask(kind, (song,), place=place, playlist=playlist),
            playing=song.path == current,
            choosable=choosable,
        )

    return long_scroll(hands.context, key, len(songs), build, row_height=ROW, head=head, bottom=bottom)


def start(hands: MusicActivity, songs: Sequence[Song], place: int = 0) -> None:
    """Play them, from one on; what is no longer there is not played."""
    if not hands.context.files.exists(songs[place].path):
        hands.context.toast(hands.tr("Couldn’t play this song."))
        return
    playback.play(hands.context, songs, place)
    hands.tell()


def chosen_bar(hands: MusicActivity) -> View:
    """How many are selected, and what can be done with them."""
    tr = hands.tr

    def chosen() -> list[Song]:
        known = hands.library.by_path
        return [known[path] for path in hands.state.selected if path in known]

    def then(act: Callable[[], None]) -> Handler:
        return hands.context.then(act, lambda: hands.set(selected=()))

    def enqueue() -> None:
        playback.enqueue(hands.context, chosen())
        hands.context.toast(tr("Added {} songs to the playing queue.").format(len(chosen())))
        hands.tell()

    buttons = (
        icon_button(
            "queue_music",
            tr("Add to playing queue"),
            then(enqueue),
            resource_id="action_add_to_current_playing",
        ),
        icon_button(
            "playlist_add",
            tr("Add to playlist"),
            lambda: hands.ask("add", chosen()),
            resource_id="action_add_to_playlist",
        ),
        icon_button("more_vert", tr("More options"), lambda: hands.ask("chosen", chosen())),
    )
    return selection_bar(
        len(hands.state.selected), lambda: hands.set(selected=()), buttons, close_label=tr("Done")
    )
