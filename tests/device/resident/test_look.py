"""A look by the server on the phone: how few calls a step takes, and what it waits for all the same."""

import re
import threading
import time
from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.direct import DirectTransport
from device.link.transport.protocol import OpenStream, ShellOutput
from device.phone.server.host import serve
from device.resident.jar import Jar
from device.screen import Point
from tests.boot import fresh_phone
from tests.device.resident.faulty import Faulty, server_jar

PICTURE = 0.1
"""Seconds after which a picture is taken that was asked for; a list is read at once."""
SETTINGS = "am start -n com.android.settings/.Settings"


class Listening(Faulty):
    """Keeps what is asked for, in order; at a sleep of a number something happens on the phone."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(host, port)
        self.asked: list[str] = []
        self.at_sleep = 0
        self.lag: float | None = None
        """Seconds after the next touch at which something happens on the phone."""

    def open(self, service: str, timeout: float) -> OpenStream:
        line = super().open(service, timeout)
        write = line.write

        def heard(data: bytes) -> None:
            names = [name.decode() for name in re.findall(rb'"method": ?"(\w+)"', data)]
            self.asked += names
            lag, self.lag = (self.lag, None) if "click" in names else (None, self.lag)
            if lag is not None:
                threading.Timer(lag, DirectTransport.shell, (self, SETTINGS)).start()
            if "takeScreenshot" in names:
                time.sleep(PICTURE)
            write(data)

        line.write = heard  # type: ignore[method-assign]
        return line

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = 30.0, repeat: bool = True
    ) -> ShellOutput:
        self.asked.append(command.split()[0])
        if command.startswith("sleep"):
            time.sleep(float(command.split()[1]))
        done = super().shell(command, stdin=stdin, timeout=timeout, repeat=repeat)
        if self.asked.count("sleep") == self.at_sleep and command.startswith("sleep"):
            super().shell(SETTINGS)
        return done


@pytest.fixture
def served() -> Iterator[tuple[Device, Listening]]:
    with serve([fresh_phone()]) as server:
        way = Listening("127.0.0.1", server.ports[0])
        with Device(way) as device:
            device.use_server(Jar(server_jar(), "0.4.1"))
            device.see()
            way.asked.clear()
            yield device, way


def test_an_app_that_was_opened_is_looked_at_once(served: tuple[Device, Listening]) -> None:
    device, way = served
    device.open_app("Settings")
    _, seen = device.see()
    assert seen.package == "com.android.settings"
    assert way.asked.count("dumpWindowHierarchy") == 1
    way.asked.clear()
    device.open_app("Settings")
    assert "cmd" not in way.asked, "its apps are known"
    assert device.see()[1].elements == seen.elements


def test_what_changed_and_rests_is_seen_by_two_pictures_and_a_list(served: tuple[Device, Listening]) -> None:
    device, way = served
    device.open_app("Settings")
    search = next(e for e in device.see()[1].elements if e.text == "Search settings")
    way.asked.clear()
    device.tap(search.bounds.center)
    still, seen = device.see()
    assert still
    field = next(e for e in seen.elements if e.is_focused)
    assert device.focus() == field.bounds
    calls = ["click", *["takeScreenshot"] * 2, "dumpWindowHierarchy", "getLastToast", "objInfo"]
    assert sorted(call for call in way.asked if call not in {"sleep", "dumpsys"}) == sorted(calls)


def test_a_touch_that_changes_nothing_yet_is_given_more_time(served: tuple[Device, Listening]) -> None:
    device, way = served
    way.at_sleep = 2
    device.tap(Point(540, 1200))
    _, seen = device.see()
    assert seen.package == "com.android.settings"
    assert seen.elements[0].package_name == "com.android.settings"


@pytest.mark.parametrize("lag", [0.0, 0.06, 0.2, 0.35])
def test_the_list_is_of_the_screen_that_the_picture_shows(
    served: tuple[Device, Listening], lag: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However late a busy computer comes to what happens on its phone."""
    monkeypatch.setattr("device.look.glance.PATIENCE", 3.0)
    device, way = served
    way.lag = lag
    device.tap(Point(540, 1200))
    still, seen = device.see()
    assert still
    assert {element.package_name for element in seen.elements} >= {"com.android.settings"}
    assert seen.package == "com.android.settings"
