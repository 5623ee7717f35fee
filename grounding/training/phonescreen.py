"""Screens of the embedded phone to learn from: every app, in every look a phone can have.

The only part of grounding/ that knows the phone; what it hands on is an Observation like any other.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.intent import Intent
from device.phone.toolkit.inside import icon_box, text_boxes
from device.phone.tour import tour
from device.screen import Bounds, Observation, Screenshot
from grounding.training import madeup
from grounding.training.madeup import MadeUp


@dataclass(frozen=True, slots=True)
class Style:
    """How a phone looks."""

    locale: str = "en-US"
    dark: bool = False
    size: tuple[int, int] = (1080, 2400)
    """(width, height) in pixels."""
    dpi: int = 420
    font_scale: float = 1.0

    @property
    def language(self) -> str:
        """Of the locale: `en` of `en-US`."""
        return self.locale.split("-", 1)[0]


DISPLAYS = (((1080, 2400), 420, 1.0), ((1080, 2400), 420, 1.3), ((1080, 1920), 480, 1.0),
            ((1440, 3120), 560, 0.85), ((720, 1600), 320, 1.15))  # fmt: skip
STYLES = tuple(
    Style(locale, dark, size, dpi, font)
    for (size, dpi, font), locale, dark in product(DISPLAYS, ("en-US", "zh-Hans-CN"), (False, True))
)
"""Every language and theme on every display."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen with its picture."""

    observation: Observation
    texts: tuple[tuple[str, Bounds], ...]
    """Every line of text drawn, and where, whether or not an element holds it."""
    symbols: tuple[tuple[str, Bounds], ...]
    """Every symbol drawn, by its name, and where."""
    style: Style
    layout: str
    """The same for screens that differ in words, colours and sizes only."""

    @property
    def drawn(self) -> tuple[Bounds, ...]:
        """Where lines of text are."""
        return tuple(box for _, box in self.texts)

    def symbol_on(self, bounds: Bounds | None) -> str:
        """The one symbol that is drawn within; "" for none and for several."""
        there = {name for name, box in self.symbols if bounds and bounds.intersection(box).area == box.area}
        return there.pop() if len(there) == 1 else ""


def apps() -> tuple[str, ...]:
    """The packages with an icon among the apps."""
    phone = Phone()
    home = phone.home_package
    return tuple(package for package, app in phone.apps.items() if app.manifest.main and package != home)


def shots(style: Style, package: str, limit: int, seed: int = 0) -> Iterator[Shot]:
    """At most `limit` different screens of an app, nearest its first one first."""
    phone = _phone(style, Phone(seed, locale=style.locale))
    fill(phone)
    for shown in tour(phone, package, limit):
        yield _shot(shown, style)


def made_up(style: Style, count: int, seed: int = 0, besides: Sequence[str] = ()) -> Iterator[Shot]:
    """So many screens put together by chance, without the words of the apps `besides`."""
    phone = _phone(style, Phone(seed, locale=style.locale, apps=(MadeUp(besides),)))
    for number in range(count):
        lot = f"{seed} {number} {style}"
        phone.start(Intent(component=f"{madeup.PACKAGE}/{madeup.MAIN}", extras={"lot": lot}))
        yield _shot(phone, style)


def _phone(style: Style, phone: Phone) -> Phone:
    """The phone in that look."""
    phone.settings.put("secure", "ui_night_mode", 2 if style.dark else 1)
    phone.settings.put("global", "display_size_forced", f"{style.size[0]},{style.size[1]}")
    phone.settings.put("secure", "display_density_forced", style.dpi)
    phone.settings.put("system", "font_scale", style.font_scale)
    return phone


def _shot(phone: Phone, style: Style) -> Shot:
    frame = phone.frame()
    elements = frame.elements()
    screen = Bounds(0, 0, *frame.size)
    texts: list[tuple[str, Bounds]] = []
    symbols: list[tuple[str, Bounds]] = []
    for node in frame.active.root.walk():
        texts += [(said, Bounds(*box)) for said, box in text_boxes(node, frame.density)]
        if node.view.icon.name:
            symbols.append((node.view.icon.name, Bounds(*icon_box(node, frame.density))))
    observation = Observation(
        screenshot=Screenshot(frame.size, phone.camera.rgba(), "rgba"),
        elements=elements,
        package=phone.front.package,
        activity=phone.front.component,
        keyboard_shown=phone.window.keyboard_shown,
        size=frame.size,
    )
    ids: Sequence[str] = [element.resource_id or element.class_name for element in elements]
    layout = hashlib.sha256("\n".join([phone.front.component, *ids]).encode()).hexdigest()[:16]
    return Shot(observation, _on(screen, texts), _on(screen, symbols), style, layout)


def _on(screen: Bounds, some: Sequence[tuple[str, Bounds]]) -> tuple[tuple[str, Bounds], ...]:
    """What of it can be seen."""
    cut = ((name, box.intersection(screen)) for name, box in some)
    return tuple((name, box) for name, box in cut if box.area)
