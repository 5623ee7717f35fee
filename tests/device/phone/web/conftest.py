"""A page without a phone around it: opened, acted on, read."""

from collections.abc import Callable

import pytest

from device.phone.web.dom import PageElement
from device.phone.web.page import Act, Moment, Page, Viewport
from device.phone.web.settled import Effect
from device.phone.web.work import act_on, at_work, open_page

START = Moment(10_000, 1_697_384_040_000)
SCREEN = Viewport(412.0, 732.0)
HEAD = '<!doctype html><meta name="viewport" content="width=device-width">'


class Reader:
    """Somebody with one page."""

    def __init__(self, source: str, **more: object) -> None:
        self.pictures: dict[str, tuple[int, int]] = {}
        self.uptime = START.uptime_ms
        about: dict[str, object] = {"opened": START, "view": SCREEN, **more}
        self.page = Page("https://shop.example/a/page.html", source, **about)  # type: ignore[arg-type]
        self.outcome = open_page(self.page, self.pictures.get)
        self.page = self.outcome.page
        self.effects: list[Effect] = list(self.outcome.effects)

    def find(self, selector: str) -> PageElement:
        """An element by its id ("#x"), or the first of a tag."""
        with at_work(self.page, self.pictures.get) as session:
            for element in session.paper.elements.values():
                if (
                    element.attributes.get("id") == selector[1:]
                    if selector[0] == "#"
                    else element.tag == selector
                ):
                    return element
        raise LookupError(selector)

    def rect(self, selector: str) -> tuple[float, float, float, float]:
        """Where it is, in CSS pixels."""
        nid = self.find(selector).nid
        with at_work(self.page, self.pictures.get) as session:
            return session.paper.rects[nid]

    def text(self, selector: str = "body") -> str:
        """What is written in it."""
        return " ".join(self.find(selector).text().split())

    def do(self, kind: str, selector: str = "", **more: object) -> None:
        """An act, a quarter of a second after the last one."""
        self.uptime += 250
        nid = self.find(selector).nid if selector else 0
        if kind in ("tap", "hold"):
            x, y, wide, high = self.rect(selector)
            more.setdefault("places", ((x + wide / 2, y + high / 2),))
        moment = Moment(self.uptime, START.date_ms)
        self.outcome = act_on(self.page, Act(kind, moment, nid, **more), self.pictures.get)  # type: ignore[arg-type]
        self.page = self.outcome.page
        self.effects += self.outcome.effects

    def tap(self, selector: str) -> None:
        """A short touch on it."""
        self.do("tap", selector)

    def type(self, selector: str, text: str) -> None:
        """Text into a field, letter by letter."""
        for end in range(1, len(text) + 1):
            self.do("text", selector, text=text[:end])

    def wait(self, ms: int) -> None:
        """Time passes."""
        self.uptime += ms - 250
        self.do("time")

    def told(self, name: str) -> list[Effect]:
        """What the page wanted of the phone, of one kind."""
        return [parts for kind, *rest in self.effects if kind == name for parts in [tuple(rest)]]


@pytest.fixture
def read() -> Callable[..., Reader]:
    return lambda body, head=HEAD, **more: Reader(head + body, **more)
