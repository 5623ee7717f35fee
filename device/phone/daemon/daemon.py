"""The ADB daemon of one embedded phone: a listening port on loopback and what is reached through it.

    daemon = Daemon(phone)
    port = await daemon.start()

There is no authentication, as on an emulator: any process of this computer may drive the phone, and none of
another computer. Everything runs in the event loop's thread, the phone included.
"""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from device.phone.daemon.boot import reboot
from device.phone.daemon.connection import Connection
from device.phone.daemon.service import find_service
from device.phone.daemon.stream import Service

if TYPE_CHECKING:
    from device.phone.phone import Phone

HOST = "127.0.0.1"
BOOT_SECONDS = 1.0
MAX_CONNECTIONS = 256
_PATIENCE = 20
"""Hundredths of a second in which a client may take the last of what was sent."""
_SHOWN = ("ro.product.name", "ro.product.model", "ro.product.device")


class Daemon:
    """Serves one phone."""

    def __init__(self, phone: "Phone", services: Mapping[str, Service] = MappingProxyType({})) -> None:
        self.phone = phone
        self.services = dict(services)
        """Further services by full name; `tcp:N` and `localabstract:NAME` are reached by `adb forward`."""
        self._connections: set[Connection] = set()
        self._server: asyncio.Server | None = None
        self._booting = False

    async def start(self, port: int = 0) -> int:
        """Listen; 0 takes any free port. The port. Raises OSError when it is in use."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connect, HOST, port, backlog=128)
        return self.port

    @property
    def port(self) -> int:
        """Where it listens. Raises RuntimeError before `start`."""
        if self._server is None or not self._server.sockets:
            raise RuntimeError("the daemon does not listen")
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Stop listening and hang up, on clients that do not read by force. Safe to call twice."""
        if self._server is not None:
            self._server.close()
        self._hang_up()
        for _ in range(_PATIENCE):
            if not self._connections:
                break
            await asyncio.sleep(0.01)
        for connection in list(self._connections):
            connection.abort()
        await asyncio.sleep(0)  # services hear of it in the loop's next turns
        await asyncio.sleep(0)

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

    def _hang_up(self) -> None:
        for connection in list(self._connections):
            connection.close()

    def _connect(self) -> Connection:
        connection = Connection(self._properties, self._find, self._connections.discard)
        connection.refused = self._booting or len(self._connections) >= MAX_CONNECTIONS
        self._connections.add(connection)
        return connection

    def _properties(self) -> dict[str, str]:
        return {name: self.phone.properties[name] for name in _SHOWN if name in self.phone.properties}

    def _find(self, name: str) -> Service | None:
        return find_service(self, name)
