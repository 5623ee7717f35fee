"""Our client and daemons that misbehave: every one ends in a typed error, in time."""

import socket
import threading
import time
from collections.abc import Callable

import pytest

from device.error import (
    ActionRejected,
    CommandTimeout,
    DeviceError,
    DeviceLost,
    DeviceOffline,
    DeviceUnauthorized,
    FileTransferFailed,
    NoDevice,
)
from device.link.wire import sync
from device.link.wire.client import AdbConnection
from device.link.wire.error import ConnectionBroken, ServiceRefused
from device.link.wire.packet import AUTH, CLSE, OKAY, OPEN, STLS, WRTE, Packet
from device.link.wire.shellframe import EXIT, STDERR, STDOUT
from device.link.wire.shellframe import encode as frame
from tests.device.link.wire.scripted import Peer, scripted


def connect(port: int, timeout: float = 5.0) -> AdbConnection:
    return AdbConnection.connect("127.0.0.1", port, timeout)


# -- greeting --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("command", [AUTH, STLS])
def test_a_phone_that_wants_a_key_is_sent_to_the_adb_server(command: int) -> None:
    def script(peer: Peer) -> None:
        peer.receive()
        peer.send(Packet(command, 1, 0, b"token"))
        peer.socket.recv(1)

    with scripted(script) as port, pytest.raises(DeviceUnauthorized, match=f"adb connect 127.0.0.1:{port}"):
        connect(port)


def test_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(NoDevice, match=f"nothing listens on 127.0.0.1:{port}"):
        connect(port)


def test_a_mute_port() -> None:
    with (
        scripted(lambda peer: peer.socket.recv(1000) and peer.socket.recv(1)) as port,
        pytest.raises(DeviceOffline, match="says nothing"),
    ):
        connect(port, 0.3)


def test_a_port_that_hangs_up() -> None:
    with scripted(lambda peer: None) as port, pytest.raises(DeviceOffline, match="hung up"):
        connect(port)


def test_a_web_server() -> None:
    def script(peer: Peer) -> None:
        peer.socket.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        peer.socket.recv(1000)

    with scripted(script) as port, pytest.raises(DeviceError, match="no ADB daemon"):
        connect(port)


# -- calls -----------------------------------------------------------------------------------------------
def opened(peer: Peer) -> Packet:
    packet = peer.receive()
    assert packet.command == OPEN
    return packet


def stall(peer: Peer) -> None:
    peer.greet()
    peer.send(Packet(OKAY, 7, opened(peer).arg0))
    peer.socket.recv(1000)  # the end of the input
    peer.socket.recv(1)  # CLSE of the client that gives up, or its end


def test_a_command_that_does_not_end() -> None:
    with (
        scripted(stall) as port,
        connect(port) as phone,
        pytest.raises(CommandTimeout, match=r"within 0.2 s"),
    ):
        phone.shell("sleep 1000", timeout=0.2)


def drop(peer: Peer) -> None:
    peer.greet()
    peer.send(Packet(OKAY, 7, opened(peer).arg0))


def test_a_phone_lost_in_a_call_may_have_done_it() -> None:
    with scripted(drop) as port, connect(port) as phone:
        with pytest.raises(DeviceLost) as caught:
            phone.shell("input tap 1 1")
        assert isinstance(caught.value, ConnectionBroken)
        assert caught.value.sent


def test_a_phone_lost_between_calls_has_done_nothing() -> None:
    gone = threading.Event()

    def leave(peer: Peer) -> None:
        peer.greet()
        peer.socket.close()
        gone.set()

    with scripted(leave) as port, connect(port) as phone:
        assert gone.wait(60)
        for _ in range(2):
            with pytest.raises(ConnectionBroken) as caught:
                phone.shell("input tap 1 1")
            assert not caught.value.sent


def test_garbage_in_a_call_is_a_lost_phone() -> None:
    def script(peer: Peer) -> None:
        peer.greet()
        opened(peer)
        peer.socket.sendall(b"\0" * 64)
        peer.socket.recv(1)

    with scripted(script) as port, connect(port) as phone, pytest.raises(ConnectionBroken):
        phone.shell("true")


def test_a_refused_service() -> None:
    def script(peer: Peer) -> None:
        peer.greet()
        peer.send(Packet(CLSE, 0, opened(peer).arg0))
        peer.socket.recv(1)

    with scripted(script) as port, connect(port) as phone, pytest.raises(ServiceRefused, match="tcp:22"):
        phone.open("tcp:22")


def test_a_command_cut_off_before_its_exit_code() -> None:
    def script(peer: Peer) -> None:
        peer.greet()
        number = opened(peer).arg0
        peer.send(
            Packet(OKAY, 7, number), Packet(WRTE, 7, number, frame(STDOUT, b"x")), Packet(CLSE, 7, number)
        )
        peer.socket.recv(1000)

    with scripted(script) as port, connect(port) as phone, pytest.raises(ConnectionBroken, match="cut off"):
        phone.shell("reboot")


def test_all_who_wait_hear_of_the_end() -> None:
    def script(peer: Peer) -> None:
        peer.greet()
        for number in range(4):
            while (packet := peer.receive()).command != OPEN:
                pass
            peer.send(Packet(OKAY, number + 1, packet.arg0))
        time.sleep(0.1)

    ends: list[Exception] = []

    def call(phone: AdbConnection) -> None:
        try:
            phone.shell("sleep 1000")
        except ConnectionBroken as error:
            ends.append(error)

    with scripted(script) as port, connect(port) as phone:
        threads = [threading.Thread(target=call, args=(phone,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert len(ends) == 4


def test_closing_wakes_who_waits() -> None:
    with scripted(stall) as port, connect(port) as phone:
        timer = threading.Timer(0.2, phone.close)
        timer.start()
        with pytest.raises(ConnectionBroken):
            phone.shell("sleep 1000")
        timer.join()


def test_a_nul_never_leaves_this_computer() -> None:
    with scripted(lambda peer: peer.greet()) as port, connect(port) as phone, pytest.raises(ActionRejected):
        phone.shell("echo a\0b")


def test_input_goes_on_while_output_comes_and_stops_when_the_command_ends() -> None:
    def script(peer: Peer) -> None:
        peer.greet()
        number = opened(peer).arg0
        peer.send(Packet(OKAY, 7, number))
        assert peer.receive().command == WRTE  # never acknowledged: the command reads no more
        peer.send(
            Packet(WRTE, 7, number, frame(STDOUT, b"enough") + frame(STDERR, b"!") + frame(EXIT, b"\3"))
        )
        peer.socket.recv(1000)

    with scripted(script) as port, connect(port) as phone:
        assert phone.shell("head -1", stdin=bytes(10_000_000)) == (b"enough", b"!", 3)


def test_a_late_answer_to_an_abandoned_call_is_declined() -> None:
    declined: list[Packet] = []

    def script(peer: Peer) -> None:
        peer.greet()
        late = opened(peer).arg0
        second = opened(peer).arg0  # once the first was given up
        peer.send(Packet(OKAY, 7, late), Packet(OKAY, 8, second), Packet(WRTE, 8, second, frame(EXIT, b"\0")))
        declined.append(peer.receive())

    with scripted(script) as port, connect(port) as phone:
        with pytest.raises(CommandTimeout):
            phone.shell("sleep 1000", timeout=0.2)
        assert phone.shell("true").exit_code == 0
    assert declined[0][:3] == (CLSE, 1, 7)


# -- old phones ------------------------------------------------------------------------------------------
def test_an_old_phone_has_sums_and_prints_its_exit_code() -> None:
    asked: list[bytes] = []

    def script(peer: Peer) -> None:
        peer.greet("cmd", version=0x01000000, summed=True)
        packet = opened(peer)
        asked.append(packet.payload)
        said = b"no such file\r\ntapwright-exit:1\r\n"
        peer.send(Packet(OKAY, 7, packet.arg0), Packet(WRTE, 7, packet.arg0, said), summed=True)
        peer.receive()
        peer.send(Packet(CLSE, 7, packet.arg0), summed=True)
        peer.receive()

    with scripted(script) as port, connect(port) as phone:
        assert phone.shell("ls /x") == (b"no such file\n", b"", 1)
    assert asked == [b"shell:(ls /x\n); echo tapwright-exit:$?\0"]


# -- files -----------------------------------------------------------------------------------------------
def sync_script(answer: bytes) -> Callable[[Peer], None]:
    def script(peer: Peer) -> None:
        peer.greet()
        number = opened(peer).arg0
        peer.send(Packet(OKAY, 7, number))
        peer.receive()
        peer.send(Packet(OKAY, 7, number), Packet(WRTE, 7, number, answer))
        while peer.socket.recv(1 << 20):  # as a phone does: hanging up on unread data would reset the line
            pass

    return script


def test_a_push_stops_when_the_phone_has_had_enough() -> None:
    full = sync_script(sync.fail("No space left on device"))
    refused = pytest.raises(FileTransferFailed, match="/sdcard/x: No space left on device")
    with scripted(full) as port, connect(port) as phone, refused:
        phone.push(bytes(100_000_000), "/sdcard/x")


@pytest.mark.parametrize("answer", [b"WHAT\0\0\0\0", b"OKAY\0\0\0\0"])
def test_nonsense_in_a_pull(answer: bytes) -> None:
    refused = pytest.raises(FileTransferFailed, match="where it should not")
    with scripted(sync_script(answer)) as port, connect(port) as phone, refused:
        phone.pull("/sdcard/x")


def test_a_path_that_is_too_long_is_not_sent() -> None:
    def script(peer: Peer) -> None:
        peer.greet()
        for _ in range(3):
            while (packet := peer.receive()).command != OPEN:
                pass
            peer.send(Packet(OKAY, 7, packet.arg0))
        peer.receive()

    with scripted(script) as port, connect(port) as phone:
        for call in (phone.pull, phone.stat, lambda path: phone.push(b"", path)):
            with pytest.raises(FileTransferFailed, match="File name too long"):
                call("/" + "x" * 1100)
