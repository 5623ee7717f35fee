"""Where the Android SDK's tools are, and what to do where they are not."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from device.error import ConfigError, DeviceError

USUAL = ("Android/Sdk", "Library/Android/sdk", "android-sdk")
"""Where the SDK lies under a home, by default."""
_AVDMANAGER = ("cmdline-tools/latest/bin/avdmanager", "cmdline-tools/bin/avdmanager", "tools/bin/avdmanager")
_SDKMANAGER = tuple(place.replace("avdmanager", "sdkmanager") for place in _AVDMANAGER)
_TIMEOUT = 120.0
_LONGEST = 300
KVM = Path("/dev/kvm")


@dataclass(frozen=True, slots=True)
class Sdk:
    """One SDK that is there."""

    root: Path

    @property
    def avdmanager(self) -> Path:
        """Makes and lists virtual devices. Raises ConfigError where it is missing."""
        found = self._tool(_AVDMANAGER)
        if found is None:
            raise ConfigError(f"the SDK in {self.root} lacks the command-line tools", self._get_tools())
        return found

    @property
    def emulator(self) -> Path:
        """Runs them. Raises ConfigError where it is missing."""
        found = self._tool(("emulator/emulator",))
        if found is None:
            hint = 'Install it: sdkmanager "emulator"'
            if self._tool(_SDKMANAGER) is None:
                hint += f". sdkmanager itself is one of the command-line tools. {self._get_tools()}"
            raise ConfigError(f"the SDK in {self.root} lacks the emulator", hint)
        return found

    def _tool(self, places: Sequence[str]) -> Path | None:
        there = (self.root / place for place in places)
        return next((path for path in there if os.access(path, os.X_OK)), None)

    def _get_tools(self) -> str:
        """How to come by the command-line tools, which bring sdkmanager and are not brought by it."""
        return (
            "Get them in Android Studio (SDK Manager > SDK Tools > Android SDK Command-line Tools), or from "
            "https://developer.android.com/studio#command-line-tools-only and unpack them as "
            f"{self.root}/cmdline-tools/latest"
        )


def find_sdk(named: str, home: Path) -> Sdk:
    """The SDK that is named, else one in a usual place. Raises ConfigError saying how to get one."""
    places = [Path(named)] if named else [home / place for place in USUAL]
    for place in places:
        if place.is_dir():
            return Sdk(place)
    where = f"there is no Android SDK in {named}" if named else "there is no Android SDK on this computer"
    raise ConfigError(
        where,
        "Install Android Studio or its command-line tools, set ANDROID_HOME; without one: agent phone start",
    )


def check_acceleration(kvm: Path = KVM) -> None:
    """Raises ConfigError where an emulator would hardly run on this Linux."""
    if not kvm.exists():
        raise ConfigError(
            "this computer has no KVM, so an emulator would take minutes for what takes seconds",
            "Switch virtualisation on in the BIOS (a cloud has machines with nested virtualisation), give "
            "--software to go on without, or use the embedded phone: agent phone start",
        )
    if not os.access(kvm, os.R_OK | os.W_OK):
        raise ConfigError(f"{kvm} may not be used", "sudo gpasswd -a $USER kvm, and log in anew")


def run_tool(command: Sequence[str], given: str = "") -> str:
    """What a tool prints. Raises DeviceError with what it complained of."""
    try:
        done = subprocess.run(  # noqa: S603 - the SDK's tools, arguments each of their own
            command, input=given.encode(), capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeviceError(f"{Path(command[0]).name} did not run ({error})") from error
    said, wrong = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    if done.returncode:
        raise DeviceError(f"{Path(command[0]).name}: {_complaint(wrong or said)}", _hint(wrong))
    return said


def _complaint(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    at = next((at for at, line in enumerate(lines) if "rror" in line), 0)
    told = lines[at] if lines else "failed"
    if told.endswith(":"):  # it announces a list
        listed = ", ".join(lines[at + 1 :])
        told = f"{told} {listed}" if listed else told.rpartition(". ")[0] or told.removesuffix(":")
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _hint(text: str) -> str:
    if "Package path is not valid" in text or "no packages" in text:
        return "Install the system image first: sdkmanager IMAGE (see: sdkmanager --list)"
    if "already exists" in text:
        return "Choose another name; those that are taken: agent emulator list"
    if "No device found" in text:
        return "See: avdmanager list device"
    return ""
