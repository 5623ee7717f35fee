"""What fingers and keys do for an action, whatever the action is called.

`perform` carries out exactly these touches, and the guard judges exactly these.
"""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from agent.action.action import (
    Action,
    Answer,
    AskUser,
    CallTool,
    ClearText,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    Note,
    OpenApp,
    Scroll,
    Status,
    Swipe,
    TakeOver,
    Wait,
)
from agent.action.touched import control_at, field_at, focused
from agent.run.step import Spot
from device.hand.gesture import SCROLL_SECONDS, SWIPE_SECONDS, scroll_stroke
from device.screen import Bounds, Direction, Observation, Point, UIElement

_REACH = 0.35
"""Part of the box (or screen) that a swipe without an end covers to either side of its middle."""


SPEAKS = (Answer, AskUser, Note, Status, TakeOver)
"""Actions that are complete once they are on record: nothing is done to the phone for them."""


class TouchKind(Enum):
    """What a finger, or a key, does."""

    PRESS = "press"
    HOLD = "hold"
    FOCUS = "focus"
    """A press that is to put the cursor into a field."""
    SWIPE = "swipe"
    """A finger that goes down and moves on at once."""
    DRAG = "drag"
    """A finger that holds first, then moves."""
    TEXT = "text"
    """Text that arrives in a field, or takes the place of what is in it."""
    KEY = "key"
    OPEN = "open"
    """An app that is started."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that is done to the phone."""

    kind: TouchKind
    control: UIElement | None = None
    """What lies on top where the finger goes down; the field or button that hears a key or gets a text."""
    point: Point | None = None
    """Where the finger goes down; None for keys, and for text that goes where the cursor is."""
    end: Point | None = None
    """Where a finger that moved is lifted."""
    target: UIElement | None = None
    """What lies on top at `end`."""
    text: str = ""
    """What is typed; the key's name; the app's name."""
    times: int = 1
    """How often the finger presses."""
    clears: bool = False
    """Whether the field is emptied before the text arrives."""
    seconds: float = 0.0
    """How long the finger moves."""


def touches_of(action: Action, spots: tuple[Spot, ...], observation: Observation) -> tuple[Touch, ...]:
    """List what is done to the phone for an action whose places were found, in order; () for none."""
    match action:
        case Click() | DoubleTap():
            return _at(TouchKind.PRESS, spots, observation, times=2 if isinstance(action, DoubleTap) else 1)
        case LongPress():
            return _at(TouchKind.HOLD, spots, observation)
        case InputText() | ClearText():
            return (*_at(TouchKind.FOCUS, spots, observation), _typed(action, spots, observation))
        case Scroll() | Swipe() | Drag():
            return _stroke(action, spots, observation)
        case KeyboardEnter():
            return (Touch(TouchKind.KEY, _hears_keys(observation), text="enter"),)
        case NavigateBack():
            return (Touch(TouchKind.KEY, text="back"),)
        case NavigateHome():
            return (Touch(TouchKind.KEY, text="home"),)
        case OpenApp(app_name=name):
            return (Touch(TouchKind.OPEN, text=name),)
        case Answer() | AskUser() | CallTool() | Note() | Status() | TakeOver() | Wait():
            return ()
        case _:
            assert_never(action)


def _at(
    kind: TouchKind, spots: tuple[Spot, ...], observation: Observation, times: int = 1
) -> tuple[Touch, ...]:
    return tuple(
        Touch(kind, control_at(observation, spot.point), spot.point, times=times) for spot in spots[:1]
    )


def _typed(action: InputText | ClearText, spots: tuple[Spot, ...], observation: Observation) -> Touch:
    field = field_at(observation, spots[0].point) if spots else focused(observation)
    if isinstance(action, ClearText):
        return Touch(TouchKind.TEXT, field, clears=True)
    return Touch(TouchKind.TEXT, field, text=action.text, clears=action.clear)


def _hears_keys(observation: Observation) -> UIElement | None:
    """The field that has the cursor, else whatever has the focus."""
    return focused(observation) or next((e for e in observation.elements if e.is_focused), None)


def _stroke(action: Scroll | Swipe | Drag, spots: tuple[Spot, ...], observation: Observation) -> tuple[Touch]:
    """A finger's way: between two places, or in a direction from the middle of one, or of the screen."""
    screen = Bounds(0, 0, *observation.size)
    box = (spots[0].bounds if spots else None) or screen
    kind, seconds = TouchKind.SWIPE, SWIPE_SECONDS
    match action:
        case Scroll(direction=towards):
            (start, end), seconds = scroll_stroke(towards, box), SCROLL_SECONDS
        case Swipe(direction=str(way)):
            middle = spots[0].point if spots else box.center
            start, end = _through(middle, way, box)
        case Drag() | Swipe():
            start, end = spots[0].point, spots[-1].point
            kind = TouchKind.DRAG if isinstance(action, Drag) else kind
        case _:
            assert_never(action)
    here, there = control_at(observation, start), control_at(observation, end)
    return (Touch(kind, here, start, end, there, seconds=seconds),)


def _through(middle: Point, way: Direction, box: Bounds) -> tuple[Point, Point]:
    across, down = int(box.width * _REACH), int(box.height * _REACH)
    x, y = {"left": (-across, 0), "right": (across, 0), "up": (0, -down), "down": (0, down)}[way]
    return Point(middle.x - x, middle.y - y), Point(middle.x + x, middle.y + y)
