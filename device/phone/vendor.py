"""What other makers' phones do, played by this one on demand, over the same protocol.

    play(phone, "injection,foldable")

A quirk changes what some programs of the shell do and leaves the rest of the phone alone; it is there to show
that the client copes. Quirks that come and go as one works are the weather's business (weather/).
"""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from device.error import ConfigError, nearest
from device.phone.shell.call import Call, Command
from device.phone.shell.command.dump import COMMANDS as _DUMP
from device.phone.shell.command.input import COMMANDS as _INPUT
from device.phone.shell.command.package import COMMANDS as _PACKAGE
from device.phone.shell.command.process import COMMANDS as _PROCESS
from device.phone.shell.command.screen import COMMANDS as _SCREEN
from device.phone.shell.stream import Budget, Buffer, Io

if TYPE_CHECKING:
    from device.phone.phone import Phone

Programs = Mapping[str, Command]
_SCALES = ("window_animation_scale", "transition_animation_scale", "animator_duration_scale")
_EDGE = 0.06
"""Part of the short side from which a swipe is the system's."""
_BACK = "4"


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


def answer(call: Call, command: Command, args: Iterable[str] | None = None) -> tuple[bytes, int]:
    """What a program prints, instead of printing it; and its exit code."""
    out = Buffer(Budget())
    inner = Call(
        call.name, list(call.args if args is None else args), call.phone, call.shell,
        Io(call.io.stdin, out, call.io.err), call.devices, call.run,
    )  # fmt: skip
    status = command(inner)
    return b"".join(out.pieces), status


def _injection(_phone: "Phone") -> Programs:
    """MIUI and ColorOS without their switch: adb may look, but neither touch nor type."""

    def refused(call: Call) -> int:
        call.err(
            "java.lang.SecurityException: Injecting to another application requires INJECT_EVENTS "
            "permission\n\tat android.os.Parcel.createExceptionOrNull(Parcel.java:2385)"
        )
        return 255

    return {"input": refused}


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


def _foldable(phone: "Phone") -> Programs:
    """Two displays, of which the one that pictures come from by default is folded away."""
    dark = _png(Image.new("RGB", (1768, 2208)))

    def picture(call: Call) -> int:
        args = [arg for arg in call.args if arg]
        if args[-2:] == ["-d", "22"]:
            said, status = answer(call, _SCREEN["screencap"], args[:-2])
            call.out(said)
            return status
        call.out(
            b"[Warning] Multiple displays were found, but no display id was specified! Defaulting to 11\n"
            + dark
        )
        return 0

    def told(call: Call) -> int:
        if call.args[:1] == ["display"]:
            wide, high = phone.size
            call.line(
                "  mViewports=[DisplayViewport{type=INTERNAL, valid=true, isActive=false, displayId=3, "
                "uniqueId='local:11', deviceWidth=1768, deviceHeight=2208}, DisplayViewport{type=INTERNAL, "
                f"valid=true, isActive=true, displayId=0, uniqueId='local:22', deviceWidth={wide}, "
                f"deviceHeight={high}}}]"
            )
            return 0
        if call.args[:2] == ["SurfaceFlinger", "--display-id"]:
            call.line("Display 11 (HWC display 0): port=0\nDisplay 22 (HWC display 1): port=1")
            return 0
        return _DUMP["dumpsys"](call)

    return {"screencap": picture, "dumpsys": told}


def _downscaled(_phone: "Phone") -> Programs:
    """It draws in fewer pixels than touches are counted in."""

    def picture(call: Call) -> int:
        said, status = answer(call, _SCREEN["screencap"], ["-p"])
        small = Image.open(io.BytesIO(said)).convert("RGBA")
        small = small.resize((small.width * 2 // 3, small.height * 2 // 3))
        if "-p" in call.args:
            call.out(_png(small))
        else:
            call.out(
                b"".join(number.to_bytes(4, "little") for number in (*small.size, 1, 1)) + small.tobytes()
            )
        return status

    return {"screencap": picture}


def _gestures(phone: "Phone") -> Programs:
    """Steered by gestures: a swipe from a side's edge is Back."""
    phone.settings.put("secure", "navigation_mode", "2")

    def touch(call: Call) -> int:
        args = [arg for arg in call.args if arg]
        if args[:1] == ["swipe"] and len(args) >= 5:
            wide = phone.size[0]
            start, end = int(args[1]), int(args[3])
            edge = min(phone.size) * _EDGE
            if start < edge < end or start >= wide - edge > end:
                args = ["keyevent", _BACK]
        return answer(call, _INPUT["input"], args)[1]

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
            shut = secure
            return 0
        return _SCREEN["wm"](call)

    return {"dumpsys": told, "wm": manage}


def _pin(phone: "Phone") -> Programs:
    """Dark, with a lock screen that asks for a PIN."""
    return _locked(phone, secure=True)


def _android8(_phone: "Phone") -> Programs:
    """What Android 8 lacks and says otherwise."""

    def touch(call: Call) -> int:
        if "keycombination" in call.args:
            call.err("Error: Unknown command: keycombination")
            return 1
        return _INPUT["input"](call)

    def picture(call: Call) -> int:
        if "-p" in call.args:
            return _SCREEN["screencap"](call)
        said, status = answer(call, _SCREEN["screencap"])
        call.out(said[:12] + said[16:])
        return status

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

    return {"input": touch, "screencap": picture, "dumpsys": told}


def _no_tty(_phone: "Phone") -> Programs:
    """Its dumps go into files only."""

    def dump(call: Call) -> int:
        if "/dev/tty" in call.args:
            return 0
        return _SCREEN["uiautomator"](call)

    return {"uiautomator": dump}


def _split(_phone: "Phone") -> Programs:
    """Two apps share its screen."""

    def told(call: Call) -> int:
        said, status = answer(call, _DUMP["dumpsys"])
        call.out(said + (b"    mWindowingMode=multi-window\n" if call.args[:1] == ["window"] else b""))
        return status

    return {"dumpsys": told}


def _no_install(_phone: "Phone") -> Programs:
    """It lets adb install nothing."""

    def manage(call: Call) -> int:
        if call.args[:1] == ["install"]:
            call.line("Failure [INSTALL_FAILED_USER_RESTRICTED: Install canceled by user]")
            return 1
        return _PACKAGE["pm"](call)

    return {"pm": manage}


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


QUIRKS: dict[str, Callable[["Phone"], Programs]] = {
    "injection": _injection,
    "client": _client,
    "animated": _animated,
    "foldable": _foldable,
    "downscaled": _downscaled,
    "gestures": _gestures,
    "locked": _locked,
    "pin": _pin,
    "android8": _android8,
    "notty": _no_tty,
    "split": _split,
    "noinstall": _no_install,
}
