"""The recorder's player among others: it has one sound, and gives way to calls, alarms and other players."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.apps.recorder.state import Hands, MainState, Playing, RecordsState
from device.phone.apps.recorder.store import PACKAGE, record_at
from device.phone.system.audiofocus import KEY_EVENT, Playback, release, take
from device.phone.system.intent import Intent

if TYPE_CHECKING:
    from device.phone.phone import Phone

_Screen = Hands[MainState] | Hands[RecordsState]


def begun(phone: "Phone", playing: Playing) -> Playing:
    """A record that begins to play from where it stands; it goes on standing during a call."""
    if not take(phone, PACKAGE):
        return playing
    stop(phone, hushed=False)  # what another screen plays
    return replace(playing, since_ms=phone.clock.uptime_ms)


def told(phone: "Phone") -> Playback | None:
    """The record that plays, or stands somewhere in its middle."""
    for hands, playing, length in _players(phone):
        uptime = phone.clock.uptime_ms
        if playing.at(uptime, length) or playing.runs(uptime, length):
            name = playing.path.rpartition("/")[2].rpartition(".")[0]
            return Playback(
                name, hands.tr("Audio Recorder"), playing.at(uptime, length), playing.runs(uptime, length)
            )
    return None


def give_back(phone: "Phone") -> None:
    """A player at the beginning, or closed, no longer has the sound. Asked before every frame."""
    if any(hold.package == PACKAGE for hold in phone.sound.stack) and told(phone) is None:
        release(phone, PACKAGE)


def hush(phone: "Phone") -> bool:
    """Have what plays stand still; whether anything did."""
    return stop(phone, hushed=True)


def unhush(phone: "Phone") -> None:
    """What had to stand still goes on."""
    for hands, playing, _ in _players(phone):
        if playing.hushed:
            hands.set(playing=begun(phone, replace(playing, hushed=False)))


def pressed(phone: "Phone", intent: Intent) -> None:
    """A media key, for the record in the player."""
    key, uptime = intent.extras.get(KEY_EVENT, ""), phone.clock.uptime_ms
    found = sorted(_players(phone), key=lambda each: not each[1].runs(uptime, each[2]))
    for hands, playing, length in found[:1]:
        runs, stands = playing.runs(uptime, length), Playing(playing.path, playing.at(uptime, length))
        if runs and key in ("play-pause", "pause", "stop"):
            hands.set(playing=stands if key != "stop" else Playing(playing.path))
        elif not runs and key in ("play-pause", "play"):
            hands.set(playing=begun(phone, stands))


def stop(phone: "Phone", *, hushed: bool) -> bool:
    """Have all that plays stand still; whether anything did. What is `hushed` goes on by itself."""
    uptime, heard = phone.clock.uptime_ms, False
    for hands, playing, length in _players(phone):
        if playing.runs(uptime, length):
            hands.set(playing=Playing(playing.path, playing.at(uptime, length), hushed=hushed))
            heard = True
    return heard


def _players(phone: "Phone") -> Iterator[tuple[_Screen, Playing, int]]:
    """Each screen with a record in its player, the one looked at last first; how long the record is."""
    for task in phone.stack.tasks:
        for activity in reversed(task.activities):
            state, context = activity.state, phone.context(activity)
            if not isinstance(state, MainState | RecordsState) or state.playing is None:
                continue
            main = isinstance(state, MainState)
            record = record_at(phone, state.playing.path)
            if record is not None:
                hands = Hands(context, MainState) if main else Hands(context, RecordsState)
                yield hands, state.playing, record.length_ms
