"""Where somebody who does not know the way would try: on whatever the page calls as the goal does.

The network is sure of the ways that it knows, and what it draws by its own likelihood is nearly always one of
these. An app mostly names a thing as people do who ask for it, so names are what there is to go by.
"""

import math
import re
from collections.abc import Iterator, Sequence

import numpy as np

from agent.memory.words import weight, words
from agent.offline.learned.move import Move
from agent.offline.learned.scene import Moment
from agent.offline.learned.session import Choice
from agent.offline.learned.thing import MOST, Thing
from tasks.practice.demonstration import span_of

_SHARPNESS = 2.0
"""How much a name that says more of the goal is preferred."""
_MORE = re.compile(r"(?i)more( options)?")
"""What the things are behind that have no room on a page."""
_BEHIND, _UNNAMED = 0.6, 0.3
"""What such a thing, and a field that shares no word with the goal, is worth trying."""


def tried(moment: Moment, random: np.random.Generator, values: Sequence[str] = ()) -> Choice | None:
    """Something that was not done yet; None where nothing suggests itself.

    A touch on a thing that shares a word with the goal or hides others, or one of `values`, the parts of the
    goal that are its own, typed into a field.
    """
    found = [*_touches(moment), *_typings(moment, values)]
    if not found:
        return None
    shares = np.exp(_SHARPNESS * np.array([worth for worth, _ in found]))
    _, move = found[int(random.choice(len(found), p=shares / shares.sum()))]
    return Choice(move, 1.0)


def _touches(moment: Moment) -> Iterator[tuple[float, Move]]:
    touched = {deed.label for deed in moment.past}
    said = frozenset(words(moment.goal))
    for place, thing in enumerate(moment.scene.things[:MOST]):
        if not _can_be_touched(thing) or thing.label[:80] in touched:
            continue
        worth = _BEHIND if _MORE.fullmatch(thing.label) else _shared(thing.label, said)
        if worth:
            yield worth, Move("click", place)


def _typings(moment: Moment, values: Sequence[str]) -> Iterator[tuple[float, Move]]:
    typed = {deed.text for deed in moment.past}
    filled = {deed.label for deed in moment.past if deed.text}
    said = frozenset(words(moment.goal))
    left = [span for value in values if value not in typed and (span := span_of(value, moment.goal))]
    for place, thing in enumerate(moment.scene.things[:MOST]):
        if thing.is_editable and thing.is_enabled and thing.label[:80] not in filled:
            worth = max(_UNNAMED, _shared(f"{thing.label} {thing.hint}", said))
            for start, end in left:
                yield worth, Move("type_span", place, start, end)


def _can_be_touched(thing: Thing) -> bool:
    return thing.is_enabled and not thing.is_editable and (thing.is_clickable or thing.is_checkable)


def _shared(label: str, said: frozenset[str]) -> float:
    """How much of the goal the label names, for its length; 0 for nothing."""
    named = words(label)
    common = sum(weight(word) for word in set(named) & said)
    return common / math.sqrt(max(1, len(named)))
