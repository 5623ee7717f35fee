"""A gold solver's work as the decisions an agent would have made: one screen, one action, no blind steps."""

from collections.abc import Callable, Sequence

from agent.action.touched import control_at, field_at
from agent.offline.learned.move import Deed
from agent.offline.learned.scene import NetworkScreen, scene_of
from agent.offline.learned.thing import Thing
from agent.offline.learned.word import is_covered, words
from agent.offline.training.sample import Deal
from device.client import Device
from device.screen import Bounds, Direction, Observation, Point, UIElement
from tasks.practice.pruning import pruned
from tasks.practice.touch import Touch

_ENTER = ("enter", "66", "keycode_enter")
"""As the key is pressed by."""


class OutOfReach(Exception):
    """Something was done that the network has no move for; says what."""


class WatchedDevice(Device):
    """The phone of another Device; each verb that touches it is kept with the screen before it."""

    def __init__(self, device: Device, is_done: Callable[[], bool] | None = None) -> None:
        """`is_done` is asked after whatever may have changed something, until it says so."""
        super().__init__(device.transport)
        self.touches: list[Touch] = []
        self._is_done = is_done
        self.reached: int | None = None
        """How many touches it took until it was done; None where it never was."""

    def tap(self, point: Point) -> None:
        """Touch a pixel shortly."""
        self._keep("tap", point)
        super().tap(point)

    def double_tap(self, point: Point) -> None:
        """Touch a pixel shortly twice."""
        self._keep("double_tap", point)
        super().double_tap(point)

    def long_press(self, point: Point, seconds: float = 1.0) -> None:
        """Touch a pixel and stay."""
        self._keep("long_press", point)
        super().long_press(point, seconds)

    def swipe(self, start: Point, end: Point, seconds: float = 0.4) -> None:
        """Move a finger."""
        self._keep("swipe", start, end)
        super().swipe(start, end, seconds)

    def drag(self, start: Point, end: Point, seconds: float = 1.0) -> None:
        """Carry something."""
        self._keep("drag", start, end)
        super().drag(start, end, seconds)

    def scroll(self, direction: Direction, bounds: Bounds | None = None) -> None:
        """Show more."""
        self._keep(f"scroll_{direction}", bounds=bounds)
        super().scroll(direction, bounds)

    def type_text(self, text: str, *, clear: bool = False, field: UIElement | None = None) -> bool:
        """Type."""
        self._keep("type" if clear else "add", text=text)
        return super().type_text(text, clear=clear, field=field)

    def clear_text(self) -> None:
        """Empty the field."""
        self._keep("type")
        super().clear_text()

    def press(self, key: str | int) -> None:
        """Press a key."""
        self._keep("press", text=str(key))
        super().press(key)

    def back(self) -> None:
        """Press Back."""
        self._keep("back")
        super().back()

    def home(self) -> None:
        """Press Home."""
        self._keep("home")
        super().home()

    def open_app(self, name: str) -> str:
        """Open an app; kept only where it could be."""
        seen = self._seen()
        try:
            return super().open_app(name)
        finally:
            self._add(Touch(seen, "open_app", text=name))

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._keep("wait", number=seconds)
        super().wait(seconds)

    def close(self) -> None:
        """Nothing: the phone stays with the Device it is of."""

    def _seen(self) -> Observation:
        self.settle()
        return self.observe(screenshot=False)

    def _keep(
        self, verb: str, *points: Point, bounds: Bounds | None = None, text: str = "", number: float = 0.0
    ) -> None:
        self._add(Touch(self._seen(), verb, points, bounds, text, number))

    def _add(self, touch: Touch) -> None:
        may_have_changed = bool(self.touches) and not self.touches[-1].looks_around
        if self._is_done is not None and self.reached is None and may_have_changed and self._is_done():
            self.reached = len(self.touches)
        self.touches.append(touch)

    def done(self) -> None:
        """Look once more, at the end."""
        self._add(Touch(self._seen(), "complete"))

    @property
    def path(self) -> list[Touch]:
        """The touches up to where it was done, and the claim on that screen; [] where it never was."""
        if self.reached is None:
            return []
        return [*self.touches[: self.reached], Touch(self.touches[self.reached].seen, "complete")]


def deals_of(
    touches: Sequence[Touch], goal: str, answer: str, app_of: Callable[[str], str]
) -> tuple[Deal, ...]:
    """The decisions; `app_of` gives an app's name for its package. Raises OutOfReach."""
    deals: list[Deal] = []
    kept = pruned(touches)
    for at, touch in enumerate(kept):
        after = kept[at + 1] if at + 1 < len(kept) else None
        if touch.verb == "complete" and answer:
            deals.append(_told(touch, answer))
        deals.append(_deal(touch, goal, after, app_of))
    return tuple(deals)


def _deal(touch: Touch, goal: str, after: Touch | None, app_of: Callable[[str], str]) -> Deal:
    scene = scene_of(touch.seen)
    same = touch.same_as(after)
    match touch.verb:
        case "tap" | "long_press":
            kind = "click" if touch.verb == "tap" else "long_press"
            return _pointed(scene, kind, _at(scene, touch.seen, touch.points[0]), same)
        case "type":
            return _typed(touch, scene, goal)
        case "swipe":
            return _swiped(touch, scene, same)
        case "scroll_down" | "scroll_up":
            return _pointed(scene, touch.verb, _scroller(scene, touch.bounds), same)
        case "back" | "home" | "complete" | "wait":
            return Deal(scene, touch.verb, deed=Deed(touch.verb, came_to_nothing=same))
        case "press" if touch.text.lower() in _ENTER:
            return Deal(scene, "enter", deed=Deed("enter", came_to_nothing=same))
        case "open_app":
            name = app_of(touch.text)
            return Deal(scene, "open_app", app=name, deed=Deed("open_app", text=name))
        case _:
            raise OutOfReach(f"{touch.verb} {touch.text}".strip())


def _pointed(scene: NetworkScreen, kind: str, thing: int, came_to_nothing: bool) -> Deal:
    named = scene.things[thing]
    return Deal(
        scene, kind, thing, deed=Deed(kind, named.label[:80], named.rid, came_to_nothing=came_to_nothing)
    )


def _at(scene: NetworkScreen, seen: Observation, point: Point) -> int:
    """The thing that a touch there is for."""
    control = control_at(seen, point)
    for place, thing in enumerate(scene.things):
        if control is not None and control.index in thing.members:
            return place
    here = [place for place, thing in enumerate(scene.things) if thing.bounds.contains(point)]
    if not here:
        raise OutOfReach(f"a touch on nothing at {point}")
    return min(here, key=lambda place: scene.things[place].bounds.area)


def _typed(touch: Touch, scene: NetworkScreen, goal: str) -> Deal:
    thing = _field(touch, scene)
    named, text = scene.things[thing], touch.text
    deed = Deed("type_span", named.label[:80], named.rid, text)
    if not text:
        return Deal(scene, "clear_text", thing, deed=Deed("clear_text", named.label[:80], named.rid))
    if span_of(text, goal) is not None:
        return Deal(scene, "type_span", thing, text=text, deed=deed)
    return Deal(scene, "type_of", thing, source=_saying(text, scene.things), deed=deed)


def _field(touch: Touch, scene: NetworkScreen) -> int:
    if touch.points:
        field = field_at(touch.seen, touch.points[0])
        for place, thing in enumerate(scene.things):
            if field is not None and field.index in thing.members:
                return place
    for place, thing in enumerate(scene.things):
        if thing.is_focused and thing.is_editable:
            return place
    raise OutOfReach("typing where no field has the cursor")


def _saying(text: str, seen: tuple[Thing, ...]) -> int:
    for place, thing in enumerate(seen):
        if thing.text == text and not thing.is_editable:
            return place
    raise OutOfReach(f"typing what is neither in the goal nor on the screen: {text[:40]!r}")


def _told(touch: Touch, answer: str) -> Deal:
    scene = scene_of(touch.seen)
    for place, thing in enumerate(scene.things):
        if thing.text == answer:
            return Deal(scene, "answer_of", source=place, deed=Deed("answer_of", text=answer))
    raise OutOfReach(f"an answer that no single text on the screen is: {answer[:40]!r}")


def _swiped(touch: Touch, scene: NetworkScreen, same: bool) -> Deal:
    start, end = touch.points
    here = [place for place, thing in enumerate(scene.things) if thing.bounds.contains(start)]
    sliders = [place for place in here if scene.things[place].kind.endswith("SeekBar")]
    if sliders and not touch.is_upright:
        return _pointed(scene, "slide_end" if end.x > start.x else "slide_start", sliders[-1], same)
    strips = [place for place in here if scene.things[place].is_scrollable]
    if not strips:
        raise OutOfReach("a swipe over what does not scroll")
    strip = min(strips, key=lambda place: scene.things[place].bounds.area)
    if touch.is_upright:
        return _pointed(scene, "scroll_down" if end.y < start.y else "scroll_up", strip, same)
    return _pointed(scene, "swipe_right" if end.x > start.x else "swipe_left", strip, same)


def _scroller(scene: NetworkScreen, bounds: Bounds | None) -> int:
    for place, thing in enumerate(scene.things):
        if thing.is_scrollable and thing.bounds == bounds:
            return place
    raise OutOfReach("scrolling what does not scroll")


def span_of(text: str, goal: str) -> tuple[int, int] | None:
    """First and last word of a text in the goal, letter by letter; None where it is no row of its words."""
    said = words(goal)
    parts = tuple(word.text for word in words(text))
    at = 0
    whole = tuple(word.text for word in said)
    while parts:
        found = is_covered(parts, whole[at:])
        if found is None:
            return None
        first, last = at + found, at + found + len(parts) - 1
        if goal[said[first].start : said[last].end] == text:
            return first, last
        at = first + 1
    return None
