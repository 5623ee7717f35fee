"""`agent devices`, `doctor` and `setup` as a person meets them."""

import http.server
import io
import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from device.link.discovery import open_device
from device.link.running import Registry, RunningPhone
from device.link.transport import server as transport
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone
from tests.device.adbfake import FakeServer
from tests.device.relay import relay
from ui.app import phones_folder, state_folder
from ui.cli import main
from ui.codepage import lenient_console


def agent(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    fake = FakeServer()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(fake.address.port))
    yield fake
    fake.close()


@pytest.fixture
def embedded() -> Iterator[PhoneServer]:
    with serve([fresh_phone()]) as phones:
        yield phones


# -- devices --------------------------------------------------------------------------------------------
def test_each_phone_that_cannot_be_used_says_why(server: FakeServer) -> None:
    server.devices = {"S1": "device", "S2": "unauthorized", "S3": "offline"}
    told = agent("devices")
    assert [line.split()[:2] for line in told.stdout.splitlines()] == [
        ["S1", "device"], ["S2", "unauthorized"], ["S3", "offline"],
    ]  # fmt: skip
    assert "S2 has not allowed this computer. Unlock it" in told.stderr
    assert "S3 is offline. Plug it in again" in told.stderr
    assert "agent resume" in told.stderr


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_further_server_that_is_down_is_told(
    more: tuple[str, ...], server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAPWRIGHT_ADB_SERVERS", "127.0.0.1:9")
    told = agent("devices", *more)
    assert (told.exit_code, "S1" in told.stdout) == (0, True)
    assert "no adb server on 127.0.0.1:9" in told.stderr
    assert not more or json.loads(told.stdout), "stdout stays one line of JSON"


def test_connecting_and_hanging_up(server: FakeServer) -> None:
    told = agent("devices", "connect", "10.0.0.7", "--json")
    assert json.loads(told.stdout.splitlines()[-1]) == {"serials": ["10.0.0.7:5555"]}
    assert "agent run --device 10.0.0.7:5555" in told.stderr
    assert agent("devices", "disconnect", "10.0.0.7").stdout == "disconnected 10.0.0.7:5555\n"
    assert agent("devices", "disconnect", "10.0.0.7").exit_code == 3


def test_each_address_is_dialled_and_told_and_the_worst_counts(server: FakeServer) -> None:
    server.known["10.0.0.9:5555"] = "failed to connect to '10.0.0.9:5555': Connection refused"
    told = agent("devices", "connect", "10.0.0.9", "10.0.0.7", "a b", "10.0.0.8", "--json")
    assert told.exit_code == 3
    first, second, line = told.stdout.splitlines()
    assert (first, second) == ("connected 10.0.0.7:5555", "connected 10.0.0.8:5555")
    assert json.loads(line) == {"serials": ["10.0.0.7:5555", "10.0.0.8:5555"]}
    assert "error: nothing listens at 10.0.0.9:5555" in told.stderr
    assert "error: 'a b' is no address" in told.stderr
    assert agent("devices", "connect", "a b", "10.0.0.7").exit_code == 2


def test_a_phone_that_is_not_of_the_network_is_not_hung_up_on(server: FakeServer) -> None:
    server.devices = {"emulator-5554": "device", "R58M": "device", "adb-R9-x._adb-tls-connect._tcp": "device"}
    told = agent("devices", "disconnect", "emulator-5554", "R58M", "adb-R9-x._adb-tls-connect._tcp")
    assert told.exit_code == 3
    assert "emulator-5554 is an emulator, and was not connected over the network. Stop it" in told.stderr
    assert "R58M is on USB, and was not connected over the network. Unplug it" in told.stderr
    assert told.stdout == "disconnected adb-R9-x._adb-tls-connect._tcp\n"


def test_an_adb_host_that_nobody_knows_is_told_as_that(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANDROID_ADB_SERVER_PORT")
    monkeypatch.setenv("ADB_SERVER_SOCKET", "tcp:nosuchhost.invalid:5037")
    why = "the name nosuchhost.invalid of the adb server is not known"
    for words in (("devices",), ("run", "Open Settings"), ("doctor",)):
        told = agent(*words)
        assert (told.exit_code != 0, why in " ".join(told.output.split())) == (True, True), told.output
        assert "Start it there" not in told.output


def test_connecting_what_announces_itself(server: FakeServer) -> None:
    assert "agent devices pair" in agent("devices", "connect", "--found").stderr
    server.announced = [("a", "_adb-tls-connect._tcp", "10.0.0.7:37099")]
    assert agent("devices", "connect", "--found").stdout == "connected 10.0.0.7:37099\n"


def test_pairing_asks_for_the_code(server: FakeServer) -> None:
    told = agent("devices", "pair", "10.0.0.7:37001", typed="123456\n")
    assert (told.exit_code, told.stdout) == (0, "paired adb-S9-x\n")
    assert agent("devices", "pair", "10.0.0.7:37001", "000000").exit_code == 3
    nobody = agent("devices", "pair", "10.0.0.7:37001")
    assert nobody.exit_code == 2
    assert "agent devices pair 10.0.0.7:37001 CODE" in nobody.stderr


def test_pairing_by_a_code_that_is_scanned(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda count: "ab" * count)
    server.announced = [("tapwright-abababab", "_adb-tls-pairing._tcp", "10.0.0.7:37001")]
    server.code = "ab" * 5
    told = agent("devices", "pair")
    assert (told.exit_code, told.stdout) == (0, "paired adb-S9-x\n")
    assert "▀" in told.stderr


def test_wireless_is_for_a_phone_on_usb(server: FakeServer) -> None:
    assert agent("devices", "wireless").stdout == "connected 10.0.0.7:5555\n"
    server.devices = {"emulator-5554": "device"}
    assert agent("devices", "wireless").exit_code == 3


@pytest.mark.parametrize("words", [("connect",), ("connect", "1.2.3.4", "--found"), ("disconnect",)])
def test_which_phone_has_to_be_said(words: tuple[str, ...], server: FakeServer) -> None:
    assert agent("devices", *words).exit_code == 2


def test_a_remote_adb_host_by_any_of_its_variables(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANDROID_ADB_SERVER_PORT")
    monkeypatch.setenv("ADB_SERVER_SOCKET", f"tcp:127.0.0.1:{server.address.port}")
    assert agent("devices").stdout.startswith("S1 ")
    monkeypatch.setenv("ADB_SERVER_SOCKET", "tcp:127.0.0.2:1")
    told = agent("devices")
    assert (told.exit_code, "no adb server on 127.0.0.2:1" in told.stderr) == (3, True)
    monkeypatch.setenv("ADB_SERVER_SOCKET", "nonsense")
    assert agent("devices").exit_code == 2


# -- doctor ---------------------------------------------------------------------------------------------
def test_the_doctor_without_a_phone_finds_nothing_in_the_way() -> None:
    told = agent("doctor", "--json")
    checks = {one["check"]: one for one in json.loads(told.stdout)["checks"]}
    assert told.exit_code == 0
    assert checks["devices"]["state"] == "note"
    assert "embedded phone" in checks["devices"]["hint"]
    assert not any(Path().iterdir()), "it writes nothing"


def test_a_run_tells_of_a_further_server_that_is_down(
    monkeypatch: pytest.MonkeyPatch, server: FakeServer
) -> None:
    server.devices.clear()
    monkeypatch.setenv("TAPWRIGHT_ADB_SERVERS", "127.0.0.1:9")
    told = agent("run", "turn on bluetooth", "--model", "offline")
    assert "as no phone is attached (no adb server on 127.0.0.1:9)" in " ".join(told.output.split())


def test_what_holds_the_adb_port_and_does_not_answer_is_told_and_a_run_has_the_phone_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transport.ask, "__defaults__", (0.5,))  # the seconds to wait for an answer
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"127.0.0.1:{deaf.getsockname()[1]}"
        monkeypatch.setenv("ADB_SERVER_SOCKET", f"tcp:{address}")
        what = f"what listens on {address} does not answer as an adb server does"
        told = agent("doctor", "--json")
        checks = {one["check"]: one for one in json.loads(told.stdout)["checks"]}
        assert (checks["adb"]["state"], checks["adb"]["text"]) == ("bad", what)
        told = agent("run", "turn on bluetooth", "--model", "offline")
    assert told.exit_code == 0
    assert f"for this run, as {what}" in " ".join(told.output.split())


@pytest.mark.parametrize(("free", "state"), [(0, "bad"), (50_000_000, "note"), (5_000_000_000, "ok")])
def test_the_doctor_tells_of_a_disk_without_room(
    free: int, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=free))
    checks = {one["check"]: one for one in json.loads(agent("doctor", "--json").stdout)["checks"]}
    assert (checks["runs"]["state"], checks["state"]["state"]) == (state, state)
    assert ("TAPWRIGHT_STATE" in checks["state"]["hint"]) == (state == "bad")


def test_the_doctor_on_a_phone(embedded: PhoneServer) -> None:
    told = agent("doctor", "--device", embedded.serials[0])
    assert told.exit_code == 0, told.stdout
    assert "✓ touch     adb may touch and type" in told.stdout
    assert "nothing is in the way" in told.stdout
    assert not Path("state").exists(), "nothing is leased"


def test_the_doctor_tells_who_has_the_phone_by_whatever_address(embedded: PhoneServer) -> None:
    with relay(embedded.ports[0]) as other, open_device(embedded.serials[0], state_folder=state_folder()):
        told = agent("doctor", "--device", other)
    assert f"in use by a run (process {os.getpid()})" in told.stdout


def test_the_doctor_checks_the_embedded_phone_that_adb_knows_as_a_run_would_take_it(
    embedded: PhoneServer, server: FakeServer
) -> None:
    (served,) = embedded.served
    server.devices = {served.serial: "device"}
    running = RunningPhone(served.serial, served.port, os.getpid(), 1, False, False, 0.0)
    Registry(phones_folder()).add(running)
    told = agent("doctor")
    assert told.exit_code == 0, told.stdout
    assert f"✓ devices   {served.serial} (Pixel 6, embedded)" in told.stdout
    assert "✓ touch     adb may touch and type" in told.stdout


def test_the_doctor_tells_each_further_server(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    other = FakeServer()
    monkeypatch.setenv("TAPWRIGHT_ADB_SERVERS", f"{other.address},127.0.0.1:9")
    server.devices = {}
    other.devices = {}
    told = agent("doctor", "--json")
    rows = [one for one in json.loads(told.stdout)["checks"] if one["check"] == "adb"]
    other.close()
    assert [row["state"] for row in rows] == ["ok", "ok", "note"]
    assert f"server 41 on {other.address}" in rows[1]["text"]
    assert "no adb server on 127.0.0.1:9" in rows[2]["text"]
    assert "adb -a nodaemon server" in rows[2]["hint"]


@pytest.mark.parametrize("words", [(), ("--device", "S0")])
def test_a_dozen_phones_make_no_long_line(words: tuple[str, ...], server: FakeServer) -> None:
    server.devices = {f"S{number}": "device" for number in range(13)}
    told = agent("doctor", *words)
    (line,) = [line for line in told.stdout.splitlines() if " devices " in line]
    assert len(line) < 200
    assert "and 9 more" in line
    assert "agent devices" in told.stdout


class _Models(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        good = self.headers["Authorization"] in (None, "Bearer right")
        self.send_response(200 if good else 401)
        self.end_headers()
        if good:
            self.wfile.write(json.dumps({"data": [{"id": "qwen3-vl"}]}).encode())

    def log_message(self, *_words: object) -> None: ...


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Models)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("model", "key", "state", "told"),
    [
        ("qwen3-vl", "", "ok", "qwen3-vl at 127.0.0.1"),
        ("qwen3-vl", "right", "ok", "qwen3-vl"),
        ("qwen3-vll", "", "bad", "Did you mean qwen3-vl"),
        ("qwen3-vl", "wrong-key", "bad", "does not take the key"),
    ],
)
def test_the_doctor_asks_the_endpoint(
    endpoint: str, model: str, key: str, state: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if key:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    answer = agent("doctor", "--model", model, "--base-url", endpoint, "--json")
    (found,) = [one for one in json.loads(answer.stdout)["checks"] if one["check"] == "model"]
    assert found["state"] == state
    assert told in f"{found['text']} {found['hint']}"
    assert "wrong-key" not in answer.output


def test_an_endpoint_that_is_not_there() -> None:
    answer = agent("doctor", "--model", "m", "--base-url", "http://127.0.0.1:9/v1")
    assert (answer.exit_code, "127.0.0.1 cannot be reached" in answer.stdout) == (1, True)


# -- setup ----------------------------------------------------------------------------------------------
def test_setup_tells_how_a_phone_gets_attached(server: FakeServer) -> None:
    server.devices = {}
    told = agent("setup")
    assert told.exit_code == 3
    assert "Build number seven times" in told.stdout
    server.devices = {"S1": "unauthorized"}
    assert "accept the USB debugging question" in agent("setup").stdout


def test_the_phone_inside_needs_no_setup() -> None:
    told = agent("setup", "--device", "embedded")
    assert (told.exit_code, "agent run --device embedded" in told.stdout) == (0, True)


def test_setup_goes_to_the_first_task(embedded: PhoneServer, server: FakeServer) -> None:
    told = agent("setup", "--device", embedded.serials[0])
    assert told.exit_code == 0, told.output
    assert told.stdout.rstrip().endswith(f'agent run --device {embedded.serials[0]} "Open Settings"')


def test_the_keyboard_is_offered_with_its_checksum_and_never_forced(
    embedded: PhoneServer, server: FakeServer
) -> None:
    phone = embedded.phones[0]
    embedded.call(lambda: phone.shell("pm uninstall com.android.adbkeyboard"))
    told = agent("setup", "--keyboard", "--device", embedded.serials[0])
    assert told.exit_code == 3, "nobody was there to say yes"
    assert "sha256  e698adea" in told.stdout
    assert "not installed" in told.stdout
    Path("other.apk").write_bytes(b"x")
    told = agent("setup", "--keyboard", "--yes", "--apk", "other.apk", "--device", embedded.serials[0])
    assert told.exit_code == 2
    assert "adbkeyboard" not in embedded.call(lambda: phone.shell("ime list -s -a")).merged.decode()
    told = agent("setup", "--device", embedded.serials[0])
    assert told.exit_code == 0, "the rest goes on without it"


def test_a_keyboard_that_is_there_already_is_nothing_left_to_do(
    embedded: PhoneServer, server: FakeServer
) -> None:
    told = agent("setup", "--keyboard", "--device", embedded.serials[0])
    assert (told.exit_code, "is there already" in told.stdout) == (0, True)


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sits at the terminal."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _self: True, raising=False)
    monkeypatch.setattr("ui.command.setup._POLL", 0.01)


@pytest.mark.parametrize("named", [(), ("--device", "S1")])
def test_setup_waits_for_a_phone_that_asks_its_owner_and_says_so(
    named: tuple[str, ...], server: FakeServer, somebody: None
) -> None:
    server.becomes = {"S1": ["unauthorized", "unauthorized", "unauthorized", "device"]}
    told = agent("setup", *named, typed="n\n")
    assert told.output.count("accept the USB debugging question") == 1
    assert "waiting; Ctrl-C ends it" in told.stdout
    assert "found S1" in told.stdout
    assert "3. what a run needs of it" in told.stdout


def test_setup_waits_for_a_named_phone_that_is_not_plugged_in_yet(server: FakeServer, somebody: None) -> None:
    server.becomes = {"S2": ["offline", "device"]}
    told = agent("setup", "--device", "S2", typed="n\n")
    assert "found S2" in told.stdout


def test_setup_without_anybody_ends_where_the_phone_asks(server: FakeServer) -> None:
    server.devices = {"S1": "unauthorized"}
    told = agent("setup", "--device", "S1")
    assert told.exit_code == 3
    assert "accept the USB debugging question" in told.stderr


def test_setup_goes_on_where_the_keyboard_cannot_be_had(
    embedded: PhoneServer, server: FakeServer, somebody: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("device.hand.keyboardapk.ADDRESS", "file:///nowhere/at/all")
    embedded.call(lambda: embedded.phones[0].shell("pm uninstall com.android.adbkeyboard"))
    told = agent("setup", "--device", embedded.serials[0], typed="y\nn\n")
    assert told.exit_code == 0, told.output
    assert "not installed: the keyboard cannot be had" in told.stdout
    assert "6. the first task" in told.stdout
    told = agent("setup", "--keyboard", "--device", embedded.serials[0], typed="y\n")
    assert told.exit_code == 2, "it was all that was wanted"


# -- consoles -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "cp437", "ascii"])
def test_a_console_that_lacks_our_signs_ends_nothing(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", console)
    lenient_console()
    print("✓ done · “你好” ✗ → 🙂", file=console, flush=True)
    assert "+ done" in console.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
