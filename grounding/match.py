"""A reading of a description against the controls of a screen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from grounding.control import Control
from grounding.leftover import leftover
from grounding.likeness import id_words, likeness, same_meaning
from grounding.phrase import Phrase
from grounding.spatial import at_place, between, nearest, pick
from grounding.wording import BETWEEN, plain

LEAST = 0.55
"""Scores below this are no match."""
_ANCHOR_LEAST = 0.6
_TIED = 0.04
"""Scores this close count as the same name."""
_FARTHER = 0.72
"""What being the next nearest, or the next in a corner, costs."""
_COVERED = 0.9
"""What it costs to be seemingly behind something else."""
_RIVAL = 0.8
"""Of things that stand by another only those count whose name fits nearly as well as the best."""
_FOUND = 0.9
"""Score of one that was told by its kind and place alone."""
_SOLE, _SEVERAL = 0.8, 0.58
"""Score of one told by its role alone, where it is the only one and where it is not."""
_STRICT = ("switch", "checkbox", "field", "slider", "dropdown", "tab")


@dataclass(frozen=True, slots=True)
class Match:
    """A control with how well it fits, 0-1."""

    control: Control
    score: float


@dataclass(frozen=True)
class Scene:
    """The controls of one screen."""

    controls: tuple[Control, ...]
    size: tuple[int, int]

    def matches(self, phrase: Phrase) -> list[Match]:
        """What fits the reading, best first; nothing that scores below LEAST."""
        found = self._things(phrase, self._in_front)
        if phrase.checked is not None:
            found = [m for m in found if _is_so(m.control, on=phrase.checked)]
        if phrase.relation == BETWEEN:
            found = self._between(phrase, found)
        elif phrase.relation and phrase.anchor is not None:
            found = self._related(phrase, found)
        if phrase.place is not None and phrase.place != (0, 0):
            found = self._placed(phrase, found)
        if phrase.order is not None:
            found = self._ordered(phrase, found)
        return sorted((m for m in found if m.score >= LEAST), key=lambda m: -m.score)

    @cached_property
    def _in_front(self) -> tuple[Control, ...]:
        return tuple(control for control in self.controls if not control.covered)

    def _things(self, phrase: Phrase, visible: Sequence[Control]) -> list[Match]:
        """What fits words and role; `visible` is what can be meant without a name."""
        if phrase.words:
            found = [Match(control, score(control, phrase)) for control in self.controls]
            return [match for match in found if match.score > 0.3]
        if phrase.role:
            return self._of_role(phrase, visible)
        some = [control for control in visible if control.acts] or list(visible)
        return [Match(control, _FOUND) for control in some] if phrase.structured else []

    def _of_role(self, phrase: Phrase, visible: Sequence[Control]) -> list[Match]:
        fits = [(fit(control, phrase.role), control) for control in visible]
        if phrase.role == "icon" and not phrase.relation and any(c.acts and value > 0.8 for value, c in fits):
            fits = [(1.0, control) for value, control in fits if control.acts and value > 0.8]
        best = max((value for value, _ in fits), default=0.0)
        if best < 0.8:
            return []
        some = [control for value, control in fits if value >= (0.8 if phrase.relation else best)]
        if phrase.structured:
            return [Match(control, _FOUND) for control in some]
        return [Match(control, _SOLE if len(some) == 1 else _SEVERAL) for control in some]

    def _related(self, phrase: Phrase, found: Sequence[Match]) -> list[Match]:
        assert phrase.anchor is not None
        anchors = self._anchors(phrase.anchor)
        if any(anchor.control.covered for anchor in anchors):
            found = self._things(phrase, self.controls)
        top = max((m.score for m in found), default=0.0)
        found = [m for m in found if m.score >= _RIVAL * top]
        scores = {m.control.element.index: m.score for m in found}
        best: dict[int, Match] = {}
        for anchor in anchors:
            if phrase.relation == "of" and not phrase.words and not phrase.role:
                near = [anchor.control]
            else:
                near = nearest(
                    phrase.relation, anchor.control, self._candidates(phrase, anchor.control, found)
                )
            for rank, control in enumerate(near[:4]):
                head = scores.get(control.element.index, _FOUND)
                score = (0.5 * head + 0.5 * anchor.score) * _FARTHER**rank
                kept = best.get(control.element.index)
                if kept is None or kept.score < score:
                    best[control.element.index] = Match(control, score)
        return list(best.values())

    def _anchors(self, phrase: Phrase) -> list[Match]:
        """What can be meant by it; not what has nothing of one of its words.

        What says them itself goes before what is called by them, as the box beside a text is.
        """
        likely = [m for m in self.matches(phrase) if m.score >= _ANCHOR_LEAST]
        likely = [m for m in likely if not leftover(phrase.words, m.control.names)]
        own = [m for m in likely if _says(m.control, phrase.words)]
        return (own or likely)[:3]

    def _between(self, phrase: Phrase, found: Sequence[Match]) -> list[Match]:
        assert phrase.anchor is not None
        assert phrase.other is not None
        scores = {m.control.element.index: m.score for m in found}
        best: dict[int, Match] = {}
        for one in self._anchors(phrase.anchor):
            for other in self._anchors(phrase.other):
                candidates = self._candidates(phrase, one.control, found)
                for rank, control in enumerate(between(one.control, other.control, candidates)[:4]):
                    head = scores.get(control.element.index, _FOUND)
                    score = (0.5 * head + 0.25 * (one.score + other.score)) * _FARTHER**rank
                    kept = best.get(control.element.index)
                    if kept is None or kept.score < score:
                        best[control.element.index] = Match(control, score)
        return list(best.values())

    def _candidates(self, phrase: Phrase, anchor: Control, found: Sequence[Match]) -> list[Control]:
        """What can stand by the anchor: its kin where it takes no touch and nothing says what is meant."""
        if not phrase.words and not phrase.role and not anchor.acts:
            known = {m.control.element.index for m in found}
            kin = [c for c in self.controls if not c.acts and _family(c) == _family(anchor)]
            return [c for c in self.controls if c.element.index in known or c in kin]
        return [m.control for m in found]

    def _placed(self, phrase: Phrase, found: Sequence[Match]) -> list[Match]:
        assert phrase.place is not None
        top = max((m.score for m in found), default=0.0)
        some = {m.control.element.index: m.score for m in found if m.score >= top - _TIED}
        ranked = at_place(
            phrase.place, [m.control for m in found if m.control.element.index in some], self.size
        )
        return [Match(c, some[c.element.index] * _FARTHER**rank) for rank, c in enumerate(ranked[:4])]

    def _ordered(self, phrase: Phrase, found: Sequence[Match]) -> list[Match]:
        assert phrase.order is not None
        top = max((m.score for m in found), default=0.0)
        if top < LEAST:
            return []
        some = _apart([m.control for m in found if m.score >= top - _TIED])
        if not phrase.words and not phrase.relation:
            some = _alike(some) if phrase.role in ("", "icon") else some
        chosen = pick(some, phrase.order)
        return [Match(chosen, top)] if chosen else []


def score(control: Control, phrase: Phrase) -> float:
    """How well the words and the role of a reading fit a control, 0-1; where it stands counts for nothing."""
    named = _named(control, phrase.words, phrase.role) * _role_factor(control, phrase.role)
    return named * (_COVERED if control.covered else 1.0)


def _named(control: Control, words: str, role: str) -> float:
    best = max((likeness(words, name.text) * name.weight for name in control.names), default=0.0)
    if role == "field" and best < 0.62 and control.element.is_editable and _says_what_a_field_is(words):
        return 0.62
    return best


def _says(control: Control, words: str) -> bool:
    """Whether a control says the words itself."""
    own = (name for name in control.names if not name.is_borrowed)
    return any(likeness(words, name.text) * name.weight >= _ANCHOR_LEAST for name in own)


def _is_so(control: Control, *, on: bool) -> bool:
    return control.element.is_checkable and control.element.is_checked == on


def _says_what_a_field_is(words: str) -> bool:
    return any(same_meaning(plain(words), kind) for kind in ("search", "url"))


def _role_factor(control: Control, role: str) -> float:
    if not role:
        return 1.0 if control.acts or control.element.label else 0.7
    least = 0.45 if role in _STRICT else 0.7
    return least + (1 - least) * fit(control, role)


def fit(control: Control, role: str) -> float:
    """How much a control looks like what is called so, 0-1."""
    element, own = control.element, control.element.class_name.rpartition(".")[2]
    match role:
        case "switch":
            return 1.0 if "Switch" in own or "Toggle" in own else 0.9 if element.is_checkable else 0.0
        case "checkbox":
            return 1.0 if "Check" in own or "Radio" in own else 0.9 if element.is_checkable else 0.0
        case "field":
            return 1.0 if element.is_editable or "EditText" in own else 0.8 if _seeks(control) else 0.2
        case "slider":
            return 1.0 if "Seek" in own or "Slider" in own or "RatingBar" in own else 0.1
        case "dropdown":
            named = "dropdown" in element.resource_id.lower() or "spinner" in element.resource_id.lower()
            return 1.0 if "Spinner" in own or "Combo" in own else 0.8 if named else 0.3
        case "tab":
            return 1.0 if control.tab else 0.6 if control.acts else 0.4
        case "button":
            return 1.0 if own.endswith("Button") else 0.9 if control.acts else 0.5
        case _:
            return 1.0 if "Image" in own else 0.9 if control.acts else 0.6


def _seeks(control: Control) -> bool:
    """Whether it opens a search, as what looks like a field on a start page does."""
    said = [id_words(control.element.resource_id), *(name.text for name in control.names)]
    return control.acts and any(
        "search" in text.lower() or same_meaning(plain(text), "search") for text in said
    )


def _apart(some: Sequence[Control]) -> list[Control]:
    """Without those that are one thing with another: a card and the label in it."""
    kept: list[Control] = []
    for control in sorted(some, key=lambda c: (not c.acts, c.bounds.area)):
        if not any(one_thing(control, other) for other in kept):
            kept.append(control)
    order = {id(control): at for at, control in enumerate(some)}
    return sorted(kept, key=lambda c: order[id(c)])


def one_thing(first: Control, second: Control) -> bool:
    """Whether a touch on one is a touch on the other."""
    return first.bounds.contains(second.bounds.center) or second.bounds.contains(first.bounds.center)


def _alike(some: Sequence[Control]) -> list[Control]:
    """The largest family of siblings: the rows of a list, the icons of a page, the keys of a pad."""
    families = Counter(_family(control) for control in some)
    weight = Counter[tuple[int, str, str]]()
    for control in some:
        weight[_family(control)] += control.bounds.area
    if not families:
        return []
    most = max(families, key=lambda family: (families[family] > 1, weight[family]))
    return [control for control in some if _family(control) == most]


def _family(control: Control) -> tuple[int, str, str]:
    element = control.element
    return element.depth, element.class_name, "".join(c for c in element.resource_id if not c.isdigit())
