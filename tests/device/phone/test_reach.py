"""Every control of every screen can be reached by a finger: turned on its side, in large text, in both."""

from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps import installed_apps
from device.phone.sample import fill
from device.phone.system.app import App
from device.phone.toolkit.node import Node
from device.phone.tour import tour
from tasks.gold.hand import Hand
from tests.boot import fresh_phone
from tests.thin import thinned

TURNED = "settings put system accelerometer_rotation 0; settings put system user_rotation 1"
LARGE = "settings put system font_scale 1.3"
ANSWERS = tuple(f"android:id/button{number}" for number in (1, 2, 3))
APPS = [app for app in installed_apps() if app.manifest.main]
SEEN = 0.5
"""Share of a control's height and width that has to show where nothing scrolls."""


def out_of_reach(node: Node, density: float, *, scrolls: bool = False) -> Iterator[tuple[object, ...]]:
    """Controls that nothing brings onto the screen, that are squashed, or cut at an edge for good."""
    view = node.view
    scrolls = scrolls or (bool(view.scroll) and node.content_height > node.height)
    if view.enabled and (view.on_tap or view.input.key or view.gestures.on_slide):
        name = (view.resource_id, view.text.content or view.content_description, node.box, node.clip)
        for asked, has in ((view.box.width, node.width), (view.box.height, node.height)):
            if asked and asked > 0 and has < 0.8 * int(asked * density):
                yield ("squashed", *name)
        left, top, right, bottom = node.clip
        if not scrolls and (right - left < SEEN * node.width or bottom - top < SEEN * node.height):
            yield ("cut", *name)
        if view.resource_id in ANSWERS and not scrolls and node.clip != node.box:
            yield ("an answer is cut", *name)
    for child in node.children:
        yield from out_of_reach(child, density, scrolls=scrolls)
    if not scrolls:
        for child in node.culled:
            for lost in child.walk_all():
                if lost.view.enabled and (lost.view.on_tap or lost.view.input.key):
                    yield (
                        "lost",
                        lost.view.resource_id,
                        lost.view.text.content or lost.view.content_description,
                    )


def check(app: App, setting: str, screens: int) -> None:
    phone = fresh_phone(seed=7)
    fill(phone)
    phone.shell(setting)
    for shown in tour(phone, app.manifest.package, screens):
        if shown.window.keyboard_shown:
            shown.show_keyboard(False)  # Back brings up what it covers
        active = shown.frame().active
        assert list(out_of_reach(active.root, shown.density)) == [], (shown.front.state, active.kind)
        elements = shown.frame().elements()
        wide, high = shown.size
        outside = [
            element
            for element in elements
            if not (0 <= element.bounds.left < element.bounds.right <= wide)
            or not (0 <= element.bounds.top < element.bounds.bottom <= high)
        ]
        assert outside == [], shown.front.state


@pytest.mark.parametrize("app", thinned(APPS, 10), ids=lambda app: app.manifest.label)
def test_on_its_side_with_large_text_everything_can_be_reached(app: App) -> None:
    check(app, f"{TURNED}; {LARGE}", 60)


@pytest.mark.full
@pytest.mark.parametrize("setting", [TURNED, LARGE, f"{TURNED}; {LARGE}"])
@pytest.mark.parametrize("app", APPS, ids=lambda app: app.manifest.label)
def test_everything_can_be_reached(app: App, setting: str) -> None:
    check(app, setting, 200)


def test_the_last_week_of_a_month_can_be_brought_up_on_a_low_screen() -> None:
    phone = fresh_phone(seed=7)
    phone.shell(TURNED)
    with Device(InProcessTransport(phone)) as device:
        device.open_app("org.tasks")
        hand = Hand(device)
        hand.tap("Create new task")
        hand.put_keyboard_away()
        hand.scroll_to("No due date")
        hand.tap("No due date")
        hand.tap("Pick a date")
        hand.scroll_to("31")
        hand.tap("31")
        assert hand.sees("Tue, Oct 31")
