"""What was not allowed is told as that, nothing begun stays behind, and nobody is asked twice."""

from pathlib import Path

import pytest

from agent.action.action import Swipe, describe
from agent.build import build
from agent.offline.decision import PastStep
from agent.offline.policy import OfflinePolicy
from agent.perception.page import summarise
from agent.run.event import Question
from agent.run.step import Permit
from agent.settings import Settings
from benchmarks.everyday.goal import Goal
from benchmarks.offline_goals import Outcome, filled, pursue
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.system import keycode
from tests.agent.offline.drive import drive, look
from tests.boot import fresh_phone
from tests.thin import thinned

SIDEWAYS = "settings put system accelerometer_rotation 0; settings put system user_rotation 1"
CALENDAR = "com.simplemobiletools.calendar.pro"


def goal(text: str, language: str = "en", *, possible: bool = True) -> Goal:
    return Goal("any", language, text, lambda done, _: True, frozenset(), possible=possible)


def held_sideways(text: str, language: str = "en") -> Outcome:
    phone = filled(goal(text, language))
    phone.shell(SIDEWAYS)
    return pursue(goal(text, language), consent="", phone=phone)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("what is Bob's number?", "en", "555-013-4567"),
        ("新建联系人赵六，电话13912345678", "zh", ""),
        ("what tasks are due today?", "en", "Water the plants"),
    ],
)
def test_looking_further_needs_nobodys_word(text: str, language: str, words: str) -> None:
    outcome = held_sideways(text, language)
    assert (outcome.status, outcome.questions) == ("complete", ())
    assert words in outcome.answer


def test_a_thing_may_be_called_as_a_command_is() -> None:
    outcome = held_sideways("mark Buy a present for Emma as done")
    assert (outcome.status, outcome.questions) == ("complete", ())
    phone = fresh_phone(seed=0)
    for text in (
        'create a note called send-money.md with the text "Pay Bob"',
        'append "eggs" to the note send-money.md',
        "what is in the note send-money.md?",
        "rename the note send-money.md to delete-me.md",
    ):
        outcome = pursue(goal(text), consent="", phone=phone)
        assert (outcome.status, outcome.questions) == ("complete", ()), outcome.reason


@pytest.mark.parametrize(
    "text",
    [
        "what is Bob's number?",
        'text Bob "yo"',
        "call Bob",
        "what tasks are due today?",
    ],
)
def test_a_look_that_was_refused_is_never_taken_for_nothing_there(text: str) -> None:
    phone = filled(goal(text))
    phone.shell(SIDEWAYS)
    run = drive(text, phone, deny="list down")
    assert run.status == "infeasible"
    assert "not allowed to look further down" in run.reason
    assert not run.answer


@pytest.mark.parametrize("consent", thinned(["", "n"], 3))
@pytest.mark.parametrize(
    ("text", "table"),
    [
        ('text Bob "yo"', "sms"),
        ('send "yo" to +15550107788', "sms"),
        ("delete the contact Bob Stone", "contacts"),
        ("delete the event Yoga", "events"),
        ("delete the note ideas.md", "files"),
        ("dial 10086", "calls"),
        ("call Bob", "calls"),
    ],
)
def test_a_no_ends_the_run_with_everything_as_it_was(text: str, table: str, consent: str) -> None:
    wanted = goal(text, possible=False)
    phone = filled(wanted)
    outcome = pursue(wanted, consent=consent, phone=phone)
    assert outcome.status == "infeasible"
    assert len(outcome.questions) == 1
    assert outcome.reason.startswith("I was not allowed to ")
    assert ("you said no to this" if consent else "nobody gave it") in outcome.reason
    assert not outcome.reason.endswith(": n")
    assert not outcome.touched
    again = look(phone)
    assert not any(e.text in ("yo", "10086", "+15550107788") for e in again.elements if e.is_editable)
    assert not any(e.text in ("Delete", "Delete contact?") for e in again.elements)


def test_an_app_that_asks_for_what_the_goal_does_not_need_gets_no() -> None:
    phone = fresh_phone(seed=0)
    phone.shell(f"pm revoke {CALENDAR} android.permission.POST_NOTIFICATIONS")
    outcome = pursue(goal("add an event Dup tomorrow at 7 pm"), consent="", phone=phone)
    assert (outcome.status, outcome.questions) == ("complete", ())
    assert titles(phone) == ["Dup"]


def test_an_event_that_waits_for_an_answer_is_not_added_twice(tmp_path: Path) -> None:
    phone, text = fresh_phone(seed=0), "add an event Dup tomorrow at 7 pm"
    phone.shell(f"pm revoke {CALENDAR} android.permission.POST_NOTIFICATIONS")
    with Device(InProcessTransport(phone)) as device:
        list(build(Settings(runs=tmp_path, max_steps=13), device).run(text))
    assert "permission" in look(phone).package
    outcome = pursue(goal(text), consent="yes", phone=phone)
    assert outcome.status == "complete"
    assert titles(phone) == ["Dup"]


def titles(phone: Phone) -> list[str]:
    rows = phone.database(CALENDAR, "events.db").rows("SELECT title FROM events")
    return [str(row[0]) for row in rows]


def test_a_refused_scroll_in_the_history_ends_the_part() -> None:
    phone = filled(goal(""))
    seen = look(phone)
    first = OfflinePolicy().decide("read the last message from Carla", seen, ())
    swipe = Swipe(direction="up")
    step = PastStep(swipe, "uncertain", "the owner does not allow this", summarise(seen), 0, refused=True)
    after = OfflinePolicy().decide("read the last message from Carla", seen, (step,))
    assert describe(first.actions[0]) != describe(after.actions[0])
    assert "not allowed" in after.thought


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no", "you said no to this (send)"),
        ("no, not to her", "you said no to this (send): no, not to her"),
        ("hm", "you said neither yes nor no to this (send): hm"),
    ],
)
def test_the_persons_word_is_read_off_the_permit(said: str, told: str) -> None:
    phone = filled(goal(""))
    seen = look(phone)
    held = Permit(allowed=False, classes=("send",), by="person", answer=said)
    step = PastStep(
        Swipe(direction="up"), "uncertain", "in whatever words", summarise(seen), 0, refused=True, permit=held
    )
    assert told in OfflinePolicy().decide("read the last message from Carla", seen, (step,)).thought


def test_an_app_that_gets_no_permission_is_not_read_as_empty() -> None:
    wanted = goal("what is Bob's number?", possible=False)
    phone = filled(wanted)
    for permission in ("READ_CONTACTS", "WRITE_CONTACTS"):
        phone.shell(f"pm revoke com.google.android.contacts android.permission.{permission}")
    outcome = pursue(wanted, consent="", phone=phone)
    assert (outcome.status, outcome.answer) == ("infeasible", "")
    assert "not allowed to give the app what it asks for" in outcome.reason
    assert "permission" not in look(phone).package


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ('set an alarm for 5:00 and text Nobody Here "x" and turn off Wi-Fi',
         'I found no contact "Nobody Here"; done before: set an alarm for 05:00; '
         'not done: send "x" to Nobody Here; not done: turn off Wi-Fi'),
        ('text Nobody Here "x"', 'I found no contact "Nobody Here"'),
    ],
)  # fmt: skip
def test_a_goal_of_several_parts_that_fails_in_one_says_what_was_done(text: str, end: str) -> None:
    run = drive(text, fresh_phone(seed=0))
    assert (run.status, run.reason) == ("infeasible", end)
    assert len(run.alarms()) == len(drive("go to the home screen", fresh_phone(seed=0)).alarms()) + (
        "alarm" in text
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Delete the contact Otto Meyer",
            'I could not delete the contact "Otto Meyer": something begun stands open, and I was not allowed '
            "to discard it: you said no to this",
        ),
        (
            "Create a contact Nia Md",
            'I could not add the contact "Nia Md": something begun stands open, and I was not allowed '
            "to discard it: you said no to this",
        ),
        ("删除联系人王伟", "有没填完的内容还开着，没有得到允许放弃它（你不同意"),
    ],
)
def test_a_form_that_may_not_be_discarded_is_what_was_refused(tmp_path: Path, text: str, wanted: str) -> None:
    phone = fresh_phone(seed=0)
    with Device(InProcessTransport(phone)) as device:
        list(build(Settings(runs=tmp_path, max_steps=3), device).run("create a contact Ann Form"))
        phone.touch.key(keycode.HOME)
        run = build(Settings(runs=tmp_path), device).run(text)
        for event in run:
            if isinstance(event, Question):
                assert "discard" in event.text.lower() or "放弃" in event.text
                run.answer("no")
    assert run.ended is not None
    assert wanted in run.ended.reason


def test_back_that_leads_nowhere_is_not_told_as_done() -> None:
    outcome = pursue(goal("go back"))
    assert outcome.status == "infeasible", "the home screen is the last one"
    assert pursue(goal("open the Clock app and go back")).status == "complete"
