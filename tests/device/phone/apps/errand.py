"""Errands on a phone in use, in either language: a gold hand that is told labels in English."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from agent.action.action import Click
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from grounding.target import Target
from tasks.gold import sight
from tasks.gold.hand import Hand
from tasks.gold.sought import Sought, Traits
from tests.boot import fresh_phone
from tests.device.phone.pulled import rows as pulled

LOCALES = ("en-US", "zh-CN")


class Errand(Hand):
    """A hand in one app of one phone."""

    def __init__(self, device: Device, phone: Phone, package: str) -> None:
        super().__init__(device)
        self.phone = phone
        self.package = package

    def tr(self, text: str) -> str:
        """A label as the phone's language has it."""
        return self.phone.translate(text, self.package)

    def do(self, *steps: str) -> None:
        """Touch one after the other: "#id" by the end of a resource id, else a label in English."""
        for step in steps:
            if step.startswith("#"):
                self.scroll_to(id=step[1:])
                self.tap(id=step[1:])
            else:
                self.scroll_to(self.tr(step))
                self.tap(self.tr(step))

    def shows(self, text: str) -> bool:
        """Whether a label, told in English, shows now."""
        return self.sees(self.tr(text))

    def told(self, text: str) -> bool:
        """Whether a short message says this, told in English."""
        return self.phone.window.toast == self.tr(text)

    def shell(self, command: str) -> str:
        """What a command of the phone's shell prints."""
        return self.device.shell(command).stdout.decode()

    def rows(self, database: str, sql: str) -> list[tuple[object, ...]]:
        """What a check reads: the database's file, opened by a plain SQLite."""
        return pulled(self.phone, f"/data/data/{self.package}/databases/{database}", sql)

    def held(self, step: str) -> tuple[str, ...]:
        """The classes of sensitive action that the guard sees in touching this."""
        traits: Traits = {"id": step[1:]} if step.startswith("#") else {}
        labels = () if traits else (self.tr(step),)
        self.scroll_to(*labels, **traits)
        seen = self.look()
        found = sight.find(seen, Sought(labels, traits))
        assert found is not None
        target = Target(point=(found.bounds.center.x, found.bounds.center.y))
        spot = Spot(point=found.bounds.center, bounds=found.bounds, confidence=1.0, method="test")
        return sensitive_classes(Click(target=target), (spot,), seen)


@contextmanager
def errand(package: str, locale: str = "en-US", *, sample: bool = True) -> Iterator[Errand]:
    """An app, open on a phone in use."""
    phone = fresh_phone(locale=locale)
    if sample:
        fill(phone)
    with Device(InProcessTransport(phone)) as device:
        hand = Errand(device, phone, package)
        hand.open_app(package)
        yield hand


def opened(package: str, *locales: str, begin: Callable[[Errand], object] | None = None) -> object:
    """A fixture: the app, open on a phone in use, in each of the languages (none = in English).

    `begin`: what is done before each test.
    """

    @pytest.fixture(params=locales or LOCALES[:1])
    def hand(request: pytest.FixtureRequest) -> Iterator[Errand]:
        with errand(package, request.param) as one:
            if begin is not None:
                begin(one)
            yield one

    return hand
