"""For you: what was played, and what may be liked."""

from dataclasses import replace
from functools import partial

from device.phone.apps.music import playback
from device.phone.apps.music.row import cover, start
from device.phone.apps.music.song import Song
from device.phone.apps.music.state import MusicActivity
from device.phone.apps.music.store import history, most_played
from device.phone.toolkit.still import alike, all_still, fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import empty, scroll, section

SMART = ("history", "last_added", "top", "shuffle")
_SHORTCUTS = (
    ("history", "history", "History"),
    ("last_added", "playlist_add", "Last added"),
    ("top", "trending_up", "Most played"),
    ("shuffle", "shuffle", "Shuffle"),
)
"""Key, icon, label."""
_FEW = 6


def smart_songs(hands: MusicActivity, key: str) -> list[Song]:
    """The songs of a list that makes itself; files that are gone are left out."""
    known = hands.library.by_path
    if key == "last_added":
        return sorted(hands.library.songs, key=lambda song: -song.modified_s)
    found = history(hands.context) if key == "history" else most_played(hands.context)
    return [known[song.path] for song in found if song.path in known]


def show_home(hands: MusicActivity) -> View:
    """Four shortcuts, and the songs played last and added last."""
    if not hands.library.songs:
        body = empty("music_note", hands.tr("No songs"), hands.tr("Put music on the phone to hear it here."))
        return View(box=Box(width=FILL, weight=1.0), children=(body,), important=False)
    tr = hands.tr
    pairs = [_SHORTCUTS[at : at + 2] for at in (0, 2)]
    rows: list[View] = []
    for pair in pairs:
        tiles = [_shortcut(hands, key, icon, tr(label)) for key, icon, label in pair]
        rows.append(View(box=FULL_WIDTH, flow=Flow("row", gap=12.0), children=tiles, important=False))
        rows[-1].box = replace(rows[-1].box, padding=(16.0, 6.0, 16.0, 6.0))
    for label, key in (("Recently played", "history"), ("Recently added", "last_added")):
        songs = smart_songs(hands, key)[:_FEW]
        if songs:
            rows += [section(tr(label)), _strip(hands, songs[:3])]
            rows += [_strip(hands, songs[3:])] if songs[3:] else []
    return scroll("home", rows)


def _shortcut(hands: MusicActivity, key: str, icon: str, label: str) -> View:
    def shuffle() -> None:
        playback.set_shuffled(hands.context, True)
        start(hands, hands.library.songs, hands.context.rng.randrange(len(hands.library.songs)))

    go: Handler = shuffle if key == "shuffle" else lambda: hands.go("smart", key)
    sign = fixed(icon=Icon(icon, "on_secondary_container"), important=False)
    words = fixed(
        "TextView",
        "actionText",
        Text(label, style="label_large", colour="on_secondary_container", max_lines=1),
    )
    view = View(
        "android.view.ViewGroup",
        key,
        box=Box(height=56.0, weight=1.0, padding=(16.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface("secondary_container", radius=16.0),
        on_tap=go,
        children=(sign, words),
    )
    view.still = alike("shortcut", key, view.children)
    return view


def _strip(hands: MusicActivity, songs: list[Song]) -> View:
    """Up to three covers with titles beside each other."""
    tiles = []
    for place, song in enumerate(songs):
        art = cover(hands, song, 96.0, wide=True)
        title = fixed("TextView", "title", Text(song.title, style="title_small", max_lines=1))
        artist, grey = hands.artist(song), "on_surface_variant"
        text = fixed("TextView", "text", Text(artist, style="body_small", colour=grey, max_lines=1))
        view = View(
            "LinearLayout",
            "song",
            box=GROWING,
            flow=Flow(gap=2.0),
            children=(art, title, text),
            on_tap=partial(start, hands, songs, place),
        )
        if all_still(view.children):
            view.still = alike("song", view.children)
        tiles.append(view)
    tiles += [View(box=GROWING, important=False) for _ in range(3 - len(tiles))]
    return View(
        box=Box(width=FILL, padding=(16.0, 4.0, 16.0, 8.0)),
        flow=Flow("row", gap=12.0),
        children=tiles,
        important=False,
    )
