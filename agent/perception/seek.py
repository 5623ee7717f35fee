"""Finding a thing known from an earlier screen on the one there is now: by name, id, role, surroundings.

Its pixels count for nothing. What is called otherwise than it was is another thing, also where it has the
same id: the only row of a list may be somebody else now, and the button that started a clock stops it. Only
where the two names cannot be compared, as in another language, does an id that occurs once decide.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.action.action import quoted
from agent.perception.mark import called, checked, container, holders, in_list, kind, near
from agent.run.step import Mark
from device.screen import Bounds, Observation, Point, UIElement
from grounding.control import Control, controls
from grounding.likeness import MEANING, likeness
from grounding.wording import unspaced

_SAME = 0.8
"""Names this much alike are the same name."""
_SECOND = 0.9
"""What a name counts that is not the title."""
_COUNT = re.compile(r"\(\d+\)")
_TOLD = 40


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """The thing, on the screen there is now."""

    element: UIElement
    bounds: Bounds
    """Its visible part."""
    point: Point
    """The pixel to touch, at the same share of its size as it was touched then."""
    name: str
    is_checked: bool | None


@dataclass(frozen=True, slots=True)
class Absent:
    """It cannot be had here; why, in words."""

    why: str
    is_there: bool = False
    """Whether it shows, and only can't be touched yet."""


@dataclass(frozen=True, slots=True)
class _Scene:
    observation: Observation
    controls: tuple[Control, ...]
    """All there are, by which what stands near a thing is told."""


@dataclass(frozen=True, slots=True)
class _Rival:
    control: Control
    name: float
    """How much it is called so; 0 where the names cannot be compared."""
    fit: float
    """How much else agrees."""

    @property
    def rank(self) -> tuple[float, float]:
        return round(self.name, 2), round(self.fit, 2)


def seek(mark: Mark, observation: Observation) -> FoundTarget | Absent:
    """The thing of that mark. Several that fit equally well are told apart by their order, or not at all."""
    scene = _Scene(observation, controls(observation))
    fitting = [c for c in scene.controls if _may_be(c, mark)]
    if not mark.acts and not mark.names:
        fitting += _containers(mark, observation)
    called_so = _by_name(mark, fitting, scene) if mark.names else None
    rivals = _by_id(mark, fitting, scene) if called_so is None else called_so
    if not rivals:
        return Absent(f"{told(mark)} is not on the screen")
    best = max(rivals, key=lambda rival: rival.rank)
    equal = [rival for rival in rivals if rival.rank == best.rank]
    if len(equal) > 1:
        if len(equal) != mark.alike:
            return Absent(f"{told(mark)} could be any of {len(equal)} things on the screen")
        best = equal[mark.order - 1]
    return _as_found(best.control, mark, observation)


def told(mark: Mark) -> str:
    """The thing in words."""
    if mark.names:
        return quoted(mark.names[0], _TOLD)
    own = mark.resource_id.rpartition("/")[2].replace("_", " ")
    by = f' by "{mark.near[0]}"' if mark.near else ""
    return f"the {mark.kind or 'thing'} {own}".strip() + by


def _may_be(control: Control, mark: Mark) -> bool:
    """Whether it is of the same app, and of the same nature: a field, a switch, something to be pressed."""
    element = control.element
    if element.package_name and element.package_name != mark.package:
        return False
    if element.is_editable != _is_field(mark):
        return False
    return control.acts or not mark.acts


def _is_field(mark: Mark) -> bool:
    return mark.kind.endswith(("EditText", "AutoCompleteTextView", "SearchAutoComplete"))


def _by_name(mark: Mark, fitting: Sequence[Control], scene: _Scene) -> list[_Rival] | None:
    """Those that are called so; None where the names on this screen say nothing against an id."""
    rivals = [_Rival(c, _alike(mark, called(c)), _fit(c, mark, scene)) for c in fitting]
    same = [rival for rival in rivals if rival.name >= _SAME]
    if same:
        return same
    kin = [c for c in fitting if c.element.resource_id == mark.resource_id and mark.resource_id]
    foreign = kin and all(not _comparable(mark.names, called(c)) for c in kin)
    return None if foreign and not mark.in_list else []


def _by_id(mark: Mark, fitting: Sequence[Control], scene: _Scene) -> list[_Rival]:
    """Those with its id, or where it had none those of its kind in the same place of the tree."""
    if mark.resource_id:
        kin = [c for c in fitting if c.element.resource_id == mark.resource_id]
    else:
        kin = [
            c for c in fitting
            if kind(c.element) == mark.kind and not c.element.resource_id
            and holders(c, scene.observation)[:1] == mark.holders[:1]
        ]  # fmt: skip
    if not mark.names:
        kin = [c for c in kin if not called(c) or not c.acts]
    return [_Rival(c, 0.0, _fit(c, mark, scene)) for c in kin]


def _alike(mark: Mark, names: Sequence[str]) -> float:
    """How much a control of these names is called as the mark is: title by title, then by any other name.

    An item of a list goes by its title alone, as the rest of what it says may be said of another one too.
    """
    if not names:
        return 0.0
    if mark.in_list:
        best = _likeness(mark.names[0], names[0])
    else:
        pairs = ((n, m) for n in range(len(mark.names)) for m in range(len(names)) if not n or not m)
        best = max(_likeness(mark.names[n], names[m]) * (1.0 if n == m else _SECOND) for n, m in pairs)
    more = mark.names[1:]
    return best + 0.1 * sum(text in names for text in more) / len(more) if more and best >= _SAME else best


def _likeness(wanted: str, name: str) -> float:
    """1 for the same text, less for the same meaning, 0 for anything else; what a name counts may differ."""
    found = likeness(_COUNT.sub("", wanted), _COUNT.sub("", name))
    return found if found > MEANING else 0.9 * (found == MEANING)


def _fit(control: Control, mark: Mark, scene: _Scene) -> float:
    """What agrees beside the name, 0-1."""
    element = control.element
    held, by = holders(control, scene.observation), near(control, scene.controls)
    parts = (
        (0.35, element.resource_id == mark.resource_id),
        (0.15, kind(element) == mark.kind),
        (0.15, held[:1] == mark.holders[:1]),
        (0.05, in_list(control, scene.observation) == mark.in_list),
        (0.05, control.acts == mark.acts),
        (0.05, not control.covered),
    )
    weights = [0.5**place for place in range(len(mark.near))]
    agreeing = sum(weight for weight, text in zip(weights, mark.near, strict=True) if text in by)
    beside = agreeing / sum(weights) if weights else 1.0
    return sum(share for share, agrees in parts if agrees) + 0.2 * beside


def _comparable(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both are written in the same kind of script, so that different names are different things."""
    return bool(others) and unspaced("".join(names)) == unspaced("".join(others))


def _containers(mark: Mark, observation: Observation) -> list[Control]:
    """Lists and pages, which are no controls."""
    return [
        container(e, observation)
        for e in observation.elements
        if kind(e) == mark.kind and e.resource_id == mark.resource_id and e.package_name == mark.package
    ]


def _as_found(control: Control, mark: Mark, observation: Observation) -> FoundTarget | Absent:
    element = control.element
    if not element.is_enabled:
        return Absent(f"{told(mark)} is there but disabled", is_there=True)
    if control.covered:
        return Absent(f"something lies over {told(mark)}", is_there=True)
    names = called(control)
    return FoundTarget(
        element=element,
        bounds=control.bounds,
        point=_point(control, mark),
        name=names[0] if names else mark.names[0] if mark.names else "",
        is_checked=checked(control, observation),
    )


def _point(control: Control, mark: Mark) -> Point:
    """Where to touch it: as it was touched, unless that was the middle or shows no more."""
    box, (across, down) = control.element.bounds, mark.within
    place = Point(box.left + round(across * box.width), box.top + round(down * box.height))
    off_centre = abs(across - 0.5) > 0.1 or abs(down - 0.5) > 0.1
    return place if off_centre and control.bounds.contains(place) else control.point


Change = Callable[[str], str]


def changed(mark: Mark, change: Change) -> Mark:
    """The mark with its names and those of its neighbours put through `change`, where values differ now."""
    return mark.model_copy(
        update={"names": tuple(map(change, mark.names)), "near": tuple(map(change, mark.near))}
    )
