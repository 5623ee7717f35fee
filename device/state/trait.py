"""What kind of phone this is and how it stands, read in one round trip; nothing is changed."""

import re
import time
from dataclasses import dataclass

from device.link.transport.protocol import Transport

_MARK = "@tapwright "
DISPLAYS = "dumpsys display | grep -E 'DisplayViewport\\{'"
CLIENTS = "uiautomator|com.wetest.uia2|maestro|appium"
"""Programs that take the UI tree for themselves, as `ps` shows them."""
_ASKED = {
    "maker": "getprop ro.product.manufacturer",
    "model": "getprop ro.product.model",
    "release": "getprop ro.build.version.release",
    "sdk": "getprop ro.build.version.sdk",
    "booted": "getprop sys.boot_completed",
    "power": "dumpsys power | grep -E 'mWakefulness=|mLowPowerModeEnabled|mBatteryLevel='",
    "policy": "dumpsys window policy | grep -E -A5 'mAwake=|KeyguardServiceDelegate|mInputRestricted='",
    "displays": "dumpsys SurfaceFlinger --display-id",
    "viewports": DISPLAYS,
    "cutout": "dumpsys display | grep -E -m1 'cutout=DisplayCutout'",
    "navigation": "settings get secure navigation_mode",
    "zen": "settings get global zen_mode",
    "animation": "settings get global window_animation_scale",
    "keyboard": "settings get secure default_input_method",
    "keyboards": "ime list -s -a",
    "users": "pm list users",
    "clients": f"ps -A -o PID,ARGS 2>/dev/null | grep -E '{CLIENTS}' | grep -v grep",
    "space": "df -k /data | tail -1",
    "date": "date +%s",
}
_DISPLAY = re.compile(r"^Display (\d+)", re.MULTILINE)
_VIEWPORT = re.compile(r"DisplayViewport\{([^}]*)\}")
_UNGUARDED = re.compile(r"KeyguardServiceDelegate\s+showing=true(?:\s+\w+=\S+){0,3}\s+secure=false")
_USER = re.compile(r"UserInfo\{(\d+):([^:}]*):([0-9a-fA-F]+)\}([^\n]*)")
WORK_PROFILE = 0x20
"""Flag of a user that is a work profile."""
GESTURES = "2"
"""`navigation_mode` of a phone that is steered by gestures."""


@dataclass(frozen=True, slots=True)
class Traits:
    """One phone at one moment; what a phone does not tell is "", 0 or empty."""

    maker: str
    model: str
    release: str
    """Android's version, as "13"."""
    sdk: int
    booted: bool
    awake: bool
    locked: bool
    """The lock screen is in front."""
    unguarded: bool
    """It says itself that it asks for no PIN, pattern or finger."""
    displays: tuple[str, ...]
    """Ids of its displays, as `screencap -d` takes them."""
    lit: str
    """Id of the one that is in use; "" where it is not told."""
    cutout: bool
    """A notch or a camera hole."""
    gestures: bool
    """It is steered by gestures instead of buttons."""
    zen: bool
    """Do Not Disturb is on."""
    animated: bool
    """Windows are animated."""
    keyboard: str
    keyboards: tuple[str, ...]
    profiles: tuple[str, ...]
    """Names of its work profiles."""
    clients: tuple[str, ...]
    """Other programs that hold the UI tree, as `ps` tells them."""
    free_kb: int
    """On /data; 0 where not told."""
    skew: float
    """Seconds its clock is ahead of this computer's; 0 where not told."""


def read_traits(transport: Transport) -> Traits:
    """Ask the phone. Raises as `Transport.shell`."""
    script = "; ".join(f"echo '{_MARK}{name}'; {command}" for name, command in _ASKED.items())
    now = time.time()
    return traits_of(transport.shell(script).text, now)


def traits_of(text: str, now: float = 0.0) -> Traits:
    """Read the phone's answer."""
    told = dict.fromkeys(_ASKED, "")
    for part in text.replace("\r\n", "\n").split(_MARK)[1:]:
        name, _, said = part.partition("\n")
        told[name.strip()] = said.strip()
    date = told["date"]
    return Traits(
        maker=told["maker"],
        model=told["model"],
        release=told["release"],
        sdk=int(told["sdk"]) if told["sdk"].isdecimal() else 0,
        booted=told["booted"] != "0",
        awake=_awake(told["power"], told["policy"]),
        locked=_locked(told["policy"]),
        unguarded=bool(_UNGUARDED.search(told["policy"])),
        displays=tuple(_DISPLAY.findall(told["displays"])),
        lit=lit_display(told["viewports"]),
        cutout="cutout=DisplayCutout" in told["cutout"] and "emptyCutout" not in told["cutout"],
        gestures=told["navigation"] == GESTURES,
        zen=told["zen"] not in ("", "0", "null"),
        animated=told["animation"] not in ("0", "0.0"),
        keyboard=told["keyboard"] if "/" in told["keyboard"] else "",
        keyboards=tuple(line.strip() for line in told["keyboards"].splitlines() if "/" in line),
        profiles=tuple(
            name for _, name, flags, _ in _USER.findall(told["users"]) if int(flags, 16) & WORK_PROFILE
        ),
        clients=tuple(" ".join(line.split()) for line in told["clients"].splitlines() if line.strip()),
        free_kb=_free(told["space"]),
        skew=float(date) - now if date.isdecimal() and now else 0.0,
    )


def lit_display(text: str) -> str:
    """The id of the built-in display that is in use, out of `dumpsys display`; "" where it is not told."""
    for body in _VIEWPORT.findall(text):
        fields: dict[str, str] = {}
        for part in body.split(", "):
            name, _, value = part.strip().partition("=")
            fields[name] = value
        inside = fields.get("type", "INTERNAL").rpartition(".")[2] == "INTERNAL"
        if inside and fields.get("isActive", "true") == "true" and fields.get("displayId") == "0":
            return fields.get("uniqueId", "").strip("'").removeprefix("local:")
    return ""


def _awake(power: str, policy: str) -> bool:
    if "mWakefulness=" in power:
        return "mWakefulness=Awake" in power
    return "mAwake=false" not in policy


def _locked(policy: str) -> bool:
    """The keyguard's own word; a screen that is merely dark is not locked."""
    return bool(re.search(r"KeyguardServiceDelegate\s+showing=true", policy))


def _free(line: str) -> int:
    parts = line.split()
    return int(parts[3]) if len(parts) >= 4 and parts[3].isdecimal() else 0
