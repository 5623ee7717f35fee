"""logcat over adb: it goes on until its client has enough."""

import os
import select
import subprocess
import time

import pytest

from device.link.wire.client import AdbConnection
from device.phone.server.host import PhoneServer
from tests.device.conftest import AdbServer


class Follower:
    """A stock adb that follows the log."""

    def __init__(self, server: AdbServer, phone: PhoneServer, *arguments: str) -> None:
        command = [server.binary, "-s", phone.serials[0], *arguments]
        self.process = subprocess.Popen(
            command, env=server.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        self._said = b""

    def until(self, words: str) -> str:
        """All it said up to these words."""
        assert self.process.stdout is not None
        end = time.monotonic() + 20
        while words.encode() not in self._said:
            assert time.monotonic() < end, self._said
            if select.select([self.process.stdout], [], [], 0.5)[0]:
                self._said += os.read(self.process.stdout.fileno(), 65536)
        return self._said.decode()

    def leave(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ("logcat", "-v", "brief"),
        ("shell", "logcat -v brief"),
        ("exec-out", "logcat -v brief"),
        ("shell", "-x", "logcat -v brief"),
        ("shell", "-tt", "logcat -v brief"),
        ("logcat", "-v", "brief", "-T", "1"),
    ],
)
def test_lines_come_as_they_are_written(
    adb_server: AdbServer, served_phone: PhoneServer, arguments: tuple[str, ...]
) -> None:
    log = served_phone.phones[0].log
    with AdbConnection.connect("127.0.0.1", served_phone.ports[0]) as other:
        adb_server("connect", served_phone.serials[0])
        other.shell("logcat -c; log -t before old; log -t before there")
        follower = Follower(adb_server, served_phone, *arguments)
        try:
            assert ("old" in follower.until("there")) is ("-T" not in arguments)
            other.shell("log -t after one")
            follower.until("I/after   ( 4201): one")
            other.shell("logcat -c; log -t after two")
            assert follower.until("two").count("one") == 1
            served_phone.call(lambda: [log.append(f"I/many: {number}") for number in range(3_000)])
            served_phone.call(lambda: log.lines.__delitem__(slice(0, 2_500)))
            said = follower.until(": 2999")
            assert said.count("two") == 1
            assert follower.process.poll() is None
        finally:
            follower.leave()
        assert other.shell("echo well").stdout == b"well\n"


def test_filters_and_a_last_line(adb_server: AdbServer, served_phone: PhoneServer) -> None:
    with AdbConnection.connect("127.0.0.1", served_phone.ports[0]) as other:
        adb_server("connect", served_phone.serials[0])
        other.shell("logcat -c")
        follower = Follower(adb_server, served_phone, "logcat", "-v", "raw", "-s", "mine:W", "-m", "2")
        try:
            follower.until("beginning of")
            other.shell("log -t mine -p i small; log -t other -p e big; log -t mine -p w first")
            assert follower.until("first").splitlines()[1:] == ["first"]
            other.shell("log -t mine -p e second; log -t mine -p e third")
            follower.until("second")
            assert follower.process.wait(20) == 0
        finally:
            follower.leave()


def test_what_is_there_alone_ends(adb_server: AdbServer, served_phone: PhoneServer) -> None:
    adb_server("connect", served_phone.serials[0])

    def said(*arguments: str) -> str:
        return adb_server("-s", served_phone.serials[0], *arguments).stdout.decode()

    said("logcat", "-c")
    said("shell", "log -t mine hello")
    assert said("logcat", "-d", "-v", "raw") == "--------- beginning of main\nhello\n"
    assert said("logcat", "-t", "1", "-v", "raw").endswith("hello\n")
    assert said("shell", "logcat -v raw | tail -n 1") == "hello\n"
