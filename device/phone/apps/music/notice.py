"""The player's card in the shade, and what its buttons do."""

from functools import partial

from device.phone.apps.music import playback
from device.phone.apps.music.playback import advance, is_playing, player
from device.phone.apps.music.song import UNKNOWN, Song
from device.phone.apps.music.store import PACKAGE
from device.phone.system.audiofocus import KEY_EVENT, MEDIA_BUTTON, Playback
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.notification import LOW, TRANSPORT, Action, Notification

_DO = f"{PACKAGE}."
TOGGLE, NEXT, BEFORE, STOP = f"{_DO}togglepause", f"{_DO}skip", f"{_DO}rewind", f"{_DO}quitservice"
_PLAY, _PAUSE = f"{_DO}play", f"{_DO}pause"
_KEYS = {
    "play-pause": TOGGLE,
    "play": _PLAY,
    "pause": _PAUSE,
    "stop": _PAUSE,
    "next": NEXT,
    "previous": BEFORE,
}
"""What media keys do."""


def show(context: Context) -> None:
    """Have the card say what plays; none where nothing is in the queue."""
    now = player(context)
    if now.song is None:
        context.cancel(PACKAGE, 1)
        return
    tr = partial(context.translate, package=PACKAGE)
    buttons = (
        (BEFORE, "skip_previous", "Previous"),
        (TOGGLE, "pause", "Pause") if now.playing else (TOGGLE, "play_arrow", "Play"),
        (NEXT, "skip_next", "Next"),
    )
    context.notify(
        Notification(
            PACKAGE,
            now.song.title,
            _artist(context, now.song),
            id=1,
            channel="playing_notification",
            importance=LOW,
            tap=Intent(package=PACKAGE),
            actions=tuple(Action(tr(label), Intent(action), icon=icon) for action, icon, label in buttons),
            ongoing=now.playing,
            auto_cancel=False,
            category=TRANSPORT,
            icon="music_note",
        ),
        quiet=True,
    )


def heard(context: Context, intent: Intent) -> bool:
    """A button of the card, or a media key; False for any other broadcast."""
    action = intent.action
    if action == MEDIA_BUTTON:
        action = _KEYS.get(str(intent.extras.get(KEY_EVENT, "")), "")
    playing = player(context).playing
    if action == TOGGLE or (action == _PLAY and not playing) or (action == _PAUSE and playing):
        playback.toggle(context)
    elif action in (NEXT, BEFORE):
        playback.skip(context, 1 if action == NEXT else -1)
    elif action == STOP:
        playback.pause(context)
        context.cancel(PACKAGE, 1)
        return True
    elif action not in (_PLAY, _PAUSE):
        return intent.action == MEDIA_BUTTON
    show(context)
    return True


# -- among other players -----------------------------------------------------------------------------------
def told(context: Context) -> Playback | None:
    """What it plays or would go on with; None once it is closed."""
    now = player(context)
    if now.song is None or not context.is_open(PACKAGE):
        return None
    return Playback(
        now.song.title, _artist(context, now.song), now.progress_ms(context.clock.uptime_ms), now.playing
    )


def hush(context: Context) -> bool:
    """Another app is heard now: stand still; whether it played."""
    advance(context)
    if not is_playing(context):
        return False
    playback.pause(context)
    show(context)
    return True


def unhush(context: Context) -> None:
    """That is over: go on."""
    if not is_playing(context):
        playback.toggle(context)
        show(context)


def keep_up(context: Context) -> None:
    """Time has passed: the next song may play by now; what was closed is silent.

    The player lives as long as a screen of the app or its card does: a force-stop takes both away.
    """
    if not is_playing(context):
        return
    if not context.is_open(PACKAGE):
        playback.pause(context)
    elif advance(context):
        show(context)


def _artist(context: Context, song: Song) -> str:
    return context.translate("Unknown artist", PACKAGE) if song.artist == UNKNOWN else song.artist
