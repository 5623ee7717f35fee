"""A task corrected after its end leaves the phone as if only the right one had been said."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.run.event import Ended
from device.phone.apps.dialer.call import CallState, current_call
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import save_contact
from device.phone.phone import Phone
from tests.thin import thinned
from tests.ui.service.test_conversation import Talk, done

KEPT = (
    ("com.google.android.deskclock", "clock.db", "SELECT length_ms, state, label FROM timers"),
    ("com.google.android.deskclock", "alarms.db",
     "SELECT hour, minutes, daysofweek, enabled, label FROM alarm_templates"),
    ("com.android.providers.contacts", "contacts2.db", "SELECT data1, data2 FROM data"),
    ("com.simplemobiletools.calendar.pro", "events.db", "SELECT title, start_ts, end_ts FROM events"),
    ("org.tasks", "database", "SELECT title, dueDate FROM tasks WHERE deleted = 0"),
    ("com.arduia.expense", "accounting.db", "SELECT name, amount, category FROM expense"),
    ("com.flauschcode.broccoli", "broccoli", "SELECT title, servings FROM recipes"),
)  # fmt: skip
"""What people keep on a phone, without the numbers of its rows."""
NOTES = "/storage/emulated/0/Documents/Markor"


def kept(phone: Phone) -> list[list[tuple[object, ...]]]:
    """All of that, and the notes."""
    rows = [[tuple(row) for row in phone.database(app, name).rows(sql)] for app, name, sql in KEPT]
    notes = phone.shell(f"cd {NOTES} 2>/dev/null && cat *").stdout
    return [*(sorted(some, key=repr) for some in rows), [(notes,)]]


@pytest.fixture
def talks(tmp_path: Path) -> Callable[[], Talk]:
    return lambda: Talk(tmp_path / "runs")


def alone(talks: Callable[[], Talk], *goals: str) -> list[list[tuple[object, ...]]]:
    """What a phone keeps after these goals, said without a slip."""
    talk = talks()
    for goal in goals:
        done(talk.say(goal))
    talk.close()
    return kept(talk.phone)


@pytest.mark.parametrize(
    ("goal", "said", "meant"),
    thinned([
        ("set a timer for 10 minutes", "no, 5 minutes", "set a timer for 5 minutes"),
        ("create a contact Peter Pan with phone 555 1111", "no, 555 2222",
         "create a contact Peter Pan with phone 555 2222"),
        ("create a contact Peter Pan with phone 555 1111", "no, Wendy Darling",
         "create a contact Wendy Darling with phone 555 1111"),
        ('add an event "Dentist" tomorrow at 3pm', "no, at 4pm", 'add an event "Dentist" tomorrow at 4pm'),
        ("add the task Buy milk due tomorrow", "no, Friday", "add the task Buy milk due Friday"),
        ("add an expense of $12 for Lunch", "no, $15", "add an expense of $15 for Lunch"),
        ('create a note called x.md with the text "Hi"', 'no, "Ho"',
         'create a note called x.md with the text "Ho"'),
        ('add a recipe Soup with servings "4"', 'no, "6"', 'add a recipe Soup with servings "6"'),
        ("set an alarm for 7:30 every Monday", "no, Tuesday", "set an alarm for 7:30 every Tuesday"),
        ("设一个10分钟的计时器", "不，5分钟", "设一个5分钟的计时器"),
        ('明天下午3点添加日程"牙医"', "不对，下午4点", '明天下午4点添加日程"牙医"'),
    ], 4),
)  # fmt: skip
def test_the_phone_is_left_as_by_the_right_goal_alone(
    talks: Callable[[], Talk], goal: str, said: str, meant: str
) -> None:
    talk = talks()
    done(talk.say(goal))
    done(talk.say(said))
    classes = {name for question in talk.questions for name in question.classes}
    assert {"delete"} <= classes <= {"delete", "screen"}, "a recipe's page does not say which recipe goes"
    assert kept(talk.phone) == alone(talks, meant)
    talk.close()


@pytest.mark.full
def test_what_was_there_before_stays(talks: Callable[[], Talk]) -> None:
    before = (
        "set an alarm for 7:30 on weekdays",
        "set a timer for 20 minutes",
        'add an event "Dentist" tomorrow at 9am',
        "set an alarm for 7:30",
    )
    talk = talks()
    for goal in before:
        done(talk.say(goal))
    done(talk.say('set a timer for 10 minutes and add an event "Dentist" tomorrow at 3pm'))
    done(talk.say("no, 5 minutes"))
    done(talk.say("no, at 4pm"))
    right = 'set a timer for 5 minutes and add an event "Dentist" tomorrow at 4pm'
    assert kept(talk.phone) == alone(talks, *before, right)
    talk.close()


@pytest.mark.full
@pytest.mark.parametrize(
    "others", [pytest.param((), marks=pytest.mark.full), ("set a timer for 20 minutes",)]
)
def test_of_two_timers_alike_the_last_is_taken_back(talks: Callable[[], Talk], others: tuple[str]) -> None:
    before = ("set a timer for 10 minutes", *others)
    talk = talks()
    for goal in (*before, "set a timer for 10 minutes"):
        done(talk.say(goal))
    done(talk.say("no, 5 minutes"))
    (asked,) = talk.questions
    assert "with 9:" in asked.text, "which of the two is said"
    assert kept(talk.phone) == alone(talks, *before, "set a timer for 5 minutes")
    ended = talk.say("delete the 10 minute timer")
    done(ended)
    assert "There is no timer of 10 min" in ended.evidence
    talk.close()


@pytest.mark.parametrize("said", thinned(["the last one", "最新的那个"], 2))
def test_of_two_timers_alike_it_is_asked_which_one_is_to_go(talks: Callable[[], Talk], said: str) -> None:
    talk = talks()
    for _ in range(2):
        done(talk.say("set a timer for 10 minutes"))
    ended = talk.say("delete the 10 minute timer")
    assert ended.status == "infeasible"
    assert "there are 2 of that length; say whether it is the last one" in ended.reason
    assert len(kept(talk.phone)[0]) == 2
    done(talk.say(said))
    assert len(kept(talk.phone)[0]) == 1
    talk.close()


@pytest.mark.parametrize("said", ["no, delete that again", "undo that"])
@pytest.mark.parametrize(
    ("own", "goal"),
    thinned([
        ("create a contact Peter Pan with phone 555 1111", "create a contact Peter Pan with phone 555 2222"),
        ("create a contact Peter Pan with phone 555 1111", "create a contact Peter Pan"),
        ("create a contact Peter Pan", "create a contact Peter Pan with phone 555 2222"),
        ('add an event "Dentist" tomorrow at 3pm', 'add an event "Dentist" tomorrow at 3pm'),
        ("add the task Buy milk due Friday", "add the task Buy milk due Thursday"),
        ("add the task Buy milk due tomorrow", "add the task Buy milk"),
        ("add an expense of $12 for Lunch", "add an expense of $15 for Lunch"),
        ('add a recipe Soup with servings "4"', 'add a recipe Soup with servings "6"'),
        ("新建联系人王伟，电话5551111", "新建联系人王伟，电话5552222"),
    ], 4),
)  # fmt: skip
def test_what_the_owner_has_of_the_same_name_stays(
    talks: Callable[[], Talk], own: str, goal: str, said: str
) -> None:
    talk = talks()
    done(talk.say(own))
    before = kept(talk.phone)
    done(talk.say(goal))
    assert kept(talk.phone) != before
    done(talk.say(said))
    assert kept(talk.phone) == before
    talk.close()


@pytest.mark.parametrize("late", thinned([False, True], 2))
def test_a_correction_leaves_what_the_owner_has_of_the_same_name(
    talks: Callable[[], Talk], late: bool
) -> None:
    own, right = (f"create a contact Peter Pan with phone 555 {end}" for end in ("1111", "3333"))
    goal = "create a contact Peter Pan with phone 555 2222"
    talk = talks()
    done(talk.say(own))
    if late:
        done(talk.say(goal))
        done(talk.say("no, 555 3333"))
    else:
        talk.session.begin(goal)
        until_saved(talk)
        talk.session.send("no, 555 3333")
        done(talk._end("yes"))
    assert kept(talk.phone) == alone(talks, own, right)
    talk.close()


def until_saved(talk: Talk) -> None:
    while len(kept(talk.phone)[2]) < 4:
        time.sleep(0.001)


def answered(talk: Talk, goal: str, *answers: str) -> None:
    """Do a task to its end, with an answer to each of its questions in turn."""
    coming = iter(answers)
    talk.session.begin(goal)
    while (ended := talk.session.join(0.01)) is None:
        standing = talk.session.standing()
        if standing.question is not None:
            talk.questions.append(standing.question)
            talk.session.answer(next(coming), standing.asked)
    done(ended)


@pytest.mark.parametrize("said", thinned(["Marley", "Bob Marley", "the Marley one", "the first one"], 2))
def test_the_answer_tells_which_of_two_people_is_meant(talks: Callable[[], Talk], said: str) -> None:
    talk = talks()
    for name, number in zip(("Bob Marley", "Bob Stone"), NUMBERS, strict=True):
        done(talk.say(f"create a contact {name} with phone {number}"))
    answered(talk, 'text Bob saying "hi there"', said, "yes")
    rows = talk.phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT address FROM sms WHERE body = 'hi there'"
    )
    assert [str(row[0]) for row in rows] == ["5551111"]
    talk.close()


@pytest.mark.parametrize("said", thinned(["555-2222", "5552222", "the number 555 2222"], 3))
def test_of_two_people_of_one_name_the_number_tells_who_is_called(
    talks: Callable[[], Talk], said: str
) -> None:
    talk = talks()
    for number in NUMBERS:
        done(talk.say(f"create a contact Bob Marley with phone {number}"))
    answered(talk, "call Bob Marley", said, "yes")
    assert "by the number" in talk.questions[0].text
    assert called(talk) == "5552222"
    talk.close()


@pytest.mark.parametrize("said", thinned(["555 2222", "Work", "the second one", "the work number"], 2))
def test_of_two_numbers_of_one_person_it_is_asked_which(talks: Callable[[], Talk], said: str) -> None:
    talk = talks()
    phones = (Labelled("555-1111", "Home"), Labelled("555-2222", "Work"))
    save_contact(talk.phone.context(), Contact(first="Bob", last="Stone", phones=phones))
    answered(talk, "call Bob Stone", said, "yes")
    assert "555-1111, Home; 555-2222, Work; say which number of Bob Stone" in talk.questions[0].text
    assert called(talk) == "5552222"
    talk.close()


def called(talk: Talk) -> str:
    """The number that is being called."""
    call = current_call(talk.phone.context())
    return re.sub(r"\D", "", call.state.number) if call and isinstance(call.state, CallState) else ""


NUMBERS = ("5551111", "5552222")


def numbers(phone: Phone) -> tuple[str, ...]:
    return tuple(sorted(str(row[0]) for row in kept(phone)[2] if str(row[0]).isdigit()))


@pytest.mark.parametrize(
    ("said", "left"),
    thinned(
        [
            ("the one with 555-2222", ("5551111",)),
            ("555 1111", ("5552222",)),
            ("the second one", ("5551111",)),
            ("第一个", ("5552222",)),
            ("both", ()),
        ],
        3,
    ),
)
def test_of_two_of_one_name_it_is_asked_which_with_what_tells_them_apart(
    talks: Callable[[], Talk], said: str, left: tuple[str, ...]
) -> None:
    talk = talks()
    for number in NUMBERS:
        done(talk.say(f"create a contact Peter Pan with phone {number}"))
    done(talk.say("turn on Bluetooth"))
    answered(talk, "delete the contact Peter Pan", said, *["yes"] * 4)
    assert "Peter Pan, 555-1111; Peter Pan, 555-2222" in talk.questions[0].text
    assert numbers(talk.phone) == left
    talk.close()


@pytest.mark.parametrize(
    ("goals", "left"),
    thinned(
        [
            (
                ['add contact "Bob2" with number 5551234', "no, R2-D2", "change R2-D2's number to 555 9999"],
                ("R2-D2", "5559999"),
            ),
            (
                ["新建联系人王伟1，电话5551234", "不对，王伟2", "把王伟2的电话改成5559999"],
                ("王伟2", "5559999"),
            ),
        ],
        2,
    ),
)
def test_a_name_with_digits_is_a_name(
    talks: Callable[[], Talk], goals: list[str], left: tuple[str, str]
) -> None:
    talk = talks()
    for goal in goals:
        done(talk.say(goal))
    assert {str(row[0]) for row in kept(talk.phone)[2]} == set(left)
    talk.close()


def test_which_of_two_is_meant_can_be_said_at_once(talks: Callable[[], Talk]) -> None:
    talk = talks()
    for number in NUMBERS:
        done(talk.say(f"create a contact Peter Pan with phone {number}"))
    done(talk.say("delete the contact Peter Pan with number 555-1111"))
    assert numbers(talk.phone) == ("5552222",)
    assert talk.say("delete the contact Peter Pan with number 555-9999").status == "infeasible"
    assert numbers(talk.phone) == ("5552222",)
    talk.close()


OWN = ((8, 30, 31), (9, 0, 96))
"""The alarms that are on the phone from the start: hour, minute, days."""


def alarms(phone: Phone) -> tuple[tuple[int, int, int], ...]:
    rows = phone.database("com.google.android.deskclock", "alarms.db").rows(
        "SELECT hour, minutes, daysofweek FROM alarm_templates"
    )
    return tuple(sorted((int(row[0]), int(row[1]), int(row[2])) for row in rows))


@pytest.mark.parametrize(
    ("said", "left"),
    thinned(
        [
            ("the one that rings once", ((9, 0, 96), (9, 30, 0))),
            ("the weekend one", ((9, 0, 0), (9, 30, 0))),
            ("every Saturday and Sunday", ((9, 0, 0), (9, 30, 0))),
            ("both", ((9, 30, 0),)),
            ("全部", ((9, 30, 0),)),
        ],
        3,
    ),
)
def test_of_two_alarms_of_one_time_it_is_asked_which_one_is_to_go(
    talks: Callable[[], Talk], said: str, left: tuple[tuple[int, int, int], ...]
) -> None:
    talk = talks()
    done(talk.say("set an alarm for 9:30"))
    done(talk.say("set an alarm for 9:00"))
    ended = talk.say("delete the 9:30 alarm", answer="no, the 9:00 one")
    assert ended.status == "infeasible"
    assert (
        "alarm for 09:00 that rings every Saturday, Sunday; alarm for 09:00 that rings once" in ended.reason
    )
    assert alarms(talk.phone) == tuple(sorted((*OWN, (9, 0, 0), (9, 30, 0))))
    done(talk.say(said))
    assert alarms(talk.phone) == ((8, 30, 31), *left)
    talk.close()


def test_that_another_alarm_of_the_same_time_stays_is_not_denied(talks: Callable[[], Talk]) -> None:
    talk = talks()
    done(talk.say("set an alarm for 9:00"))
    ended = talk.say("no, 9:15")
    done(ended)
    assert "There is no alarm for 09:00 that rings once any more" in ended.evidence
    assert "for 09:00 any more" not in ended.evidence
    assert alarms(talk.phone) == (*OWN, (9, 15, 0))
    talk.close()


def test_what_the_owner_took_away_meanwhile_is_not_missed(talks: Callable[[], Talk]) -> None:
    talk = talks()
    done(talk.say('add an event "Dentist" tomorrow at 3pm'))
    talk.phone.database("com.simplemobiletools.calendar.pro", "events.db").run("DELETE FROM events")
    done(talk.say("no, at 4pm"))
    assert not talk.questions
    assert kept(talk.phone) == alone(talks, 'add an event "Dentist" tomorrow at 4pm')
    talk.close()


def test_what_may_not_be_deleted_is_told(talks: Callable[[], Talk]) -> None:
    talk = talks()
    done(talk.say('add an event "Dentist" tomorrow at 3pm'))
    before = kept(talk.phone)
    ended: Ended = talk.say("no, at 4pm", answer="no")
    assert ended.status == "infeasible"
    assert "if it is there" not in str([told.word for told in talk.session.told()])
    assert 'delete the event "Dentist"' in ended.reason
    assert kept(talk.phone) == before
    talk.close()


def messages(phone: Phone) -> list[str]:
    rows = phone.database("com.android.providers.telephony", "mmssms.db").rows("SELECT body FROM sms")
    return sorted(str(row[0]) for row in rows)


def test_a_part_that_was_right_is_not_done_again(talks: Callable[[], Talk]) -> None:
    talk = talks()
    before = messages(talk.phone)
    done(talk.say('Send "hi there" to +15550104477 and set an alarm for 6:35'))
    done(talk.say("no, 6:45"))
    assert messages(talk.phone) == sorted([*before, "hi there"])
    assert (6, 45) in talk.alarms()
    assert (6, 35) not in talk.alarms()
    talk.close()


def test_an_alarm_of_the_owners_at_the_wrong_time_stays(talks: Callable[[], Talk]) -> None:
    """The phone has one for 8:30 on weekdays."""
    talk = talks()
    before = kept(talk.phone)[1]
    done(talk.say("set an alarm for 8:30"))
    done(talk.say("no, 8:40"))
    assert [row for row in kept(talk.phone)[1] if row[:2] != (8, 40)] == before
    assert (8, 40) in talk.alarms()
    talk.close()


def test_a_part_done_before_a_correction_in_mid_run_is_not_done_again(talks: Callable[[], Talk]) -> None:
    talk = talks()
    talk.session.begin('add an event Dentist tomorrow at 3pm and send "hi there" to +15550104477')
    answers = iter(('no, "hello there"', "yes", "yes"))
    while (ended := talk.session.join(0.01)) is None:
        standing = talk.session.standing()
        if standing.question is not None:
            talk.session.answer(next(answers), standing.asked)
    done(ended)
    assert "hello there" in messages(talk.phone)
    assert "hi there" not in messages(talk.phone)
    assert [row[0] for row in kept(talk.phone)[3]] == ["Dentist"]
    talk.close()


@pytest.mark.parametrize("said", thinned(["delete it", "undo that", "no, 9:30"], 3))
def test_an_alarm_of_the_owner_at_the_same_time_stays(talks: Callable[[], Talk], said: str) -> None:
    talk = talks()
    own = "set an alarm for 9:00 every Saturday and Sunday"
    done(talk.say(own))
    done(talk.say("set an alarm for 9:00"))
    done(talk.say(said))
    assert len(talk.questions) == 1
    assert "the alarm for 09:00 that rings once" in f"{talk.questions[0].text} {talk.questions[0].hint}"
    assert kept(talk.phone) == alone(talks, own, *(["set an alarm for 9:30"] if "9:30" in said else []))
    talk.close()
