"""Weather as a person writes it: `slow,popups:0.8`, `all,-chinese`, `swallow@7`."""

import difflib
from dataclasses import dataclass

from device.error import ConfigError
from device.phone.weather.registry import KINDS
from device.phone.weather.spell import MILD

ALL = "all"
_CLEAR = ("none", "clear")


@dataclass(frozen=True, slots=True)
class Forecast:
    """Which kinds to switch on, each with its intensity, in the registry's order."""

    kinds: tuple[tuple[str, float], ...] = ()
    seed: int | None = None
    """Of all their chances; None = the phone's."""


def forecast(text: str) -> Forecast:
    """Read weather: kinds between commas, `KIND:INTENSITY` above 0 and at most 1, `-KIND` for all but that.

    `all` is every kind, `none` (or nothing) a clear sky, `@N` at the end another seed than the phone's.
    Raises ConfigError naming the nearest kind.
    """
    body, at, seed = text.partition("@")
    if at and not seed.strip().isdecimal():
        raise ConfigError(f"@{seed}: the seed of the weather is a number", "Write it as slow,popups@7")
    wanted: dict[str, float] = {}
    for part in (part.strip() for part in body.split(",")):
        if part.startswith("-"):
            wanted.pop(_known(part[1:].strip()), None)
        elif part and part not in _CLEAR:
            name, colon, number = part.partition(":")
            intensity = _intensity(part, number) if colon else MILD
            wanted.update(dict.fromkeys(KINDS if name == ALL else (_known(name),), intensity))
    kinds = tuple((name, wanted[name]) for name in KINDS if name in wanted)
    return Forecast(kinds, int(seed) if at else None)


def written(weather: Forecast) -> str:
    """The same as text; "" for a clear sky."""
    if not weather.kinds:
        return ""
    strengths = {intensity for _, intensity in weather.kinds}
    same = len(strengths) == 1 and len(weather.kinds) == len(KINDS)
    kinds = ((ALL, strengths.pop()),) if same else weather.kinds
    parts = (name if intensity == MILD else f"{name}:{intensity:g}" for name, intensity in kinds)
    return ",".join(parts) + ("" if weather.seed is None else f"@{weather.seed}")


def kinds_told() -> str:
    """Every kind with what it does, a line each."""
    return "\n".join(f"{kind.name:<12} {kind.line}" for kind in KINDS.values())


def _known(name: str) -> str:
    """A kind's name. Raises ConfigError naming the nearest."""
    if name in KINDS:
        return name
    near = difflib.get_close_matches(name.lower(), [*KINDS, ALL], 1)
    there = f"There are: {', '.join(KINDS)}, {ALL}"
    raise ConfigError(f"there is no weather {name!r}", f"Did you mean {near[0]}?" if near else there)


def _intensity(part: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise ConfigError(f"{part}: an intensity is a number above 0 and at most 1", "As in slow:0.8")
    return value
