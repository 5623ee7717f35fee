"""What a picture shows, and what of it fits words: icons found, cut out and compared with the words."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from grounding.bundled.cutting import crops
from grounding.bundled.finding import IconPlace, places
from grounding.bundled.query import query_ids

_AT_ONCE = 64

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Networks:
    """The three networks, each a session of onnxruntime."""

    finder: Any
    sight: Any
    words: Any


@dataclass(frozen=True, slots=True)
class Icons:
    """The icons of a picture."""

    places: tuple[IconPlace, ...]
    seen: Floats
    """(n, 128): what each looks like."""
    crowd: Floats
    """(n,): how well each fits all names that the network knows, and none, taken together."""


@dataclass(frozen=True, slots=True)
class IconMatch:
    """How well one icon fits words."""

    place: IconPlace
    score: float
    """What places are ordered by: log-odds against all other names."""
    features: tuple[float, ...]
    """What its probability is made of: fit, fit against other names, lead over the next, how sure a place."""


def icons(networks: Networks, picture: Image.Image) -> Icons:
    """All icons of an RGB picture; this is most of the work, and the same for all questions about it."""
    found = places(networks.finder, picture)
    parts = [
        networks.sight.run(
            None, {"crops": crops(picture, [(p.x, p.y, p.side) for p in found[at : at + _AT_ONCE]])}
        )
        for at in range(0, len(found), _AT_ONCE)
    ]
    if not parts:
        return Icons((), np.zeros((0, 1), dtype=np.float32), np.zeros(0, dtype=np.float32))
    seen, crowd = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    return Icons(tuple(found), seen, crowd)


def matches(networks: Networks, shown: Icons, words: str, most: int = 6) -> list[IconMatch]:
    """The icons that fit best, best first."""
    if not shown.places:
        return []
    (said,) = networks.words.run(None, {"ids": query_ids([words])})
    fits = shown.seen @ said[0]
    against = fits - shown.crowd
    order = np.argsort(-against)
    lead = float(against[order[0]] - against[order[1]]) if len(order) > 1 else 5.0
    return [_match(shown.places[at], float(fits[at]), float(against[at]), lead if not rank else 0.0)
            for rank, at in enumerate(order[:most].tolist())]  # fmt: skip


def _match(place: IconPlace, fit: float, against: float, lead: float) -> IconMatch:
    kept = min(max(place.sure, 1e-3), 1 - 1e-3)
    features = (fit, max(against, -12.0), min(lead, 5.0), math.log(kept / (1 - kept)))
    return IconMatch(place, against, features)
