"""`gsm ...`: calls from and to the other side, and the radio."""

import re
from dataclasses import replace
from typing import get_args

from device.phone.apps.dialer.call import (
    CallState,
    answer_call,
    connected,
    current_call,
    hang_up,
    hold_call,
    ring,
)
from device.phone.apps.provider.number import same_number
from device.phone.console.answer import ConsoleEntry, ConsolePlace, Refused, Table
from device.phone.system.hardware import SIGNAL_TOP, Registration

_STATES: dict[str, Registration] = {
    **{name: name for name in get_args(Registration)},
    "off": "unregistered",
    "on": "home",
}
_NAMES = " ".join(_STATES)
_NUMBER = re.compile(r"[0-9+#]*[0-9][0-9+#]*")


def _call(place: ConsolePlace, rest: str) -> list[str]:
    if not rest:
        raise Refused("missing argument, try 'gsm call <phonenumber>'")
    if not _NUMBER.fullmatch(rest):
        raise Refused("bad phone number format, use digits, # and + only")
    ring(place.phone.context(), rest)
    return []


def _present(place: ConsolePlace, number: str, verb: str) -> CallState:
    """The call with a number. Raises Refused when there is none."""
    if not number:
        raise Refused(f"missing argument, try 'gsm {verb} <phonenumber>'")
    activity = current_call(place.phone.context())
    state = activity.state if activity is not None else None
    if not isinstance(state, CallState) or not same_number(state.number, number):
        raise Refused(f"no current call to/from number '{number}' (error -1)")
    return state


def _accept(place: ConsolePlace, rest: str) -> list[str]:
    _present(place, rest, "accept")
    answer_call(place.phone.context())
    return []


def _busy(place: ConsolePlace, rest: str) -> list[str]:
    state = _present(place, rest, "busy")
    if state.incoming or connected(place.phone.context(), state):
        raise Refused(f"call to '{rest}' is not waiting")
    hang_up(place.phone.context(), by_other=True)
    return []


def _cancel(place: ConsolePlace, rest: str) -> list[str]:
    _present(place, rest, "cancel")
    hang_up(place.phone.context(), by_other=True)
    return []


def _hold(place: ConsolePlace, rest: str) -> list[str]:
    _present(place, rest, "hold")
    if not hold_call(place.phone.context()):
        raise Refused(f"call with '{rest}' is not active")
    return []


def _list(place: ConsolePlace, rest: str) -> list[str]:
    activity = current_call(place.phone.context())
    state = activity.state if activity is not None else None
    if not isinstance(state, CallState):
        return []
    direction = "inbound from " if state.incoming else "outbound to  "
    return [f"{direction} {state.number:<10} : {_doing(place, state)}"]


def _doing(place: ConsolePlace, state: CallState) -> str:
    if not state.answered:
        return "incoming"
    if not connected(place.phone.context(), state):
        return "alerting"
    return "held" if state.held else "active"


def _status(place: ConsolePlace, rest: str) -> list[str]:
    now = place.phone.hardware
    return [f"gsm voice state: {now.voice}", f"gsm data state:  {now.data}"]


def _registration(rest: str, kind: str) -> Registration:
    if rest not in _STATES:
        raise Refused(
            f"bad GSM {kind} state name, try 'help gsm {kind}' for list of valid values"
            if rest
            else f"missing argument, try 'gsm {kind} <state>'"
        )
    return _STATES[rest]


def _voice(place: ConsolePlace, rest: str) -> list[str]:
    place.phone.hardware = replace(place.phone.hardware, voice=_registration(rest, "voice"))
    return []


def _data(place: ConsolePlace, rest: str) -> list[str]:
    place.phone.hardware = replace(place.phone.hardware, data=_registration(rest, "data"))
    return []


def _signal(place: ConsolePlace, rest: str) -> list[str]:
    words = rest.split()
    if not words or not all(word.isascii() and word.isdigit() for word in words):
        raise Refused("not enough arguments: see 'help gsm signal' for details")
    strength = int(words[0])
    if strength > 31 and strength != 99:
        raise Refused("invalid RSSI - must be 0..31 or 99")
    bars = 0 if strength == 99 else min(SIGNAL_TOP, (strength + 1) // 5)
    place.phone.hardware = replace(place.phone.hardware, signal=bars)
    return []


def _profile(place: ConsolePlace, rest: str) -> list[str]:
    if not (rest.isascii() and rest.isdigit() and int(rest) <= SIGNAL_TOP):
        raise Refused(f"invalid signal strength, must be 0..{SIGNAL_TOP}")
    place.phone.hardware = replace(place.phone.hardware, signal=int(rest))
    return []


COMMANDS: Table = {
    "list": ConsoleEntry(_list, "list current phone calls"),
    "call": ConsoleEntry(_call, "create inbound phone call"),
    "busy": ConsoleEntry(_busy, "close waiting outbound call as busy"),
    "hold": ConsoleEntry(_hold, "change the state of a call to 'held'"),
    "accept": ConsoleEntry(_accept, "change the state of a call to 'active'"),
    "cancel": ConsoleEntry(_cancel, "disconnect an inbound or outbound phone call"),
    "data": ConsoleEntry(_data, f"data connection state: {_NAMES}"),
    "voice": ConsoleEntry(_voice, f"voice connection state: {_NAMES}"),
    "status": ConsoleEntry(_status, "display GSM status"),
    "signal": ConsoleEntry(_signal, "set the signal: <rssi> [<ber>], 0..31 or 99"),
    "signal-profile": ConsoleEntry(_profile, "set the signal strength profile"),
}
