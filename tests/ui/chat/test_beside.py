"""Several phones in one page, each with its own talk."""

from collections.abc import Callable
from typing import Any

from tests.ui.chat.conftest import Serve

Tab = Callable[..., Any]


def test_two_phones_stand_side_by_side_and_do_their_own_tasks(serve: Serve, tab: Tab) -> None:
    page = tab(serve(device="embedded").url)
    session = page.evaluate("sessionStorage.getItem('tapwright-session')")
    page.get_by_role("button", name="Another phone beside").click()
    first, second = (page.frame_locator(f"iframe[name=tapwright-beside-{number}]") for number in (1, 2))
    for frame in (first, second):
        frame.locator("tapwright-phone[data-pictures]").wait_for()
    page.set_viewport_size({"width": 1280, "height": 720})
    for frame in (first, second):
        screen = frame.locator(".tw-screen canvas").bounding_box()
        assert screen is not None
        assert screen["height"] >= 0.85 * 720
    goals = {first: "Turn on Bluetooth", second: "Set an alarm for 7:30"}
    for frame, goal in goals.items():
        frame.locator("tapwright-talk textarea").fill(goal)
        frame.locator("tapwright-talk textarea").press("Enter")
    for frame, goal in goals.items():
        frame.locator(".tw-ended.complete").wait_for()
        assert frame.locator(".tw-said").all_inner_texts() == [goal]
        assert not frame.get_by_role("button", name="Another phone beside").count()
    assert "Use Bluetooth" in first.locator(".tw-deed > summary").first.inner_text()
    kept = page.evaluate("Object.fromEntries(Object.entries(sessionStorage))")
    assert kept["tapwright-session tapwright-beside-1"] == session, "the one that was there is the first"
    page.reload()
    second.locator(".tw-ended.complete").wait_for()
    assert second.locator(".tw-said").inner_text() == goals[second]
    second.get_by_role("button", name="Close phone 2 here").click()
    page.wait_for_url("**/together?phones=1")
    page.go_back()
    page.wait_for_selector("tapwright-phone[data-pictures]")
