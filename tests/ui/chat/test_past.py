"""Runs of earlier on the page: found, gone through, compared, taken along, done again, kept under a name."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from agent.replay.script import script_of
from agent.routine.book import RoutineBook
from agent.routine.routine import make_routine
from agent.run.trajectory import read_trajectory
from tests.ui.chat.asking import ask, converse
from tests.ui.chat.conftest import PATIENCE, Serve
from tests.ui.chat.deed import bluetooth, ended, send, shell
from ui.app import routines_folder
from ui.chat.again import Again
from ui.chat.gate import Visitor

Tab = Callable[..., Any]


def panel(page: Any, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def did_two(page: Any) -> None:
    send(page, "Turn on Bluetooth")
    ended(page)
    page.get_by_role("button", name="Home").click()
    page.wait_for_selector("tapwright-phone[data-package*=launcher]")
    send(page, "Is Wi-Fi on?")
    ended(page, 2)
    panel(page, "Past runs")
    page.wait_for_selector(".tw-run >> nth=1")


@pytest.mark.full
def test_runs_are_searched_gone_through_and_compared(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    did_two(page)
    page.fill("tapwright-past input[type=search]", "BLUE")
    page.wait_for_function("document.querySelectorAll('.tw-run').length === 1")
    page.locator(".tw-run").click()
    page.wait_for_selector(".tw-slider")
    assert "Step 1 of" in page.locator(".tw-one-step").inner_text()
    page.locator(".tw-slider").focus()
    page.keyboard.press("End")
    last = page.locator(".tw-slider").get_attribute("max")
    page.wait_for_selector(f".tw-one-step:has-text('Step {last} of {last}')")
    page.get_by_role("button", name="Compare with").click()
    page.fill("tapwright-past input[type=search]", "")
    page.locator(".tw-run", has_text="Wi-Fi").click()
    page.wait_for_selector(".tw-pair tr.same")
    assert page.locator(".tw-pair tr.other").count() >= 1


@pytest.mark.full
def test_a_run_is_taken_along_as_a_folder_and_as_a_film(serve: Serve, tab: Tab) -> None:
    chat = serve()
    page = tab(chat.url)
    send(page, "Turn on Bluetooth")
    ended(page)
    page.get_by_role("button", name="Show the run").click()
    page.wait_for_selector(".tw-slider")
    links = [each.get_attribute("href") for each in page.locator(".tw-shown a[download]").all()]
    report, zipped, webp, gif = (ask(chat.url, link)[2] for link in links)
    names = zipfile.ZipFile(io.BytesIO(zipped)).namelist()
    assert any(name.endswith("trajectory.jsonl") for name in names)
    assert b"turn on bluetooth" in report.lower()
    for film, kind in ((webp, "WEBP"), (gif, "GIF")):
        opened = Image.open(io.BytesIO(film))
        assert opened.format == kind
        assert getattr(opened, "n_frames", 1) >= 3


@pytest.mark.full
def test_a_run_that_was_corrected_is_listed_and_tried_again_as_corrected(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Set an alarm for 7:30")
    page.wait_for_selector(".tw-step")
    send(page, "no, 8:15")
    assert ended(page) == "Done"
    page.get_by_role("button", name="Try again").click()
    ended(page, 2)
    assert page.locator(".tw-said").all_inner_texts() == ["Set an alarm for 7:30", "no, 8:15"] * 2
    assert "8:15" in page.locator(".tw-ended").last.inner_text()
    panel(page, "Past runs")
    page.fill("tapwright-past input[type=search]", "8:15")
    page.wait_for_selector(".tw-run:has-text('then: no, 8:15') >> nth=1")
    page.locator(".tw-run").first.click()
    page.wait_for_selector(".tw-shown p:has-text('then: no, 8:15')")


@pytest.mark.full
def test_a_run_is_done_again_and_kept_under_a_name_to_be_called_by(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Turn on Bluetooth")
    ended(page)
    shell(page, "cmd bluetooth_manager disable; settings put global bluetooth_on 0")
    page.get_by_role("button", name="Show the run").click()
    page.get_by_role("button", name="Do it again", exact=True).click()
    assert ended(page, 2) == "Done"
    assert bluetooth(page) == "1"
    panel(page, "Past runs")
    page.get_by_role("button", name="Save as a routine").click()
    page.fill(".tw-saving input", "blue evening")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_selector(".tw-routine:has-text('blue evening')")
    page.fill("tapwright-past input[type=search]", "telepathy")
    page.wait_for_selector("tapwright-past :text('No run has all of these words')")
    page.wait_for_selector(".tw-routine", state="detached")
    assert page.locator(".tw-routines").inner_text() == ""
    page.fill("tapwright-past input[type=search]", "evening BLUE")
    page.wait_for_selector(".tw-routine:has-text('blue evening')")
    panel(page, "Chat")
    shell(page, "cmd bluetooth_manager disable; settings put global bluetooth_on 0")
    send(page, "Blue evening")
    assert ended(page, 3) == "Done"
    assert bluetooth(page) == "1"


def test_no_routine_takes_the_place_of_a_word_that_steers_or_of_a_task(serve: Serve) -> None:
    served = serve()
    hall = served.chat.hall()
    seat = hall.enter(Visitor("ann"))
    seat.session.begin("Turn on Bluetooth")
    done = seat.session.join(PATIENCE / 1000)
    assert done is not None
    assert done.folder is not None
    run = done.folder.name
    for name, why in (
        ("stop", "already has a meaning"),
        ("Wait a moment", "already has a meaning"),
        ("继续", "already has a meaning"),
        ("yes", "already has a meaning"),
        ("undo that", "already has a meaning"),
        ("turn on  Bluetooth", "is a task by itself"),
    ):
        wish = {"do": "save_routine", "run": run, "name": name, "values": {}}
        assert why in converse(served.url, wish, until="failure")[-1]["text"]
    for name in ("good night", "No phones at dinner"):
        wish = {"do": "save_routine", "run": run, "name": name, "values": {}}
        assert converse(served.url, wish, until="routines")[-1]["routines"][0]["name"] == "good night"
    script = script_of(read_trajectory(done.folder))
    RoutineBook(routines_folder()).save(make_routine("stop", script, {}, 0))  # as a terminal does
    again = Again(done.folder.parent)
    assert not again.call(seat.session, "stop")
    assert again.call(seat.session, "Good night")


@pytest.mark.full
def test_a_routine_is_forgotten_only_when_that_is_meant(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Turn on Bluetooth")
    ended(page)
    page.get_by_role("button", name="Show the run").click()
    for name in ("blue evening", "wake {time", "blue morning"):
        page.get_by_role("button", name="Save as a routine").click()
        page.fill(".tw-saving input", name)
        page.get_by_role("button", name="Save", exact=True).first.click()
        if "{" in name:
            page.wait_for_selector(".tw-shown [role=status]:has-text('brace')")
            page.get_by_role("button", name="Save as a routine").click()
        else:
            page.wait_for_selector(f".tw-routine:has-text('{name}')")
    first, second = (row.bounding_box() for row in page.locator(".tw-routine").all())
    assert second["y"] - first["y"] - first["height"] >= 8
    page.get_by_role("button", name="Forget").first.dblclick()
    assert page.locator(".tw-routine", has_text="Do it").count() == 2
    page.get_by_role("button", name="Forget").first.click()
    assert page.locator(".tw-routine").first.inner_text().startswith('Forget "blue evening"?')
    assert page.evaluate("document.activeElement.textContent") == "Keep it"
    page.locator(".tw-routine").first.get_by_role("button", name="Forget").click()
    page.wait_for_function("document.querySelectorAll('.tw-routine').length === 1")
    assert "blue morning" in page.locator(".tw-routine").inner_text()
