"""Phones in processes of their own: started in the foreground or detached, stopped, saved, photographed."""

import json
import os
import re
import secrets
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import SystemRandom

from device.error import ConfigError, DeviceError
from device.phone.daemon.daemon import HOST
from device.phone.phone import Phone
from device.phone.server.control import ask_to_stop, fetch_snapshot, send_snapshot
from device.phone.server.host import PhoneServer
from device.phone.server.registry import Registry, RunningPhone
from device.wire.client import AdbConnection

START_TIMEOUT = 30.0
STOP_TIMEOUT = 10.0
FIRST_PORT, LAST_PORT = 5600, 9998
"""Where a port is looked for. Only even ones are taken: odd ports from 5555 to 5585 would be taken for
emulators by every adb server of this computer."""
_TRIES = 40
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_NAME = re.compile(r"[\w][\w.-]{0,63}")
_LAUNCH = 'log=$1; shift; exec </dev/null >>"$log" 2>&1; "$@" &'


@dataclass(frozen=True, slots=True)
class StartOptions:
    """How a phone is to start."""

    port: int = 0
    """0 takes a free one."""
    seed: int = 0
    live: bool = False
    """Whether its time passes by itself."""


# -- starting --------------------------------------------------------------------------------------------
def run_phone(
    options: StartOptions,
    registry: Registry,
    ready: Callable[[RunningPhone], None],
    *,
    detached: bool = False,
    log: str = "",
) -> None:
    """Serve a phone until Ctrl-C, SIGTERM or `stop_phone`; `ready` is told once it answers.

    Raises ConfigError when the port named is in use.
    """
    over = threading.Event()
    with ExitStack() as undo:
        server = undo.enter_context(_serving(options, over.set))
        phone = RunningPhone(
            serial=server.serials[0],
            port=server.ports[0],
            pid=os.getpid(),
            seed=options.seed,
            live=options.live,
            detached=detached,
            started_at=time.time(),
            log=log,
        )
        # Struck out last of all: who waits for that may then count on a free port.
        last = undo.pop_all()
        undo.callback(registry.remove, phone)
        undo.push(last)
        registry.add(phone)
        with _ended_by_signals(over):
            ready(phone)
            over.wait()


@contextmanager
def _serving(options: StartOptions, stop: Callable[[], None]) -> Iterator[PhoneServer]:
    phone = Phone(options.seed, monotonic=time.monotonic if options.live else None)
    with (
        PhoneServer([phone], [options.port], stop=stop)
        if options.port
        else _on_free_port(phone, stop) as server
    ):
        yield server


def _on_free_port(phone: Phone, stop: Callable[[], None]) -> PhoneServer:
    """Serve on a port nobody has; another process may be quicker with one, so several are tried."""
    for port in free_ports():
        try:
            return PhoneServer([phone], [port], stop=stop)
        except ConfigError:
            continue
    raise DeviceError(
        "no free port was found", f"Name one with --port; tried some of {FIRST_PORT}-{LAST_PORT}"
    )


def free_ports() -> Iterator[int]:
    """Ports that are free at this moment, in no order."""
    for port in SystemRandom().sample(range(FIRST_PORT, LAST_PORT + 1, 2), _TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex((HOST, port)) != 0:
                yield port


@contextmanager
def _ended_by_signals(over: threading.Event) -> Iterator[None]:
    """Ctrl-C, SIGTERM and the terminal's end set the event instead of breaking off wherever we are."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: over.set()) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def start_detached(options: StartOptions, registry: Registry, timeout: float = START_TIMEOUT) -> RunningPhone:
    """Start a phone that outlives this process; returns once it answers.

    Raises ConfigError or DeviceError with the reason when it does not start.
    """
    registry.folder.mkdir(parents=True, exist_ok=True)
    log = registry.folder / f"phone-{secrets.token_hex(4)}.log"
    listening, telling = os.pipe()
    with os.fdopen(listening, "rb") as told:
        try:
            what = json.dumps(
                {**asdict(options), "folder": str(registry.folder), "log": str(log), "ready": telling}
            )
            # -P: a folder `device` where the person stands must not be taken for ours. The shell between
            # leaves the phone to the system, so that nobody has to wait for its end.
            command = [sys.executable, "-P", "-m", "device.phone.server", what]
            subprocess.run(  # noqa: S603 - our own words only
                ["/bin/sh", "-c", _LAUNCH, "sh", str(log), *command],
                check=True,
                pass_fds=(telling,),
                start_new_session=True,
            )
        finally:
            os.close(telling)
        if not select.select([told], [], [], timeout)[0]:
            raise DeviceError(f"the phone did not start within {timeout:g} s", f"See {log}")
        line = told.readline()
    if not line:
        raise DeviceError(f"the phone did not start: {_last_line(log)}", f"See {log}")
    answer = json.loads(line)
    if "error" in answer:
        log.unlink(missing_ok=True)
        raise (ConfigError if answer["exit_code"] == ConfigError.exit_code else DeviceError)(answer["error"])
    return registry.find(answer["serial"])


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


# -- the ones that run -----------------------------------------------------------------------------------
@contextmanager
def connected(phone: RunningPhone) -> Iterator[AdbConnection]:
    """A connection to a running phone."""
    with AdbConnection.connect(HOST, phone.port) as connection:
        yield connection


def stop_phone(phone: RunningPhone, registry: Registry) -> None:
    """End a running phone and wait until it is gone. Raises DeviceError when it does not go."""
    with connected(phone) as connection:
        ask_to_stop(connection)
    deadline = time.monotonic() + STOP_TIMEOUT
    while registry.holds(phone):
        if time.monotonic() > deadline:
            raise DeviceError(f"the phone {phone.serial} does not stop", f"End it: kill {phone.pid}")
        time.sleep(0.01)


def stop_all(registry: Registry) -> tuple[RunningPhone, ...]:
    """End every running phone; those ended. Raises DeviceError if one does not go, after the rest."""
    stopped: list[RunningPhone] = []
    problem: DeviceError | None = None
    for phone in registry.all():
        try:
            stop_phone(phone, registry)
            stopped.append(phone)
        except DeviceError as error:
            problem = error
    if problem is not None:
        raise problem
    return tuple(stopped)


def snapshot_path(folder: Path, name: str) -> Path:
    """Where a named snapshot lies. Raises ConfigError for a name that is none."""
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is no name for a snapshot", "Use letters, digits, '.', '_' and '-'")
    return folder / f"{name}.zip"


def save_snapshot(phone: RunningPhone, path: Path) -> int:
    """Write the whole phone to a file; its size."""
    with connected(phone) as connection:
        data = fetch_snapshot(connection)
    _write(path, data)
    return len(data)


def restore_snapshot(phone: RunningPhone, path: Path) -> None:
    """Put a phone back to a file. Raises ConfigError when there is none or it is no snapshot."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", "Make one: agent phone snapshot") from error
    with connected(phone) as connection:
        send_snapshot(connection, data)


def save_screenshot(phone: RunningPhone, path: Path) -> tuple[int, int]:
    """Write the phone's screen as a PNG file; width and height."""
    with connected(phone) as connection:
        picture = connection.framebuffer()
    _write(path, picture.png)
    return picture.size


def _write(path: Path, data: bytes) -> None:
    """A file, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise ConfigError(f"{path}: {error.strerror}", "Choose another place") from error
