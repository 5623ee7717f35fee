"""The door itself: an ADB daemon on loopback in front of one try's phone, whatever phone that is.

    with DoorServer(keeper) as door:
        ...  # an agent dials 127.0.0.1:{door.port}, by `adb connect` or by itself

What comes in passes the keeper, which keeps touches as steps, and the gate behind it, which has the rules.
"""

import asyncio
import errno
import socket
import threading
from typing import TYPE_CHECKING, cast

from device.error import DeviceError, FileTransferFailed, TapwrightError
from device.link.transport.protocol import ShellOutput
from device.phone.file.entry import FileFault, FileStat
from device.phone.server.daemon.address import HOST
from device.phone.server.daemon.command import exec_service, shell_service
from device.phone.server.daemon.connection import Connection
from device.phone.server.daemon.stream import Service
from device.phone.server.daemon.sync import transfers
from device.phone.server.daemon.terminal import TerminalSession
from device.phone.shell.result import ShellResult
from tasks.door.keeper import StepKeeper

if TYPE_CHECKING:
    from device.phone.file.filesystem import FileSystem, Writer

_START_TIMEOUT = 10.0
_FILE = 0o100644


class DoorServer:
    """Serves one try's phone to whoever tries it, until it is closed."""

    def __init__(self, keeper: StepKeeper) -> None:
        self._keeper = keeper
        self._connections: set[Connection] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="tapwright-door", daemon=True)

    def __enter__(self) -> "DoorServer":
        self._thread.start()
        listening = socket.create_server((HOST, 0))
        self.port: int = listening.getsockname()[1]
        coming = self._loop.create_server(self._connect, sock=listening)
        self._server = asyncio.run_coroutine_threadsafe(coming, self._loop).result(_START_TIMEOUT)
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(_START_TIMEOUT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_TIMEOUT)
        self._loop.close()

    @property
    def serial(self) -> str:
        """How adb names the phone once connected."""
        return f"{HOST}:{self.port}"

    async def _hang_up(self) -> None:
        self._server.close()
        for connection in list(self._connections):
            connection.abort()
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    def _connect(self) -> Connection:
        connection = Connection(dict, self._find, self._connections.discard, lambda _count: None)
        self._connections.add(connection)
        return connection

    def _find(self, name: str) -> Service | None:
        """The services that there are: commands, and files that looking has made."""
        kind, _, command = name.partition(":")
        match kind.partition(",")[0]:
            case "shell" if command.strip():
                return shell_service(name, self._shell, _no_session)
            case "exec" if command.strip():
                return exec_service(name, self._exec, _no_session)
            case "sync":
                return transfers(cast("FileSystem", _LookedAt(self._keeper)))
        return None

    def _shell(self, command: str, stdin: bytes) -> ShellResult:
        try:
            output = self._keeper.run(command, stdin)
        except TapwrightError as error:
            output = ShellOutput(b"", f"{error}\n".encode(), 1)
        return ShellResult(((1, output.stdout), (2, output.stderr)), output.exit_code)

    def _exec(self, command: str, _stdin: bytes) -> ShellResult:
        try:
            return ShellResult(((1, self._keeper.exec_out(command)),), 0)
        except TapwrightError as error:
            return ShellResult(((1, f"{error}\n".encode()),), 1)


def _no_session() -> TerminalSession:
    raise DeviceError("there is no terminal here")  # `_find` opens a shell for a command alone


class _LookedAt:
    """The phone's files as a guest sees them: what its looks at the screen have made, and nothing else."""

    def __init__(self, keeper: StepKeeper) -> None:
        self._keeper = keeper

    def stat(self, path: str, *, follow: bool = True) -> FileStat:
        """What is told of a file. Raises FileFault for one that may not be seen."""
        return FileStat(_FILE, len(self.read(path)), 0, 0, "shell", "shell", False, 1)

    def read(self, path: str) -> bytes:
        """A file whole. Raises FileFault for one that may not be seen."""
        try:
            return self._keeper.pull(path)
        except FileTransferFailed as error:
            raise FileFault(errno.EACCES, path) from error

    def list(self, path: str) -> "list[str]":
        """Refused."""
        raise FileFault(errno.EACCES, path)

    def is_dir(self, _path: str) -> bool:
        """Folders are never made here."""
        return True

    def is_link(self, _path: str) -> bool:
        """There are none."""
        return False

    def open_write(self, path: str, _mode: int) -> "Writer":
        """Refused, and noted."""
        self._keeper.refuse_push(path)
        raise FileFault(errno.EACCES, path)
