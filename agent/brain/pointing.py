"""The actions of OpenAI's `computer` tool, a mouse and a keyboard, as those of a finger on a phone.

Source: `ComputerAction` of the `openai` package.
"""

from abc import abstractmethod
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.action.action import (
    Action,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    Scroll,
    Wait,
)
from grounding.target import Target
from models.channel import BUILT_IN

_ENTER = frozenset({"enter", "return"})
_BACK = frozenset({"esc", "escape"})
LOOK_AGAIN = Wait(seconds=1.0)
"""What is done where nothing is to be done but to look."""


class ComputerAction(BaseModel):
    """One action of the tool; its places are as the model counts them."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra={BUILT_IN: "computer"})

    @abstractmethod
    def actions(self) -> tuple[Action, ...]:
        """The same on a phone. Raises ValueError, in words for the model, where a phone has no such thing."""


class _Spot(ComputerAction):
    x: float
    y: float

    @property
    def target(self) -> Target:
        """The place as a target."""
        return Target(point=(self.x, self.y))


class ComputerClick(_Spot):
    """Tap; the right button presses and holds, the `back` button goes back."""

    action_type: Literal["computer_click"] = "computer_click"
    button: str = "left"

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        match self.button:
            case "left":
                return (Click(target=self.target),)
            case "right":
                return (LongPress(target=self.target),)
            case "back":
                return (NavigateBack(),)
            case _:
                raise ValueError(f"a phone has no {self.button} button of a mouse")


class ComputerDoubleClick(_Spot):
    """Tap twice quickly."""

    action_type: Literal["computer_double_click"] = "computer_double_click"

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        return (DoubleTap(target=self.target),)


class ComputerMove(_Spot):
    """Nothing: a finger that does not touch is nowhere."""

    action_type: Literal["computer_move"] = "computer_move"

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        return ()


class ComputerScroll(_Spot):
    """Move the view to what lies further down or right, for numbers above 0; how far, the phone decides."""

    action_type: Literal["computer_scroll"] = "computer_scroll"
    scroll_x: float = 0
    scroll_y: float = 0

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        if abs(self.scroll_x) > abs(self.scroll_y):
            return (Scroll(direction="right" if self.scroll_x > 0 else "left", target=self.target),)
        if not self.scroll_y:
            raise ValueError("a scroll needs scroll_x or scroll_y")
        return (Scroll(direction="down" if self.scroll_y > 0 else "up", target=self.target),)


class _Corner(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    x: float
    y: float


class ComputerDrag(ComputerAction):
    """Hold what is at the first place and move it to the last."""

    action_type: Literal["computer_drag"] = "computer_drag"
    path: tuple[_Corner, ...]

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        if len(self.path) < 2:
            raise ValueError("a drag needs two places")
        start, end = (Target(point=(spot.x, spot.y)) for spot in (self.path[0], self.path[-1]))
        return (Drag(start=start, end=end),)


class ComputerKeypress(ComputerAction):
    """Press Enter, or Escape for Back."""

    action_type: Literal["computer_keypress"] = "computer_keypress"
    keys: tuple[str, ...]

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        pressed = "+".join(self.keys)
        if pressed.lower() in _ENTER:
            return (KeyboardEnter(),)
        if pressed.lower() in _BACK:
            return (NavigateBack(),)
        raise ValueError(f"a phone has no key {pressed!r}, only Enter and Escape; clear_text empties a field")


class ComputerType(ComputerAction):
    """Type where the cursor is; a line break at the end presses Enter."""

    action_type: Literal["computer_type"] = "computer_type"
    text: str

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        text = self.text.rstrip("\n")
        typed: tuple[Action, ...] = (InputText(text=text),) if text else ()
        return (*typed, KeyboardEnter()) if text != self.text else typed


class ComputerWait(ComputerAction):
    """Let the phone work."""

    action_type: Literal["computer_wait"] = "computer_wait"

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        return (LOOK_AGAIN,)


class ComputerScreenshot(ComputerAction):
    """Nothing: every decision has a picture of the screen as it is then."""

    action_type: Literal["computer_screenshot"] = "computer_screenshot"

    def actions(self) -> tuple[Action, ...]:
        """See ComputerAction."""
        return ()


Pointing = (
    ComputerClick
    | ComputerDoubleClick
    | ComputerMove
    | ComputerScroll
    | ComputerDrag
    | ComputerKeypress
    | ComputerType
    | ComputerWait
    | ComputerScreenshot
)
"""Any of them."""
