"""Where the screens of Simple Draw are, and what they all need."""

from dataclasses import dataclass
from typing import Literal, TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.draw.sheet import Mark, Sheet

PACKAGE = "com.simplemobiletools.draw.pro"
MAIN = f"{PACKAGE}.activities.MainActivity"
SETTINGS = f"{PACKAGE}.activities.SettingsActivity"
NAME, HEX = "filename", "hex"
"""Keys of text fields."""
Tool = Literal["brush", "eraser", "fill", "eyedropper"]
Kind = Literal["png", "svg", "jpg"]
KINDS: tuple[Kind, ...] = ("png", "svg", "jpg")
BAR, TOOLS, BRUSH = 64.0, 56.0, 52.0
"""dp that the bar, the row of tools and the row of the brush's size take."""
SIZES = (1.0, 60.0)
"""dp of the thinnest and the thickest brush."""


@dataclass(frozen=True, slots=True)
class DrawMainState:
    """The sheet and what is done to it."""

    marks: tuple[Mark, ...] = ()
    undone: tuple[Mark, ...] = ()
    """What can be brought back, the latest undone last."""
    background: str = "#FFFFFF"
    image: bytes = b""
    colour: str = "#000000"
    size: float = 6.0
    """dp of the brush."""
    tool: Tool = "brush"
    dialog: str = ""
    """"" | "menu" | "save" | "colour" | "background" | "leave" | "about"."""
    kind: Kind = "png"
    saved: tuple[Mark, ...] = ()
    """The marks that are safe in a file."""


@dataclass(frozen=True, slots=True)
class DrawSettingsState:
    """The settings."""


S = TypeVar("S", DrawMainState, DrawSettingsState)


class DrawActivity(AppActivity[S]):
    """An activity of Simple Draw, with its state at hand."""

    __slots__ = ()

    @property
    def sized(self) -> bool:
        """Whether the row of the brush's size shows."""
        return self.kept("show_brush_size", "1") == "1"


def sheet_size(hands: DrawActivity[DrawMainState]) -> tuple[int, int]:
    """Of the sheet on the screen, in pixels."""
    display = hands.context.display
    wide, high = display.room_size
    around = BAR + TOOLS + (BRUSH if hands.sized else 0.0)
    return wide, max(int(64 * display.density), high - round(around * display.density))


def sheet_of(hands: DrawActivity[DrawMainState]) -> Sheet:
    """What is drawn by now."""
    state = hands.state
    wide = hands.context.display.room_size[0] / hands.context.display.density
    return Sheet(wide, state.marks, state.background, state.image)
