"""What came, went and changed between two looks at an app, wherever on the page it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.perception.compare import Pair, told
from device.screen import Bounds, Observation, UIElement

_OTHER_PAGE = 0.5
"""Share of the labels that must have come or gone on another page."""
_MANY = 8
"""Elements that must have been altered in their places, as those of a calendar that is turned over."""


@dataclass(frozen=True)
class Change:
    """The elements that differ; one that only lies elsewhere is none of them."""

    appeared: tuple[UIElement, ...] = ()
    vanished: tuple[UIElement, ...] = ()
    altered: tuple[tuple[UIElement, UIElement], ...] = ()
    """Elements that stayed where they were and say or show something else: before and after."""
    share: float = 0.0
    """How many of the labels came or went, 0 to 1; those altered in their place do not count."""

    moved: bool = False
    """Whether anything that says what it said lies elsewhere."""

    def __bool__(self) -> bool:
        return bool(self.appeared or self.vanished or self.altered)

    @property
    def is_other_page(self) -> bool:
        """Whether most labels came or went, or many were replaced at once."""
        return self.share > _OTHER_PAGE or len(self.altered) >= _MANY

    @property
    def is_lone(self) -> bool:
        """Whether one element alone says something else, as a counter or an advertisement does by itself."""
        return len(self.altered) == 1 and not self.appeared and not self.vanished

    @property
    def now(self) -> tuple[UIElement, ...]:
        """All that is new on the later look, in the order of the screen."""
        new = (*self.appeared, *(after for _, after in self.altered))
        return tuple(sorted(new, key=lambda element: element.index))

    @property
    def places(self) -> Iterator[Bounds]:
        """Where something differs."""
        yield from (element.bounds for element in (*self.appeared, *self.vanished))
        yield from (after.bounds for _, after in self.altered)


def change(pair: Pair) -> Change:
    """What differs, but for what changes by itself and what is another app's, such as its toast."""
    old, new = list(_own(pair.before, pair)), list(_own(pair.after, pair))
    vanished, appeared = _beyond(old, new), _beyond(new, old)
    places = {_place(element): element for element in vanished}
    altered = [(places[_place(e)], e) for e in appeared if _place(e) in places]
    came = _without(appeared, (after for _, after in altered))
    went = _without(vanished, (before for before, _ in altered))
    labels = {e.label for e in (*old, *new) if e.label}
    others = {e.label for e in (*came, *went) if e.label}
    lay, lie = ({(_says(e), e.bounds) for e in some} for some in (old, new))
    changed = {_says(e) for e in (*vanished, *appeared)}
    moved = any(says not in changed for says, _ in lay ^ lie)
    return Change(came, went, tuple(altered), len(others) / max(1, len(labels)), moved)


def _own(observation: Observation, pair: Pair) -> Iterator[UIElement]:
    """The elements of the apps in front that say or show something."""
    apps = {"", pair.before.package, pair.after.package}
    for element in told(observation, pair.moving):
        if element.package_name in apps and (element.label or element.is_checkable or element.is_editable):
            yield element


def _says(element: UIElement) -> tuple[object, ...]:
    return (
        element.class_name,
        element.resource_id,
        element.text,
        element.content_description,
        element.is_checked,
        element.is_selected,
        element.is_enabled,
    )


def _place(element: UIElement) -> tuple[object, ...]:
    return element.class_name, element.resource_id, element.bounds


def _beyond(some: list[UIElement], others: list[UIElement]) -> list[UIElement]:
    """Those of some that say what none of the others does; of several alike as many as there are more."""
    left = Counter(map(_says, others))
    beyond = []
    for element in some:
        if left[_says(element)]:
            left[_says(element)] -= 1
        else:
            beyond.append(element)
    return beyond


def _without(some: Iterable[UIElement], others: Iterable[UIElement]) -> tuple[UIElement, ...]:
    gone = {element.index for element in others}
    return tuple(element for element in some if element.index not in gone)
