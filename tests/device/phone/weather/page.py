"""A small app to have weather on: a field, a list, a button at the top and one at the bottom, all counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.package import Installed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, FULL_WIDTH, Box, Input, Text
from device.phone.weather.forecast import forecast
from device.screen import Observation, Point, UIElement

PACKAGE = "test.page"
ROWS = 5
NOWHERE = Point(540, 1900)
"""A pixel of the page where a tap does nothing."""


@dataclass(frozen=True)
class PageState:
    """What was tapped, in order."""

    tapped: tuple[str, ...] = ()


class Page(App):
    """The app."""

    manifest = Manifest(
        package=PACKAGE,
        label="Page",
        icon="science",
        main=f"{PACKAGE}.Main",
        activities=(f"{PACKAGE}.Second", f"{PACKAGE}.Third", f"{PACKAGE}.Fourth"),
        system=False,
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        return PageState()

    def screen(self, context: Context) -> Screen:
        def labelled(label: str, height: float = 56.0) -> View:
            def tapped() -> None:
                state = context.state(PageState)
                context.set(replace(state, tapped=(*state.tapped, label)))

            return View(
                "Button", label.lower(), Text(label), box=Box(width=FILL, height=height), on_tap=tapped
            )

        field = View("EditText", "field", box=FULL_WIDTH, input=Input("field", "Write here"))
        rows = View(
            "ListView",
            "rows",
            box=Box(width=FILL, height=40.0 * ROWS),
            scroll="rows",
            children=[labelled(f"Row {number}", 40.0) for number in range(ROWS)],
        )
        rest = View(box=Box(width=FILL, weight=1.0))
        parts = (labelled("Menu"), field, rows, rest, labelled("Save"))
        return Screen(View(box=FULL_SIZE, children=parts))


def page_phone(weather: str = "", *, seed: int = 1, locale: str = "") -> Phone:
    """A phone with the page in front."""
    phone = _installed(seed, locale).fork()
    change(phone, weather)
    phone.start(Intent(package=PACKAGE))
    return phone


@cache
def _installed(seed: int, locale: str) -> Phone:
    """One to fork."""
    phone = Phone(seed, locale=locale)
    phone.apps[PACKAGE] = Page()
    phone.packages.put(Installed(PACKAGE, "Page", False))
    return phone


def change(phone: Phone, weather: str) -> None:
    """Have this weather."""
    phone.weather.change(forecast(weather))


@contextmanager
def page(weather: str = "", *, seed: int = 1, locale: str = "") -> Iterator[tuple[Phone, Device]]:
    """The same in a device's hand, in this process."""
    phone = page_phone(weather, seed=seed, locale=locale)
    with Device(InProcessTransport(phone)) as device:
        yield phone, device


def tapped(phone: Phone) -> tuple[str, ...]:
    """What the page was told."""
    found = [each for task in phone.stack.tasks for each in task.activities if each.package == PACKAGE]
    state = found[-1].state
    assert isinstance(state, PageState)
    return state.tapped


def look(device: Device) -> Observation:
    """The tree, and what is in front."""
    return device.observe(screenshot=False)


def labels(seen: Observation) -> list[str]:
    """Texts and descriptions on the screen."""
    return [text for element in seen.elements for text in (element.text, element.content_description) if text]


def element(seen: Observation, label: str) -> UIElement:
    """The first whose text, description or id is `label`."""
    for one in seen.elements:
        if label in (one.text, one.content_description, one.resource_id.rpartition("/")[2]):
            return one
    raise AssertionError((label, labels(seen)))


def shows(seen: Observation, label: str) -> bool:
    """Whether there is one."""
    return any(
        label in (one.text, one.content_description, one.resource_id.rpartition("/")[2])
        for one in seen.elements
    )


def touch(device: Device, label: str) -> None:
    """Look, and tap it in its middle."""
    device.tap(element(look(device), label).bounds.center)


def strikes(phone: Phone, kind: str) -> int:
    """How often a kind has struck."""
    spell = phone.weather.spell(kind)
    assert spell is not None
    return spell.count


def until_struck(phone: Phone, kind: str, act: Callable[[], None], most: int = 60) -> None:
    """Act until the kind strikes once more."""
    before = strikes(phone, kind)
    for _ in range(most):
        act()
        if strikes(phone, kind) > before:
            return
    raise AssertionError(f"{kind} does not strike in {most} touches")
