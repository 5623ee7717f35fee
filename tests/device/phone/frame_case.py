"""A stand-in for the phone's services, and what a frame shows of a screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from device.phone.screen.frame import Frame, compose
from device.phone.system.display import Display, make_display
from device.phone.system.shade import Shade
from device.phone.system.trouble import NONE
from device.phone.toolkit.layout import Node
from device.phone.toolkit.view import LayoutState, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, Box, Surface, Text
from device.phone.weather.weather import Weather

if TYPE_CHECKING:
    from device.phone.phone import Phone

KEYBOARD_TOP = 2274 - 761


@dataclass(eq=False)
class Services:
    """What `compose` asks of a phone."""

    layout: LayoutState = field(default_factory=LayoutState)
    keyboard: bool = False
    toast: str = ""
    size: tuple[int, int] = (1080, 2400)
    density: float = 2.625
    display: Display = field(default_factory=lambda: make_display((1080, 2400), 420, 0))
    font_scale: float = 1.0
    dark: bool = False
    pressed: list[str] = field(default_factory=list)

    @property
    def front(self) -> SimpleNamespace:
        return SimpleNamespace(layout=self.layout, package="com.example")

    @property
    def window(self) -> SimpleNamespace:
        return SimpleNamespace(
            keyboard_shown=self.keyboard,
            keyboard_page="letters",
            toast=self.toast,
            troubles=NONE,
            clip_until_ms=0,
            shade=Shade(),
            key_focus=None,
        )

    @property
    def weather(self) -> Weather:
        return Weather(cast("Phone", self))

    @property
    def touch(self) -> SimpleNamespace:
        return SimpleNamespace(pressed=self.pressed.append)

    def translate(self, text: str) -> str:
        return text


def bar(name: str) -> View:
    return View("FrameLayout", name, box=FULL_SIZE, surface=Surface("surface"))


def framed(screen: Screen, services: Services | None = None) -> Frame:
    return compose(cast("Phone", services or Services()), screen, bar("status"), bar("navigation"))


def called(text: str) -> Callable[[Node], bool]:
    return lambda node: node.view.text.content == text


def tapped(frame: Frame, x: int, y: int) -> str:
    """Text or id of the deepest tappable node under a pixel."""
    hit = frame.hit(x, y)
    assert hit is not None
    for node in reversed(hit.path):
        if node.view.on_tap is not None:
            return node.view.text.content or node.view.resource_id
    return ""


def nothing() -> None:
    return None


def button(text: str, background: str = "") -> View:
    box, surface = Box(width=100.0, height=48.0), Surface(background)
    return View("Button", text=Text(text), on_tap=nothing, box=box, surface=surface)


def rows(count: int) -> tuple[View, ...]:
    return tuple(
        View(text=Text(f"row {number}"), box=Box(width=FILL, height=72.0), on_tap=nothing)
        for number in range(count)
    )
