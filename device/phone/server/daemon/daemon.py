"""The ADB daemon of one embedded phone: a listening port on loopback and what is reached through it.

    daemon = Daemon(phone)
    port = await daemon.start()

There is no authentication, as on an emulator: any process of this computer may drive the phone, and none of
another computer. Everything runs in the event loop's thread, the phone included.
"""

import asyncio
import socket
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from device.phone.console.console import Console
from device.phone.server.daemon.address import HOST
from device.phone.server.daemon.connection import Connection
from device.phone.server.daemon.consoleport import ConsoleConnection
from device.phone.server.daemon.service import find_service
from device.phone.server.daemon.stream import Service
from device.phone.system.boot import power_wish, reboot, shut_down
from device.phone.weather.disconnect import away, breaks

if TYPE_CHECKING:
    from device.phone.phone import Phone

BOOT_SECONDS = 1.0
MAX_CONNECTIONS = 256
MAX_CONSOLES = 16
MAX_HELD = 512 * 1024 * 1024
"""Bytes that may lie here for all clients together; above that, the one they are most for is hung up on."""
_BACKLOG = 128
_PATIENCE = 20
"""Hundredths of a second in which a client may take the last of what was sent."""
_SHOWN = ("ro.product.name", "ro.product.model", "ro.product.device")


class Daemon:
    """Serves one phone."""

    def __init__(self, phone: "Phone", services: Mapping[str, Service] = MappingProxyType({})) -> None:
        self.phone = phone
        self.services = dict(services)
        """Further services by full name; `tcp:N` and `localabstract:NAME` are reached by `adb forward`."""
        self._connections: dict[Connection, None] = {}
        """Those there are, the oldest first."""
        self._held = 0
        self._consoles: set[ConsoleConnection] = set()
        self._servers: list[asyncio.Server] = []
        self._booting = False
        self._paused = False
        self._is_for_one = False
        self.turned_away = 0
        """Clients that were refused since `keep_for_one`, as there was one already."""

    async def start(self, port: int = 0) -> int:
        """Listen; 0 takes any free port. The port. Raises OSError when it is in use."""
        await self.listen(socket.create_server((HOST, port), backlog=_BACKLOG))
        return self.port

    async def listen(
        self, adb: socket.socket, door: socket.socket | None = None, console: Console | None = None
    ) -> None:
        """Serve ADB on a socket that listens, and the console on another."""
        loop = asyncio.get_running_loop()
        self._servers.append(await loop.create_server(self._connect, sock=adb, backlog=_BACKLOG))
        if door is not None and console is not None:
            self._servers.append(
                await loop.create_server(lambda: self._talk(console), sock=door, backlog=_BACKLOG)
            )

    @property
    def port(self) -> int:
        """Where it listens. Raises RuntimeError before `start`."""
        if not self._servers or not self._servers[0].sockets:
            raise RuntimeError("the daemon does not listen")
        port: int = self._servers[0].sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Stop listening and hang up, on clients that do not read by force. Safe to call twice."""
        for server in self._servers:
            server.close()
        self._hang_up()
        for console in list(self._consoles):
            console.close()
        for _ in range(_PATIENCE):
            if not self._connections and not self._consoles:
                break
            await asyncio.sleep(0.01)
        for connection in list(self._connections):
            connection.abort()
        for console in list(self._consoles):
            console.abort()
        await asyncio.sleep(0)  # services hear of it in the loop's next turns
        await asyncio.sleep(0)

    def obey(self) -> None:
        """Do what a command asked of the phone's power, once its answer is on its way.

        Where the weather breaks the connection, no answer gets out.
        """
        if breaks(self.phone):
            for connection in list(self._connections):
                connection.abort()
        wish = power_wish(self.phone)
        if wish == "reboot":
            asyncio.get_running_loop().call_soon(self.reboot)
        elif wish == "shutdown":
            shut_down(self.phone)
            asyncio.get_running_loop().call_soon(self._hang_up)

    def reboot(self) -> None:
        """Drop every connection, restart the phone, and be back on the same port after BOOT_SECONDS.

        The port stays ours meanwhile; who dials it is hung up on.
        """
        self._booting = True
        self._hang_up()
        reboot(self.phone)
        asyncio.get_running_loop().call_later(BOOT_SECONDS, self._booted)

    def _booted(self) -> None:
        self._booting = False

    def keep_for_one(self) -> None:
        """Hang up on all clients; from now on there is one at a time, and who comes beside it is refused."""
        self._is_for_one, self.turned_away = True, 0
        for connection in list(self._connections):
            connection.abort()
            self._lost(connection)

    @property
    def paused(self) -> bool:
        """Whether nothing that clients send is taken."""
        return self._paused

    def pause(self, paused: bool) -> None:
        """Be deaf to ADB, or listen again; what came meanwhile is done then."""
        self._paused = paused
        for connection in self._connections:
            connection.freeze(paused)

    def _hang_up(self) -> None:
        for connection in list(self._connections):
            connection.close()

    def _connect(self) -> Connection:
        connection = Connection(self._properties, self._find, self._lost, self._weigh)
        full = len(self._connections) >= MAX_CONNECTIONS and not self._make_room()
        taken = self._is_for_one and not all(other.refused for other in self._connections)
        self.turned_away += taken
        connection.refused = self._booting or full or taken or away(self.phone)
        connection.frozen = self._paused
        self._connections[connection] = None
        return connection

    def _lost(self, connection: Connection) -> None:
        self._connections.pop(connection, None)

    def _make_room(self) -> bool:
        """Hang up on the oldest client that has not yet said that it speaks ADB; whether there is one."""
        mute = next((connection for connection in self._connections if not connection.greeted), None)
        if mute is None:
            return False
        mute.abort()
        self._lost(mute)
        return True

    def _weigh(self, count: int) -> None:
        """Keep what lies here for all clients within bounds."""
        self._held += count
        if self._held > MAX_HELD and count > 0 and self._connections:
            max(self._connections, key=lambda connection: connection.held).abort()

    def _talk(self, console: Console) -> ConsoleConnection:
        connection = ConsoleConnection(console.run, self._consoles.discard)
        connection.refused = len(self._consoles) >= MAX_CONSOLES
        self._consoles.add(connection)
        return connection

    def _properties(self) -> dict[str, str]:
        return {name: self.phone.properties[name] for name in _SHOWN if name in self.phone.properties}

    def _find(self, name: str) -> Service | None:
        return find_service(self, name)
