"""Which service answers to which name."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from device.link.wire.picture import framebuffer_header
from device.phone.server.daemon.command import RunCommand, exec_service, shell_service
from device.phone.server.daemon.filming import filming
from device.phone.server.daemon.following import following
from device.phone.server.daemon.pace import paced
from device.phone.server.daemon.stream import Service, Stream
from device.phone.server.daemon.sync import transfers
from device.phone.server.mirror.service import mirroring, watching
from device.phone.server.resident.service import residing, visiting
from device.phone.shell.result import ShellResult

if TYPE_CHECKING:
    from device.phone.phone import Phone

ROOT = "adbd is already running as root\n"
_RESTART = re.compile(r"[^:]*:\s*(?:su\s+(?:-c|0|root)\s+)?'?(?:reboot|svc\s+power\s+reboot)\b(?!\s+-p)")
"""A shell command that restarts the phone: it ends the connection it came by, so it is no shell's task."""


class Host(Protocol):
    """What services ask of the daemon they belong to."""

    @property
    def phone(self) -> "Phone":
        """Whose daemon it is."""
        ...

    @property
    def services(self) -> Mapping[str, Service]:
        """Further services by full name."""
        ...

    def reboot(self) -> None:
        """Drop every connection and come back as a phone that has just started."""
        ...

    def obey(self) -> None:
        """Restart or shut down, if a command has just asked for it; break off, if the weather is such."""
        ...


def find_service(host: Host, name: str) -> Service | None:
    """The service of a name; None for one this phone does not have, which is refused.

    `tcp:`, `localabstract:` and the like lead to the phone's own services only, never to the host's.
    """
    kind = name.partition(":")[0].partition(",")[0]
    opener = _OPENERS.get(kind)
    if opener is None:
        return host.services.get(name)
    service = opener(host, name)
    return paced(service, name, host.phone.weather.timing) if service is not None else None


def _shell(host: Host, name: str) -> Service:
    if _RESTART.match(name):
        return _reboot(host, name)
    phone = host.phone
    lasting = (
        filming(phone, name) or following(phone, name) or residing(phone, name) or mirroring(phone, name)
    )
    if lasting is not None:
        return lasting
    return shell_service(name, _runner(host), lambda: _Obeying(host))


def _exec(host: Host, name: str) -> Service:
    if _RESTART.match(name):
        return _reboot(host, name)
    lasting = following(host.phone, name)
    if lasting is not None:
        return lasting
    return exec_service(name, _runner(host), lambda: _Obeying(host))


def _runner(host: Host) -> RunCommand:
    def run(command: str, stdin: bytes) -> ShellResult:
        result = host.phone.shell(command, stdin)
        host.obey()
        return result

    return run


class _Obeying:
    """A shell that stays, and may be used to restart the phone."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._session = host.phone.shell.session()

    @property
    def prompt(self) -> str:
        """What stands before the line."""
        return self._session.prompt

    @property
    def exited(self) -> bool:
        """Whether `exit` was run."""
        return self._session.exited

    def __call__(self, command: str, stdin: bytes = b"") -> ShellResult:
        """Run a line."""
        result = self._session(command, stdin)
        self._host.obey()
        return result

    def typed(self, script: bytes) -> ShellResult:
        """Run what is there of a script that comes by standard input."""
        result = self._session.typed(script)
        self._host.obey()
        return result


def _tcp(host: Host, name: str) -> Service | None:
    """A port of the phone's own; the host's are never reached."""
    return visiting(host.phone, name) or host.services.get(name)


def _abstract(host: Host, name: str) -> Service | None:
    """A socket that a program of the phone has opened by a name."""
    return watching(host.phone, name) or host.services.get(name)


def _sync(host: Host, name: str) -> Service:
    return transfers(host.phone.files)


def _framebuffer(host: Host, name: str) -> Service:
    async def serve(stream: Stream) -> None:
        await stream.room()
        await stream.write(framebuffer_header(*host.phone.camera.image().size))
        await stream.write(host.phone.camera.rgba())

    return serve


def _saying(text: str) -> Callable[[Host, str], Service]:
    def open_it(host: Host, name: str) -> Service:
        async def serve(stream: Stream) -> None:
            await stream.write(text.format(name.partition(":")[2]).encode())

        return serve

    return open_it


def _reboot(host: Host, name: str) -> Service:
    async def serve(stream: Stream) -> None:
        host.reboot()

    return serve


def _reverse(host: Host, name: str) -> Service:
    """Reverse forwards would let the phone reach the host: there are none, and none can be made."""
    wish, _, what = name.removeprefix("reverse:").partition(":")

    async def serve(stream: Stream) -> None:
        if wish == "list-forward":
            await stream.write(b"0000")
        elif wish == "killforward-all":
            await stream.write(b"OKAY")
        elif wish == "killforward":
            await stream.write(_failure(f"listener '{what}' not found"))
        else:
            await stream.write(_failure("cannot bind listener: Operation not permitted"))

    return serve


def _failure(message: str) -> bytes:
    text = message.encode("utf-8", "replace")[:0xFFFF]
    return b"FAIL%04x" % len(text) + text


_OPENERS: dict[str, Callable[[Host, str], Service | None]] = {
    "shell": _shell,
    "exec": _exec,
    "tcp": _tcp,
    "localabstract": _abstract,
    "sync": _sync,
    "framebuffer": _framebuffer,
    "root": _saying(ROOT),
    "unroot": _saying("adbd on this phone always runs as root\n"),
    "remount": _saying("remount succeeded\n"),
    "tcpip": _saying("restarting in TCP mode port: {}\n"),
    "usb": _saying("restarting in USB mode\n"),
    "reboot": _reboot,
    "reverse": _reverse,
}
