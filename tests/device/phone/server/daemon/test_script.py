"""Shells without a terminal over the wire, and commands that take a live phone's time."""

import time

from device.link.wire.client import AdbConnection
from device.phone.phone import Phone
from device.phone.server.host import serve
from tests.boot import fresh_phone


def test_who_lets_a_live_phone_sleep_waits_for_it() -> None:
    phone = Phone(seed=1, monotonic=time.monotonic)
    with serve([phone]) as server, AdbConnection.connect("127.0.0.1", server.ports[0]) as client:
        begun, uptime = time.monotonic(), phone.clock.uptime_ms
        assert client.shell("sleep 0.3; sleep 0.2; echo a", timeout=20).stdout == b"a\n"
        assert time.monotonic() - begun >= 0.5
        assert phone.clock.uptime_ms - uptime >= 500


def test_no_other_phone_keeps_anybody_waiting() -> None:
    phone = fresh_phone()
    with serve([phone]) as server, AdbConnection.connect("127.0.0.1", server.ports[0]) as client:
        uptime = phone.clock.uptime_ms
        assert client.shell("sleep 3600; echo a", timeout=20).stdout == b"a\n"
        assert phone.clock.uptime_ms - uptime == 3_600_000


def test_a_script_ends_with_its_status() -> None:
    with serve([fresh_phone()]) as server, AdbConnection.connect("127.0.0.1", server.ports[0]) as client:
        script = b"echo bye\nx=1\nfalse\n"
        assert client.shell("", stdin=script, timeout=20) == (b"bye\n", b"", 1)
        assert client.shell("", stdin=b"echo a\nif\n", timeout=20).exit_code == 1
        assert client.shell("", stdin=b"", timeout=20) == (b"", b"", 0)
