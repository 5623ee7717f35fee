"""The talk scrolls to what its reader is to see, and leaves alone who reads further up."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.run.event import Question
from tests.agent.script import complete, decide, says
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, press, send
from tests.ui.service.follow import until
from ui.chat.gate import Visitor

Tab = Callable[..., Any]
Script = Callable[..., str]
NARROW = {"width": 360, "height": 740}
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
HOME = decide({"action_type": "navigate_home"})
ASK = decide({"action_type": "ask_user", "question": "Which one?"})
DONE = (complete(), says("confirm", reached=True, evidence="it shows"))
IN_SIGHT = """(what) => {
    const log = document.querySelector(".tw-log").getBoundingClientRect();
    const each = [...document.querySelectorAll(what)].at(-1)?.getBoundingClientRect();
    return each && each.bottom <= Math.min(log.bottom, innerHeight) + 1 && each.bottom > Math.max(log.top, 0);
}"""


def in_sight(page: Any, what: str) -> None:
    """Wait until the end of the last one of these can be seen without scrolling."""
    page.wait_for_function(IN_SIGHT, arg=what)


def read_further_up(page: Any) -> None:
    """With the wheel, as a reader does."""
    page.hover(".tw-log")
    page.mouse.wheel(0, -100_000)
    page.wait_for_function("document.querySelector('.tw-log').scrollTop === 0")


def cut_short(serve: Serve, *goals: str) -> None:
    """Runs that the next server offers to go on with."""
    for goal in goals:
        server = serve()
        session = server.chat.hall().enter(Visitor("somebody")).session
        session.begin(goal)
        until(session, Question)
        server.close()


@pytest.mark.full
def test_a_question_is_seen_though_old_runs_fill_the_talk(serve: Serve, tab: Tab, script: Script) -> None:
    cut_short(serve, 'Send "On my way" to +15550104477', 'Send "Late" to +15550104477')
    page = tab(serve().url)
    page.set_viewport_size(NARROW)
    page.wait_for_selector(".tw-interrupted >> nth=1")
    assert page.evaluate("document.querySelector('.tw-log').scrollTop") == 0
    send(page, 'Send "Here" to +15550104477')
    page.wait_for_selector(".tw-question")
    in_sight(page, ".tw-question")
    press(page, "Refuse")
    ended(page)
    in_sight(page, ".tw-ended")


@pytest.mark.full
def test_who_looks_at_the_phone_below_is_shown_a_confirmation(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.set_viewport_size(NARROW)
    send(page, 'Send "Here" to +15550104477')
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector(".tw-question")
    in_sight(page, ".tw-question")


@pytest.mark.full
def test_ones_own_task_is_shown_and_who_reads_further_up_is_left_alone(
    serve: Serve, tab: Tab, script: Script
) -> None:
    page = tab(serve(model=script(OPEN, HOME, OPEN, HOME, ASK, HOME, *DONE)).url)
    page.set_viewport_size({"width": 1280, "height": 600})
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    in_sight(page, ".tw-question")
    read_further_up(page)
    send(page, "the first one")
    assert ended(page) == "Done"
    assert page.evaluate("document.querySelector('.tw-log').scrollTop") == 0
    press(page, "New below")
    in_sight(page, ".tw-ended")
    assert not page.get_by_role("button", name="New below").is_visible()
    read_further_up(page)
    send(page, "Look around again")
    in_sight(page, ".tw-said")
    page.wait_for_selector(".tw-question >> nth=1")
    in_sight(page, ".tw-question")


@pytest.mark.full
def test_what_came_while_the_talk_was_not_shown_is_in_sight_after(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.set_viewport_size({"width": 1280, "height": 600})
    send(page, "Turn on Bluetooth")
    page.get_by_role("tab", name="Past runs").click()
    page.wait_for_function("document.querySelectorAll('.tw-ended').length === 1")
    page.get_by_role("tab", name="Chat").click()
    in_sight(page, ".tw-ended")
