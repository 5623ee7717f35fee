"""A phone that takes its time: nothing is done on it blindly, or long after it was asked for."""

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from websockets.sync.client import connect

from device.client import Device
from device.link.lease import Lease
from device.screen import Point
from tests.thin import thinned
from tests.ui.chat.asking import converse
from tests.ui.chat.conftest import PATIENCE, Serve
from tests.ui.chat.deed import front, status
from ui.app import state_folder
from ui.chat import hand
from ui.service.desk import Desk
from ui.service.session import Session

HOME = {"do": "key", "name": "home"}
TAP = {"do": "tap", "x": 540, "y": 1200}


class Held:
    """Something that waits until it is let go."""

    def __init__(self) -> None:
        self.reached, self.going = threading.Event(), threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.going.wait(PATIENCE / 1000)


@pytest.fixture
def held_phone(monkeypatch: pytest.MonkeyPatch) -> Held:
    """Phones are handed out once it is let go."""
    held, usual = Held(), Desk.open

    def late(self: Desk, *args: Any, **more: Any) -> Session:
        held.wait()
        return usual(self, *args, **more)

    monkeypatch.setattr(Desk, "open", late)
    return held


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> tuple[Held, list[int]]:
    """The first tap on any phone takes until it is let go; the x of those that were made."""
    held, made, usual = Held(), list[int](), Device.tap

    def slow(self: Device, place: Point) -> None:
        made.append(place.x)
        if len(made) == 1:
            held.wait()
        usual(self, place)

    monkeypatch.setattr(Device, "tap", slow)
    return held, made


@pytest.mark.full
def test_the_page_says_that_the_phone_is_starting_and_early_taps_are_not_made_later(
    serve: Serve, browser: Any, held_phone: Held
) -> None:
    window = browser.new_context(viewport={"width": 1280, "height": 860})
    page = window.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(serve().url)
    status(page, "starting")
    assert page.locator(".tw-status").inner_text() == "Starting the phone …"
    assert page.locator(".tw-note").inner_text() == "Starting the phone …"
    screen = page.locator(".tw-screen").bounding_box()
    for _ in range(3):  # where Settings will be
        page.mouse.click(screen["x"] + screen["width"] * 0.9, screen["y"] + screen["height"] * 0.69)
    page.get_by_role("button", name="Recent apps").click()
    assert page.locator(".tw-note").inner_text() == "Starting the phone …"
    held_phone.going.set()
    status(page, "idle")
    page.wait_for_selector("tapwright-phone[data-pictures]")
    page.get_by_role("button", name="Inspect").click()  # told after whatever was asked for before
    page.wait_for_selector(".tw-elements li")
    assert "launcher" in front(page)
    window.close()


@pytest.mark.full
def test_a_phone_that_cannot_be_had_is_not_said_to_be_ready(
    serve: Serve, browser: Any, tab: Callable[..., Any]
) -> None:
    url = serve().url
    tab(url)  # has the phone
    window = browser.new_context()
    page = window.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    status(page, "gone")
    assert page.locator(".tw-status").inner_text() == "No phone"
    assert "in use by the chat" in page.locator(".tw-fail").inner_text()
    window.close()


@pytest.mark.full
@pytest.mark.parametrize(
    ("locale", "choose"), thinned([("en-US", "Choose a phone"), ("zh-CN", "选择手机")], 2)
)
def test_where_there_is_no_phone_the_list_leads_to_one(
    serve: Serve, browser: Any, phone: str, locale: str, choose: str
) -> None:
    """With the keyboard, too: nothing is chosen yet, so that the only choice is a change."""
    with Lease.acquire(phone, state_folder() / "lease", "a bench"):
        window = browser.new_context(viewport={"width": 1280, "height": 860}, locale=locale)
        page = window.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(serve().url)
        status(page, "gone")
        assert page.locator(".tw-select option:checked").inner_text() == choose
        assert choose.removesuffix(" a phone") in page.locator(".tw-note.cover").inner_text()
        page.locator(".tw-select").focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_selector("tapwright-phone[data-pictures]")
        assert page.locator(".tw-note").inner_text() == ""
        assert page.locator(".tw-select option:checked").inner_text().startswith("Pixel 6")
        window.close()


def test_a_touch_that_comes_before_the_first_picture_is_refused(serve: Serve) -> None:
    told = converse(serve().url, {"do": "enter"}, TAP, until="failure")[-1]
    assert told["text"] == "the phone is still starting"
    assert told["about"] == "tap"


@pytest.mark.full
def test_of_touches_that_piled_up_none_is_made_once_it_is_old(
    serve: Serve, touched: tuple[Held, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand, "STALE", 0.05)
    url = serve().url
    held, made = touched
    with connect(url.replace("http", "ws") + "line", origin=url.rstrip("/"), max_size=None) as line:  # type: ignore[arg-type]
        line.send(json.dumps({"do": "enter"}))
        while isinstance(line.recv(60), str):
            pass  # until there is a picture
        for x in range(100, 105):
            line.send(json.dumps(TAP | {"x": x}))
        line.send(json.dumps({"do": "type", "text": "never lost"}))
        assert held.reached.wait(60)
        threading.Event().wait(0.5)
        held.going.set()
        told: list[dict[str, Any]] = []
        while len(told) < 5:
            got = line.recv(60)
            if isinstance(got, str) and '"failure"' in got:
                told.append(json.loads(got))
    assert made == [100]
    assert {one["text"] for one in told[:4]} == {"the phone was busy: a touch that had to wait was left out"}
    assert told[4]["about"] == "type"  # was tried: there is no field
