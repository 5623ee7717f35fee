"""VLC among other players: what it is told of the audio focus and of media keys."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from device.phone.apps.vlc.playing import Player, back_up, film, leave, path, position, seek, skip, toggle
from device.phone.apps.vlc.state import Hands, PlayState
from device.phone.system.audiofocus import KEY_EVENT, Playback
from device.phone.system.intent import Intent

if TYPE_CHECKING:
    from device.phone.phone import Phone


def told(phone: "Phone") -> Playback | None:
    """What the player plays or stands at, the one in front first; None when none is open."""
    for hands in _players(phone):
        name = path(hands.state).rpartition("/")[2]
        return Playback(name, place_ms=position(hands, 0), plays=bool(hands.state.since_ms))
    return None


def hush(phone: "Phone") -> bool:
    """Another app is heard now: stand still; whether it played."""
    heard = [hands for hands in _players(phone) if hands.state.since_ms]
    for hands in heard:
        toggle(hands, _length(hands))
    return bool(heard)


def unhush(phone: "Phone") -> None:
    """That is over: a player that is still looked at goes on."""
    hands = _front(phone)
    if hands is not None and not hands.state.since_ms:
        toggle(hands, _length(hands))


def pressed(phone: "Phone", intent: Intent) -> None:
    """A media key, for the player on the screen."""
    hands, key = _front(phone), intent.extras.get(KEY_EVENT, "")
    if hands is None:
        return
    length, plays = _length(hands), bool(hands.state.since_ms)
    if key == "play-pause" or (key == "play" and not plays) or (key == "pause" and plays):
        toggle(hands, length)
    elif key == "next":
        skip(hands, 1)
    elif key == "previous":
        back_up(hands, length)
    elif key in ("rewind", "fast-forward"):
        jump = int(hands.setting("jump") or 10) * 1000
        seek(hands, position(hands, length) + (jump if key == "fast-forward" else -jump), length)
    elif key == "stop":
        leave(hands)


def _players(phone: "Phone") -> Iterator[Player]:
    for task in phone.stack.tasks:
        for activity in reversed(task.activities):
            if isinstance(activity.state, PlayState):
                yield Hands(phone.context(activity), PlayState)


def _front(phone: "Phone") -> Player | None:
    return Hands(phone.context(), PlayState) if isinstance(phone.front.state, PlayState) else None


def _length(hands: Player) -> int:
    found = film(hands, hands.state)
    return found.length_ms if found is not None else 0
