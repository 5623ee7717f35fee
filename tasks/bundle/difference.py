"""Where two values of JSON part, number by number."""

import math
from collections.abc import Iterator
from enum import Enum

_CLOSE = 1e-6
"""Numbers this near to each other are the same: on another machine the last digits may be otherwise."""


def differences(name: str, claimed: object, found: object) -> Iterator[str]:
    """A line for each place where what is claimed is not what was found."""
    if isinstance(claimed, dict) and isinstance(found, dict):
        for key in dict.fromkeys((*claimed, *found)):
            yield from differences(f"{name}.{key}", claimed.get(key), found.get(key))
    elif (
        isinstance(claimed, (list, tuple)) and isinstance(found, (list, tuple)) and len(claimed) == len(found)
    ):
        for number, (one, other) in enumerate(zip(claimed, found, strict=True)):
            yield from differences(f"{name}[{number}]", one, other)
    elif not _same(claimed, found):
        yield f"{name}: it says {_short(claimed)}, and comes to {_short(found)}"


def _same(claimed: object, found: object) -> bool:
    if isinstance(claimed, (int, float)) and isinstance(found, (int, float)):
        return math.isclose(claimed, found, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return claimed == found


def _short(value: object) -> str:
    text = repr(value.value if isinstance(value, Enum) else value)
    return text if len(text) <= 80 else f"{text[:79]}…"
