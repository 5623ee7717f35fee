"""A small adb server that speaks the real protocol, to be put into any state."""

import socket
import struct
import threading

from device.link.transport.server import ServerAddress


class FakeServer:
    """An adb server whose phones are lines of text and whose services are a function."""

    def __init__(self) -> None:
        self.devices: dict[str, str] = {"S1": "device"}
        self.features = "shell_v2,cmd"
        self.seen: list[str] = []
        self.drop: dict[str, int] = {}
        """Service -> how many times its connection breaks right after it was opened."""
        self.mute = False
        self.known: dict[str, str] = {}
        """What `adb connect` says of an address; one that is not here is connected to."""
        self.becomes: dict[str, list[str]] = {}
        """States that a phone goes through, one each time it is asked for."""
        self.parting: dict[str, int] = {}
        """How often an address that is hung up is called connected still."""
        self.code = "123456"
        self.announced: list[tuple[str, str, str]] = []
        self.hears = True
        self.says: dict[str, str] = {}
        """What a command prints that holds a word."""
        self.network = "    inet 10.0.0.7/24 brd 10.0.0.255 scope global wlan0\n"
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = ServerAddress("127.0.0.1", self._listener.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection:
            try:
                while True:
                    head = connection.recv(4, socket.MSG_WAITALL)
                    if len(head) < 4:
                        return
                    request = connection.recv(int(head, 16), socket.MSG_WAITALL).decode()
                    self.seen.append(request)
                    if not self._answer(connection, request):
                        # Closing with bytes unread would reset the connection under the answer.
                        connection.shutdown(socket.SHUT_WR)
                        while connection.recv(1 << 16):
                            pass
                        return
            except OSError:
                return

    def _answer(self, connection: socket.socket, request: str) -> bool:
        """Whether another request may follow on this connection."""
        if request.startswith("host:transport:"):
            complaint = self._complaint(request.removeprefix("host:transport:"))
            connection.sendall(self._fail(complaint) if complaint else b"OKAY")
            return not complaint
        if request.startswith("host"):
            self._host(connection, request)
            return False
        connection.sendall(b"OKAY")
        left = self.drop.get(request, 0)
        if left:
            self.drop[request] = left - 1
            return False
        if self.mute:
            connection.recv(1 << 16)
            threading.Event().wait(3)
            return False
        self._service(connection, request)
        return False

    def _complaint(self, serial: str) -> str:
        state = self.devices.get(serial)
        if state is None:
            return f"device '{serial}' not found"
        return {
            "offline": "device offline",
            "unauthorized": "device unauthorized.\nThis adb server's $ADB_VENDOR_KEYS is not set",
            "authorizing": "device still authorizing",
        }.get(state, "")

    def _host(self, connection: socket.socket, request: str) -> None:
        if request == "host:version":
            text = "0029"
        elif request == "host:devices-l":
            for serial, states in self.becomes.items():
                if states:
                    self.devices[serial] = states.pop(0)
            text = "".join(
                f"{serial:<22} {state} usb:1-1 product:p model:Pixel_6 device:d transport_id:{i}\n"
                for i, (serial, state) in enumerate(self.devices.items())
            )
        elif request.endswith(":features"):
            complaint = self._complaint(request.removeprefix("host-serial:").removesuffix(":features"))
            if complaint:
                connection.sendall(self._fail(complaint))
                return
            text = self.features
        elif request.endswith(":wait-for-any-device"):
            connection.sendall(b"OKAYOKAY")
            return
        elif request.endswith(":get-state"):
            serial = request.removeprefix("host-serial:").removesuffix(":get-state")
            if self.becomes.get(serial):
                self.devices[serial] = self.becomes[serial].pop(0)
            complaint = self._complaint(serial)
            if complaint:
                connection.sendall(self._fail(complaint))
                return
            text = self.devices[serial]
        else:
            text = self._network(connection, request)
        if text is not None:
            connection.sendall(b"OKAY%04x" % len(text) + text.encode())

    def _network(self, connection: socket.socket, request: str) -> str | None:
        """Phones of the network; None where the answer is given already."""
        if request.startswith("host:connect:"):
            text = self._dialled(request.removeprefix("host:connect:"))
        elif request.startswith("host:disconnect:"):
            serial = request.removeprefix("host:disconnect:")
            if serial and self.devices.pop(serial, None) is None:
                connection.sendall(self._fail(f"no such device '{serial}'"))
                return None
            text = f"disconnected {serial or 'everything'}"
        elif request.startswith("host:pair:"):
            code, _, address = request.removeprefix("host:pair:").partition(":")
            if code != self.code:
                connection.sendall(b"OKAY" + self._fail("Failed: Wrong password or connection was dropped."))
                return None
            text = f"Successfully paired to {address} [guid=adb-S9-x]"
        elif request == "host:mdns:check":
            text = "mdns daemon version [10970003]" if self.hears else "ERROR: mdns daemon unavailable"
        elif request == "host:mdns:services":
            text = "".join("\t".join(one) + "\n" for one in self.announced)
        else:
            text = ""
        return text

    def _dialled(self, address: str) -> str:
        said = self.known.get(address, "")
        if self.parting.get(address):
            self.parting[address] -= 1
            return f"already connected to {address}"
        if not said:
            self.devices.setdefault(address, "device")
        return said or f"connected to {address}"

    def _service(self, connection: socket.socket, request: str) -> None:
        kind, _, command = request.partition(":")
        if kind == "shell,v2,raw":
            said = next((text for word, text in self.says.items() if word in command), None)
            if said is None:
                frames = [(1, b"out:" + command.encode()), (2, b"err"), (3, b"\x07")]
            else:
                frames = [(1, said.encode()), (3, b"\0")]
            packed = b"".join(struct.pack("<BI", kind, len(body)) + body for kind, body in frames)
            for at in range(0, len(packed), 3):
                connection.sendall(packed[at : at + 3])
        elif kind == "shell":
            if command.startswith("ip "):
                connection.sendall(self.network.encode())
                return
            connection.sendall(b"out\r\n" + command.partition("echo ")[2].replace("$?", "7\r\n").encode())
        elif kind == "tcpip":
            connection.sendall(b"restarting in TCP mode port: " + command.encode() + b"\n")
        elif kind == "exec":
            connection.sendall(b"\x00\r\n\xff" + command.encode())
        elif kind == "sync":
            connection.recv(1 << 16)
            connection.sendall(b"FAIL" + struct.pack("<I", 9) + b"no access")

    @staticmethod
    def _fail(text: str) -> bytes:
        return b"FAIL%04x" % len(text) + text.encode()
