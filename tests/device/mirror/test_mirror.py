"""The screen as a stream of scrcpy's server: the phone's side byte by byte, and looks that go by it."""

import io
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from device.client import Device
from device.error import ConfigError, DeviceError
from device.link.transport.direct import DirectTransport
from device.link.transport.protocol import OpenStream, ShellOutput
from device.link.wire.error import ServiceRefused
from device.mirror.mirror import REMOTE
from device.mirror.packet import NoVideo, read_video
from device.mirror.serverfile import ServerFile, checked, find_server
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve
from device.resident.jar import Jar
from device.screen import Point
from tests.boot import fresh_phone
from tests.device.mirror.standin import server_file
from tests.device.resident.faulty import server_jar

pytest.importorskip("av", reason="streams need PyAV: pip install 'tapwright[media]'")

SETTINGS = "am start -n com.android.settings/.Settings"
FORBIDDEN = (
    "[server] ERROR: Could not inject\n"
    "java.lang.SecurityException: Injecting input events requires the caller to have INJECT_EVENTS permission"
)


@pytest.fixture
def server() -> Iterator[PhoneServer]:
    with serve([fresh_phone()]) as serving:
        yield serving


@pytest.fixture
def device(server: PhoneServer) -> Iterator[Device]:
    with Device(DirectTransport.dial(server.serials[0])) as held:
        held.use_stream(server_file())
        assert held.streams, held.news()
        yield held


class Socket:
    """One socket of the server, read by so many bytes."""

    def __init__(self, line: OpenStream) -> None:
        self.line, self._waiting = line, b""

    def read(self, count: int) -> bytes:
        while len(self._waiting) < count:
            piece = self.line.read()
            if not piece:
                raise NoVideo
            self._waiting += piece
        data, self._waiting = self._waiting[:count], self._waiting[count:]
        return data


def started(way: DirectTransport, options: str, version: str = "3.3.4") -> OpenStream:
    way.push(server_file().data, "/data/local/tmp/s.jar")
    command = (
        f"CLASSPATH=/data/local/tmp/s.jar app_process / com.genymobile.scrcpy.Server {version} {options}"
    )
    line = way.open(f"shell:{command}", 5.0)
    line.read()
    return line


def touch(action: int, x: int, y: int, size: tuple[int, int]) -> bytes:
    return struct.pack(">BBqiiHHHII", 2, action, -2, x, y, *size, 0xFFFF, 0, 0)


def test_the_handshake_and_the_controls_are_those_of_scrcpy(server: PhoneServer) -> None:
    way = DirectTransport.dial(server.serials[0])
    phone = server.phones[0]
    with pytest.raises(ServiceRefused):
        way.open("localabstract:scrcpy_0000abcd", 5.0)
    line = started(way, "scid=0000abcd tunnel_forward=true audio=false max_size=1024")
    assert not server.call(lambda: phone.files.exists("/data/local/tmp/s.jar")), "it deletes itself"
    video = Socket(way.open("localabstract:scrcpy_0000abcd", 5.0))
    assert video.read(1) == b"\0"
    control = Socket(way.open("localabstract:scrcpy_0000abcd", 5.0))
    assert video.read(64).rstrip(b"\0") == b"Pixel 6"
    assert video.read(4) == b"h264"
    size = struct.unpack(">II", video.read(8))
    assert max(size) <= 1024
    assert all(side % 8 == 0 for side in size)
    config, first = video.read(12), b""
    flags, length = struct.unpack(">QI", config)
    assert flags >> 63
    assert video.read(length)[:4] == b"\0\0\0\1"
    first = video.read(12)
    assert struct.unpack(">QI", first)[0] >> 62 & 1, "it begins with a key frame"
    before = server.call(lambda: phone.front.package)
    control.line.write(touch(0, 5, 5, (9, 9)) + touch(1, 5, 5, (9, 9)))  # of a video that is no more
    control.line.write(struct.pack(">BQBI", 9, 7, 0, 2) + b"hi" + b"\x08\x00")
    assert control.read(9) == struct.pack(">BQ", 1, 7)
    assert control.read(7) == struct.pack(">BI", 0, 2) + b"hi"
    assert not server.call(lambda: [e for e in phone.events.since() if e.kind == "input"])
    server.call(lambda: phone.shell(SETTINGS))
    control.line.write(b"\x04\x00\x08\x00")
    control.read(7)
    assert server.call(lambda: phone.front.package) == before
    line.close()
    way.close()


def test_another_version_is_refused_by_the_server(server: PhoneServer) -> None:
    way = DirectTransport.dial(server.serials[0])
    way.push(server_file().data, "/data/local/tmp/s.jar")
    line = way.open(
        "shell:CLASSPATH=/data/local/tmp/s.jar app_process / com.genymobile.scrcpy.Server 2.0 scid=1", 5.0
    )
    assert b"does not match" in line.read()
    with Device(way) as device:
        device.use_stream(ServerFile(server_file().data, "2.0"))
        assert not device.streams
        (told,) = device.news()
        assert "does not match the client" in told
        assert device.see()[1].screenshot is not None


def like(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures show the same, but for what the codec loses."""
    return max(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean) < 3.0


@pytest.mark.parametrize("helper", [False, True])
def test_a_look_by_the_stream_is_a_look(server: PhoneServer, device: Device, helper: bool) -> None:
    if helper:
        device.use_server(Jar(server_jar(), "0.4.1"))
    phone = server.phones[0]
    for app in ("Settings", "Clock"):
        device.open_app(app)
        still, seen = device.see()
        assert still
        assert seen.screenshot is not None
        assert seen.size == phone.size
        assert like(seen.screenshot.image, server.call(phone.camera.image))
        assert seen.package == server.call(lambda: phone.front.package)
        assert seen.elements == server.call(lambda: phone.frame().elements())
    assert not device.news()


def test_a_still_screen_is_told_by_a_new_stream_and_not_assumed(server: PhoneServer, device: Device) -> None:
    device.see()
    _, seen = device.see()
    server.call(lambda: server.phones[0].shell(SETTINGS))
    _, after = device.see()
    assert seen.package != after.package == "com.android.settings"
    assert after.elements != seen.elements


def test_a_late_change_is_waited_for(
    server: PhoneServer, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("device.look.glance.PATIENCE", 9.0)
    device.see()
    device.tap(Point(540, 1200))
    late = threading.Timer(0.2, server.call, (lambda: server.phones[0].shell(SETTINGS),))
    late.start()
    _, seen = device.see()
    late.join()
    assert seen.package == "com.android.settings"
    assert seen.elements[0].package_name == "com.android.settings"


def test_the_stream_turns_with_the_screen_and_goes_without_it(server: PhoneServer, device: Device) -> None:
    device.open_app("Settings")
    device.see()
    device.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    device.press("tab")
    _, seen = device.see()
    assert seen.screenshot is not None
    assert seen.screenshot.size[0] > seen.screenshot.size[1]
    assert seen.size == server.call(lambda: server.phones[0].size)


def test_a_secure_screen_is_told_as_one() -> None:
    phone = Phone(seed=1, weather="secure:1")
    with serve([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        device.use_stream(server_file())
        device.open_app("Settings")
        assert device.see()[1].secure


def test_a_stream_that_ends_is_told_once_and_nothing_is_left(server: PhoneServer, device: Device) -> None:
    device.see()
    for line in device._mirror._lines:
        line.close()
    device.press("tab")
    for _ in range(2):
        assert device.see()[1].screenshot is not None
    assert len(device.news()) == 1
    assert not server.call(lambda: server.phones[0].files.exists(REMOTE))


def test_packets_of_version_4_are_read() -> None:
    session = struct.pack(">QI", 1 << 63, 0)
    frames = struct.pack(">QI", 1 << 62, 3) + b"cfg" + struct.pack(">QI", 1 << 61, 3) + b"key"
    data = io.BytesIO(b"p".ljust(64, b"\0") + b"h264" + session + frames + session)

    def read(count: int) -> bytes:
        piece = data.read(count)
        if not piece:
            raise NoVideo
        return piece

    packets = read_video(read, 4)
    found = [next(packets), next(packets)]
    assert [(p.payload, p.is_config, p.is_key) for p in found] == [
        (b"cfg", True, False),
        (b"key", False, True),
    ]
    with pytest.raises(NoVideo):
        next(packets)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert checked(b"", "scrcpy 3.3.4 <https://github.com>").version == "3.3.4"
    with pytest.raises(ConfigError, match="versions 3 and 4 are known"):
        checked(b"", "scrcpy 1.25")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="scrcpy is not installed here"):
        find_server()
    program = tmp_path / "scrcpy"
    program.write_text("#!/bin/sh\necho 'scrcpy 4.1'\n")
    program.chmod(0o755)
    with pytest.raises(ConfigError, match="without its server"):
        find_server()
    (tmp_path / "scrcpy-server").write_bytes(b"code")
    assert find_server() == ServerFile(b"code", "4.1")


def test_touches_and_keys_go_by_the_stream_where_no_other_server_takes_them(
    server: PhoneServer, device: Device
) -> None:
    device.open_app("Settings")
    search = next(e for e in device.see()[1].elements if e.text == "Search settings")
    commands: list[str] = []
    plain = device.transport.shell

    def heard(command: str, **options: Any) -> ShellOutput:
        commands.append(command)
        return plain(command, **options)

    device.transport.shell = heard  # type: ignore[method-assign]
    device.tap(search.bounds.center)
    assert any(e.is_focused for e in device.see()[1].elements)
    device.back()
    device.back()
    device.see()
    device.home()
    assert device.see()[1].package == server.call(lambda: server.phones[0].home_package)
    device.long_press(Point(540, 1200), 1.0)
    device.see()
    struck = server.call(lambda: [e.what for e in server.phones[0].events.since() if e.kind == "input"])
    assert not [command for command in commands if command.startswith("input")]
    assert len(struck) == 5, struck


def test_what_the_phone_forbids_the_stream_is_told(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    device.see()
    monkeypatch.setattr(device._mirror, "_printed", lambda: FORBIDDEN)
    with pytest.raises(DeviceError):
        device.back()


def test_a_stream_begins_again_after_it_ended(device: Device) -> None:
    device.see()
    device._mirror.close()
    assert not device.streams
    device.use_stream(server_file())
    assert device.streams
    assert device.see()[1].screenshot is not None
    assert not device.news()
