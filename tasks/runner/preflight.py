"""The apps that tasks need, with versions and permissions, and whether a phone has them."""

import re
import shlex
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from device.client import Device
from device.error import TapwrightError

STORE = "https://storage.googleapis.com/gresearch/android_world/"
"""Where AndroidWorld keeps the files of its apps."""
_CODE = re.compile(r"versionCode=(\d+)")


class AppMissing(TapwrightError):
    """The phone lacks an app that the task is about: no fault of whoever tries it."""


@dataclass(frozen=True, slots=True)
class AppNeed:
    """One app, as tasks need it."""

    name: str
    package: str
    code: int | None = None
    """The version that is pinned; None = any."""
    file: str = ""
    """Of AndroidWorld's store; "" where it comes with the system."""
    grants: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        """Where its file is; "" for none."""
        return STORE + self.file if self.file else ""


@dataclass(frozen=True, slots=True)
class AppState:
    """One app as a phone has it."""

    need: AppNeed
    code: int | None
    """The version there; None where it is not installed."""
    denied: tuple[str, ...]
    """Permissions that it lacks."""

    @property
    def trouble(self) -> str:
        """What is wrong; "" for nothing."""
        if self.code is None:
            return "not installed"
        if self.need.code not in (None, self.code):
            return f"version {self.code}, and {self.need.code} is pinned"
        return f"lacks {', '.join(self.denied)}" if self.denied else ""

    def commands(self, serial: str) -> Iterator[str]:
        """What a person may run to mend it; a file is theirs to fetch."""
        adb = f"adb -s {shlex.quote(serial)}"
        if self.need.file and (self.code is None or self.need.code not in (None, self.code)):
            yield f"curl -fLO {self.need.link}"
            yield f"{adb} install -r -g {self.need.file}"
        for permission in self.denied:
            yield f"{adb} shell pm grant {self.need.package} {permission}"


@cache
def _known() -> Mapping[str, AppNeed]:
    read = tomllib.loads(Path(__file__).with_name("app.toml").read_text("utf-8"))
    apps = {
        name: AppNeed(
            name, row["package"], row.get("code"), row.get("file", ""), tuple(row.get("grants", ()))
        )
        for name, row in read["apps"].items()
    }
    return {**apps, **{name: apps[other] for name, other in read["also"].items()}}


def needs(names: Iterable[str]) -> tuple[AppNeed, ...]:
    """The apps of these names, each once; a name that is no app's is passed over."""
    found = (_known().get(name.lower()) for name in names)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def preflight(device: Device, names: Iterable[str]) -> tuple[AppState, ...]:
    """How a phone has these apps. Raises DeviceError."""
    return tuple(_state(device, need) for need in needs(names))


def see_apps(device: Device, names: Iterable[str]) -> None:
    """Raises AppMissing, naming them, where a phone lacks some of these apps, and DeviceError."""
    wanted = needs(names)
    if not wanted:
        return
    there = set(device.shell(["pm", "list", "packages"]).text.split())
    missing = [each for each in wanted if f"package:{each.package}" not in there]
    if missing:
        told = ", ".join(f"{each.name} ({each.package})" for each in missing)
        raise AppMissing(f"the phone lacks {told}: agent bench preflight tells how it is had")


def _state(device: Device, need: AppNeed) -> AppState:
    told = device.shell(["dumpsys", "package", need.package]).text
    found = _CODE.search(told) if f"Package [{need.package}]" in told else None
    denied = tuple(each for each in need.grants if f"{each}: granted=true" not in told)
    return AppState(need, int(found[1]) if found else None, denied if found else ())
