"""Everyday goals on the embedded phone, whole runs: what they claim is what the phone's state says.

The goals are those of `benchmarks/offline_goals.py`, whose checks never read the screen.
"""

import pytest

from benchmarks.everyday.effect import Effect
from benchmarks.everyday.goal import Goal
from benchmarks.everyday.table import goals
from benchmarks.offline_goals import filled, pursue
from device.phone.apps.expense.store import ExpenseRecord, save_record
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import save_contact
from tests.thin import thinned

GOALS = {language: goals(language, seed=0) for language in ("en", "zh")}
ALL = [*GOALS["en"], *GOALS["zh"]]
FIRST = [goal for kinds in GOALS.values() for goal in {goal.kind: goal for goal in reversed(kinds)}.values()]
"""One of each kind in each language."""
TALL = ("contact", "call", "expense", "task")
"""What fills more than a screen that is held sideways."""
HELD = [
    goal
    for goal in ALL
    if goal.text.startswith(
        ("delete", "remove", "send", "text", "reply", "call B", "删除", "取消", "给", "发", "回复")
    )
    and goal.possible
]
"""What needs the person's word."""


def told(goal: Goal):
    return goal.text


def check(goal: Goal) -> None:
    outcome = pursue(goal)
    assert not outcome.is_false, outcome
    assert outcome.succeeded, outcome


@pytest.mark.parametrize("goal", thinned(FIRST, 8), ids=told)
def test_a_goal_of_each_kind_is_reached(goal):
    check(goal)


@pytest.mark.parametrize("goal", thinned([goal for goal in FIRST if goal.kind in TALL], 8), ids=told)
def test_where_little_shows_at_a_time_it_looks_further(goal):
    phone = filled(goal)
    phone.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    outcome = pursue(goal, phone=phone)
    assert outcome.succeeded, outcome


@pytest.mark.parametrize(
    ("text", "words"),
    thinned(
        [
            ("look up the number of David Okafor", "555-015-6789"),
            ("what did I spend on Cinema", "14.50 on Cinema (1 expense"),
            ("when is the event Dentist?", "October 18, 2023"),
        ],
        3,
    ),
)
def test_held_sideways_it_tells_the_same(text, words):
    phone = filled(unreachable(""))
    phone.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    assert words in pursue(unreachable(text), phone=phone).answer


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_goals_of_other_seeds_are_reached(language, seed):
    for goal in goals(language, seed):
        check(goal)


@pytest.mark.parametrize("goal", thinned(HELD, 4), ids=told)
def test_what_the_person_refuses_is_not_done_and_not_claimed(goal):
    outcome = pursue(goal, consent="no")
    assert outcome.questions
    assert outcome.status == "infeasible"
    assert ("没有得到允许" if goal.language == "zh" else "not allow") in outcome.reason
    assert not outcome.touched


def unreachable(text: str, language: str = "en") -> Goal:
    """A goal whose run must end without a claim, and leave everything as it was."""
    return Goal("cannot", language, text, lambda done, _: True, frozenset(), possible=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("call Zed", "no contact"),
        ("what is Ana's number?", "no contact"),
        ("change Ann Lee's number to 555 000 1111", "several numbers"),
        ("create a note called ideas.md with the text hello", "there already"),
        ("rename the note ideas.md to shopping.md", "there already"),
        ('append "x" to the note nothing.md', "no note"),
        ("delete the event Foo", "no event"),
        ("complete the task Foo", "no task"),
        ("read the last message from Carla", "no conversation"),
        ("add an event Dinner on February 30 at 7 pm", "February 30"),
        ("hang up", "No call"),
        ("order a pizza", "do not understand"),
    ],
)
def test_what_it_cannot_do_it_says_plainly_and_leaves_alone(text, words):
    outcome = pursue(unreachable(text))
    assert outcome.status == "infeasible"
    assert words in outcome.reason
    assert not outcome.touched


def rows(table: str, kind: str, *columns: str):
    """What a run did to a table: the columns of the rows that were `added`, `removed` or `changed`."""
    return lambda done: [tuple(row.get(name, "") for name in columns) for row in getattr(done, kind)(table)]


def at(day: int, hour: int) -> str:
    """Seconds of an hour of a day from the phone's own day on, which is October 15, 2023."""
    return str((19_645 + day) * 86_400 + hour * 3600)


EVENT = rows("events", "added", "title", "start_ts", "end_ts")


@pytest.mark.parametrize(
    ("text", "look", "wanted"),
    thinned(
        [
            ("add an event Late tomorrow from 11 pm to 1 am", EVENT, [("Late", at(1, 23), at(2, 1))]),
            (
                "add an event Dinner on October 14, 2023 at 7 pm",
                rows("events", "added", "start_ts"),
                [(at(-1, 19),)],
            ),
            (
                "add an event Trip on November 3 from 9 am to 5 pm at location 'Pier', "
                "description 'Tickets!'",
                rows("events", "added", "title", "start_ts", "location", "description"),
                [("Trip", at(19, 9), "Pier", "Tickets!")],
            ),
            (
                "add an all-day event Holiday on 2023-10-27",
                rows("events", "added", "title", "flags"),
                [("Holiday", "1")],
            ),
            (
                'create an event "Piano" every week on Tuesday at 5 pm',
                rows("events", "added", "title", "repeat_interval", "start_ts"),
                [("Piano", "604800", at(2, 17))],
            ),
            (
                "cancel the meeting Team meeting tomorrow",
                rows("events", "changed", "repetition_exceptions"),
                [('["20231016"]',)],
            ),
            (
                "add contact Maria Silva, phone +49 30 1234567, email maria@example.org",
                lambda done: sorted(row["data1"] for row in done.added("data")),
                ["+49301234567", "Maria Silva", "maria@example.org"],
            ),
            (
                'create a task "Write report" due October 20 with medium priority',
                rows("tasks", "added", "title", "importance"),
                [("Write report", "1")],
            ),
            ("delete the task Pay the rent", lambda done: "deleted" in done.changed("tasks")[0], True),
            (
                "rename the note ideas.md to plans.md",
                lambda done: done.notes,
                {"ideas.md": "removed", "plans.md": "added"},
            ),
            (
                'add "TOP" to the top of the note wifi_guest',
                lambda done: done.note("wifi_guest.txt"),
                "TOP\nNetwork: Harbour-Guest\nThe code is on the fridge.\n",
            ),
            (
                "replace the contents of the note ideas.md with Nothing new",
                lambda done: done.note("ideas.md"),
                "Nothing new",
            ),
            (
                "delete the folder trip",
                lambda done: done.notes,
                {"trip": "removed", "trip/packing.md": "removed"},
            ),
            (
                "forward the last message from Bob to Emma",
                rows("sms", "added", "address", "body"),
                [("+15550167890", "The rent for November is due on the 1st. Could you send it by Friday?")],
            ),
            (
                "text Bob “好的，½ done — really!”",
                rows("sms", "added", "body"),
                [("好的，½ done — really!",)],
            ),
            (
                "delete the conversation with Bob Stone",
                rows("sms", "removed", "address"),
                [("+15550134567",)],
            ),
            ("redial the last number", lambda done: done.calling, "+15550178901"),
            (
                "copy “it’s\ttwo  blanks” to the clipboard",
                lambda done: done.phone.window.clipboard,
                "it’s\ttwo  blanks",
            ),
        ],
        4,
    ),
)
def test_the_state_is_just_what_was_asked_for(text, look, wanted):
    phone = filled(unreachable(""))
    before = phone.snapshot()
    outcome = pursue(unreachable(text), phone=phone)
    assert outcome.status == "complete", outcome.reason
    assert look(Effect.of(phone, before)) == wanted


def test_a_call_is_ended():
    phone = filled(unreachable(""))
    assert pursue(unreachable("给Ann Lee打电话", "zh"), phone=phone).touched == {"call"}
    assert pursue(unreachable("hang up"), phone=phone).status == "complete"
    assert not Effect.of(phone, phone.snapshot()).calling


def with_bob(last: str):
    """A phone with one more Bob."""
    phone = filled(unreachable(""))
    save_contact(
        phone.context(), Contact(first="Bob", last=last, phones=(Labelled("+15550990000", "Mobile"),))
    )
    return phone


@pytest.mark.parametrize("text", thinned(["call Bob", "text Bob saying hi", "delete the contact Bob"], 3))
@pytest.mark.parametrize("last", ["Marley", "Stone"])
def test_of_two_people_it_asks_which(text, last):
    outcome = pursue(unreachable(text), phone=with_bob(last))
    assert outcome.status == "infeasible"
    assert "Bob Stone" in outcome.reason
    assert not outcome.touched
    if last == "Marley" or text.startswith("delete"):
        (asked,) = outcome.questions
        assert "There are several" in asked
    else:
        assert not outcome.questions, "no answer would tell which of the two"


def test_what_is_most_like_a_thing_that_is_not_there_is_offered_and_a_yes_settles_it():
    outcome = pursue(unreachable("call Bub Stone"))
    assert "do you mean Bob Stone?" in outcome.questions[0]
    assert (outcome.status, outcome.touched) == ("complete", frozenset({"call"}))


def test_the_whole_name_tells_one_of_two():
    call = unreachable("call Bob Stone")
    outcome = pursue(call, phone=with_bob("Marley"))
    assert outcome.status == "complete"
    assert outcome.touched == {"call"}


def test_a_long_list_is_gone_through():
    phone = filled(unreachable(""))
    for number in range(60):
        phones = (Labelled(f"+1555099{number:04}", "Mobile"),)
        save_contact(phone.context(), Contact(first=f"Person{number:02}", phones=phones))
    assert "+1 555-099-0055" in pursue(unreachable("what is Person55's number?"), phone=phone).answer


def test_a_sum_goes_over_all_screens_and_counts_each_expense_once():
    phone = filled(unreachable(""))
    now = phone.clock.date_ms
    for number in range(24):
        when = now - number * 3_600_000
        save_record(phone.context(), ExpenseRecord(0, "Coffee", 100 + number * 25, 3, "", when, when))
    outcome = pursue(unreachable("how much did I spend on Coffee?"), phone=phone)
    assert outcome.answer == "93.00 on Coffee (24 expenses in the log)."


def test_what_no_expense_is_called_is_not_answered():
    outcome = pursue(unreachable("how much did I spend on Hovercrafts?"))
    assert (outcome.status, outcome.answer, outcome.touched) == ("infeasible", "", frozenset())


def test_an_expense_that_is_called_nearly_so_is_offered():
    phone = filled(unreachable(""))
    when = phone.clock.date_ms
    save_record(phone.context(), ExpenseRecord(0, "Croquetas", 48500, 3, "", when, when))
    outcome = pursue(unreachable("how much did I spend on las croquetas?"), phone=phone)
    assert any("do you mean Croquetas" in question for question in outcome.questions)
    assert outcome.answer == "485 on Croquetas (1 expense in the log)."


def test_what_cannot_be_told_apart_is_not_summed_and_not_deleted():
    phone = filled(unreachable(""))
    for _ in "ab":
        save_record(
            phone.context(), ExpenseRecord(0, "Bus", 250, 7, "", phone.clock.date_ms, phone.clock.date_ms)
        )
    for text in ("how much did I spend on Bus?", "delete the expense Bus"):
        outcome = pursue(unreachable(text), phone=phone)
        assert (outcome.status, outcome.touched) == ("infeasible", frozenset())


def test_several_errands_in_one_goal_are_all_done():
    text = (
        "add a contact Zoe with number 555 111 2222 and send a message to Zoe "
        'saying "hi", then delete the note ideas.md'
    )
    outcome = pursue(unreachable(text))
    assert outcome.status == "complete", outcome.reason
    assert {"raw_contacts", "sms", "notes"} <= outcome.touched


def test_of_several_errands_one_that_fails_ends_the_run_without_a_claim():
    outcome = pursue(unreachable("delete the note ideas.md and call Zed"))
    assert outcome.status == "infeasible"
    assert outcome.touched == {"notes"}
    assert "Zed" in outcome.reason
