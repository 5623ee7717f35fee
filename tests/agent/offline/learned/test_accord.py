"""What the network is about to do is held against the words of the goal."""

from dataclasses import replace

import pytest

from agent.offline.learned.accord import (
    is_about,
    is_left,
    is_order,
    is_other_sort,
    is_to_another,
    left_unsaid,
)
from agent.offline.learned.bundle import Bundle
from agent.offline.learned.move import Deed
from agent.offline.learned.thing import Thing
from device.screen import Bounds
from tasks.practice.split import FRESH, the_split

OTHER_THING = (
    ("delete the most recent photo", "note-delete-newest"),
    ("play Kitchen Radio in Retro Music", "playlist"),
    ("play the playlist On the way", "playlist"),
    ("Merge contacts", "open"),
    ("star Emma in my contacts", "contact-add"),
    ("Delete two notes in Markor", "note-delete-all"),
    ("Delete the largest note in Markor", "note-delete"),
    ("Delete the oldest note in Markor", "note-delete-newest"),
    ("delete the cheapest expense", "expense-delete"),
    ("In Simple SMS Messenger, reply to 5550123456 with the content of ideas.md", "sms-write"),
    ("Delete the last recording in Audio Recorder", "record"),
    ("Record something in Audio Recorder and delete it", "record"),
    ("Start the stopwatch and stop it after 5 seconds", "stopwatch-run"),
    ("Check that bluetooth is off; if so, turn it on", "radio-verify"),
    ("Make sure wifi is off for an hour", "radio-verify"),
    ("Bring up Camera, and take two photos", "open"),
    ("Take a photo with the front camera and one with the back camera", "shoot"),
    ("删除最新的照片", "note-delete-newest"),
    ("把Markor里的两篇笔记删掉", "note-delete-all"),
)
ROW = Thing(0, "File b.md", "b.md", "item_root", "View", Bounds(0, 0, 9, 9))
HELD = Deed("long_press", "Folder trip", "item_root")


@pytest.mark.parametrize(("goal", "kind"), OTHER_THING)
def test_a_goal_about_something_else_is_of_no_kind(goal: str, kind: str) -> None:
    assert not is_about(goal, kind)


def test_every_wording_that_was_taught_or_held_out_has_the_words_of_its_kind() -> None:
    split, router = the_split(), Bundle().router
    for template in split.templates("demonstrated"):
        for wording in template.facts.goals:
            told = replace(template, facts=replace(template.facts, goals=(wording,)))
            goal = told.task(FRESH + 50).goal
            route = router.route(goal)
            assert route.kind != split.kind_of(template.name) or is_about(goal, route.kind), goal


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Reply to Ann's message with see you", "Reply to Ann's message with see you"),
        ("Move lake.", "Move lake.txt from Download to Documents"),
        ("Share the note with Ann", "Make a note a.md with the text: hello. Share the note with Ann"),
        ("a contact from the", "Create a contact from the number that called me"),
        (
            "Simple SMS Messenger, reply to Ann with her tip",
            "In Simple SMS Messenger, reply to Ann with her tip",
        ),
        ("me", "Create a contact from the number that called me"),
    ],
)
def test_what_is_asked_for_is_no_text_to_be_typed(text: str, goal: str) -> None:
    assert is_order(text, goal)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Call me when you are there", "Send 555 1234 this text message: Call me when you are there"),
        ("Move on", 'Make a playlist "Move on" in Retro Music with these songs: Home'),
        ("The Hills", "Add The Hills to the contacts, with the phone number 555 1234"),
        ("What are you up to", "Text the number 555 1234. The message is: What are you up to"),
        ("n/a", "Add this recipe:\n title: Rice\n ingredients: n/a\n directions: cook it"),
        ("It's good at any time.", "Add it as given:\ntitle|description\nRice|It's good at any time."),
        ("Heat of the day", "Add this recipe:\n title: Rice\n description: Heat of the day"),
    ],
)
def test_a_text_that_is_given_may_be_typed(text: str, goal: str) -> None:
    assert not is_order(text, goal)


def test_a_name_that_was_to_be_given_is_missed() -> None:
    assert left_unsaid("Record audio and save it as memo", (Deed("click", "Save"),)) == "memo"
    assert not left_unsaid("Record audio and save it as memo", (Deed("type_span", text="memo"),))
    assert not left_unsaid('Make a note called "plan.md"', (Deed("type_span", text="plan"),))
    assert not left_unsaid("Save it under whatever name it gets.", ())


def test_all_is_not_gone_while_some_of_it_shows() -> None:
    assert is_left("Delete all of the files in Markor", (HELD,), (ROW,)) == "File b.md"
    assert not is_left("Delete all of the files in Markor", (HELD,), ())
    assert not is_left("Delete the note a.md in Markor", (HELD,), (ROW,))


def test_a_folder_is_no_note() -> None:
    assert is_other_sort("In Markor, delete the newest note", (HELD,))
    assert not is_other_sort("In Markor, delete the folder trip", (HELD,))
    assert not is_other_sort("In Markor, delete the newest note", (replace(HELD, label="File a.md"),))


def test_a_message_goes_to_the_number_that_was_named() -> None:
    goal = "Send +15550134567 this text message from Simple SMS Messenger: See you at 12345678"
    ann = replace(ROW, label="Ann Lee")
    assert is_to_another(goal, (Deed("click", "Ann Lee 2:34 PM"),), (ann,))
    assert not is_to_another(goal, (Deed("type_span", text="+1 555-013-4567"),), (ann,))
    assert not is_to_another(goal, (), (replace(ROW, label="(555) 013-4567"),))
    bob = Deed("click", "Bob Stone 5:20 PM")
    for told in (
        "Bob texted me. In Simple SMS Messenger, write back: hi Ann",
        "Reply to Bob's text with: hi",
    ):
        assert is_to_another(told, (Deed("click", "Ann Lee 2:34 PM"),), (ann,))
        assert not is_to_another(told, (bob,), (ROW,))
    assert not is_to_another("Open the latest message and reply: See you", (), (ann,))
