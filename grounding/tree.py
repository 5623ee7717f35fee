"""Finding what is meant in words in the UI tree: no model, no picture, a few milliseconds."""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from device.screen import Observation
from grounding.confidence import Weights
from grounding.control import Control, controls
from grounding.direct import directly
from grounding.leftover import leftover
from grounding.likeness import EXACT
from grounding.match import LEAST, Match, Scene, one_thing
from grounding.phrase import Phrase, readings
from grounding.target import Alternative, Grounding, Target, TargetNotFound, TargetUnlisted, TargetUnusable
from grounding.wording import plain

_UNREAD = 0.8
"""What a plain reading counts where a description says second or below and that was understood."""
_GREY = 0.9
"""A disabled control that fits this well is what was meant."""
_LEFT_OVER = 0.25
"""What a match counts that leaves a word over ("Notification light" for Notifications): too little to tap."""
_PRIOR = {"words": 0.995, "role": 0.985, "order": 0.975, "place": 0.94, "relation": 0.965}
FEATURES = ("score", "lead", "role", "order", "place", "relation", "nameless")


@dataclass(frozen=True, slots=True)
class FoundElement:
    """The best match of a description, with all that its confidence is read from."""

    match: Match
    phrase: Phrase
    others: tuple[Match, ...]
    """Rivals, best first, none one thing with another."""

    @property
    def twins(self) -> int:
        """How many others go by the very same words, where nothing was said that tells them apart."""
        if self.phrase.singled:
            return 0
        mine = self.match
        return sum(m.score >= mine.score - 1e-6 and m.control.acts == mine.control.acts for m in self.others)

    @property
    def confidence(self) -> float:
        """The fitted probability, shared with the twins; little where a word was said that nothing says."""
        return self.doubt * shipped().weights.probability(self.features) / (1 + self.twins)

    @property
    def doubt(self) -> float:
        """1, or what it counts where a word of the description is nothing of what was found."""
        return _LEFT_OVER if leftover(self.phrase.words, self.match.control.names) else 1.0

    def shares(self, confidence: float) -> list[float]:
        """What the first leaves of certainty, shared out by how well the others match."""
        total = sum(m.score for m in self.others)
        return [min(confidence, (1 - confidence) * m.score / total) for m in self.others]

    @property
    def features(self) -> tuple[float, ...]:
        """As FEATURES names them."""
        rival = self.others[0].score if self.others else LEAST - 0.15
        phrase = self.phrase
        return (
            self.match.score,
            min(0.3, self.match.score - rival),
            float(bool(phrase.role)),
            float(phrase.order is not None),
            float(phrase.place is not None),
            float(bool(phrase.relation)),
            float(not phrase.words),
        )


@dataclass(frozen=True, slots=True)
class TreeFit:
    """What data/tree_confidence.json holds."""

    made_by: str
    """The command that wrote it."""
    items: int
    """How many instructions it was fitted on."""
    features: tuple[str, ...]
    """The names of what the weights are for."""
    weights: Weights


@cache
def shipped() -> TreeFit:
    """The fit in the package, read once."""
    text = files("grounding").joinpath("data", "tree_confidence.json").read_text(encoding="utf-8")
    return TypeAdapter(TreeFit).validate_python(json.loads(text))


class TreeGrounder:
    """Goes by the UI tree alone.

    Its confidence is a logistic fit on how well words and structure match and how far the runner-up lies
    behind, made by benchmarks/tree_grounding.py on the parts of its instructions that are not held out. Of
    several things that go by the same words each has its share of it.
    """

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """An element's number is taken at its word, then a point, then the description. See Grounder."""
        found = directly(observation, target)
        if found is not None:
            return found
        return _as_grounding(find(observation, target.description), "tree")


def find(observation: Observation, description: str) -> FoundElement:
    """What goes by these words. Raises TargetNotFound naming the nearest labels, or TargetUnusable."""
    if not observation.elements:
        raise TargetNotFound(f'"{description}" cannot be looked for: {_blind(observation)}')
    everything = controls(observation)
    awake = Scene(tuple(c for c in everything if c.element.is_enabled), observation.size)
    said = readings(description)
    best = _best(awake, said)
    grey = _grey(everything, said[0], observation)
    if grey is not None and (best is None or best.match.score < grey.score):
        raise TargetUnusable(f'"{description}" is there but disabled')
    if best is None:
        raise nothing(everything, description)
    return best


def _grey(everything: tuple[Control, ...], said: Phrase, observation: Observation) -> Match | None:
    """The disabled control that is meant, if one fits."""
    asleep = tuple(c for c in everything if not c.element.is_enabled)
    if not asleep:
        return None
    scene = Scene(asleep, observation.size)
    found = [m for phrase in readings(said.words) if not phrase.structured for m in scene.matches(phrase)[:1]]
    best = max(found, key=lambda m: m.score, default=None)
    return best if best is not None and best.score >= _GREY else None


def _best(scene: Scene, said: tuple[Phrase, ...]) -> FoundElement | None:
    scored: dict[int, tuple[Match, Phrase]] = {}
    tried = [(phrase, scene.matches(phrase)) for phrase in said]
    understood = any(found and phrase.structured for phrase, found in tried)
    for phrase, found in tried:
        factor = _prior(phrase) * (_UNREAD if understood and not phrase.structured else 1.0)
        for match in found[:8]:
            whole = match.score >= EXACT and not phrase.structured
            score = match.score * (1.0 if whole else factor)
            kept = scored.get(match.control.element.index)
            if score >= LEAST and (kept is None or kept[0].score < score):
                scored[match.control.element.index] = (Match(match.control, score), phrase)
    ranked = _apart(sorted(scored.values(), key=_rank))
    if not ranked:
        return None
    (match, phrase), *others = ranked
    return FoundElement(match, phrase, tuple(other for other, _ in others[:5]))


def _rank(entry: tuple[Match, Phrase]) -> tuple[float, bool, int]:
    match = entry[0]
    return -match.score, not match.control.acts, match.control.bounds.area


def _prior(phrase: Phrase) -> float:
    """A reading that takes more to be structure has to fit a little better."""
    value = _PRIOR["role"] if phrase.role or phrase.item else _PRIOR["words"]
    if phrase.order is not None or phrase.checked is not None:
        value *= _PRIOR["order"]
    if phrase.place is not None:
        value *= _PRIOR["place"]
    if phrase.relation:
        value *= _PRIOR["relation"]
    return value


def _apart(ranked: list[tuple[Match, Phrase]]) -> list[tuple[Match, Phrase]]:
    kept: list[tuple[Match, Phrase]] = []
    for match, phrase in ranked:
        if not any(one_thing(match.control, other.control) for other, _ in kept):
            kept.append((match, phrase))
    return kept


def _as_grounding(found: FoundElement, method: str) -> Grounding:
    control = found.match.control
    confidence = found.confidence
    return Grounding(
        point=control.point,
        confidence=confidence,
        method=method,
        bounds=control.bounds,
        alternatives=tuple(
            Alternative(m.control.point, share, m.control.bounds)
            for m, share in zip(found.others, found.shares(confidence), strict=True)
        ),
    )


def _blind(observation: Observation) -> str:
    return observation.tree_error or "the screen gives no UI tree"


def nothing(everything: tuple[Control, ...], description: str) -> TargetNotFound:
    """The error for when nothing fits."""
    told = [c for c in everything if c.names and c.element.is_enabled]
    # What was read off the picture is broken into scraps: it counts where the tree names nothing.
    named = [c for c in told if c.element.source == "tree"] or told
    labels = dict.fromkeys(c.names[0].text for c in named)
    wanted = plain(description)
    near = sorted(labels, key=lambda label: -SequenceMatcher(None, wanted, plain(label)).ratio())[:5]
    there = ", ".join(f'"{label[:40]}"' for label in near)
    missing = f'"{description}" is not on this screen'
    if not there:
        return TargetNotFound(f"{missing}; it has no labels")
    return TargetUnlisted(f"{missing}; nearest: {there}")
