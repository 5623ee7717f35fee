"""The network in use: a moment in, the scores of all choices out, and the move they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent.offline.learned.feature import Features, features
from agent.offline.learned.move import KINDS, POINTING, Move
from agent.offline.learned.scene import Moment
from agent.offline.learned.thing import MOST, Thing
from grounding.network import open_network

INPUTS = (
    "word_ids", "word_flags", "word_mask", "thing_ids", "name_ids", "thing_flags", "thing_mask", "deed_ids",
    "deed_flags", "page_ids", "page_flags",
)  # fmt: skip
OUTPUTS = ("kind", "thing", "source", "start", "end", "end_thing", "app")
_TYPES = ("type_span", "type_of", "clear_text")
_NEVER = -1e9

Scores = NDArray[np.float64]
Fed = NDArray[np.float32] | NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choice:
    """A move, and how sure the network is of it."""

    move: Move
    confidence: float
    """Product of the probabilities of its parts."""


class Session:
    """The network of a file."""

    def __init__(self, model: Path | bytes, apps: Sequence[str]) -> None:
        """Raises ValueError where it is no network, ConfigError where onnxruntime does not load."""
        self._session = open_network(model)
        self.apps = tuple(apps)

    def choose(
        self,
        moment: Moment,
        app_scores: Scores | None = None,
        random: np.random.Generator | None = None,
        temperature: float = 1.0,
    ) -> Choice:
        """The likeliest move that is possible, or one drawn by its likelihood.

        `app_scores` are log-probabilities of the apps, from elsewhere, in the place of the network's own.
        """
        found = self.scores(features(moment))
        return _Decoding(found, moment, self.apps, app_scores, random, temperature).choice()

    def scores(self, fed: Features) -> dict[str, Scores]:
        """Of every choice, not yet probabilities."""
        count, most = len(fed.word_ids), len(fed.thing_ids)
        parts = {
            "word_mask": np.ones(max(1, count), np.float32),
            "thing_mask": np.ones(max(1, most), np.float32),
        }
        feed = {name: _some(parts[name] if name in parts else getattr(fed, name))[None] for name in INPUTS}
        if not count:
            feed["word_mask"][:] = 0
        if not most:
            feed["thing_mask"][:] = 0
        out = self._session.run(list(OUTPUTS), feed)
        return {name: np.asarray(value[0], np.float64) for name, value in zip(OUTPUTS, out, strict=True)}


def _some(array: Fed) -> Fed:
    """At least one row, as the network knows no empty screen."""
    missing = [(0, 1) if size == 0 else (0, 0) for size in array.shape]
    return np.pad(array, missing) if 0 in array.shape else array  # type: ignore[return-value]


class _Decoding:
    """One choice, part by part: what kind, then which thing, then what is typed there."""

    def __init__(
        self,
        scores: dict[str, Scores],
        moment: Moment,
        apps: tuple[str, ...],
        app_scores: Scores | None,
        random: np.random.Generator | None,
        temperature: float,
    ) -> None:
        self._scores = scores
        self._seen = moment.scene.things[:MOST]
        self._apps = apps
        self._app_scores = app_scores
        self._random = random
        self._temperature = temperature
        self._sure = 1.0

    def choice(self) -> Choice:
        kind = KINDS[self._pick(self._scores["kind"] + self._possible())]
        thing = source = None
        start = end = 0
        app = ""
        if kind in POINTING:
            thing = self._pick(self._scores["thing"][KINDS.index(kind)] + _mask(self._seen, kind))
        if kind == "type_span" and thing is not None:
            start = self._pick(self._scores["start"][thing])
            ends = self._scores["end"][start] + self._scores["end_thing"][thing]
            ends = np.where(np.arange(len(ends)) < start, _NEVER, ends)
            end = self._pick(ends)
        if kind in ("type_of", "answer_of"):
            source = self._pick(self._scores["source"] + _mask(self._seen, "source"))
        if kind == "open_app":
            given = self._app_scores
            app = self._apps[
                self._pick(given if given is not None else self._scores["app"][: len(self._apps)])
            ]
        return Choice(Move(kind, thing, start, end, source, app), self._sure)

    def _possible(self) -> Scores:
        """Which kinds this screen allows."""
        allowed = np.zeros(len(KINDS))
        for at, kind in enumerate(KINDS):
            needs = "source" if kind in ("type_of", "answer_of") else kind
            if kind in POINTING or needs == "source":
                if not (_mask(self._seen, needs) == 0).any():
                    allowed[at] = _NEVER
                if kind in _TYPES and not (_mask(self._seen, kind) == 0).any():
                    allowed[at] = _NEVER
        return allowed

    def _pick(self, scores: Scores) -> int:
        shares = _softmax(scores)
        if self._random is None:
            best = int(shares.argmax())
        else:
            warm = _softmax(scores / self._temperature)
            best = int(self._random.choice(len(warm), p=warm))
        self._sure *= float(shares[best])
        return best


def _softmax(scores: Scores) -> Scores:
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum())


def _mask(seen: tuple[Thing, ...], kind: str) -> Scores:
    """0 for the things that a kind can be done to, far below for the others."""
    return np.array([0.0 if _fits(thing, kind) else _NEVER for thing in seen] or [_NEVER])


def _fits(thing: Thing, kind: str) -> bool:
    if kind == "source":
        return bool(thing.text) and not thing.is_editable
    if kind in _TYPES:
        return thing.is_editable and thing.is_enabled
    if kind.startswith("scroll"):
        return thing.is_scrollable
    if kind.startswith("swipe"):
        return thing.is_scrollable or thing.acts
    return thing.is_enabled
