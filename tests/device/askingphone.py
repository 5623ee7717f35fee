"""A phone on the network that asks its owner "Allow USB debugging?" before it takes a computer's commands."""

import socket
import struct
import threading
from contextlib import suppress

_HEADER = struct.Struct("<6I")
_CNXN, _AUTH = 0x4E584E43, 0x48545541
_TOKEN, _PUBLIC_KEY = 1, 3
_VERSION, _MOST = 0x01000001, 1 << 20


class AskingPhone:
    """Says who it is only once `accept` was called, as adbd does; then it takes no commands of any use."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._allowed = threading.Event()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def accept(self) -> None:
        """Its owner answers "Allow"."""
        self._allowed.set()

    def close(self) -> None:
        """It is switched off."""
        self._allowed.set()
        for connection in (self._listener, *self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with suppress(OSError):
            while len(head := connection.recv(_HEADER.size, socket.MSG_WAITALL)) == _HEADER.size:
                command, kind, _, size, *_ = _HEADER.unpack(head)
                if size:
                    connection.recv(size, socket.MSG_WAITALL)
                if command == _AUTH and kind == _PUBLIC_KEY:
                    self._allowed.wait()
                    banner = b"device::ro.product.model=Asking;features=shell_v2,cmd"
                    connection.sendall(_packed(_CNXN, _VERSION, _MOST, banner))
                elif command in (_CNXN, _AUTH):
                    connection.sendall(_packed(_AUTH, _TOKEN, 0, bytes(range(20))))


def _packed(command: int, first: int, second: int, data: bytes) -> bytes:
    return _HEADER.pack(command, first, second, len(data), sum(data), command ^ 0xFFFFFFFF) + data
