"""The process of detached phones: one JSON argument, and a socket that is told how it went."""

import faulthandler
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from device.error import ToldToPerson
from device.link.running import Registry, RunningPhone
from device.phone.server.daemon.address import HOST
from device.phone.server.detached import StartOptions
from device.phone.server.process import run_phones

_SLOW_START = 30.0
"""Seconds after which the log is told where the start stands."""


def main(argument: str) -> int:
    """Serve until stopped; the exit code."""
    faulthandler.dump_traceback_later(_SLOW_START)
    wish = json.loads(argument)
    log = Path(wish["log"])
    caller = socket.create_connection((HOST, wish["ready"]))
    caller.sendall(wish["token"].encode() + b"\n")

    def tell(answer: dict[str, object]) -> None:
        faulthandler.cancel_dump_traceback_later()
        with caller:
            caller.sendall(json.dumps(answer).encode() + b"\n")

    def ready(phones: tuple[RunningPhone, ...]) -> None:
        if wish["leash"] is not None:
            threading.Thread(target=_end_with, args=(wish["leash"],), daemon=True).start()
        tell({"serials": [phone.serial for phone in phones]})

    options = StartOptions(**wish["options"])
    try:
        run_phones(options, Registry(Path(wish["folder"])), ready, detached=True, log=str(log))
    except ToldToPerson as error:
        tell({"error": str(error), "exit_code": error.exit_code})
        return error.exit_code
    return 0


def _end_with(leash: int) -> None:
    """Nothing is ever written to the pipe, so reading returns when nobody holds its other end any more."""
    os.read(leash, 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
