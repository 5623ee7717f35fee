"""Rows that ask: for one of several values, for a text, for consent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from device.phone.apps.settings.row import Act, SettingsRow, Text, say
from device.phone.apps.settings.ui import Key, Ui
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, Box, Input
from device.phone.widget import (
    Choice,
    TileLook,
    alert,
    button,
    choice_dialog,
    dialog,
    radio_tile,
    text_field,
    tile,
)

FIELD = "settings_dialog"
"""Key of the field in a row's dialog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsOptions(SettingsRow):
    """A value chosen in a dialog; the summary is the choice."""

    key: Key
    options: Sequence[tuple[str, str]]
    """Value and label."""
    change: Callable[[Ui, str], None] | None = None

    def chosen(self, ui: Ui) -> int:
        """Place of the present value; -1 for one that is none of them."""
        value = ui.get(self.key)
        return next((place for place, option in enumerate(self.options) if option[0] == value), -1)

    def view(self, ui: Ui) -> View:  # noqa: D102
        place = self.chosen(ui)
        summary = ui.tr(self.options[place][1]) if place >= 0 else ui.get(self.key)
        if self.summary:
            summary = say(self.summary, ui)
        return tile(
            self.label(ui),
            summary,
            icon=self.icon,
            on_tap=lambda: ui.ask(self.title),
            look=TileLook(enabled=self.enabled(ui)),
        )

    def overlay(self, ui: Ui) -> Overlay | None:  # noqa: D102
        def choose(value: str) -> Callable[[], None]:
            def run() -> None:
                if self.change is not None:
                    self.change(ui, value)
                else:
                    ui.put(self.key, value)
                ui.close()

            return run

        return choice_dialog(
            self.label(ui),
            [ui.tr(label) for _, label in self.options],
            self.chosen(ui),
            [choose(value) for value, _ in self.options],
            Choice(ui.tr("Cancel"), ui.close),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRadio(SettingsRow):
    """One of several marks that stand on the page itself."""

    key: Key
    value: str
    change: Callable[[Ui, str], None] | None = None

    def view(self, ui: Ui) -> View:  # noqa: D102
        def choose() -> None:
            if self.change is not None:
                self.change(ui, self.value)
            else:
                ui.put(self.key, self.value)

        return radio_tile(
            self.label(ui), ui.get(self.key) == self.value, choose, summary=say(self.summary, ui)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(SettingsRow):
    """A text changed in a dialog; the summary is the text."""

    key: Key
    hint: str = ""
    least: int = 1
    """Shortest text that is accepted."""

    def view(self, ui: Ui) -> View:  # noqa: D102
        value = ui.get(self.key)

        def ask() -> None:
            ui.context.set_text(FIELD, value)
            ui.ask(self.title)
            ui.context.focus(FIELD)

        return tile(
            self.label(ui),
            say(self.summary, ui) if self.summary else value,
            icon=self.icon,
            on_tap=ask,
            look=TileLook(enabled=self.enabled(ui)),
        )

    def overlay(self, ui: Ui) -> Overlay | None:  # noqa: D102
        typed = ui.context.text(FIELD)

        def accept() -> None:
            ui.put(self.key, ui.context.text(FIELD).strip())
            ui.close()

        field = text_field(
            Input(FIELD, ui.tr(self.hint or self.title), on_submit=accept),
            typed,
            resource_id="android:id/edit",
        )
        return dialog(
            self.label(ui),
            (field,),
            accept=Choice(ui.tr("OK"), accept, len(typed.strip()) >= self.least),
            cancel=Choice(ui.tr("Cancel"), ui.close),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(SettingsRow):
    """Does something that is asked about first."""

    question: str
    text: Text
    answer: str
    act: Act
    as_button: bool = False

    def view(self, ui: Ui) -> View:  # noqa: D102
        ask: Callable[[], None] = lambda: ui.ask(self.title)  # noqa: E731
        if not self.as_button:
            return tile(self.label(ui), say(self.summary, ui), icon=self.icon, on_tap=ask)
        act = button(self.label(ui), ask, kind="tonal", enabled=self.enabled(ui))
        return View(box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 8.0)), children=(act,), important=False)

    def overlay(self, ui: Ui) -> Overlay | None:  # noqa: D102
        def accept() -> None:
            ui.close()
            self.act(ui)

        return alert(
            ui.tr(self.question),
            say(self.text, ui),
            accept=Choice(ui.tr(self.answer), accept),
            cancel=Choice(ui.tr("Cancel"), ui.close),
        )
