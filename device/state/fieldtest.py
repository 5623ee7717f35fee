"""What a phone that we don't have takes and how it answers, measured by its owner: numbers, and nothing said.

It is read, a key is sent that does nothing, and Settings are opened. The report has no text of the screen, no
picture, no serial and no account: what is counted of a UI tree is counted, and of a failure only its kind.
"""

import re
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from pydantic import JsonValue

from device.error import DeviceError
from device.link.transport.protocol import Transport
from device.state.trait import Traits

FORMAT = 1
ROUNDS = 10
_TIMEOUT = 60.0
_OPEN = "am start -W -a android.settings.SETTINGS"
_SAID = "uiautomator dump /dev/tty"
_COMMANDS: Mapping[str, str] = {
    "shell": "true",
    "picture": "screencap >/dev/null",
    "tree": _SAID,
    "touch": "input keyevent 0",
}
"""What a run asks for most; it changes nothing, and of what it gives the tree alone leaves the phone."""
_RAW = "screencap"
_FASTEST = 1e9
_NODE = re.compile(r"<node\b[^>]*>")
_COUNTED: Mapping[str, re.Pattern[str]] = {
    "without_area": re.compile(r'bounds="\[(-?\d+),(-?\d+)\]\[(?:\1,-?\d+|-?\d+,\2)\]"'),
    "web_views": re.compile(r'class="[\w.]*WebView"'),
    "clickable": re.compile(r'clickable="true"'),
    "clickable_without_a_name": re.compile(
        r'(?=.*clickable="true")(?=.*\btext="")(?=.*content-desc="")(?=.*resource-id="")'
    ),
    "scrollable": re.compile(r'scrollable="true"'),
}


@dataclass
class _Measured:
    """Seconds that something took, and how often it failed, by the kind of failure."""

    seconds: list[float] = field(default_factory=list)
    failed: dict[str, int] = field(default_factory=dict)

    def once(self, act: Callable[[], bytes]) -> bytes:
        """Do it once; what it gave, nothing where it failed."""
        began = time.monotonic()
        try:
            given = act()
        except DeviceError as error:
            self._failed(type(error).__name__)
            return b""
        self.seconds.append(time.monotonic() - began)
        return given

    def _failed(self, kind: str) -> None:
        self.failed[kind] = self.failed.get(kind, 0) + 1

    def told(self) -> dict[str, JsonValue]:
        """As it stands in the file."""
        times = sorted(self.seconds)
        row: dict[str, JsonValue] = {"tries": len(times) + sum(self.failed.values())}
        if times:
            row |= {
                "median": round(statistics.median(times), 4),
                "least": round(times[0], 4),
                "most": round(times[-1], 4),
            }
        return row | {"failed": dict(self.failed)}


def field_test(
    transport: Transport, traits: Traits, version: str, rounds: int = ROUNDS
) -> Iterator[tuple[str, dict[str, JsonValue]]]:
    """Measure a phone, part by part: the part's name, and what goes into the file under it.

    Raises DeviceError where Settings can't be opened or the phone goes away.
    """
    yield "format", {"number": FORMAT, "tapwright": version}
    yield (
        "phone",
        {"maker": traits.maker, "model": traits.model, "android": traits.release, "sdk": traits.sdk},
    )
    opened = _Measured()
    opened.once(partial(_asked, transport, _OPEN))
    yield "opening", opened.told()
    measured = {name: _Measured() for name in _COMMANDS}
    trees: list[bytes] = []
    for _ in range(rounds):
        for name, command in _COMMANDS.items():
            given = measured[name].once(partial(_asked, transport, command))
            if name == "tree":
                trees.append(given)
    yield "timings", {name: one.told() for name, one in measured.items()}
    yield "rate", {"bytes_a_second": _rate(transport, measured["picture"])}
    yield "tree", _oddities([tree.decode("utf-8", "replace") for tree in trees])


def _asked(transport: Transport, command: str) -> bytes:
    return transport.shell(command, timeout=_TIMEOUT).stdout


def _rate(transport: Transport, picture: _Measured) -> float:
    """Bytes a second over the cable: what a raw picture takes longer than one that stays on the phone."""
    raw = _Measured()
    size = len(raw.once(lambda: transport.exec_out(_RAW, timeout=_TIMEOUT)))
    if not raw.seconds or not picture.seconds or not size:
        return _FASTEST
    longer = raw.seconds[0] - statistics.median(picture.seconds)
    return round(min(_FASTEST, size / longer)) if longer > 0 else _FASTEST


def _oddities(trees: list[str]) -> dict[str, JsonValue]:
    """Counts of the trees of one still screen: what is missing, what is odd, whether they agree."""
    whole = [tree for tree in trees if "</hierarchy>" in tree]
    row: dict[str, JsonValue] = {
        "dumps": len(trees),
        "empty": sum(not tree.strip() for tree in trees),
        "cut": sum("<hierarchy" in tree and "</hierarchy>" not in tree for tree in trees),
        "different": len({_shape(tree) for tree in whole}),
    }
    if not whole:
        return row
    nodes = _NODE.findall(whole[-1])
    counts = {name: sum(bool(sought.search(node)) for node in nodes) for name, sought in _COUNTED.items()}
    return row | {"bytes": len(whole[-1]), "nodes": len(nodes), **counts}


def _shape(tree: str) -> str:
    """What of a tree stays the same while nothing happens: its classes and places, not its texts."""
    return " ".join(re.findall(r'(?:class|bounds)="[^"]*"', tree))
