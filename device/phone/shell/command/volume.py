"""media: volume, the keys of players, the players there are."""

from device.phone.shell.call import Call, Command
from device.phone.shell.command.dump_media import players
from device.phone.system import keycode
from device.phone.system.audiofocus import press
from device.phone.system.passing import pass_time

_STREAMS = {
    0: ("voice", "STREAM_VOICE_CALL", 1, 8), 1: ("system", "STREAM_SYSTEM", 0, 7),
    2: ("ring", "STREAM_RING", 0, 7), 3: ("music", "STREAM_MUSIC", 0, 25), 4: ("alarm", "STREAM_ALARM", 1, 7),
    5: ("notification", "STREAM_NOTIFICATION", 0, 7),
}  # fmt: skip
"""Number -> key behind volume_, name, lowest and highest level."""


def media(call: Call) -> int:
    """`media VERB` and `cmd media_session VERB`."""
    args = [arg for arg in call.args if arg]
    if args[:1] == ["list-sessions"]:
        call.line("Sessions:")
        for package, _ in players(call.phone):
            call.line(f"  tag={package}, package={package}")
        return 0
    if args[:1] == ["dispatch"]:
        return _dispatch(call, args[1:])
    if args[:1] != ["volume"]:
        call.line("usage: media [subcommand] [options]\n       media volume [options]")
        return 0 if not args else 1
    return _volume(call, args[1:])


def _dispatch(call: Call, args: list[str]) -> int:
    """A media key, as if it were pressed."""
    key = "play-pause" if args[:1] == ["headsethook"] else (args or [""])[0]
    if key not in (*keycode.MEDIA.values(), "mute", "record"):
        call.err(f"Error: unknown dispatch code '{key}'")
        return 1
    pass_time(call.phone)
    press(call.phone, key)
    call.phone.clock.advance(1)
    return 0


def _volume(call: Call, args: list[str]) -> int:
    stream, level, step, show = 3, None, "", False
    queue = args[::-1]
    while queue:
        arg = queue.pop()
        value = queue[-1] if queue else ""
        if arg == "--stream" and value.isascii() and value.isdigit():
            stream = int(queue.pop())
        elif arg == "--set" and value.isascii() and value.isdigit():
            level = int(queue.pop())
        elif arg == "--adj" and value in ("raise", "lower", "same"):
            step = queue.pop()
        elif arg == "--get":
            show = True
    if stream not in _STREAMS:
        call.err(f"Error: invalid stream {stream}")
        return 1
    key, name, least, most = _STREAMS[stream]
    store = call.phone.settings
    now = store.number("system", f"volume_{key}", 5)
    call.line(f"[V] will control stream={stream} ({name})")
    if level is not None and not least <= level <= most:
        call.err(f"Error: invalid volume index, must be in [{least}..{most}]")
        return 1
    if level is not None:
        call.line(f"[V] will set volume to index={level}")
        store.put("system", f"volume_{key}", level)
    elif step:
        moved = min(most, max(least, now + {"raise": 1, "lower": -1}.get(step, 0)))
        store.put("system", f"volume_{key}", moved)
        call.line(f"[V] will adjust volume {step}")
    if show:
        level = store.number("system", f"volume_{key}")
        call.line(f"[V] will get volume\n[V] volume is {level} in range [{least}..{most}]")
    return 0


COMMANDS: dict[str, Command] = {
    "media": media,
}  # fmt: skip
