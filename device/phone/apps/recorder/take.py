"""Recording: begun, paused, ended, given up; what is told of it while it goes on."""

from dataclasses import replace

from device.phone.apps.gate import REQUEST
from device.phone.apps.preference import preference, set_preference
from device.phone.apps.provider.moment import local_of
from device.phone.apps.recorder.act import ask_name
from device.phone.apps.recorder.heard import stop
from device.phone.apps.recorder.sound import recording, size_of
from device.phone.apps.recorder.state import Playing, RecorderActivity, RecorderMainState, Taking
from device.phone.apps.recorder.store import PACKAGE, RecorderRecord, place_for, record_at, save
from device.phone.apps.recorder.wave import kept_wave
from device.phone.file.entry import FileFault, NoSpace
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.notification import LOW, Notification

Main = RecorderActivity[RecorderMainState]
_MICROPHONE = "RECORD_AUDIO"
_NOTICE = 101
_COUNTER = "record_counter"


def begin(hands: Main) -> None:
    """Record; first ask for the microphone where it is not allowed yet."""
    if not hands.context.granted(_MICROPHONE):
        hands.context.request(_MICROPHONE, request=REQUEST)
        return
    stop(hands.context, hushed=False)
    hands.set(taking=Taking(hands.context.clock.uptime_ms), playing=None, dialog="")
    _tell(hands)


def pause(hands: Main) -> None:
    """Pause, or go on."""
    taking, uptime = hands.state.taking, hands.context.clock.uptime_ms
    if taking is None:
        return
    if taking.since_ms:
        hands.set(taking=Taking(0, taking.length_ms(uptime)))
    else:
        hands.set(taking=replace(taking, since_ms=uptime))
    _tell(hands)


def give_up(hands: Main) -> None:
    """Nothing of it is kept."""
    hands.set(taking=None, dialog="")
    hands.context.cancel(PACKAGE, _NOTICE)


def end(hands: Main) -> None:
    """Write the file and, unless that is not wanted, ask for its name."""
    context, taking = hands.context, hands.state.taking
    if taking is None:
        return
    length, quality = taking.length_ms(context.clock.uptime_ms), hands.quality
    give_up(hands)
    path = place_for(context, _next_name(hands), quality.format)
    now = context.clock.date_ms
    record = RecorderRecord(
        path,
        path.rpartition("/")[2].rpartition(".")[0],
        length,
        now,
        size_of(quality, length),
        quality.rate,
        quality.channels,
        quality.bitrate,
        wave=kept_wave(_seed(context), length),
    )
    try:
        if record.size > context.files.cap_bytes - context.files.used:
            raise NoSpace(path)
        data = recording(quality, length, now // 1000)
        save(context, replace(record, size=len(data)), data)
    except FileFault:
        hands.context.toast(hands.tr("Not enough storage space"))
        return
    hands.set(playing=Playing(path))
    made = record_at(context, path)
    if made is not None and hands.kept("ask_name", "1") == "1":
        ask_name(hands, "name", made)


def _seed(context: Context) -> int:
    """What is heard differs from recording to recording."""
    return context.seed * 1000 + int(preference(context, PACKAGE, _COUNTER, "0"))


def heard_seed(context: Context) -> int:
    """The seed of what is heard in the recording under way."""
    return _seed(context) + 1


def _next_name(hands: Main) -> str:
    """The name of the next recording, as the settings want it."""
    context = hands.context
    number = int(preference(context, PACKAGE, _COUNTER, "0")) + 1
    set_preference(context, PACKAGE, _COUNTER, str(number))
    naming, now = hands.kept("naming", "record"), context.clock.date_ms
    if naming == "timestamp":
        return str(now)
    if naming == "date":
        return f"{local_of(context, now):%Y-%m-%d %H.%M.%S}"
    return f"{hands.tr('Record')}-{number}"


# -- the notification --------------------------------------------------------------------------------------
def _tell(hands: Main) -> None:
    """A recording under way is told of in the shade."""
    taking = hands.state.taking
    if taking is None:
        return
    hands.context.notify(
        Notification(
            PACKAGE,
            hands.tr("Audio Recorder"),
            hands.tr("Recording") if taking.since_ms else hands.tr("Recording is paused"),
            id=_NOTICE,
            channel="recording",
            importance=LOW,
            ongoing=True,
            auto_cancel=False,
            tap=Intent(package=PACKAGE),
            counts_ms=taking.since_ms - taking.before_ms if taking.since_ms else None,
        ),
        quiet=True,
    )


def forget_lost(context: Context) -> None:
    """Take the notification back when the screen that records was closed from outside."""
    if not any(entry.id == _NOTICE for entry in context.notifications.of(PACKAGE)):
        return
    for each in context.open_activities():
        state = each.activity.state
        if isinstance(state, RecorderMainState) and state.taking is not None:
            return
    context.cancel(PACKAGE, _NOTICE)
