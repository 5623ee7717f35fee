"""One action of a gold walk: with the element it is made on, and the screen that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from device.client import Device
from device.screen import Observation, Point, UIElement

Fields = Mapping[str, object]
"""Of an action, as a model names them: `{"text": ..., "clear": True}`."""
CONCLUDING = frozenset({"answer", "status"})
"""Action types that speak to the person and touch nothing."""
CALL = "tool_call"
_ANYWHERE = frozenset({"open_app", "navigate_home", "wait", CALL})
"""Action types that are done on any screen."""


@dataclass(frozen=True, slots=True)
class Move:
    """One action, wanted on one screen."""

    kind: str
    """Its `action_type`."""
    page: Observation
    """The screen before it."""
    fields: Fields = field(default_factory=dict)
    spot: UIElement | None = None
    """The element it is made on; None for none, and where only the point is known."""
    point: Point | None = None
    """The device pixel of the touch; None where it has no place."""
    end: Point | None = None
    """Where a swipe ends."""

    @property
    def texts(self) -> Mapping[str, str]:
        """What it writes, by the names of its fields, or of its arguments."""
        said = self.fields if self.kind == "input_text" else self.fields.get("arguments", {})
        assert isinstance(said, Mapping)
        return {name: text for name, text in said.items() if isinstance(text, str)}

    @property
    def touches(self) -> bool:
        """Whether it is a touch at a place."""
        return self.kind in ("click", "double_tap", "long_press")


@dataclass(frozen=True, slots=True)
class Placed:
    """A move on the screen that shows now."""

    move: Move
    spot: UIElement | None
    point: Point | None


def content(page: Observation) -> tuple[object, ...]:
    """Equal for screens that look alike."""
    states = ((one.label, one.bounds, one.is_checked, one.is_selected) for one in page.elements)
    return (page.activity, page.keyboard_shown, *states)


def placed(move: Move, page: Observation) -> Placed | None:
    """The move on another screen than it was recorded on; None where that is not the place for it."""
    if move.kind in _ANYWHERE | CONCLUDING:
        return Placed(move, None, None)
    if (move.page.package, move.page.activity) != (page.package, page.activity):
        return None
    if move.spot is None:
        return Placed(move, None, move.point)
    spot = refound(move.spot, page)
    return None if spot is None else Placed(move, spot, spot.bounds.center)


def refound(old: UIElement, page: Observation) -> UIElement | None:
    """The element of another look, by id, class and label, or by its id for a field; the nearest."""
    same = [one for one in page.elements if _identity(one) == _identity(old) and one.bounds.area]
    if not same and old.is_editable and old.resource_id:
        same = [one for one in page.elements if one.resource_id == old.resource_id and one.is_editable]
    where = old.bounds.center
    return min(same, key=lambda one: _far(one.bounds.center, where), default=None)


def perform(device: Device, move: Move) -> bool:
    """Make the move on the screen that shows; False where it is not the place for it."""
    device.settle()
    there = placed(move, device.observe(screenshot=False))
    if there is None:
        return False
    match move.kind:
        case "click" | "double_tap" | "long_press" if there.point is not None:
            verb = {"click": device.tap, "double_tap": device.double_tap, "long_press": device.long_press}
            verb[move.kind](there.point)
        case "input_text":
            if there.point is not None:
                device.tap(there.point)
                device.settle()
            device.type_text(str(move.fields["text"]), clear=True)
        case "scroll":
            direction = move.fields["direction"]
            device.scroll(direction, there.spot.bounds if there.spot else None)  # type: ignore[arg-type]
        case "swipe" if move.point is not None and move.end is not None:
            device.swipe(move.point, move.end)
        case "open_app":
            device.open_app(str(move.fields["app_name"]))
        case "tool_call":
            _call(device, move)
        case "wait":
            device.wait(float(str(move.fields["seconds"])))
        case "navigate_back" | "navigate_home" | "keyboard_enter":
            device.press({"navigate_back": "back", "navigate_home": "home"}.get(move.kind, "enter"))
        case _:
            pass
    return True


def _call(device: Device, move: Move) -> None:
    from benchmarks.fallible.kit import tools_of  # older commits lack what it takes

    tools_of(device)[str(move.fields["name"])](move.fields["arguments"])  # type: ignore[arg-type]


def _identity(one: UIElement) -> tuple[str, str, str]:
    label = "" if one.is_editable else one.label
    return one.resource_id, one.class_name, label


def _far(one: Point, other: Point) -> int:
    return abs(one.x - other.x) + abs(one.y - other.y)
