"""What could be said of everything on a screen: by its text, its role, its place among others.

Only what means exactly one place is said: a name that several things have comes with an order or a neighbour.
The words are those of `grounding.wording`, chosen at random among all of one meaning.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from device.screen import Bounds, Observation
from grounding.control import Control, controls
from grounding.likeness import likeness
from grounding.match import fit
from grounding.spatial import nearest, pick
from grounding.wording import ROLES, Language, languages, plain

How = Literal["text", "role", "order", "relation", "absent"]
HOWS: tuple[How, ...] = ("text", "role", "order", "relation", "absent")

_OWN = 1.0
"""The weight of a name that stands on the thing itself (`grounding.control`)."""
_NEIGHBOUR = 0.97
"""The least weight of the name of what it stands by."""
_LIKE = 0.6
"""A name this like one on the screen is not absent from it."""
_LONGEST = 60
"""Characters of a name that somebody would still say."""
_FURTHEST = 5
"""The last of several alike that is told by counting."""
_NEAR = (0.4, 0.12)
"""How far, in widths and heights of the screen, the middle of a neighbour lies at most."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """Words, and the place they mean."""

    words: str
    bounds: Bounds | None
    """Device pixels; None for something that is not on the screen."""
    how: How
    icon: bool
    """Whether nothing that could be read stands on it."""
    name: str
    """What it is called, without role, order and neighbour."""


def instructions(
    observation: Observation,
    language: str,
    rng: Random,
    elsewhere: Sequence[str] = (),
    drawn: Sequence[Bounds] = (),
) -> list[Instruction]:
    """One for each way in which each control of the screen can be told from all others.

    `language` is one of the phrase tables ("en", "zh"); for another, names stand alone. `elsewhere` are names
    from other screens: one of them, not on this screen, is asked for in vain per ten instructions. `drawn`
    are the boxes of texts that can be read on the picture but stand in no element of their own.
    """
    scene = _Scene(observation, _table(language), rng, drawn)
    found = [each for control in scene.controls for each in scene.about(control)]
    strange = [name for name in elsewhere if not scene.shows(name)]
    count = min(len(strange), max(1, len(found) // 10))
    return found + [Instruction(name, None, "absent", False, name) for name in rng.sample(strange, count)]


def names_on(observation: Observation) -> tuple[str, ...]:
    """What the controls of a screen are called, each once."""
    own = (_own_name(control) for control in controls(observation))
    return tuple(dict.fromkeys(name for name in own if name))


class _Scene:
    def __init__(
        self, observation: Observation, language: Language | None, rng: Random, drawn: Sequence[Bounds]
    ) -> None:
        self.controls = controls(observation)
        self._size = observation.size
        self._language, self._rng = language, rng
        self._texts = [*drawn, *(e.bounds for e in observation.elements if e.text and e.bounds.area)]
        self._named: dict[str, list[Control]] = defaultdict(list)
        self._beside: dict[str, list[Control]] = defaultdict(list)
        for control in self.controls:
            if name := _own_name(control):
                self._named[plain(name)].append(control)
            if near := _neighbour_name(control):
                self._beside[plain(near)].append(control)

    def shows(self, name: str) -> bool:
        """Whether something on the screen may be meant by it."""
        return any(likeness(name, n.text) >= _LIKE for control in self.controls for n in control.names)

    def about(self, control: Control) -> Iterator[Instruction]:
        name, role = _own_name(control), _role(control)
        alike = self._named[plain(name)] if name else []
        if len(alike) == 1:
            yield self._made(control, name, "text", name)
            if role and self._language:
                yield self._made(control, self._with_role(name, role), "role", name)
        elif len({other.element.class_name for other in alike}) == 1 and self._language:
            yield from self._by_order(control, name, alike)
        if role and self._language:
            yield from self._by_neighbour(control, name, role)

    def _made(self, control: Control, words: str, how: How, name: str) -> Instruction:
        read = bool(control.element.text) or any(
            control.bounds.intersection(text).area == text.area for text in self._texts
        )
        return Instruction(words, control.bounds, how, not read, name)

    def _with_role(self, name: str, role: str) -> str:
        word = self._word(role)
        return f"{name}{word}" if self._suffixing else f"the {name} {word}"

    def _by_order(self, control: Control, name: str, alike: Sequence[Control]) -> Iterator[Instruction]:
        assert self._language is not None
        for order in range(1, min(len(alike), _FURTHEST) + 1):
            if pick(alike, order) is control:
                word = self._rng.choice([word for word, n in self._language.orders if n == order])
                words = f"{word}个{name}" if self._suffixing else f"the {word} {name}"
                yield self._made(control, words, "order", name)

    def _by_neighbour(self, control: Control, name: str, role: str) -> Iterator[Instruction]:
        """By what it stands beside, else by the nearest thing with a name of its own."""
        near = _neighbour_name(control)
        if near and [c for c in self._beside[plain(near)] if _role(c) == role] == [control]:
            yield self._made(control, self._related("beside", near, role), "relation", name or near)
            return
        rivals = [other for other in self.controls if _role(other) == role]
        ways = [
            (relation, _own_name(anchor))
            for anchors in self._named.values()
            if len(anchors) == 1 and self._near(anchor := anchors[0], control)
            for relation in ("right", "left", "below", "above")
            if (hit := nearest(relation, anchor, rivals)) and hit[0] is control
        ]
        if ways:
            relation, anchor_name = self._rng.choice(ways)
            yield self._made(control, self._related(relation, anchor_name, role), "relation", name)

    def _near(self, anchor: Control, control: Control) -> bool:
        one, other = anchor.bounds.center, control.bounds.center
        return (
            anchor is not control
            and abs(one.x - other.x) <= _NEAR[0] * self._size[0]
            and abs(one.y - other.y) <= _NEAR[1] * self._size[1]
        )

    def _related(self, relation: str, anchor: str, role: str) -> str:
        assert self._language is not None
        how = self._rng.choice([word for word, r in self._language.relations if r == relation])
        if self._suffixing:
            return f"{anchor}{how}的{self._word(role)}"
        return f"the {self._word(role)} {how} {anchor}"

    def _word(self, role: str) -> str:
        assert self._language is not None
        return self._rng.choice([word for word, r in self._language.roles if r == role])

    @property
    def _suffixing(self) -> bool:
        return self._language is not None and self._language.suffixing


def _table(name: str) -> Language | None:
    """The words of a language whose order of words is known here."""
    return next((each for each in languages() if each.name == name and name in ("en", "zh")), None)


def _own_name(control: Control) -> str:
    said = next((name.text for name in control.names if name.weight >= _OWN), "")
    return said if len(said) <= _LONGEST and "\n" not in said else ""


def _neighbour_name(control: Control) -> str:
    if not (control.element.is_checkable or control.element.is_editable):
        return ""
    said = next((name.text for name in control.names if _NEIGHBOUR <= name.weight < _OWN), "")
    return said if len(said) <= _LONGEST and "\n" not in said else ""


def _role(control: Control) -> str:
    """What it plainly is; "" for a row or a text."""
    return next((role for role in ROLES if fit(control, role) == 1.0), "")
