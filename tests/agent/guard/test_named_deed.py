"""Whoever is asked is told what would be done, by each question; a no may say what to do instead."""

from pathlib import Path

import pytest

from agent.action.action import Click
from agent.build import build
from agent.guard.card import deed_in_words
from agent.guard.deed import DeedKind, GuardedDeed
from agent.guard.fit import Comparison, Fit
from agent.guard.trail import things_of, trail_of
from agent.run.event import Ended, Question
from agent.run.step import Step
from agent.settings import Settings
from device.client import Device
from device.phone.phone import Phone
from device.phone.sample import fill
from grounding.target import Target

FILES = "org.example.files"
MENU = GuardedDeed(kind=DeedKind.SENSITIVE, classes=("delete",), app=FILES, says=("Delete",))


def asked_by(goal: str, device: Device, folder: Path, *answers: str) -> tuple[list[Question], Ended]:
    """What a run puts to the person as a deed, answered in turn and then by yes."""
    asked: list[Question] = []
    run = build(Settings(runs=folder, use_memory=False), device).run(goal)
    for event in run:
        if isinstance(event, Question):
            asked += [event] if event.kind == "confirm" else []
            run.answer(answers[len(asked) - 1] if 0 < len(asked) <= len(answers) else "yes")
    run.close()
    assert run.ended is not None
    return asked, run.ended


@pytest.mark.parametrize(
    ("goal", "named"),
    [
        ("delete all notes", ["ideas.md", "shopping.md", "4 things"]),
        ("delete the contact Ann Lee", ["Ann Lee"]),  # by the menu of a page
        ("delete the event Dentist", ["Dentist"]),
        ('delete the task "Pay the rent"', ["Pay the rent"]),  # its name stands in a field
        ("delete the expense Cinema", ["Cinema"]),
        ("delete the recipe Soup", ["Tomato Soup"]),
    ],
)
def test_each_question_names_what_goes(
    goal: str, named: list[str], device: Device, phone: Phone, tmp_path: Path
) -> None:
    fill(phone)
    asked, _ = asked_by(goal, device, tmp_path)
    assert asked
    assert all(name in question.deed for name in named for question in asked), asked


@pytest.mark.parametrize("ending", ["hang up", "end the call"])
def test_a_call_of_an_earlier_run_is_ended_and_called_by_its_name(
    ending: str, device: Device, phone: Phone, tmp_path: Path
) -> None:
    fill(phone)
    for goal, told in (("call Bob", "Call Bob Stone"), (ending, "Hang up: Bob Stone")):
        (question,), end = asked_by(goal, device, tmp_path)
        assert question.deed.startswith(told)
        assert (question.classes, question.why) == (("send",), "")
    assert "The call has ended" in end.evidence


@pytest.mark.parametrize("opener", ["More options", "taxes.md"])
def test_the_menu_of_a_row_is_about_the_row(opener: str) -> None:
    page = Step(
        index=1,
        package=FILES,
        title=("Documents",),
        item=("taxes.md", "2 kB"),
        action=Click(target=Target(description=opener)),
        performed=True,
    )
    things = things_of(MENU, trail_of(FILES, (page,)))
    assert deed_in_words(MENU, Comparison(Fit.INSIDE, things=things)) == 'Delete "taxes.md · 2 kB"'


def test_a_menu_over_another_page_is_not_about_an_earlier_row() -> None:
    row = Step(index=1, package=FILES, title=("Documents",), item=("taxes.md",), performed=True)
    page = Step(index=2, package=FILES, title=("Holidays",), performed=True)
    assert things_of(MENU, trail_of(FILES, (row, page))) == ("Holidays",)


@pytest.mark.parametrize(
    "no", ["no, write that I'm early instead", "no, tell her I'm early", "no, say I'm early"]
)
def test_a_no_with_another_text_has_that_sent(no: str, device: Device, phone: Phone, tmp_path: Path) -> None:
    fill(phone)
    asked, end = asked_by("Text Ann that I am late", device, tmp_path, no)
    assert [question.content for question in asked] == ["I am late", "I'm early"]
    assert end.verified, end
