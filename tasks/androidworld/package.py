"""AndroidWorld's own package where it is installed, and the little of it that is used here."""

import atexit
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from device.error import ConfigError, TapwrightError, ToldToPerson

HINT = (
    "Get it: git clone https://github.com/google-research/android_world, install its requirements.txt beside"
    " tapwright, compile its .proto files and put it on PYTHONPATH: docs/benchmark.md has the commands"
)
_FAMILY = "android_world"
_FOLDER = "tapwright-androidworld-"


class TheirFault(TapwrightError):
    """AndroidWorld's own code broke down; says how."""


class TheirTask(Protocol):
    """One of its tasks (`TaskEval`), made from parameters."""

    start_on_home_screen: bool
    complexity: float
    app_names: tuple[str, ...]
    template: str

    def __init__(self, params: dict[str, Any]) -> None: ...

    @classmethod
    def set_device_time(cls, env: object) -> None:
        """Say when it begins."""

    @classmethod
    def generate_random_params(cls) -> dict[str, Any]:
        """Parameters by the global `random`."""
        ...

    @property
    def goal(self) -> str:
        """What is to be done; final once it is initialised."""
        ...

    def initialize_task(self, env: object) -> None:
        """Make the phone ready."""

    def is_successful(self, env: object) -> float:
        """How much of it is done, from 0 to 1."""
        ...

    def tear_down(self, env: object) -> None:
        """Clear away."""


Controller = Any
"""Its `AndroidWorldController`; only its own code looks into one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What its list of tasks says of one."""

    difficulty: str
    tags: tuple[str, ...]
    steps: int
    """The fewest it takes; 0 = unknown."""


@dataclass(frozen=True, slots=True)
class AndroidWorld:
    """Its tasks, and what they are told with."""

    tasks: Mapping[str, type[TheirTask]]
    sheets: Mapping[str, Sheet]
    version: str
    """Changes whenever its code does."""


@cache
def load() -> AndroidWorld:
    """Import it. Raises ConfigError, saying how to get it, where it or something that it needs is missing."""
    with _theirs():
        registry = _imported(f"{_FAMILY}.registry")
        import_module("absl.logging").set_verbosity("error")
        tasks = registry.TaskRegistry().get_registry(_FAMILY)
    folder = Path(registry.__file__).parent
    return AndroidWorld(dict(sorted(tasks.items())), _sheets(folder), _version(folder))


def make_controller(adb: Callable[[type[Exception]], object]) -> Controller:
    """Its own controller in its UIAUTOMATOR mode, over something that runs adb's commands.

    `adb` is given the error that its code expects of a command that failed. Raises ConfigError.
    """
    with _theirs():
        module = _imported(f"{_FAMILY}.env.android_world_controller")
        failed = _imported("android_env.components.errors").AdbControllerError
        parser = _imported("android_env.components.adb_call_parser").AdbCallParser(adb(failed))
    return module.AndroidWorldController(_Wire(parser), module.A11yMethod.UIAUTOMATOR)


@dataclass(frozen=True, slots=True)
class _Wire:
    """What it needs of an Android environment: adb calls answered."""

    parser: Any

    def execute_adb_call(self, call: object) -> object:
        """Its own parser turns a call into a line for adb."""
        return self.parser.parse(call)

    def close(self) -> None:
        """The phone is somebody else's to close."""


def part(module: str) -> Any:
    """A module of it, as `agents.t3a`. Raises ConfigError where it is not installed."""
    with _theirs():
        return _imported(f"{_FAMILY}.{module}")


def adopt(module: str, name: str, ours: type) -> None:
    """Have `isinstance` take a class of ours for one of theirs, where theirs is installed."""
    if find_spec(_FAMILY) is not None:
        with _theirs():
            getattr(_imported(f"{_FAMILY}.{module}"), name).register(ours)


@contextmanager
def running() -> Iterator[None]:
    """Round every call of its code: it prints, it writes files of fixed names, and it draws globally.

    Whatever it raises becomes TheirFault, but for what a person has to be told.
    """
    try:
        with _theirs():
            yield
    except ToldToPerson:
        raise
    except Exception as error:  # somebody else's code: it may raise anything
        raise TheirFault(f"AndroidWorld: {type(error).__name__}: {error}") from error


@contextmanager
def _theirs() -> Iterator[None]:
    drawn, folder = random.getstate(), tempfile.tempdir
    tempfile.tempdir = _private_folder()
    try:
        with warnings.catch_warnings(), redirect_stdout(sys.stderr):
            warnings.simplefilter("ignore")
            yield
    finally:
        tempfile.tempdir = folder
        random.setstate(drawn)


def _imported(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise ConfigError(f"AndroidWorld is not installed here ({error})", HINT) from error


def _sheets(folder: Path) -> Mapping[str, Sheet]:
    read = json.loads((folder / "task_metadata.json").read_text("utf-8"))
    return {
        row["task_name"]: Sheet(
            difficulty=row["difficulty"],
            tags=tuple(tag for tag in row["tags"] if tag),
            steps=int(row["optimal_steps"] or 0),
        )
        for row in read
    }


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _private_folder() -> str:
    """A folder for temporary files of this process alone; those of processes that are no more go."""
    root = Path(tempfile.gettempdir())
    for old in root.glob(f"{_FOLDER}*"):
        number = old.name.removeprefix(_FOLDER)
        if number.isdecimal() and not _lives(int(number)):
            shutil.rmtree(old, ignore_errors=True)
    own = root / f"{_FOLDER}{os.getpid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return str(own)


def _lives(process: int) -> bool:
    with suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False
