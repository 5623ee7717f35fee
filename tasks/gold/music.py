"""Retro Music: playlists, the queue, a playlist of a given length, a playlist as a file."""

from collections.abc import Mapping, Sequence

from device.screen import Observation
from tasks.gold import sight
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_PACKAGE = "code.name.monkey.retromusic"
_SONGS, _PLAYLISTS = "action_song", "action_playlist"
_TITLE = "title"
_OK = "android:id/button1"
_AIM_S, _OFF_S = 47 * 60 + 30, 2 * 60
"""Seconds: the middle of what is asked for, and how far from it a playlist may be.

Half a minute within the bounds, because the list shows lengths without their fractions of a second.
"""


# -- tasks ---------------------------------------------------------------------------------------------
@solves("RetroCreatePlaylist")
def create_playlist(hand: Hand, params: Params) -> None:
    """A playlist with songs in order."""
    make_playlist(hand, params.text("playlist_name"), _titles(params))


@solves("RetroSavePlaylist")
def save_playlist(hand: Hand, params: Params) -> None:
    """A playlist with songs in order, saved as a file in Downloads."""
    name = params.text("playlist_name")
    make_playlist(hand, name, _titles(params))
    hand.tap(id=_PLAYLISTS)
    hand.scroll_to(id=_TITLE, text=name)
    seen = hand.look()
    title = sight.find(seen, Sought((), {"id": _TITLE, "text": name}))
    menu = Sought((), {"id": "menu"})
    inside = sight.inside_of(seen, sight.row_of(seen, title)) if title is not None else []
    more = next((one for one in inside if menu.matches(one)), None)
    if more is None:
        raise NotOnScreen(menu, seen)
    hand.tap_on(more)
    hand.tap("Save as file", "另存为文件")
    hand.tap(id=_OK, text=("Save", "保存"))
    if hand.sees(id="android:id/message"):  # there is such a file: over it
        hand.tap(id=_OK)
    hand.wait_for(id=_PLAYLISTS)


@solves("RetroPlayingQueue")
def queue_songs(hand: Hand, params: Params) -> None:
    """Just these songs in the queue, in order."""
    open_songs(hand)
    if hand.sees(id="miniPlayerTitle"):
        hand.tap(id="miniPlayerTitle")
        hand.tap(id="now_playing_queue")
        hand.tap(id="clearQueue")
        hand.tap(id=_OK)
        open_songs(hand)
    for title in _titles(params):
        _select(hand, title)
        hand.tap(id="action_add_to_current_playing")


@solves("RetroPlaylistDuration")
def fill_playlist(hand: Hand, params: Params) -> None:
    """A playlist of 45 to 50 minutes, of whichever songs there are."""
    open_songs(hand)
    lengths: dict[str, int] = {}
    for page in hand.pages():
        lengths.update(_lengths_on(page))
    make_playlist(hand, params.text("playlist_name"), choose(lengths))


# -- steps ---------------------------------------------------------------------------------------------
def open_songs(hand: Hand) -> None:
    """The list of all songs, with nothing selected in it."""
    hand.open_app(_PACKAGE)
    hand.back_until(id=_SONGS)
    hand.tap(id=_SONGS)
    hand.wait_for(id=_SONGS, selected=True)


def make_playlist(hand: Hand, name: str, titles: Sequence[str]) -> None:
    """A new playlist with the first song, then the others put into it one by one."""
    open_songs(hand)
    for place, title in enumerate(titles):
        _select(hand, title)
        hand.tap(id="action_add_to_playlist")
        if place:
            hand.scroll_to(id="text1", text=name)
            hand.tap(id="text1", text=name)
        else:
            hand.tap("New playlist", "新建播放列表")
            hand.type(name, id="actionNewPlaylist")
            hand.tap(id=_OK)
        hand.wait_for(id="action_search")


def _select(hand: Hand, title: str) -> None:
    hand.scroll_to(id=_TITLE, text=title)
    hand.long_press(id=_TITLE, text=title)


def _titles(params: Params) -> list[str]:
    """The songs of the sheet, which names their files."""
    return [name.split(".")[0] for name in params.texts("files")]


def _lengths_on(page: Observation) -> dict[str, int]:
    """Seconds of each song that shows with all it says, by title."""
    found = {}
    for title in sight.find_all(page, Sought((), {"id": _TITLE})):
        row = sight.inside_of(page, sight.row_of(page, title))
        time = next((one.text for one in row if one.resource_id.endswith("/time")), "")
        if time:
            found[title.text] = seconds_of(time)
    return found


def seconds_of(time: str) -> int:
    """Of a length as "3:07" or "1:02:33"."""
    whole = 0
    for part in time.split(":"):
        whole = whole * 60 + int(part)
    return whole


def choose(lengths: Mapping[str, int]) -> list[str]:
    """Songs that last together as near to 47 and a half minutes as can be, the fewest of them.

    Raises ValueError when there are none that last between 45 and 50 minutes.
    """
    best: dict[int, tuple[str, ...]] = {0: ()}
    for title, seconds in lengths.items():
        for whole, songs in list(best.items()):
            more = whole + seconds
            if more <= _AIM_S + _OFF_S and (more not in best or len(songs) + 1 < len(best[more])):
                best[more] = (*songs, title)
    whole = min(best, key=lambda one: abs(one - _AIM_S))
    if abs(whole - _AIM_S) > _OFF_S:
        raise ValueError(f"no songs of {lengths} last 45 to 50 minutes together")
    return list(best[whole])
