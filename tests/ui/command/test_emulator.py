"""`agent emulator` over stand-ins for the SDK's tools that record their calls and answer as they do."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.emulator import avd, sdk
from device.link.transport import server as adb
from tests.device.adbfake import FakeServer
from ui.cli import main

RECORD = '#!/bin/sh\necho "$(basename "$0") $*" >> "{log}"\n'
AVDMANAGER = """
case "$*" in
  *android-99*) echo "Error: Package path is not valid. Valid system image paths are:" >&2; exit 1;;
  *android-98*) echo "Error: Package path is not valid. Valid system image paths are:" >&2
    echo "system-images;android-30;a" >&2; exit 1;;
  *taken*) echo "Error: Android Virtual Device 'taken' already exists." >&2; exit 1;;
esac
read answer; echo "custom hardware: $answer" >> "{log}"
"""
EMULATOR = """
case "$*" in
  *-list-avds*) echo "INFO    | Storing crashdata in: /tmp"; echo pixel; echo broken;;
  *broken*) echo "FATAL   | x86_64 emulation currently requires hardware acceleration! KVM" >&2; exit 1;;
  *) exec sleep 60;;
esac
"""
ADB = """
case "$*" in
  *emulator-5598*) echo "error: could not connect to TCP port 5598: Connection refused" >&2; exit 1;;
  *"snapshot load gone"*) echo "KO: snapshot 'gone' not found";;
  *"snapshot list"*) printf "List of snapshots:\\nbefore\\nOK\\n";;
  *) echo OK;;
esac
"""


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, ["emulator", *words])


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "calls"


@pytest.fixture
def home(tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An SDK of stand-ins, and KVM."""
    root = tmp_path / "sdk"
    for place, body in {
        "cmdline-tools/latest/bin/avdmanager": AVDMANAGER,
        "emulator/emulator": EMULATOR,
        "platform-tools/adb": ADB,
    }.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text((RECORD + body).replace("{log}", str(log)))
        (root / place).chmod(0o755)
    monkeypatch.setenv("ANDROID_HOME", str(root))
    monkeypatch.setattr(adb, "adb_binary", lambda: str(root / "platform-tools/adb"))
    monkeypatch.setattr(avd, "adb_binary", lambda: str(root / "platform-tools/adb"))
    monkeypatch.setattr(avd, "check_acceleration", lambda: None)
    monkeypatch.setattr(avd, "_POLL", 0.01)
    return root


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    fake = FakeServer()
    fake.devices = {}
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(fake.address.port))
    yield fake
    fake.close()


def calls(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def ended() -> Iterator[list[int]]:
    """Processes to end with the test."""
    pids: list[int] = []
    yield pids
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_without_an_sdk_it_says_how_to_get_one() -> None:
    told = agent("list")
    assert told.exit_code == 2
    assert "ANDROID_HOME" in told.stderr
    assert "agent phone start" in told.stderr


def test_an_sdk_without_the_emulator_names_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDROID_SDK_ROOT", str(tmp_path))
    assert 'sdkmanager "emulator"' in agent("list").stderr


def test_tools_that_bring_sdkmanager_are_not_brought_by_it(
    home: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "cmdline-tools/latest/bin/avdmanager").unlink()
    told = agent("create", "pixel")
    assert (told.exit_code, "sdkmanager" in told.stderr) == (2, False)
    assert "developer.android.com/studio" in told.stderr
    assert f"{home}/cmdline-tools/latest" in told.stderr
    (home / "emulator/emulator").unlink()
    told = agent("list")
    assert 'sdkmanager "emulator"' in told.stderr
    assert "developer.android.com/studio" in told.stderr
    (home / "cmdline-tools/latest/bin/sdkmanager").write_text("#!/bin/sh\n")
    (home / "cmdline-tools/latest/bin/sdkmanager").chmod(0o755)
    assert "developer.android.com" not in agent("list").stderr


def test_without_kvm_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"no KVM.*--software"):
        sdk.check_acceleration(tmp_path / "kvm")
    (tmp_path / "kvm").touch()
    sdk.check_acceleration(tmp_path / "kvm")


def test_creating(home: Path, log: Path) -> None:
    assert agent("create", "pixel").stdout == "created pixel\n"
    made, answered = calls(log)
    assert made == f"avdmanager create avd --name pixel --package {avd.IMAGE} --device pixel_6"
    assert answered == "custom hardware: no"
    told = agent("create", "new", "--image", "system-images;android-99;google_apis;x86_64")
    assert (told.exit_code, "sdkmanager IMAGE" in told.stderr) == (3, True)
    assert "Package path is not valid. Install" in told.stderr, "no list is announced where none follows"
    told = agent("create", "new", "--image", "system-images;android-98;google_apis;x86_64")
    assert "Valid system image paths are: system-images;android-30;a. Install" in told.stderr
    told = agent("create", "taken")
    assert "already exists. Choose another name" in told.stderr
    assert "agent emulator list" in told.stderr
    assert "sdkmanager" not in told.stderr
    assert agent("create", "-x; reboot").exit_code == 2


def test_starting_several_without_a_window(
    home: Path, log: Path, server: FakeServer, ended: list[int]
) -> None:
    server.says = {"boot_completed": "1\nstopped\n"}
    ports = [avd.free_port(), avd.free_port([avd.free_port()])]
    server.devices = {f"emulator-{port}": "device" for port in ports}
    told = agent("start", "pixel", "--count", "2", "--snapshot", "clean", "--json")
    assert told.exit_code == 0, told.output
    ended += [int(line.rpartition(" ")[2].rstrip(")")) for line in told.stdout.splitlines()[:2]]
    assert json.loads(told.stdout.splitlines()[-1]) == {"serials": [f"emulator-{port}" for port in ports]}
    started: list[str] = []
    for _ in range(200):  # they write it down in their own time
        started = [line for line in calls(log) if "-avd " in line]
        if len(started) == len(ports):
            break
        time.sleep(0.02)
    flags = "-no-audio -no-boot-anim -no-window -gpu swiftshader_indirect -read-only -snapshot clean"
    assert sorted(started) == [f"emulator -avd pixel -port {port} {flags}" for port in ports]


def test_one_that_ends_at_once_tells_its_last_words(home: Path, server: FakeServer) -> None:
    told = agent("start", "broken")
    assert told.exit_code == 3
    assert "requires hardware acceleration" in told.stderr
    assert agent("start", "nobody").exit_code == 2


def test_one_that_never_boots(home: Path, server: FakeServer, ended: list[int]) -> None:
    one = avd.start(sdk.Sdk(home), "pixel", avd.StartWish(), home / "logs")
    ended.append(one.pid)
    server.devices = {one.serial: "device"}
    server.says = {"boot_completed": "\nrunning\n"}
    with pytest.raises(Exception, match=r"has not booted within 0\.1 s"):
        avd.await_boot(one, server.address, lambda _pid: True, timeout=0.1)


def test_listing_and_stopping(home: Path, log: Path, server: FakeServer) -> None:
    server.devices = {"emulator-5580": "device", "S1": "device"}
    server.says = {"avd_name": "\npixel\n"}
    rows = json.loads(agent("list", "--json").stdout)
    assert rows == [{"name": "broken", "serials": []}, {"name": "pixel", "serials": ["emulator-5580"]}]
    assert agent("stop", "--all").stdout == "stopped emulator-5580\n"
    assert calls(log)[-1].endswith("-s emulator-5580 emu kill")
    assert agent("stop").exit_code == 2


def test_snapshots(home: Path, log: Path, server: FakeServer) -> None:
    assert agent("snapshot", "save", "emulator-5580", "before").stdout == "save: before\n"
    assert calls(log)[-1].endswith("-s emulator-5580 emu avd snapshot save before")
    assert "before" in agent("snapshot", "list", "emulator-5580").stdout
    told = agent("snapshot", "load", "emulator-5580", "gone")
    assert told.exit_code != 0
    assert agent("snapshot", "load", "emulator-5580").exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("stop", "SERIAL"),
        ("snapshot", "save", "SERIAL", "x"),
        ("snapshot", "load", "SERIAL", "x"),
        ("snapshot", "list", "SERIAL"),
    ],
)
def test_one_that_does_not_run_is_told_so(words: tuple[str, ...], home: Path, server: FakeServer) -> None:
    told = agent(*(word.replace("SERIAL", "emulator-5598") for word in words))
    assert (told.exit_code, "no emulator emulator-5598 runs. " in told.stderr) == (3, True)
    assert "agent devices" in told.stderr
    assert "sdkmanager" not in told.stderr
    told = agent(*(word.replace("SERIAL", "R58M") for word in words))
    assert (told.exit_code, "R58M is no emulator. " in told.stderr) == (3, True)
