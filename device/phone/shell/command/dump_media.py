"""dumpsys audio and media_session: volumes, who has the audio focus, and the players there are."""

from typing import TYPE_CHECKING

from device.phone.shell.call import Call
from device.phone.shell.command.dump_window import object_hash
from device.phone.system.audiofocus import TELECOM, Hold, Playback, playback_of
from device.phone.system.identity import uid_of
from device.phone.system.passing import pass_time

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_CONTENT = {"MEDIA": "MUSIC", "ALARM": "SONIFICATION", "VOICE_COMMUNICATION": "SPEECH"}
_CALLS = "AudioFocus_For_Phone_Ring_And_Calls"
_SYSTEM_UID = 1000
_PAUSED, _PLAYING = 2, 3
"""Of PlaybackState."""


def audio(call: Call, args: list[str]) -> None:
    """The focus stack, and how loud each stream is."""
    phone = call.phone
    pass_time(phone)
    call.line(f"MediaFocusControl dump time: {phone.clock.now:%H:%M:%S}")
    call.line("\nAudio Focus stack entries (last is top of stack):")
    for hold in phone.sound.stack:
        call.line(_entry(hold))
    calls = TELECOM in phone.sound.noisy
    call.line("\n\nNo external focus policy\n\n\n\n Notify on duck:  true\n")
    call.line(f" In ring or call: {str(calls).lower()}\n\n\nStream volumes (device: index)")
    for name in ("music", "ring", "alarm", "notification", "voice"):
        level = phone.settings.number("system", f"volume_{name}")
        call.line(f"- STREAM_{name.upper()}:\n   streamVolume:{level}")


def _entry(hold: Hold) -> str:
    by_call = hold.package == TELECOM
    source = object_hash(hold.package)
    client = _CALLS if by_call else f"android.media.AudioManager@{source}{hold.package}"
    usage, content = f"USAGE_{hold.usage}", f"CONTENT_TYPE_{_CONTENT[hold.usage]}"
    return (
        f"  source:android.os.BinderProxy@{source} -- pack: {hold.package} -- client: {client}"
        f" -- gain: {'GAIN_TRANSIENT' if hold.passing else 'GAIN'} -- flags: {'LOCK' if by_call else ''}"
        f" -- loss: {'LOSS_TRANSIENT' if hold.lost else 'none'} -- notified: true -- limbofalse"
        f" -- uid: {_SYSTEM_UID if by_call else uid_of(hold.package)}"
        f" -- attr: AudioAttributes: usage={usage} content={content} flags=0x800 tags= bundle=null -- sdk:33"
    )


def players(phone: "Handset") -> list[tuple[str, Playback]]:
    """The packages with a media session and what they play, the one that media keys go to first."""
    told = [(package, playback_of(phone, package)) for package in phone.apps]
    found = [(package, playback) for package, playback in told if playback is not None]
    return sorted(found, key=lambda each: (each[0] != phone.sound.last, not each[1].plays))


def media_session(call: Call, args: list[str]) -> None:
    """The sessions, one for each player."""
    phone = call.phone
    pass_time(phone)
    found = players(phone)
    last = next((package for package, _ in found if package == phone.sound.last), "")
    call.line("MEDIA SESSION SERVICE (dumpsys media_session)\n\n0 sessions listeners.")
    call.line("Global priority session is null\nUser Records:\nRecord for full_user=0")
    call.line(f"  Media button session is {f'{last}/{_tag(phone, last)} (userId=0)' if last else 'null'}")
    call.line(f"  Sessions Stack - have {len(found)} sessions:")
    for package, playback in found:
        _session(call, package, playback)


def _session(call: Call, package: str, playback: Playback) -> None:
    phone, tag = call.phone, _tag(call.phone, package)
    state, speed = (_PLAYING, 1.0) if playback.plays else (_PAUSED, 0.0)
    title = ", ".join((playback.title, playback.artist or "null", "null"))
    call.line(f"    {tag} {package}/{tag} (userId=0)")
    call.line(f"      ownerPid={call.phone.packages.pid_of(package)}, ownerUid={uid_of(package)}, userId=0")
    call.line(f"      package={package}\n      active=true")
    call.line(
        f"      state=PlaybackState {{state={state}, position={playback.place_ms}, buffered position=0, "
        f"speed={speed}, updated={phone.clock.uptime_ms}, actions=823, custom actions=[], "
        "active item id=-1, error=null}"
    )
    call.line(
        "      audioAttrs=AudioAttributes: usage=USAGE_MEDIA content=CONTENT_TYPE_MUSIC flags=0x800 tags= "
        "bundle=null\n      volumeType=LOCAL, controlType=2, max=0, current=0"
    )
    call.line(f"      metadata: size=3, description={title}\n      queueTitle=null, size=0")


def _tag(phone: "Handset", package: str) -> str:
    return phone.apps[package].manifest.label.replace(" ", "")
