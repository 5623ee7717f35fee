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
_TIMEOUT = 120.0
KVM = Path("/dev/kvm")


@dataclass(frozen=True, slots=True)
class Sdk:
    """One SDK that is there."""

    root: Path

    @property
    def avdmanager(self) -> Path:
        """Makes and lists virtual devices. Raises ConfigError where it is missing."""
        return self._tool(_AVDMANAGER, "the command-line tools", "cmdline-tools;latest")

    @property
    def emulator(self) -> Path:
        """Runs them. Raises ConfigError where it is missing."""
        return self._tool(("emulator/emulator",), "the emulator", "emulator")

    def _tool(self, places: Sequence[str], what: str, package: str) -> Path:
        for place in places:
            if os.access(self.root / place, os.X_OK):
                return self.root / place
        raise ConfigError(f"the SDK in {self.root} lacks {what}", f'Install it: sdkmanager "{package}"')


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
    return next((line for line in lines if "rror" in line), lines[0] if lines else "failed")[:200]


def _hint(text: str) -> str:
    if "Package path is not valid" in text or "no packages" in text:
        return "Install the system image first: sdkmanager IMAGE (see: sdkmanager --list)"
    return "See: sdkmanager --list_installed"
