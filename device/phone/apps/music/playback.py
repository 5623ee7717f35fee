"""What plays: the queue, a place in it, and how far the song is. Playing goes by the phone's uptime."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from device.phone.apps.music import store
from device.phone.apps.music.song import Song
from device.phone.apps.music.store import PACKAGE, note_played, queue
from device.phone.apps.preference import is_on, number, preference, set_preference
from device.phone.system.context import Context

Repeat = Literal["none", "all", "one"]
_REPEATS: tuple[Repeat, ...] = ("none", "all", "one")
_BACK_MS = 5_000
"""A song that has played longer than this begins again when the one before it is asked for."""


@dataclass(frozen=True, slots=True)
class Player:
    """The player now."""

    queue: tuple[Song, ...] = ()
    place: int = 0
    since_ms: int = 0
    """Uptime from which on it plays; 0 = it does not."""
    begun_ms: int = 0
    """How far the song was then, or is while it does not play."""
    shuffled: bool = False
    repeat: Repeat = "none"

    @property
    def song(self) -> Song | None:
        """What plays, or would."""
        return self.queue[self.place] if 0 <= self.place < len(self.queue) else None

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return bool(self.since_ms) and self.song is not None

    def progress_ms(self, uptime_ms: int) -> int:
        """How far the song is."""
        whole = self.song.duration_ms if self.song else 0
        run = max(0, uptime_ms - self.since_ms) if self.playing else 0
        return max(0, min(whole, self.begun_ms + run))


def player(context: Context) -> Player:
    """The player as the databases have it."""
    songs = queue(context)
    place = max(0, min(number(context, PACKAGE, "place"), len(songs) - 1))
    repeat = preference(context, PACKAGE, "repeat", "none")
    return Player(
        songs,
        place,
        number(context, PACKAGE, "since_ms") if songs else 0,
        number(context, PACKAGE, "begun_ms"),
        is_on(context, PACKAGE, "shuffled"),
        repeat if repeat in _REPEATS else "none",
    )


def is_playing(context: Context) -> bool:
    """Asked before every frame, so with the least that tells."""
    return bool(preference(context, PACKAGE, "since_ms"))


def _keep(context: Context, place: int, begun_ms: int, *, playing: bool) -> None:
    """Note where it is. It does not play while a call keeps the sound from it."""
    heard = playing and context.take_sound(PACKAGE)
    if playing and not heard:
        context.toast(context.translate("Audio focus denied.", PACKAGE))
    since = context.clock.uptime_ms if heard else 0
    _note(context, place=place, begun_ms=begun_ms, since_ms=since)


def _note(context: Context, **values: int) -> None:
    for key, value in values.items():
        set_preference(context, PACKAGE, key, str(value) if value else "")


# -- what buttons do -------------------------------------------------------------------------------------
def play(context: Context, songs: Sequence[Song], place: int = 0) -> None:
    """A new queue, from that song on; shuffled, if that is on, with that song first."""
    if not songs:
        return
    shown = list(songs)
    if player(context).shuffled:
        shown, place = _shuffled(context, shown, place), 0
    store.set_queue(context, shown, songs)
    begin(context, place)


def begin(context: Context, place: int, step: int = 1) -> None:
    """Play that song of the queue from its start; from one that is no sound on to the next by `step`."""
    songs, asked = queue(context), place
    while 0 <= place < len(songs) and not songs[place].duration_ms:
        place += step
    if place != asked:
        context.toast(context.translate("Unplayable file", PACKAGE))
    if not 0 <= place < len(songs):
        _keep(context, asked, 0, playing=False)
        return
    _keep(context, place, 0, playing=True)
    note_played(context, songs[place])


def toggle(context: Context) -> None:
    """Play or pause; at the end of the last song it begins again."""
    now = player(context)
    if now.song is None:
        return
    if not now.song.duration_ms:
        begin(context, now.place)
        return
    progress = now.progress_ms(context.clock.uptime_ms)
    over = progress >= now.song.duration_ms and not now.playing
    _keep(context, now.place, 0 if over else progress, playing=not now.playing)


def pause(context: Context) -> None:
    """Stay where it is."""
    now = player(context)
    _keep(context, now.place, now.progress_ms(context.clock.uptime_ms), playing=False)


def seek(context: Context, fraction: float) -> None:
    """Go to a part of the song, 0-1."""
    now = player(context)
    if now.song is not None:
        _keep(context, now.place, round(now.song.duration_ms * fraction), playing=now.playing)


def skip(context: Context, step: int) -> None:
    """To the next song or the one before; beyond the ends only where all is repeated."""
    now = player(context)
    if now.song is None:
        return
    if step < 0 and now.progress_ms(context.clock.uptime_ms) > _BACK_MS:
        step = 0
    place = now.place + step
    if not 0 <= place < len(now.queue):
        place = place % len(now.queue) if now.repeat == "all" else now.place
    begin(context, place, step or 1)


def turn_repeat(context: Context) -> Repeat:
    """None, all, one, and round again; what it is then."""
    then = _REPEATS[(_REPEATS.index(player(context).repeat) + 1) % len(_REPEATS)]
    set_preference(context, PACKAGE, "repeat", then)
    return then


def set_shuffled(context: Context, on: bool) -> None:
    """Shuffle what is in the queue behind the present song, or put it back into its order."""
    now = player(context)
    original = store.original_queue(context)
    if now.song is not None and on != now.shuffled:
        shown = _shuffled(context, list(now.queue), now.place) if on else list(original)
        place = next((at for at, song in enumerate(shown) if song == now.song), 0)
        store.set_queue(context, shown, original)
        _note(context, place=place)
    _note(context, shuffled=int(on))


def _shuffled(context: Context, songs: list[Song], first: int) -> list[Song]:
    rest = songs[:first] + songs[first + 1 :]
    context.rng.shuffle(rest)
    return [songs[first], *rest]


# -- the queue -------------------------------------------------------------------------------------------
def enqueue(context: Context, songs: Sequence[Song], *, next_up: bool = False) -> None:
    """Behind all, or behind the present song. A queue that was empty does not begin to play."""
    now = player(context)
    at = now.place + 1 if next_up and now.queue else len(now.queue)
    original = store.original_queue(context)
    store.set_queue(context, (*now.queue[:at], *songs, *now.queue[at:]), (*original, *songs))
    if not now.queue:
        _keep(context, 0, 0, playing=False)


def drop(context: Context, place: int) -> None:
    """One song out of the queue; where it plays, the next one does."""
    now = player(context)
    if not 0 <= place < len(now.queue):
        return
    gone = now.queue[place]
    original = list(store.original_queue(context))
    if gone in original:
        original.remove(gone)
    store.set_queue(context, now.queue[:place] + now.queue[place + 1 :], original)
    if place < now.place:
        _note(context, place=now.place - 1)
    elif place == now.place:
        _keep(context, min(place, max(0, len(now.queue) - 2)), 0, playing=now.playing and len(now.queue) > 1)


def move(context: Context, place: int, step: int) -> None:
    """One song up or down in the queue."""
    now = player(context)
    to = place + step
    if not (0 <= place < len(now.queue) and 0 <= to < len(now.queue)):
        return
    songs = list(now.queue)
    songs.insert(to, songs.pop(place))
    store.set_queue(context, songs, store.original_queue(context) if now.shuffled else songs)
    swapped = {place: to, to: place}
    _note(context, place=swapped.get(now.place, now.place))


def clear(context: Context) -> None:
    """An empty queue, and silence."""
    store.set_queue(context, (), ())
    _keep(context, 0, 0, playing=False)


def forget(context: Context, paths: Sequence[str]) -> None:
    """Files that were deleted leave the queue."""
    for place in reversed(range(len(queue(context)))):
        if queue(context)[place].path in paths:
            drop(context, place)


# -- time ------------------------------------------------------------------------------------------------
def advance(context: Context) -> bool:
    """Go on to the song that plays by now; whether it is another than before, or none any more."""
    now, uptime = player(context), context.clock.uptime_ms
    if not now.playing or now.song is None:
        return False
    spent = now.begun_ms + uptime - now.since_ms
    if spent < now.song.duration_ms:
        return False
    place, begun = _reached(now, spent)
    if place < 0:
        last = replace(now, place=len(now.queue) - 1).song
        _keep(context, len(now.queue) - 1, last.duration_ms if last else 0, playing=False)
        return True
    _note(context, place=place, begun_ms=begun, since_ms=uptime)
    song = now.queue[place]
    if song != now.song:
        note_played(context, song)
    return True


def _reached(now: Player, spent_ms: int) -> tuple[int, int]:
    """Place and progress after so long from the present song's start; (-1, 0) = past the end of all."""
    lengths = [max(1, song.duration_ms) for song in now.queue]
    if now.repeat == "one":
        return now.place, spent_ms % lengths[now.place]
    place = now.place
    if now.repeat == "all":
        spent_ms %= sum(lengths)
    while spent_ms >= lengths[place]:
        spent_ms -= lengths[place]
        place += 1
        if place == len(lengths):
            if now.repeat != "all":
                return -1, 0
            place = 0
    return place, spent_ms
