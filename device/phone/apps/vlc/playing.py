"""What plays: where it is, and what play, pause, seek and the end of a file do."""

from dataclasses import replace

from device.phone.apps.provider.film import Film, demuxer_of, film_of, is_installed, length_ms, tell_missing
from device.phone.apps.provider.media import content, media_path
from device.phone.apps.vlc.state import PlayState, VlcActivity
from device.phone.apps.vlc.store import PACKAGE, entry_of, remember
from device.phone.file.document import path_of
from device.phone.file.mediatype import media_type
from device.phone.system.intent import Intent

Player = VlcActivity[PlayState]
SHOWN_MS = 4_000
"""Of uptime, for which the controls stay while it plays."""
_NEAR_END_MS = 2_000
"""A file left this near its end begins anew."""
_BACK_MS = 5_000
"""A file that is further than this begins again when the one before it is asked for."""


def begin(hands: Player, intent: Intent) -> None:
    """Play what an intent brings: files of this app's lists, or one from elsewhere."""
    extras = intent.extras
    listed = tuple(path for path in str(extras.get("queue", "")).split("\n") if path)
    other = path_of(intent.data) or media_path(hands.context, intent.data)
    queue = listed or ((other,) if other else ())
    at = min(max(0, int(extras.get("at", 0))), max(0, len(queue) - 1))
    hands.set(**_start(hands, replace(PlayState(queue), at=at), fresh=bool(extras.get("fresh"))))


def _start(hands: Player, state: PlayState, *, fresh: bool = False) -> dict[str, object]:
    """The fields of a player at the beginning of the file at `state.at`, or where that was left off."""
    now = hands.context.clock.uptime_ms
    base = 0
    if state.queue and not fresh and hands.on("resume"):
        known = entry_of(hands.context, state.queue[state.at])
        base = known.last_time_ms if known is not None else 0
    found = film(hands, state)
    if is_film(state):
        tell_missing(hands.context)
    if found is None or base > found.length_ms - _NEAR_END_MS:
        base = 0
    plays = found is not None and hands.context.take_sound(PACKAGE)
    return {
        "queue": state.queue,
        "at": state.at,
        "base_ms": base,
        "since_ms": now if plays else 0,
        "hidden_ms": now + SHOWN_MS if plays else 0,
    }


def path(state: PlayState) -> str:
    """The file that plays; "" for none."""
    return state.queue[state.at] if state.at < len(state.queue) else ""


def film(hands: Player, state: PlayState) -> Film | None:
    """What the file is; None when it cannot be played. Without a decoder: what its head tells."""
    data = content(hands.context, path(state))
    if is_film(state) and is_installed():
        return film_of(data)
    return Film(length_ms(data, path(state))) if demuxer_of(data) else None


def is_film(state: PlayState) -> bool:
    """Whether there should be a picture."""
    return not media_type(path(state)).startswith("audio/")


def position(hands: Player, length: int) -> int:
    """Where it is in the file, in milliseconds; not beyond a length that is known."""
    state = hands.state
    at = state.base_ms
    if state.since_ms:
        at += int((hands.context.clock.uptime_ms - state.since_ms) * state.rate)
    return max(0, min(at, length) if length else at)


def seek(hands: Player, to_ms: int, length: int) -> None:
    """Go to a moment of the file; the very end is left to be reached by playing."""
    state, now = hands.state, hands.context.clock.uptime_ms
    to_ms = max(0, min(to_ms, length) if length else to_ms)
    hands.set(base_ms=to_ms, since_ms=now if state.since_ms else 0, hidden_ms=_hide(state, now))


def toggle(hands: Player, length: int) -> None:
    """Play or pause; at the end, play from the start."""
    now, at = hands.context.clock.uptime_ms, position(hands, length)
    if hands.state.since_ms:
        hands.set(base_ms=at, since_ms=0, hidden_ms=0)
    elif hands.context.take_sound(PACKAGE):
        hands.set(base_ms=0 if length and at >= length else at, since_ms=now, hidden_ms=now + SHOWN_MS)


def set_rate(hands: Player, rate: float, length: int) -> None:
    """Play faster or slower from here on."""
    now = hands.context.clock.uptime_ms
    since = now if hands.state.since_ms else 0
    hands.set(base_ms=position(hands, length), since_ms=since, rate=rate, dialog="")


def touch(hands: Player) -> None:
    """Show the controls, or put them away."""
    state, now = hands.state, hands.context.clock.uptime_ms
    if hidden(hands):
        hands.set(hidden_ms=now + SHOWN_MS if state.since_ms else 0)
    else:
        hands.set(hidden_ms=now)


def hidden(hands: Player) -> bool:
    """Whether the controls are away."""
    gone = hands.state.hidden_ms
    return 0 < gone <= hands.context.clock.uptime_ms


def _hide(state: PlayState, now: int) -> int:
    return now + SHOWN_MS if state.since_ms else 0


def skip(hands: Player, step: int) -> None:
    """On to another file of the queue, round its ends where all repeat."""
    state = hands.state
    at = state.at + step
    if state.repeat == "all":
        at %= max(1, len(state.queue))
    if 0 <= at < len(state.queue):
        keep_place(hands)
        hands.set(**_start(hands, replace(state, at=at)))


def back_up(hands: Player, length: int) -> None:
    """To the file before; from further in, or from the first one, to the start of the file that plays."""
    if position(hands, length) > _BACK_MS or (not hands.state.at and hands.state.repeat != "all"):
        seek(hands, 0, length)
    else:
        skip(hands, -1)


def keep_place(hands: Player) -> None:
    """Note where the file that plays is left off."""
    state, found = hands.state, film(hands, hands.state)
    if found is not None and path(state) and hands.on("history"):
        at = position(hands, found.length_ms)
        over = found.length_ms and at > found.length_ms - _NEAR_END_MS
        remember(hands.context, path(state), 0 if over else at)


def stop(hands: Player) -> None:
    """The player is left: it stands still, and is noted."""
    hands.context.release_sound(PACKAGE)
    found = film(hands, hands.state)
    if found is None:
        return
    keep_place(hands)
    hands.set(base_ms=position(hands, found.length_ms), since_ms=0, hidden_ms=0)


def leave(hands: Player) -> None:
    """Back to where it was opened from."""
    stop(hands)
    hands.context.finish()


def pass_time(hands: Player) -> None:
    """The end of a file leads to the next one, to its start, or out of the player."""
    state = hands.state
    if not state.since_ms:
        return
    found = film(hands, state)
    if found is None:
        hands.set(since_ms=0, hidden_ms=0)
    elif found.length_ms and position(hands, found.length_ms) >= found.length_ms:
        if state.repeat == "one":
            hands.set(base_ms=0, since_ms=hands.context.clock.uptime_ms)
        elif state.at + 1 < len(state.queue) or (state.repeat == "all" and len(state.queue) > 1):
            skip(hands, 1)
        elif state.repeat == "all":
            hands.set(base_ms=0, since_ms=hands.context.clock.uptime_ms)
        else:
            keep_place(hands)
            hands.set(since_ms=0)
            hands.context.release_sound(PACKAGE)
            hands.context.finish()
