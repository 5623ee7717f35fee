"""Screens that no app has: bars, rows, buttons and icons put together by chance, drawn by the phone.

A network that has seen a dozen apps knows their pages by heart. Here every page is new, and every symbol of
the phone turns up in every place, so that what is left to learn is what a symbol looks like.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from device.phone.apps import installed_apps
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.language import folder_of, table
from device.phone.toolkit.icon import names
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon
from device.phone.widget import (
    Back,
    Tab,
    bottom_bar,
    button,
    chip,
    fab,
    icon_button,
    page,
    scroll,
    search_pill,
    section,
    switch_tile,
    tile,
    top_bar,
)

PACKAGE = "com.example.madeup"
MAIN = f"{PACKAGE}.MainActivity"
_LONGEST = 32
_COLOURS = ("on_surface_variant", "on_surface", "primary", "error", "tertiary")
_GROUNDS = ("", "", "", "surface_container_high", "secondary_container", "primary_container")
_COMMON = 0.6
"""The share of icons that have names in `icon.toml`."""


class MadeUp(App):
    """An app whose page is drawn by lot: the number in its intent says which."""

    manifest = Manifest(package=PACKAGE, label="Made up", icon="dashboard", main=MAIN)

    def __init__(self, besides: Sequence[str] = ()) -> None:
        """Its words are those of the phone's apps, but for the packages `besides`."""
        self._besides = tuple(besides)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The page's number."""
        return _Lot(str(intent.extras.get("lot", "")))

    def receive(self, context: Context, intent: Intent) -> None:
        """Another page."""
        context.set(_Lot(str(intent.extras.get("lot", ""))))

    def screen(self, context: Context) -> Screen:
        """The page."""
        chinese = context.language == "zh"
        return _Draw(Random(context.state(_Lot).lot), chinese, texts(self._besides, chinese)).screen()


@dataclass(frozen=True, slots=True)
class _Lot:
    lot: str


class _Draw:
    """One page; all is drawn from `rng`."""

    def __init__(self, rng: Random, chinese: bool, texts: Sequence[str]) -> None:
        self._rng, self._chinese, self._texts = rng, chinese, texts
        common = sorted(icon for icon, said in _table().items() if said[chinese])
        self._common = iter(rng.sample(common, len(common)))
        rare = sorted(set(names()) - _table().keys())
        self._rare = iter(rng.sample(rare, len(rare)))

    def screen(self) -> Screen:
        rng = self._rng
        body = [part for _ in range(rng.randint(3, 7)) for part in rng.choice(self._parts)()]
        head = self._head() if rng.random() < 0.8 else ()
        foot = (self._foot(),) if rng.random() < 0.4 else ()
        floating = self._floating() if rng.random() < 0.5 else None
        return Screen(
            page(*head, scroll("page", body), *foot, fab=floating, fab_bottom=96.0 if foot else 16.0)
        )

    @property
    def _parts(self) -> Sequence[Callable[[], Sequence[View]]]:
        return (self._rows, self._rows, self._field, self._field, self._buttons, self._chips, self._switches,
                self._player)  # fmt: skip

    # -- the parts of a page ---------------------------------------------------------------------------
    def _head(self) -> tuple[View, ...]:
        rng = self._rng
        if rng.random() < 0.2:
            return (search_pill(self._text(), _nothing, trailing=self._icons(rng.randint(0, 2))),)
        known = [(icon, self._called(icon)) for icon in ("arrow_back", "menu", "close")]
        leading, name = rng.choice((*known, self._icon()))
        back = Back(_nothing, name, leading) if rng.random() < 0.8 else None
        return (
            top_bar(
                self._text(),
                back=back,
                actions=self._icons(rng.randint(0, 4)),
                subtitle=self._text() if rng.random() < 0.2 else "",
                background=rng.choice(_GROUNDS),
            ),
        )

    def _foot(self) -> View:
        tabs = [Tab(self._text(), self._icon()[0]) for _ in range(self._rng.randint(2, 5))]
        return bottom_bar(tabs, self._rng.randrange(len(tabs)), _chosen)

    def _floating(self) -> View:
        icon, name = self._icon()
        label = self._text() if self._rng.random() < 0.2 else ""
        return fab(icon, name, _nothing, label=label, large=self._rng.random() < 0.15)

    def _rows(self) -> list[View]:
        rng = self._rng
        leading, summary, trailing = rng.random() < 0.5, rng.random() < 0.5, rng.randint(0, 2)
        rows = [
            tile(
                self._text(), self._text() if summary else "", icon=self._icon()[0] if leading else "",
                trailing=self._icons(trailing), on_tap=_nothing,
            )
            for _ in range(rng.randint(1, 4))
        ]  # fmt: skip
        return [section(self._text()), *rows] if rng.random() < 0.3 else rows

    def _field(self) -> list[View]:
        """A grid of icons, close together or far apart."""
        rng = self._rng
        size, across = rng.choice((40.0, 48.0, 56.0, 64.0)), rng.randint(3, 6)
        paint = rng.choice(_GROUNDS)
        return [
            View(
                "LinearLayout",
                box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 8.0)),
                flow=Flow("row", align="center", justify="between"),
                children=self._icons(across, size, paint),
                important=False,
            )
            for _ in range(rng.randint(1, 3))
        ]

    def _buttons(self) -> list[View]:
        rng = self._rng
        made = [
            button(
                self._text(), _nothing, kind=rng.choice(("filled", "tonal", "outlined", "text")),
                icon=self._icon()[0] if rng.random() < 0.3 else "",
            )
            for _ in range(rng.randint(1, 2))
        ]  # fmt: skip
        justify = rng.choice(("start", "center", "end"))
        return [_row(made, justify=justify)]

    def _chips(self) -> list[View]:
        return [_row([chip(self._text(), _nothing) for _ in range(self._rng.randint(2, 3))])]

    def _switches(self) -> list[View]:
        return [
            switch_tile(self._text(), self._rng.random() < 0.5, _chosen)
            for _ in range(self._rng.randint(1, 2))
        ]

    def _player(self) -> list[View]:
        """A row of icons of which one stands out."""
        rng = self._rng
        icon, name = self._icon()
        large = icon_button(
            Icon(icon, "on_surface_variant", size=36.0),
            name,
            _nothing,
            size=72.0,
            background="primary_container",
        )
        side = rng.randint(1, 2)
        return [_row([*self._icons(side), large, *self._icons(side)], justify="center", gap=16.0)]

    # -- names -----------------------------------------------------------------------------------------
    def _icons(self, count: int, size: float = 48.0, background: str = "") -> list[View]:
        rng = self._rng
        colour, filled, large = rng.choice(_COLOURS), rng.random() < 0.3, rng.choice((20.0, 24.0, 24.0, 28.0))
        drawn = [self._icon() for _ in range(count)]
        return [
            icon_button(
                Icon(icon, colour, size=min(large, size - 16.0), filled=filled),
                name,
                _nothing,
                size=size,
                background=background,
            )
            for icon, name in drawn
        ]

    def _icon(self) -> tuple[str, str]:
        """A symbol that is not on the page yet, and what it is called."""
        if self._chinese or self._rng.random() < _COMMON:
            icon = next(self._common)
            return icon, self._called(icon)
        icon = next(self._rare)
        return icon, icon.replace("_", " ").capitalize()

    def _called(self, icon: str) -> str:
        return self._rng.choice(_table()[icon][self._chinese])

    def _text(self) -> str:
        return self._rng.choice(self._texts)


def _nothing() -> None:
    """A page that does nothing when touched."""


def _chosen(which: int) -> None:
    """Nor when something is chosen on it."""


def _row(children: Sequence[View], justify: str = "start", gap: float = 8.0) -> View:
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 8.0)),
        flow=Flow(
            "row",
            gap=gap,
            align="center",
            justify="center" if justify == "center" else "end" if justify == "end" else "start",
        ),
        children=children,
        important=False,
    )


@cache
def _table() -> Mapping[str, Sequence[Sequence[str]]]:
    """Symbol to what it is called, in English and in Chinese."""
    path = files("grounding.training") / "icon.toml"
    read: dict[str, list[list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return read


@cache
def texts(besides: Sequence[str], chinese: bool) -> Sequence[str]:
    """What the phone's apps say in a language, as far as it is short and whole."""
    found: set[str] = set()
    for app in installed_apps():
        if app.manifest.package not in besides:
            for english, translated in table("zh", folder_of(type(app).__module__)).items():
                found.add(translated if chinese else english)
    return sorted(
        text for text in found if 1 < len(text) <= _LONGEST and "{" not in text and "\n" not in text
    )
