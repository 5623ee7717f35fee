"""The kinds of error, where each fits, and how often each is drawn so that all are met with equally often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from benchmarks.fallible.move import Placed
from device.screen import Observation, UIElement

Applicable = frozenset["Slip"]
_LETTERS = 4
"""Fewest letters of a text with a typo in it."""


class Slip(StrEnum):
    """What goes wrong in one decision."""

    NEIGHBOUR = "neighbour element"
    SCALE = "wrong coordinate scale"
    LOOSE_WORDS = "words not literal"
    DISAGREE = "element and point disagree"
    WRONG_PARTY = "wrong recipient or date"
    TYPO = "typo"
    EARLY_CLAIM = "early claim"
    STUBBORN = "stubborn repetition"
    SURRENDER = "early surrender"
    MALFORMED = "malformed or fenced reply"
    THOUGHT = "thought before JSON"
    FORGOTTEN = "last field forgotten"


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a decision is made."""

    page: Observation
    now: Placed
    """The right move."""
    form: tuple[Placed, ...]
    """The right move and those after it that fill in the form on this screen, up to its button."""
    filled: bool
    """Whether another field of this form is filled in already."""
    most: int
    """Actions that the decision may hold."""
    repeats: bool
    """Whether there was a decision before, which could be made again."""
    ends: bool
    """Whether all that is left is to say how it ended."""
    feasible: bool = True

    def fitting(self) -> Applicable:
        """The kinds of error that can be made here."""
        move, spot = self.now.move, self.now.spot
        typed = list(move.texts.values())
        fits = {
            Slip.NEIGHBOUR: move.touches and spot is not None and bool(neighbours(self.page, spot)),
            Slip.SCALE: self.now.point is not None and move.kind != "swipe",
            Slip.LOOSE_WORDS: spot is not None and bool(label_of(spot)),
            Slip.DISAGREE: move.touches and spot is not None and bool(neighbours(self.page, spot)),
            Slip.WRONG_PARTY: any(letter.isdigit() for text in typed for letter in text)
            or (move.kind == "click" and spot is not None and bool(siblings(self.page, spot))),
            Slip.TYPO: any(has_typo(text) for text in typed),
            Slip.EARLY_CLAIM: not self.ends and self.feasible,
            Slip.STUBBORN: self.repeats,
            Slip.SURRENDER: self.feasible,
            Slip.MALFORMED: True,
            Slip.THOUGHT: True,
            Slip.FORGOTTEN: bool(self.forgetful),
        }
        return frozenset(kind for kind, fit in fits.items() if fit)

    @property
    def forgetful(self) -> tuple[Placed, ...]:
        """The form without its last field, where one decision gets as far; else empty."""
        fields = [place for place, one in enumerate(self.form) if one.move.kind == "input_text"]
        if not fields or (len(fields) == 1 and not self.filled):
            return ()
        left = tuple(one for place, one in enumerate(self.form) if place != fields[-1])
        return left[: self.most] if fields[-1] < self.most else ()


def has_typo(text: str) -> bool:
    """Whether a text is long enough for a typo."""
    return sum(letter.isalpha() for letter in text) >= _LETTERS


def neighbours(page: Observation, spot: UIElement) -> list[UIElement]:
    """Other elements that take a touch, the nearest first."""
    others = [
        one
        for one in page.elements
        if one.is_clickable and one.bounds.area and one.bounds.center != spot.bounds.center
    ]
    x, y = spot.bounds.center.x, spot.bounds.center.y
    return sorted(others, key=lambda one: abs(one.bounds.center.x - x) + abs(one.bounds.center.y - y))


def siblings(page: Observation, spot: UIElement) -> list[UIElement]:
    """Entries of the same list or grid with another text: other people, days, files."""
    return [
        one
        for one in page.elements
        if (one.resource_id, one.class_name, one.depth) == (spot.resource_id, spot.class_name, spot.depth)
        and one.bounds.area
        and one.label
        and one.label != spot.label
    ]


def label_of(spot: UIElement) -> str:
    """What a person would call it in one line: its label, else its id in words."""
    told = next((line.strip() for line in spot.label.splitlines() if line.strip()), "")
    return told or spot.resource_id.rpartition("/")[2].replace("_", " ")


def balanced(decisions: Sequence[Applicable], kinds: Sequence[Slip]) -> Mapping[Slip, float]:
    """Weights with which each kind is made equally often over decisions like these.

    A kind that fits seldom is likelier where it does; one that fits nowhere has the weight 0.
    """
    fits = {kind: sum(kind in some for some in decisions) for kind in kinds}
    share = len(decisions) / max(1, sum(map(bool, fits.values())))
    return {kind: share / count if count else 0.0 for kind, count in fits.items()}


def drawn(fitting: Applicable, weights: Mapping[Slip, float], rate: float, draw: Random) -> Slip | None:
    """The error made in a decision that these kinds fit, so that `rate` of all have one; else None."""
    chances = {kind: rate * weights.get(kind, 0.0) for kind in Slip if kind in fitting}
    luck = draw.random() * max(1.0, sum(chances.values()))
    for kind, chance in chances.items():
        luck -= chance
        if luck < 0:
            return kind
    return None
