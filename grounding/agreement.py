"""Whether words and a touch mean the same control: where they don't, the words fit another one better."""

from collections.abc import Sequence

from grounding.control import Control
from grounding.leftover import leftover
from grounding.match import Scene, one_thing, score
from grounding.phrase import Phrase, readings
from grounding.wording import plain

_LEAST = 0.45
"""Words that fit another control less than this do not name it."""
_LEAST_ALONE = 0.2
"""The same where what a touch would hit has a name, and nothing of it is among the words."""
_LEAST_NAMELESS = 0.75
"""The same where what a touch would hit has no name: only a sure name of another control contradicts it."""
_CLEARLY = 0.75
"""The words fit what a touch would hit less than this share of how they fit the other one."""
_UNREAD = 0.8
"""What the words as they stand count where they say what a control stands by, and that is there."""


def rival(
    description: str, hit: Control | None, everything: Sequence[Control], size: tuple[int, int]
) -> Control | None:
    """The control that the words fit clearly better than what a touch would hit; None where they agree.

    `hit` is one of `everything`, or None for a touch on nothing that can be meant. Words that fit nothing on
    the screen contradict nothing, nor do those that tell a control by its place alone ("the second icon").
    """
    said = readings(description)
    if any(phrase.structured and not phrase.words and phrase.anchor is None for phrase in said):
        return None
    fits = _fits(said, everything, size)
    same = [c for c in everything if hit is not None and (c is hit or one_thing(hit, c))]
    others = [c for c in everything if c.acts and not c.covered and c not in same]
    best = max(others, key=lambda control: fits.get(control.element.index, 0.0), default=None)
    if best is None:
        return None
    worth = fits.get(best.element.index, 0.0)
    own = max((fits.get(control.element.index, 0.0) for control in same), default=0.0)
    return best if worth >= _least(hit, own) and own < _CLEARLY * worth else None


def fits(description: str, control: Control, everything: Sequence[Control], size: tuple[int, int]) -> bool:
    """Whether any of the words can be meant for the control."""
    said = readings(description)
    placed = any(phrase.structured and not phrase.words for phrase in said)
    return placed or bool(_fits(said, everything, size).get(control.element.index))


def _least(hit: Control | None, own: float) -> float:
    if hit is not None and not hit.names:
        return _LEAST_NAMELESS
    return _LEAST if own or hit is None else _LEAST_ALONE


def _fits(said: Sequence[Phrase], everything: Sequence[Control], size: tuple[int, int]) -> dict[int, float]:
    """How well each control fits the best of the readings, by its element's index."""
    scene, fits = Scene(tuple(everything), size), dict[int, float]()
    placed = {phrase: scene.matches(phrase) for phrase in said if phrase.structured}
    unread = _UNREAD if any(found and phrase.relation for phrase, found in placed.items()) else 1.0
    for phrase in said:
        if phrase.structured:
            top = max((match.score for match in placed[phrase]), default=0.0)
            found = [(m.control, m.score if phrase.words else top) for m in placed[phrase]]
        else:
            found = [(control, unread * _worth(control, phrase)) for control in everything]
        for control, worth in found:
            index = control.element.index
            fits[index] = max(worth, fits.get(index, 0.0))
    return fits


def _worth(control: Control, phrase: Phrase) -> float:
    """How well a control fits the words, by how much of them its names account for."""
    worth, total = score(control, phrase), sum(map(len, plain(phrase.words).split()))
    if not worth or not total:
        return worth
    return worth * (1 - sum(map(len, leftover(phrase.words, control.names))) / total)
