"""The recorder's player among others: it has one sound, and gives way to calls, alarms and other players."""

from collections.abc import Iterator
from dataclasses import replace

from device.phone.apps.recorder.state import Playing, RecorderActivity, RecorderMainState, RecordsState
from device.phone.apps.recorder.store import PACKAGE, record_at
from device.phone.system.audiofocus import KEY_EVENT, Playback
from device.phone.system.context import Context
from device.phone.system.intent import Intent

_Screen = RecorderActivity[RecorderMainState] | RecorderActivity[RecordsState]


def begun(context: Context, playing: Playing) -> Playing:
    """A record that begins to play from where it stands; it goes on standing during a call."""
    if not context.take_sound(PACKAGE):
        return playing
    stop(context, hushed=False)  # what another screen plays
    return replace(playing, since_ms=context.clock.uptime_ms)


def told(context: Context) -> Playback | None:
    """The record that plays, or stands somewhere in its middle."""
    for hands, playing, length in _players(context):
        uptime = context.clock.uptime_ms
        if playing.at(uptime, length) or playing.runs(uptime, length):
            name = playing.path.rpartition("/")[2].rpartition(".")[0]
            return Playback(
                name, hands.tr("Audio Recorder"), playing.at(uptime, length), playing.runs(uptime, length)
            )
    return None


def give_back(context: Context) -> None:
    """A player at the beginning, or closed, no longer has the sound. Asked before every frame."""
    if any(hold.package == PACKAGE for hold in context.sound.stack) and told(context) is None:
        context.release_sound(PACKAGE)


def hush(context: Context) -> bool:
    """Have what plays stand still; whether anything did."""
    return stop(context, hushed=True)


def unhush(context: Context) -> None:
    """What had to stand still goes on."""
    for hands, playing, _ in _players(context):
        if playing.hushed:
            hands.set(playing=begun(context, replace(playing, hushed=False)))


def pressed(context: Context, intent: Intent) -> None:
    """A media key, for the record in the player."""
    key, uptime = intent.extras.get(KEY_EVENT, ""), context.clock.uptime_ms
    found = sorted(_players(context), key=lambda each: not each[1].runs(uptime, each[2]))
    for hands, playing, length in found[:1]:
        runs, stands = playing.runs(uptime, length), Playing(playing.path, playing.at(uptime, length))
        if runs and key in ("play-pause", "pause", "stop"):
            hands.set(playing=stands if key != "stop" else Playing(playing.path))
        elif not runs and key in ("play-pause", "play"):
            hands.set(playing=begun(context, stands))


def stop(context: Context, *, hushed: bool) -> bool:
    """Have all that plays stand still; whether anything did. What is `hushed` goes on by itself."""
    uptime, heard = context.clock.uptime_ms, False
    for hands, playing, length in _players(context):
        if playing.runs(uptime, length):
            hands.set(playing=Playing(playing.path, playing.at(uptime, length), hushed=hushed))
            heard = True
    return heard


def _players(context: Context) -> Iterator[tuple[_Screen, Playing, int]]:
    """Each screen with a record in its player, the one looked at last first; how long the record is."""
    for each in context.open_activities():
        state = each.activity.state
        if not isinstance(state, RecorderMainState | RecordsState) or state.playing is None:
            continue
        main = isinstance(state, RecorderMainState)
        record = record_at(each, state.playing.path)
        if record is not None:
            hands = (
                RecorderActivity(each, RecorderMainState) if main else RecorderActivity(each, RecordsState)
            )
            yield hands, state.playing, record.length_ms
