"""How each client speaks: a verb and its words go in, text and an exit code come out.

The clients are used as they are published. adb and what stands on it go through an adb server of our own.
"""

import contextlib
import gc
import importlib.util
import io
import os
import socket
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import GeneratorType
from typing import Protocol

import adbutils
from adb_shell.adb_device import AdbDeviceTcp
from adb_shell.exceptions import AdbCommandFailureException
from PIL import Image

from benchmarks.compatibility.case import Word
from benchmarks.wire import adb_server

PNG = b"\x89PNG"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    text: str
    code: int = 0


class Driver(Protocol):
    """One client, connected to one phone."""

    def __call__(self, verb: str, *words: Word) -> Reply:
        """Send one thing."""
        ...


def text_of(value: object) -> str:
    """What a library handed over, as text: pictures by their size, the rest as Python shows it."""
    if isinstance(value, bytes | bytearray):
        if value.startswith(PNG):
            picture = Image.open(io.BytesIO(value))
            picture.load()
            return f"PNG {picture.width}x{picture.height}"
        return value.decode("utf-8", "replace")
    if isinstance(value, adbutils.AdbConnection):
        with value:
            said: str = value.read_until_close()
            return said
    if isinstance(value, GeneratorType):
        return text_of(list(value))
    return value if isinstance(value, str) else repr(value)


@contextmanager
def adb(binary: str, serial: str, folder: Path) -> Iterator[Driver]:
    """The stock binary: a process for each command, as programs do that call it."""
    with adb_server(folder, binary) as port:
        base = [binary, "-P", str(port)]
        environment = {**os.environ, "HOME": str(folder), "ANDROID_ADB_SERVER_PORT": str(port)}

        def run(*arguments: str) -> Reply:
            done = subprocess.run(arguments, env=environment, capture_output=True, check=False, timeout=60)
            return Reply(text_of(done.stdout + done.stderr), done.returncode)

        def send(verb: str, *words: Word) -> Reply:
            host = verb in ("connect", "disconnect", "devices", "version", "help", "start-server")
            return run(*base, *([] if host else ["-s", serial]), verb, *map(str, words))

        assert "connected" in run(*base, "connect", serial).text
        yield send
        run(*base, "disconnect", serial)


@contextmanager
def library(through: str, serial: str, folder: Path) -> Iterator[Driver]:
    """A Python library, its methods called by name: `sync.stat` is one of a part of it."""
    if through == "adb-shell":
        direct = AdbDeviceTcp("127.0.0.1", int(serial.rpartition(":")[2]), default_transport_timeout_s=20)
        direct.connect(auth_timeout_s=5)
        yield _methods(direct)
        direct.close()
        return
    with (
        adb_server(folder) as port,
        _environment({"ANDROID_ADB_SERVER_PORT": str(port), "HOME": str(folder)}),
    ):
        client = adbutils.AdbClient(port=port)
        client.connect(serial)
        device = client.device(serial)
        if through == "uiautomator2":
            yield _methods(_without_server(device))
        else:
            yield _methods(device, client)
        client.disconnect(serial)
        with _unheard():
            gc.collect()  # adbutils leaves sockets to the collector, which warns of each


@contextmanager
def _environment(changed: dict[str, str]) -> Iterator[None]:
    """For the methods that start an adb of their own, which asks the environment for its server."""
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def has_uiautomator2() -> bool:
    """Whether that library is installed."""
    return importlib.util.find_spec("uiautomator2") is not None


def _without_server(device: adbutils.AdbDevice) -> object:
    """uiautomator2's device before its server runs; `start_uiautomator` is what its `connect` does next."""
    import uiautomator2

    class Unstarted(uiautomator2.Device):  # type: ignore[misc]
        started = False

        def start_uiautomator(self) -> None:
            if self.started:
                super().start_uiautomator()

    made = Unstarted(device)
    made.started = True
    return made


def _methods(device: object, client: object = None) -> Driver:
    """`held` among a call's keywords is ours: what it opened stays open, until the driver goes."""
    held: list[object] = []

    def send(verb: str, *words: Word) -> Reply:
        owner, names = (
            (client, verb.split(".")[1:]) if verb.startswith("client.") else (device, verb.split("."))
        )
        found = owner
        for name in names:
            found = getattr(found, name)
        arguments = [word for word in words if not isinstance(word, dict)]
        keywords = {name: value for word in words if isinstance(word, dict) for name, value in word.items()}
        stays = keywords.pop("held", False)
        try:
            with _unheard():
                gave = found(*arguments, **keywords) if callable(found) else found
                if stays:
                    held.append(gave)
                    return Reply(_first_of(gave))
                return Reply(text_of(gave))
        except _expected() as error:
            return Reply(f"{type(error).__name__}: {error}", 1)

    return send


def _first_of(opened: object) -> str:
    """What comes at once of a connection that stays open; nothing where it waits for us."""
    line = opened.conn if isinstance(opened, adbutils.AdbConnection) else opened
    assert isinstance(line, socket.socket)
    line.settimeout(0.5)
    try:
        return line.recv(4096).decode()
    except TimeoutError:
        return ""


@contextmanager
def _unheard() -> Iterator[None]:
    """Some of them talk to the person meanwhile, or offer what is deprecated."""
    words = io.StringIO()
    with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _expected() -> tuple[type[Exception], ...]:
    """What the libraries raise when a phone refuses."""
    refusals: list[type[Exception]] = [adbutils.AdbError, AdbCommandFailureException, RuntimeError]
    if has_uiautomator2():
        from uiautomator2.exceptions import BaseException as Refusal

        refusals.append(Refusal)
    return tuple(refusals)
