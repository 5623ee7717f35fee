"""VLC among other players: what it is told of the audio focus and of media keys."""

from collections.abc import Iterator

from device.phone.apps.vlc.playing import Player, back_up, film, leave, path, position, seek, skip, toggle
from device.phone.apps.vlc.state import PlayState, VlcActivity
from device.phone.system.audiofocus import KEY_EVENT, Playback
from device.phone.system.context import Context
from device.phone.system.intent import Intent


def told(context: Context) -> Playback | None:
    """What the player plays or stands at, the one in front first; None when none is open."""
    for hands in _players(context):
        name = path(hands.state).rpartition("/")[2]
        return Playback(name, place_ms=position(hands, 0), plays=bool(hands.state.since_ms))
    return None


def hush(context: Context) -> bool:
    """Another app is heard now: stand still; whether it played."""
    heard = [hands for hands in _players(context) if hands.state.since_ms]
    for hands in heard:
        toggle(hands, _length(hands))
    return bool(heard)


def unhush(context: Context) -> None:
    """That is over: a player that is still looked at goes on."""
    hands = _front(context)
    if hands is not None and not hands.state.since_ms:
        toggle(hands, _length(hands))


def pressed(context: Context, intent: Intent) -> None:
    """A media key, for the player on the screen."""
    hands, key = _front(context), intent.extras.get(KEY_EVENT, "")
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


def _players(context: Context) -> Iterator[Player]:
    for each in context.open_activities():
        if isinstance(each.activity.state, PlayState):
            yield VlcActivity(each, PlayState)


def _front(context: Context) -> Player | None:
    return (
        VlcActivity(context.of(context.front), PlayState)
        if isinstance(context.front.state, PlayState)
        else None
    )


def _length(hands: Player) -> int:
    found = film(hands, hands.state)
    return found.length_ms if found is not None else 0
