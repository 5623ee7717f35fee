"""The player's card in the shade, and what its buttons do."""

from functools import partial
from typing import TYPE_CHECKING

from device.phone.apps.music import playback
from device.phone.apps.music.playback import advance, is_playing, player
from device.phone.apps.music.song import UNKNOWN
from device.phone.apps.music.store import PACKAGE
from device.phone.intent import Intent
from device.phone.notification import LOW, TRANSPORT, Action, Notification

if TYPE_CHECKING:
    from device.phone.phone import Phone

_DO = f"{PACKAGE}."
TOGGLE, NEXT, BEFORE, STOP = f"{_DO}togglepause", f"{_DO}skip", f"{_DO}rewind", f"{_DO}quitservice"


def show(phone: "Phone") -> None:
    """Have the card say what plays; none where nothing is in the queue."""
    now = player(phone)
    if now.song is None:
        phone.cancel(PACKAGE, 1)
        return
    tr = partial(phone.translate, package=PACKAGE)
    buttons = (
        (BEFORE, "skip_previous", "Previous"),
        (TOGGLE, "pause", "Pause") if now.playing else (TOGGLE, "play_arrow", "Play"),
        (NEXT, "skip_next", "Next"),
    )
    phone.notify(
        Notification(
            PACKAGE,
            now.song.title,
            tr("Unknown artist") if now.song.artist == UNKNOWN else now.song.artist,
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


def heard(phone: "Phone", action: str) -> bool:
    """A button of the card; False for any other broadcast."""
    if action == TOGGLE:
        playback.toggle(phone)
    elif action in (NEXT, BEFORE):
        playback.skip(phone, 1 if action == NEXT else -1)
    elif action == STOP:
        playback.pause(phone)
        phone.cancel(PACKAGE, 1)
        return True
    else:
        return False
    show(phone)
    return True


def keep_up(phone: "Phone") -> None:
    """Time has passed: the next song may play by now; what was closed is silent.

    The player lives as long as a screen of the app or its card does: a force-stop takes both away.
    """
    if not is_playing(phone):
        return
    alive = bool(phone.notifications.of(PACKAGE)) or any(
        activity.package == PACKAGE for task in phone.stack.tasks for activity in task.activities
    )
    if not alive:
        playback.pause(phone)
    elif advance(phone):
        show(phone)
