"""What other makers' phones do, played by this one on demand, over the same protocol.

    play(phone, "injection,foldable")

A quirk changes what some programs of the shell do and leaves the rest of the phone alone; it is there to show
that the client copes. Quirks that come and go as one works are the weather's business (weather/).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from device.error import ConfigError, nearest
from device.phone.server.vendorpicture import (
    Programs,
    answer,
    downscaled,
    foldable,
    picturing,
    png,
    raw,
    seen,
)
from device.phone.server.vendorprofile import profile
from device.phone.server.vendorsplit import split
from device.phone.shell.call import Call
from device.phone.shell.command.activity import COMMANDS as _ACTIVITY
from device.phone.shell.command.dump import COMMANDS as _DUMP
from device.phone.shell.command.input import COMMANDS as _INPUT
from device.phone.shell.command.package import COMMANDS as _PACKAGE
from device.phone.shell.command.process import COMMANDS as _PROCESS
from device.phone.shell.command.screen import COMMANDS as _SCREEN
from device.phone.shell.command.service import COMMANDS as _SERVICE
from device.phone.system.property import earlier_properties

if TYPE_CHECKING:
    from device.phone.phone import Phone

_SCALES = ("window_animation_scale", "transition_animation_scale", "animator_duration_scale")
_EDGE = 0.06
"""Part of the short side from which a swipe is the system's."""
_BACK = "4"
_INSTALLING = (["install"], ["install-create"])
_SWIPE = re.compile(r"\b(?:swipe|draganddrop) (-?[\d.]+) -?[\d.]+ (-?[\d.]+) -?[\d.]+\b")
"""The columns in which it begins and ends."""
_STROKE = re.compile(r"\bswipe -?[\d.]+ (-?[\d.]+) -?[\d.]+ (-?[\d.]+)\b")
"""The rows."""


def quirks_of(told: str) -> tuple[str, ...]:
    """The quirks of a text, parted by commas. Raises ConfigError naming the nearest of what is none."""
    names = tuple(filter(None, (part.strip() for part in told.split(","))))
    for name in names:
        if name not in QUIRKS:
            raise ConfigError(f"no quirk is called {name!r}", nearest(name, QUIRKS))
    return names


def play(phone: "Phone", quirks: str) -> None:
    """Give a phone quirks by name, parted by commas.

    Raises ConfigError for what is none, and for two of which each has a program in its own way.
    """
    whose: dict[str, str] = {}
    for name in quirks_of(quirks):
        programs = QUIRKS[name](phone)
        for program in programs:
            other = whose.setdefault(program, name)
            if other != name:
                raise ConfigError(
                    f"a phone is either {other!r} or {name!r}: each changes `{program}`", "Leave one away"
                )
        phone.shell.teach(programs)


def _injection(_phone: "Phone") -> Programs:
    """MIUI and ColorOS without their switch: adb may look, but neither touch nor type."""

    def refused(call: Call) -> int:
        call.err(
            "java.lang.SecurityException: Injecting to another application requires INJECT_EVENTS "
            "permission\n\tat android.os.Parcel.createExceptionOrNull(Parcel.java:2385)"
        )
        return 255

    def told(call: Call) -> int:
        return refused(call) if call.args[:1] == ["input"] else _SERVICE["cmd"](call)

    return {"input": refused, "monkey": refused, "cmd": told}


def _client(_phone: "Phone") -> Programs:
    """Another automation client has the UI tree."""

    def refused(call: Call) -> int:
        call.err(
            "java.lang.IllegalStateException: UiAutomationService "
            "android.accessibilityservice.IAccessibilityServiceClient$Stub$Proxy@5c2already registered!"
        )
        return 1

    def listed(call: Call) -> int:
        said, status = answer(call, _PROCESS["ps"])
        call.out(said + b" 4321 app_process / com.wetest.uia2.Main\n")
        return status

    return {"uiautomator": refused, "ps": listed}


def _animated(phone: "Phone") -> Programs:
    """Its windows never stand still as long as they are animated."""

    def dump(call: Call) -> int:
        if all(phone.settings.text("global", name, "1") in ("0", "0.0") for name in _SCALES):
            return _SCREEN["uiautomator"](call)
        call.err("ERROR: could not get idle state.")
        return 0

    return {"uiautomator": dump}


def _gestures(phone: "Phone") -> Programs:
    """Steered by gestures: a swipe from a side's edge is Back."""
    phone.settings.put("secure", "navigation_mode", "2")

    def touch(call: Call) -> int:
        stroke = _SWIPE.search(" ".join(call.args))
        if stroke is not None:
            wide, edge = phone.size[0], min(phone.size) * _EDGE
            start, end = float(stroke[1]), float(stroke[2])
            if start < edge < end or start >= wide - edge > end:
                return answer(call, _INPUT["input"], ["keyevent", _BACK])[1]
        return _INPUT["input"](call)

    return {"input": touch}


def _locked(phone: "Phone", *, secure: bool = False) -> Programs:
    """Dark, with a lock screen that a swipe takes away."""
    phone.hardware = replace(phone.hardware, asleep=True)
    shut = True

    def told(call: Call) -> int:
        said, status = answer(call, _DUMP["dumpsys"])
        if shut and call.args[:1] == ["window"]:
            said = said.replace(b"      showing=false", b"      showing=true")
            said = said.replace(b"secure=false", f"secure={str(secure).lower()}".encode())
            said = said.replace(
                b"mCurrentFocus=Window{", b"mCurrentFocus=Window{1f u0 NotificationShade}\nx=Window{"
            )
        call.out(said)
        return status

    def manage(call: Call) -> int:
        nonlocal shut
        if call.args[:1] == ["dismiss-keyguard"]:
            shut = shut and secure
            return 0
        return _SCREEN["wm"](call)

    def touch(call: Call) -> int:
        """Behind the lock screen nothing is reached; once the phone sleeps again it is locked again."""
        nonlocal shut
        if not shut or "keyevent" in call.args:
            status = _INPUT["input"](call)
            shut = shut or phone.hardware.asleep
            return status
        stroke = _STROKE.search(" ".join(call.args))
        if stroke is not None and float(stroke[1]) - float(stroke[2]) > phone.size[1] / 8:
            shut = secure or phone.hardware.asleep
        return 0

    def draw(call: Call, as_png: bool, _display: str) -> bytes:
        if not shut:
            return seen(call, as_png)
        nothing = Image.new("RGB", phone.size)
        return png(nothing) if as_png else raw(nothing)

    return {"dumpsys": told, "wm": manage, "input": touch, "screencap": picturing(draw)}


def _pin(phone: "Phone") -> Programs:
    """Dark, with a lock screen that asks for a PIN."""
    return _locked(phone, secure=True)


def _android8(phone: "Phone") -> Programs:
    """What Android 8 lacks and says otherwise."""
    phone.properties.update(earlier_properties("8.0.0", "26", "OPD1.170816.010", "2018-01-05"))

    def touch(call: Call) -> int:
        if "keycombination" in call.args:
            call.err("Error: Unknown command: keycombination")
            return 1
        return _INPUT["input"](call)

    def manage(call: Call) -> int:
        said, status = answer(call, _ACTIVITY["am"])
        call.out(said.replace(b"-v33\n", b"-v26\n"))
        return status

    def draw(call: Call, as_png: bool, _display: str) -> bytes:
        said = seen(call, as_png)
        return said if as_png else said[:12] + said[16:]

    def told(call: Call) -> int:
        said, status = answer(call, _DUMP["dumpsys"])
        if call.args[:1] == ["window"]:
            lines = said.decode().splitlines()
            focused = next((line for line in lines if "mFocusedApp=" in line), "")
            record = focused.partition("=")[2]
            kept = [line for line in lines if "mCurrentRotation" not in line and "mFocusedApp=" not in line]
            token = f"  mFocusedApp=AppWindowToken{{8 token=Token{{9 {record}}}}}"
            said = ("\n".join([*kept, token]) + "\n").encode()
        call.out(said)
        return status

    return {"input": touch, "screencap": picturing(draw), "dumpsys": told, "am": manage}


def _no_tty(_phone: "Phone") -> Programs:
    """Its dumps go into files only."""

    def dump(call: Call) -> int:
        if "/dev/tty" in call.args:
            return 0
        return _SCREEN["uiautomator"](call)

    return {"uiautomator": dump}


def _no_install(_phone: "Phone") -> Programs:
    """It lets adb install nothing."""

    def refused(call: Call) -> int:
        call.line("Failure [INSTALL_FAILED_USER_RESTRICTED: Install canceled by user]")
        return 1

    def manage(call: Call) -> int:
        return refused(call) if call.args[:1] in _INSTALLING else _PACKAGE["pm"](call)

    def told(call: Call) -> int:
        if call.args[:1] == ["package"] and call.args[1:2] in _INSTALLING:
            call.stdin()  # it is sent all the same
            return refused(call)
        return _SERVICE["cmd"](call)

    return {"pm": manage, "cmd": told}


QUIRKS: dict[str, Callable[["Phone"], Programs]] = {
    "injection": _injection,
    "client": _client,
    "animated": _animated,
    "foldable": foldable,
    "downscaled": downscaled,
    "gestures": _gestures,
    "locked": _locked,
    "pin": _pin,
    "android8": _android8,
    "notty": _no_tty,
    "split": split,
    "profile": profile,
    "noinstall": _no_install,
}
