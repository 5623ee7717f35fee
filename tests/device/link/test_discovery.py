"""Reading the server's list and choosing from it (the states themselves: test_transport_states.py)."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from device.error import DeviceError, NoDevice
from device.link.discovery import attached, available, choose, lease_name, open_device, read_devices
from device.link.running import Registry, RunningPhone, emulator_serial
from device.link.transport import server as adb
from device.link.transport.server import ServerAddress, answers
from device.link.transport.stop import stop_server
from device.phone.server.host import PhoneServer, serve
from device.phone.server.port import open_free_emulators
from tests.boot import fresh_phone
from tests.device.adbfake import FakeServer

LIST = """\
0123456789ABCDEF       device usb:1-1.2 product:oriole model:Pixel_6 device:oriole transport_id:1
emulator-5554          device product:sdk_gphone64 model:sdk_gphone64_x86_64 device:emu64x transport_id:2
192.168.1.20:37099     offline transport_id:3
adb-R5CT-x.local._adb-tls-connect._tcp. device product:a model:SM_A5 device:a transport_id:5
????????????           no permissions (user in plugdev group); see [http://d/x] usb:3-1
"""


def test_every_line_is_a_phone() -> None:
    phones = read_devices(LIST + "\n")
    assert [phone.state for phone in phones] == ["device", "device", "offline", "device", "no permissions"]
    assert [phone.kind for phone in phones] == ["usb", "emulator", "network", "network", "usb"]
    assert phones[0].model == "Pixel 6"
    assert [phone.usable for phone in phones] == [True, True, False, True, False]


def test_choosing_by_name() -> None:
    assert choose("emulator-5554", read_devices(LIST)).model == "sdk gphone64 x86 64"
    with pytest.raises(NoDevice, match="0123456789ABCDEF"):
        choose("emulator-5556", read_devices(LIST))


@pytest.mark.parametrize(
    ("serial", "name"),
    [
        ("localhost:5601", "127.0.0.1:5601"),
        ("LOCALHOST:05601", "127.0.0.1:5601"),
        ("127.0.1.1:5601", "127.0.0.1:5601"),
        ("[::1]:5601", "127.0.0.1:5601"),
        ("emulator-5554", "127.0.0.1:5555"),
        ("192.168.1.20:5555", "192.168.1.20:5555"),
        ("0123456789ABCDEF", "0123456789ABCDEF"),
    ],
)
def test_a_phone_of_this_computer_has_one_name_to_be_leased_under(serial: str, name: str) -> None:
    assert lease_name(serial) == name


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free_port: int) -> ServerAddress:
    """A port where no adb server runs, and none started there would see a phone of this computer."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("ADB_USB", "ADB_EMU", "ADB_MDNS"):
        monkeypatch.setenv(name, "0")
    return ServerAddress(port=free_port)


def test_a_server_started_in_vain_ends_again(nobody: ServerAddress) -> None:
    if not adb.adb_binary():
        pytest.skip("needs the adb binary: apt-get install adb")
    assert attached(nobody) == ()
    assert not answers(nobody)


_DEAF = """
import socket, sys, time
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print(flush=True)
time.sleep(600)
"""


def test_a_phone_that_a_fresh_server_is_only_just_finding_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = FakeServer()
    server.becomes = {"emulator-5554": ["offline", "authorizing", "device"]}
    server.devices = {"S1": "device"}
    monkeypatch.setattr("device.link.discovery.ensure_server", lambda _address: True)
    assert {one.serial: one.state for one in attached(server.address)} == {
        "S1": "device", "emulator-5554": "device",
    }  # fmt: skip
    server.becomes = {"S1": ["offline"] * 99}
    monkeypatch.setattr("device.link.discovery._FINDING", 0.3)
    assert attached(server.address)[0].state == "offline", "one that stays so is told as that"
    server.becomes = {"S1": ["offline", "device"]}
    monkeypatch.setattr("device.link.discovery.ensure_server", lambda _address: False)
    assert attached(server.address)[0].state == "offline", "a server that runs knows its phones"
    server.close()


def test_a_server_that_outlives_its_end_is_killed(nobody: ServerAddress) -> None:
    """It was told to end, listens on, and answers nobody: the next who asks would wait for it for ever."""
    words = (str(nobody.port), "-L", f"tcp:{nobody.port}", "fork-server", "server")
    with subprocess.Popen([sys.executable, "-c", _DEAF, *words], stdout=subprocess.PIPE) as deaf:
        assert deaf.stdout is not None
        deaf.stdout.readline()
        stop_server(nobody)
        assert deaf.wait(timeout=30) == -signal.SIGKILL


def test_somebody_elses_program_on_the_port_is_left_alone(nobody: ServerAddress) -> None:
    with subprocess.Popen([sys.executable, "-c", _DEAF, str(nobody.port)], stdout=subprocess.PIPE) as deaf:
        assert deaf.stdout is not None
        deaf.stdout.readline()
        stop_server(nobody)
        assert deaf.poll() is None
        deaf.kill()


def test_a_further_server_that_is_not_there_is_told_and_none_is_started(nobody: ServerAddress) -> None:
    with pytest.raises(DeviceError, match=f"no adb server on {nobody}"):
        open_device(f"127.0.0.1:5555@{nobody}")
    assert not answers(nobody)


def test_many_may_ask_at_once_where_none_runs(nobody: ServerAddress) -> None:
    if not adb.adb_binary():
        pytest.skip("needs the adb binary: apt-get install adb")
    try:
        with ThreadPoolExecutor(8) as pool:
            for found in pool.map(attached, [nobody] * 80):
                assert found == ()
    finally:
        stop_server(nobody)


def test_a_server_that_ran_already_is_left_alone(nobody: ServerAddress) -> None:
    if not adb.adb_binary():
        pytest.skip("needs the adb binary: apt-get install adb")
    binary = [adb.adb_binary(), "-P", str(nobody.port)]
    subprocess.run([*binary, "start-server"], check=True, capture_output=True)
    try:
        assert attached(nobody) == ()
        assert answers(nobody)
    finally:
        subprocess.run([*binary, "kill-server"], check=False, capture_output=True)


def test_no_server_is_started_for_a_phone_named_by_address(
    nobody: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adb, "_start", lambda _address: pytest.fail("started"))
    with serve([fresh_phone()]) as server, open_device(server.serials[0], server=nobody) as device:
        assert device.serial == server.serials[0]


def test_an_embedded_phone_that_adb_sees_as_an_emulator_is_one_phone(
    nobody: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = Registry(tmp_path / "phones")
    doors = open_free_emulators(1)
    with PhoneServer([fresh_phone()], doors=doors) as server:
        (served,) = server.served
        emulator = emulator_serial(served.console)
        registry.add(
            RunningPhone(
                served.serial, served.port, os.getpid(), 1, False, False, 0.0, console=served.console
            )
        )
        dialled = f"{served.serial} device product:oriole model:Pixel_6"
        seen = read_devices(f"{emulator} device product:oriole model:Pixel_6\n{dialled}\n{LIST}")
        monkeypatch.setattr("device.link.discovery.attached", lambda _server: seen)
        phones = available(nobody, registry)
        assert [phone.serial for phone in phones].count(emulator) == 1
        assert served.serial not in [phone.serial for phone in phones]
        assert [phone.kind for phone in phones if phone.serial == emulator] == ["embedded"]
        for name in (emulator, served.serial, str(served.port), str(served.console)):
            with open_device(name, server=nobody, registry=registry) as device:
                assert device.serial == emulator
                assert device.shell("echo x").text == "x\n"


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [("lab:5038", "lab", 5038), ("tcp:lab:5038", "lab", 5038), ("tcp:17717", "127.0.0.1", 17717)],
)
def test_a_server_is_named_as_adb_names_it(text: str, host: str, port: int) -> None:
    assert ServerAddress.parse(text) == ServerAddress(host, port)
