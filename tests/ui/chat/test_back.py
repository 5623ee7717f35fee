"""A tab is closed in the middle of a task: whoever closed it gets it back, and nobody else does."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from agent.run.event import Question, StepDone
from device.link.lease import holder
from tests.agent.script import complete, decide, says
from tests.ui.chat.asking import ask
from tests.ui.chat.conftest import PATIENCE, Serve, Served
from tests.ui.chat.deed import ended, press, send, serial, status
from tests.ui.service.follow import until
from ui.app import state_folder
from ui.chat import hall as hall_module
from ui.chat.gate import Visitor

Tab = Callable[..., Any]
Script = Callable[..., str]
ASK = decide({"action_type": "ask_user", "question": "Which one?"})
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
DONE = (complete(), says("confirm", reached=True, evidence="it shows"))
ANN = Visitor("ann")


def closed_at_a_question(served: Served, page: Any) -> Any:
    """Its window, in which nothing is open any more, once the server knows."""
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    window = page.context
    page.close()
    cookie = next(each["value"] for each in window.cookies() if each["name"].startswith("tapwright"))
    deadline = time.monotonic() + PATIENCE / 1000
    while not served.chat.hall().left(Visitor(cookie)):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return window


def open_without_phone(window: Any, url: str) -> Any:
    page = window.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    status(page, "gone")
    return page


def in_hand(phone: str) -> str:
    """Who has that phone."""
    return holder(phone, state_folder() / "lease")


def test_a_new_tab_gets_back_the_task_its_question_and_its_phone(
    serve: Serve, tab: Tab, script: Script, phone: str
) -> None:
    served = serve(model=script(OPEN, ASK, OPEN, *DONE))
    window = closed_at_a_question(served, tab(served.url))
    page = open_without_phone(window, served.url)
    page.wait_for_selector(".tw-left:has-text('Look around'):has-text('Waits for your answer')")
    page.get_by_role("button", name="Go back to it").dblclick()
    page.wait_for_selector(".tw-question button")
    page.wait_for_selector("tapwright-phone[data-pictures]")
    assert serial(page) == phone
    assert page.locator(".tw-left").count() == 0
    send(page, "the first one")
    assert ended(page) == "Done"


@pytest.mark.full
def test_who_has_another_phone_by_now_gives_it_up_for_the_task_that_goes_on(
    serve: Serve, tab: Tab, script: Script
) -> None:
    served = serve(device="embedded", model=script(OPEN, ASK, OPEN, *DONE))
    first = tab(served.url)
    begun_on = serial(first)
    window = closed_at_a_question(served, first)
    page = tab(served.url, window)
    assert serial(page) != begun_on
    press(page, "Go back to it")
    page.wait_for_selector(".tw-question button")
    page.wait_for_function(
        "serial => document.querySelector('.tw-select').textContent.includes(serial)", arg=begun_on
    )
    assert len(served.chat.hall().desk(Visitor("")).sessions()) == 1
    send(page, "the first one")
    assert ended(page) == "Done"


@pytest.mark.full
def test_a_task_that_is_left_for_another_goes_on_and_is_offered(
    serve: Serve, tab: Tab, script: Script
) -> None:
    served = serve(device="embedded", model=script(OPEN, ASK, OPEN, *DONE))
    window = closed_at_a_question(served, tab(served.url))
    page = tab(served.url, window)
    send(page, "Look elsewhere")
    page.wait_for_selector(".tw-question")
    press(page, "Go back to it")
    page.wait_for_selector(".tw-said:has-text('Look around')")
    page.wait_for_selector(".tw-left:has-text('Look elsewhere')")
    press(page, "Stop")
    assert ended(page) == "Stopped"
    press(page, "Go back to it")
    page.wait_for_selector(".tw-said:has-text('Look elsewhere')")
    press(page, "Stop")
    assert ended(page) == "Stopped"


def test_it_is_offered_to_nobody_else(serve: Serve, tab: Tab, browser: Any, script: Script) -> None:
    served = serve(model=script(ASK))
    closed_at_a_question(served, tab(served.url))
    window = browser.new_context()
    page = open_without_phone(window, served.url)
    page.wait_for_selector(".tw-fail:has-text('in use by the chat')")
    assert page.locator(".tw-left").count() == 0
    assert "Look around" not in page.content()
    window.close()


def test_a_browser_that_was_closed_is_known_again(serve: Serve) -> None:
    """Its cookie outlasts it; a login does not."""
    assert "Max-Age=" in ask(serve().url)[1]["set-cookie"]


# -- what nobody comes back to -----------------------------------------------------------------------------
def test_a_question_to_which_nobody_comes_back_frees_the_phone_and_waits_to_be_taken_up(
    serve: Serve, script: Script, phone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = serve(model=script(OPEN, ASK)).chat.hall()
    seat = hall.enter(ANN)
    seat.session.begin("Look around")
    until(seat.session, Question)
    monkeypatch.setattr(hall_module, "_UNANSWERED_AFTER", 0.0)
    hall.sweep()
    assert in_hand(phone), "somebody looks at it"
    hall.leave(seat)
    hall.sweep()
    assert not in_hand(phone)
    assert [one.goal for one in hall.desk(ANN).interrupted()] == ["Look around"]
    assert not hall.left(ANN)


def test_a_task_at_work_goes_on_without_anybody(
    serve: Serve, phone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hall_module, "_UNANSWERED_AFTER", 0.0)
    hall = serve().chat.hall()
    seat = hall.enter(ANN)
    seat.session.begin("Turn on Bluetooth")
    hall.leave(seat)
    until(seat.session, StepDone)
    hall.sweep()
    assert seat.session.join(PATIENCE / 1000)
    assert [one.id for one in hall.left(ANN)] == [seat.session.id]


def test_a_phone_on_which_nothing_was_begun_is_free_once_it_is_forgotten(
    serve: Serve, phone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = serve().chat.hall()
    hall.leave(hall.enter(ANN))
    hall.sweep()
    assert in_hand(phone)
    monkeypatch.setattr(hall_module, "_FORGOTTEN_AFTER", 0.0)
    hall.sweep()
    assert not in_hand(phone)


@pytest.mark.full
def test_an_attached_phone_that_was_not_used_is_free_for_the_next_tab(serve: Serve, tab: Tab) -> None:
    url = serve().url
    first = tab(url)
    window = first.context
    first.close()
    page = tab(url, window)
    status(page, "idle")
