"""What plays: the queue, a place in it, and how far the song is. Playing goes by the phone's uptime."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from device.phone.apps.music import store
from device.phone.apps.music.song import Song
from device.phone.apps.music.store import PACKAGE, note_played, queue
from device.phone.apps.preference import is_on, number, preference, set_preference
from device.phone.system.audiofocus import take

if TYPE_CHECKING:
    from device.phone.phone import Phone

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


def player(phone: "Phone") -> Player:
    """The player as the databases have it."""
    songs = queue(phone)
    place = max(0, min(number(phone, PACKAGE, "place"), len(songs) - 1))
    repeat = preference(phone, PACKAGE, "repeat", "none")
    return Player(
        songs,
        place,
        number(phone, PACKAGE, "since_ms") if songs else 0,
        number(phone, PACKAGE, "begun_ms"),
        is_on(phone, PACKAGE, "shuffled"),
        repeat if repeat in _REPEATS else "none",
    )


def is_playing(phone: "Phone") -> bool:
    """Asked before every frame, so with the least that tells."""
    return bool(preference(phone, PACKAGE, "since_ms"))


def _keep(phone: "Phone", place: int, begun_ms: int, *, playing: bool) -> None:
    """Note where it is. It does not play while a call keeps the sound from it."""
    heard = playing and take(phone, PACKAGE)
    if playing and not heard:
        phone.toast(phone.translate("Audio focus denied.", PACKAGE))
    since = phone.clock.uptime_ms if heard else 0
    _note(phone, place=place, begun_ms=begun_ms, since_ms=since)


def _note(phone: "Phone", **values: int) -> None:
    for key, value in values.items():
        set_preference(phone, PACKAGE, key, str(value) if value else "")


# -- what buttons do -------------------------------------------------------------------------------------
def play(phone: "Phone", songs: Sequence[Song], place: int = 0) -> None:
    """A new queue, from that song on; shuffled, if that is on, with that song first."""
    if not songs:
        return
    shown = list(songs)
    if player(phone).shuffled:
        shown, place = _shuffled(phone, shown, place), 0
    store.set_queue(phone, shown, songs)
    begin(phone, place)


def begin(phone: "Phone", place: int, step: int = 1) -> None:
    """Play that song of the queue from its start; from one that is no sound on to the next by `step`."""
    songs, asked = queue(phone), place
    while 0 <= place < len(songs) and not songs[place].duration_ms:
        place += step
    if place != asked:
        phone.toast(phone.translate("Unplayable file", PACKAGE))
    if not 0 <= place < len(songs):
        _keep(phone, asked, 0, playing=False)
        return
    _keep(phone, place, 0, playing=True)
    note_played(phone, songs[place])


def toggle(phone: "Phone") -> None:
    """Play or pause; at the end of the last song it begins again."""
    now = player(phone)
    if now.song is None:
        return
    if not now.song.duration_ms:
        begin(phone, now.place)
        return
    progress = now.progress_ms(phone.clock.uptime_ms)
    over = progress >= now.song.duration_ms and not now.playing
    _keep(phone, now.place, 0 if over else progress, playing=not now.playing)


def pause(phone: "Phone") -> None:
    """Stay where it is."""
    now = player(phone)
    _keep(phone, now.place, now.progress_ms(phone.clock.uptime_ms), playing=False)


def seek(phone: "Phone", fraction: float) -> None:
    """Go to a part of the song, 0-1."""
    now = player(phone)
    if now.song is not None:
        _keep(phone, now.place, round(now.song.duration_ms * fraction), playing=now.playing)


def skip(phone: "Phone", step: int) -> None:
    """To the next song or the one before; beyond the ends only where all is repeated."""
    now = player(phone)
    if now.song is None:
        return
    if step < 0 and now.progress_ms(phone.clock.uptime_ms) > _BACK_MS:
        step = 0
    place = now.place + step
    if not 0 <= place < len(now.queue):
        place = place % len(now.queue) if now.repeat == "all" else now.place
    begin(phone, place, step or 1)


def turn_repeat(phone: "Phone") -> Repeat:
    """None, all, one, and round again; what it is then."""
    then = _REPEATS[(_REPEATS.index(player(phone).repeat) + 1) % len(_REPEATS)]
    set_preference(phone, PACKAGE, "repeat", then)
    return then


def set_shuffled(phone: "Phone", on: bool) -> None:
    """Shuffle what is in the queue behind the present song, or put it back into its order."""
    now = player(phone)
    original = store.original_queue(phone)
    if now.song is not None and on != now.shuffled:
        shown = _shuffled(phone, list(now.queue), now.place) if on else list(original)
        place = next((at for at, song in enumerate(shown) if song == now.song), 0)
        store.set_queue(phone, shown, original)
        _note(phone, place=place)
    _note(phone, shuffled=int(on))


def _shuffled(phone: "Phone", songs: list[Song], first: int) -> list[Song]:
    rest = songs[:first] + songs[first + 1 :]
    phone.rng.shuffle(rest)
    return [songs[first], *rest]


# -- the queue -------------------------------------------------------------------------------------------
def enqueue(phone: "Phone", songs: Sequence[Song], *, next_up: bool = False) -> None:
    """Behind all, or behind the present song. A queue that was empty does not begin to play."""
    now = player(phone)
    at = now.place + 1 if next_up and now.queue else len(now.queue)
    original = store.original_queue(phone)
    store.set_queue(phone, (*now.queue[:at], *songs, *now.queue[at:]), (*original, *songs))
    if not now.queue:
        _keep(phone, 0, 0, playing=False)


def drop(phone: "Phone", place: int) -> None:
    """One song out of the queue; where it plays, the next one does."""
    now = player(phone)
    if not 0 <= place < len(now.queue):
        return
    gone = now.queue[place]
    original = list(store.original_queue(phone))
    if gone in original:
        original.remove(gone)
    store.set_queue(phone, now.queue[:place] + now.queue[place + 1 :], original)
    if place < now.place:
        _note(phone, place=now.place - 1)
    elif place == now.place:
        _keep(phone, min(place, max(0, len(now.queue) - 2)), 0, playing=now.playing and len(now.queue) > 1)


def move(phone: "Phone", place: int, step: int) -> None:
    """One song up or down in the queue."""
    now = player(phone)
    to = place + step
    if not (0 <= place < len(now.queue) and 0 <= to < len(now.queue)):
        return
    songs = list(now.queue)
    songs.insert(to, songs.pop(place))
    store.set_queue(phone, songs, store.original_queue(phone) if now.shuffled else songs)
    swapped = {place: to, to: place}
    _note(phone, place=swapped.get(now.place, now.place))


def clear(phone: "Phone") -> None:
    """An empty queue, and silence."""
    store.set_queue(phone, (), ())
    _keep(phone, 0, 0, playing=False)


def forget(phone: "Phone", paths: Sequence[str]) -> None:
    """Files that were deleted leave the queue."""
    for place in reversed(range(len(queue(phone)))):
        if queue(phone)[place].path in paths:
            drop(phone, place)


# -- time ------------------------------------------------------------------------------------------------
def advance(phone: "Phone") -> bool:
    """Go on to the song that plays by now; whether it is another than before, or none any more."""
    now, uptime = player(phone), phone.clock.uptime_ms
    if not now.playing or now.song is None:
        return False
    spent = now.begun_ms + uptime - now.since_ms
    if spent < now.song.duration_ms:
        return False
    place, begun = _reached(now, spent)
    if place < 0:
        last = replace(now, place=len(now.queue) - 1).song
        _keep(phone, len(now.queue) - 1, last.duration_ms if last else 0, playing=False)
        return True
    _note(phone, place=place, begun_ms=begun, since_ms=uptime)
    song = now.queue[place]
    if song != now.song:
        note_played(phone, song)
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
