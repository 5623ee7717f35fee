"""The console of an Android emulator: one command, and what it says to it."""

import re
import socket
from pathlib import Path

from device.error import DeviceError, TapwrightError

HOST = "127.0.0.1"
_ENDS = re.compile(rb"(?:^|\n)(OK|KO\b[^\r\n]*)\r?\n")
TOKEN = Path("~/.emulator_console_auth_token")


class Refused(TapwrightError):
    """The console would not; says why."""


def say(port: int, line: str, timeout: float, token: Path = TOKEN) -> str:
    """Say a line to the console; its answer. Raises Refused, DeviceError when nobody is there."""
    try:
        with socket.create_connection((HOST, port), timeout) as talk:
            greeting = _answer(talk)
            if "Authentication required" in greeting:
                _told(talk, f"auth {token.expanduser().read_text('utf-8').strip()}")
            answer = _told(talk, line)
            talk.sendall(b"quit\n")
    except OSError as error:
        raise DeviceError(f"the emulator's console at {HOST}:{port} does not answer: {error}") from error
    return answer


def _told(talk: socket.socket, line: str) -> str:
    talk.sendall(" ".join(line.splitlines()).encode() + b"\n")
    answer = _answer(talk)
    last = answer.rstrip().rpartition("\n")[2]
    if last.startswith("KO"):
        raise Refused(f"the emulator's console refuses {line.split()[0]!r}: {last}")
    return answer


def _answer(talk: socket.socket) -> str:
    """All up to OK or KO."""
    said = b""
    while not _ENDS.search(said):
        more = talk.recv(4096)
        if not more:
            raise ConnectionError("it hung up")
        said += more
    return said.decode("utf-8", "replace").replace("\r\n", "\n")
