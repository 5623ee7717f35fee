"""Who is heard: the audio focus, handed out as Android's AudioManager does.

Whoever begins to play takes it, and who had it falls silent: for good before another player, for a while
before a call, an alarm, a timer or a camera that films, and goes on when that is over. During a call nobody
else gets it. Media keys go to the player that has it or had it last.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from device.phone.system.fault import guarded
from device.phone.system.intent import Activity, Intent

if TYPE_CHECKING:
    from device.phone.system.app import App
    from device.phone.system.context import Context
    from device.phone.system.system import System

T = TypeVar("T")
Usage = Literal["MEDIA", "ALARM", "VOICE_COMMUNICATION"]
"""As AudioAttributes has it, without USAGE_."""
TELECOM = "com.android.server.telecom"
"""In whose name a call has the focus."""
MEDIA_BUTTON, KEY_EVENT = "android.intent.action.MEDIA_BUTTON", "android.intent.extra.KEY_EVENT"
"""The intent that tells a player of a key, and its extra: the key as `media dispatch` calls it."""


@dataclass(frozen=True, slots=True)
class Playback:
    """What a player plays, or goes on with when it is told to."""

    title: str
    artist: str = ""
    place_ms: int = 0
    """How far it is."""
    plays: bool = False
    """It is heard now; else it stands still."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One that asked for the focus and did not give it back."""

    package: str
    usage: Usage = "MEDIA"
    passing: bool = False
    """It wants it for a while (GAIN_TRANSIENT)."""
    lost: bool = False
    """Another one has it for a while."""
    resumes: bool = False
    """It was heard until then, and goes on afterwards."""


@dataclass(frozen=True, slots=True)
class Sound:
    """The focus at one moment."""

    stack: tuple[Hold, ...] = ()
    """The last one is heard."""
    noisy: frozenset[str] = frozenset()
    """What rings, talks or films now, in the focus or not."""
    last: str = ""
    """The player that has the focus or had it last."""


SILENCE = Sound()


def take(system: "System", package: str) -> bool:
    """A player begins; False while a call keeps the focus from it."""
    sound = system.sound
    if any(hold.usage == "VOICE_COMMUNICATION" for hold in sound.stack):
        return False
    if not sound.stack or sound.stack[-1].package != package:
        system.sound = replace(sound, stack=(Hold(package),), last=package)
        for hold in sound.stack:
            if hold.package != package and not hold.lost:
                _hush(system, hold.package)
    elif sound.last != package:
        system.sound = replace(sound, last=package)
    return True


def interrupt(system: "System", package: str, usage: Usage) -> None:
    """Something begins that is heard for a while; nothing where that is known already."""
    sound = system.sound
    if package in sound.noisy:
        return
    system.sound = replace(sound, noisy=sound.noisy | {package})
    calls = tuple(hold for hold in sound.stack if hold.usage == "VOICE_COMMUNICATION")
    others = tuple(
        hold if hold.lost else replace(hold, lost=True, resumes=_hush(system, hold.package))
        for hold in sound.stack
        if hold not in calls
    )
    mine = Hold(package, usage, passing=True, lost=bool(calls))
    system.sound = replace(system.sound, stack=(*others, mine, *calls))


def release(system: "System", package: str) -> None:
    """It is over, or its app is gone: who had the focus before has it again, and goes on where it did."""
    sound = system.sound
    kept = tuple(hold for hold in sound.stack if hold.package != package)
    if package not in sound.noisy and len(kept) == len(sound.stack):
        return
    back = kept[-1] if kept and kept[-1].lost else None
    if back is not None:
        kept = (*kept[:-1], replace(back, lost=False, resumes=False))
    system.sound = replace(sound, stack=kept, noisy=sound.noisy - {package})
    if back is not None and back.resumes:
        _ask(system, back.package, lambda app, context: app.unhush(context), None)


def silence(system: "System", package: str) -> None:
    """An app that is about to be closed stands still, if it is heard."""
    others = tuple(hold for hold in system.sound.stack if hold.package != package)
    if len(others) < len(system.sound.stack):
        # Given up first: an app that stumbles over falling silent is closed once, not for ever.
        system.sound = replace(system.sound, stack=others)
        _ask(system, package, lambda app, context: app.hush(context), False)


def fall_silent(system: "System") -> None:
    """The phone goes off: what is heard stays where it is."""
    heard = system.sound.stack
    system.sound = SILENCE
    for hold in heard:
        if not hold.lost:
            _hush(system, hold.package)


def let_go(system: "System") -> None:
    """Apps that were closed no longer have it. Asked before every frame."""
    for hold in system.sound.stack:
        if not hold.passing and not is_open(system, hold.package):
            release(system, hold.package)


def is_open(system: "System", package: str) -> bool:
    """Whether an app lives: it has a screen somewhere, or a notification."""
    return any(each.package == package for task in system.stack.tasks for each in task.activities) or any(
        each.package == package for each in system.notifications.posted
    )


def at_work(system: "System", package: str) -> bool:
    """Whether the system keeps an app going behind others: it is heard, or a notification tells of it."""
    sound, played = system.sound, playback_of(system, package)
    return (
        package in sound.noisy
        or (played is not None and played.plays)
        or any(hold.package == package and hold.resumes for hold in sound.stack)
        or any(entry.ongoing for entry in system.notifications.of(package))
    )


def playback_of(system: "System", package: str) -> Playback | None:
    """What an app plays or could go on with; None when it is no player now."""
    return _ask(system, package, lambda app, context: app.playback(context), None)


def press(system: "System", key: str) -> None:
    """A media key, as `media dispatch` names it: to the player that has the focus or had it last."""
    sound = system.sound
    if key in ("pause", "stop"):  # nothing goes on that somebody stopped while it was silent anyway
        system.sound = replace(sound, stack=tuple(_stopped(hold, sound.last) for hold in sound.stack))
    told = Intent(MEDIA_BUTTON, extras={KEY_EVENT: key})
    _ask(system, sound.last, lambda app, context: app.receive(context, told), None)


def _stopped(hold: Hold, package: str) -> Hold:
    return replace(hold, resumes=False) if hold.package == package else hold


def _hush(system: "System", package: str) -> bool:
    """Have an app be silent; whether it was heard."""
    return _ask(system, package, lambda app, context: app.hush(context), False)


def _ask(system: "System", package: str, what: "Callable[[App, Context], T]", default: T) -> T:
    """Call an app that has no part in what goes on: where it is not there, or breaks, the rest goes on."""
    installed, app = system.packages.get(package), system.apps.get(package)
    if app is None or installed is None or not installed.enabled:
        return default
    context = system.context(Activity(0, package, ""))
    return guarded(system, package, lambda: what(app, context), default)
