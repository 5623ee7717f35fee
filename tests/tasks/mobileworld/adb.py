"""A program called `adb` that reaches one phone: MobileWorld's server runs that program for all it does."""

import json
import re
import socketserver
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from device.client import Device
from tasks.androidworld.line import AdbLine, CommandFailed

_PROGRAM = """#!{python} -S
import json, socket, sys
with socket.create_connection(("127.0.0.1", {port})) as talk:
    talk.sendall(json.dumps(sys.argv[1:]).encode() + b"\\n")
    code, *said = talk.makefile("rb").read().split(b"\\n", 1)
sys.stdout.buffer.write(said[0])
sys.exit(int(code))
"""
_SU = re.compile(r"^su (?:root|0) (?:-c )?")
"""The embedded phone's shell is root's, and has no `su`."""


@contextmanager
def adb_program(device: Device, folder: Path) -> Iterator[Path]:
    """The folder to be put on PATH while the program is to answer."""
    line = AdbLine(device)

    class Answering(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            words = json.loads(self.rfile.readline())
            if words[0] == "-s":
                words = words[2:]
            if words[:3] == ["emu", "avd", "snapshot"]:  # the phone is fresh: nothing to go back to
                self.wfile.write(b"0\nOK\n")
                return
            if words[0] == "shell":
                words = ["shell", _SU.sub("", " ".join(words[1:]))]
            try:
                self.wfile.write(b"0\n" + line.execute_command(words))
            except CommandFailed as error:
                self.wfile.write(b"1\n" + str(error).encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        program = folder / "adb"
        program.write_text(_PROGRAM.format(python=sys.executable, port=server.server_address[1]))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        try:
            yield folder
        finally:
            server.shutdown()
