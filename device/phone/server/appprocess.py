"""Servers of other programs that this phone plays: each is run by app_process, from a jar that was pushed."""

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from device.link.wire.shellframe import EXIT, STDOUT, encode
from device.phone.file.filesystem import FileFault
from device.phone.server.daemon.stream import Stream

if TYPE_CHECKING:
    from device.phone.phone import Phone


def command_of(main: str, arguments: str) -> re.Pattern[str]:
    """The command that runs such a class: its groups are the jar's path and those of the `arguments`."""
    return re.compile(
        rf"\s*CLASSPATH=(\S+)\s+(?:exec\s+)?app_process(?:64)?\s+/\s+{re.escape(main)}{arguments}\s*"
    )


def code_of(phone: "Phone", path: str, main: str) -> bytes:
    """The code of a jar, if it is that program's: a ZIP whose code names its main class; else nothing."""
    try:
        with zipfile.ZipFile(BytesIO(phone.files.read(path))) as jar:
            code = b"".join(jar.read(name) for name in jar.namelist() if name.endswith(".dex"))
    except (FileFault, zipfile.BadZipFile):
        return b""
    return code if f"L{main.replace('.', '/')};".encode() in code else b""


async def say(stream: Stream, text: str, status: int | None = None, *, framed: bool) -> None:
    """What the program prints and, with a `status`, how it ends; `framed` as the shell protocol has it."""
    ended = b"" if status is None else encode(EXIT, bytes((status,)))
    await stream.write(encode(STDOUT, text.encode()) + ended if framed else text.encode())
