"""Which app a goal is for, and what kind of goal it is, by the letters it is written with.

It stands in front of the network: a goal worded as none before is sent to the wrong app more often by the
network than by a count of short runs of letters, in English and in Chinese.
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.offline.learned.word import is_covered, words

BUCKETS = 4096
OTHER = "other"
"""The kind of goals that are known to ask for what the network cannot do."""
_LONGEST = 200
"""Letters that are looked at: what is long is text to be typed."""
_SIZES = (2, 3, 4)
_NAMED = 3.0
"""What it counts for that a goal names an app, in a logarithm."""
_LEAST = 1e-9

Floats = NDArray[np.float32]


@lru_cache(maxsize=2_000)
def grams(goal: str) -> tuple[int, ...]:
    """The short runs of letters of a goal, as numbers."""
    text = f" {' '.join(goal[:_LONGEST].casefold().split())} "
    runs = (text[at : at + size] for size in _SIZES for at in range(len(text) - size + 1))
    return tuple(zlib.crc32(run.encode()) % BUCKETS for run in runs)


def counted(goal: str) -> Floats:
    """How often each number is there, on a scale that long goals do not leave."""
    counts = np.bincount(grams(goal), minlength=BUCKETS).astype(np.float32)
    counts = np.sqrt(counts)
    return np.asarray(counts / max(1e-6, float(np.linalg.norm(counts))), np.float32)


@dataclass(frozen=True)
class Route:
    """Where a goal goes."""

    kinds: dict[str, float]
    """Probability of each kind."""
    apps: dict[str, float]
    """Probability of each app to begin in."""

    @property
    def kind(self) -> str:
        """The likeliest."""
        return max(self.kinds, key=lambda kind: self.kinds[kind])

    @property
    def confidence(self) -> float:
        """How sure it is of the app, 0 for what is beyond the network."""
        return 0.0 if self.kind == OTHER else max(self.apps.values(), default=0.0)

    @property
    def likely(self) -> float:
        """How likely it is of that kind."""
        return self.kinds[self.kind]

    def share(self, word: str) -> float:
        """How likely it is of a kind with this in its name."""
        return sum(share for kind, share in self.kinds.items() if word in kind)


class Router:
    """A linear one."""

    def __init__(self, weights: Floats, bias: Floats, classes: Sequence[tuple[str, str]]) -> None:
        """`classes` are pairs of kind and app, a column of the weights each."""
        self.weights = weights.astype(np.float32)
        self.bias = bias.astype(np.float32)
        self.classes = tuple(classes)

    def route(self, goal: str) -> Route:
        """Kind and app of a goal."""
        scores = counted(goal) @ self.weights + self.bias
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        kinds: dict[str, float] = {}
        apps: dict[str, float] = {}
        for (kind, app), share in zip(self.classes, shares.tolist(), strict=True):
            kinds[kind] = kinds.get(kind, 0.0) + share
            if app:
                apps[app] = apps.get(app, 0.0) + share
        return Route(kinds, apps)


def app_scores(goal: str, route: Route, apps: Sequence[str]) -> NDArray[np.float64]:
    """Log-likelihood of each app to begin in, up to a constant: the router's, more for one that is named."""
    said = tuple(word.key for word in words(goal))
    return np.array(
        [
            math.log(max(_LEAST, route.apps.get(app, 0.0)))
            + _NAMED * (is_covered(tuple(word.key for word in words(app)), said) is not None)
            for app in apps
        ]
    )
