"""screenrecord: a film of the screen, in an MP4 of JPEG pictures, as there is no video encoder here."""

import re
from dataclasses import dataclass

from device.phone.file.filesystem import FileFault
from device.phone.screen.recording import Recording
from device.phone.shell.call import Call, Command, UsageFault, read_options

LONGEST_S = 180
_BIT_RATE, _LEAST_RATE, _MOST_RATE = 20_000_000, 100_000, 200_000_000
_STEP_MS = 100
_LEAST_SIDE = 2
_LONG = {
    "help": "h", "verbose": "v", "size": "s", "bit-rate": "b", "time-limit": "t", "rotate": "r",
    "display-id": "d", "bugreport": "u", "output-format": "o", "codec-name": "c", "show-device-info": "i",
    "show-frame-time": "f", "persistent-surface": "p", "version": "V",
}  # fmt: skip
_USAGE = """Usage: screenrecord [options] <filename>

Android screenrecord v1.3.  Records the device's display to a .mp4 file.

Options:
--size WIDTHxHEIGHT   The video size, e.g. "1280x720".
--bit-rate RATE       The video bit rate, in bits per second.
--time-limit TIME     The maximum recording time, in seconds.  Default / maximum is 180.
--verbose, --help

Recording continues until Ctrl-C is hit or the time limit is reached.
"""


class RecordFault(Exception):
    """What the command says before it ends, and its exit code."""

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be filmed."""

    path: str
    size: tuple[int, int] | None
    quality: int
    """Of the pictures, as JPEG has it: the bit rate in other words."""
    limit_ms: int


def read_order(args: list[str]) -> Order:
    """The arguments. Raises RecordFault."""
    try:
        given = read_options(args, "hvs:b:t:rd:uo:c:ifpV", _LONG)
    except UsageFault:
        raise RecordFault(_USAGE.rstrip()) from None
    if "h" in given:
        raise RecordFault(_USAGE.rstrip(), 0)
    if "V" in given:
        raise RecordFault("1.3", 0)
    size = re.fullmatch(r"(\d{1,4})x(\d{1,4})", given.value("s"))
    if "s" in given and (size is None or not (int(size[1]) and int(size[2]))):
        raise RecordFault(f"Invalid size '{given.value('s')}', must be width x height")
    width, height = (int(size[1]), int(size[2])) if size else (_LEAST_SIDE, _LEAST_SIDE)
    if min(width, height) < _LEAST_SIDE:
        raise RecordFault(f"ERROR: unable to configure video/avc codec at {width}x{height} (err=-22)", 234)
    rate = _rate(given.value("b", str(_BIT_RATE)))
    limit = given.value("t", str(LONGEST_S))
    if not limit.isdecimal() or not 1 <= int(limit) <= LONGEST_S:
        raise RecordFault(f"Time limit {limit}s outside acceptable range [1,{LONGEST_S}]")
    if given.value("o", "mp4") != "mp4":
        raise RecordFault("ERROR: unable to create video/avc codec instance", 1)
    if not given.rest:
        raise RecordFault("Must specify output file (see --help).")
    quality = min(90, max(30, 30 + rate * 50 // _BIT_RATE))
    return Order(given.rest[0], (width, height) if size else None, quality, int(limit) * 1000)


def _rate(text: str) -> int:
    found = re.fullmatch(r"(\d{1,9})([mMkK]?)", text)
    if found is None:
        raise RecordFault(f"Invalid bit rate '{text}'")
    rate = int(found[1]) * {"": 1, "k": 1000, "m": 1_000_000}[found[2].lower()]
    if not _LEAST_RATE <= rate <= _MOST_RATE:
        raise RecordFault(f"Bit rate {rate}bps outside acceptable range [{_LEAST_RATE},{_MOST_RATE}]")
    return rate


def screenrecord(call: Call) -> int:
    """Film what the phone does while the time passes that --time-limit names, as `sleep` lets it pass.

    The daemon films what others do meanwhile instead, see daemon/filming.py.
    """
    try:
        order = read_order(call.args)
        film = Recording(call.phone, call.path(order.path), order.size, order.quality)
    except RecordFault as fault:
        call.err(str(fault))
        return fault.status
    except FileFault:
        call.err("ERROR: couldn't open file")
        return 134
    for _ in range(order.limit_ms // _STEP_MS):
        call.phone.clock.advance(_STEP_MS)
    film.finish()
    return 0


COMMANDS: dict[str, Command] = {"screenrecord": screenrecord}
