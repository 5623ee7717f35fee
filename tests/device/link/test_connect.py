"""Dialling, pairing and unplugging, against a server that says what adb says."""

import time
from collections.abc import Iterator

import pytest

from device.error import ConfigError, DeviceError, DeviceOffline, DeviceUnauthorized, NoDevice, TapwrightError
from device.link import connect as adb
from device.link.discovery import attached, everywhere, lease_name, open_device
from device.link.transport.server import ServerAddress
from tests.device.adbfake import FakeServer
from tests.device.askingphone import AskingPhone
from tests.device.conftest import AdbServer


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    yield fake
    fake.close()


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("192.168.1.20", "192.168.1.20:5555"),
        (" 192.168.1.20:37123 ", "192.168.1.20:37123"),
        ("phone.lan:05601", "phone.lan:5601"),
        ("[fe80::1]:5555", "[fe80::1]:5555"),
    ],
)
def test_addresses(given: str, address: str) -> None:
    assert adb.checked_address(given) == address


@pytest.mark.parametrize("given", ["", "a b", "1.2.3.4:0", "1.2.3.4:70000", "x;reboot", "host:port", "-s:1"])
def test_what_is_no_address(given: str, server: FakeServer) -> None:
    if given == "-s:1":  # it is no option either: it goes to the server in one piece
        assert adb.checked_address(given) == given
        return
    with pytest.raises(ConfigError):
        adb.connect(server.address, given)
    assert not any("connect" in request for request in server.seen)


def test_a_phone_is_dialled_and_taken(server: FakeServer) -> None:
    assert adb.connect(server.address, "10.0.0.7") == "10.0.0.7:5555"
    assert server.devices["10.0.0.7:5555"] == "device"


def test_one_that_is_connected_is_left_alone(server: FakeServer) -> None:
    server.devices["10.0.0.7:5555"] = "device"
    adb.connect(server.address, "10.0.0.7")
    assert not any("connect:" in request for request in server.seen)


def test_one_that_is_offline_is_hung_up_on_first(server: FakeServer) -> None:
    server.devices["10.0.0.7:5555"] = "offline"
    adb.connect(server.address, "10.0.0.7")
    dialled = [request for request in server.seen if "connect:" in request]
    assert dialled == ["host:disconnect:10.0.0.7:5555", "host:connect:10.0.0.7:5555"]


def test_the_owner_is_asked_once_and_waited_for(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adb, "_POLL", 0.01)
    server.becomes["10.0.0.7:5555"] = ["unauthorized", "unauthorized", "unauthorized", "device"]
    told: list[str] = []
    adb.connect(server.address, "10.0.0.7", patience=5, tell=told.append)
    assert len(told) == 1
    assert "accept the USB debugging question" in told[0]


def test_an_owner_who_does_not_answer(server: FakeServer) -> None:
    server.devices["10.0.0.7:5555"] = "unauthorized"
    server.becomes["10.0.0.7:5555"] = ["unauthorized"] * 3
    with pytest.raises(DeviceUnauthorized, match="Unlock it"):
        adb.connect(server.address, "10.0.0.7")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("failed to connect to '10.0.0.9:5555': Connection refused", "nothing listens .*Wireless debugging"),
        ("failed to connect to '10.0.0.9:5555': No route to host", "cannot be reached.*one network"),
        ("failed to connect to '10.0.0.9:5555': Connection timed out", "cannot be reached"),
        ("failed to resolve host: 'x': Name or service not known", "cannot be resolved"),
        ("something new", "did not connect .*something new.*not the one for pairing.*agent doctor"),
    ],
)
def test_why_nobody_answers(server: FakeServer, said: str, told: str) -> None:
    server.known["10.0.0.9:5555"] = said
    with pytest.raises(NoDevice, match=told) as raised:
        adb.connect(server.address, "10.0.0.9")
    assert raised.value.hint
    assert server.seen[-1] == "host:disconnect:10.0.0.9:5555", "nothing is left that a run would take"


def test_one_that_never_gets_ready_is_not_left_behind(server: FakeServer) -> None:
    server.becomes["10.0.0.7:5555"] = ["offline"] * 9
    with pytest.raises(DeviceOffline):
        adb.connect(server.address, "10.0.0.7")
    assert "10.0.0.7:5555" not in server.devices


# -- a phone that asks its owner, and the stock adb -----------------------------------------------------
@pytest.fixture
def asking(adb_server: AdbServer) -> Iterator[AskingPhone]:
    phone = AskingPhone()
    yield phone
    phone.close()
    adb_server("disconnect", phone.address, check=False)


def state_of(server: ServerAddress, phone: AskingPhone) -> str:
    return next((one.state for one in attached(server) if one.serial == phone.address), "")


def test_a_phone_that_asks_is_waited_for_until_its_owner_allows_it(
    adb_server: AdbServer, asking: AskingPhone
) -> None:
    server = ServerAddress(port=adb_server.port)
    told: list[str] = []

    def tell(text: str) -> None:
        told.append(text)
        asking.accept()

    assert adb.connect(server, asking.address, patience=30, tell=tell) == asking.address
    assert len(told) == 1
    assert "Unlock it and accept the USB debugging question" in told[0]
    assert state_of(server, asking) == "device"


def test_a_phone_whose_owner_takes_longer_is_there_once_it_is_allowed(
    adb_server: AdbServer, asking: AskingPhone
) -> None:
    server = ServerAddress(port=adb_server.port)
    with pytest.raises(DeviceUnauthorized, match=r"accept .*: it is connected then.*agent devices pair"):
        adb.connect(server, asking.address)
    assert state_of(server, asking) == "unauthorized"
    asking.accept()
    deadline = time.monotonic() + 30
    while state_of(server, asking) != "device" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert state_of(server, asking) == "device"


def test_pairing_by_code(server: FakeServer) -> None:
    assert adb.pair(server.address, "10.0.0.7:37001", "123456") == "adb-S9-x"
    assert "host:pair:123456:10.0.0.7:37001" in server.seen


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("10.0.0.7", "123456", "names no port"),
        ("10.0.0.7:37001", "12345", "six digits"),
        ("10.0.0.7:37001", "12345:6", "six digits"),
        ("10.0.0.7:37001", "654321", "did not pair .Wrong password.*good once"),
    ],
)
def test_pairing_that_fails_says_what_to_do(server: FakeServer, address: str, code: str, told: str) -> None:
    with pytest.raises(TapwrightError, match=told):
        adb.pair(server.address, address, code)


def test_a_code_that_was_scanned(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adb, "_POLL", 0.01)
    server.announced = [
        ("other", "_adb-tls-pairing._tcp", "10.0.0.8:1"),
        ("tapwright-1", "_adb-tls-connect._tcp.", "10.0.0.7:2"),
        ("tapwright-1", "_adb-tls-pairing._tcp.", "10.0.0.7:37001"),
    ]
    found = adb.await_announced(server.address, "tapwright-1", 5)
    assert found.address == "10.0.0.7:37001"
    with pytest.raises(NoDevice, match="QR code"):
        adb.await_announced(server.address, "tapwright-2", 0)


def test_a_server_that_hears_nobody(server: FakeServer) -> None:
    server.hears = False
    with pytest.raises(DeviceError, match="Give the address instead"):
        adb.announced(server.address)


def test_a_phone_on_usb_goes_wireless(server: FakeServer) -> None:
    assert adb.make_wireless(server.address, "S1") == "10.0.0.7:5555"
    assert "tcpip:5555" in server.seen
    server.network = "    state DOWN\n"
    with pytest.raises(DeviceError, match="no Wi-Fi"):
        adb.make_wireless(server.address, "S1")


# -- several servers ------------------------------------------------------------------------------------
def test_phones_of_another_server_carry_its_name(server: FakeServer) -> None:
    other = FakeServer()
    other.devices = {"S7": "device"}
    gone = ServerAddress("127.0.0.2", 1)
    phones, failed = everywhere((server.address, other.address, gone))
    assert [phone.serial for phone in phones] == ["S1", f"S7@{other.address}"]
    assert "no adb server on 127.0.0.2:1" in str(failed[0])
    with open_device(f"S7@{other.address}", server=server.address) as device:
        assert device.serial == f"S7@{other.address}"
        assert device.shell("id").text == "out:id"
    with pytest.raises(NoDevice, match="no phone S9"):
        open_device(f"S9@{other.address}", server=server.address)
    other.close()


def test_a_phone_on_usb_has_one_lease_whichever_server_names_it() -> None:
    assert lease_name("R58M@lab:5037") == "R58M"
    assert lease_name("emulator-5554@lab:5037") == "emulator-5554@lab:5037"


@pytest.mark.parametrize("text", ["lab:5037", "tcp:lab:5037", "[::1]:5037"])
def test_a_server_by_name(text: str) -> None:
    assert ServerAddress.parse(text).port == 5037


@pytest.mark.parametrize("text", ["lab", "lab:0", "lab:99999", "a b:5037", ""])
def test_what_is_no_server(text: str) -> None:
    with pytest.raises(ConfigError, match="HOST:PORT"):
        ServerAddress.parse(text)
