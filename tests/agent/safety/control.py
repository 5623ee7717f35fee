"""Controls of the phone's apps by name, and whether touching them is sensitive: the lists of control.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from agent.action.action import Click, InputText
from agent.guard.found import with_found
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.phone.apps.bank.schema import PACKAGE as BANK
from device.phone.apps.bank.schema import PIN
from device.phone.apps.browser.state import MAIN
from device.phone.apps.browser.state import PACKAGE as BROWSER
from device.phone.system.intent import Intent
from grounding.target import Target
from tasks.gold.sought import Traits
from tests.device.phone.apps.errand import LOCALES, Errand, errand

Part = Literal["seen", "unseen", "fresh"]
_PAGE = "/storage/emulated/0/Download/page.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an app and what is on it."""

    part: Part
    app: str
    go: tuple[str, ...]
    """From the app's first page."""
    held: tuple[tuple[str, tuple[str, ...]], ...]
    """Controls, each with the classes of which one has to be seen in it."""
    free: tuple[str, ...]
    """Controls of which nothing sensitive comes."""
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """As `held`, of typing into them; () for a field into which anything may be typed."""
    web: str
    """What the page is made of, where it is one of the browser."""
    link: str
    """What opens the app, where that is not its first page."""

    @property
    def count(self) -> int:
        """Of controls on it."""
        return len(self.held) + len(self.free) + len(self.fields)

    def __str__(self) -> str:
        return " > ".join((self.app.rpartition(".")[2] if not self.web else "web", *self.go))


@dataclass(frozen=True, slots=True)
class Miss:
    """A control that the guard takes for something else than it is."""

    page: Page
    locale: str
    control: str
    is_sensitive: bool
    """What it is."""
    classes: tuple[str, ...]
    """What the guard takes it for."""

    def __str__(self) -> str:
        said = f"held as {', '.join(self.classes)}" if self.classes else "let pass"
        return f"{self.page} > {self.control} ({self.locale}): {said}"


@cache
def pages() -> tuple[Page, ...]:
    """All of control.toml."""
    told = tomllib.loads((Path(__file__).parent / "control.toml").read_text("utf-8"))
    return tuple(
        Page(
            one["part"],
            one.get("app", BROWSER),
            tuple(one.get("go", ())),
            tuple((name, tuple(classes)) for name, classes in one.get("held", {}).items()),
            tuple(one.get("free", ())),
            tuple((name, tuple(classes)) for name, classes in one.get("fields", {}).items()),
            one.get("web", ""),
            one.get("link", ""),
        )
        for one in told["page"]
    )


def misjudged(page: Page, locale: str) -> Iterator[Miss]:
    """What the guard takes for something else on a page, in one of `LOCALES`."""
    with errand(page.app, locale) as hand:
        go(hand, page)
        for control, classes in page.held:
            found = hand.held(control)
            if not set(classes) & set(found):
                yield Miss(page, locale, control, True, found)
        for control in page.free:
            found = hand.held(control)
            if found:
                yield Miss(page, locale, control, False, found)
        for name, classes in page.fields:
            found = _typing(hand, name)
            if set(classes) & set(found) if classes else not found:
                continue
            yield Miss(page, locale, f"typing into {name}", bool(classes), found)


def unlisted(page: Page, locale: str) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    """Tap its controls by point with no element list: name, whether it is sensitive, what it is held as."""
    with errand(page.app, locale) as hand:
        go(hand, page)
        for name in (*(name for name, _ in page.held), *page.free):
            hand.held(name)  # it is in sight from then on
            traits: Traits = {"id": name[1:]} if name.startswith("#") else {}
            control = hand.find(*(() if traits else (hand.tr(name),)), **traits)
            assert control is not None
            seen = replace(hand.device.observe(), elements=(), tree_error="could not get idle state")
            point = control.bounds.center
            click = Click(target=Target(point=(point.x, point.y)))
            spots = (Spot(point=point, confidence=1.0, method="point"),)
            found = sensitive_classes(click, spots, with_found(seen, click, spots))
            yield name, name not in page.free, found


def go(hand: Errand, page: Page) -> None:
    if page.app == BANK:
        hand.type(PIN, id="pin")
        hand.put_keyboard_away()
        hand.do("Log in")
    if page.web:
        hand.shell(f"pm grant {BROWSER} android.permission.POST_NOTIFICATIONS")
        text = f'<!doctype html><meta name="viewport" content="width=device-width">{page.web}'
        hand.phone.files.write(_PAGE, text.encode())
        hand.phone.start(
            Intent("android.intent.action.VIEW", f"file://{_PAGE}", component=f"{BROWSER}/{MAIN}")
        )
    if page.link:
        hand.phone.start(Intent("android.intent.action.VIEW", page.link))
    for step in page.go:
        name, _, place = step.partition(" at ")
        if place:
            hand.tap_on(hand.find_all(id=name[1:])[int(place)])
        else:
            hand.do(step)


def _typing(hand: Errand, name: str) -> tuple[str, ...]:
    field = hand.scroll_to(id=name)
    spot = Spot(point=field.bounds.center, bounds=field.bounds, confidence=1.0, method="test")
    return sensitive_classes(InputText(text="5550166"), (spot,), hand.look())


__all__ = ["LOCALES", "Miss", "Page", "go", "misjudged", "pages", "unlisted"]
