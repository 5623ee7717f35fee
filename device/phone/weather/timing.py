"""How long a real phone takes to answer: profiles by name, and what `agent doctor --field` wrote of one.

Where each number is from stands beside it: rows of published figures, or the five actions that were measured
through a proxy of other programs' making (screencap 0.6 s, dump 1.5 s, input 0.1 s, any shell 0.05 s).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from device.error import ConfigError

_NUMBER = r"(\d+(?:\.\d+)?)"
_SERVICE = re.compile(r"(?:shell|exec)[^:]*:(.*)", re.DOTALL)
_COMMAND = re.compile(r"&&|\|\||[;|\n]")
_SLEEP = re.compile(rf"\s*sleep {_NUMBER}")
_STROKE = re.compile(r"\s*input (?:touchscreen )?(?:swipe|draganddrop)(?: -?\d+){4} (\d+)")
METHOD = re.compile(rb'"method": ?"(\w+)"')
_STEPS = re.compile(rb"(\d+)\]")
_STEP_SECONDS = 0.005
_MOST = 60.0
"""Seconds; what a file says beyond that is a mistake."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What a phone takes, in seconds, and what its cable carries."""

    picture: float = 0.6
    tree: float = 1.5
    touch: float = 0.1
    """Without the time that a finger moves."""
    shell: float = 0.05
    """Any other command line."""
    start: float = 1.0
    """Until uiautomator2's server answers that was started; a guess, as nobody published one."""
    served_tree: float = 0.2
    served_picture: float = 0.15
    served_touch: float = 0.006
    """The same by that server; any other call of it takes as long as a touch."""
    frame: float = 0.07
    """Until a picture of scrcpy's stream is here that was asked for."""
    rate: float = 3e6
    """Bytes a second, either way."""

    def seconds(self, service: str) -> float:
        """What a service takes until it answers; file transfers cost what they carry."""
        if service.startswith("framebuffer:"):
            return self.picture
        told = _SERVICE.match(service)
        if told is None:
            return 0.0
        parts = [self._part(part) for part in _COMMAND.split(told[1])]
        return sum(parts) or self.shell

    def call(self, request: bytes) -> float:
        """What a call of that server takes; 0 for a piece that is none, and for a ping."""
        told = METHOD.search(request)
        if told is None:
            return 0.0
        match told[1]:
            case b"dumpWindowHierarchy":
                return self.served_tree
            case b"takeScreenshot":
                return self.served_picture
            case b"swipe" | b"drag":
                steps = _STEPS.search(request)
                return self.served_touch + (int(steps[1]) * _STEP_SECONDS if steps else 0.0)
            case _:
                return self.served_touch

    def _part(self, command: str) -> float:
        """One command of a line; 0 for one that costs no more than the line itself."""
        words = command.split()
        name = words[0] if words else ""
        if "app_process" in words:
            return self.start
        if name == "screencap":
            return self.picture
        if name == "uiautomator":
            return self.tree
        if name == "input":
            stroke = _STROKE.match(command)
            return self.touch + (int(stroke[1]) / 1000 if stroke else 0.0)
        slept = _SLEEP.match(command)
        return float(slept[1]) if slept else 0.0


PROFILES: Mapping[str, Timing] = {
    # Picture by screencap and pull: Appium's own figure (PR #1842). The rest: the proxy's.
    "pixel": Timing(picture=0.45),
    # Dump: the lower end of mobilecli#286; touch by `input`: mobilecli#412. Picture, shell: the proxy's.
    "midrange": Timing(tree=2.1, touch=0.226),
    # Dump: the upper end of mobilecli#286; nothing is published of a picture slower than the proxy's.
    "old": Timing(tree=2.2, touch=0.226),
    # As midrange. No figure is published of ADB over Wi-Fi: a third of the cable's rate is an assumption.
    "wifi": Timing(tree=2.1, touch=0.226, rate=1e6),
}


@lru_cache(maxsize=8)
def timing_of(name: str) -> Timing:
    """A profile, or that of a file that the doctor wrote. Raises ConfigError for what is neither."""
    if name in PROFILES:
        return PROFILES[name]
    try:
        told = json.loads(Path(name).read_text("utf-8"))
        timings, rate = told["timings"], float(told["rate"]["bytes_a_second"])
        numbers = {part: float(timings[part]["median"]) for part in ("picture", "tree", "touch", "shell")}
    except OSError as error:
        there = ", ".join(PROFILES)
        raise ConfigError(
            f"real:{name} is no phone that is known, and no file", f"There are: {there}"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{name} is no file of agent doctor --field", "Write one with it") from error
    if not all(0 <= seconds <= _MOST for seconds in numbers.values()) or rate <= 0:
        raise ConfigError(f"{name}: its timings make no sense", "Write it anew: agent doctor --field")
    return Timing(**numbers, rate=rate)
