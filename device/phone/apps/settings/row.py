"""The kinds of rows that pages of Settings are tables of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from device.phone.apps.settings.ui import Key, Ui
from device.phone.toolkit import viewpart
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Icon
from device.phone.widget import (
    TileLook,
    link_switch_tile,
    main_switch,
    note,
    section,
    slider,
    switch_tile,
    tile,
)

Text = str | Callable[[Ui], str]
Act = Callable[[Ui], None]
Test = Callable[[Ui], bool]


def always(_: Ui) -> bool:
    """The test that everything passes."""
    return True


def say(text: Text, ui: Ui) -> str:
    """A text that may depend on the phone; plain ones are translated."""
    return ui.tr(text) if isinstance(text, str) else text(ui)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRow:
    """One row. `title` in English also names it: for the search and for its dialog."""

    title: str = ""
    summary: Text = ""
    icon: str = ""
    enabled: Test = always
    shown: Test = always
    named: bool = False
    """The title is a name that is not translated, and not for the search."""

    def label(self, ui: Ui) -> str:
        """The title as shown."""
        return self.title if self.named else ui.tr(self.title)

    def view(self, ui: Ui) -> View:
        """The row on its page."""
        raise NotImplementedError

    def overlay(self, ui: Ui) -> Overlay | None:
        """The row's dialog, when it has one."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsLink(SettingsRow):
    """Opens a page."""

    page: str
    argument: str = ""

    def view(self, ui: Ui) -> View:  # noqa: D102
        return tile(
            self.label(ui),
            say(self.summary, ui),
            icon=self.icon,
            on_tap=lambda: ui.open(self.page, self.argument),
            look=TileLook(enabled=self.enabled(ui)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsAction(SettingsRow):
    """Does something."""

    act: Act
    trailing: str = ""
    """A symbol at its end (a lock)."""

    def view(self, ui: Ui) -> View:  # noqa: D102
        end = (
            (fixed("ImageView", icon=Icon(self.trailing, "on_surface_variant", size=20.0), important=False),)
            if self.trailing
            else ()
        )
        return tile(
            self.label(ui),
            say(self.summary, ui),
            icon=self.icon,
            trailing=end,
            on_tap=lambda: self.act(ui),
            look=TileLook(enabled=self.enabled(ui)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle(SettingsRow):
    """A switch over a setting."""

    key: Key
    values: tuple[str, str] = ("0", "1")
    """Off and on."""
    change: Callable[[Ui, bool], None] | None = None
    """Instead of putting the value."""
    main: bool = False
    """The switch of the whole page."""
    page: str = ""
    """The row opens a page, the switch is a part of its own."""

    def is_on(self, ui: Ui) -> bool:
        """Whether it is switched on; any number but 0 is for a plain switch."""
        if self.values == ("0", "1"):
            return ui.on(self.key)
        return ui.get(self.key) == self.values[1]

    def turn(self, ui: Ui, on: bool) -> None:
        """Switch it."""
        if self.change is not None:
            self.change(ui, on)
        else:
            ui.put(self.key, self.values[on])

    def view(self, ui: Ui) -> View:  # noqa: D102
        on, label = self.is_on(ui), self.label(ui)
        turn: Callable[[bool], None] = lambda wanted: self.turn(ui, wanted)  # noqa: E731
        if self.main:
            return main_switch(label, on, turn, enabled=self.enabled(ui))
        summary = say(self.summary, ui)
        if self.page:
            page = self.page
            return link_switch_tile(label, on, turn, lambda: ui.open(page), summary=summary, icon=self.icon)
        return switch_tile(label, on, turn, summary=summary, icon=self.icon, enabled=self.enabled(ui))


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(SettingsRow):
    """A slider over a number."""

    key: Key
    low: int = 0
    """At the left end; more than `high` where the value falls to the right."""
    high: int = 100
    change: Callable[[Ui, int], None] | None = None
    """Instead of putting the number."""

    def view(self, ui: Ui) -> View:  # noqa: D102
        span = self.high - self.low
        least, most = sorted((self.low, self.high))
        at = min(most, max(least, ui.number(self.key)))
        label = self.label(ui)

        def slide(fraction: float) -> None:
            value = round(self.low + fraction * span)
            if self.change is not None:
                self.change(ui, value)
            else:
                ui.put(self.key, value)

        words = [
            View("TextView", "android:id/title", viewpart.Text(label), box=Box(padding=(12.0, 0.0, 0.0, 0.0)))
        ]
        if self.summary:
            text = say(self.summary, ui)
            words.append(View("TextView", "android:id/summary", viewpart.Text(text, style="body_medium")))
            words[-1].text = replace(words[-1].text, colour="on_surface_variant")
            words[-1].box = replace(words[-1].box, padding=(12.0, 0.0, 0.0, 0.0))
        track = slider(label, (at - self.low) / span, slide, enabled=self.enabled(ui), length=330.0)
        body = View("LinearLayout", box=GROWING, children=(*words, track), important=False)
        sign = fixed("ImageView", icon=Icon(self.icon, "on_surface_variant"), important=False)
        return View(
            "LinearLayout",
            box=Box(width=FILL, padding=(24.0 if self.icon else 12.0, 12.0, 12.0, 4.0)),
            flow=Flow("row", gap=12.0 if self.icon else 0.0, align="center"),
            children=(sign, body) if self.icon else (body,),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Info(SettingsRow):
    """Says something."""

    act: Act | None = None

    def view(self, ui: Ui) -> View:  # noqa: D102
        act = self.act
        return tile(
            self.label(ui),
            say(self.summary, ui),
            icon=self.icon,
            on_tap=None if act is None else lambda: act(ui),
            look=TileLook(enabled=self.enabled(ui)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(SettingsRow):
    """Stands over a group of rows."""

    inset: bool = False

    def view(self, ui: Ui) -> View:  # noqa: D102
        return section(self.label(ui), inset=self.inset)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsNote(SettingsRow):
    """A footnote."""

    def view(self, ui: Ui) -> View:  # noqa: D102
        return note(say(self.summary, ui))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(SettingsRow):
    """Anything else."""

    make: Callable[[Ui], View]
    dialog: Callable[[Ui], Overlay] | None = None

    def view(self, ui: Ui) -> View:  # noqa: D102
        return self.make(ui)

    def overlay(self, ui: Ui) -> Overlay | None:  # noqa: D102
        return self.dialog(ui) if self.dialog is not None else None
