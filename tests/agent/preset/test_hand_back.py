"""The phone is taken over in mid-run, another page is in front when it is given back: the run goes on."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from agent.build import build
from agent.run.event import Ended, Question, StepDone
from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from device.phone.phone import Phone
from device.phone.system import keycode
from tests.thin import thinned
from tests.ui.service.test_taken_back import kept

NOTES = "/storage/emulated/0/Documents/Markor"
Begin = Callable[[str], Run]


@pytest.fixture
def begin(device: Device, tmp_path: Path) -> Iterator[Begin]:
    runs: list[Run] = []

    def start(goal: str) -> Run:
        runs.append(build(Settings(runs=tmp_path / "runs", use_memory=False), device).run(goal))
        return runs[-1]

    yield start
    for run in runs:
        run.close()


def ended(run: Run, step: int, by_hand: Callable[[], None]) -> Ended:
    """How a run ends that is taken over after a step, and given back at once."""
    for event in run:
        if isinstance(event, Question):
            run.answer("yes")
        elif isinstance(event, StepDone) and event.step.index == step:
            run.take()
            by_hand()
            run.resume()
    assert run.ended is not None
    return run.ended


@pytest.mark.parametrize("step", thinned(range(1, 10), 4))
@pytest.mark.parametrize("key", [keycode.HOME, keycode.BACK])
def test_a_note_is_written_all_the_same_and_once(begin: Begin, phone: Phone, step: int, key: int) -> None:
    run = begin("create a note called IdeaC with text hello world")
    end = ended(run, step, lambda: phone.touch.key(key))
    assert end.status == "complete", end.reason
    assert phone.shell(f"cd {NOTES} && ls | grep -i idea && cat IdeaC.md").text.split("\n")[:2] == [
        "IdeaC.md",
        "hello world",
    ]


@pytest.mark.parametrize("step", thinned(range(1, 10), 3))
def test_no_other_note_that_is_open_by_then_is_written_to(begin: Begin, phone: Phone, step: int) -> None:
    phone.shell(f"mkdir -p {NOTES}; echo mine > {NOTES}/Other.md")

    def look_into_the_other() -> None:
        phone.shell(f"am start -n net.gsantner.markor/.activity.DocumentActivity -d file://{NOTES}/Other.md")

    end = ended(begin("create a note called IdeaC with text hello world"), step, look_into_the_other)
    assert end.status == "complete", end.reason
    assert phone.shell(f"cat {NOTES}/Other.md; cat {NOTES}/IdeaC.md").text.split() == [
        "mine",
        "hello",
        "world",
    ]


@pytest.mark.parametrize("step", thinned(range(1, 8), 4))
@pytest.mark.parametrize("key", [keycode.HOME, keycode.BACK])
def test_a_contact_is_kept_all_the_same_and_once(begin: Begin, phone: Phone, step: int, key: int) -> None:
    end = ended(
        begin("create a contact Wendy Darling with phone 555 2222"), step, lambda: phone.touch.key(key)
    )
    assert end.status == "complete", end.reason
    book = phone.database("com.android.providers.contacts", "contacts2.db").rows("SELECT data1 FROM data")
    assert [row[0] for row in book] == ["Wendy Darling", "5552222"]


GONE = {
    "contact": ("delete the contact Wendy Darling", "create a contact Wendy Darling with phone 555 2222"),
    "event": ("delete the event Dentist", 'add an event "Dentist" tomorrow at 3pm'),
    "task": ("delete the task Buy milk", "add the task Buy milk"),
    "note": ("delete the note IdeaC.md", "create a note called IdeaC with text hello world"),
    "expense": ("delete the expense Lunch", "add an expense of $12 for Lunch"),
    "recipe": ("delete the recipe Soup", "add a recipe Soup"),
}


CASES = product(GONE, (keycode.HOME, keycode.BACK), ("answer, then take", "take, then answer"))


@pytest.mark.parametrize(("kind", "key", "order"), thinned(CASES, 12))
def test_what_was_to_be_deleted_is_looked_up_again_and_asked_about_anew(
    begin: Begin, phone: Phone, kind: str, key: int, order: str
) -> None:
    goal, before = GONE[kind]
    own = kept(phone)
    assert begin(before).finish().status == "complete"
    run, asked = begin(goal), 0
    for event in run:
        if not isinstance(event, Question):
            continue
        asked += "This deletes it" in event.text
        if order == "answer, then take":
            run.answer("yes")
        if asked == 1 and "This deletes it" in event.text:
            run.take()
            phone.touch.key(key)
            run.resume()
        if order == "take, then answer":
            run.answer("yes")
    assert run.ended is not None
    assert run.ended.status == "complete", run.ended.reason
    assert asked == 2
    assert kept(phone) == own


def test_what_its_owner_deleted_meanwhile_is_gone(begin: Begin, phone: Phone) -> None:
    goal, before = GONE["task"]
    own = kept(phone)
    assert begin(before).finish().status == "complete"
    run, asked = begin(goal), 0
    for event in run:
        if isinstance(event, Question):
            asked += 1
            run.take()
            phone.database("org.tasks", "database").run("DELETE FROM tasks WHERE title = 'Buy milk'")
            phone.touch.key(keycode.HOME)
            run.resume()
            run.answer("yes")
    assert run.ended is not None
    assert (run.ended.status, asked) == ("complete", 1), run.ended.reason
    assert kept(phone) == own
