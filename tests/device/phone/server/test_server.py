"""Phones that run: in this process, in the foreground of another, detached; their registry and snapshots."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from device.error import ConfigError, DeviceError, FileTransferFailed, NoDevice
from device.link.running import Registry, RunningPhone, ask_who
from device.link.wire.client import AdbConnection
from device.phone.phone import Phone
from device.phone.server import detached
from device.phone.server.archive import FORMAT, from_bytes, to_bytes
from device.phone.server.control import ask_to_stop, fetch_snapshot, send_snapshot
from device.phone.server.detached import AUTO, StartOptions, start_detached
from device.phone.server.host import PhoneServer, serve
from device.phone.server.port import open_port, open_quiet_port
from device.phone.server.process import run_phones
from device.phone.server.remote import (
    fork_phone,
    restore_snapshot,
    save_screenshot,
    save_snapshot,
    stop_phone,
    stop_phones,
)
from device.phone.server.shelf import snapshot_path
from device.phone.system.intent import Intent
from device.phone.system.snapshot import Snapshot
from device.process import alive
from tests.boot import fresh_phone
from tests.device.conftest import AdbServer
from tests.program import Program, launch_phones
from tests.thin import thinned


# -- in this process -----------------------------------------------------------------------------------------
def test_calls_run_in_the_phones_thread(served_phone: PhoneServer) -> None:
    thread = served_phone.call(threading.current_thread)
    assert thread is not threading.current_thread()
    assert served_phone.call(lambda: served_phone.call(threading.current_thread)) is thread
    with pytest.raises(ZeroDivisionError):
        served_phone.call(lambda: 1 / 0)


def test_a_closed_server(served_phone: PhoneServer) -> None:
    served_phone.close()
    served_phone.close()
    with pytest.raises(DeviceError, match="shut down"):
        served_phone.call(lambda: None)
    doors = open_port()
    with pytest.raises(DeviceError, match="shut down"):
        served_phone.add(fresh_phone(seed=0), doors)
    assert doors.adb.fileno() < 0, "its port is still open"


def test_ports() -> None:
    with serve([fresh_phone(seed=0), fresh_phone(seed=0)]) as server:
        assert len(set(server.ports)) == 2
        assert server.serials == tuple(f"127.0.0.1:{port}" for port in server.ports)
        with pytest.raises(ConfigError, match=f"port {server.ports[0]} is in use"):
            serve([fresh_phone(seed=0)], [server.ports[0]])
        with pytest.raises(ConfigError, match="70000 is no port"):
            serve([fresh_phone(seed=0)], [70_000])
    with serve([fresh_phone(seed=0)], [server.ports[0]]) as again:
        assert again.ports[0] == server.ports[0]


def test_twenty_phones_in_one_process() -> None:
    with serve([Phone(seed) for seed in range(20)]) as server:
        for number, port in enumerate(server.ports):
            with AdbConnection.connect("127.0.0.1", port) as client:
                client.push(b"%d" % number, "/sdcard/number")
        for number, phone in enumerate(server.phones):
            assert server.call(partial(phone.files.read, "/sdcard/number")) == b"%d" % number


def test_closing_with_clients_in_mid_call() -> None:
    with serve([fresh_phone(seed=0)]) as server:
        clients = [AdbConnection.connect("127.0.0.1", server.ports[0]) for _ in range(3)]
        for client in clients:
            client.open("shell,v2,pty:")
            client.open("sync:")
    for client in clients:
        client.close()


# -- snapshots as files --------------------------------------------------------------------------------------
def used_phone() -> Phone:
    phone = fresh_phone(seed=3)
    phone.shell("settings put system screen_brightness 12; echo data > /sdcard/f")
    phone.files.link("/sdcard/f", "/sdcard/l")
    phone.touch.swipe(540, 1800, 540, 600)
    return phone


def test_a_snapshot_survives_a_file() -> None:
    phone = used_phone()
    saved = phone.snapshot()
    assert from_bytes(to_bytes(saved)) == saved
    other = fresh_phone(seed=3)
    other.restore(from_bytes(to_bytes(saved)))
    assert other.snapshot() == saved
    assert other.frame().elements() == phone.frame().elements()


def test_what_is_in_front_survives_a_file() -> None:
    for app in fresh_phone(seed=0).packages.launchable():
        phone = fresh_phone()
        phone.start(Intent(package=app.manifest.package))
        phone.touch.tap(540, 1200)
        saved = phone.snapshot()
        assert from_bytes(to_bytes(saved)) == saved, app.manifest.package


SNAPSHOT = f"{Snapshot.__module__}:Snapshot"


def archive_of(document: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("snapshot.json", json.dumps(document))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\3\4 nonsense",
        to_bytes(fresh_phone(seed=0).snapshot())[:-40],
        archive_of({"format": 99, "snapshot": None}),
        archive_of([]),
        archive_of({"format": FORMAT, "snapshot": 5}),
        archive_of({"format": FORMAT, "snapshot": {"c": "os:system", "f": {}}}),
        archive_of({"format": FORMAT, "snapshot": {"c": "subprocess:Popen", "f": {"args": ["true"]}}}),
        archive_of({"format": FORMAT, "snapshot": {"c": "device.phone.phone:Phone", "f": {}}}),
        archive_of({"format": FORMAT, "snapshot": {"c": "device.phone.phone:Random", "f": {}}}),
        archive_of({"format": FORMAT, "snapshot": {"c": "device.phone.nothing:Thing", "f": {}}}),
        archive_of({"format": FORMAT, "snapshot": {"e": SNAPSHOT, "v": "x"}}),
        archive_of({"format": FORMAT, "snapshot": {"b": 0}}),
        archive_of({"format": FORMAT, "snapshot": {"d": [[{"l": []}, 1]]}}),
        archive_of({"format": FORMAT, "snapshot": {"c": SNAPSHOT, "f": {"clock": 1}}}),
    ],
)
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(ConfigError, match="no snapshot"):
        from_bytes(data)


def test_the_whole_phone_over_the_wire(served_phone: PhoneServer, connection: AdbConnection) -> None:
    phone = served_phone.phones[0]
    data = fetch_snapshot(connection)
    before = served_phone.call(phone.snapshot)
    connection.shell("settings put system screen_brightness 3; echo x > /sdcard/x")
    send_snapshot(connection, data)
    assert served_phone.call(phone.snapshot) == before
    assert ask_who(connection).pid == os.getpid()
    with pytest.raises(DeviceError, match="stopped by the program that serves it"):
        ask_to_stop(connection)


def test_a_snapshot_of_another_kind_of_phone_changes_nothing(
    served_phone: PhoneServer, connection: AdbConnection
) -> None:
    phone = served_phone.phones[0]
    before: Snapshot = served_phone.call(phone.snapshot)
    for wrong in (
        replace(before, databases={("com.other", "x.db"): b""}),
        replace(before, rng=(1, 2)),
        replace(before, settings={}),
        replace(before, stack=((), 0)),
    ):
        with pytest.raises(ConfigError):
            send_snapshot(connection, to_bytes(wrong))
        assert served_phone.call(phone.snapshot) == before
    with pytest.raises(ConfigError, match="no snapshot"):
        send_snapshot(connection, b"nonsense")
    assert connection.shell("true").exit_code == 0


# -- in processes of their own -----------------------------------------------------------------------
@pytest.fixture
def launching(tmp_path: Path) -> Iterator[Registry]:
    """The registry of phones that are each a new Python, as a person starts them."""
    registry = Registry(tmp_path / "state" / "phones")
    yield registry
    stop_phones(registry.all(), registry)


@pytest.fixture
def registry(launching: Registry, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The registry of phones whose processes are forked where all is loaded."""
    monkeypatch.setattr(detached, "launch", launch_phones)
    return launching


def test_a_detached_phone_from_start_to_stop(launching: Registry, tmp_path: Path) -> None:
    registry = launching
    (phone,) = start_detached(StartOptions(seed=7), registry)
    assert phone.port >= 5600
    assert phone.port % 2 == 0
    assert phone.connect_line == f"adb connect 127.0.0.1:{phone.port}"
    assert (phone.seed, phone.live, phone.detached) == (7, False, True)
    assert phone.pid != os.getpid()
    assert registry.all() == (phone,)
    assert registry.find(phone.serial) == registry.find(str(phone.port)) == phone
    with AdbConnection.connect("127.0.0.1", phone.port) as client:
        client.push(b"kept", "/sdcard/kept")

    path = snapshot_path(tmp_path / "snapshots", "before")
    assert save_snapshot(phone, path, parents=True) == path.stat().st_size
    with AdbConnection.connect("127.0.0.1", phone.port) as client:
        client.push(b"changed", "/sdcard/kept")
        restore_snapshot(phone, path)
        assert client.pull("/sdcard/kept") == b"kept"

    assert save_screenshot(phone, tmp_path / "screen.png") == (1080, 2400)
    with Image.open(tmp_path / "screen.png") as picture:
        assert picture.size == (1080, 2400)

    stop_phone(phone, registry)
    assert registry.all() == ()
    with pytest.raises(NoDevice):
        AdbConnection.connect("127.0.0.1", phone.port)
    assert list(registry.folder.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_push_that_does_not_fit_leaves_no_memory_behind(registry: Registry) -> None:
    (phone,) = start_detached(StartOptions(), registry)

    def held() -> int:
        status = Path(f"/proc/{phone.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) >> 10

    with AdbConnection.connect("127.0.0.1", phone.port) as client:
        client.push(bytes(5 << 20), "/sdcard/small")
        before = held()
        with pytest.raises(FileTransferFailed, match="No space left on device"):
            client.push(bytes(600 << 20), "/sdcard/huge")
        assert client.pull("/sdcard/small") == bytes(5 << 20)
        assert held() < before + 100


def test_several_detached_phones(registry: Registry) -> None:
    wishes = (StartOptions(seed=0), StartOptions(seed=1, live=True))
    started = {phone for wish in wishes for phone in start_detached(wish, registry)}
    assert set(registry.all()) == started
    assert {phone.live for phone in started} == {True, False}
    assert set(stop_phones(registry.all(), registry)) == started
    assert registry.all() == ()


def test_a_port_in_use_is_said_in_one_line(registry: Registry) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port} is in use"):
            start_detached(StartOptions(port=port), registry)
    assert list(registry.folder.iterdir()) == []


def test_a_folder_of_the_same_name_is_not_taken_for_ours(
    launching: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "device").mkdir()
    (tmp_path / "device" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path)
    stop_phone(start_detached(StartOptions(), launching)[0], launching)


def test_a_killed_phone_is_struck_out(registry: Registry) -> None:
    (phone,) = start_detached(StartOptions(), registry)
    os.kill(phone.pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while registry.all():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    with pytest.raises(NoDevice, match="no embedded phone"):
        registry.find(phone.serial)


_HOLDER = """
import sys, time
from benchmarks.own_phone import own_phones
from device.phone.server.detached import StartOptions
with own_phones(StartOptions()) as (phone,):
    print(phone.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize(
    "number", [pytest.param(signal.SIGTERM, marks=pytest.mark.full), signal.SIGINT, signal.SIGKILL]
)
def test_a_phone_on_a_leash_ends_with_the_program_that_started_it(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        phone = int(holder.stdout.readline())
        holder.send_signal(number)
        holder.communicate(timeout=30)
    assert holder.returncode != 0
    deadline = time.monotonic() + 10
    while alive(phone):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_entries_that_make_no_sense_are_struck_out(registry: Registry) -> None:
    registry.folder.mkdir(parents=True)
    for name, text in (("1.json", "{}"), ("2.json", "nonsense"), ("3.json", "[]")):
        (registry.folder / name).write_text(text)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    registry.add(RunningPhone(f"127.0.0.1:{port}", port, os.getpid(), 0, False, True, 0.0))
    assert registry.all() == ()
    assert list(registry.folder.glob("*.json")) == []


def test_a_phone_of_another_process_on_the_port_is_not_ours(
    registry: Registry, served_phone: PhoneServer
) -> None:
    port = served_phone.ports[0]
    registry.add(RunningPhone(served_phone.serials[0], port, 1, 0, False, True, 0.0))
    assert registry.all() == ()
    ours = RunningPhone(served_phone.serials[0], port, os.getpid(), 0, False, False, 0.0)
    registry.add(ours)
    assert registry.all() == (ours,)
    registry.remove(ours)


def test_a_phone_in_the_foreground_ends_when_it_is_stopped(registry: Registry) -> None:
    told: list[RunningPhone] = []
    ready = threading.Event()

    def note(phones: tuple[RunningPhone, ...]) -> None:
        told.extend(phones)
        ready.set()

    thread = threading.Thread(target=run_phones, args=(StartOptions(), registry, note))
    thread.start()
    assert ready.wait(20)
    assert registry.all() == tuple(told)
    stop_phone(told[0], registry)
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.parametrize("wish", thinned([signal.SIGINT, signal.SIGTERM], 2))
def test_a_phone_in_the_foreground_ends_at_a_signal(registry: Registry, wish: signal.Signals) -> None:
    program = Program(run_phones, StartOptions(), registry, print)
    while not program.out:
        assert program.returncode is None, program.err
        time.sleep(0.02)
    program.send_signal(wish)
    program.end(20)
    assert (program.returncode, program.err) == (0, "")
    assert list(registry.folder.glob("*.json")) == []


def test_snapshots_that_cannot_be(registry: Registry, tmp_path: Path) -> None:
    for name in ("", "../up", "a/b", ".hidden", "x" * 100):
        with pytest.raises(ConfigError, match="no name for a snapshot"):
            snapshot_path(tmp_path, name)
    phone = RunningPhone("127.0.0.1:1", 1, 1, 0, False, True, 0.0)
    with pytest.raises(ConfigError, match="No such file"):
        restore_snapshot(phone, tmp_path / "nothing.zip")


def test_free_ports_are_not_those_of_emulators() -> None:
    doors = open_quiet_port()
    port, console = doors.ports
    doors.close()
    assert port >= 5600
    assert port % 2 == console == 0


# -- several in one process, and as emulators ----------------------------------------------------------
def test_several_phones_in_one_process(registry: Registry) -> None:
    phones = start_detached(StartOptions(seed=5, count=3), registry)
    assert {phone.pid for phone in phones} == {phones[0].pid}
    assert [phone.seed for phone in phones] == [5, 6, 7]
    assert set(registry.all()) == set(phones)
    for phone in phones:
        with AdbConnection.connect("127.0.0.1", phone.port) as client:
            client.push(b"%d" % phone.seed, "/sdcard/seed")
    stop_phone(phones[1], registry)
    assert set(registry.all()) == {phones[0], phones[2]}
    with AdbConnection.connect("127.0.0.1", phones[2].port) as client:
        assert client.pull("/sdcard/seed") == b"7"
    assert set(stop_phones(registry.all(), registry)) == {phones[0], phones[2]}


@pytest.mark.parametrize("options", [StartOptions(count=0), StartOptions(count=65)])
def test_a_count_that_cannot_be(registry: Registry, options: StartOptions) -> None:
    with pytest.raises(ConfigError, match="phones cannot be started"):
        start_detached(options, registry)


def test_a_phone_is_where_adb_looks_for_emulators(registry: Registry) -> None:
    (phone,) = start_detached(StartOptions(emulator=AUTO), registry)
    assert phone.console % 2 == 0
    assert 5554 <= phone.console <= 5682
    assert phone.port == phone.console + 1
    assert phone.serial == f"emulator-{phone.console}"
    assert registry.find(phone.serial) == registry.find(phone.address) == phone
    number = (phone.console - 5554) // 2
    with pytest.raises(
        ConfigError, match=rf"{phone.serial} cannot be had.*in use.*--as-emulator \d+, or auto"
    ):
        start_detached(StartOptions(emulator=number), registry)
    (other,) = start_detached(StartOptions(emulator=AUTO), registry)
    assert other.console != phone.console
    with pytest.raises(ConfigError, match="exclude each other"):
        start_detached(StartOptions(emulator=number, port=5555), registry)
    with pytest.raises(ConfigError, match="there is no emulator 65"):
        start_detached(StartOptions(emulator=65), registry)


def test_a_fork_is_another_phone_at_the_same_moment(registry: Registry) -> None:
    (phone,) = start_detached(StartOptions(seed=2), registry)
    with AdbConnection.connect("127.0.0.1", phone.port) as client:
        client.push(b"before", "/sdcard/note")
        other = fork_phone(phone, registry)
        assert other.port != phone.port
        client.push(b"after", "/sdcard/note")
        with AdbConnection.connect("127.0.0.1", other.port) as forked:
            assert forked.pull("/sdcard/note") == b"before"
            forked.push(b"its own", "/sdcard/note")
        assert client.pull("/sdcard/note") == b"after"
    assert set(registry.all()) == {phone, other}
    stop_phone(phone, registry)
    assert registry.all() == (other,)


def test_a_fork_of_an_emulator_takes_no_port_that_adb_looks_at(registry: Registry) -> None:
    (phone,) = start_detached(StartOptions(emulator=AUTO), registry)
    other = fork_phone(phone, registry)
    assert phone.console
    assert other.console == 0
    assert not 5554 <= other.port <= 5682
    assert set(registry.all()) == {phone, other}


def test_a_running_adb_server_is_told_of_an_emulator(registry: Registry, adb_server: AdbServer) -> None:
    (phone,) = start_detached(StartOptions(emulator=AUTO, adb_server=adb_server.port), registry)
    deadline = time.monotonic() + 20
    while f"{phone.serial}\tdevice".encode() not in adb_server("devices").stdout:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert adb_server("-s", phone.serial, "shell", "getprop", "ro.product.model").stdout == b"Pixel 6\n"
    adb_server("-s", phone.serial, "emu", "kill")
    while registry.all():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_twenty_emulators_are_all_among_the_devices(registry: Registry, adb_server: AdbServer) -> None:
    gone = time.monotonic() + 30
    while b"emulator-" in adb_server("devices").stdout:  # it takes no new one for the last
        assert time.monotonic() < gone
        time.sleep(0.05)
    phones = start_detached(StartOptions(emulator=AUTO, count=20, adb_server=adb_server.port), registry)
    wanted = {phone.serial for phone in phones}
    deadline = time.monotonic() + 30
    while True:
        listed = adb_server("devices").stdout.decode().splitlines()
        if wanted <= {line.partition("\t")[0] for line in listed if line.endswith("\tdevice")}:
            break
        assert time.monotonic() < deadline, listed
        time.sleep(0.1)
    last = phones[-1].serial
    assert adb_server("-s", last, "emu", "avd", "name").stdout.split() == [b"Pixel_6_API_33", b"OK"]
    assert set(stop_phones(registry.all(), registry)) == set(phones)
