"""A task on the page: run to its end, asked about, stopped, corrected, taken over, done again."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.agent.script import complete, decide, says
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import bluetooth, ended, front, press, send, status

Tab = Callable[..., Any]
Script = Callable[..., str]
MESSAGE = 'Send "On my way" to +15550104477'
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
HOME = decide({"action_type": "navigate_home"})
ASK = decide({"action_type": "ask_user", "question": "Which one?"})
HELP = decide({"action_type": "take_over", "reason": "Please log in"})
DONE = (complete(), says("confirm", reached=True, evidence="it shows"))


def test_a_task_runs_to_its_end_with_its_plan_each_step_and_its_answer(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Turn on Bluetooth")
    assert ended(page) == "Done"
    assert bluetooth(page) == "1"
    assert page.locator(".tw-said").inner_text() == "Turn on Bluetooth"
    assert page.locator(".tw-plan li").count() >= 1
    steps = page.locator(".tw-step").count()
    assert steps >= 3
    page.wait_for_function(
        "[...document.querySelectorAll('.tw-shot img')].some(each => each.naturalWidth > 0)"
    )
    assert page.locator(".tw-shot .ring").count() >= 1
    page.locator(".tw-deed summary").first.click()
    page.locator(".tw-shot").first.click()
    page.wait_for_selector("dialog[open] img")
    page.keyboard.press("Escape")
    send(page, "Is Wi-Fi on?")
    ended(page, 2)
    assert "on" in page.locator(".tw-answer").last.inner_text()


def test_a_confirmation_is_a_pair_of_buttons_and_the_word_given_holds(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, MESSAGE)
    page.wait_for_selector(".tw-question")
    assert "sending" in page.locator(".tw-question .tw-tag").first.inner_text()
    status(page, "asking")
    press(page, "Allow once")
    assert ended(page) == "Done"
    assert page.locator(".tw-given").first.inner_text() == "Allowed"
    send(page, MESSAGE.replace("On my way", "Too late"))
    page.wait_for_selector(".tw-question >> nth=1")
    press(page, "Refuse")
    assert ended(page, 2) != "Done"


def test_who_is_typing_when_a_confirmation_comes_allows_nothing(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, MESSAGE)
    words = "no wait do not send that send it to my sister"
    box = page.locator("textarea").first
    while not page.locator(".tw-question").count():
        box.press_sequentially(words, delay=20)
    box.press_sequentially(words, delay=20)
    assert page.locator(".tw-question button", has_text="Allow once").count() == 1
    assert box.input_value().endswith(words)
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    box.fill("")
    press(page, "Refuse")
    assert ended(page) != "Done"


@pytest.mark.full
def test_who_answered_with_the_keyboard_writes_on_in_the_box(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, MESSAGE)
    page.wait_for_selector(".tw-question .main:not([disabled])")
    page.locator(".tw-question").focus()
    for _ in ("to", "text", "allow", "allow for the task", "refuse"):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Refuse"
    page.keyboard.press("Space")
    page.wait_for_selector(".tw-given")
    page.keyboard.type("send it later")
    assert page.locator("tapwright-talk textarea").input_value() == "send it later"
    assert ended(page) != "Done"


@pytest.mark.full
def test_a_pause_at_a_question_is_shown_and_what_is_allowed_in_it_waits(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, MESSAGE)
    page.wait_for_selector(".tw-question")
    send(page, "wait")
    status(page, "paused")
    assert page.locator(".tw-steering button").all_inner_texts() == ["Go on", "Take over", "Stop"]
    press(page, "Allow once")
    page.wait_for_selector(".tw-given")
    status(page, "paused")
    steps = page.locator(".tw-step").count()
    press(page, "Go on")
    assert ended(page) == "Done"
    assert page.locator(".tw-step").count() > steps


@pytest.mark.full
def test_what_is_refused_stands_in_the_box_again(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    said = "whenever I say good night, turn off wifi"
    send(page, said)
    page.wait_for_selector(".tw-fail:has-text('whenever you say')")
    assert page.locator("tapwright-talk textarea").input_value() == said
    assert page.locator(".tw-ended").count() == 0


def test_a_stop_ends_it_and_it_can_be_tried_again(serve: Serve, tab: Tab, script: Script) -> None:
    page = tab(serve(model=script(ASK, OPEN, *DONE)).url)
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    press(page, "Stop")
    assert ended(page) == "Stopped"
    status(page, "idle")
    press(page, "Try again")
    page.wait_for_selector(".tw-question >> nth=1")
    send(page, "the first one")
    assert ended(page, 2) == "Done"


@pytest.mark.full
def test_a_correction_in_mid_run_is_heard(serve: Serve, tab: Tab, script: Script) -> None:
    page = tab(serve(model=script(ASK, OPEN, HOME, *DONE)).url)
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    press(page, "Pause")
    send(page, "that one")
    status(page, "paused")
    send(page, "no, the other one")
    page.wait_for_selector(".tw-said >> nth=1")
    press(page, "Go on")
    assert ended(page) == "Done"
    assert "no, the other one" in page.locator("tapwright-talk .tw-log").inner_text()


def test_the_phone_is_taken_over_used_by_hand_and_handed_back(serve: Serve, tab: Tab, script: Script) -> None:
    page = tab(serve(model=script(OPEN, HELP, HOME, *DONE)).url)
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    assert "Please log in" in page.locator(".tw-question").inner_text()
    page.get_by_role("button", name="Home").click()
    page.wait_for_selector("tapwright-phone[data-package*=launcher]")
    assert "launcher" in front(page)
    press(page, "Hand back")
    assert ended(page) == "Done"


@pytest.mark.full
def test_while_the_agent_has_the_phone_a_touch_is_not_passed_on(
    serve: Serve, tab: Tab, script: Script
) -> None:
    page = tab(serve(model=script(OPEN, ASK, HOME, *DONE)).url)
    send(page, "Look around")
    status(page, "asking")
    page.wait_for_selector("tapwright-phone.theirs")
    page.get_by_role("button", name="Home").click()
    page.wait_for_selector(".tw-note:has-text('The agent has the phone')")
    assert "settings" in front(page)
    press(page, "Take over")
    status(page, "taken_over")
    page.get_by_role("button", name="Home").click()
    page.wait_for_selector("tapwright-phone[data-package*=launcher]")
    press(page, "Hand back")
    status(page, "asking")
    press(page, "Stop")
    assert ended(page) == "Stopped"


@pytest.mark.full
def test_a_page_that_loads_anew_in_mid_run_catches_up(serve: Serve, tab: Tab, script: Script) -> None:
    page = tab(serve(model=script(OPEN, ASK, HOME, *DONE)).url)
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    told = page.locator(".tw-log").inner_text()
    page.reload()
    page.wait_for_selector(".tw-question")
    assert page.locator(".tw-log").inner_text() == told
    send(page, "the first one")
    assert ended(page) == "Done"
