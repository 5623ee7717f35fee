"""Every dialog, menu and sheet that an app opens goes by Back and by a touch beside it."""

import pytest

from device.phone.apps import installed_apps
from device.phone.sample import fill
from device.phone.screen.window import OVERLAYS
from device.phone.system.app import App
from device.phone.system.keycode import BACK
from device.phone.toolkit.view import View
from device.phone.tour import fingerprint, tour
from device.phone.widget import Choice, alert, dialog
from tests.boot import fresh_phone
from tests.thin import thinned

APPS = [app for app in installed_apps() if app.manifest.main]


def check(app: App, screens: int) -> None:
    phone = fresh_phone(seed=7)
    fill(phone)
    for shown in tour(phone, app.manifest.package, screens):
        if shown.window.keyboard_shown:
            shown.show_keyboard(False)  # Back would put this away first
        active = shown.frame().active
        if active.kind not in OVERLAYS:
            continue
        assert active.on_dismiss is not None, (shown.front.state, fingerprint(shown))
        before = fingerprint(shown)
        shown.touch.key(BACK)
        assert fingerprint(shown) != before


@pytest.mark.parametrize("app", thinned(APPS, 8), ids=lambda app: app.manifest.label)
def test_back_closes_what_opened_over_a_screen(app: App) -> None:
    check(app, 40)


@pytest.mark.full
@pytest.mark.parametrize("app", APPS, ids=lambda app: app.manifest.label)
def test_back_closes_whatever_opened_over_any_screen(app: App) -> None:
    check(app, 250)


def test_a_dialog_with_one_answer_gives_it_when_it_is_dismissed() -> None:
    said: list[str] = []

    def choice(name: str) -> Choice:
        return Choice(name, lambda: said.append(name))

    for shown in (
        alert("Title", "Words", accept=choice("ok")),
        alert("Title", "Words", accept=choice("yes"), cancel=choice("no")),
        dialog("Title", (View(),), cancel=choice("close")),
    ):
        assert shown.on_dismiss is not None
        shown.on_dismiss()
    assert said == ["ok", "no", "close"]
    assert dialog("Title", (View(),), accept=choice("yes"), neutral=choice("later")).on_dismiss is None
