"""Weather as a person writes it: `slow,popups:0.8`, `all,-chinese`, `swallow@7`."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from device.error import ConfigError
from device.phone.system.sky import MILD
from device.phone.weather.registry import KINDS
from device.phone.weather.timing import PROFILES, timing_of

ALL = "all"
_REAL = "real"
_CLEAR = ("none", "clear")
_AS_IN = "Write it as slow,popups:0.8, all, or none"
_NO_COMMA = re.compile(r"[\s;|/+&，；、]+")
"""What people put between kinds instead of a comma."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Which kinds to switch on, each with its intensity, in the registry's order."""

    kinds: tuple[tuple[str, float], ...] = ()
    seed: int | None = None
    """Of all their chances; None = the phone's."""
    timing: str = ""
    """The real phone whose pace this one has, see timing.py; "" for none."""


def forecast(text: str) -> Forecast:
    """Read weather: kinds between commas, `KIND:INTENSITY` above 0 and at most 1, `-KIND` takes one away.

    `all` is every kind, `none` (or no text) a clear sky, `@N` at the end another seed than the phone's,
    `real:NAME` the pace of a real phone.
    Raises ConfigError naming the nearest kind, or how to write what was probably meant.
    """
    if not text:
        return Forecast()
    body, at, seed = text.partition("@")
    number = _seed(seed) if at else None
    parts = [part.strip() for part in body.split(",")]
    if parts == [""]:
        raise ConfigError(f"{text.strip() or repr(text)} names no kind of weather", _AS_IN)
    if not all(parts):
        raise ConfigError(f"{body!r} has nothing on one side of a comma", _AS_IN)
    timing, parts = _timing(parts)
    if timing and not parts:
        return Forecast(seed=number, timing=timing)
    clear = next((part for part in parts if part in _CLEAR), "")
    if clear and len(parts) > 1:
        raise ConfigError(f"{clear} stands alone, as it is a clear sky", "Leave it out, or all but it")
    wanted = {} if clear else _wanted(parts)
    if not wanted and not clear:
        raise ConfigError(f"{body} leaves nothing", f"Write {_CLEAR[0]} for a clear sky")
    return Forecast(tuple((name, wanted[name]) for name in KINDS if name in wanted), number, timing)


def checked_weather(text: str) -> str:
    """The text that a person gave. Raises ConfigError as `forecast` does, and where there is none."""
    if not text:
        raise ConfigError(f"{text!r} names no kind of weather", _AS_IN)
    forecast(text)
    return text


def written(weather: Forecast) -> str:
    """The same as text; "" for a clear sky."""
    paces = (f"{_REAL}:{weather.timing}",) if weather.timing else ()
    if not weather.kinds:
        return "".join(paces)
    strengths = {intensity for _, intensity in weather.kinds}
    same = len(strengths) == 1 and len(weather.kinds) == len(KINDS)
    kinds = ((ALL, strengths.pop()),) if same else weather.kinds
    parts = (name if intensity == MILD else f"{name}:{intensity:g}" for name, intensity in kinds)
    return ",".join((*parts, *paces)) + ("" if weather.seed is None else f"@{weather.seed}")


def kinds_told() -> str:
    """Every kind with what it does, a line each."""
    lines = [f"{kind.name:<12} {kind.line}" for kind in KINDS.values()]
    names = "|".join((*PROFILES, "FILE"))
    return "\n".join((*lines, f"{_REAL}:{names}  adb's commands take as long as on a real phone"))


def _timing(parts: Sequence[str]) -> tuple[str, list[str]]:
    """The real phone that is named, and the other parts. Raises ConfigError where it can't be had."""
    names = [part.partition(":")[2] for part in parts if part.partition(":")[0] == _REAL]
    if len(names) > 1:
        raise ConfigError("a phone has the pace of one real phone alone", f"Write one {_REAL}:NAME")
    if names:
        timing_of(names[0])
    return "".join(names), [part for part in parts if part.partition(":")[0] != _REAL]


def _wanted(parts: Sequence[str]) -> dict[str, float]:
    """The kinds that are left of these parts, each with its intensity."""
    wanted: dict[str, float] = {}
    for part in parts:
        name, colon, number = part.removeprefix("-").strip().partition(":")
        if not part.startswith("-"):
            intensity = _intensity(part, number) if colon else MILD
            wanted.update(dict.fromkeys(KINDS if name == ALL else (_known(name, part),), intensity))
        elif name == ALL:
            raise ConfigError(
                f"{part}: there is no weather {ALL!r} to take away", "Write none for a clear sky"
            )
        elif colon:
            raise ConfigError(f"{part}: what is taken away has no intensity", f"Write -{name}")
        elif wanted.pop(_known(name, part), None) is None:
            raise ConfigError(
                f"{part} takes away what was not named before it", f"Write all,{part} for every other kind"
            )
    return wanted


def _known(name: str, part: str) -> str:
    """A kind's name. Raises ConfigError naming the nearest, or the comma that is missing in the part."""
    if name in KINDS:
        return name
    pieces = [piece for piece in _NO_COMMA.split(part) if piece]
    if len(pieces) > 1 and all(piece.lstrip("-").partition(":")[0] in (*KINDS, ALL) for piece in pieces):
        raise ConfigError(f"there is no weather {part!r}", f"Write a comma between kinds: {','.join(pieces)}")
    near = difflib.get_close_matches(name.lower(), [*KINDS, ALL], 1)
    there = f"There are: {', '.join(KINDS)}, {ALL}"
    raise ConfigError(f"there is no weather {name!r}", f"Did you mean {near[0]}?" if near else there)


def _seed(text: str) -> int:
    if not re.fullmatch(r"\d{1,18}", text.strip()):
        raise ConfigError(
            f"@{text[:40]}: the seed of the weather is a number", "Write it last, as slow,popups@7"
        )
    return int(text)


def _intensity(part: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise ConfigError(f"{part}: an intensity is a number above 0 and at most 1", "As in slow:0.8")
    return value
